"""The cells of a web page's table, with what they span."""

from __future__ import annotations

from typing import Any

_MOST_SPAN = 100


def elements_of(table: Any, *, most: int) -> list[list[Any]]:
    """The cell elements of a table's own rows; None where one of another column or row spans the place.

    No more than `most` places are spanned: the rest of a table that states more is read as if it stated none.
    """
    left = most
    rows: list[list[Any]] = []
    hanging: dict[int, int] = {}
    for tr in _rows(table):
        row: list[Any] = []
        for node in tr.iter():
            if node.tag not in ("td", "th"):
                continue
            left -= _fill(row, hanging, left)
            wide, high = _span(node, "colspan"), _span(node, "rowspan")
            for column in range(len(row), len(row) + wide):
                if high > 1:
                    hanging[column] = high - 1
            row.extend([node, *[None] * min(wide - 1, left)])
            left -= min(wide - 1, left)
        left -= _fill(row, hanging, left)
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


def _fill(row: list[Any], hanging: dict[int, int], most: int) -> int:
    """Fill the places that cells of rows above span, up to so many; how many they were."""
    before = len(row)
    while len(row) - before < most and hanging.get(len(row), 0) > 0:
        hanging[len(row)] -= 1
        row.append(None)
    return len(row) - before


def _span(node: Any, name: str) -> int:
    text = (node.attributes.get(name) or "1").strip()
    return min(int(text[:9]), _MOST_SPAN) if text.isdecimal() and int(text[:9]) else 1
