"""Votes as printed, counted: only where there is one reading."""

from __future__ import annotations

import doctest

import pytest
from matters_arising.matters import ballots
from matters_arising.matters.ballots import ballot, contradicts


def counts(printed: str, passed: bool = True) -> dict[str, int] | None:
    found = ballot(printed, passed=passed)
    return None if found is None else dict(found.counts)


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        ("9 for, 2 against", {"yes": 9, "no": 2}),
        ("3 for and none against", {"yes": 3, "no": 0}),
        ("4 votes in favour, 1 opposed, 2 abstentions", {"yes": 4, "no": 1, "abstain": 2}),
        ("Ayes: 5; Noes: 2; Absent: 1", {"yes": 5, "no": 2, "absent": 1}),
        ("vote of 5 to 2", {"yes": 5, "no": 2}),
        ("4:2", {"yes": 4, "no": 2}),
        ("5-2-1", {"yes": 5, "no": 2}),
        ("6/1", {"yes": 6, "no": 1}),
        ("Ayes: Moss, Birch and Dr. Fern; Noes: none", {"yes": 3, "no": 0}),
        ("FOR Moss, Birch AGAINST Ash", {"yes": 2, "no": 1}),
        ("AYES Moss", {}),  # the other side may stand in the next line
        ("3-3", {}),  # by the casting vote
        ("unanimously", {}),
        ("All in favour", {}),
        ("14:00", None),
        ("20:15", None),
        ("2-3", None),
        ("4 for, 7 against", None),
        ("5 for, 2 for, 1 against", None),
        ("by a majority", None),
        ("For Moss Lane", None),
        ("Yes: all members who were there", None),
        ("", None),
    ],
)
def test_a_vote_that_carried(printed: str, told: dict[str, int] | None) -> None:
    assert counts(printed) == told


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        ("4 for, 7 against", {"yes": 4, "no": 7}),
        ("7 for, 4 against", {"yes": 7, "no": 4}),  # two thirds may have been needed
        ("2-3", {"yes": 2, "no": 3}),
        ("by 9 votes to 2", {}),  # nine may have been against
        ("9:15", None),
    ],
)
def test_a_vote_that_did_not(printed: str, told: dict[str, int] | None) -> None:
    assert counts(printed, passed=False) == told


def test_voters_are_those_printed() -> None:
    found = ballot("AYES: Cllr Moss, A. Birch NOES: Ash ABSTAIN: none", passed=True)
    assert found and found.voters == (("yes", "Cllr Moss"), ("yes", "A. Birch"), ("no", "Ash"))
    assert found.counts == (("yes", 2), ("no", 1), ("abstain", 0))


def test_a_vote_may_contradict_what_is_said_to_be_carried() -> None:
    assert contradicts("4 for, 7 against") and not contradicts("4 for, 3 against") and not contradicts("")


def test_the_examples_are_true() -> None:
    done = doctest.testmod(ballots)
    assert done.attempted and not done.failed
