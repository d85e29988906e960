"""Names printed alike in several folders, names that say too little, and what names no body at all."""

from __future__ import annotations

from dataclasses import replace

import pytest
from matters_arising.models import Meeting, Participant
from matters_arising.segment import harmonise
from matters_arising.segment.names import names_in
from matters_arising.vocab import MeetingKind, MeetingStatus

ROWS, OTHERS = ("Ann Orrin", "Cob Quill", "Ivo Sedge"), ("Una Pike", "Ned Roach", "Bea Tench")


def meeting(body: str, document: str, people: tuple[str, ...] = (), date: str = "2031-03-05") -> Meeting:
    came = tuple(Participant(name) for name in people)
    return replace(
        Meeting("mtg-1", body, date, MeetingKind.UNKNOWN, MeetingStatus.UNKNOWN, document, 0, 1), participants=came
    )


def bodies(*meetings: Meeting) -> list[str]:
    return [m.body for m in harmonise(meetings)]


def test_a_name_that_only_says_what_sort_of_organ_is_one_body_in_each_place() -> None:
    found = bodies(
        meeting("Trustees", "elm-vale/a.txt", ROWS),
        meeting("Trustees", "elm-vale/b.txt"),
        meeting("Trustees", "oxhey/a.txt"),
    )
    assert found == ["Trustees (Elm Vale)", "Trustees (Elm Vale)", "Trustees (Oxhey)"]
    assert bodies(*(meeting(name, "elm-vale/a.txt") for name in ("Trustees", "The Trustees"))) == ["The Trustees"] * 2


def test_two_places_of_one_word_are_told_by_their_paths() -> None:
    found = bodies(meeting("Board", "east/hall/a.txt"), meeting("Board", "west/hall/a.txt"))
    assert found == ["Board (east/hall)", "Board (west/hall)"]


@pytest.mark.parametrize(("one", "other"), [("2030/a.txt", "2031/b.txt"), ("hall/pdf/a.txt", "hall/html/b.txt")])
def test_folders_by_year_and_by_form_are_of_one_body(one: str, other: str) -> None:
    assert bodies(meeting("Board", one), meeting("Board", other)) == ["Board", "Board"]


def test_where_the_same_people_came_it_is_one_body() -> None:
    assert len(set(bodies(meeting("Board", "scans-a/a.txt", ROWS), meeting("Board", "hall/b.txt", ROWS)))) == 1
    assert len(set(bodies(meeting("Board", "scans-a/a.txt", ROWS), meeting("Board", "hall/b.txt", OTHERS)))) == 2


@pytest.mark.parametrize("name", ["Allotments Committee", "Patient Participation Group", "Faculty Senate"])
def test_a_committee_without_a_parent_is_two_where_nobody_came_to_both(name: str) -> None:
    def at(place: str, people: tuple[str, ...], name: str = name) -> Meeting:
        return meeting(name, f"{place}/a.txt", people)

    assert len(set(bodies(at("elm", ROWS), at("oxhey", OTHERS)))) == 2
    assert len(set(bodies(at("elm", ROWS), at("oxhey", ())))) == 1
    council = "Ashby Town Council"
    assert set(bodies(at("elm", ROWS, council), at("oxhey", OTHERS, council))) == {council}


def test_a_board_of_the_years_before_is_the_one_that_is_named_since() -> None:
    named = [meeting("Oxhey Mill Board", f"2031/{month}.txt", date=f"2031-0{month}-05") for month in range(1, 6)]
    assert set(bodies(*named, meeting("Board", "2030/9.txt", date="2030-09-05"))) == {"Oxhey Mill Board"}


def test_a_committee_of_a_named_parent_stays_apart_from_it() -> None:
    parent = [meeting("Ashby Town Council", f"ashby/{m}.txt", ROWS, f"2031-0{m}-05") for m in range(1, 5)]
    sub = [meeting("Finance Committee of Ashby Town Council", f"ashby/{m}.txt", ROWS, f"2031-0{m}-05") for m in (6, 7)]
    assert len(set(bodies(*parent, *sub))) == 2


def test_a_bare_committee_of_the_same_people_is_that_of_the_places_one_association() -> None:
    def at(body: str, month: int, people: tuple[str, ...] = ROWS) -> Meeting:
        return meeting(body, f"ashby/{month}.txt", people, f"2031-0{month}-05")

    association, bare = "Ashby Allotment Association", "Committee"
    assert set(bodies(at(association, 1), at(association, 3), at(bare, 2))) == {association}
    assert set(bodies(at(association, 1), at("Management Committee", 2))) == {association}
    assert len(set(bodies(at(association, 1), at(bare, 2, OTHERS)))) == 2
    assert len(set(bodies(at(association, 1), at(bare, 2, ())))) == 2
    assert len(set(bodies(at(association, 2), at(bare, 2)))) == 2  # both met in February
    assert len(set(bodies(at(association, 1), at("Ashby Rowing Club", 3), at(bare, 2)))) == 3
    for other in ("Ashby Town Council", "Ashby Mill Trust", "Ashby Allotment Association, Finance Committee"):
        assert len(set(bodies(at(other, 1), at(other, 3), at(bare, 2)))) == 2
    assert len(set(bodies(at(association, 1), at("Finance Committee", 2)))) == 2


def test_naming_again_changes_nothing() -> None:
    once = harmonise([meeting("Trustees", "elm/a.txt"), meeting("Trustees", "oxhey/a.txt"), meeting("", "elm/c.txt")])
    assert harmonise(once) == once


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Latest Committee", ["Committee"]),
        ("Your Parish Council", ["Parish Council"]),
        ("Our Lady of Ashby School Governors", ["Our Lady of Ashby School Governors"]),
        ("Home > Ashby Town Council > Finance Committee > Minutes", ["Finance Committee", "Ashby Town Council"]),
        ("Home About Council Contact", []),
        ("Elections for the Board will be held in May", []),
        ("Next meeting of the Finance Committee: 3 May", []),
        ("A meeting of Ashby Council will be held on 3 May", ["Ashby Council"]),
        ("{meta} Agenda for Ashby Policing Committee on Tuesday 8th May, 2031, 2.30 pm", ["Ashby Policing Committee"]),
        ("Minutes, {meta} for Ashby Policing Committee", ["Ashby Policing Committee"]),
        ("Venue: Ashby Vale Community Hub", []),
        ("Ashby Parish Council | Lleoliad: Ashby Vale Community Hub", ["Ashby Parish Council"]),
        ("Oak Room, Council House", []),
        ("Council Chamber, Low Street", []),
        ("Ashby Town Council Chamber", ["Ashby Town Council"]),
        ("Oak Hall, Council House and Library Committee", ["Oak Hall, Council House and Library Committee"]),
        ("Minutes of 9th ARG (Ashby Residents Group) meeting", ["Ashby Residents Group"]),
    ],
)
def test_menus_trails_and_notices_name_no_body_of_their_own(line: str, names: list[str]) -> None:
    assert names_in(line) == names
