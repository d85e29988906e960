"""What differs between two texts: words, wherever they stand; never spaces, pages, letters that OCR confuses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matters_arising.matters.changes import Comparison, Mark, Passage, Version, compare, joined

OPENING = "The clerk read out the letter that the ferry company had sent in answer."
BIDS = "Three bids for painting the bandstand had come in, the lowest of them 4,200 marks."
LONG = "It was agreed that the bandstand be painted by the firm of the lowest bid."


def version(
    *lines: str, status: str = "approved", document: str = "a.txt", marks: Sequence[tuple[str, str]] = ()
) -> Version:
    """A version with one passage a line under the item of the last "# " line; each mark is a type and its quote."""
    text, item, start = "\n".join(lines), "", 0
    passages: list[Passage] = []
    for line in lines:
        item = line[2:] if line.startswith("# ") else item
        passages.append(Passage(item, start, start + len(line), 1, line, line))
        start += len(line) + 1
    found = tuple(
        Mark(
            *(kind, text.index(quote), text.index(quote) + len(quote), 1, quote, ""),
            *(quote.partition("carried by ")[2], "", False, 0.9),
        )
        for kind, quote in marks
    )
    joined_up = joined(passages, text)
    return Version(document, str(hash(text)), "Quay Board", "2024-05-02", status, "", joined_up, found)


def told(one: Comparison | None) -> list[tuple[str, str, str]]:
    return [(c.what, *((s.quote if s else "") for s in (c.before, c.after))) for c in one.changes] if one else []


@pytest.mark.parametrize(
    "other",
    [
        pytest.param((OPENING.replace(" ", "  \n"), BIDS, LONG), id="white space"),
        pytest.param((OPENING.upper(), BIDS.replace(",", ";"), LONG), id="case and marks"),
        pytest.param((BIDS, OPENING, LONG), id="moved"),
        pytest.param((f"{OPENING} {BIDS}", LONG), id="cut elsewhere"),
        pytest.param((OPENING, "Page 3 of 7", BIDS, "14", LONG), id="page numbers"),
        pytest.param((OPENING.replace("letter", "1etter"), BIDS.replace("bandstand", "bandst and"), LONG), id="OCR"),
    ],
)
def test_what_is_no_change(other: tuple[str, ...]) -> None:
    assert compare(version(OPENING, BIDS, LONG), version(*other)) is None


def test_a_word_an_amount_and_a_missing_not_are_changes() -> None:
    later = version(OPENING, BIDS.replace("4,200", "4,700"), LONG.replace("be painted", "not be painted"))
    assert [what for what, _, _ in told(compare(version(OPENING, BIDS, LONG), later))] == ["altered", "altered"]


def test_few_words_belong_to_what_they_follow() -> None:
    first, second = "Motion that the bandstand be painted in the spring.", "Motion that the ferry be sold this year."
    one = version("# Works", first, "Carried.", second, "Lost.")
    other = version("# Works", first, "Lost.", second, "Carried.")
    assert told(compare(one, other)) == [
        ("altered", f"{first}\nCarried.", f"{first}\nLost."),
        ("altered", f"{second}\nLost.", f"{second}\nCarried."),
    ]


def test_few_words_belong_to_their_item() -> None:
    one = version("# Bandstand", "Carried.", "# Ferry", "Lost.")
    other = version("# Bandstand", "Lost.", "# Ferry", "Carried.")
    assert len(told(compare(one, other))) == 2


@pytest.mark.parametrize(
    ("before", "after", "line", "kind"),
    [
        ("draft", "approved", "It rained.", "draft to approved"),
        ("approved", "approved", "It rained.", "silent later edit"),
        ("approved", "approved", "Corrected on 3 June: it rained.", "edit that says so"),
        ("draft", "draft", "It rained.", "draft revised"),
        ("approved", "draft", "It rained.", "back to draft"),
        ("", "approved", "It rained.", "edit"),
    ],
)
def test_the_status_of_both_says_what_kind_it_is(before: str, after: str, line: str, kind: str) -> None:
    found = compare(version(OPENING, status=before), version(OPENING, line, status=after))
    assert found and found.kind == kind


def test_two_documents_of_one_standing_are_copies_and_no_edit() -> None:
    found = compare(version(OPENING), version(OPENING, "It rained.", document="b.txt"))
    assert found and found.kind == "other copy"


def test_events_are_told_where_their_own_words_differ() -> None:
    vote = "The bandstand shall be painted in the spring, carried by 7 to 2"
    put_off = "The sale of the ferry was put off until the autumn meeting."
    one = version(OPENING, vote, LONG, marks=[("decision", vote), ("decision", LONG)])
    changed = vote.replace("7 to 2", "9 to 0")
    later = version(OPENING, changed, put_off, LONG, marks=[("decision", changed), ("deferral", put_off)])
    found = compare(one, later)
    assert found
    flags = [(f.type, f.what, f.detail) for f in found.flags]
    assert flags == [
        ("decision with votes", "altered", "votes: 7 to 2 → 9 to 0"),
        ("deferral", "added", ""),
    ]


def test_an_event_in_the_same_words_that_was_read_otherwise_is_not_told() -> None:
    found = compare(version(OPENING, LONG, marks=[("decision", LONG)]), version(OPENING, LONG, "It rained all day."))
    assert found and not found.flags


_LINES = st.lists(
    st.one_of(
        st.sampled_from([OPENING, BIDS, LONG, "Carried.", "Lost.", "# Ferry", "# Works", BIDS.replace("4", "5")]),
        st.text(max_size=60).map(lambda text: " ".join(text.split())),
    ),
    max_size=12,
)


@given(_LINES)
def test_the_same_text_is_no_change(lines: list[str]) -> None:
    assert compare(version(*lines), version(*lines, document="b.txt")) is None


@settings(max_examples=200)
@given(_LINES, _LINES)
def test_it_is_the_same_from_either_side(one: list[str], other: list[str]) -> None:
    forth = told(compare(version(*one), version(*other)))
    back = told(compare(version(*other), version(*one)))
    turned = {"added": "removed", "removed": "added", "altered": "altered"}
    assert Counter(forth) == Counter((turned[what], after, before) for what, before, after in back)


def test_a_heading_that_stays_is_not_quoted_with_the_few_words_under_it() -> None:
    one = version("12/31 Pier lamps", OPENING)
    under = [
        joined(
            [
                Passage("Pier lamps", 0, 16, 1, "12/31 Pier lamps", ""),
                Passage("Pier lamps", 17, 17 + len(said), 1, said, ""),
            ],
            whole,
        )
        for said in ("The report was received.", "The report was sent back.")
        if (whole := f"12/31 Pier lamps\n{said}")
    ]
    both = [replace(one, passages=passages) for passages in under]
    assert told(compare(*both)) == [("altered", "The report was received.", "The report was sent back.")]
    renamed = replace(
        both[0],
        passages=(
            replace(
                under[0][0],
                quote="12/31 Quay lamps\nThe report was received.",
                text="12/31 Quay lamps The report was received.",
            ),
        ),
    )
    assert told(compare(both[0], renamed)) == [
        ("altered", "12/31 Pier lamps\nThe report was received.", "12/31 Quay lamps\nThe report was received.")
    ]


def test_a_passage_that_differs_is_told_once_with_all_that_was_read_in_it() -> None:
    put_off = "RESOLVED: that the painting of the bandstand be put off until the autumn."
    painted = "RESOLVED: that the painting of the bandstand be begun at once by the lowest bidder."
    one = version(OPENING, put_off, marks=[("decision", put_off), ("deferral", put_off)])
    found = compare(one, version(OPENING, painted, marks=[("decision", painted)]))
    assert found and [change.what for change in found.changes] == ["altered"]
    assert [(flag.type, flag.what) for flag in found.changes[0].flags] == [
        ("decision", "altered"),
        ("deferral", "removed"),
    ]
    assert found.flags == found.changes[0].flags
