"""Word documents: headings by style, list numbers as Word prints them, tables by row, headers and footers apart."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from matters_arising.config import Limits
from matters_arising.documents.assemble import Parts, Piece, printed
from matters_arising.documents.celled import MOST_SPANNED, Cell, celled_pieces
from matters_arising.documents.clock import Clock
from matters_arising.documents.docx_parts import (
    Package,
    Styles,
    child,
    heading_level,
    name_of,
    number_of,
    styles_of,
    switched_on,
    value,
)
from matters_arising.documents.inline import broken_runs
from matters_arising.documents.labels import NUMBER, without_bullet
from matters_arising.documents.numbering import Level, Numbering
from matters_arising.errors import FormatError
from matters_arising.models import Source

_CONTAINERS = frozenset(
    ["sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "hyperlink", "fldSimple", "dir", "bdo"]
)
_PROPERTIES = ("title", "subject", "creator", "description", "keywords", "created", "modified", "lastModifiedBy")
_OFTEN = 500  # paragraphs between looks at the clock


def read_docx(source: Source, limits: Limits, clock: Clock) -> Parts:
    """Read a Word document. Headers and footers are furniture; what was struck out by a tracked change is not read."""
    package = Package(source.data, source.path, limits)
    main = package.main()
    root = package.part(main)
    body = child(root, "body") if root is not None else None
    if body is None:
        raise FormatError("the DOCX file holds no text part", where=source.path, remedy="save it again in Word")
    folder = posixpath.dirname(main)
    walk = _Walk(styles_of(package, folder), _numbering(package, folder), clock)
    try:
        walk.blocks(body)
        notes = package.part(f"{folder}/footnotes.xml")
        for note in notes if notes is not None else ():
            if value(note, "type") in ("", "normal"):
                walk.blocks(note)
    except RecursionError as error:
        raise FormatError("nested too deep to be read", where=source.path, remedy="save it again in Word") from error
    return Parts(walk.pieces, walk.page, _furniture(package, folder), _properties(package))


@dataclass
class _Walk:
    """The way through a document: pieces so far, the page by Word's last layout, text boxes met on the way."""

    styles: Styles
    numbering: Numbering
    clock: Clock
    pieces: list[Piece] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    page: int = 1
    tables: int = 0
    count: int = 0
    spanned: int = 0

    def blocks(self, parent: Any) -> None:
        """Paragraphs and tables, those in containers too."""
        for element in parent:
            name = name_of(element)
            if name == "p":
                self.paragraph(element)
            elif name == "tbl":
                self.table(element)
            elif name in _CONTAINERS:
                self.blocks(element)
            elif name == "AlternateContent":
                self.blocks(_alternative(element))

    def paragraph(self, element: Any) -> None:
        self.count += 1
        if self.count % _OFTEN == 0:
            self.clock.check()
        properties = child(element, "pPr")
        page = self.page
        style = self.styles.style(value(child(properties, "pStyle")) if properties is not None else "")
        runs = list(self.runs(element, style.bold))
        level = heading_level(element, properties) or style.heading
        label, depth, entry = self._label(properties, style.numbering)
        for index, words in enumerate(broken_runs(runs)):
            text, bullet = without_bullet(words.text) if not index else (words.text, False)
            cut = len(words.text) - len(text)
            lead = max(0, words.lead - cut)
            piece = Piece(text, page=page, bold=words.bold, lead=lead, label="" if index else label)
            if level:
                piece = replace(piece, kind="heading", level=level, bold=True)
            elif (entry or bullet or NUMBER.match(text)) and not index:
                piece = replace(piece, kind="list", level=depth + 1)
            self.pieces.append(piece)
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.blocks(box)

    def _label(self, properties: Any, styled: tuple[str, int]) -> tuple[str, int, bool]:
        """The number that Word prints before the paragraph, its depth from 0, and whether it is a list entry."""
        ident, level = styled
        direct = child(properties, "numPr") if properties is not None else None
        if direct is not None:
            ident = value(child(direct, "numId")) or ident
            stated = value(child(direct, "ilvl"))
            level = number_of(stated, level)
        label, entry = self.numbering.next_label(ident, level)
        return label, level, entry

    def runs(self, parent: Any, bold: bool) -> Iterator[tuple[str, bool]]:
        """The words of a paragraph with their boldness, without what a tracked change struck out."""
        for element in parent:
            name = name_of(element)
            if name == "r":
                yield from self.run(element, bold)
            elif name in _CONTAINERS:
                yield from self.runs(element, bold)
            elif name == "AlternateContent":
                yield from self.runs(_alternative(element), bold)

    def run(self, element: Any, bold: bool) -> Iterator[tuple[str, bool]]:
        properties = child(element, "rPr")
        if switched_on(properties, "vanish"):
            return
        style = value(child(properties, "rStyle")) if properties is not None else ""
        said = switched_on(properties, "b")
        bold = said if said is not None else bold or (style in self.styles.elements and self.styles.style(style).bold)
        for part in element:
            name = name_of(part)
            if name == "t":
                yield part.text or "", bold
            elif name in ("tab", "ptab"):
                yield "\t", bold
            elif name in ("br", "cr"):
                self.page += value(part, "type") == "page"
                yield "\n", False
            elif name == "lastRenderedPageBreak":
                self.page += 1
            elif name == "noBreakHyphen":
                yield "-", bold
            elif name in ("drawing", "pict", "object", "AlternateContent"):
                self.boxes.extend(_text_boxes(part))

    def table(self, element: Any) -> None:
        number = self.tables
        self.tables += 1
        rows = [row for tr in _rows(element) if (row := self.row(tr))]
        self.pieces.extend(celled_pieces(rows, number))

    def row(self, tr: Any) -> list[Cell]:
        row: list[Cell] = []
        heading = bool(switched_on(child(tr, "trPr"), "tblHeader"))
        for tc in _cells(tr):
            properties = child(tc, "tcPr")
            merge = child(properties, "vMerge") if properties is not None else None
            if merge is not None and value(merge) != "restart":
                row.append(Cell())
            else:
                row.append(self.cell(tc, heading))
            span = value(child(properties, "gridSpan")) if properties is not None else ""
            filled = min(max(number_of(span, 1), 1) - 1, 99, MOST_SPANNED - self.spanned)
            self.spanned += filled
            row.extend(Cell() for _ in range(filled))
        return row

    def cell(self, tc: Any, heading: bool) -> Cell:
        before, self.pieces = self.pieces, []
        tables = self.tables
        self.blocks(tc)
        made, self.pieces = self.pieces, before
        texts = (f"{piece.label} {printed(piece)}".strip() for piece in made)
        return Cell("\n".join(text for text in texts if text), tuple(made), heading, nested=self.tables > tables)


def _rows(table: Any) -> Iterator[Any]:
    for element in table:
        if name_of(element) == "tr" and child(element, "trPr", "del") is None:
            yield element
        elif name_of(element) in _CONTAINERS:
            yield from _rows(element)


def _cells(row: Any) -> Iterator[Any]:
    for element in row:
        if name_of(element) == "tc":
            yield element
        elif name_of(element) in _CONTAINERS:
            yield from _cells(element)


def _alternative(element: Any) -> Any:
    """Of the forms in which the same content is given, the one for old readers, which all others are made from."""
    fallback = child(element, "Fallback")
    return fallback if fallback is not None else next(iter(element), ())


def _text_boxes(element: Any) -> Iterator[Any]:
    """The text boxes in a drawing, each once although it is given in two forms."""
    if name_of(element) == "AlternateContent":
        element = _alternative(element)
    for part in element:
        if name_of(part) == "txbxContent":
            yield part
        else:
            yield from _text_boxes(part)


def _numbering(package: Package, folder: str) -> Numbering:
    numbering = Numbering()
    root = package.part(f"{folder}/numbering.xml")
    for element in root if root is not None else ():
        if name_of(element) == "abstractNum":
            numbering.levels[value(element, "abstractNumId")] = dict(map(_level, _levels(element)))
        elif name_of(element) == "num":
            ident, definition = value(element, "numId"), value(child(element, "abstractNumId"))
            anew = {}
            for override in element:
                at, start = value(override, "ilvl"), value(child(override, "startOverride"))
                if number_of(at, 9) < 9 and number_of(start, -1) >= 0:
                    anew[int(at)] = int(start)
            numbering.lists[ident] = (definition, anew)
    return numbering


def _levels(definition: Any) -> list[Any]:
    return [element for element in definition if name_of(element) == "lvl"]


def _level(element: Any) -> tuple[int, Level]:
    start, restart, at = (value(child(element, "start")), value(child(element, "lvlRestart")), value(element, "ilvl"))
    return number_of(at, 0), Level(
        start=number_of(start, 1),
        kind=value(child(element, "numFmt")) or "decimal",
        text=value(child(element, "lvlText")),
        restart=number_of(restart, -1),
        legal=bool(switched_on(element, "isLgl")),
    )


def _furniture(package: Package, folder: str) -> list[str]:
    """The lines of headers and footers, each once."""
    lines: dict[str, None] = {}
    for name in package.names():
        if name.startswith((f"{folder}/header", f"{folder}/footer")) and name.endswith(".xml"):
            root = package.part(name)
            for paragraph in root.iter() if root is not None else ():
                if name_of(paragraph) == "p":
                    texts = (
                        part.text or "" if name_of(part) == "t" else " "
                        for part in paragraph.iter()
                        if name_of(part) in ("t", "tab", "br")
                    )
                    if line := " ".join("".join(texts).split()):
                        lines[line] = None
    return list(lines)


def _properties(package: Package) -> dict[str, str]:
    root = package.part("docProps/core.xml")
    stated = {name_of(element): " ".join((element.text or "").split()) for element in root} if root is not None else {}
    return {name.lower(): stated[name] for name in _PROPERTIES if stated.get(name)}
