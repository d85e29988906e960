"""Pages of words with their places, from a PDF or from OCR, become pieces in reading order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from matters_arising.documents.assemble import Piece
from matters_arising.documents.captions import is_told
from matters_arising.documents.columns import Run, regions
from matters_arising.documents.furniture import Printed, furniture
from matters_arising.documents.grid import Box, grids
from matters_arising.documents.line_numbers import without_line_numbers
from matters_arising.documents.lines import Line, line_of, lines_of, right_edge, segments
from matters_arising.documents.margins import find_margins, take_margins
from matters_arising.documents.paragraphs import Paragraph, body_size, joins, paragraphs, pieces_of
from matters_arising.documents.tables import Row, Table, continues, joined, table_pieces
from matters_arising.documents.words import Page, Word

_SPACE = 0.6  # type heights: what stands no further apart is parted by a space


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page with its furniture taken off: tables as ruled, and the words outside them."""

    page: Page
    lines: tuple[Line, ...]
    tables: tuple[tuple[float, Table], ...]


def layout(pages: Sequence[Page], *, right: float | None = None) -> tuple[list[Piece], list[str]]:
    """The pieces of the pages in reading order, and the lines of furniture that were taken out.

    `right` is where full lines end, in points, where that is known beforehand.
    """
    pages, marks = _without_watermarks(pages)
    printed = [lines_of(page.words, page.number) for page in pages]
    outside = furniture([[Printed(line.text, line.base, line.size) for line in lines] for lines in printed])
    taken = marks + [lines[i].text for lines, found in zip(printed, outside, strict=True) for i in sorted(found)]
    inside = [
        [line for i, line in enumerate(lines) if i not in found] for lines, found in zip(printed, outside, strict=True)
    ]
    sheets = [_sheet(page, lines) for page, lines in zip(pages, without_line_numbers(inside), strict=True)]
    margins = find_margins([sheet.lines for sheet in sheets])
    if margins:
        cleared = []
        for sheet in sheets:
            kept, heads = take_margins(sheet.lines, margins)
            taken.extend(heads)
            cleared.append(replace(sheet, lines=tuple(kept)))
        sheets = cleared
    body = body_size(line for sheet in sheets for line in _all_lines(sheet))
    edges = _edges(sheets) if right is None else {}
    parts = [(part, sheet.page) for sheet in sheets for part in _parts(sheet)]
    pieces = _pieces(
        [
            replace(part, right=edges.get(round(page.width), right))
            if isinstance(part, Run) and part.right is None
            else part
            for part, page in parts
        ],
        body,
    )
    return [told for piece in pieces for told in _with_margin(piece)], taken


def _with_margin(piece: Piece) -> list[Piece]:
    """A piece, and as an entry of its own what the margin beside it tells in words: it is part of the minutes."""
    if not is_told(piece.margin):
        return [piece]
    return [replace(piece, margin=""), Piece(piece.margin, "list", page=piece.page, level=1)]


def _without_watermarks(pages: Sequence[Page]) -> tuple[list[Page], list[str]]:
    """The pages without what is printed aslant on one after the other, and these words."""
    counts = Counter(text for page in pages for text in {word.text for word in page.words if not word.upright})
    marks = sorted(text for text, count in counts.items() if count > 1)
    if not marks:
        return list(pages), []
    return [
        replace(page, words=tuple(word for word in page.words if word.upright or counts[word.text] < 2))
        for page in pages
    ], marks


def _edges(sheets: Sequence[_Sheet]) -> dict[int, float]:
    """Where full lines end on the pages of each width."""
    lines: dict[int, list[Line]] = {}
    for sheet in sheets:
        lines.setdefault(round(sheet.page.width), []).extend(sheet.lines)
    return {width: right_edge(found) for width, found in lines.items()}


def _all_lines(sheet: _Sheet) -> list[Line]:
    inside = [line for _, table in sheet.tables for row in table.rows for cell in row.cells.values() for line in cell]
    return [*sheet.lines, *inside]


def _sheet(page: Page, lines: Sequence[Line]) -> _Sheet:
    words = [word for line in lines for word in line.words]
    tables = []
    for boxes in grids(page.rulings):
        table, used = _ruled(boxes, words, page.number)
        if table is None:
            continue
        table, above = _with_header(table, boxes, words, page.number)
        used |= above
        words = [word for word in words if id(word) not in used]
        tables.append((boxes[0].top, table))
    rest = list(lines) if not tables else lines_of(words, page.number)
    return _Sheet(page, tuple(rest), tuple(tables))


def _ruled(boxes: Sequence[Box], words: Sequence[Word], page: int) -> tuple[Table | None, set[int]]:
    """The table of the cells with the words in them, and which words these are; None where it holds too little."""
    held: list[list[Word]] = [[] for _ in boxes]
    used: set[int] = set()
    for line in lines_of(words, page):
        for run in segments(line, tab=_SPACE):
            # words that stand a space apart are of one cell, though a ruling may be drawn through them
            place = next((place for word in run if (place := _holding(boxes, word)) is not None), None)
            if place is None:
                continue
            held[place].extend(run)
            used.update(id(word) for word in run)
    if sum(bool(inside) for inside in held) < 2:
        return None, set()
    lefts, tops = _ranks([box.left for box in boxes], 9.0), _ranks([box.top for box in boxes], 4.0)
    rows: list[dict[int, tuple[Line, ...]]] = [{} for _ in tops]
    for box, inside in zip(boxes, held, strict=True):
        if inside:
            row, column = _rank(tops, box.top), _rank(lefts, box.left)
            rows[row][column] = (*rows[row].get(column, ()), *lines_of(inside, page))
    rights = tuple(max(box.right for box in boxes if _rank(lefts, box.left) == i) for i in range(len(lefts)))
    opening = {_rank(tops, box.top) for box in boxes if _rank(lefts, box.left) == 0}
    made = tuple(Row(row, page, under=index not in opening) for index, row in enumerate(rows))
    return Table(tuple(lefts), rights, made), used


def _holding(boxes: Sequence[Box], word: Word) -> int | None:
    """The number of the cell in which the middle of a word lies."""
    x, y = (word.left + word.right) / 2, word.middle
    return next((index for index, box in enumerate(boxes) if box.holds(x, y)), None)


def _with_header(table: Table, boxes: Sequence[Box], words: Sequence[Word], page: int) -> tuple[Table, set[int]]:
    """Take in a line of column names that is printed just above the rulings."""
    top, first = boxes[0].top, table.rows[0]
    near = [w for w in words if top - 1.4 * w.size < w.middle < top and w.bottom < top + 0.4 * w.size]
    lines = lines_of(near, page)
    if len(lines) != 1 or len(first.cells) < 2 or not lines[0].bold:
        return table, set()
    cells: dict[int, tuple[Line, ...]] = {}
    for part in segments(lines[0]):
        column = _rank(table.lefts, part[0].left)
        if column in cells or part[-1].right > table.rights[-1]:
            return table, set()
        cells[column] = (line_of(part, page),)
    if len(cells) < 2:
        return table, set()
    used = {id(word) for word in lines[0].words}
    return replace(table, rows=(Row(cells, page), *table.rows)), used


def _ranks(places: Sequence[float], near: float) -> list[float]:
    """The distinct places; those no further apart than `near`, in points, count as one."""
    made: list[float] = []
    for place in sorted(places):
        if not made or place - made[-1] > near:
            made.append(place)
    return made


def _rank(ranks: Sequence[float], place: float) -> int:
    return max((i for i, rank in enumerate(ranks) if place >= rank - 0.5), default=0)


def _parts(sheet: _Sheet) -> list[Run | Table]:
    """What stands on a page, from top to bottom: runs of lines, and tables."""
    made: list[Run | Table] = []
    rest = list(sheet.lines)
    for top, table in sorted(sheet.tables, key=lambda found: found[0]):
        above = [line for line in rest if line.base <= top + 2.0]
        rest = [line for line in rest if line.base > top + 2.0]
        made.extend(regions(above))
        made.append(table)
    made.extend(regions(rest))
    return made


def _pieces(parts: Sequence[Run | Table], body: float) -> list[Piece]:
    """Join what a page break parts, then make pieces."""
    groups: list[list[Paragraph] | Table] = []
    for part in parts:
        last = groups[-1] if groups else None
        if isinstance(part, Table):
            if isinstance(last, Table) and continues(last, part):
                groups[-1] = joined(last, part)
            else:
                groups.append(part)
            continue
        made = paragraphs(part.lines, right=part.right or right_edge(part.lines))
        if isinstance(last, list) and last and made and joins(last[-1], made[0].lines[0]):
            last[-1].lines.extend(made[0].lines)
            last[-1].margins.extend(made[0].margins)
            made = made[1:]
        if made:
            groups.append(made)
    pieces: list[Piece] = []
    number = 0
    for group in groups:
        if isinstance(group, Table):
            pieces.extend(table_pieces(group, number, body=body))
            number += 1
        else:
            pieces.extend(pieces_of(group, body=body))
    return pieces
