"""Reading the nouns back, for what is said over the whole archive, and the text of a document."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections import defaultdict

from matters_arising.models import AgendaItem, Event, Meeting, Participant, Stance, Statement
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
        people[row["meeting"]].append(
            Participant(row["name"], row["role"], row["initials"], row["organisation"], row["attendance"])
        )
    rows = every(
        store,
        "SELECT meetings.*, documents.path FROM meetings JOIN documents ON documents.key = meetings.document "
        "WHERE documents.status = 'read' ORDER BY documents.path, meetings.start, meetings.natural",
    )
    return [
        Meeting(
            id=row["natural"],
            body=row["body_printed"],
            date=row["date"],
            kind=MeetingKind(row["kind"]),
            status=MeetingStatus(row["status"]),
            document=row["path"],
            start=row["start"],
            end=row["end"],
            chair=row["chair"],
            participants=tuple(people[row["key"]]),
            next_meeting=row["next_meeting"],
            notes=tuple(row["notes"].splitlines()),
        )
        for row in rows
    ]


def read_items(store: Store) -> list[AgendaItem]:
    """The items of the current meetings, in the order of the archive."""
    return [
        AgendaItem(
            id=row["id"],
            meeting=row["meeting_id"],
            number=row["number"],
            title=row["title"],
            start=row["start"],
            end=row["end"],
            section=Section(row["section"]),
            parent=row["parent"],
            level=row["level"],
        )
        for row in _parts(store, "items")
    ]


def read_statements(store: Store) -> list[Statement]:
    """The statements of the current meetings, in the order of the archive."""
    return [
        Statement(
            id=row["id"],
            meeting=row["meeting_id"],
            item=row["item_id"] or "",
            start=row["start"],
            end=row["end"],
            page=row["page"],
            text=row["text"],
            form=row["form"],
            speaker=row["speaker"],
            owner=row["owner"],
            due=row["due"],
        )
        for row in _parts(store, "statements")
    ]


def read_events(store: Store) -> list[Event]:
    """The events of the current meetings, in the order of the archive."""
    return [
        Event(
            id=row["id"],
            type=EventType(row["type"]),
            document=row["path"],
            meeting=row["meeting_id"],
            item=row["item_id"] or "",
            statement=row["statement_id"] or "",
            start=row["start"],
            end=row["end"],
            page=row["page"],
            quote=row["quote"],
            date=row["date"],
            actor=row["actor"],
            seconder=row["seconder"],
            outcome=Outcome(row["outcome"]) if row["outcome"] else None,
            votes=row["votes"],
            until=row["until"],
            until_date=row["until_date"],
            reason=row["reason"],
            reason_code=ReasonCode(row["reason_code"]) if row["reason_code"] else None,
            owner=row["owner"],
            due=row["due"],
            target=row["target"],
            explicit=bool(row["explicit"]),
            procedural=bool(row["procedural"]),
            confidence=row["confidence"],
            generator=row["generator"],
        )
        for row in _parts(store, "events")
    ]


def read_stances(store: Store) -> list[Stance]:
    """The stances of the current meetings, in the order of the archive."""
    return [
        Stance(
            id=row["id"],
            label=StanceLabel(row["label"]),
            document=row["path"],
            meeting=row["meeting_id"],
            item=row["item_id"] or "",
            statement=row["statement_id"] or "",
            start=row["start"],
            end=row["end"],
            page=row["page"],
            quote=row["quote"],
            date=row["date"],
            holder=row["holder"],
            with_whom=row["with_whom"],
            status=StanceStatus(row["status"]),
            phase=Phase(row["phase"]) if row["phase"] else None,
            confidence=row["confidence"],
            generator=row["generator"],
        )
        for row in _parts(store, "stances")
    ]


def read_text(store: Store, document: str) -> str:
    """The text of a document as it was read, which every offset refers to; empty if there is none."""
    row = one(
        store,
        "SELECT t.text FROM texts t JOIN documents d ON d.key = t.document WHERE d.path = ?",
        document,
    )
    return zlib.decompress(row["text"]).decode("utf-8") if row else ""


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


def _parts(store: Store, table: str) -> list[sqlite3.Row]:
    """Rows of a table that hangs on meetings, with the ids that its keys stand for."""
    links = {
        "items": "'' AS item_id, '' AS statement_id",
        "statements": "(SELECT id FROM items WHERE items.key = t.item) AS item_id, '' AS statement_id",
    }.get(
        table,
        "(SELECT id FROM items WHERE items.key = t.item) AS item_id, "
        "(SELECT id FROM statements WHERE statements.key = t.statement) AS statement_id",
    )
    return every(
        store,
        f"SELECT t.*, m.id AS meeting_id, d.path, {links} FROM {table} t "
        "JOIN current_meetings m ON m.key = t.meeting JOIN documents d ON d.key = m.document "
        'ORDER BY d.path, t.start, t."end", t.id',
    )
