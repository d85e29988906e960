"""What changed about a matter on its way: said only where the minutes print it, and with their words."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from matters_arising.ids import make_id
from matters_arising.matters.shifts import Around, Course, Printed, Said, Shift, Stop, shifts_of
from matters_arising.models import Meeting
from matters_arising.vocab import MeetingKind, MeetingStatus

OWN = "Ambleton Town Council"
WORKS = "Ambleton Works Committee"
TITLE = "Footbridge at Mill Lane"


def stop(date: str, *lines: str, body: str = OWN, of: int | None = None) -> Stop:
    """A meeting whose first `of` lines (else all) deal with the matter; the others only follow them."""
    held = Meeting(
        make_id("meeting", date, body), body, date, MeetingKind.ORDINARY, MeetingStatus.APPROVED, f"{date}.txt", 0, 999
    )
    said = tuple(Said(line, 1, 100 * at, lines[at + 1 : at + 4]) for at, line in enumerate(lines))
    return Stop(held, said[:of])


CHAIRS = (
    ("2031-01-01", "Cllr A. Moss"),
    ("2031-02-01", "Mr Moss"),
    ("2031-03-01", "Cllr B Finch"),
    ("2031-04-01", "Finch"),
)


def chaired(date: str, chair: str, *lines: str) -> Stop:
    """A meeting with somebody in the chair, and that printed among those present."""
    plain = stop(date, "The footbridge was looked at.", *lines)
    return replace(plain, meeting=replace(plain.meeting, chair=chair))


def under(*stops: Stop, chairs: Sequence[tuple[str, str]] = CHAIRS) -> list[Shift]:
    """The shifts of a matter of a body with these chairs, where each meeting's minutes print theirs."""
    printed = [
        Printed(
            one.meeting.date, one.meeting.document, Said(f"Present: {one.meeting.chair} (Chair) and 4 others.", 1, 0)
        )
        for one in stops
    ]
    near = Around({OWN: []}, lambda body: printed, {OWN: {}}, lambda meeting: {}, {OWN: chairs})
    return shifts(*stops, near=near)


def around(*others: Stop, titles: Mapping[str, str] | None = None, numbered: Mapping[str, str] | None = None) -> Around:
    held: dict[str, list[str]] = {OWN: ["2031-01-01"]}
    printed: dict[str, list[Printed]] = {}
    for other in others:
        held.setdefault(other.meeting.body, []).append(other.meeting.date)
        printed.setdefault(other.meeting.body, []).extend(
            Printed(other.meeting.date, other.meeting.document, said) for said in other.said
        )
    return Around(held, lambda body: printed.get(body, []), {OWN: titles or {}}, lambda meeting: numbered or {})


def shifts(*stops: Stop, title: str = TITLE, near: Around | None = None) -> list[Shift]:
    return shifts_of([Course("mat-1", title, stops)], near or around())


def one(*stops: Stop, title: str = TITLE, near: Around | None = None) -> Shift:
    (found,) = shifts(*stops, title=title, near=near)
    return found


def test_a_matter_sent_to_a_body_that_has_it_later_is_found_there_with_both_quotes() -> None:
    there = stop("2031-03-02", "The footbridge was looked at.", body=WORKS)
    found = one(stop("2031-02-01", "The footbridge was referred to the Works Committee."), there, near=around(there))
    assert found.kind == "forum" and found.date == "2031-02-01"
    assert found.sentence == "referred to the Works Committee on 2031-02-01; found there on 2031-03-02"
    assert found.earlier.quote == "The footbridge was referred to the Works Committee."
    assert found.later and (found.later.quote, found.later.body) == ("The footbridge was looked at.", WORKS)


def test_a_body_whose_minutes_do_not_name_it_is_told_with_their_number_and_one_without_minutes_as_such() -> None:
    sent = stop("2031-02-01", "The footbridge was referred to the Works Committee.")
    others = [stop(f"2031-0{month}-02", "The lamps were cleaned.", body=WORKS) for month in (1, 3, 4)]
    assert one(sent, near=around(*others)).sentence.endswith(
        "minutes of 2 meetings of that body after that are in the archive, and none was found to name it"
    )
    assert one(sent).sentence.endswith("no minutes of a body of that name are in the archive")
    assert one(sent, near=around(others[0])).sentence == "referred to the Works Committee on 2031-02-01"


def test_a_passage_that_may_mean_it_forbids_to_say_that_it_was_not_found() -> None:
    sent = stop("2031-02-01", "The footbridge was referred to the Works Committee.")
    perhaps = stop("2031-03-02", "A footbridge in the lane was painted.", body=WORKS)
    assert one(sent, near=around(perhaps)).sentence == "referred to the Works Committee on 2031-02-01"
    surely = stop("2031-03-02", "The Mill Lane footbridge was painted.", body=WORKS)
    assert one(sent, near=around(surely)).sentence.endswith("a passage that names it is found there on 2031-03-02")


@pytest.mark.parametrize(
    "line",
    [
        "The footbridge was referred to the Town Engineer.",
        "The footbridge was referred to the Clerk of the Works Committee.",
        "The footbridge was referred to a committee.",
        "The footbridge was not referred to the Works Committee.",
        "The footbridge should be referred to the Works Committee.",
        "The footbridge was to have been referred to the Works Committee, but was not.",
        "In May the Council had referred the footbridge to the Works Committee.",
        "Mr Ash thought it had been referred to the Works Committee.",
        "It may be referred to the Works Committee if the survey is bad.",
        "Was the footbridge referred to the Works Committee?",
        "The footbridge was referred to Ambleton Town Council.",
        "The letter referred to the Works Committee in passing.",
        "The footbridge was referred to the Works Committee for information.",
        "Referred to Planning Board",
    ],
)
def test_an_officer_a_wish_a_doubt_and_ones_own_body_are_no_other_forum(line: str) -> None:
    assert shifts(stop("2031-02-01", line)) == []


@pytest.mark.parametrize(("outcome", "count"), [("Carried.", 1), ("The motion was lost.", 0), ("2-3", 0), ("", 0)])
def test_a_motion_shifts_what_it_is_about_only_where_it_was_carried(outcome: str, count: int) -> None:
    for motion in (
        "Mr Ash moved that the footbridge be referred to the Works Committee.",
        "Mr Ash moved an amendment that the footbridge works be extended to Wexcombe.",
    ):
        found = shifts(stop("2031-02-01", motion, outcome))
        assert len(found) == count
        assert all("a motion that was carried" in shift.sentence for shift in found)


def test_what_is_to_be_sent_is_not_said_to_have_been_sent() -> None:
    found = one(stop("2031-02-01", "The footbridge is to be referred to the Works Committee."))
    assert found.sentence.startswith("to be referred to the Works Committee by the minutes of 2031-02-01")
    assert found.confidence < one(stop("2031-02-01", "The footbridge was referred to the Works Committee.")).confidence


@pytest.mark.parametrize(
    "title",
    ["Works Committee", "Requests by members for agenda items", "Mr Ash explained that the lane was wet and " * 2],
)
def test_under_a_title_that_names_no_thing_nothing_is_said(title: str) -> None:
    assert shifts(stop("2031-02-01", "It was referred to the Works Committee."), title=title) == []


def test_a_widening_is_told_with_how_the_matter_was_named_before() -> None:
    found = one(
        stop("2031-01-04", "The survey of hedges was begun."),
        stop("2031-02-01", "It was agreed that the survey of hedges be extended to Wexcombe, from May."),
        title="Survey of hedges",
    )
    assert (found.kind, found.sentence) == ("scope", "extended to “Wexcombe”: the minutes of 2031-02-01")
    assert found.earlier.quote == "The survey of hedges was begun."
    assert found.later and found.later.date == "2031-02-01"


@pytest.mark.parametrize(
    "line",
    [
        "The survey of hedges should be extended to Wexcombe.",
        "Mr Ash asked that the survey of hedges be extended to Wexcombe.",
        "The deadline of the survey of hedges was extended to March.",
        "Thanks for the survey of hedges were extended to Mr Ash.",
        "The survey of hedges was extended to Friday.",
        "It was agreed that the survey of hedges not be extended to Wexcombe.",
        "If money allows, the survey of hedges will be extended to Wexcombe.",
    ],
)
def test_a_wish_a_date_and_thanks_widen_nothing(line: str) -> None:
    assert shifts(stop("2031-02-01", line), title="Survey of hedges") == []


def test_a_matter_first_named_for_a_place_and_then_for_the_whole_has_been_widened() -> None:
    found = one(
        stop("2031-01-04", "The hedge survey in Wexcombe was begun."),
        stop("2031-02-01", "The county-wide hedge survey was begun."),
        title="Hedge survey",
    )
    assert found.sentence == "named for Wexcombe on 2031-01-04, for “county-wide” on 2031-02-01"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The hedge survey in Wexcombe was begun.", "After the hedge survey come the county-wide awards."),
        ("The hedge survey for Bid 23 was begun.", "The county-wide hedge survey was begun."),
        ("The hedge survey in March was begun.", "The county-wide hedge survey was begun."),
        ("The hedge survey in Wexcombe was begun.", "Mr Ash wished for a county-wide hedge survey."),
        ("The county-wide hedge survey was begun.", "The hedge survey in Wexcombe was begun."),
    ],
)
def test_another_things_reach_a_papers_number_and_a_wish_are_no_widening(first: str, second: str) -> None:
    assert shifts(stop("2031-01-04", first), stop("2031-02-01", second), title="Hedge survey") == []


def test_what_a_matter_is_merged_into_is_named_and_found_in_the_archive() -> None:
    near = around(titles={"mat-1": TITLE, "mat-2": "Riverside paths scheme"})
    found = one(stop("2031-02-01", "The Mill Lane footbridge was merged into the riverside paths scheme."), near=near)
    assert found.kind == "merger" and found.sentence == (
        "merged into the riverside paths scheme: the minutes of 2031-02-01; "
        "in the archive: Riverside paths scheme (mat-2)"
    )
    numbered = around(titles={"mat-3": "Paths"}, numbered={"7": "mat-3"})
    assert (
        "in the archive: Paths (mat-3)"
        in one(stop("2031-02-01", "This item was taken with item 7."), near=numbered).sentence
    )


@pytest.mark.parametrize(
    "line",
    [
        "The Mill Lane footbridge was not merged into the riverside paths scheme.",
        "The Mill Lane footbridge might be merged into the riverside paths scheme.",
        "Mr Ash suggested that the Mill Lane footbridge be merged into the riverside paths scheme.",
        "The Mill Lane footbridge is not yet merged with the riverside paths scheme.",
        "The lamps were merged into the riverside paths scheme.",
        "The Mill Lane footbridge was merged into the budget.",
        "The Mill Lane footbridge was included in the above item.",
        "The Mill Lane footbridge was dealt with in item 3.",
    ],
)
def test_what_is_denied_wished_or_anothers_is_no_merger(line: str) -> None:
    assert shifts(stop("2031-02-01", line)) == []


def test_what_stands_under_the_label_of_another_thing_is_not_the_matters() -> None:
    lines = (
        "The footbridge was painted.",
        "Boiler – a quote was read.",
        "The matter was referred to the Works Committee.",
    )
    assert shifts(stop("2031-02-01", *lines)) == []
    assert shifts(stop("2031-02-01", lines[0], "Footbridge – a quote was read.", lines[2]))
    assert shifts(stop("2031-02-01", *lines[:2], "The footbridge was referred to the Works Committee."))


def test_what_will_be_merged_is_not_said_to_have_been() -> None:
    found = one(stop("2031-02-01", "The Mill Lane footbridge will be merged into the riverside paths scheme."))
    assert found.sentence.startswith("to be merged into the riverside paths scheme")


def test_a_matter_that_comes_back_under_another_chair_is_told_so_and_nobody_is_named() -> None:
    (found,) = under(chaired("2031-02-01", "Mr Moss"), chaired("2031-03-01", "Cllr B Finch"))
    assert (found.kind, found.date) == ("chair", "2031-03-01")
    assert found.sentence == "another chair: between the meetings of 2031-02-01 and 2031-03-01"
    assert found.earlier.quote == "Present: Mr Moss (Chair) and 4 others."
    assert found.later and found.later.quote == "Present: Cllr B Finch (Chair) and 4 others."


@pytest.mark.parametrize(
    "chairs",
    [
        (*CHAIRS, ("2031-05-01", "A Moss")),  # who came back had only been away
        CHAIRS[:3],  # a deputy, for an evening
        (("2030-12-01", "B Finch"), *CHAIRS),  # they take turns
        tuple((date, "Cllr A. Moss") for date, _ in CHAIRS),
    ],
)
def test_a_deputy_or_another_way_to_print_a_name_is_no_other_chair(chairs: Sequence[tuple[str, str]]) -> None:
    last = dict(chairs).get("2031-03-01", "")
    assert under(chaired("2031-02-01", "Mr Moss"), chaired("2031-03-01", last), chairs=chairs) == []


def test_the_order_of_arrival_does_not_matter() -> None:
    there = stop("2031-03-02", "The footbridge was looked at.", body=WORKS)
    stops = (
        stop("2031-01-04", "The footbridge works at Mill Lane were begun."),
        stop("2031-02-01", "The footbridge was referred to the Works Committee."),
        there,
        stop("2031-04-05", "It was agreed that the footbridge works be extended to Wexcombe."),
    )
    wanted = shifts(*stops, near=around(there))
    assert [shift.kind for shift in wanted] == ["forum", "scope"]
    assert all(shifts(*mixed, near=around(there)) == wanted for mixed in itertools.permutations(stops))
