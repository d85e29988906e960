"""All tables as one Frictionless data package: the data, and a description that programs check it by.

https://datapackage.org, version 2; what readers of version 1 need is there, too.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from matters_arising import __version__
from matters_arising.errors import UsageError
from matters_arising.export.columns import Column, Sheet
from matters_arising.export.dictionary import SHEETS
from matters_arising.export.fill import fill
from matters_arising.export.formats import WRITERS, Layout, check_form, taken
from matters_arising.export.judged import JUDGED, Judged
from matters_arising.export.tables import TABLES, Table
from matters_arising.store import Store

DESCRIPTOR = "datapackage.json"
PARTIAL_DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"
_TYPES = {
    "text": "string",
    "category": "string",
    "date": "string",  # a date of the specification is a whole one, and minutes often print less
    "int": "integer",
    "float": "number",
    "bool": "boolean",
    "list": "array",
}
_MEDIA = {
    "csv": {"mediatype": "text/csv", "encoding": "utf-8"},
    "jsonl": {"mediatype": "application/jsonl", "encoding": "utf-8"},
    "parquet": {"mediatype": "application/vnd.apache.parquet"},
}
_DIALECT = {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "header": True}
_GUARDED = (
    " A text that a spreadsheet would run as a formula begins with an apostrophe that the minutes do not have; "
    "`--raw`, jsonl and parquet have none."
)
_DESCRIPTION = (
    "What an archive of minutes says of what was proposed, decided, put off, promised and not found again, read by "
    "Matters Arising. A reading aid, not a witness: marks are found by a program and some are wrong; `confidence` "
    "says how likely each is right. Read the quote in the minutes before you rest anything on it."
)
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class About:
    """What only the user can say of a package: `name` for programs, `title` for people, `licence` by its short name
    (“CC-BY-4.0”), `created` as ISO 8601. What is empty is left out; the same database then gives the same bytes."""

    name: str = "matters-arising"
    title: str = "Minutes, and what became of what they say"
    licence: str = ""
    created: str = ""


def write_package(store: Store, folder: Path, form: str = "csv", *, about: About, raw: bool = False) -> list[str]:
    """Write every table and the description into `folder`; nothing else may be in it. Returns the names of the files.

    Only current minutes; persons are named only in the columns that hold words as printed. Raises UsageError for a
    format or a name that cannot be, and for a folder that holds other files.
    """
    check_form(form)
    if not _NAME.fullmatch(about.name):
        raise UsageError(
            f"{about.name!r} is no name of a package", remedy="use small letters, digits, “-”, “_” and “.” alone"
        )
    tables: Sequence[Table | Judged] = (*TABLES.values(), *JUDGED.values())
    package = _Package(store, form, about, raw)
    files = {f"{one.name}.{form}": partial(package.data, one) for one in tables}
    ours = [DESCRIPTOR, *(f"{one.name}.{each}" for one in tables for each in WRITERS)]
    fill(folder, {**files, DESCRIPTOR: package.description}, ours=ours)
    return [*files, DESCRIPTOR]


class _Package:
    """A package being written: each table is summed as it is, and the description tells the sums."""

    def __init__(self, store: Store, form: str, about: About, raw: bool) -> None:
        self._store, self._form, self._about, self._raw = store, form, about, raw
        self._summed: dict[str, dict[str, Any]] = {}

    def data(self, table: Table | Judged, file: BinaryIO) -> None:
        layout = Layout(raw=self._raw, arrays=True)
        WRITERS[self._form](table, taken(self._store, table), file, layout)
        file.flush()
        with Path(file.name).open("rb") as written:
            found = hashlib.file_digest(written, "sha256").hexdigest()
            self._summed[table.name] = {"bytes": written.tell(), "hash": f"sha256:{found}"}

    def description(self, file: BinaryIO) -> None:
        is_csv = self._form == "csv"
        told: dict[str, Any] = {
            "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
            "profile": "tabular-data-package" if is_csv else "data-package",
            "name": self._about.name,
            "title": self._about.title,
            "description": _DESCRIPTION + (_GUARDED if is_csv and not self._raw else ""),
            "matters-arising": __version__,
        }
        if self._about.licence:
            told["licenses"] = [{"name": self._about.licence}]
        if self._about.created:
            told["created"] = self._about.created
        told["resources"] = [_resource(SHEETS[name], self._form, sums) for name, sums in self._summed.items()]
        file.write(json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n")


def schema(sheet: Sheet) -> dict[str, Any]:
    """The Table Schema of a table: its fields in the order of its columns, its key, and the tables it refers to."""
    told: dict[str, Any] = {"fields": [_field(column, sheet) for column in sheet.columns], "missingValues": [""]}
    if sheet.key:
        told["primaryKey"] = [sheet.key]
    keys = [_foreign(column, sheet) for column in sheet.columns if column.refers]
    return {**told, "foreignKeys": keys} if keys else told


def _field(column: Column, sheet: Sheet) -> dict[str, Any]:
    meaning = f"{column.meaning} Unit: {column.unit}." if column.unit else column.meaning
    limits = {
        "required": column.required or None,
        "unique": column.name == sheet.key or None,
        "enum": list(column.words) or None,
        "pattern": PARTIAL_DATE if column.kind == "date" else None,
        "minimum": column.least,
        "maximum": column.most,
    }
    told = {
        "name": column.name,
        "type": _TYPES[column.kind],
        "format": "default",
        "description": meaning,
        "constraints": {name: limit for name, limit in limits.items() if limit is not None},
    }
    if column.kind == "bool":
        told |= {"trueValues": ["true"], "falseValues": ["false"]}
    return told


def _foreign(column: Column, sheet: Sheet) -> dict[str, Any]:
    own = column.refers == sheet.name
    there = {"resource": "" if own else column.refers, "fields": [SHEETS[column.refers].key]}
    return {"fields": [column.name], "reference": there}


def _resource(sheet: Sheet, form: str, summed: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": sheet.name,
        "type": "table",
        **({"profile": "tabular-data-resource", "dialect": _DIALECT} if form == "csv" else {}),
        "path": f"{sheet.name}.{form}",
        "format": form,
        **_MEDIA[form],
        "title": sheet.title,
        "description": sheet.meaning,
        **summed,
        "schema": schema(sheet),
    }
