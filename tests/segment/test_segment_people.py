"""Attendance lists in the shapes clerks give them."""

from __future__ import annotations

import pytest
from matters_arising.segment.entry import initials_of
from matters_arising.segment.people import chair_of, participants


def listed(text: str) -> list[tuple[str, str, str]]:
    return [(p.name, p.initials, p.attendance) for p in participants([text])]


def test_a_line_with_offices_in_brackets() -> None:
    people = participants(
        ["Present: Cllr N. Oakes (Chairman), Cllr Mrs P Ash, Ann Bell (Clerk) and 11 Members of the Public"]
    )
    assert [(p.name, p.role) for p in people] == [
        ("Cllr N. Oakes", "Chairman"),
        ("Cllr Mrs P Ash", ""),
        ("Ann Bell", "Clerk"),
    ]
    assert chair_of("", people) == "Cllr N. Oakes"


def test_commas_within_brackets_part_nothing() -> None:
    people = participants(
        ["Present: Mr Dave Cole (Health Officer, Ashby and Bilton Borough Council)\nMs Eve Dunn (Villager)"]
    )
    assert [p.name for p in people] == ["Mr Dave Cole", "Ms Eve Dunn"]


def test_names_with_initials_in_columns() -> None:
    assert listed("PRESENT Nora Oakes\tNO\tPeter Ash\tPA\nAnn Bell\tAB") == [
        ("Nora Oakes", "NO", "present"),
        ("Peter Ash", "PA", "present"),
        ("Ann Bell", "AB", "present"),
    ]


def test_one_name_a_line_under_headings() -> None:
    text = "District Attendees\n\nNora Oakes - Board President\n\nPeter Ash - General Manager\n\nAbsent\n\nAnn Bell"
    assert listed(text) == [
        ("Nora Oakes", "NO", "present"),
        ("Peter Ash", "PA", "present"),
        ("Ann Bell", "AB", "absent"),
    ]


@pytest.mark.parametrize(
    ("text", "attendance"),
    [
        ("Apologies for absence were received from Nora Oakes and Peter Ash.", "apologies"),
        ("Members not present: Nora Oakes, Peter Ash", "absent"),
        ("Not attending: Nora Oakes, Peter Ash", "absent"),
        ("Regrets: Nora Oakes, Peter Ash", "apologies"),
        ("In attendance: Nora Oakes, Peter Ash", "in-attendance"),
        ("Members: Nora Oakes, Peter Ash", "present"),
        ("Voluntary sector: Nora Oakes, Peter Ash", "present"),
        ("Other Board members present: Nora Oakes, and Peter Ash.", "present"),
    ],
)
def test_keys_tell_the_attendance(text: str, attendance: str) -> None:
    assert [(name, how) for name, _, how in listed(text)] == [("Nora Oakes", attendance), ("Peter Ash", attendance)]


def test_what_follows_the_list_is_no_list() -> None:
    prose = (
        "The meeting opened with a report from Nora Oakes on the state of the bridge and the works that the county "
        "has in mind for it this summer."
    )
    assert listed(f"Present: Peter Ash, Ann Bell\n{prose}") == [
        ("Peter Ash", "PA", "present"),
        ("Ann Bell", "AB", "present"),
    ]


@pytest.mark.parametrize(
    ("text", "chair"),
    [
        ("The meeting was chaired by Nora Oakes.", "Nora Oakes"),
        ("In the chair: Cllr Oakes. Twenty electors came.", "Cllr Oakes"),
        ("President Oakes called the meeting to order at 6 p.m.", "President Oakes"),
        ("The meeting was chaired by NO.", "Nora Oakes"),
        ("Nobody said who led the talk.", ""),
    ],
)
def test_the_chair(text: str, chair: str) -> None:
    assert chair_of(text, participants(["Present: Nora Oakes\tNO\nPeter Ash\tPA"])) == chair


def test_initials_leave_titles_out() -> None:
    assert (initials_of("Nora Oakes"), initials_of("Cllr Mrs Ann Bell-Cole"), initials_of("Dr Eve Dunn")) == (
        "NO",
        "ABC",
        "ED",
    )


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Present: Barker, Osey, Lund", ["Barker", "Osey", "Lund"]),
        ("Present: AB, CD, EF", ["AB", "CD", "EF"]),
        ("2) Present - Anna (Chair), Tom, Priya", []),  # a number opens an item, not a list
        ("Present - Anna (Chair), Tom, Priya", ["Anna", "Tom", "Priya"]),
        ("Attendees:\n\nAnna\n\nTom\n\nPriya\n\nPotholes\n\nThe county was told.", ["Anna", "Tom", "Priya"]),
        ("Present: Messrs. Hill and Dunn, Mesdames Lane and Cole", ["Hill", "Dunn", "Lane", "Cole"]),
        ("Present: Cllrs Oakes, Dunn and Lane", ["Oakes", "Dunn", "Lane"]),
        ("In the Chair: Cllr Oakes", ["Cllr Oakes"]),
        (
            "Present: Mrs J Taylor Councillors Mrs D Clement Miss J Lawson",
            ["Mrs J Taylor", "Mrs D Clement", "Miss J Lawson"],
        ),
        ("Apologies\n\nWere received from Nora Oakes and Mr Ash", ["Nora Oakes", "Mr Ash"]),
        ("Apologies: Barker", []),  # one word may be anything
        ("Present: Staff, Visitors", []),
        ("Apologies: None, Nil", []),
    ],
)
def test_names_however_short(text: str, names: list[str]) -> None:
    assert [p.name for p in participants([text])] == names


def test_names_go_on_in_the_next_line() -> None:
    text = "Present: Nora Oakes, Peter Ash, Ann Bell, Eve Dunn, Tam Birch, Jo\nLowe, Dave Cole\nApologies: Bea Fox"
    assert [name for name, _, _ in listed(text)][-3:] == ["Jo Lowe", "Dave Cole", "Bea Fox"]
    text = "The board took the roll call. These directors were present\nin the room: Nora Oakes, Peter Ash."
    assert [name for name, _, _ in listed(text)] == ["Nora Oakes", "Peter Ash"]


@pytest.mark.parametrize(
    "text",
    [
        "Present: Peter Ash, Parish Clerk, Ann Bell, Managing Director of Lowe Ltd",
        "Present\nPeter Ash\tParish Clerk\nAnn Bell\tManaging Director of Lowe Ltd",
    ],
)
def test_an_office_behind_a_name_is_its_holders(text: str) -> None:
    assert [(p.name, p.role) for p in participants([text])] == [
        ("Peter Ash", "Parish Clerk"),
        ("Ann Bell", "Managing Director of Lowe Ltd"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Present: Nora Oakes\nApologies: Ann Bell. Minute Secretary: Eve Dunn",
        "Present: Nora Oakes\nApologies: Ann Bell   Minute Secretary: Eve Dunn",
        "Present: Nora Oakes\nApologies: Ann Bell, Minute Secretary",
    ],
)
def test_an_office_beside_those_who_were_away_is_nobody_away(text: str) -> None:
    assert [(name, how) for name, _, how in listed(text)] == [("Nora Oakes", "present"), ("Ann Bell", "apologies")]


@pytest.mark.parametrize(
    "behind",
    [
        "Mr Ash was duly elected.",
        "Mr Ash proposed acceptance of the minutes.",
        "Minutes: It was proposed by Mr Ash, seconded by Eve Dunn.",
        "Planning: T. Ash - a barn; E. Dunn - two sheds",
        "Aye: Ash, Dunn",
    ],
)
def test_who_does_something_ends_the_list(behind: str) -> None:
    assert [name for name, _, _ in listed(f"Apologies: Nora Oakes\n\n{behind}\n\nEve Dunn")] == ["Nora Oakes"]


def test_no_part_of_a_name_of_a_place_or_firm_is_a_person() -> None:
    text = "Present: Nora Oakes, Borough Council of Ashby and West Bilton, Peter Ash, 4 members of the public"
    assert [name for name, _, _ in listed(text)] == ["Nora Oakes", "Peter Ash"]


def test_the_chair_of_something_else_is_not_in_the_chair() -> None:
    people = participants(["Present: Nora Oakes, Peter Ash, Chairman of the Bowls Club"])
    assert [person.role for person in people] == ["", "Chairman of the Bowls Club"]
    assert chair_of("", people) == ""
