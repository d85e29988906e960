from __future__ import annotations

import doctest

import pytest
from matters_arising.matters import across, drafts, headings, paragraphs, references, tally, words
from matters_arising.matters.references import cited, identifiers
from matters_arising.matters.words import stems


@pytest.mark.parametrize("module", [across, drafts, headings, paragraphs, references, tally, words])
def test_the_examples_in_the_documentation_hold(module: object) -> None:
    found = doctest.testmod(module)  # type: ignore[arg-type]
    assert found.attempted
    assert not found.failed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("squeaks", "squeaking"),
        ("pot-holes", "pothole"),
        ("properties", "property"),
        ("agreed", "agree"),
    ],
)
def test_inflected_words_have_one_stem(one: str, other: str) -> None:
    assert stems(one) == stems(other)


def test_different_words_keep_apart() -> None:
    assert len({*stems("bridge bride bright bus bush grass grain")}) == 7


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Application 21/00417/F was refused", {"21/00417/F"}),
        ("Resolution No. 21-04 and Policy No. 1010", {"resolution 21-04", "policy 1010"}),
        ("budget for 2019/20, then 2020/2021", set()),
        ("it cost £1,250.00 on 12/05/19", set()),
        ("HWB12/23 is a minute", {"HWB12/23"}),
    ],
)
def test_reference_numbers_are_told_from_dates_and_money(text: str, found: set[str]) -> None:
    assert identifiers(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Pump (4.3 and 11.1)", {"4.3", "11.1"}),
        ("see 56/19", {"56/19"}),
        ("as in minute 7.2, at a cost of 9.50", {"7.2"}),
        ("It opened at 7.30 and cost 4.50", set()),
    ],
)
def test_cited_minutes_are_told_from_other_numbers(text: str, found: set[str]) -> None:
    assert cited(text) == found
