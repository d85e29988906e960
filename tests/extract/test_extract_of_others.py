"""Offices in a roll, what is laid before the meeting, and what others approved: none of it is decided here."""

import pytest
from matters_arising.extract.of_others import settles_nothing_here


@pytest.mark.parametrize(
    "text",
    [
        "[Ministry appointed Trustees], Lofa Tull and Lee Mann [Parent Elected Trustee]",
        "Kit Ellis [Elected Trustee] Peter Cane and Mo Shah [Ministry appointed]",
        "Heather Bate (Staff Elected Representative) and Pauline Corne - [Principal]",
        "The changes were made and the plan is presented at this meeting as item 2.04 for review and approval.",
        "The accounts were circulated for adoption.",
    ],
)
def test_an_office_held_and_what_is_laid_before_a_meeting_settle_nothing(text: str):
    assert settles_nothing_here(text, [])


@pytest.mark.parametrize(
    "text",
    [
        "Kit Ellis (re-elected)",
        "Kit Ellis was elected Parent Trustee [unopposed].",
        "Ann Bell, elected Trustee",
        "The board authorizes the circulation of the plan for consideration in May.",
        "It was agreed to submit the plan to the county for approval.",
        "The plan was presented for approval and was approved.",
        "The accounts, circulated for adoption, were adopted.",
    ],
)
def test_what_elects_or_approves_is_decided(text: str):
    assert not settles_nothing_here(text, [])


@pytest.mark.parametrize(
    ("text", "headings", "nothing"),
    [
        ("The corner sign was approved;", ["Street works, 13.11", "Reportbacks"], True),
        ("Alterations to the shop were agreed and are being made.", ["Report back from the county forum"], True),
        ("The corner sign was approved;", ["Street works"], False),
        ("It was agreed to write to the forum.", ["Reportbacks"], False),
        ("The sign was approved by this committee.", ["Reportbacks"], False),
        ("Moved by Orr: that the report was accepted.", ["Reportbacks"], False),
    ],
)
def test_what_is_reported_back_from_another_body_was_approved_there(text: str, headings: list[str], nothing: bool):
    assert settles_nothing_here(text, headings) is nothing
