"""Whatever the text, the parts of a document lie in order and in bounds, and nothing breaks."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st
from matters_arising.models import Document
from matters_arising.segment import recognise, segment
from matters_arising.segment.sentences import clauses, sentences
from segment_build import Build, checked

WORDS = st.sampled_from(
    [
        *(
            "1.",
            "2.",
            "3.",
            "a)",
            "IV.",
            "56/19",
            "57/19",
            "R2024-017",
            "Item 3:",
            "(B)",
            "•",
            "–",
            ":",
            ";",
            ".",
            "\n",
        ),
        *(
            "Present",
            "Apologies",
            "Nora Oakes",
            "NO",
            "Cllr Ash",
            "RESOLVED",
            "ACTION:",
            "Carried",
            "Bridge",
            "BUS SHELTER",
        ),
        *("it was agreed", "seconded by", "Minutes of", "4 July 2023", "7.30 p.m.", "No.", "St.", "the roof", "leaks"),
        *("Next meeting", "adjourned at 9", "Ashby Parish Council", "and", "£4.50", "“so”", "", "ﬁ", "\u00ad"),
    ]
)
PROSE = st.lists(WORDS, min_size=1, max_size=25).map(" ".join)
TEXTS = st.one_of(PROSE, st.text(max_size=80))
BLOCKS = st.lists(
    st.tuples(
        TEXTS,
        st.sampled_from(["heading", "paragraph", "paragraph", "list", "quote", "row"]),
        st.integers(1, 3),
        st.booleans(),
        st.sampled_from(["", "", "NO", "NO/PA"]),
    ),
    max_size=14,
)
HEADER = ("Item", "Notes", "Action")


def build(blocks: list[tuple[str, str, int, bool, str]]) -> Document:
    made, page = Build(), 1
    for text, kind, level, flag, margin in blocks:
        page += level == 3 and flag
        if kind == "row":
            made.row(*(part.strip() for part in [*text.split(" ", 2), "", "", ""][:3]), header=HEADER if flag else ())
        else:
            made.put(text, kind, level=level, bold=flag or kind == "heading", margin=margin, page=page)
    return made.doc()


@given(BLOCKS)
@example([("", "heading", 1, False, ""), ("\n R2024-017 NO", "heading", 1, False, "")])
@settings(max_examples=150, deadline=None)
def test_parts_lie_in_order_and_in_bounds(blocks: list[tuple[str, str, int, bool, str]]) -> None:
    checked(segment(build(blocks)))


@given(BLOCKS)
@settings(max_examples=60, deadline=None)
def test_the_same_document_gives_the_same_parts_and_a_verdict(blocks: list[tuple[str, str, int, bool, str]]) -> None:
    document = build(blocks)
    assert segment(document) == segment(document)
    assert recognise(document).reason


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_sentences_and_clauses_cover_all_letters_once(text: str) -> None:
    spans = [part for low, high in sentences(text, 0, len(text)) for part in clauses(text, low, high)]
    covered = [index for low, high in spans for index in range(low, high)]
    assert covered == sorted(set(covered))
    left = [text[index] for index in sorted(set(range(len(text))) - set(covered)) if text[index].isalnum()]
    assert all(letter == "o" for letter in left)  # an "o" before a space may be a bullet
