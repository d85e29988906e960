"""The record of a body: which minutes are here after a day, and which are known to be missing."""

from __future__ import annotations

from matters_arising.matters.record import Record
from matters_arising.models import Meeting
from matters_arising.vocab import MeetingKind, MeetingStatus


def meeting(date: str, *, following: str = "", kind: MeetingKind = MeetingKind.ORDINARY, notes: str = "") -> Meeting:
    return Meeting(
        id=f"m-{date}",
        body="Fallow Mere Commons Board",
        date=date,
        kind=kind,
        status=MeetingStatus.UNKNOWN,
        document=f"{date}.md",
        start=0,
        end=9,
        next_meeting=following,
        notes=(notes,) if notes else (),
    )


def monthly(*following: str) -> list[Meeting]:
    dates = [f"2031-{month:02}-04" for month in range(1, 9)]
    return [meeting(day, following=then) for day, then in zip(dates, [*following, *[""] * 8], strict=False)]


def missing(*following: str) -> int:
    held = monthly(*following)
    return Record(held, silent=()).coverage(held[0]).missing


def test_a_meeting_that_was_moved_is_not_missing() -> None:
    assert missing("2031-02-11") == 0, "held a week before the day printed"
    assert missing("2031-01-29") == 0, "held a week after it"
    assert missing("2031-03-30") == 0, "brought forward: the next was held well before it"
    assert missing("2031-01-15") == 1, "none was held until three weeks after it"


def test_a_meeting_whose_minutes_are_approved_and_not_here_is_missing_once() -> None:
    held = monthly("2031-01-15")
    record = Record(held, silent=(), named=("2031-01-17", "2031-02-04", "2031-05-19", "2030-12-01"))
    assert record.coverage(held[0]).missing == 2


def test_silent_special_and_called_off_meetings_are_not_counted() -> None:
    held = monthly()
    extra = [
        meeting("2031-02-20", kind=MeetingKind.SPECIAL),
        meeting("2031-03-20", notes="called off: snow"),
        meeting("2031-04-20"),
        meeting("2031-05-20", kind=MeetingKind.COMMITTEE),
    ]
    record = Record([*held, *extra], silent={"m-2031-04-20"})
    assert record.coverage(held[0]).meetings == 7
    assert [m.date for m in record.after("2031-07-04")] == ["2031-08-04"]


def test_after_a_special_kind_of_meeting_its_own_kind_counts() -> None:
    shops = [meeting(f"2031-{month:02}-20", kind=MeetingKind.WORKSHOP) for month in range(1, 5)]
    assert Record(shops, silent=()).coverage(shops[0]).meetings == 3
    assert "how often it meets" in Record(shops, silent=()).gap(shops[0])
    assert Record([*monthly(), *shops], silent=()).coverage(shops[0]).meetings == 10


def test_a_gap_is_told_and_a_full_record_has_none() -> None:
    held = monthly()
    assert Record(held, silent=()).gap(held[0]) == ""
    assert Record(held, silent=()).gap(held[-1]) == "no minutes of later meetings are here"
    later = [held[0], *(m for m in held if m.date > "2031-04-30")]
    assert "some may be missing between" in Record(later, silent=()).gap(held[0])
    thin = [*held, *(meeting(f"{year}-09-04") for year in range(2032, 2036))]
    assert Record(thin, silent=()).gap(held[-1]) != ""
