"""What came from the sources of an archive, as a person reads it and as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from matters_arising.fetch.report import Fetched

if TYPE_CHECKING:
    from rich.console import Console

_SHOWN = 20  # sentences of one source


def as_rows(visits: Sequence[Fetched]) -> list[dict[str, Any]]:
    """Every visit as plain values."""
    return [asdict(visit) for visit in visits]


def print_fetched(console: Console, visits: Sequence[Fetched], folder: Path, memory: Path) -> None:
    """A table of what came, and below it what did not, and why."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    table.add_column("source", overflow="fold")
    for heading in ("new", "changed", "unchanged", "vanished", "failed"):
        table.add_column(heading, justify="right")
    table.add_column("its list was")
    for visit in visits:
        numbers = (visit.new, visit.changed, visit.unchanged, len(visit.vanished), len(visit.failed))
        state = "not reached" if not visit.reached else "read whole" if visit.complete else "read in part"
        table.add_row(visit.source, *map(str, numbers), state)
    console.print(table)
    for visit in visits:
        told = [said for said in (visit.doubt, visit.note) if said]
        told += _some([f"not had: {said}" for said in visit.failed])
        told += _some([f"no longer listed, the file is kept: {path}" for path in visit.vanished])
        for said in told:
            console.print(f"{visit.source}: {said}", soft_wrap=True)
    console.print(f"files are in {folder}, what files held before is in {memory / 'versions'}", soft_wrap=True)


def _some(said: list[str]) -> list[str]:
    return said if len(said) <= _SHOWN else [*said[:_SHOWN], f"and {len(said) - _SHOWN} more (--json names all)"]
