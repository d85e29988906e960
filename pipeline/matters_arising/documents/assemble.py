"""Pieces in reading order become one text, with the offsets of every block, cell and page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from matters_arising.models import Block, BlockKind, Span

CELL_SEPARATOR = "\t"
ROW_SEPARATOR = "\n"
BLOCK_SEPARATOR = "\n\n"


@dataclass(frozen=True, slots=True)
class Piece:
    """A block before it has its place in the text; fields as in `Block`, but relative to the piece.

    `lead` is the number of characters of the bold run that opens it. `breaks` are the pages that begin inside
    it, as (offset into `text`, page number). Where `cells` are given they make the text.
    """

    text: str = ""
    kind: BlockKind = "paragraph"
    page: int = 1
    level: int = 0
    label: str = ""
    bold: bool = False
    lead: int = 0
    margin: str = ""
    table: int = -1
    cells: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    breaks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Parts:
    """What the reader of a format finds in a file: pieces in reading order, and what stands beside them."""

    pieces: list[Piece]
    pages: int = 1
    furniture: list[str] = field(default_factory=list)
    front_matter: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Assembled:
    """What the pieces make: the text, its pages (they cover it without gaps) and its blocks."""

    text: str
    pages: tuple[Span, ...]
    blocks: tuple[Block, ...]


def assemble(pieces: Iterable[Piece], *, pages: int = 1) -> Assembled:
    """Join the pieces. Those without a visible character are left out; tables are numbered in the order they come.

    `pages` is the least number of pages.
    """
    parts: list[str] = []
    blocks: list[Block] = []
    starts: dict[int, int] = {}
    tables: dict[int, int] = {-1: -1}
    position = 0
    for piece in pieces:
        text, cells = _joined(piece)
        if not text:
            continue
        if blocks:
            in_table = piece.table >= 0 and blocks[-1].table == tables.get(piece.table)
            separator = ROW_SEPARATOR if in_table else BLOCK_SEPARATOR
            parts.append(separator)
            position += len(separator)
        starts.setdefault(piece.page, position)
        for offset, page in piece.breaks:
            starts.setdefault(page, position + min(offset, len(text)))
        table = tables.setdefault(piece.table, len(tables) - 1)
        blocks.append(_placed(replace(piece, table=table), text, cells, position))
        parts.append(text)
        position += len(text)
    return Assembled("".join(parts), _page_spans(starts, pages, position), tuple(blocks))


def _joined(piece: Piece) -> tuple[str, list[tuple[int, int]]]:
    """The text of a piece and the stretches of its cells. Empty cells print nothing, not even a separator."""
    if not piece.cells:
        return (piece.text, []) if piece.text.strip() else ("", [])
    text = ""
    cells = []
    for cell in piece.cells:
        printed = cell.strip()
        if printed and text:
            text += CELL_SEPARATOR
        cells.append((len(text), len(text) + len(printed)))
        text += printed
    return text, cells


def printed(piece: Piece) -> str:
    """The text of a piece."""
    return _joined(piece)[0]


def _placed(piece: Piece, text: str, cells: Sequence[tuple[int, int]], start: int) -> Block:
    end = start + len(text)
    return Block(
        start=start,
        end=end,
        kind=piece.kind,
        page=piece.page,
        level=piece.level,
        label=piece.label,
        bold=piece.bold,
        lead=end if piece.bold else start + min(piece.lead, len(text)),
        margin=piece.margin,
        table=piece.table,
        cells=tuple(Span(start + low, start + high) for low, high in cells),
        header=piece.header,
    )


def _page_spans(starts: dict[int, int], least: int, length: int) -> tuple[Span, ...]:
    """One span a page, in order, without gaps; a page on which nothing begins is empty."""
    count = max([least, 1, *starts])
    offsets = [length] * (count + 1)
    offset = length
    for page in range(count, 0, -1):
        offset = min(offset, starts.get(page, offset))
        offsets[page - 1] = offset
    offsets[0] = 0
    return tuple(Span(offsets[i], offsets[i + 1]) for i in range(count))
