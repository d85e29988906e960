"""What a look at the database found, as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from matters_arising.export.terminal import folded
from matters_arising.store.examine import Finding

if TYPE_CHECKING:
    from rich.console import Console

_COLUMNS = ("check", "state", "how many", "example", "what to do")


def print_findings(console: Console, found: Sequence[Finding]) -> None:
    """A row a check. Into a pipe, the columns are parted by tabs."""
    rows = [
        (one.check, one.state, f"{one.number:,}" if one.number else "", printed(one.example), one.remedy)
        for one in found
    ]
    if not console.is_terminal:
        for row in (_COLUMNS, *rows):
            print("\t".join(row))
        return
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    for name in _COLUMNS:
        table.add_column(name, overflow="fold", no_wrap=name == "state")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console.print(table)


def printed(text: str) -> str:
    """Names and words from an archive as one line that moves no cursor and turns no direction."""
    return "".join(letter if letter.isprintable() else "�" for letter in folded(text))
