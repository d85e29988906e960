"""Writing what became of each file: one file, one transaction."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from numbers import Real

from matters_arising.ids import make_id
from matters_arising.models import AgendaItem, Event, Meeting, NearMiss, Segmented, Stance, Statement
from matters_arising.store import fields
from matters_arising.store.connection import Store, transaction
from matters_arising.store.versions import keep_earlier
from matters_arising.vocab import DocumentStatus

Row = Sequence[object]
_Part = Meeting | AgendaItem | Statement | Event | Stance


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of one file of the archive: why it was not mined, or all that was found in it.

    `fingerprint` is a hash of what the result depends on: bytes, hints, version of the software, and the bounds or
    the missing OCR that cut it short. The file is read again when it changes. `note` says in words what a reader
    of the result should know.
    """

    path: str
    sha256: str
    fingerprint: str
    status: DocumentStatus
    note: str = ""
    media_type: str = ""
    pages: int = 0
    duplicate_of: str = ""
    segmented: Segmented | None = None
    events: tuple[Event, ...] = ()
    stances: tuple[Stance, ...] = ()
    near: tuple[NearMiss, ...] = ()


def put(store: Store, result: FileResult) -> None:
    """Record one file, in place of whatever was recorded for it before; an earlier text is kept beside it."""
    with transaction(store) as connection:
        text = result.segmented.document.text if result.segmented else None
        keep_earlier(connection, result.path, result.sha256, text)
        document = _put_document(connection, result)
        if result.segmented is not None:
            _put_text(connection, document, result.segmented)
            _put_parts(connection, document, result)
        set_meta(connection, "unsettled", "yes")


def withdraw(store: Store, paths: Iterable[str]) -> None:
    """Mark files that are no longer in the archive; what was found stays, out of the default tables."""
    with transaction(store) as connection:
        for path in paths:
            connection.execute(
                "UPDATE documents SET status = ?, note = ?, fingerprint = '', duplicate_of = '' WHERE path = ?",
                (DocumentStatus.WITHDRAWN, "no longer in the archive", path),
            )
            _free_ids(connection, path)
            set_meta(connection, "unsettled", "yes")


def _free_ids(connection: sqlite3.Connection, path: str) -> None:
    """Leave the public ids of a withdrawn file's meetings to the minutes that now stand for them."""
    meetings = connection.execute(
        "SELECT key, natural FROM meetings WHERE document = (SELECT key FROM documents WHERE path = ?)",
        (path,),
    ).fetchall()
    for key, natural in meetings:
        connection.execute(
            "UPDATE meetings SET id = ?, superseded_by = NULL WHERE key = ?",
            (make_id("mtg", natural, path), key),
        )


def set_meta(connection: sqlite3.Connection, name: str, value: str) -> None:
    """Record one fact about the database as a whole."""
    connection.execute(
        "INSERT INTO meta (name, value) VALUES (?, ?) "
        "ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE value <> excluded.value",
        (name, value),
    )


def _put_document(connection: sqlite3.Connection, result: FileResult) -> int:
    connection.execute(
        "INSERT INTO documents (path, sha256, media_type, pages, status, note, fingerprint, duplicate_of) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (path) DO UPDATE SET sha256 = excluded.sha256, "
        "media_type = excluded.media_type, pages = excluded.pages, status = excluded.status, "
        "note = excluded.note, fingerprint = excluded.fingerprint, duplicate_of = excluded.duplicate_of",
        (
            result.path,
            result.sha256,
            result.media_type,
            result.pages,
            result.status,
            result.note,
            result.fingerprint,
            result.duplicate_of,
        ),
    )
    found = connection.execute("SELECT key FROM documents WHERE path = ?", (result.path,)).fetchone()
    document = int(found[0])
    for table in ("meetings", "pages", "texts"):
        connection.execute(f"DELETE FROM {table} WHERE document = ?", (document,))
    return document


def _put_text(connection: sqlite3.Connection, document: int, segmented: Segmented) -> None:
    text = segmented.document.text.encode("utf-8")
    connection.execute("INSERT INTO texts (document, text) VALUES (?, ?)", (document, zlib.compress(text)))
    connection.executemany(
        'INSERT INTO pages (document, number, start, "end") VALUES (?, ?, ?, ?)',
        [(document, number, page.start, page.end) for number, page in enumerate(segmented.document.pages, start=1)],
    )


def _put_parts(connection: sqlite3.Connection, document: int, result: FileResult) -> None:
    segmented = result.segmented
    assert segmented is not None
    meetings = _keys(connection, "meetings", segmented.meetings)
    items = _keys(connection, "items", segmented.items)
    statements = _keys(connection, "statements", segmented.statements)
    events = _keys(connection, "events", result.events)
    stances = _keys(connection, "stances", result.stances)

    def place(part: Statement | Event | Stance) -> tuple[int, int | None]:
        return meetings[part.meeting], items[part.item] if part.item else None

    def statement_of(mark: Event | Stance) -> int | None:
        return statements[mark.statement] if mark.statement else None

    rows: dict[str, list[Row]] = {
        "meetings": [_meeting_row(meetings[m.id], document, m) for m in segmented.meetings],
        "participants": [
            (meetings[m.id], position, *_values(who, fields.PARTICIPANT))
            for m in segmented.meetings
            for position, who in enumerate(m.participants)
        ],
        "items": [(items[i.id], i.id, meetings[i.meeting], *_values(i, fields.ITEM)) for i in segmented.items],
        "statements": [
            (statements[s.id], s.id, *place(s), *_values(s, fields.STATEMENT)) for s in segmented.statements
        ],
        "events": [
            (events[e.id], e.id, e.type, *place(e), statement_of(e), *_values(e, fields.EVENT)) for e in result.events
        ],
        "stances": [
            (stances[s.id], s.id, s.label, *place(s), statement_of(s), *_values(s, fields.STANCE))
            for s in result.stances
        ],
        "near_misses": [(statements[n.statement], n.part, n.label, n.chance, n.threshold) for n in result.near],
    }
    for table, values in rows.items():
        _insert(connection, table, values)


def _meeting_row(key: int, document: int, meeting: Meeting) -> Row:
    ids = (meeting.id, meeting.id)  # the public one and the natural one are the same until the archive is settled
    bodies = (meeting.body, meeting.body)
    return (key, *ids, document, *bodies, *_values(meeting, fields.MEETING), "\n".join(meeting.notes), None)


def _values(part: object, names: Sequence[str]) -> list[object]:
    """The values of these fields, as SQLite takes them: nothing is an empty text, a probability a plain float."""
    values = [getattr(part, name) for name in names]
    return ["" if v is None else float(v) if isinstance(v, Real) and not isinstance(v, int) else v for v in values]


def _keys(connection: sqlite3.Connection, table: str, parts: Iterable[_Part]) -> dict[str, int]:
    """A new key for the id of each part, following the highest in the table; the transaction keeps others out."""
    highest = connection.execute(f"SELECT coalesce(max(key), 0) FROM {table}").fetchone()[0]
    return {part.id: int(highest) + count for count, part in enumerate(parts, start=1)}


def _insert(connection: sqlite3.Connection, table: str, rows: Sequence[Row]) -> None:
    """Insert whole rows, their values in the order of the table's columns."""
    if rows:
        places = ", ".join("?" for _ in rows[0])
        connection.executemany(f"INSERT INTO {table} VALUES ({places})", rows)
