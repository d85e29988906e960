"""Web pages: the content without what surrounds it, its headings, paragraphs, lists and tables."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from matters_arising.config import Limits
from matters_arising.documents.assemble import Parts, Piece, printed
from matters_arising.documents.boilerplate import Weight, is_boilerplate, weigh
from matters_arising.documents.bounds import check_parts
from matters_arising.documents.celled import MOST_SPANNED, Cell, celled_pieces
from matters_arising.documents.clock import Clock
from matters_arising.documents.decode import decode
from matters_arising.documents.html_tables import elements_of
from matters_arising.documents.inline import Inline, broken_runs
from matters_arising.documents.labels import NUMBER
from matters_arising.documents.numbering import numeral
from matters_arising.errors import FormatError
from matters_arising.models import BlockKind, Source

BLOCKS = frozenset(
    [
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div"),
        *("dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "search"),
        *("section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    ]
)
_SILENT = frozenset(
    [
        *("script", "style", "noscript", "template", "svg", "math", "head", "title", "button", "select", "textarea"),
        *("iframe", "object", "embed", "video", "audio", "canvas", "map", "del", "-comment", "input", "datalist"),
    ]
)
_NUMERALS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_OPENING = re.compile(r"<[A-Za-z]")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)


def read_html(source: Source, limits: Limits, clock: Clock) -> Parts:
    """Read a web page. What surrounds the content is kept as furniture."""
    text, notes = decode(source.data, declared=_stated_encoding(source.data))
    clock.check()
    check_parts(2 * len(_OPENING.findall(text)), limits, source.path)
    try:
        pieces, furniture, meta = html_pieces(text)
    except RecursionError as error:
        raise FormatError(
            "elements nested too deep to be read", where=source.path, remedy="save the page again from a browser"
        ) from error
    return Parts(pieces, furniture=furniture, front_matter=meta, notes=list(notes))


def _stated_encoding(data: bytes) -> str:
    match = re.search(rb"<meta[^>]+charset\s*=\s*[\"']?([\w.:-]+)", data[:4096], re.I)
    return match.group(1).decode("ascii") if match else ""


def html_pieces(markup: str) -> tuple[list[Piece], list[str], dict[str, str]]:
    """The blocks of the content, the lines around it, and title and meta elements."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(markup)
    meta = _meta(tree)
    if tree.body is None:
        return [], [], meta
    weights = weigh(tree.body)
    walk = _Walk(weights, weights[tree.body.mem_id])
    walk.element(tree.body, _Place())
    return walk.pieces, walk.furniture, meta


def _meta(tree: Any) -> dict[str, str]:
    meta: dict[str, str] = {}
    title = tree.css_first("title")
    if title is not None and (text := _fold(title.text())):
        meta["title"] = text
    for node in tree.css("meta[content]"):
        name = node.attributes.get("name") or node.attributes.get("property")
        if name and (content := _fold(node.attributes.get("content") or "")):
            meta.setdefault(name, content)
    return meta


def _fold(text: str) -> str:
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class _Place:
    """What the text of an element is: its kind and level, and whether it is bold."""

    kind: BlockKind = "paragraph"
    level: int = 0
    bold: bool = False


@dataclass
class _Walk:
    """The way through the elements of a page: the pieces and furniture found, and the paragraph that is open."""

    weights: dict[int, Weight]
    page: Weight
    pieces: list[Piece] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)
    runs: list[tuple[str, bool]] = field(default_factory=list)
    tables: int = 0
    spanned: int = 0

    def element(self, node: Any, place: _Place) -> None:
        """Take in all that is inside a block element."""
        for child in node.iter(include_text=True):
            self.child(child, place)
        self.flush(place)

    def child(self, node: Any, place: _Place) -> None:
        tag = node.tag
        if tag == "-text":
            self.runs.append((re.sub(r"\s+", " ", node.text_content or ""), place.bold))
        elif tag == "br":
            self.runs.append(("\n", False))
        elif tag in _SILENT or _is_hidden(node):
            return
        elif tag == "a" and is_boilerplate(node, self.weights, self.page):
            self.set_aside(node)
        elif tag not in BLOCKS:
            bold = place.bold or _prints_bold(node)
            for child in node.iter(include_text=True):
                self.child(child, replace(place, bold=bold))
        else:
            self.flush(place)
            self.block(node, place)

    def block(self, node: Any, place: _Place) -> None:
        if is_boilerplate(node, self.weights, self.page):
            self.set_aside(node)
        elif node.tag == "table":
            self.table(node, place)
        elif node.tag == "pre":
            self.lines(node.text().split("\n"), place)
        elif node.tag in ("ul", "ol", "menu"):
            self.entries(node, place)
        else:
            self.element(node, _place_of(node, place))

    def set_aside(self, node: Any) -> None:
        self.furniture.extend(line for raw in node.text(separator="\n").split("\n") if (line := _fold(raw)))

    def lines(self, lines: Iterable[str], place: _Place) -> None:
        """Preformatted text: a blank line ends a paragraph."""
        for line in lines:
            if line.strip():
                self.runs.append((line + "\n", place.bold))
            else:
                self.flush(place)
        self.flush(place)

    def entries(self, node: Any, place: _Place) -> None:
        """A list; the numbers that the browser would print become labels."""
        number = _whole(node.attributes.get("start"), 1)
        depth = place.level + 1 if place.kind == "list" else 1
        for child in node.iter(include_text=True):
            if child.tag != "li":
                self.child(child, replace(place, kind="list", level=depth))
                continue
            number = _whole(child.attributes.get("value"), number)
            label = _label(number, node.attributes.get("type")) if node.tag == "ol" else ""
            self.flush(place)
            first = len(self.pieces)
            self.element(child, _Place("list", depth, place.bold))
            for index in range(first, len(self.pieces)):
                piece = self.pieces[index]
                if piece.kind == "list" and piece.level == depth:
                    entry = index == first
                    kind: BlockKind = "list" if entry else "paragraph"
                    self.pieces[index] = replace(piece, kind=kind, label=label if entry else "")
            number += 1

    def table(self, node: Any, place: _Place) -> None:
        """A table by row; one that only places the parts of the page, or holds the minutes, as running text."""
        number = self.tables
        self.tables += 1
        elements = elements_of(node, most=MOST_SPANNED - self.spanned)
        self.spanned += sum(cell is None for row in elements for cell in row)
        rows = [[self.cell(cell, place) for cell in row] for row in elements]
        self.pieces.extend(celled_pieces(rows, number))

    def cell(self, node: Any, place: _Place) -> Cell:
        """One cell on its own; what only surrounds the content prints nothing."""
        if node is None:
            return Cell()
        if is_boilerplate(node, self.weights, self.page):
            self.set_aside(node)
            return Cell()
        before, self.pieces = self.pieces, []
        self.element(node, _place_of(node, place))
        made, self.pieces = self.pieces, before
        text = "\n".join(text for piece in made if (text := printed(piece)))
        return Cell(text, tuple(made), heading=node.tag == "th", nested=node.css_first("table") is not None)

    def flush(self, place: _Place) -> None:
        """End the open paragraph."""
        found = broken_runs(self.runs)
        self.runs = []
        for words in found:
            self.pieces.append(self.piece(words, place))

    def piece(self, words: Inline, place: _Place) -> Piece:
        bold = words.bold or place.kind == "heading"
        if place.kind == "paragraph" and NUMBER.match(words.text):
            return Piece(words.text, "list", level=1, bold=bold, lead=words.lead)
        return Piece(words.text, place.kind, level=place.level, bold=bold, lead=words.lead)


def _place_of(node: Any, place: _Place) -> _Place:
    if re.fullmatch(r"h[1-6]", node.tag):
        return _Place("heading", int(node.tag[1]))
    if node.tag == "blockquote":
        return replace(place, kind="quote")
    if node.tag in ("dt", "summary"):
        return replace(place, bold=True)
    return replace(place, bold=True) if _prints_bold(node) else place


def _is_hidden(node: Any) -> bool:
    attributes = node.attributes
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


def _prints_bold(node: Any) -> bool:
    return node.tag in ("b", "strong", "th") or bool(_BOLD_STYLE.search(node.attributes.get("style") or ""))


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text.strip()) else default


def _label(number: int, kind: str | None) -> str:
    return numeral(number, _NUMERALS.get(kind or "", "decimal")) + "."


@dataclass(frozen=True, slots=True)
class Fragment:
    """Markup in text of another format, as read: its blocks, what surrounds them, its tables and spanned places."""

    pieces: list[Piece]
    furniture: list[str]
    tables: int
    spanned: int


def html_fragment(markup: str, *, tables: int, spanned: int) -> Fragment:
    """Read markup that stands in text of another format, behind so many tables and places that their cells span.

    Raises RecursionError where its elements are nested too deep.
    """
    from selectolax.lexbor import LexborHTMLParser

    body = LexborHTMLParser(markup).body
    if body is None:
        return Fragment([], [], tables, spanned)
    weights = weigh(body)
    walk = _Walk(weights, weights[body.mem_id], tables=tables, spanned=spanned)
    walk.element(body, _Place())
    return Fragment(walk.pieces, walk.furniture, walk.tables, walk.spanned)
