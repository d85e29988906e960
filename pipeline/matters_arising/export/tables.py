"""The tables that others read: their names, columns and order are a contract. New columns go to the end."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from matters_arising.export.columns import Column, Kind
from matters_arising.export.dictionary import SHEETS
from matters_arising.store import Store
from matters_arising.store.read import every

Value = str | int | float | bool | list[str] | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns with the SQL that gives each, what it is taken from, and the order of its rows, which every
    export keeps."""

    name: str
    columns: tuple[Column, ...]
    sql: tuple[str, ...]
    source: str
    order: str
    current: str = ""


def _table(name: str, specs: tuple[str, ...], source: str, order: str, current: str = "") -> Table:
    """A table whose columns are those of the dictionary, each with the SQL that stands after its name in `specs`."""
    sql = dict(spec.split(maxsplit=1) for spec in specs)
    columns = SHEETS[name].columns
    return Table(name, columns, tuple(sql[column.name] for column in columns), source, order, current)


_VERSION = (
    "CASE WHEN d.status <> 'read' THEN d.status WHEN m.superseded_by IS NULL THEN 'current' ELSE 'superseded' END"
)
_CURRENT = "d.status = 'read' AND m.superseded_by IS NULL"
_OF_MEETING = "JOIN meetings m ON m.key = t.meeting JOIN documents d ON d.key = m.document"
_OF_MARK = (
    f"{_OF_MEETING} LEFT JOIN items i ON i.key = t.item LEFT JOIN statements s ON s.key = t.statement "
    "LEFT JOIN {part}_matters l ON l.{part} = t.key LEFT JOIN matters x ON x.key = l.matter"
)

DOCUMENTS = _table(
    "documents",
    (
        "document t.path",
        "sha256 t.sha256",
        "media_type t.media_type",
        "pages t.pages",
        "status t.status",
        "note t.note",
        "duplicate_of t.duplicate_of",
    ),
    "documents t",
    "t.path",
)

MEETINGS = _table(
    "meetings",
    (
        "meeting m.id",
        "body m.body",
        "date m.date",
        "kind m.kind",
        "status m.status",
        "document d.path",
        "body_printed m.body_printed",
        "chair m.chair",
        "next_meeting m.next_meeting",
        "start m.start",
        'end m."end"',
        "note m.notes",
        f"version {_VERSION}",
        "superseded_by (SELECT id FROM meetings w WHERE w.key = m.superseded_by)",
    ),
    "meetings m JOIN documents d ON d.key = m.document",
    "m.date, m.body, d.path, m.start, m.id",
    _CURRENT,
)

ITEMS = _table(
    "items",
    (
        "meeting m.id",
        "item t.id",
        "number t.number",
        "title t.title",
        "start t.start",
        'end t."end"',
        "section t.section",
        "parent t.parent",
        "level t.level",
        "document d.path",
    ),
    f"items t {_OF_MEETING}",
    'd.path, t.start, t."end" DESC, t.id',
    _CURRENT,
)

STATEMENTS = _table(
    "statements",
    (
        "meeting m.id",
        "item i.id",
        "statement t.id",
        "speaker t.speaker",
        "text t.text",
        "document d.path",
        "start t.start",
        'end t."end"',
        "page t.page",
        "form t.form",
        "owner t.owner",
        "due t.due",
    ),
    f"statements t {_OF_MEETING} LEFT JOIN items i ON i.key = t.item",
    'd.path, t.start, t."end", t.id',
    _CURRENT,
)

_PLACE = (
    "document d.path",
    "quote t.quote",
    "start t.start",
    'end t."end"',
    "page t.page",
)
_WHERE = ("meeting m.id", "date t.date", "item i.id", "matter x.id")

EVENTS = _table(
    "events",
    (
        "event t.id",
        "type t.type",
        *_PLACE,
        *_WHERE,
        "actor t.actor",
        "seconder t.seconder",
        "outcome t.outcome",
        "votes t.votes",
        "until t.until",
        "until_date t.until_date",
        "reason t.reason",
        "reason_code t.reason_code",
        "owner t.owner",
        "due t.due",
        "target t.target",
        "explicit t.explicit",
        "procedural t.procedural",
        "confidence t.confidence",
        "generator t.generator",
        "statement s.id",
        "body m.body",
    ),
    f"events t {_OF_MARK.format(part='event')}",
    'd.path, t.start, t."end", t.type, t.id',
    _CURRENT,
)

STANCES = _table(
    "stances",
    (
        "stance t.id",
        "label t.label",
        *_PLACE,
        *_WHERE,
        "holder t.holder",
        "with_whom t.with_whom",
        "status t.status",
        "phase t.phase",
        "confidence t.confidence",
        "generator t.generator",
        "statement s.id",
        "body m.body",
    ),
    f"stances t {_OF_MARK.format(part='stance')}",
    'd.path, t.start, t."end", t.label, t.id',
    _CURRENT,
)

MATTERS = _table(
    "matters",
    (
        "matter t.id",
        "title t.title",
        "body t.body",
        "bodies t.bodies",
        "first_date t.first_date",
        "last_date t.last_date",
        "appearances t.appearances",
        "deferrals t.deferrals",
        "deferrals_inferred t.deferrals_inferred",
        "streak t.streak",
        "stated_deferrals nullif(t.stated_deferrals, -1)",
        "fate t.fate",
    ),
    "matters t",
    "t.first_date, t.id",
)

MENTIONS = _table(
    "mentions",
    (
        "matter x.id",
        "meeting m.id",
        "date m.date",
        "document d.path",
        "quote t.quote",
        "status t.status",
        "link_reason t.link_reason",
        "link_score t.link_score",
        "body m.body",
        "item i.id",
        "start t.start",
        'end t."end"',
    ),
    f"mentions t {_OF_MEETING} JOIN matters x ON x.key = t.matter LEFT JOIN items i ON i.key = t.item",
    "x.first_date, x.id, m.date, d.path, t.start, t.key",
    _CURRENT,
)

TABLES: dict[str, Table] = {
    table.name: table for table in (DOCUMENTS, MEETINGS, ITEMS, STATEMENTS, EVENTS, STANCES, MATTERS, MENTIONS)
}


def rows(store: Store, table: Table, *, all_versions: bool = False) -> Iterator[tuple[Value, ...]]:
    """The rows of a table in their canonical order, one value a column.

    Minutes that another version replaces and documents that left the archive are left out, except with
    `all_versions`. A text that is not there is empty, a number that is not there is None.
    """
    chosen = ", ".join(table.sql)
    where = f"WHERE {table.current}" if table.current and not all_versions else ""
    kinds = [column.kind for column in table.columns]
    for row in every(store, f"SELECT {chosen} FROM {table.source} {where} ORDER BY {table.order}"):
        yield tuple(_value(kind, value) for kind, value in zip(kinds, row, strict=True))


def _value(kind: Kind, value: str | int | float | None) -> Value:
    if kind == "bool":
        return bool(value)
    if kind == "list":
        return [str(text) for text in json.loads(str(value))]
    if kind in ("int", "float"):
        return value
    return "" if value is None else str(value)
