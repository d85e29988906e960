"""Tables of web pages: what is a row, what only places the parts of a page, and what holds the minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matters_arising.documents.tables import LONG, SHARE, names_columns

_INNER = "p, div, ul, ol, h1, h2, h3, h4, h5, h6, blockquote, table, center"
_MOST_SPAN = 100
_SENTENCE = 60  # letters: cells usually longer hold sentences


@dataclass(frozen=True, slots=True)
class HtmlCell:
    """A cell: its element (None where it is filled by a span), its text on one line, and whether it is a heading."""

    node: Any
    text: str
    heading: bool = False


def cells_of(table: Any) -> list[list[HtmlCell]]:
    """The rows of a table, not of tables inside it; cells that span columns or rows are followed by empty ones."""
    rows: list[list[HtmlCell]] = []
    hanging: dict[int, int] = {}
    for tr in _rows(table):
        row: list[HtmlCell] = []
        for node in tr.iter():
            if node.tag not in ("td", "th"):
                continue
            _fill(row, hanging)
            wide, high = _span(node, "colspan"), _span(node, "rowspan")
            for column in range(len(row), len(row) + wide):
                if high > 1:
                    hanging[column] = high - 1
            row.append(HtmlCell(node, _text(node), node.tag == "th"))
            row.extend(HtmlCell(None, "") for _ in range(wide - 1))
        _fill(row, hanging)
        if row:
            rows.append(row)
    return rows


def _rows(table: Any) -> list[Any]:
    found = []
    for child in table.iter():
        if child.tag == "tr":
            found.append(child)
        elif child.tag in ("thead", "tbody", "tfoot"):
            found.extend(node for node in child.iter() if node.tag == "tr")
    return found


def _fill(row: list[HtmlCell], hanging: dict[int, int]) -> None:
    """Empty cells where one of a row above reaches down."""
    while hanging.get(len(row), 0) > 0:
        hanging[len(row)] -= 1
        row.append(HtmlCell(None, ""))


def _span(node: Any, name: str) -> int:
    text = (node.attributes.get(name) or "1").strip()
    return min(int(text), _MOST_SPAN) if text.isdecimal() and int(text) else 1


def _text(node: Any) -> str:
    """All that a cell prints, on one line."""
    parts = []
    for child in node.traverse(include_text=True):
        if child.tag == "-text" and child.parent.tag not in ("script", "style"):
            parts.append(child.text_content or "")
        elif child.tag in ("br", "p", "div", "li", "td", "tr"):
            parts.append(" ")
    return " ".join("".join(parts).split())


def is_layout(rows: Sequence[Sequence[HtmlCell]]) -> bool:
    """Whether the table only places parts of the page: a single column or row, tables in it, headings in it."""
    cells = [cell for row in rows for cell in row if cell.node is not None]
    if max((len(row) for row in rows), default=0) < 2 or any(cell.node.css_first("table") for cell in cells):
        return True
    blocks = [cell for cell in cells if cell.node.css_first(_INNER)]
    if len(rows) == 1:
        return any(len(cell.text) > LONG for cell in cells) or bool(blocks)
    headed = any(cell.node.css_first("h1, h2, h3, h4") for cell in cells)
    return headed and len(blocks) <= 0.5 * len(cells)


def header_of(rows: Sequence[Sequence[HtmlCell]]) -> tuple[str, ...]:
    """The texts of the first row where it names the columns, else nothing."""
    if len(rows) < 2:
        return ()
    first = [cell for cell in rows[0] if cell.text]
    texts = texts_of(rows[0])
    if len(first) > 1 and (all(cell.heading for cell in first) or names_columns(texts, bold=all(map(is_bold, first)))):
        return texts
    return ()


def texts_of(row: Sequence[HtmlCell]) -> tuple[str, ...]:
    """The text of each cell."""
    return tuple(cell.text for cell in row)


def is_bold(cell: HtmlCell) -> bool:
    """Whether all that the cell prints is bold; an empty cell prints nothing that is not."""
    if cell.heading or not cell.text:
        return True
    printed = sum(len(" ".join(node.text().split())) for node in cell.node.css("b, strong"))
    return printed >= len(cell.text)


def is_narrative(rows: Sequence[Sequence[HtmlCell]], header: tuple[str, ...]) -> bool:
    """Whether the table holds the minutes as running text, and not short entries under its header."""
    longest = [max((len(cell.text) for cell in row), default=0) for row in rows]
    letters = sum(len(cell.text) for row in rows for cell in row)
    if sum(longest) < SHARE * letters:
        return False
    return max(longest, default=0) >= LONG or (not header and sum(longest) >= _SENTENCE * len(rows))


def running_cell(row: Sequence[HtmlCell]) -> int:
    """The number of the cell with the row's running text, or -1 where it has but short entries."""
    if not any(cell.text for cell in row):
        return -1
    index = max(range(len(row)), key=lambda i: len(row[i].text))
    return index if len(row[index].text) >= _SENTENCE or sum(bool(cell.text) for cell in row) == 1 else -1
