"""Text as it is read aloud, and pieces put together: offsets, cells and pages."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matters_arising.documents import reading_text
from matters_arising.documents.assemble import Piece, assemble
from matters_arising.documents.fonts import Fonts

WORDS = st.lists(st.text(alphabet="abcdefghij", min_size=1, max_size=14), min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("The com-\nmittee agreed.", "The committee agreed."),
        ("The com\u00adof\u00ad\nfice", "The comoffice"),
        ("the Anglo-\nSaxon church", "the Anglo-Saxon church"),
        ("in 2019-\n20 the", "in 2019- 20 the"),
        ("wide \t  spaces\n\nand  lines", "wide spaces and lines"),
        ("a well-known mill", "a well-known mill"),
        ("one -\ntwo", "one - two"),
    ],
)
def test_what_is_divided_is_made_whole_and_white_space_folded(printed, read):
    assert reading_text(printed) == read


def test_a_stretch_is_read_alone():
    text = "Before. The com-\nmittee met. After."
    start, end = text.index("The"), text.index(" After")
    assert reading_text(text, start, end) == "The committee met."


@settings(max_examples=100, deadline=None)
@given(WORDS, st.integers(4, 12))
def test_dividing_words_anywhere_changes_nothing_that_is_read(words, width):
    text = " ".join(words)
    divided = "\n".join(textwrap.wrap(text, width, break_long_words=False))
    assert reading_text(divided) == text
    hyphened = " ".join(word[:2] + "-\n" + word[2:] if len(word) > 3 else word for word in words)
    assert reading_text(hyphened) == text


PIECES = st.builds(
    Piece,
    text=st.text(alphabet="ab c\n", max_size=20).map(str.strip),
    page=st.integers(1, 5),
    lead=st.integers(0, 30),
    table=st.sampled_from([-1, -1, 3, 9]),
    cells=st.lists(st.text(alphabet="xy ", max_size=5), max_size=4).map(tuple),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=12))
def test_pieces_have_their_place_in_the_text(pieces):
    pieces.sort(key=lambda piece: piece.page)
    made = assemble(pieces, pages=3)
    printed = [piece for piece in pieces if (piece.text and not piece.cells) or any(map(str.strip, piece.cells))]
    assert len(made.blocks) == len(printed)
    assert made.pages[0].start == 0 and made.pages[-1].end == len(made.text)
    end = 0
    for piece, block in zip(printed, made.blocks, strict=True):
        assert block.start >= end and block.start <= block.lead <= block.end
        found = [made.text[cell.start : cell.end] for cell in block.cells]
        assert found == [cell.strip() for cell in piece.cells]
        assert made.pages[block.page - 1].start <= block.start < made.pages[block.page - 1].end
        end = block.end
    assert {block.table for block in made.blocks} - {-1} <= {0, 1}


def test_pages_on_which_nothing_begins_are_empty():
    made = assemble([Piece("One", page=1), Piece("Four", page=4)], pages=6)
    assert [page.end - page.start for page in made.pages] == [5, 0, 0, 4, 0, 0]


def test_a_page_may_begin_inside_a_piece():
    made = assemble([Piece("abc\ndef", page=1, breaks=((4, 2),))])
    assert made.text[made.pages[1].start :] == "def"


def test_fonts_without_name_or_weight_are_told_by_their_letters():
    fonts = Fonts()
    for font, wider, times in (("F1", 1.0, 90), ("F2", 1.08, 9), ("F3", 0.9, 9), ("F4", 1.6, 9)):
        for letter, width in zip("aeinorst", (0.5, 0.51, 0.2, 0.5, 0.52, 0.3, 0.45, 0.25), strict=True):
            for _ in range(times):
                fonts.note(font, letter, width * wider)
    assert fonts.nameless_bold() == {"F2"}
    assert Fonts().nameless_bold() == frozenset()
