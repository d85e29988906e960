"""The examples in the docstrings that put figures into words are true."""

from __future__ import annotations

import doctest
from io import StringIO
from types import ModuleType

import pytest
from matters_arising import dates
from matters_arising.export import formats, placing, story, svg, words
from matters_arising.export.terminal import print_ledger
from matters_arising.export.words import of_bodies
from matters_arising.matters import terms
from matters_arising.matters.terms import bare
from matters_arising.store.ledger import Entry, PuttingOff
from rich.console import Console


@pytest.mark.parametrize("module", [words, svg, story, placing, dates, terms, formats])
def test_the_examples_are_true(module: ModuleType) -> None:
    done = doctest.testmod(module)
    assert done.attempted and not done.failed


def test_where_bodies_share_a_matter_each_is_told_its_own_number() -> None:
    held = [("Lock Panel", "2031-01-05"), ("Weir Board", "2031-02-05"), ("Lock Panel", "2031-03-05")]
    off = tuple(
        PuttingOff(f"ev-{at}", f"mtg-{at}", body, date, True, "", "", "", "It was put off.", "a.txt", 1, 0.9)
        for at, (body, date) in enumerate(held)
    )
    entry = Entry("mat-1", "Sluice gates", "Lock Panel", 3, 0, 2, 2, 3, 0, "", "2031-03-05", "open", off)
    assert entry.by == (("Lock Panel", 2), ("Weir Board", 1))
    assert of_bodies(entry.by) == "Lock Panel (2 meetings), Weir Board (1 meeting)"
    assert of_bodies(entry.by[1:]) == "Weir Board"


def test_a_term_printed_with_until_is_not_told_with_it_twice() -> None:
    assert [bare(term) for term in ("until he has", "Till May", "the May meeting", "untilled land")] == [
        *("he has", "May", "the May meeting", "untilled land")
    ]


def test_what_a_decision_settled_is_counted_to_that_day_and_its_fate_told_with_it() -> None:
    off = PuttingOff("ev-1", "mtg-1", "Lock Panel", "2031-01-05", True, "", "", "", "Put off.", "a.txt", 1, 0.9)
    entry = Entry("mat-1", "Gates", "Lock Panel", 1, 0, 3, 1, 1, 0, "", "2031-06-05", "adopted", (off,), "2031-04-06")
    printed = StringIO()
    print_ledger(Console(file=printed, width=300), [entry], quotes=False)
    assert "3 months from the first time to the decision on 2031-04-06" in printed.getvalue()
    assert "fate: adopted on 2031-04-06" in printed.getvalue() and "2031-06-05" not in printed.getvalue()
