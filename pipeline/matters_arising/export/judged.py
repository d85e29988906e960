"""Tables of what is judged over the whole archive: what was put off, promised, proposed, practised, changed.

Persons are not named in them, unless asked. Every row is of current minutes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from matters_arising.export.columns import Column
from matters_arising.export.dictionary import SHEETS
from matters_arising.matters.practice import Stretch
from matters_arising.matters.shifts import Shift
from matters_arising.store import Store
from matters_arising.store.ledger import ledger, put_off
from matters_arising.store.practice import courses, practice_of_bodies
from matters_arising.store.promises import promises_of
from matters_arising.store.proposals import proposals_of
from matters_arising.store.shifts import shifts_of_body

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A table that no SQL gives: its columns, and the judge that gives its rows."""

    name: str
    columns: tuple[Column, ...]
    take: Callable[[Store], Iterable[Row]]


def deferral_rows(store: Store) -> Iterator[Row]:
    """The deferral ledger, the most often put off first."""
    for e in ledger(store):
        counts = (e.times, e.deferrals, e.inferred, e.months, e.streak, e.unstated, e.doubtful)
        yield (
            *(e.matter, e.title, e.body, *counts),
            *(e.last_reason, e.last_date, e.fate, [at.quote for at in e.meetings]),
        )


def put_off_rows(store: Store) -> Iterator[Row]:
    """The passages that put a matter off, or perhaps do, matter by matter."""
    for matter, title, at, counted in put_off(store):
        yield (
            *(matter, title, at.body, at.meeting, at.date, counted, at.explicit, at.stated, at.until, at.reason),
            *(at.reason_code, at.quote, at.document, at.page, at.confidence, at.event),
        )


def promise_rows(store: Store) -> Iterator[Row]:
    """Promises, the most overdue first."""
    for one in promises_of(store).judged:
        yield (
            *(one.state, str(one.kind), one.body, one.matter, one.title, one.event, one.until, one.why),
            *(one.said.quote, one.said.document),
            *((one.found.quote, one.found.document) if one.found else ("", "")),
            *(one.said.page, one.found.page if one.found else None, one.months_late, one.since),
            *(one.confidence, one.said.date, one.due, one.found.date if one.found else ""),
        )


def practice_rows(store: Store, *, by: Stretch = "year") -> Iterator[Row]:
    """Talk beside practice, a row a body and stretch of time."""
    for one in practice_of_bodies(store, by=by):
        for part in (one.whole, *one.over_time):
            yield (one.body, part.when, *(n for c in part.counts for n in (c.number, c.low, c.high)))


def turn_rows(store: Store, *, people: bool = False) -> Iterator[Row]:
    """The turns of all matters."""
    for one in courses(store, people=people):
        for turn in one.course.turns:
            yield (
                *(one.matter, one.title, one.body, turn.sentence),
                *(turn.earlier.quote, turn.earlier.document, turn.later.quote, turn.later.document),
                *(turn.earlier.date, turn.later.date, turn == one.course.taken),
            )


def proposal_rows(store: Store, *, people: bool = False) -> Iterator[Row]:
    """Proposals with their fates, those not found again first."""
    for one in proposals_of(store, people=people).judged:
        at = one.answer
        yield (
            *(one.fate, one.body, one.said.date, one.said.mark, one.said.quote, one.said.document, one.sentence),
            *((at.mark, at.quote, at.document) if at else ("", "", "")),
            *(one.matter, one.title, one.said.page),
            *((at.page, at.date) if at else (None, "")),
            *((one.since.meetings, one.since.missing) if one.since else (None, None)),
            *(one.proposer, one.confidence, list(one.rests_on)),
        )


def shift_rows(shifts: Iterable[Shift]) -> Iterator[Row]:
    """These shifts, in their order."""
    for one in shifts:
        earlier, later = one.earlier, one.later
        yield (
            *(one.kind, one.date, one.matter, one.title, one.body, one.sentence),
            *(earlier.quote, earlier.document, earlier.page, earlier.date),
            *((later.quote, later.document, later.page, later.date) if later else ("", "", None, "")),
            one.confidence,
        )


def _judged(name: str, take: Callable[[Store], Iterable[Row]]) -> Judged:
    return Judged(name, SHEETS[name].columns, take)


JUDGED: dict[str, Judged] = {
    table.name: table
    for table in (
        _judged("deferrals", deferral_rows),
        _judged("promises", promise_rows),
        _judged("proposals", proposal_rows),
        _judged("practice", practice_rows),
        _judged("turns", turn_rows),
        _judged("shifts", lambda store: shift_rows(shifts_of_body(store))),
    )
}
