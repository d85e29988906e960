"""Blocks onto PDF pages: plain, with a margin column for initials, with running lines, or in two columns."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from html import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    FrameBreak,
    HRFlowable,
    NextPageTemplate,
    PageTemplate,
)
from reportlab.platypus import PageBreak as NewPage
from reportlab.platypus import Paragraph as Text
from reportlab.platypus import Table as Grid

from rendering.blocks import (
    Block,
    Heading,
    Item,
    PageBreak,
    Paragraph,
    Rule,
    Runs,
    Script,
    SourceError,
    Table,
    plain,
)

FACES = {
    "times": ("Times-Roman", "Times-Bold", "Times-Italic"),
    "helvetica": ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique"),
    "courier": ("Courier", "Courier-Bold", "Courier-Oblique"),
}
MARGIN = 62.0  # points of white on every side
HANG = 36.0  # points that a paragraph's number takes
INITIALS = 58.0  # points of the column for initials
GUTTER = 20.0  # points between two columns


class Beside(Flowable):  # type: ignore[misc]
    """A paragraph with initials to its right, level with its last line. Splits over pages like any other."""

    def __init__(self, text: Text, initials: str, face: tuple[str, float]) -> None:
        super().__init__()
        self.text, self.initials, self.face = text, initials, face
        self.style = text.style

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width, self.height = self.text.wrap(width, height)
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        parts = self.text.split(width, height)
        return [*parts[:-1], Beside(parts[-1], self.initials, self.face)] if parts else []

    def getSpaceBefore(self) -> float:  # noqa: N802  (reportlab's name)
        return float(self.style.spaceBefore)

    def getSpaceAfter(self) -> float:  # noqa: N802
        return float(self.style.spaceAfter)

    def draw(self) -> None:
        self.text.drawOn(self.canv, 0, 0)
        self.canv.setFont(*self.face)
        self.canv.drawString(self.width + 16, self.style.leading - self.style.fontSize + 1, self.initials)


class Sheet:
    """Faces, sizes and styles of one document, from its front matter."""

    def __init__(self, script: Script) -> None:
        front = script.front
        self.script = script
        name = front.get("font", "times").lower()
        if name not in FACES:
            raise SourceError(f"{script.path}: no font {name!r}; one of {', '.join(FACES)}")
        self.roman, self.bold, self.italic = FACES[name]
        self.columns = script.layout == "pdf-columns"
        self.size = float(front.get("size", 9.5 if self.columns else 10.5 if name == "courier" else 11))
        self.paper = LETTER if front.get("paper", "a4").lower() == "letter" else A4
        self.justify = front.get("align", "justify" if self.columns else "left") == "justify"
        self.hang = 24.0 if self.columns else HANG

    def style(self, **changes: object) -> ParagraphStyle:
        base: dict[str, object] = {
            "fontName": self.roman,
            "fontSize": self.size,
            "leading": self.size * 1.22,
            "spaceAfter": self.size * 0.55,
            "alignment": TA_JUSTIFY if self.justify else TA_LEFT,
            "embeddedHyphenation": int(self.columns),
            "allowWidows": 0,
            "bulletFontName": self.roman,
            "bulletFontSize": self.size,
        }
        return ParagraphStyle("s", **{**base, **changes})

    def heading(self, level: int, hanging: bool) -> ParagraphStyle:
        size = {1: self.size + 4, 2: self.size + 1, 3: self.size}[level]
        return self.style(
            fontName=self.bold if level < 3 or self.roman == "Courier" else self.italic,
            fontSize=size,
            leading=size * 1.2,
            alignment=TA_CENTER if level == 1 else TA_LEFT,
            spaceBefore=self.size * (0.2 if level == 1 else 0.75),
            spaceAfter=self.size * 0.35,
            keepWithNext=1,
            leftIndent=self.hang if hanging else 0,
            bulletFontName=self.bold,
            bulletFontSize=size,
        )


def pdf(script: Script) -> bytes:
    """The document as PDF, the same bytes for the same source. Raises SourceError where it cannot be set."""
    pages = _build(script, pages=0)[1]
    return _build(script, pages=pages)[0]


def _build(script: Script, *, pages: int) -> tuple[bytes, int]:
    sheet, out = Sheet(script), io.BytesIO()
    width, height = sheet.paper
    doc = BaseDocTemplate(
        out,
        pagesize=sheet.paper,
        invariant=1,
        title=script.path.stem,
        author="",
        creator=script.front.get("creator", "anonymous"),
    )
    space = width - 2 * MARGIN - (INITIALS if script.layout == "pdf-margin" else 0)
    title, body = _split(script.blocks) if sheet.columns else ((), script.blocks)
    flow = list(_flow(sheet, body))
    page = {"onPage": lambda canvas, d: _furniture(canvas, sheet, d.page, pages)}
    if sheet.columns:
        head = list(_flow(sheet, title))
        depth = sum(f.wrap(space, height)[1] + f.getSpaceAfter() + f.getSpaceBefore() for f in head) + 10
        tops = [Frame(MARGIN, height - MARGIN - depth, space, depth, 0, 0, 0, 0)]
        doc.addPageTemplates(
            [
                PageTemplate("first", [*tops, *_pair(width, height - MARGIN - depth - 6)], **page),
                PageTemplate("later", _pair(width, height - MARGIN), **page),
            ]
        )
        flow = [NextPageTemplate("later"), *head, FrameBreak(), *flow]
    else:
        frame = Frame(MARGIN, MARGIN, space, height - 2 * MARGIN, 0, 0, 0, 0)
        doc.addPageTemplates([PageTemplate("page", [frame], **page)])
    doc.build(flow)
    return out.getvalue(), doc.page


def _pair(width: float, top: float) -> list[Frame]:
    column = (width - 2 * MARGIN - GUTTER) / 2
    return [Frame(x, MARGIN, column, top - MARGIN, 0, 0, 0, 0) for x in (MARGIN, MARGIN + column + GUTTER)]


def _split(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """What stands over both columns (all before the first `##`), and what runs in them."""
    for i, block in enumerate(blocks):
        if isinstance(block, Heading) and block.level > 1:
            return blocks[:i], blocks[i:]
    return (), blocks


def _furniture(canvas: Canvas, sheet: Sheet, page: int, pages: int) -> None:
    width, height = sheet.paper
    front = sheet.script.front
    canvas.saveState()
    canvas.setFont(sheet.roman, 9)
    if "header" in front:
        canvas.drawString(MARGIN, height - MARGIN + 22, _fill(front["header"], page, pages))
        canvas.setLineWidth(0.4)
        canvas.line(MARGIN, height - MARGIN + 17, width - MARGIN, height - MARGIN + 17)
    if "footer" in front:
        left, _, right = _fill(front["footer"], page, pages).partition(" || ")
        canvas.drawString(MARGIN, MARGIN - 26, left)
        canvas.drawRightString(width - MARGIN, MARGIN - 26, right)
    if sheet.script.layout == "pdf-margin":
        edge = width - MARGIN - INITIALS + 8
        canvas.setFont(sheet.bold, sheet.size)
        canvas.drawString(edge + 8, height - MARGIN + 4, front.get("column", "Action"))
        canvas.setLineWidth(0.5)
        canvas.line(edge, MARGIN, edge, height - MARGIN + 14)
    canvas.restoreState()


def _fill(line: str, page: int, pages: int) -> str:
    return line.replace("{page}", str(page)).replace("{pages}", str(pages))


def _flow(sheet: Sheet, blocks: tuple[Block, ...]) -> Iterable[Flowable]:
    for i, block in enumerate(blocks):
        following = blocks[i + 1] if i + 1 < len(blocks) else None
        match block:
            case Heading():
                yield _text(sheet, block.runs, sheet.heading(block.level, bool(block.label)), block.label)
            case Paragraph():
                style = sheet.style(leftIndent=sheet.hang if block.label else 0)
                yield _beside(sheet, _text(sheet, block.runs, style, block.label), block.margin)
            case Item():
                indent = sheet.hang / 2 * (2 * block.level + 1)
                style = sheet.style(
                    leftIndent=indent + 18,
                    bulletIndent=indent,
                    alignment=TA_LEFT,
                    spaceAfter=sheet.size * (0.15 if isinstance(following, Item) else 0.55),
                )
                label = "•" if block.label in "-*•" else block.label
                yield _beside(sheet, _text(sheet, block.runs, style, label), block.margin)
            case Table():
                yield _grid(sheet, block)
            case Rule():
                yield HRFlowable(width="100%", thickness=0.5, color=colors.black, spaceBefore=4, spaceAfter=6)
            case PageBreak():
                yield NewPage()


def _beside(sheet: Sheet, text: Text, initials: str) -> Flowable:
    if not initials:
        return text
    if sheet.script.layout != "pdf-margin":
        raise SourceError(f"{sheet.script.path}: {{> {initials}}} needs `render: pdf-margin`")
    return Beside(text, initials, (sheet.bold, sheet.size))


def _text(sheet: Sheet, parts: Runs, style: ParagraphStyle, label: str = "") -> Text:
    words = plain(parts)
    try:
        words.encode("cp1252")
    except UnicodeEncodeError as error:
        bad = words[error.start : error.end]
        raise SourceError(
            f"{sheet.script.path}: the PDF fonts have no {bad!r} (in {words[:60]!r}); write it otherwise"
        ) from error
    marked = ""
    for run in parts:
        text = escape(soften(run.text) if sheet.columns else run.text, quote=False).replace("\n", "<br/>")
        text = f"<b>{text}</b>" if run.bold else text
        marked += f"<i>{text}</i>" if run.italic else text
    return Text(marked, style, bulletText=label or None)


SYLLABLE = re.compile(
    r"(?<=[a-z]{4})(?=(?:tion|ment|sion|ness|able|tive|ture|ship|tee|ing|ance|ence)(?:s|al|ed|ly)?\b)"
)
PREFIX = re.compile(r"\b(?:inter|super|under|trans|contra|over|dis|com|con|pre|sub)(?=[b-df-hj-np-tv-z][a-z]{4})", re.I)


def soften(text: str) -> str:
    """Soft hyphens where a typesetter may break: before common endings, after common prefixes."""
    return PREFIX.sub(lambda m: m[0] + "\u00ad", SYLLABLE.sub("\u00ad", text))


def _grid(sheet: Sheet, table: Table) -> Grid:
    small = sheet.style(fontSize=sheet.size - 1, leading=(sheet.size - 1) * 1.2, spaceAfter=0, alignment=TA_LEFT)
    strong = sheet.style(
        fontName=sheet.bold,
        fontSize=sheet.size - 1,
        leading=(sheet.size - 1) * 1.2,
        spaceAfter=0,
        alignment=TA_LEFT,
    )
    named = any(table.rows[0])
    rows = table.rows if named else table.rows[1:]
    cells = [[_text(sheet, cell, strong if named and i == 0 else small) for cell in row] for i, row in enumerate(rows)]
    width = sheet.paper[0] - 2 * MARGIN
    width = (width - GUTTER) / 2 if sheet.columns else width - (INITIALS if sheet.script.layout == "pdf-margin" else 0)
    style: list[tuple[object, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ]
    if named:
        style.append(("BACKGROUND", (0, 0), (-1, 0), colors.Color(0.9, 0.9, 0.9)))
    return Grid(
        cells,
        colWidths=_widths(sheet, rows, width),
        style=style,
        repeatRows=1 if named else 0,
        spaceBefore=4,
        spaceAfter=8,
    )


def _widths(sheet: Sheet, rows: tuple[tuple[Runs, ...], ...], width: float) -> list[float]:
    """Room for the longest word of each column, then the rest of `width` by how much the columns hold."""
    columns = [[plain(row[j]) for row in rows] for j in range(len(rows[0]))]
    words = [
        max((stringWidth(w, sheet.bold, sheet.size - 1) for c in column for w in c.split()), default=0.0)
        for column in columns
    ]
    least = [min(w + 14, width / len(columns)) for w in words]
    holds = [max(min(len(c), 70) for c in column) + 1 for column in columns]
    return [a + (width - sum(least)) * h / sum(holds) for a, h in zip(least, holds, strict=True)]
