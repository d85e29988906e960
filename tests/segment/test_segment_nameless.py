"""Minutes that name no body are those of whoever their folder is called by, if they can be of one."""

from __future__ import annotations

from dataclasses import replace

from matters_arising.models import Meeting, Participant
from matters_arising.segment import harmonise
from matters_arising.vocab import MeetingKind, MeetingStatus

ROWS, OTHERS = ("Ann Orrin", "Cob Quill", "Ivo Sedge"), ("Una Pike", "Ned Roach", "Bea Tench")


def meeting(document: str, people: tuple[str, ...] = (), body: str = "", date: str = "2031-03-05") -> Meeting:
    came = tuple(Participant(name) for name in people)
    return replace(
        Meeting("mtg-1", body, date, MeetingKind.UNKNOWN, MeetingStatus.UNKNOWN, document, 0, 1), participants=came
    )


def bodies(*meetings: Meeting) -> list[str]:
    return [m.body for m in harmonise(meetings)]


def test_a_folder_whose_minutes_name_no_body_gives_it_a_name() -> None:
    found = bodies(meeting("sites/oak-hill/minutes/2031/a.txt", ROWS), meeting("sites/oak-hill/minutes/2032/b.txt"))
    assert found == ["Oak Hill", "Oak Hill"]


def test_the_top_of_an_archive_and_folders_that_say_how_it_is_kept_name_nobody() -> None:
    assert bodies(meeting("a.txt"), meeting("2031/b.txt"), meeting("wp-content/uploads/2031/05/c.pdf")) == ["", "", ""]


def test_minutes_that_name_nobody_beside_some_that_do_are_not_called_by_the_folder() -> None:
    council = "Ashby Parish Council"
    found = bodies(
        *(meeting(f"oak-hill/{n}.txt", ROWS, council, f"2031-0{n}-05") for n in (1, 2)),
        meeting("oak-hill/c.txt", OTHERS),
    )
    assert found == [council, council, ""]


def test_two_companies_that_share_nobody_may_be_two_bodies() -> None:
    assert bodies(meeting("oak-hill/a.txt", ROWS), meeting("oak-hill/b.txt", OTHERS)) == ["", ""]
    both = meeting("oak-hill/c.txt", (ROWS[0], *OTHERS))
    assert bodies(meeting("oak-hill/a.txt", ROWS), meeting("oak-hill/b.txt", OTHERS), both) == ["Oak Hill"] * 3
    assert bodies(both, meeting("oak-hill/a.txt", ROWS), meeting("oak-hill/b.txt", OTHERS)) == ["Oak Hill"] * 3
    assert bodies(meeting("oak-hill/a.txt", ROWS), meeting("oak-hill/b.txt", OTHERS[:2])) == ["Oak Hill"] * 2


def test_two_folders_of_one_name_are_told_by_their_paths() -> None:
    assert bodies(meeting("east/hall/a.txt"), meeting("west/hall/a.txt")) == ["east/hall", "west/hall"]
