"""Every PDF and DOCX of the sample archive is what its Markdown source says, and can be made again."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree
from render import CORPUS, main, rendered, target
from rendering.blocks import Heading, Item, Paragraph, Run, Script, SourceError, Table, plain, read, runs

SOURCES = sorted((CORPUS / "source").rglob("*.md"))
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def script(tmp_path: Path, body: str, front: str = "render: pdf-plain") -> Script:
    path = tmp_path / "minutes.md"
    path.write_text(f"---\n{front}\n---\n{body}", encoding="utf-8")
    return read(path)


def pages(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


def paragraphs(docx: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    printed = {f"{WORD}br": "\n", f"{WORD}tab": "\t"}
    parts = [p.iter(f"{WORD}t", *printed) for p in body.iter(f"{WORD}p")]
    return ["".join(printed.get(part.tag, part.text or "") for part in paragraph) for paragraph in parts]


def words(text: str) -> list[str]:
    return re.findall(r"\w+", re.sub(r"[-\ufffe\u00ad\x02]\s*\n\s*", "", text).replace("\ufffe", ""))


def test_there_are_sources_to_render() -> None:
    assert len(SOURCES) >= 30


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_the_published_file_is_what_the_source_makes(source: Path) -> None:
    made = read(source)
    published = target(made)
    assert published.is_file(), f"{published} is missing: run python corpus/render.py"
    content, fresh = published.read_bytes(), rendered(made)
    if made.layout == "docx":
        assert paragraphs(content) == paragraphs(fresh)
    elif made.layout == "pdf-scan":
        assert len(pages(content)) == len(pages(fresh))
        assert not "".join(pages(content)).strip()
        assert len(content) < 400_000
    else:
        assert pages(content) == pages(fresh)


@pytest.mark.parametrize(
    "source", [s for s in SOURCES if read(s).layout != "pdf-scan"], ids=lambda p: f"{p.parent.name}/{p.stem}"
)
def test_no_word_of_the_source_is_lost(source: Path) -> None:
    made = read(source)
    content = target(made).read_bytes()
    shown = set(words("\n".join(paragraphs(content) if made.layout == "docx" else pages(content))))
    parts = [b.runs for b in made.blocks if isinstance(b, Heading | Paragraph | Item)]
    parts += [cell for b in made.blocks if isinstance(b, Table) for row in b.rows for cell in row]
    wanted = {w for part in parts for w in words(plain(part))}
    assert len(wanted - shown) <= len(wanted) // 100, sorted(wanted - shown)


@pytest.mark.parametrize("layout", ["pdf-plain", "pdf-columns", "pdf-margin", "pdf-running", "pdf-scan", "docx"])
def test_the_same_source_gives_the_same_bytes(tmp_path: Path, layout: str) -> None:
    made = script(tmp_path, "# Title\n\n## 1. Item\n\n1.1 Something was said.\n\n- one\n- two\n", f"render: {layout}")
    assert rendered(made) == rendered(made)


def test_initials_stand_level_with_the_last_line_of_their_paragraph(tmp_path: Path) -> None:
    made = script(tmp_path, "It was agreed to write to the county. {> RT/MO}\n", "render: pdf-margin")
    with pypdfium2.PdfDocument(rendered(made)) as document:
        text = document[0].get_textpage()
        boxes = [text.get_rect(i) for i in range(text.count_rects())]
        heights = {text.get_text_bounded(*box).strip(): box for box in boxes}
    beside, said = heights["RT/MO"], next(box for said, box in heights.items() if said.startswith("It was agreed"))
    assert beside[0] > said[2]
    assert abs(beside[1] - said[1]) < 6


def test_headers_and_footers_stand_on_every_page(tmp_path: Path) -> None:
    body = "".join(f"Paragraph {i} says little.\n\n" for i in range(120))
    front = "render: pdf-running\nheader: Body of the Valley\nfooter: 'Minutes || Page {page} of {pages}'"
    shown = pages(rendered(script(tmp_path, body, front)))
    assert len(shown) > 1
    assert all("Body of the Valley" in page for page in shown)
    assert [f"Page {i} of {len(shown)}" in page for i, page in enumerate(shown, 1)] == [True] * len(shown)


def test_a_word_list_keeps_the_numbers_it_was_written_with(tmp_path: Path) -> None:
    made = script(tmp_path, "4. four\n5. five\n\nBetween.\n\n8. eight\n", "render: docx")
    with zipfile.ZipFile(io.BytesIO(rendered(made))) as archive:
        numbering = archive.read("word/numbering.xml").decode()
    assert re.findall(r'<w:start w:val="(\d+)"/>', numbering) == ["4", "8"]
    assert paragraphs(rendered(made)) == ["four", "five", "Between.", "eight"]


def test_blocks_are_told_apart(tmp_path: Path) -> None:
    body = "# Head\n\n34/22 **Path.** Said.\n\n- a\n  - b\n1. c {> CR}\n\n| A | B |\n|---|---|\n| x | |\n"
    heading, paragraph, first, nested, numbered, table = script(tmp_path, body).blocks
    assert heading == Heading(1, (Run("Head"),))
    assert paragraph == Paragraph((Run("Path.", bold=True), Run(" Said.")), "34/22")
    assert isinstance(first, Item) and (first.level, first.label) == (0, "-")
    assert isinstance(nested, Item) and (nested.level, nested.label) == (1, "-")
    assert isinstance(numbered, Item) and (numbered.label, numbered.margin) == ("1.", "CR")
    assert isinstance(table, Table) and [[plain(c) for c in row] for row in table.rows] == [["A", "B"], ["x", ""]]


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("4\\. four", "4. four"),
        ("5 * 3", "5 * 3"),
        ("*it* **was**", "it was"),
        ("a & b &pound;5", "a & b £5"),
        ("\\(a) was", "(a) was"),
    ],
)
def test_inline_marks_are_read_and_escapes_kept(markdown: str, shown: str) -> None:
    assert plain(runs(markdown)) == shown


@pytest.mark.parametrize(
    ("body", "front", "says"),
    [
        ("Text.\n", "render: poster", "no layout 'poster'"),
        ("Text.\n", "render: pdf-plain\nfont: comic", "no font 'comic'"),
        ("Agreed. {> RT}\n", "render: pdf-plain", "pdf-margin"),
        ("Done \u2713\n", "render: pdf-plain", "write it otherwise"),
    ],
)
def test_what_cannot_be_rendered_is_said_with_the_file(tmp_path: Path, body: str, front: str, says: str) -> None:
    with pytest.raises(SourceError, match=re.escape(says)) as caught:
        rendered(script(tmp_path, body, front))
    assert "minutes.md" in str(caught.value)


def test_a_source_without_front_matter_does_not_stop_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bare.md").write_text("Just text.\n", encoding="utf-8")
    assert main([str(tmp_path / "bare.md"), str(SOURCES[0])]) == 1
    out = capsys.readouterr()
    assert "no front matter" in out.err
    assert str(target(read(SOURCES[0])).relative_to(CORPUS)) in out.out
