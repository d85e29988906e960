"""How much is in a database, in a few numbers that two nights can be compared by, and what could not be read."""

from __future__ import annotations

from dataclasses import dataclass

from matters_arising.store.connection import Store
from matters_arising.store.overview import UNREAD
from matters_arising.store.read import every, one


@dataclass(frozen=True, slots=True)
class Census:
    """Files that were read, their current meetings, the events of these, matters; files that could not be read."""

    documents: int
    meetings: int
    events: int
    matters: int
    unread: int


def census(store: Store) -> Census:
    """Count what the default tables hold."""
    row = one(
        store,
        "SELECT (SELECT count(*) FROM documents WHERE status = 'read'), (SELECT count(*) FROM current_meetings), "
        "(SELECT count(*) FROM events WHERE meeting IN (SELECT key FROM current_meetings)), "
        "(SELECT count(*) FROM matters)",
    )
    assert row is not None
    return Census(row[0], row[1], row[2], row[3], len(unread(store)))


def unread(store: Store) -> list[tuple[str, str]]:
    """Files that may be minutes and could not be read, each with its reason, in the order of their paths."""
    rows = every(store, "SELECT path, status, note FROM documents ORDER BY path")
    return [(row["path"], row["note"]) for row in rows if row["status"] in UNREAD]


def last_run(store: Store) -> str:
    """The newest run that the database knows of, by its number and when it began; empty where there is none."""
    row = one(store, "SELECT key || ' ' || started AS run FROM runs ORDER BY key DESC")
    return str(row["run"]) if row else ""


def knows_run(store: Store, run: str) -> bool:
    """Whether that run is one of this database's: a time alone, in whole seconds, may be that of two."""
    return one(store, "SELECT 1 FROM runs WHERE key || ' ' || started = ?", run) is not None


def known_files(store: Store) -> int:
    """Files that the database takes to be in the archive."""
    row = one(store, "SELECT count(*) FROM documents WHERE status <> 'withdrawn'")
    return int(row[0]) if row else 0
