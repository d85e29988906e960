"""Blocks into a DOCX as a word processor writes it: styles, numbering, tables, header and footer."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from html import escape

from rendering import ooxml
from rendering.blocks import (
    Heading,
    Item,
    PageBreak,
    Paragraph,
    Rule,
    Run,
    Runs,
    Script,
    SourceError,
    Table,
    plain,
)

FONTS = {"times": "Times New Roman", "helvetica": "Arial", "courier": "Courier New"}


@dataclass
class Lists:
    """Every list of the document: its format and where it starts. A list that restarts is one of its own."""

    numbers: list[tuple[str, str, int]] = field(default_factory=list)  # format, text pattern, start
    due: dict[int, str] = field(default_factory=dict)  # the label that comes next in each list, where it counts

    def follows(self, number: int, label: str) -> bool:
        """Whether `label` is what the word processor will print next in this list; then it is counted on."""
        if self.due.get(number, label) != label:
            return False
        self._count(number, label)
        return True

    def _count(self, number: int, label: str) -> None:
        if found := re.search(r"\d+", label):
            self.due[number] = label.replace(found[0], str(int(found[0]) + 1))

    def open(self, label: str) -> int:
        """A new list for this label. Gives its number, counted from 1."""
        if label in "-*•":
            self.numbers.append(("bullet", "•", 1))
        elif found := re.fullmatch(r"(\(?)(\d+)([.)])", label):
            self.numbers.append(("decimal", f"{found[1]}%1{found[3]}", int(found[2])))
        else:
            core = label.strip("().")
            first = ord(core[0]) - ord("a") + 1 if len(core) == 1 and core != "i" else 1
            self.numbers.append(("lowerRoman" if core[0] == "i" else "lowerLetter", label.replace(core, "%1"), first))
        self._count(len(self.numbers), label)
        return len(self.numbers)


def docx(script: Script) -> bytes:
    """The document as DOCX. The same source gives the same bytes."""
    lists, body, current, heading = Lists(), [], {0: 0, 1: 0}, _HeadingNumbers(script)
    for block in script.blocks:
        match block:
            case Heading():
                body.append(heading.paragraph(block, lists))
            case Paragraph():
                if block.margin:
                    raise SourceError(f"{script.path}: {{> {block.margin}}} needs `render: pdf-margin`")
                tab = f"{_run(Run(block.label))}<w:r><w:tab/></w:r>" if block.label else ""
                hang = '<w:ind w:left="720" w:hanging="720"/>' if block.label else ""
                body.append(_p("Normal", tab + _runs(block.runs), hang))
            case Item():
                if block.opens or not lists.follows(current[block.level], block.label):
                    current[block.level] = lists.open(block.label)
                number = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{current[block.level]}"/></w:numPr>'
                left = 720 + 360 * block.level
                body.append(
                    _p(
                        "ListParagraph",
                        _runs(block.runs),
                        f'{number}<w:ind w:left="{left}" w:hanging="360"/>',
                    )
                )
            case Table():
                body.append(_table(block))
            case Rule():
                line = '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'
                body.append(_p("Normal", "", line))
            case PageBreak():
                body.append('<w:p><w:r><w:br w:type="page"/></w:r></w:p>')
    return _pack(script, "".join(body), lists)


class _HeadingNumbers:
    """Numbers of headings: in the text, or with `heading-numbers: auto` by the program's own numbering."""

    def __init__(self, script: Script) -> None:
        self.script, self.auto = script, script.front.get("heading-numbers") == "auto"
        self.list = 0

    def paragraph(self, block: Heading, lists: Lists) -> str:
        style = f"Heading{block.level}" if block.level > 1 or self.script.front.get("title") == "heading" else "Title"
        if not (self.auto and re.fullmatch(r"\d+\.", block.label)):
            return _p(style, (_run(Run(block.label + " ")) if block.label else "") + _runs(block.runs))
        if not self.list or not lists.follows(self.list, block.label):
            self.list = lists.open(block.label)
        return _p(style, _runs(block.runs), f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{self.list}"/></w:numPr>')


def _p(style: str, content: str, properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def _runs(parts: Runs) -> str:
    return "".join(_run(run) for run in parts)


def _run(run: Run) -> str:
    face = ("<w:b/>" if run.bold else "") + ("<w:i/>" if run.italic else "")
    text = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(line, quote=False)}</w:t>' for line in run.text.split("\n")
    )
    return f"<w:r>{f'<w:rPr>{face}</w:rPr>' if face else ''}{text}</w:r>"


def _table(table: Table) -> str:
    named = any(table.rows[0])
    rows = table.rows if named else table.rows[1:]
    needs = [max(min(len(plain(row[j])), 60) + 4 for row in rows) for j in range(len(rows[0]))]
    widths = [9000 * need // sum(needs) for need in needs]
    out = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    look = '<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
    out = f"<w:tbl>{look}<w:tblGrid>{out}</w:tblGrid>"
    for i, row in enumerate(rows):
        head = named and i == 0
        out += "<w:tr>" + ("<w:trPr><w:tblHeader/></w:trPr>" if head else "")
        for cell, width in zip(row, widths, strict=True):
            bold = tuple(Run(run.text, True, run.italic) for run in cell) if head else cell
            size = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
            out += f"<w:tc>{size}{_p('Normal', _runs(bold))}</w:tc>"
        out += "</w:tr>"
    return out + "</w:tbl>" + _p("Normal", "")


def _pack(script: Script, body: str, lists: Lists) -> bytes:
    font = FONTS.get(script.front.get("font", "helvetica").lower())
    if font is None:
        raise SourceError(f"{script.path}: no font {script.front['font']!r}; one of {', '.join(FONTS)}")
    letter = script.front.get("paper", "a4").lower() == "letter"
    size = round(float(script.front.get("size", 11)) * 2)
    parts = {
        "[Content_Types].xml": ooxml.CONTENT_TYPES,
        "_rels/.rels": ooxml.RELATIONS,
        "docProps/core.xml": ooxml.core(escape(script.path.stem)),
        "word/document.xml": ooxml.document(body, letter=letter),
        "word/_rels/document.xml.rels": ooxml.DOCUMENT_RELATIONS,
        "word/styles.xml": ooxml.styles(font, size),
        "word/numbering.xml": ooxml.numbering(lists.numbers),
        "word/header1.xml": ooxml.edge("hdr", "Header", _edge(script.front.get("header", ""))),
        "word/footer1.xml": ooxml.edge("ftr", "Footer", _edge(script.front.get("footer", ""))),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, xml in parts.items():
            entry = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, xml)
    return out.getvalue()


def _edge(line: str) -> str:
    """A running line; `{page}` and `{pages}` become fields, ` || ` a tab to the right."""
    out = ""
    for piece in re.split(r"(\{pages?\}| \|\| )", line):
        if piece in ("{page}", "{pages}"):
            code = "PAGE" if piece == "{page}" else "NUMPAGES"
            out += f'<w:fldSimple w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        elif piece == " || ":
            out += "<w:r><w:tab/></w:r>"
        elif piece:
            out += _run(Run(piece))
    return out
