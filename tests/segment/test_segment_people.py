"""Attendance lists in the shapes clerks give them."""

from __future__ import annotations

import pytest
from matters_arising.segment.people import chair_of, initials_of, participants


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
