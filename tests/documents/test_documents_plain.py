"""Plain text: encodings, hand-wrapped lines, pages, columns."""

from __future__ import annotations

import pytest
from documents_build import cells, flat, read_text, source, texts
from hypothesis import given, settings
from hypothesis import strategies as st
from matters_arising.documents import read
from matters_arising.documents.decode import decode

WRAPPED = """AMBLING PARISH COUNCIL

Minutes of the meeting held in the school on Monday 3rd March 2003 at which
were present Messrs Oake, Finch and Reed, with the clerk.

1. Apologies were received from Mrs Lane, who was at her sister's until the
Friday.

2. Roads. The surveyor had written to say that the work in Mill Lane would
have to wait for the frost to go. It was agreed to write to him again in
April, and to ask Mr Reed, whose wall it was, to have patience.

(a) Signs. Two were down. Clerk to report.
(b) Drains. Nothing to report.
"""


def txt(text: str):
    return read_text("minutes.txt", text)


def test_wrapped_lines_become_paragraphs():
    assert flat(txt(WRAPPED)) == [
        "AMBLING PARISH COUNCIL",
        "Minutes of the meeting held in the school on Monday 3rd March 2003 at which were present Messrs Oake, Finch "
        "and Reed, with the clerk.",
        "1. Apologies were received from Mrs Lane, who was at her sister's until the Friday.",
        "2. Roads. The surveyor had written to say that the work in Mill Lane would have to wait for the frost to go. "
        "It was agreed to write to him again in April, and to ask Mr Reed, whose wall it was, to have patience.",
        "(a) Signs. Two were down. Clerk to report.",
        "(b) Drains. Nothing to report.",
    ]


def test_numbered_paragraphs_are_list_entries():
    assert [block.kind for block in txt(WRAPPED).blocks] == ["paragraph", "paragraph", "list", "list", "list", "list"]


def test_lines_of_text_that_is_not_wrapped_are_paragraphs():
    long = (
        "The clerk read a letter from the mill about the noise of the children and the dust that they made in the lane."
    )
    document = txt(f"Present\nAda Oake\nBo Finch\n{long} {long}\n{long}\nCarried.\n")
    assert len(document.blocks) == 6


FEW_WRAPPED = """AMBLING PARISH COUNCIL
Tuesday 4 March 2031

Present
Ada Oake
Bo Finch
Cy Reed
Di Lane

1. Apologies
None.

2. Minutes
Approved.

3. Hall roof
The clerk had two prices. An amendment that came from Cllr
Reed to put the roof off until the county had answered was
lost. The roof is to be done in
April.

4. Signs
Done.

5. Hedge
To be cut.

6. Next
Cllr Lane will ask the farmer whether the gate can stand
open on the day.
"""


def test_few_wrapped_lines_among_many_short_ones_become_paragraphs():
    read_as = flat(txt(FEW_WRAPPED))
    assert any(
        "came from Cllr Reed to put the roof off until the county had answered was lost." in one for one in read_as
    )
    assert any("the gate can stand open on the day." in one for one in read_as)
    assert {"Ada Oake", "Bo Finch", "Cy Reed", "Di Lane"} <= set(read_as)


def test_short_paragraphs_of_a_line_each_stay_apart():
    lines = ["Ada Oake read out what the county had written on the bridge", "Bo Finch thanked her for it and sat down"]
    lines += ["Cy Reed asked when the hedge in the lane will be cut again", "Done", "None", "Di Lane left"]
    assert len(txt("\n".join(lines) + "\n").blocks) == len(lines)


def test_hanging_indents_belong_together():
    document = txt(
        WRAPPED
        + "\nPresent:  Mr Oake in the chair, with Messrs Finch, Reed and Lane, and Mrs\n          Dale of the school.\n"
    )
    assert flat(document)[-1].endswith("and Mrs Dale of the school.")


def test_form_feeds_part_pages_and_footers_are_furniture():
    page = "The business of the day number {n} was done.\n\n\n\nAmbling Parish Council            Page {n}\n"
    document = txt("\f".join(page.format(n=n) for n in (1, 2, 3)))
    assert flat(document) == [f"The business of the day number {n} was done." for n in (1, 2, 3)]
    assert [block.page for block in document.blocks] == [1, 2, 3]
    assert len(document.furniture) == 3


def test_an_action_column_is_margin():
    body = [
        ("The clerk reported that nothing had been heard from the county about", ""),
        ("the bridge, and would write once more before the summer.", "CLERK"),
        ("", ""),
        ("Mr Finch had seen the farmer, who would cut the hedge when he had the", ""),
        ("time; Mr Reed would remind him of it when they met at the mart.", "AR"),
    ]
    lines = [f"{text:<74}{owner}".rstrip() for text, owner in body] * 2
    document = txt("\n".join([*lines[:5], "", *lines[5:]]))
    assert [block.margin for block in document.blocks] == ["CLERK", "AR", "CLERK", "AR"]
    assert "AR" not in document.text.split()


def test_columns_of_short_entries_are_rows():
    document = txt(
        "Attendance\n\nAda Oake          chair          present\nBo Finch          member         away\nCy Reed "
        "          member         present\n"
    )
    rows = [block for block in document.blocks if block.kind == "row"]
    assert [cells(document, row) for row in rows] == [
        ["Ada Oake", "chair", "present"],
        ["Bo Finch", "member", "away"],
        ["Cy Reed", "member", "present"],
    ]


def test_underlined_lines_are_headings():
    document = txt("Roads\n-----\nMended.\n\n* * * * * * *\nDone.\n")
    assert texts(document) == ["Roads", "Mended.", "Done."]
    assert document.blocks[0].kind == "heading" and document.blocks[0].bold


@pytest.mark.parametrize(
    ("data", "text", "note"),
    [
        ("Café, £5".encode(), "Café, £5", ""),
        (b"\xef\xbb\xbfCaf\xc3\xa9", "Café", ""),
        ("Café – £5 “now”".encode("cp1252"), "Café – £5 “now”", "encoding: cp1252"),
        ("Café".encode("utf-16"), "Café", "encoding: utf-16-le, by its mark"),
        ("naïve café, naïve café ".encode() + b"\xff", "naïve café, naïve café \ufffd", "shown as \ufffd: 1"),
        (b"old \x81 \x8d \x9d file, caf\xe9 and caf\xe9", "old", "encoding guessed"),
        (b"nul\x0b\x00 free", "nul free", "control characters left out: 2"),
        (b"one\rtwo\r\nthree", "one\ntwo\nthree", ""),
    ],
)
def test_encodings_are_tried_in_turn_and_guesses_noted(data, text, note):
    read_as, notes = decode(data)
    assert text in read_as
    assert (not notes) if not note else any(note in said for said in notes)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_decoding_never_fails_and_never_keeps_control_characters(data):
    text, _ = decode(data)
    text.encode("utf-8")
    assert not any(ord(letter) < 32 and letter not in "\n\t\f" for letter in text)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="aA1.)( \n\n\t\f-*o•;,é£", max_size=400))
def test_any_text_keeps_the_promises(text):
    if text.strip():
        try:
            read_text("any.txt", text)
        except Exception as error:
            assert type(error).__name__ == "EmptyFileError"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet="abcdefgh", min_size=1, max_size=12), min_size=1, max_size=120))
def test_no_word_is_lost_in_wrapping(words):
    import textwrap

    document = read(source("w.txt", "\n".join(textwrap.wrap(" ".join(words), 60))))
    assert document.text.split() == words
