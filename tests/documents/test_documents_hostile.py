"""Files made to do harm: each ends as text or as a reason, within the bounds, whatever was done to it.

What is too large to be kept is made here. The tests of each reader, of zip archives and of links have more.
"""

from __future__ import annotations

import io
import random
import re
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from documents_build import checked, docx, p, pdf, source, w, wrap, write
from matters_arising.config import Limits
from matters_arising.documents import read
from matters_arising.errors import EmptyFileError, FormatError, LimitError, ReadError
from matters_arising.models import Document

TALK = "Members heard that the weir had been down since the flood. It was agreed that the clerk would write.\n\n"
TALK_MD = f"# Minutes of the forum, 4 May 2021\n\n{TALK * 3}| Item | Action |\n|---|---|\n| Weir | BF |\n\n> Quoted.\n"
TALK_HTML = f"<html><body><h1>Minutes</h1><p>{TALK * 3}</p><table><tr><td>a<td>b</table><ol><li>x</ol></body></html>"
MEGABYTES = 600


def whole_pdf() -> bytes:
    return pdf(lambda canvas: write(canvas, 60, 60, wrap(TALK * 4, 460)))


def whole_docx() -> bytes:
    cell = f"<w:tc>{p('a')}</w:tc>"
    return docx(p(TALK, style="S") * 3 + f"<w:tbl><w:tr>{cell}{cell}</w:tr></w:tbl>", styles=w("styles"))


WHOLE: dict[str, Callable[[], bytes]] = {
    "a.txt": lambda: (TALK * 4).encode(),
    "a.md": TALK_MD.encode,
    "a.html": TALK_HTML.encode,
    "a.docx": whole_docx,
    "a.pdf": whole_pdf,
}


def ended(name: str, data: bytes | str, limits: Limits | None = None) -> Document | ReadError:
    """What became of a file: its text, with all that holds for every document, or the reason that it has none."""
    try:
        return checked(read(source(name, data), limits=limits or Limits(), ocr=False))
    except ReadError as error:
        assert name in str(error)
        assert error.remedy
        return error


@pytest.mark.parametrize("name", WHOLE)
def test_a_file_cut_off_anywhere_is_read_or_refused(name: str) -> None:
    data = WHOLE[name]()
    step = max(1, len(data) // 60)
    for end in (*range(0, len(data), step), *range(max(0, len(data) - 8), len(data))):
        ended(name, data[:end])


@pytest.mark.parametrize("name", WHOLE)
def test_a_file_damaged_anywhere_is_read_or_refused(name: str) -> None:
    data, rng = WHOLE[name](), random.Random(7)
    for _ in range(60):
        hurt = bytearray(data)
        for _ in range(rng.randint(1, 6)):
            at = rng.randrange(len(hurt))
            act = rng.randrange(3)
            if act == 0:
                hurt[at] = rng.randrange(256)
            elif act == 1:
                del hurt[at : at + rng.randint(1, 40)]
            else:
                hurt[at:at] = hurt[at // 2 : at // 2 + rng.randint(1, 40)]
        ended(name, bytes(hurt))


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "cp1252", "shift-jis", "utf-7", "cp037"])
def test_text_in_other_encodings_than_it_says_ends_somehow(name: str, encoding: str) -> None:
    text = WHOLE[name]().decode().replace("weir", "weir – £5, café" if encoding != "shift-jis" else "weir 堰")
    ended(name, text.encode(encoding, "replace"))


def test_text_of_two_encodings_keeps_what_can_be_read() -> None:
    mixed = "The café was shut.\n\n".encode() + "The café was open.\n\n".encode("cp1252") + b"It was agreed.\x00\x01\n"
    found = ended("a.txt", mixed.replace(b"\x00\x01", b""))
    assert isinstance(found, Document)
    assert "It was agreed." in found.text


def test_marks_that_are_not_printed_do_not_move_offsets() -> None:
    found = ended("a.txt", "It was \u202eagreed\u202c to \u200fmend\u200e the\u200b weir.\u2066\u2069\ufeff\n")
    assert isinstance(found, Document)
    assert "mend the weir." in found.text


DEEP: dict[str, tuple[str, str, str]] = {
    "lists": ("a.html", "<ul><li>x", ""),
    "tables": ("a.html", "<table><tr><td>x", ""),
    "bold": ("a.html", "<b>x", ""),
    "quotes on a page": ("a.html", "<blockquote>x", ""),
    "quotes": ("a.md", ">", " x\n"),
    "brackets": ("a.md", "[", "x"),
    "emphasis": ("a.md", "**a*", ""),
    "comments": ("a.md", "<!--", "x"),
    "pictures": ("a.md", "![", "x"),
    "lists in Markdown": ("a.md", "<ul><li>x", ""),
    "lists line by line": ("a.md", "<ul>\n<li>x\n\n", ""),
    "parts line by line": ("a.md", "<div>x\n", "</div>\n"),
    "tables in Markdown": ("a.md", "<table><tr><td>x", ""),
    "cells": ("a.md", "| <table><tr><td>x | ", "\n"),
    "tags without end": ("a.md", "x <p ", ""),
}


@pytest.mark.parametrize("what", DEEP)
@pytest.mark.parametrize("depth", [60, 700, 6_000])
def test_nesting_without_end_is_read_or_refused(what: str, depth: int) -> None:
    name, opening, rest = DEEP[what]
    head = "<html><body>" if name == "a.html" else ""
    found = ended(name, head + opening * depth + rest, Limits(max_seconds=30))
    assert isinstance(found, Document | FormatError)


@pytest.mark.parametrize("depth", [50, 240, 3000])
def test_word_files_nested_without_end_are_read_or_refused(depth: int) -> None:
    for opening, closing in (
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>"),
    ):
        found = ended("a.docx", docx(opening * depth + p("Agreed.") + closing * depth))
        assert isinstance(found, Document | FormatError)


def test_lists_within_lists_in_markdown_are_read() -> None:
    found = ended("a.md", "\n".join("  " * depth + "- x" for depth in range(400)))
    assert isinstance(found, Document)


def test_quotes_deeper_than_anyone_writes_keep_their_words() -> None:
    found = ended("a.md", ">" * 5000 + " It was agreed.\n\nClosed.\n")
    assert isinstance(found, Document)
    assert found.text.split("\n\n") == ["It was agreed.", "Closed."]


def test_word_styles_and_relations_that_lead_to_themselves() -> None:
    styles = w(
        "styles",
        '<w:style w:styleId="A" w:type="paragraph"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:styleId="B" w:type="paragraph"><w:basedOn w:val="A"/></w:style>',
    )
    found = ended("a.docx", docx(p("Agreed.", style="A"), styles=styles))
    assert isinstance(found, Document)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        relation = '<Relationship Id="r1" Type="x/officeDocument" Target="{}"/>'
        for name in ("word/document.xml", "_rels/.rels"):
            archive.writestr(name, f"<Relationships>{relation.format('_rels/.rels')}</Relationships>")
    assert isinstance(ended("a.docx", out.getvalue()), FormatError)


NUMBER = "1" * 5000


@pytest.mark.parametrize(
    "data",
    [
        docx(p("x", extra=f'<w:numPr><w:ilvl w:val="{NUMBER}"/><w:numId w:val="1"/></w:numPr>')),
        docx(p("x", extra=f'<w:outlineLvl w:val="{NUMBER}"/>')),
        docx(
            p("x", style="S"),
            styles=w("styles", f'<w:style w:styleId="S"><w:name w:val="heading {NUMBER}"/></w:style>'),
        ),
        docx(f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="{NUMBER}"/></w:tcPr>{p("x")}</w:tc></w:tr></w:tbl>'),
        f'<html><body><table><tr><td colspan="{NUMBER}" rowspan="{NUMBER}">x</table></body></html>'.encode(),
        f'<html><body><ol start="{NUMBER}"><li value="{NUMBER}">x</ol></body></html>'.encode(),
    ],
    ids=["level", "outline", "heading", "span", "spans on a page", "list"],
)
def test_numbers_of_thousands_of_digits_count_nothing(data: bytes) -> None:
    found = ended("a", data)
    assert isinstance(found, Document)
    assert found.text.endswith("x")


def hand_pdf(pages: str, kids: str = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R>>") -> bytes:
    """A PDF whose tree of pages is written by hand."""
    words = "BT /F1 0 Tf 9 9 Td (none) Tj ET"
    parts = ["<</Type/Catalog/Pages 2 0 R>>", pages, kids, f"<</Length {len(words)}>>stream\n{words}\nendstream"]
    body = "".join(f"{number} 0 obj{part}endobj\n" for number, part in enumerate(parts, start=1))
    return f"%PDF-1.4\n{body}trailer<</Root 1 0 R/Size 5>>\n%%EOF".encode()


@pytest.mark.parametrize(
    "data",
    [
        hand_pdf("<</Type/Pages/Count 0/Kids[]>>"),
        hand_pdf("<</Type/Pages/Count 1/Kids[2 0 R]>>"),
        hand_pdf("<</Type/Pages/Count 3/Kids[3 0 R]>>", "<</Type/Pages/Count 3/Parent 2 0 R/Kids[2 0 R]>>"),
        hand_pdf("<</Type/Pages/Count 1/Kids[3 0 R]>>"),
        hand_pdf("<</Type/Pages/Count -5/Kids[3 0 R]>>"),
        hand_pdf("<</Type/Pages/Count 99999999/Kids[3 0 R]>>"),
        hand_pdf(
            "<</Type/Pages/Count 1/Kids[3 0 R]>>", "<</Type/Page/MediaBox[0 0 1e30 1e30]/Contents[4 0 R 4 0 R 3 0 R]>>"
        ),
    ],
    ids=["no page", "a loop", "a longer loop", "type of no size", "less than none", "a lie", "endless paper"],
)
def test_trees_of_pages_that_are_none(data: bytes) -> None:
    assert isinstance(ended("a.pdf", data), ReadError)


def test_type_of_no_size_is_not_text() -> None:
    def draw(canvas) -> None:
        write(canvas, 60, 60, ["It was agreed."])
        canvas.setFont("Helvetica", 11)
        canvas.saveState()
        canvas.scale(0.0005, 0.0005)
        canvas.drawString(300_000, 300_000, "Not to be seen")
        canvas.restoreState()

    assert checked(read(source("a.pdf", pdf(draw)), ocr=False)).text == "It was agreed."


def test_more_parts_than_the_bound_are_refused() -> None:
    limits = Limits(max_parts=30)
    for name, data in (
        ("a.txt", b"word " * 31),
        ("a.md", b"x\n" * 31),
        ("a.html", b"<html><body>" + b"<p>x" * 31),
        ("a.docx", docx(p("x") * 31)),
        ("a.pdf", whole_pdf()),
    ):
        found = ended(name, data, limits)
        assert isinstance(found, LimitError)
        assert "max_parts" in str(found)


def test_more_pages_of_text_than_the_bound_are_refused() -> None:
    found = ended("a.txt", "Agreed.\f" * 11, Limits(max_pages=10))
    assert isinstance(found, LimitError)
    assert "11 pages, more than 10" in str(found)


def test_a_table_that_spans_more_than_any_page_holds_keeps_its_cells() -> None:
    found = ended("a.html", "<html><body><table>" + "<tr><td colspan=1000 rowspan=60000>x<td>y" * 3000 + "</table>")
    assert isinstance(found, Document)
    assert found.text.split() == ["x", "y"] * 3000
    assert sum(len(block.cells) for block in found.blocks) < 200_000


HUGE: dict[str, tuple[str, Callable[[], str]]] = {
    "lines": ("a.txt", lambda: "a\n" * 15_000),
    "paragraphs": ("a.txt", lambda: "a\n\n" * 10_000),
    "paragraphs in Markdown": ("a.md", lambda: "a\n\n" * 15_000),
    "rows in Markdown": ("a.md", lambda: "| a | b |\n|---|---|\n" + "| x | y |\n" * 10_000),
    "rows on a page": ("a.html", lambda: "<html><body><table>" + "<tr><td>x<td>y" * 10_000),
    "a long line": ("a.txt", lambda: "it was agreed that the weir be mended and so on " * 5_000),
    "a long word": ("a.md", lambda: "aB3/" * 100_000 + " and so on"),
    "a million paragraphs": ("a.md", lambda: "a\n\n" * 1_000_000),
    "a million paragraphs on a page": ("a.html", lambda: "<html><body>" + "<p>a" * 1_000_000),
    "a million words": ("a.txt", lambda: "a " * 1_100_000),
    "a million pages": ("a.txt", lambda: "a\f" * 1_000_000),
}


def peaks() -> None:
    """Read each huge file and take it apart; print what became of it, and the megabytes held at most so far."""
    from matters_arising.segment import segment

    for name, (path, make) in HUGE.items():
        found = ended(path, make())
        if isinstance(found, Document):
            segment(found)
        print(f"{name}\t{type(found).__name__}\t{held_at_most()}")


def held_at_most() -> int:
    """The megabytes that this process held at most; where the system tells only what its parent held, too, that."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.search(r"VmHWM:\s+(\d+)", status.read_text(encoding="ascii"))[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


@pytest.mark.long
def test_huge_files_stay_within_the_memory_of_a_worker() -> None:
    here = Path(__file__)
    code = f"import sys; sys.path.insert(0, {str(here.parent)!r}); import {here.stem} as here; here.peaks()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    told = [line.split("\t") for line in done.stdout.splitlines()]
    assert {name: kind for name, kind, _ in told} == {
        name: "LimitError" if "million" in name else "Document" for name in HUGE
    }
    assert all(int(held) < MEGABYTES for _, _, held in told), told


def test_bytes_of_nothing_but_noughts_are_no_text() -> None:
    for name in ("a.txt", "a.md", "a.html", "a"):
        assert isinstance(ended(name, b"\x00" * 5000), FormatError | EmptyFileError)
