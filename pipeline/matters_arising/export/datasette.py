"""What Datasette is to show of a database: what its tables and columns mean, and questions to ask of it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from matters_arising.errors import UsageError
from matters_arising.export.columns import Column
from matters_arising.export.dictionary import SHEETS
from matters_arising.export.tables import TABLES, Table
from matters_arising.store import Store
from matters_arising.store.queries import QUERIES, columns_of

_DESCRIPTION = (
    "What an archive of minutes says, read by Matters Arising. A reading aid, not a witness: marks are found by a "
    "program and some are wrong. Read the quote in the minutes before you rest anything on it."
)
_KEYS = {
    "key": "The row's number in this file; another file has another.",
    "id": "The id, the same in every run.",
    "meeting": "The meeting: its key.",
    "item": "The item of business: its key.",
    "statement": "The statement: its key.",
    "document": "The file: its key.",
    "matter": "The matter: its key.",
    "event": "The event: its key.",
    "stance": "The stance: its key.",
}
# Columns that the database alone has, or has in another form than the exports.
_STORED = {
    "documents": {"fingerprint": "What the next run tells by that the file need not be read again."},
    "meetings": {
        "natural": "The id that its document alone would give it; several documents may report one meeting.",
        "superseded_by": "The meeting whose minutes replace these: its key.",
    },
    "items": {"parent": "The item that it is under: its id."},
    "matters": {
        "stated_deferrals": "How often the minutes themselves say that it was put off; -1: they do not.",
        "decided": "The day on which a decision settled it, after all that put it off; empty: not known.",
        "months": "Whole months from the first putting-off to then, or to its last appearance.",
    },
}
# Tables that only the database has: their title, what they are, and what their columns are.
_INNER: dict[str, tuple[str, str, dict[str, str]]] = {
    "texts": (
        "Texts",
        "The text of each document, compressed; offsets count its characters.",
        {"text": "zlib, UTF-8."},
    ),
    "pages": (
        "Pages",
        "Where each page of a document lies in its text.",
        {
            "number": "The page, from 1.",
            "start": "Where it begins. Unit: characters of the document's text, from 0.",
            "end": "Where it ends. Unit: characters of the document's text, from 0.",
        },
    ),
    "participants": (
        "Participants",
        "Who is in the attendance list of a meeting, as printed.",
        {
            "position": "The place in the list, from 0.",
            "name": "The name as printed.",
            "role": "What is printed beside the name.",
            "initials": "The initials by which the minutes call them.",
            "organisation": "Whom they are there for, as printed.",
            "attendance": "present, apologies, absent or in-attendance.",
        },
    ),
    "event_matters": ("Events of matters", "Which matter an event was linked to.", {}),
    "stance_matters": ("Stances of matters", "Which matter a stance was linked to.", {}),
    "runs": ("Runs", "When the archive was read, by which version.", {}),
    "meta": ("Facts of the file", "Facts about the database as a whole.", {}),
    "current_meetings": (
        "Current meetings",
        "The meetings without drafts that a later version replaced and files that left the archive: ask this one.",
        {},
    ),
}
_SHOWN: dict[str, dict[str, Any]] = {
    "meetings": {"label_column": "id", "sort_desc": "date"},
    "current_meetings": {"sort_desc": "date"},
    "documents": {"label_column": "path", "facets": ["status"]},
    "items": {"label_column": "title"},
    "statements": {"label_column": "text"},
    "events": {"label_column": "quote", "facets": ["type", "outcome"]},
    "stances": {"label_column": "quote", "facets": ["label", "status"]},
    "matters": {"label_column": "title", "facets": ["fate"], "sort_desc": "deferrals"},
}


def write_metadata(store: Store, out: Path) -> None:
    """Write the metadata of a database as JSON, or as YAML where the name ends in .yaml or .yml.

    Raises UsageError for another ending, and where it cannot be written.
    """
    told = metadata(store)
    if out.suffix == ".json":
        text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    elif out.suffix in (".yaml", ".yml"):
        import yaml

        text = yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=120)
    else:
        raise UsageError("metadata is JSON or YAML", where=str(out), remedy="let --out end in .json, .yaml or .yml")
    try:
        out.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(
            f"it cannot be written ({error.strerror})", where=str(out), remedy="choose another --out"
        ) from error


def metadata(store: Store) -> dict[str, Any]:
    """The metadata of a database, by the name that Datasette calls it: its file's, without the ending."""
    meant = {table.name: (SHEETS[table.name].title, _meaning(table), _of(table)) for table in TABLES.values()}
    meant |= _INNER
    title, description, _ = _INNER["current_meetings"]
    meant["current_meetings"] = title, description, meant["meetings"][2]
    tables = {}
    for name, columns in columns_of(store).items():
        if name in meant:
            title, description, told = meant[name]
            known = {column: (_KEYS | told)[column] for column in columns if column in _KEYS or column in told}
            tables[name] = {"title": title, "description": description, **_SHOWN.get(name, {}), "columns": known}
    queries = {
        query.name: {"title": query.title, "description": query.description, "sql": query.sql} for query in QUERIES
    }
    return {
        "title": "Minutes, and what became of what they say",
        "description": _DESCRIPTION,
        "databases": {Path(store.path).stem: {"description": _DESCRIPTION, "queries": queries, "tables": tables}},
    }


def _meaning(table: Table) -> str:
    drafts = " Drafts that were replaced are here, too: join with current_meetings." if table.current else ""
    return SHEETS[table.name].meaning + drafts


def _of(table: Table) -> dict[str, str]:
    """What the columns of a table of the database mean: those that an export takes as they are, as there."""
    own = "m" if table.name == "meetings" else "t"
    told = dict(_STORED.get(table.name, {}))
    for column, sql in zip(table.columns, table.sql, strict=True):
        taken = re.fullmatch(rf'(?:nullif\()?{own}\."?(\w+)"?(?:, -1\))?', sql)
        if taken and taken[1] not in _KEYS:
            told.setdefault(taken[1], _with_unit(column))
    return told


def _with_unit(column: Column) -> str:
    """Units stand in the description: those that Datasette has a field for are physical ones, and newer ones none."""
    return f"{column.meaning} Unit: {column.unit}." if column.unit else column.meaning
