"""Tables whose cells the format itself gives (web pages, Word): data by row, or minutes set out in cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from matters_arising.documents.assemble import Piece
from matters_arising.documents.captions import is_told, least_told, names_columns, said_column
from matters_arising.documents.labels import is_label
from matters_arising.documents.tables import LONG, SENTENCE, SHARE, labelled

MOST_SPANNED = 100_000  # places of a document's tables that cells of other rows and columns span


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text, and the same as pieces. `empty` cells fill what another spans. `nested`: a table is in it."""

    text: str = ""
    pieces: tuple[Piece, ...] = ()
    heading: bool = False
    nested: bool = False

    @property
    def bold(self) -> bool:
        """Whether all that the cell prints is bold; one that prints nothing has nothing that is not."""
        return self.heading or all(piece.bold for piece in self.pieces)


Rows = Sequence[Sequence[Cell]]


def celled_pieces(rows: Rows, number: int) -> list[Piece]:
    """The table as pieces: rows of cells, or running text with what stands beside it as headings and margins.

    `number` is that of the table. A table that only places the parts of a page is read cell after cell.
    """
    if _is_layout(rows):
        return [piece for row in rows for piece in _layout_row(row)]
    header = _header(rows)
    narrative = _is_narrative(rows, header)
    made: list[Piece] = []
    for index, row in enumerate(rows):
        heads = bool(header) and index == 0
        running = _running(row, said_column(header)) if narrative and not heads else -1
        texts = tuple(cell.text for cell in row)
        if running >= 0:
            made.extend(_narrative_row(row, running, header))
        elif narrative and not heads and (is_label(texts[0]) or all(cell.bold for cell in row)):
            made.append(Piece(kind="heading", page=_page(row), level=2, bold=True, cells=texts))
        else:
            bold = heads or all(cell.bold for cell in row)
            made.append(Piece(kind="row", page=_page(row), table=number, cells=texts, header=header, bold=bold))
    return made


def is_minutes(rows: Rows) -> bool:
    """Whether a table shows by its header, or by titles in its cells, that it holds the minutes themselves."""
    return not _is_layout(rows) and _says_so(rows, _header(rows))


def _says_so(rows: Rows, header: Sequence[str]) -> bool:
    titled = sum(any(_is_titled(cell) for cell in row) for row in rows)
    return said_column(header) >= 0 or 2 * titled >= len(rows)


def _page(row: Sequence[Cell]) -> int:
    return min((piece.page for cell in row for piece in cell.pieces), default=1)


def _is_layout(rows: Rows) -> bool:
    """Whether the table only places parts of the page: a single column or row, tables in it, headings in it."""
    cells = [cell for row in rows for cell in row if cell.text]
    if max((len(row) for row in rows), default=0) < 2 or any(cell.nested for cell in cells):
        return True
    several = [cell for cell in cells if len(cell.pieces) > 1]
    if len(rows) == 1:
        return bool(several) or any(len(cell.text) > LONG for cell in cells)
    headed = any(piece.kind == "heading" for cell in cells for piece in cell.pieces)
    return headed and bool(several) and len(several) <= 0.5 * len(cells)


def _header(rows: Rows) -> tuple[str, ...]:
    """The texts of the first row where it names the columns, else nothing."""
    if len(rows) < 2:
        return ()
    first = [cell for cell in rows[0] if cell.text]
    texts = tuple(cell.text for cell in rows[0])
    stated = len(first) > 1 and all(cell.heading for cell in first)
    return texts if stated or names_columns(texts, bold=all(cell.bold for cell in first)) else ()


def _is_narrative(rows: Rows, header: tuple[str, ...]) -> bool:
    """Whether the table holds the minutes as running text, and not short entries under its header."""
    if _says_so(rows, header):
        return True
    longest = [max((len(cell.text) for cell in row), default=0) for row in rows]
    letters = sum(len(cell.text) for row in rows for cell in row)
    if sum(longest) < SHARE * letters:
        return False
    return max(longest, default=0) >= LONG or (not header and sum(longest) >= SENTENCE * len(rows))


def _is_titled(cell: Cell) -> bool:
    """Whether a cell prints a title in bold, and what was said about it below."""
    first, *others = cell.pieces or (Piece(),)
    return first.bold and any(not piece.bold for piece in others)


def _running(row: Sequence[Cell], said: int) -> int:
    """The number of the cell with the row's running text, or -1 where it has but short entries.

    `said` is the column that the header names as such, or -1.
    """
    if 0 <= said < len(row) and row[said].pieces:
        return said
    titled = next((index for index, cell in enumerate(row) if _is_titled(cell)), -1)
    if titled >= 0:
        return titled
    index = max(range(len(row)), key=lambda i: len(row[i].text))
    alone = sum(bool(cell.text) for cell in row) == 1
    return index if row[index].text and (alone or len(row[index].text) >= SENTENCE) else -1


def _layout_row(row: Sequence[Cell]) -> list[Piece]:
    """Cell after cell; one that is but a number goes before the first paragraph of the next."""
    made: list[Piece] = []
    number = ""
    for index, cell in enumerate(row):
        if not number and is_label(cell.text) and any(other.pieces for other in row[index + 1 :]):
            number = cell.text
        elif cell.pieces:
            first, *others = cell.pieces
            made.extend([labelled(first, number) if number else first, *others])
            number = ""
    return made


def _narrative_row(row: Sequence[Cell], running: int, header: Sequence[str]) -> list[Piece]:
    """What stands left of the running text heads it; what stands right of it is its margin, or goes on with it. Who is
    named right of what is to be done is the margin of that."""
    head = tuple(cell.text for cell in row[:running] if cell.text)
    made = list(row[running].pieces)
    for index, cell in enumerate(row):
        if index <= running or not cell.text:
            continue
        if is_told(cell.text, least=least_told(header, index)):
            made += [replace(piece, kind="list", level=1, bold=False, lead=0) for piece in cell.pieces]  # heads nothing
        else:
            made[-1] = replace(made[-1], margin=f"{made[-1].margin} {' '.join(cell.text.split())}".strip())
    if len(head) == 1 and is_label(head[0]):
        made[0] = labelled(made[0], head[0])
    elif head:
        made.insert(0, Piece(kind="heading", page=_page(row), level=2, bold=True, cells=head))
    return made
