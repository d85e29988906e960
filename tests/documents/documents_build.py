"""Files made by hand for the readers' tests, and what is looked at in what they read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence

from matters_arising.documents import read
from matters_arising.ids import sha256_of
from matters_arising.models import Block, Document, Source
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = A4
TALK = (
    "Members heard from the surveyor that the weir had been down since the flood of last winter, that nobody "
    "had yet said "
    "whose it was, and that the mill would pay a half if the council paid the rest. "
)
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def source(path: str, data: bytes | str) -> Source:
    data = data.encode() if isinstance(data, str) else data
    return Source(path, data, sha256_of(data))


def read_text(path: str, text: str) -> Document:
    """Read `text` as a file and check what holds for every document."""
    return checked(read(source(path, text)))


def read_pdf(data: bytes, name: str = "minutes.pdf") -> Document:
    return checked(read(source(name, data)))


def checked(document: Document) -> Document:
    """The promises of `Document` that hold whatever was read."""
    text = document.text
    assert document.pages[0].start == 0
    assert document.pages[-1].end == len(text)
    assert all(a.end == b.start for a, b in zip(document.pages, document.pages[1:], strict=False))
    end = 0
    for block in document.blocks:
        assert block.start >= end
        assert text[block.start : block.end].strip() == text[block.start : block.end] != ""
        assert block.start <= block.lead <= block.end
        assert all(block.start <= cell.start <= cell.end <= block.end for cell in block.cells)
        assert document.page_at(block.start) == block.page
        end = block.end
    told = (text, *document.furniture, *document.notes, *document.front_matter, *document.front_matter.values())
    assert all("\x00" not in part and part.encode("utf-8") is not None for part in told)
    return document


def text_of(document: Document, block: Block) -> str:
    return document.text[block.start : block.end]


def texts(document: Document) -> list[str]:
    return [text_of(document, block) for block in document.blocks]


def flat(document: Document) -> list[str]:
    """The blocks' texts with line breaks as spaces, for tests that are about what belongs together."""
    return [" ".join(text.split()) for text in texts(document)]


def kinds(document: Document) -> list[tuple[str, int]]:
    return [(block.kind, block.level) for block in document.blocks]


def lead(document: Document, block: Block) -> str:
    return document.text[block.start : block.lead]


def cells(document: Document, block: Block) -> list[str]:
    return [document.text[cell.start : cell.end] for cell in block.cells]


def pdf(*pages: Callable[[Canvas], None], size: tuple[float, float] = A4, encrypt: str | None = None) -> bytes:
    """A PDF whose pages are drawn by the given functions."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=True, encrypt=encrypt)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def typeset(lines: Sequence[str]) -> bytes:
    """A PDF in which the sign "-" stands for U+2010, as typesetters print it."""
    shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
    stream = f"BT /F 11 Tf 60 700 Td {shown} ET"
    told = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <ff> "
        "endcodespacerange 1 beginbfrange <20> <2c> <0020> endbfrange 1 beginbfchar <2d> <2010> endbfchar "
        "1 beginbfrange <2e> <7e> <002e> endbfrange endcmap end end"
    )
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
        f"<< /Length {len(told)} >>\nstream\n{told}\nendstream",
    ]
    body = "".join(f"{number} 0 obj\n{part}\nendobj\n" for number, part in enumerate(parts, start=1))
    return f"%PDF-1.4\n{body}trailer << /Root 1 0 R /Size {len(parts) + 1} >>\n%%EOF".encode()


def write(
    canvas: Canvas,
    x: float,
    y: float,
    lines: Sequence[str],
    *,
    size: float = 11,
    bold: bool = False,
    step: float = 13.5,
) -> float:
    """Print lines from `y` (points from the top) downwards; returns where the next one would stand."""
    canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
    for line in lines:
        canvas.drawString(x, HEIGHT - y, line)
        y += step
    return y


def wrap(text: str, width: float, *, size: float = 11, bold: bool = False) -> list[str]:
    """Lines as a word processor would break them, `width` points wide."""
    from reportlab.lib.utils import simpleSplit

    return simpleSplit(text, "Helvetica-Bold" if bold else "Helvetica", size, width)


def grid(canvas: Canvas, lefts: Sequence[float], tops: Sequence[float]) -> None:
    """Rule a table; `lefts` and `tops` (from the top of the page) include the far edges."""
    for left in lefts:
        canvas.line(left, HEIGHT - tops[0], left, HEIGHT - tops[-1])
    for top in tops:
        canvas.line(lefts[0], HEIGHT - top, lefts[-1], HEIGHT - top)


def docx(body: str, **parts: str) -> bytes:
    """A Word file: `body` is what stands inside w:body; parts are named styles, numbering, header1, core, ..."""
    paths = {"core": "docProps/core.xml"}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>')
        for name, content in parts.items():
            archive.writestr(paths.get(name, f"word/{name}.xml"), content)
    return out.getvalue()


def w(tag: str, inside: str = "") -> str:
    """A part's root element with Word's namespace."""
    return f'<w:{tag} xmlns:w="{_W}">{inside}</w:{tag}>'


def p(text: str, *, style: str = "", bold: bool = False, extra: str = "") -> str:
    """A paragraph of one run."""
    properties = (f'<w:pStyle w:val="{style}"/>' if style else "") + extra
    weight = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r>{weight}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
