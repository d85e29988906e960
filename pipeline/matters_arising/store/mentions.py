"""How a person points at a mention, and what is quoted of it: by matter and date, or by the id of a mark in it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from matters_arising.errors import NothingFoundError, UsageError
from matters_arising.matters.overrides import Anchor, anchor
from matters_arising.store.connection import Store
from matters_arising.store.read import every, one, read_text

_HOW = "as `matters timeline` prints them: MATTER@DATE, or the id of an event"
_MENTIONS = (
    'SELECT n.start, n."end", m.id AS meeting, m.date, m.body, d.path, d.sha256, x.id AS matter FROM mentions n '
    "JOIN matters x ON x.key = n.matter JOIN meetings m ON m.key = n.meeting JOIN documents d ON d.key = m.document "
    "WHERE x.id = ? ORDER BY m.date, m.body, d.path, n.start"
)
_MARKS = (
    'SELECT coalesce(s.start, t.start) AS start, coalesce(s."end", t."end") AS "end", m.id AS meeting, m.date, '
    "m.body, d.path, d.sha256, x.id AS matter FROM {part}s t JOIN meetings m ON m.key = t.meeting "
    "JOIN documents d ON d.key = m.document LEFT JOIN statements s ON s.key = t.statement "
    "LEFT JOIN {part}_matters l ON l.{part} = t.key LEFT JOIN matters x ON x.key = l.matter WHERE t.id = ?"
)


@dataclass(frozen=True, slots=True)
class Address:
    """A mention that a person pointed at: its matter, its meeting, and the words that a correction quotes."""

    matter: str
    meeting: str
    date: str
    body: str
    anchor: Anchor


def addressed(store: Store, mention: str) -> Address:
    """The mention that `mention` means. Raises NothingFoundError where there is none, UsageError where there are
    several, and says how to tell them apart."""
    matter, at, when = mention.partition("@")
    for part in ("event", "stance"):
        row = one(store, _MARKS.format(part=part), mention)
        if row is not None:
            if not row["matter"]:
                raise UsageError(f"{mention} belongs to no matter", where=store.path, remedy=f"name another, {_HOW}")
            return _address(store, row)
    found = mentions_of(store, matter)
    chosen = [entry for entry in found if when in (entry.date, entry.meeting)] if at else found
    if len(chosen) == 1:
        return chosen[0]
    if not chosen:
        raise NothingFoundError(
            f"{matter} does not come up at {when or 'a meeting without a name'}",
            where=store.path,
            remedy=f"it does at {_listed(found)}",
        )
    raise UsageError(
        f"“{mention}” may mean several mentions; choose one:\n"
        + "\n".join(f"  {entry.matter}@{entry.meeting}  {entry.date or 'no date'}  {entry.body}" for entry in chosen)
    )


def mentions_of(store: Store, matter: str) -> list[Address]:
    """The mentions of a matter in the order of their dates. Raises NothingFoundError where there is no such matter."""
    rows = every(store, _MENTIONS, matter)
    if not rows:
        raise NothingFoundError(
            f"there is no matter, event or stance {matter}", where=store.path, remedy=f"name a mention {_HOW}"
        )
    return [_address(store, row) for row in rows]


def halves(store: Store, matter: str, at: str) -> tuple[list[Address], list[Address]]:
    """The mentions of a matter before the one that `at` means (a date of it will do), and those from there on."""
    found = mentions_of(store, matter)
    split = addressed(store, at if _is_id(store, at) or "@" in at else f"{matter}@{at}")
    places = [
        place for place, entry in enumerate(found) if (entry.matter, entry.meeting) == (split.matter, split.meeting)
    ]
    if not places:
        raise UsageError(f"{at} is no mention of {matter}, but of {split.matter}", where=store.path)
    if not places[0]:
        raise UsageError(
            f"{matter} opens with {at}: nothing comes before it", where=store.path, remedy="name a later mention"
        )
    return found[: places[0]], found[places[0] :]


def _is_id(store: Store, at: str) -> bool:
    return any(one(store, f"SELECT 1 FROM {table} WHERE id = ?", at) for table in ("events", "stances", "matters"))


def _address(store: Store, row: sqlite3.Row) -> Address:
    text = read_text(store, row["path"])
    quoted = anchor(text, row["path"], row["sha256"], row["start"], row["end"])
    return Address(row["matter"], row["meeting"], row["date"], row["body"], quoted)


def _listed(found: list[Address]) -> str:
    named = [entry.date or entry.meeting for entry in found]
    return ", ".join(named) if len(named) <= 12 else f"{', '.join(named[:12])} and {len(named) - 12} more"
