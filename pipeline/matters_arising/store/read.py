"""Reading the nouns back, for what is said over the whole archive, and the text of a document."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from typing import Any

from matters_arising.models import AgendaItem, Document, Event, Meeting, Participant, Segmented, Stance, Statement
from matters_arising.store import fields
from matters_arising.store.connection import Store, explained
from matters_arising.vocab import (
    EventType,
    MeetingKind,
    MeetingStatus,
    Outcome,
    Phase,
    ReasonCode,
    Section,
    StanceLabel,
    StanceStatus,
)


def meta(store: Store, name: str) -> str:
    """One fact about the database as a whole; empty where it was never recorded."""
    row = one(store, "SELECT value FROM meta WHERE name = ?", name)
    return str(row["value"]) if row else ""


def read_meetings(store: Store) -> list[Meeting]:
    """The meetings of every document in the archive, with bodies as printed and natural ids."""
    people = defaultdict(list)
    for row in every(store, "SELECT * FROM participants ORDER BY meeting, position"):
        people[row["meeting"]].append(Participant(**_plain(row, fields.PARTICIPANT)))
    rows = every(
        store,
        "SELECT meetings.*, documents.path FROM meetings JOIN documents ON documents.key = meetings.document "
        "WHERE documents.status = 'read' ORDER BY documents.path, meetings.start, meetings.natural",
    )
    return [
        Meeting(
            **_plain(row, fields.MEETING, kind=MeetingKind, status=MeetingStatus),
            id=row["natural"],
            body=row["body_printed"],
            document=row["path"],
            participants=tuple(people[row["key"]]),
            notes=tuple(row["notes"].splitlines()),
        )
        for row in rows
    ]


def read_current(store: Store) -> dict[int, Meeting]:
    """The current meetings by key, with public ids and harmonised bodies, without people."""
    rows = every(
        store,
        "SELECT m.*, d.path FROM current_meetings m JOIN documents d ON d.key = m.document "
        "ORDER BY m.date, d.path, m.start",
    )
    return {
        row["key"]: Meeting(
            **_plain(row, fields.MEETING, kind=MeetingKind, status=MeetingStatus),
            id=row["id"],
            body=row["body"],
            document=row["path"],
            notes=tuple(row["notes"].splitlines()),
        )
        for row in rows
    }


def read_hashes(store: Store) -> dict[str, str]:
    """The hash of the bytes of each document in the archive that was read, by its path."""
    rows = every(store, "SELECT path, sha256 FROM documents WHERE status = 'read' ORDER BY path")
    return {row["path"]: row["sha256"] for row in rows}


def read_items(store: Store, *, document: str = "", bodies: Collection[str] | None = None) -> list[AgendaItem]:
    """The items of the current meetings, in the order of the archive; only of one document or of some bodies where
    they are named."""
    return [
        AgendaItem(**_plain(row, fields.ITEM, section=Section), id=row["id"], meeting=row["meeting_id"])
        for row in _parts(store, "items", document, bodies)
    ]


def read_statements(store: Store, *, document: str = "", bodies: Collection[str] | None = None) -> list[Statement]:
    """The statements of the current meetings, in the order of the archive; only of one document or of some bodies where
    they are named."""
    return [
        Statement(**_plain(row, fields.STATEMENT), id=row["id"], meeting=row["meeting_id"], item=row["item_id"] or "")
        for row in _parts(store, "statements", document, bodies)
    ]


def read_fingerprints(store: Store) -> dict[str, str]:
    """What was found in each document of the archive that was read depends on its fingerprint, by its path."""
    rows = every(store, "SELECT path, fingerprint FROM documents WHERE status = 'read' ORDER BY path")
    return {row["path"]: row["fingerprint"] for row in rows}


def read_segmented(store: Store, document: str) -> Segmented:
    """A document as it was taken apart, with its current meetings, whose bodies are named as in the whole archive.

    What is not stored is not there: pages, blocks, participants, and what the user said of its usage. A judge sees a
    little less of it than of the file.
    """
    rows = every(
        store,
        "SELECT m.*, d.sha256, d.media_type FROM current_meetings m JOIN documents d ON d.key = m.document "
        "WHERE d.path = ? ORDER BY m.start, m.id",
        document,
    )
    about = {name: next((row[name] for row in rows), "") for name in ("sha256", "media_type")}
    return Segmented(
        Document(document, about["sha256"], about["media_type"], read_text(store, document), (), ()),
        tuple(
            Meeting(
                **_plain(row, fields.MEETING, kind=MeetingKind, status=MeetingStatus),
                id=row["id"],
                body=row["body"],
                document=document,
            )
            for row in rows
        ),
        tuple(read_items(store, document=document)),
        tuple(read_statements(store, document=document)),
    )


def read_events(store: Store, *, bodies: Collection[str] | None = None) -> list[Event]:
    """The events of the current meetings, in the order of the archive; of some bodies alone where they are named."""
    kinds = {"outcome": Outcome, "reason_code": ReasonCode, "explicit": bool, "procedural": bool}
    return [
        Event(**_plain(row, fields.EVENT, **kinds), **_place(row), type=EventType(row["type"]))
        for row in _parts(store, "events", "", bodies)
    ]


def read_stances(store: Store, *, bodies: Collection[str] | None = None) -> list[Stance]:
    """The stances of the current meetings, in the order of the archive; of some bodies alone where they are named."""
    return [
        Stance(
            **_plain(row, fields.STANCE, status=StanceStatus, phase=Phase),
            **_place(row),
            label=StanceLabel(row["label"]),
        )
        for row in _parts(store, "stances", "", bodies)
    ]


def read_text(store: Store, document: str) -> str:
    """The text of a document as it was read, which every offset refers to; empty if there is none."""
    row = one(
        store,
        "SELECT t.text FROM texts t JOIN documents d ON d.key = t.document WHERE d.path = ?",
        document,
    )
    return zlib.decompress(row["text"]).decode("utf-8") if row else ""


def read_pages(store: Store, document: str) -> list[int]:
    """Where each page of a document begins in its text, in order."""
    rows = every(
        store,
        "SELECT p.start FROM pages p JOIN documents d ON d.key = p.document WHERE d.path = ? ORDER BY p.number",
        document,
    )
    return [row["start"] for row in rows]


def every(store: Store, sql: str, *values: object) -> list[sqlite3.Row]:
    """The rows of a question, with what is wrong with the file told in words."""
    with explained(store.path):
        return store.connection.execute(sql, values).fetchall()


def one(store: Store, sql: str, *values: object) -> sqlite3.Row | None:
    """The first row of a question, if any."""
    rows = every(store, sql, *values)
    return rows[0] if rows else None


def bodies_of(row: sqlite3.Row) -> tuple[str, ...]:
    """The bodies that a matter was before, first one first."""
    return tuple(json.loads(row["bodies"]))


def _plain(row: sqlite3.Row, names: Sequence[str], **kinds: Callable[[Any], Any]) -> dict[str, Any]:
    """The fields of a noun from its row; a field with a vocabulary of its own is None where that has no empty word."""
    values = {name: row[name] for name in names}
    for name, kind in kinds.items():
        optional = values[name] == "" and kind in (Outcome, ReasonCode, Phase)
        values[name] = None if optional else kind(values[name])
    return values


def _place(row: sqlite3.Row) -> dict[str, Any]:
    """Where a mark stands."""
    return {
        "id": row["id"],
        "document": row["path"],
        "meeting": row["meeting_id"],
        "item": row["item_id"] or "",
        "statement": row["statement_id"] or "",
    }


def _parts(store: Store, table: str, document: str, bodies: Collection[str] | None) -> list[sqlite3.Row]:
    """Rows of a table that hangs on meetings, with the ids that its keys stand for; of one document, or of the meetings
    of some bodies, where they are named."""
    links = {
        "items": "'' AS item_id, '' AS statement_id",
        "statements": "(SELECT id FROM items WHERE items.key = t.item) AS item_id, '' AS statement_id",
    }.get(
        table,
        "(SELECT id FROM items WHERE items.key = t.item) AS item_id, "
        "(SELECT id FROM statements WHERE statements.key = t.statement) AS statement_id",
    )
    joined = f"{table} t JOIN current_meetings m ON m.key = t.meeting"
    where, asked = ("WHERE d.path = ? ", [document]) if document else ("", [])
    if bodies is not None:  # from the few bodies to what hangs on their meetings, in this order
        joined = (
            "json_each(?) w CROSS JOIN current_meetings m ON m.body = w.value "
            f"CROSS JOIN {table} t ON t.meeting = m.key"
        )
        asked = [json.dumps(list(bodies))]
    return every(
        store,
        f"SELECT t.*, m.id AS meeting_id, d.path, {links} FROM {joined} JOIN documents d ON d.key = m.document "
        f'{where}ORDER BY d.path, t.start, t."end", t.id',
        *asked,
    )
