"""Writing what became of each file: one file, one transaction."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from matters_arising.ids import make_id
from matters_arising.models import Event, Meeting, Segmented, Stance
from matters_arising.store.connection import Store, transaction
from matters_arising.vocab import DocumentStatus

Row = Sequence[object]


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of one file of the archive: why it was not mined, or all that was found in it.

    `fingerprint` is a hash of everything the result depends on (bytes, hints, limits, version of the
    software): the file is read again when it changes. `note` says in words what a reader of the result
    should know.
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


def put(store: Store, result: FileResult) -> None:
    """Record one file, in place of whatever was recorded for it before."""
    with transaction(store) as connection:
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
    meetings = _keys(connection, "meetings", [meeting.id for meeting in segmented.meetings])
    items = _keys(connection, "items", [item.id for item in segmented.items])
    statements = _keys(connection, "statements", [statement.id for statement in segmented.statements])
    events = _keys(connection, "events", [event.id for event in result.events])
    stances = _keys(connection, "stances", [stance.id for stance in result.stances])
    _insert(connection, "meetings", [_meeting_row(meetings[m.id], document, m) for m in segmented.meetings])
    _insert(
        connection,
        "participants",
        [
            (
                meetings[meeting.id],
                position,
                who.name,
                who.role,
                who.initials,
                who.organisation,
                who.attendance,
            )
            for meeting in segmented.meetings
            for position, who in enumerate(meeting.participants)
        ],
    )
    _insert(
        connection,
        "items",
        [
            (
                items[i.id],
                i.id,
                meetings[i.meeting],
                i.number,
                i.title,
                i.start,
                i.end,
                i.section,
                i.parent,
                i.level,
            )
            for i in segmented.items
        ],
    )
    _insert(
        connection,
        "statements",
        [
            (
                *(
                    statements[s.id],
                    s.id,
                    meetings[s.meeting],
                    _optional(items, s.item),
                    s.start,
                    s.end,
                    s.page,
                ),
                *(s.text, s.form, s.speaker, s.owner, s.due),
            )
            for s in segmented.statements
        ],
    )
    _insert(
        connection,
        "events",
        [
            (
                *(events[e.id], e.id, e.type, meetings[e.meeting], _optional(items, e.item)),
                *(_optional(statements, e.statement), *_event_row(e)),
            )
            for e in result.events
        ],
    )
    _insert(
        connection,
        "stances",
        [
            (
                *(stances[s.id], s.id, s.label, meetings[s.meeting], _optional(items, s.item)),
                *(_optional(statements, s.statement), *_stance_row(s)),
            )
            for s in result.stances
        ],
    )


def _meeting_row(key: int, document: int, meeting: Meeting) -> Row:
    return (
        key,
        meeting.id,  # until the archive is settled
        meeting.id,
        document,
        meeting.body,
        meeting.body,
        meeting.date,
        meeting.kind,
        meeting.status,
        meeting.start,
        meeting.end,
        meeting.chair,
        meeting.next_meeting,
        "\n".join(meeting.notes),
        None,
    )


def _event_row(event: Event) -> Row:
    return (
        event.start,
        event.end,
        event.page,
        event.quote,
        event.date,
        event.actor,
        event.seconder,
        event.outcome or "",
        event.votes,
        event.until,
        event.until_date,
        event.reason,
        event.reason_code or "",
        event.owner,
        event.due,
        event.target,
        event.explicit,
        event.procedural,
        float(event.confidence),
        event.generator,
    )


def _stance_row(stance: Stance) -> Row:
    return (
        stance.start,
        stance.end,
        stance.page,
        stance.quote,
        stance.date,
        stance.holder,
        stance.with_whom,
        stance.status,
        stance.phase or "",
        float(stance.confidence),
        stance.generator,
    )


def _keys(connection: sqlite3.Connection, table: str, ids: Sequence[str]) -> dict[str, int]:
    """A new key for each id, following the highest in the table; the open transaction keeps others out."""
    highest = connection.execute(f"SELECT coalesce(max(key), 0) FROM {table}").fetchone()[0]
    return {natural: int(highest) + count for count, natural in enumerate(ids, start=1)}


def _optional(keys: Mapping[str, int], natural: str) -> int | None:
    return keys[natural] if natural else None


def _insert(connection: sqlite3.Connection, table: str, rows: Sequence[Row]) -> None:
    """Insert whole rows, their values in the order of the table's columns."""
    if rows:
        places = ", ".join("?" for _ in rows[0])
        connection.executemany(f"INSERT INTO {table} VALUES ({places})", rows)
