"""Tables as laid out on pages: read by row, and a cell that holds the minutes themselves read as running text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from matters_arising.documents.assemble import Piece
from matters_arising.documents.captions import is_told, least_told, names_columns, said_column
from matters_arising.documents.labels import is_label
from matters_arising.documents.lines import Line, right_edge
from matters_arising.documents.paragraphs import Paragraph, join_margins, paragraphs, pieces_of

LONG = 320  # letters: a cell that holds more is running text
SENTENCE = 60  # letters: cells usually longer hold sentences, where no header says otherwise
SHARE = 0.45  # of a table's letters: a column that holds more may be its running text


@dataclass(frozen=True, slots=True)
class Row:
    """The lines of each cell, by the number of the column it begins in; empty cells are left out.

    `under` says that its first cell is one that began in a row above and reaches down into this one. `margins` is
    what the page's margin prints beside the table.
    """

    cells: dict[int, tuple[Line, ...]]
    page: int
    under: bool = False
    margins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows from top to bottom. `lefts` and `rights` are the columns' edges in points."""

    lefts: tuple[float, ...]
    rights: tuple[float, ...]
    rows: tuple[Row, ...]
    ruled: bool = True


def continues(before: Table, after: Table) -> bool:
    """Whether the second, first thing on its page, goes on with the first, last thing on the page before."""
    return (
        before.ruled == after.ruled
        and len(before.lefts) == len(after.lefts)
        and all(abs(a - b) <= 8.0 for a, b in zip(before.lefts, after.lefts, strict=True))
    )


def joined(before: Table, after: Table) -> Table:
    """One table of two. A first row without its first cell goes on with the last row; a repeated header goes."""
    rows = list(before.rows)
    rest = list(after.rows)
    if rows and rest and _texts(rows[0], len(before.lefts)) == _texts(rest[0], len(before.lefts)):
        rest = rest[1:]
    if rows and rest and _goes_on(rows[-1], rest[0], before):
        rows[-1] = _stacked(rows[-1], rest.pop(0))
    return replace(before, rows=(*rows, *rest))


def _goes_on(last: Row, row: Row, table: Table) -> bool:
    if not row.cells or 0 in row.cells:
        return False
    if narrative_column(replace(table, rows=(*table.rows, row))) >= 0:
        return True
    for column, lines in row.cells.items():
        above = last.cells.get(column)
        if above and not above[-1].text.rstrip().endswith((".", "!", "?")) and lines[0].text[:1].islower():
            return True
    return False


def _stacked(above: Row, below: Row) -> Row:
    cells = dict(above.cells)
    for column, lines in below.cells.items():
        cells[column] = (*cells.get(column, ()), *lines)
    return replace(above, cells=cells, margins=above.margins + below.margins)


def _texts(row: Row, width: int) -> tuple[str, ...]:
    return tuple("\n".join(line.text for line in row.cells.get(column, ())) for column in range(width))


def narrative_column(table: Table) -> int:
    """The column that holds the minutes as running text, or -1 where the table is one of short entries."""
    named = said_column(_header(table))
    if named >= 0:
        return named
    letters = [[_letters(row.cells.get(column, ())) for row in table.rows] for column in range(len(table.lefts))]
    widest = max(range(len(letters)), key=lambda column: sum(letters[column]))
    if sum(letters[widest]) < SHARE * sum(map(sum, letters)):
        return -1
    sentences = sum(letters[widest]) >= SENTENCE * len(table.rows) and not _header(table)
    return widest if sentences or max(letters[widest]) >= LONG else -1


def _letters(lines: Sequence[Line]) -> int:
    return sum(len(line.text) for line in lines)


def table_pieces(table: Table, number: int, *, body: float) -> list[Piece]:
    """The table as pieces: rows with cells; where one column is running text, headings and paragraphs."""
    narrative = narrative_column(table)
    if narrative < 0:
        table = _without_empty(table)
    header = _header(table)
    if narrative < 0:
        return _rows(table, number, header)
    table = _whole_rows(table)
    edge = right_edge([line for row in table.rows for line in row.cells.get(narrative, ())])
    pieces = []
    for index, row in enumerate(table.rows):
        if index == 0 and header:
            pieces.append(_row_piece(table, row, number, header, bold=True))
        else:
            pieces.extend(_narrative_row(row, table, narrative, edge=edge, body=body, header=header))
    return pieces


def _whole_rows(table: Table) -> Table:
    """The table with what stands beside a cell that reaches down over several rows made one row again."""
    rows: list[Row] = []
    for row in table.rows:
        if rows and row.under:
            rows[-1] = _stacked(rows[-1], row)
        else:
            rows.append(row)
    return replace(table, rows=tuple(rows))


def _without_empty(table: Table) -> Table:
    """The table without the columns in which nothing is printed: borders drawn double make such."""
    used = sorted({column for row in table.rows for column in row.cells})
    place = {column: index for index, column in enumerate(used)}
    rows = tuple(
        replace(row, cells={place[column]: lines for column, lines in row.cells.items()}) for row in table.rows
    )
    return replace(
        table,
        lefts=tuple(table.lefts[column] for column in used),
        rights=tuple(table.rights[column] for column in used),
        rows=rows,
    )


def _header(table: Table) -> tuple[str, ...]:
    """The texts of the first row where it names the columns, else nothing."""
    if len(table.rows) < 2 or len(table.rows[0].cells) < 2:
        return ()
    first = table.rows[0]
    texts = _texts(first, len(table.lefts))
    bold = all(line.bold for lines in first.cells.values() for line in lines)
    others_bold = all(line.bold for row in table.rows[1:] for lines in row.cells.values() for line in lines)
    if names_columns(texts, bold=bold and not others_bold):
        return tuple(text.replace("\n", " ") for text in texts)
    return ()


def _rows(table: Table, number: int, header: tuple[str, ...]) -> list[Piece]:
    return [
        _row_piece(table, row, number, header, bold=bool(header) and index == 0)
        for index, row in enumerate(table.rows)
        if row.cells
    ]


def _row_piece(table: Table, row: Row, number: int, header: tuple[str, ...], *, bold: bool) -> Piece:
    texts = _texts(row, len(table.lefts))
    every_bold = all(line.bold for lines in row.cells.values() for line in lines)
    return Piece(kind="row", page=row.page, table=number, cells=texts, header=header, bold=bold or every_bold)


def _narrative_row(
    row: Row, table: Table, narrative: int, *, edge: float, body: float, header: Sequence[str]
) -> list[Piece]:
    """What stands left of the running text heads it; what stands right of it is its margin, or goes on with it. Who is
    named right of what is to be done is the margin of that."""
    column = _running(row, table, narrative)
    head = [lines for index, lines in sorted(row.cells.items()) if index < column]
    right: list[Line] = []
    told: list[Paragraph] = []
    for index, beside in sorted(row.cells.items()):
        if index > column and is_told(" ".join(line.text for line in beside), least=least_told(header, index)):
            told.append(Paragraph(list(beside), right_edge(beside)))
        elif index > column and told:
            told[-1].margins.extend(line.text for line in beside)
        elif index > column:
            right.extend(beside)
    lines = row.cells.get(column, ())
    made = paragraphs(lines, right=edge if column == narrative else right_edge(lines))
    _give_margins(made, right)
    if made:
        made[-1].margins.extend(row.margins)
    pieces = pieces_of(made, body=body, cell=True)
    for one in told:
        pieces += [_entry(piece) for piece in pieces_of([one], body=body, cell=True)]
    if not head:
        return pieces
    texts = tuple("\n".join(line.text for line in lines) for lines in head)
    page = head[0][0].page
    if len(texts) == 1 and is_label(texts[0]) and pieces:
        return [replace(labelled(pieces[0], texts[0]), page=page), *pieces[1:]]
    heading = Piece(kind="heading", page=page, level=2, bold=True, cells=texts)
    if not pieces and right:
        heading = replace(heading, margin=join_margins([line.text for line in right]))
    return [heading, *pieces]


def _entry(piece: Piece) -> Piece:
    """What stands beside the minutes is an entry of a list, and heads nothing."""
    return replace(piece, kind="list", level=1, bold=False, lead=0)


def _running(row: Row, table: Table, narrative: int) -> int:
    """The cell with the row's text: the one in the narrative column, or one further left that runs across it."""
    if narrative in row.cells:
        return narrative
    before = [column for column in row.cells if column < narrative]
    if before and max(line.right for line in row.cells[before[-1]]) > table.lefts[narrative] + 4.0:
        return before[-1]
    return narrative


def labelled(first: Piece, label: str) -> Piece:
    """The first paragraph with the number that is printed in a cell before it."""
    shift = len(label) + 1
    return replace(
        first,
        text=f"{label}\t{first.text}",
        lead=first.lead + shift if first.lead else 0,
        breaks=tuple((offset + shift, at) for offset, at in first.breaks),
        cells=(label, *first.cells) if first.cells else (),
    )


def _give_margins(made: Sequence[Paragraph], right: Sequence[Line]) -> None:
    """Give each line of the margin cell to the paragraph it stands beside, or the nearest one above it."""
    entry: Paragraph | None = None
    before: Line | None = None
    for line in right:
        wrapped = before is not None and before.page == line.page and line.base - before.base < 1.4 * line.size
        if not (wrapped and entry is not None and not line.text.isupper()):
            entry = _beside(made, line)
        if entry is not None:
            entry.margins.append(line.text)
        before = line


def _beside(made: Sequence[Paragraph], line: Line) -> Paragraph | None:
    above: Paragraph | None = None
    for paragraph in made:
        for printed in paragraph.lines:
            if printed.page == line.page and printed.base <= line.base + 0.6 * line.size:
                above = paragraph
    return above or (made[0] if made else None)
