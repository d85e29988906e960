"""How long each matter took, kept with it since the ledger is in that order: the day on which it was settled, and the
months since it was first put off.

Nothing is kept here that the other tables do not hold: it is made again from them whenever matters are followed.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from itertools import groupby
from typing import NamedTuple

from matters_arising.dates import months_between
from matters_arising.matters.settled import Deed, settled_on
from matters_arising.matters.tally import LIKELY
from matters_arising.store.connection import Store
from matters_arising.store.read import every
from matters_arising.vocab import Outcome

# Whether the event `t`, linked by `l`, stands at a meeting that is counted as having put the matter off.
COUNTED = (
    f"t.confidence >= {LIKELY} AND EXISTS (SELECT 1 FROM mentions n WHERE n.matter = l.matter "
    "AND n.meeting = t.meeting AND n.status = 'deferred')"
)
_ALL, _SOME = "matters x", "json_each(?) w CROSS JOIN matters x ON x.key = w.value"
# What was decided of matters whose fate a decision gave, and what put them off, from few matters to their events.
_DEEDS = (
    "SELECT x.key, x.title, x.fate, m.date, m.id AS meeting, t.type, t.quote, t.outcome, t.confidence, t.start, "
    f"t.\"end\", t.type = 'deferral' AND {COUNTED} AS counted FROM {{of}} CROSS JOIN event_matters l "
    "ON l.matter = x.key CROSS JOIN events t ON t.key = l.event JOIN current_meetings m ON m.key = t.meeting "
    "WHERE x.fate IN ('adopted', 'rejected', 'withdrawn') AND t.type IN ('decision', 'deferral') "
    "AND NOT t.procedural ORDER BY x.key, m.date, m.id, t.start, t.id"
)
# The first day on which each matter is counted as put off.
_SINCE = (
    "SELECT x.key, min(m.date) AS since, x.last_date FROM {of} CROSS JOIN event_matters l ON l.matter = x.key "
    "CROSS JOIN events t ON t.key = l.event JOIN current_meetings m ON m.key = t.meeting "
    f"WHERE t.type = 'deferral' AND NOT t.procedural AND {COUNTED} GROUP BY x.key"
)


class End(NamedTuple):
    """When a matter was settled, empty where no decision is known to have; and the whole months from the first
    putting-off to then, else to its last appearance, None where it was not put off or the dates do not tell."""

    decided: str = ""
    months: int | None = None


def put_ends(connection: sqlite3.Connection, matters: Collection[int] | None = None) -> None:
    """Record how long these matters took, or all, inside a transaction."""
    found = _ends(connection, matters)
    if matters is None:
        connection.execute("UPDATE matters SET decided = '', months = NULL")
    connection.executemany(
        "UPDATE matters SET decided = ?, months = ? WHERE key = ?",
        [(*found.get(key, End()), key) for key in (found if matters is None else matters)],
    )


def misended(store: Store) -> list[str]:
    """The matters with which it is not kept as it is how long they took, by id."""
    found = _ends(store.connection, None)
    rows = every(store, "SELECT key, id, decided, months FROM matters ORDER BY key")
    return [row["id"] for row in rows if (row["decided"], row["months"]) != found.get(row["key"], End())]


def _ends(connection: sqlite3.Connection, matters: Collection[int] | None) -> dict[int, End]:
    """How long these matters took, or all, by their keys; of those of which anything is known."""
    days = dict(_days(connection, matters))
    ends = {key: End(day) for key, day in days.items()}
    for key, since, last in _asked(connection, _SINCE, matters):
        day = days.get(key, "")
        ends[key] = End(day, _months(since, day or last))
    return ends


def _months(first: str, last: str) -> int | None:
    try:
        return months_between(first, last)
    except ValueError:
        return None  # a rule of redaction removed the day


def _days(connection: sqlite3.Connection, matters: Collection[int] | None) -> Iterator[tuple[int, str]]:
    rows = _asked(connection, _DEEDS, matters)
    for (key, title, fate), group in groupby(rows, key=lambda row: (row["key"], row["title"], row["fate"])):
        deeds = [_deed(row) for row in group]
        if day := settled_on(deeds, title=title, fate=fate):
            yield key, day


def _deed(row: sqlite3.Row) -> Deed:
    return Deed(
        date=row["date"],
        meeting=row["meeting"],
        type=row["type"],
        quote=row["quote"],
        outcome=Outcome(row["outcome"]) if row["outcome"] else None,
        confidence=row["confidence"],
        start=row["start"],
        end=row["end"],
        counted=bool(row["counted"]),
    )


def _asked(connection: sqlite3.Connection, sql: str, matters: Collection[int] | None) -> sqlite3.Cursor:
    if matters is None:
        return connection.execute(sql.format(of=_ALL))
    return connection.execute(sql.format(of=_SOME), (json.dumps(list(matters)),))
