"""Where the reading of Markdown stands: what was read so far, and what is open."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from matters_arising.documents.assemble import Piece
from matters_arising.documents.html import html_fragment
from matters_arising.documents.inline import Inline, inline, inline_lines
from matters_arising.documents.labels import NUMBER
from matters_arising.documents.raw_html import holds_blocks, without_marks
from matters_arising.models import BlockKind

_PAGE = re.compile(r"^\s*<!--\s*page(?:[ _-]*(?:break|number|no\.?))?\s*[:=]?\s*\"?(\d{1,5})?\"?[^>]*-->\s*$", re.I)
_LONGEST = 200  # characters of a comment that numbers a page


@dataclass
class Reading:
    """Where the reading stands: pieces so far, the open paragraph, the page, the lists that are open by indent.

    `width` is how far the lines of the text reach, in characters; `hard` says that the last line taken ends in a
    line break that is meant; `quotes` is how many quotes the text stands in. `closed` tells where HTML that stands in
    the text ends, `furniture` is what it prints around the content, `spanned` the places that cells of its tables span.
    """

    width: float
    pieces: list[Piece] = field(default_factory=list)
    open_lines: list[str] = field(default_factory=list)
    open_kind: BlockKind = "paragraph"
    open_level: int = 0
    hard: bool = False
    page: int = 1
    tables: int = 0
    quotes: int = 0
    spanned: int = 0
    indents: list[int] = field(default_factory=list)
    closed: dict[int, int] = field(default_factory=dict)
    furniture: list[str] = field(default_factory=list)

    def close(self) -> None:
        """End the open paragraph or list entry."""
        if self.open_lines:
            self.add("\n".join(self.open_lines), self.open_kind, self.open_level)
        self.open_lines, self.open_kind, self.open_level = [], "paragraph", 0

    def add(self, source: str, kind: BlockKind, level: int = 0) -> None:
        """Take in a paragraph, heading or list entry; a line break that is written out ends it, as in a web page."""
        if holds_blocks(source):
            self.markup(source, kind, level)
            return
        for place, words in enumerate(inline_lines(source)):
            self.pieces.append(_piece(words, "paragraph" if place and kind == "list" else kind, self.page, level))

    def markup(self, source: str, kind: BlockKind = "paragraph", level: int = 0) -> None:
        """Take in HTML as a web page's; what opens it is a `kind` where no tag says what it is."""
        try:
            found = html_fragment(source, tables=self.tables, spanned=self.spanned)
        except RecursionError:
            self.pieces.append(_piece(inline(source), kind, self.page, level))
            return
        self.tables, self.spanned = found.tables, found.spanned
        self.furniture.extend(found.furniture)
        for place, piece in enumerate(found.pieces):
            made = without_marks(replace(piece, page=self.page))
            if place == 0 and piece.kind == "paragraph":
                made = replace(made, kind=kind, level=level, bold=made.bold or kind == "heading")
            self.pieces.append(made)
        for line in source.split("\n"):
            self.turn(page_sign(line))

    def turn(self, sign: re.Match[str] | None) -> None:
        """Go on to the page whose number a comment gives."""
        if sign:
            number = int(sign.group(1) or 0)
            first = number == 1 and not self.pieces
            self.page = 1 if first else max(self.page + 1, min(number, self.page + 1000))

    def depth(self, indent: int) -> int:
        """The depth, from 1, of a list entry that stands so many spaces from the left."""
        while self.indents and self.indents[-1] > indent:
            self.indents.pop()
        if not self.indents or indent >= self.indents[-1] + 2:
            self.indents.append(indent)
        return len(self.indents)


def page_sign(line: str) -> re.Match[str] | None:
    """A comment that numbers a page; none is long."""
    return _PAGE.match(line) if len(line) < _LONGEST else None


def _piece(words: Inline, kind: BlockKind, page: int, level: int) -> Piece:
    if kind == "paragraph":
        kind, level = ("list", 1) if level and NUMBER.match(words.text) else (kind, 0)
    return Piece(words.text, kind, page, level, bold=words.bold or kind == "heading", lead=words.lead)
