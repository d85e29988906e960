"""What is in a database: files and why some were not read, meetings, bodies, marks, matters."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from matters_arising.segment.nameless import called_by
from matters_arising.store.connection import Store
from matters_arising.store.ledger import Entry, ledger
from matters_arising.store.read import every, meta, one
from matters_arising.vocab import DocumentStatus, EventType, StanceLabel

UNREAD = (DocumentStatus.FAILED, DocumentStatus.NEEDS_OCR)  # minutes may be in them: the run ends with 4
_EXAMPLES = 3
_CURRENT = "meeting IN (SELECT key FROM current_meetings)"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why some files were not mined: their status, the reason, how many, and some of them by name."""

    status: str
    reason: str
    files: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A body and its current meetings. `undated` counts those whose date could not be told; `unnamed` says that no
    minutes of it name it, so that it is called by their folder."""

    body: str
    meetings: int
    undated: int
    first_date: str
    last_date: str
    unnamed: bool


@dataclass(frozen=True, slots=True)
class SameDay:
    """Minutes in several files that stand as several meetings of one body on one day, and may be versions of one."""

    body: str
    date: str
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """The state of a database. `documents` counts files by status, `events` and `stances` marks by kind.

    `same_day` are minutes that may be versions of one meeting and are counted as several. `unsettled` says that a run
    was cut off before the matters were followed to the end.
    """

    path: str
    root: str
    version: str
    last_run: str
    unsettled: bool
    documents: dict[str, int]
    reasons: tuple[Reason, ...]
    pages: int
    meetings: int
    superseded: int
    bodies: tuple[BodyRow, ...]
    same_day: tuple[SameDay, ...]
    events: dict[str, int]
    stances: dict[str, int]
    statements: int
    matters: int
    generators: dict[str, int]
    deferred: tuple[Entry, ...]

    @property
    def unread(self) -> int:
        """Files that may hold minutes and could not be read."""
        return sum(self.documents.get(status, 0) for status in UNREAD)


def overview(store: Store) -> Overview:
    """The state of the database as it is now."""
    run = one(store, "SELECT version, finished FROM runs WHERE finished <> '' ORDER BY key DESC")
    bodies = _bodies(store)
    return Overview(
        path=store.path,
        root=meta(store, "root"),
        version=run["version"] if run else "",
        last_run=run["finished"] if run else "",
        unsettled=meta(store, "unsettled") == "yes",
        documents=_counts(store, "SELECT status, count(*) FROM documents GROUP BY status", DocumentStatus),
        reasons=_reasons(store),
        pages=_number(store, "SELECT sum(pages) FROM documents WHERE status = 'read'"),
        meetings=sum(body.meetings for body in bodies),
        superseded=_number(
            store,
            "SELECT count(*) FROM meetings m JOIN documents d ON d.key = m.document "
            "WHERE d.status = 'read' AND m.superseded_by IS NOT NULL",
        ),
        bodies=bodies,
        same_day=_same_day(store),
        events=_counts(store, f"SELECT type, count(*) FROM events WHERE {_CURRENT} GROUP BY 1", EventType),
        stances=_counts(store, f"SELECT label, count(*) FROM stances WHERE {_CURRENT} GROUP BY 1", StanceLabel),
        statements=_number(store, f"SELECT count(*) FROM statements WHERE {_CURRENT}"),
        matters=_number(store, "SELECT count(*) FROM matters"),
        generators=_generators(store),
        deferred=tuple(ledger(store)),
    )


def _number(store: Store, sql: str) -> int:
    row = one(store, sql)
    return int(row[0] or 0) if row else 0


def _counts(
    store: Store, sql: str, kinds: type[DocumentStatus] | type[EventType] | type[StanceLabel]
) -> dict[str, int]:
    """Counts by kind, in the order of the vocabulary, kinds that do not occur left out."""
    found = {row[0]: row[1] for row in every(store, sql)}
    return {kind.value: found[kind.value] for kind in kinds if kind.value in found}


def _reasons(store: Store) -> tuple[Reason, ...]:
    grouped: dict[tuple[str, str], list[str]] = {}
    for row in every(
        store,
        "SELECT path, status, note FROM documents WHERE status NOT IN ('read', 'duplicate') ORDER BY path",
    ):
        grouped.setdefault((row["status"], row["note"]), []).append(row["path"])
    found = [
        Reason(status, reason, len(paths), tuple(paths[:_EXAMPLES])) for (status, reason), paths in grouped.items()
    ]
    order = list(DocumentStatus)
    return tuple(sorted(found, key=lambda r: (order.index(DocumentStatus(r.status)), -r.files, r.reason)))


def _bodies(store: Store) -> tuple[BodyRow, ...]:
    rows = every(
        store,
        "SELECT body, count(*), sum(date = ''), min(nullif(date, '')), max(date), max(body_printed) = '' AS unnamed, "
        "min(d.path) AS path FROM current_meetings m JOIN documents d ON d.key = m.document "
        "GROUP BY body ORDER BY count(*) DESC, body",
    )
    return tuple(
        BodyRow(row[0], row[1], row[2], row[3] or "", row[4], bool(row[5]) and called_by(row[0], row[6]))
        for row in rows
    )


def _same_day(store: Store) -> tuple[SameDay, ...]:
    """Not those whose kinds are told, differ, and are in one state: an annual meeting and an ordinary one after it."""
    rows = every(
        store,
        "SELECT m.body, m.date, m.kind, m.status, d.path FROM current_meetings m "
        "JOIN documents d ON d.key = m.document WHERE length(m.date) = 10 ORDER BY m.body, m.date, d.path",
    )
    found = []
    for (body, date), group in groupby(rows, key=lambda row: (row["body"], row["date"])):
        state = {row["path"]: (row["kind"], row["status"]) for row in group}
        kinds = {kind for kind, _ in state.values()}
        told_apart = "" not in kinds and len(kinds) == len(state) and len({status for _, status in state.values()}) == 1
        if len(state) > 1 and not told_apart:
            found.append(SameDay(body, date, tuple(state)))
    return tuple(found)


def _generators(store: Store) -> dict[str, int]:
    rows = every(
        store,
        "SELECT generator, count(*) FROM "
        "(SELECT generator, meeting FROM events UNION ALL SELECT generator, meeting FROM stances) "
        f"WHERE {_CURRENT} GROUP BY 1 ORDER BY 1",
    )
    return {row[0]: row[1] for row in rows}
