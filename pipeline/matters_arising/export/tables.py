"""The tables that others read: their names, columns and order are a contract. New columns go to the end."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from matters_arising.errors import UsageError
from matters_arising.store import Store
from matters_arising.store.read import every

Kind = Literal["text", "category", "date", "int", "float", "bool", "list"]
Value = str | int | float | bool | list[str] | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it is called, what it holds, and the SQL that gives it.

    `date` is ISO 8601 and may be partial or empty. `int` may be empty. `list` is a list of texts.
    """

    name: str
    kind: Kind
    sql: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns, the SQL it is taken from, and the order of its rows, which every export keeps."""

    name: str
    columns: tuple[Column, ...]
    source: str
    order: str
    current: str = ""


def _columns(*specs: str) -> tuple[Column, ...]:
    """Columns from lines of the form `name kind sql`."""
    made = []
    for spec in specs:
        name, kind, sql = spec.split(maxsplit=2)
        made.append(Column(name, kind, sql))  # type: ignore[arg-type]
    return tuple(made)


_VERSION = (
    "CASE WHEN d.status <> 'read' THEN d.status WHEN m.superseded_by IS NULL THEN 'current' ELSE 'superseded' END"
)
_CURRENT = "d.status = 'read' AND m.superseded_by IS NULL"
_OF_MEETING = "JOIN meetings m ON m.key = t.meeting JOIN documents d ON d.key = m.document"
_OF_MARK = (
    f"{_OF_MEETING} LEFT JOIN items i ON i.key = t.item LEFT JOIN statements s ON s.key = t.statement "
    "LEFT JOIN {part}_matters l ON l.{part} = t.key LEFT JOIN matters x ON x.key = l.matter"
)

DOCUMENTS = Table(
    "documents",
    _columns(
        "document text t.path",
        "sha256 text t.sha256",
        "media_type category t.media_type",
        "pages int t.pages",
        "status category t.status",
        "note text t.note",
        "duplicate_of text t.duplicate_of",
    ),
    "documents t",
    "t.path",
)

MEETINGS = Table(
    "meetings",
    _columns(
        "meeting text m.id",
        "body category m.body",
        "date date m.date",
        "kind category m.kind",
        "status category m.status",
        "document text d.path",
        "body_printed text m.body_printed",
        "chair text m.chair",
        "next_meeting date m.next_meeting",
        "start int m.start",
        'end int m."end"',
        "note text m.notes",
        f"version category {_VERSION}",
        "superseded_by text (SELECT id FROM meetings w WHERE w.key = m.superseded_by)",
    ),
    "meetings m JOIN documents d ON d.key = m.document",
    "m.date, m.body, d.path, m.start, m.id",
    _CURRENT,
)

ITEMS = Table(
    "items",
    _columns(
        "meeting text m.id",
        "item text t.id",
        "number text t.number",
        "title text t.title",
        "start int t.start",
        'end int t."end"',
        "section category t.section",
        "parent text t.parent",
        "level int t.level",
        "document text d.path",
    ),
    f"items t {_OF_MEETING}",
    'd.path, t.start, t."end" DESC, t.id',
    _CURRENT,
)

STATEMENTS = Table(
    "statements",
    _columns(
        "meeting text m.id",
        "item text i.id",
        "statement text t.id",
        "speaker text t.speaker",
        "text text t.text",
        "document text d.path",
        "start int t.start",
        'end int t."end"',
        "page int t.page",
        "form category t.form",
        "owner text t.owner",
        "due text t.due",
    ),
    f"statements t {_OF_MEETING} LEFT JOIN items i ON i.key = t.item",
    'd.path, t.start, t."end", t.id',
    _CURRENT,
)

_PLACE = (
    "document text d.path",
    "quote text t.quote",
    "start int t.start",
    'end int t."end"',
    "page int t.page",
)
_WHERE = ("meeting text m.id", "date date t.date", "item text i.id", "matter text x.id")

EVENTS = Table(
    "events",
    _columns(
        "event text t.id",
        "type category t.type",
        *_PLACE,
        *_WHERE,
        "actor text t.actor",
        "seconder text t.seconder",
        "outcome category t.outcome",
        "votes text t.votes",
        "until text t.until",
        "until_date date t.until_date",
        "reason text t.reason",
        "reason_code category t.reason_code",
        "owner text t.owner",
        "due text t.due",
        "target text t.target",
        "explicit bool t.explicit",
        "procedural bool t.procedural",
        "confidence float t.confidence",
        "generator category t.generator",
        "statement text s.id",
        "body category m.body",
    ),
    f"events t {_OF_MARK.format(part='event')}",
    'd.path, t.start, t."end", t.type, t.id',
    _CURRENT,
)

STANCES = Table(
    "stances",
    _columns(
        "stance text t.id",
        "label category t.label",
        *_PLACE,
        *_WHERE,
        "holder text t.holder",
        "with_whom text t.with_whom",
        "status category t.status",
        "phase category t.phase",
        "confidence float t.confidence",
        "generator category t.generator",
        "statement text s.id",
        "body category m.body",
    ),
    f"stances t {_OF_MARK.format(part='stance')}",
    'd.path, t.start, t."end", t.label, t.id',
    _CURRENT,
)

MATTERS = Table(
    "matters",
    _columns(
        "matter text t.id",
        "title text t.title",
        "body category t.body",
        "bodies list t.bodies",
        "first_date date t.first_date",
        "last_date date t.last_date",
        "appearances int t.appearances",
        "deferrals int t.deferrals",
        "deferrals_inferred int t.deferrals_inferred",
        "streak int t.streak",
        "stated_deferrals int nullif(t.stated_deferrals, -1)",
        "fate category t.fate",
    ),
    "matters t",
    "t.first_date, t.id",
)

MENTIONS = Table(
    "mentions",
    _columns(
        "matter text x.id",
        "meeting text m.id",
        "date date m.date",
        "document text d.path",
        "quote text t.quote",
        "status category t.status",
        "link_reason text t.link_reason",
        "link_score float t.link_score",
        "body category m.body",
        "item text i.id",
        "start int t.start",
        'end int t."end"',
    ),
    f"mentions t {_OF_MEETING} JOIN matters x ON x.key = t.matter LEFT JOIN items i ON i.key = t.item",
    "x.first_date, x.id, m.date, d.path, t.start, t.key",
    _CURRENT,
)

TABLES: dict[str, Table] = {
    table.name: table for table in (DOCUMENTS, MEETINGS, ITEMS, STATEMENTS, EVENTS, STANCES, MATTERS, MENTIONS)
}


def table_named(name: str) -> Table:
    """The table of that name. Raises UsageError that lists them all."""
    if name not in TABLES:
        raise UsageError(f"there is no table {name!r}", remedy=f"tables are {', '.join(TABLES)}")
    return TABLES[name]


def rows(store: Store, table: Table, *, all_versions: bool = False) -> Iterator[tuple[Value, ...]]:
    """The rows of a table in their canonical order, one value a column.

    Minutes that another version replaces and documents that left the archive are left out, except with
    `all_versions`. A text that is not there is empty, a number that is not there is None.
    """
    chosen = ", ".join(column.sql for column in table.columns)
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
