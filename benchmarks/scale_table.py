"""The table of `scale.py`, in Markdown: what was measured, and how it grows from one size to the next."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

STAGES = ("looking", "reading", "taking apart", "judging", "encoder", "writing", "settling", "following", "the rest")
"""In the order of a run: the survey of files; bytes to text; text to items and statements; features and linear judges;
the encoder; the database, file by file; names, versions and matters over the whole archive; its matters; the rest."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of the processor, and of the wall."""

    cpu: float
    wall: float

    def __add__(self, other: Cost) -> Cost:
        return Cost(self.cpu + other.cpu, self.wall + other.wall)

    def __sub__(self, other: Cost) -> Cost:
        return Cost(self.cpu - other.cpu, self.wall - other.wall)


@dataclass(frozen=True, slots=True)
class Measured:
    """One archive: what it holds, what its run and its night cost by stage, the most memory of the run and the size of
    the database in megabytes, and the milliseconds of each question. `encoder` says whether the encoder was asked."""

    asked_for: int
    encoder: bool
    documents: int
    pages: int
    words: int
    matters: int
    stages: Mapping[str, Cost]
    night: Mapping[str, Cost]
    megabytes: float
    database: float
    asked: Mapping[str, float]

    @property
    def cpu(self) -> float:
        return sum(cost.cpu for cost in self.stages.values())

    @property
    def wall(self) -> float:
        return sum(cost.wall for cost in self.stages.values())


@dataclass(frozen=True, slots=True)
class Plain:
    """A plain pipeline on so many documents: what read PDF, and processor seconds of reading, of parsing everything, of
    parsing and marking everything, and of a run over the same files."""

    documents: int
    words: int
    reader: str
    reading: float
    parsing: float
    marking: float
    run: float


def table(rows: Sequence[Measured], plain: Plain | None) -> str:
    """The whole report."""
    parts = [_HEAD, *_runs(rows), *_speeds(rows), *_nights(rows), *_questions(rows), *_growth(rows)]
    return "\n".join([*parts, *(_beside(plain) if plain else ["The plain pipeline was not run."])]) + "\n"


_HEAD = """# What a run costs as the archive grows

Made by `make bench-scale`. The archives are made of the sample's own invented minutes with other names, words and
years (`archives.py`); a tenth are PDF, the others Markdown. Seconds are of the processor unless they say otherwise;
each size is one process without further workers. Where the encoder was left out its time is missing from that row, the
linear judges decide alone, and only the rest can be held against other rows.
"""


def exponent(small: float, large: float, fewer: int, more: int) -> float | None:
    """How a cost grows: 1 with the archive, 2 with its square, 0 not at all; None where nothing was measured.

    >>> exponent(1.0, 16.0, 100, 400)
    2.0
    """
    if min(small, large) <= 0 or fewer == more:
        return None
    return round(math.log(large / small) / math.log(more / fewer), 6)


def _runs(rows: Sequence[Measured]) -> Iterable[str]:
    yield "## Runs\n"
    yield from _grid(
        ("documents", "encoder", "pages", "words", "matters", "seconds", "wall, s", "memory, MB", "database, MB"),
        [
            (
                *(f"{r.documents:,}", "yes" if r.encoder else "left out", f"{r.pages:,}", f"{r.words:,}"),
                *(f"{r.matters:,}", f"{r.cpu:,.0f}", f"{r.wall:,.0f}", f"{r.megabytes:,.0f}", f"{r.database:,.0f}"),
            )
            for r in rows
        ],
    )


def _speeds(rows: Sequence[Measured]) -> Iterable[str]:
    yield "## By stage: seconds, and documents, pages, words a second\n"
    yield from _grid(("stage", *(f"{r.documents:,}" for r in rows)), [_speed(stage, rows) for stage in _used(rows)])


def _speed(stage: str, rows: Sequence[Measured]) -> tuple[str, ...]:
    return stage, *(_rate(row.stages.get(stage), row) for row in rows)


def _rate(cost: Cost | None, row: Measured) -> str:
    if cost is None or cost.cpu <= 0:
        return "–"
    a_second = ", ".join(f"{count / cost.cpu:,.0f}" for count in (row.documents, row.pages, row.words))
    return f"{cost.cpu:,.1f} s ({a_second})"


def _nights(rows: Sequence[Measured]) -> Iterable[str]:
    yield "## A night with ten new documents: seconds\n"
    stages = [stage for stage in STAGES if any(stage in row.night for row in rows)]
    lines = [(stage, *(_seconds(row.night.get(stage)) for row in rows)) for stage in stages]
    total = ("all", *(f"{sum(cost.cpu for cost in row.night.values()):,.2f}" for row in rows))
    wall = ("all, of the wall", *(f"{sum(cost.wall for cost in row.night.values()):,.2f}" for row in rows))
    yield from _grid(("stage", *(f"{row.documents:,}" for row in rows)), [*lines, total, wall])


def _seconds(cost: Cost | None) -> str:
    return "–" if cost is None else f"{cost.cpu:,.2f}"


def _questions(rows: Sequence[Measured]) -> Iterable[str]:
    yield "## Questions: milliseconds, the median of 20\n"
    names = list(rows[0].asked) if rows else []
    yield from _grid(
        ("question", *(f"{row.documents:,}" for row in rows)),
        [(name, *(f"{row.asked[name]:,.1f}" for row in rows)) for name in names],
    )


def _growth(rows: Sequence[Measured]) -> Iterable[str]:
    yield "## Growth from one size to the next\n"
    yield "The exponent: 1 is with the archive, 2 with its square, 0 not at all.\n"
    steps = list(pairwise(rows))
    of_stages: list[tuple[str, Callable[[Measured], float]]] = [
        (stage, lambda row, stage=stage: _cpu(row.stages, stage))
        for stage in _used(rows)  # type: ignore[misc]
    ]
    others: list[tuple[str, Callable[[Measured], float]]] = [
        ("a night", lambda row: sum(cost.cpu for cost in row.night.values())),
        ("memory", lambda row: row.megabytes),
        ("database", lambda row: row.database),
        *((f"question: {name}", lambda row, name=name: row.asked[name]) for name in (rows[0].asked if rows else ())),  # type: ignore[misc]
    ]
    yield from _grid(
        ("", *(f"{a.documents:,} to {b.documents:,}" for a, b in steps)),
        [
            (name, *(_grown(exponent(cost(a), cost(b), a.documents, b.documents)) for a, b in steps))
            for name, cost in (*of_stages, *others)
        ],
    )


def _cpu(costs: Mapping[str, Cost], stage: str) -> float:
    return costs[stage].cpu if stage in costs else 0.0


def _grown(found: float | None) -> str:
    return "–" if found is None else f"{found:.2f}"


def _used(rows: Sequence[Measured]) -> list[str]:
    return [stage for stage in STAGES if any(stage in row.stages for row in rows)]


def _beside(plain: Plain) -> Iterable[str]:
    yield f"## A plain pipeline beside it, on {plain.documents} of the same documents ({plain.words:,} words)\n"
    yield f"PDF is read by {plain.reader}; one process; spaCy parses every word (no gate).\n"
    ways = (
        ("parses", plain.reading + plain.parsing),
        ("parses, and marks events and stances", plain.reading + plain.marking),
        ("a run: reads, marks, follows, writes", plain.run),
    )
    yield from _grid(
        ("", "seconds", "words a second", "a run is so many times as quick"),
        [(name, f"{cpu:,.1f}", f"{plain.words / cpu:,.0f}", f"{cpu / plain.run:.2f}") for name, cpu in ways],
    )


def _grid(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterable[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""
