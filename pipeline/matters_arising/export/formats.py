"""A table as CSV, JSON Lines or Parquet."""

from __future__ import annotations

import csv
import io
import json
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from matters_arising.errors import MattersError, UsageError
from matters_arising.export.columns import Kind
from matters_arising.export.judged import JUDGED, Judged
from matters_arising.export.tables import TABLES, Table, Value, rows
from matters_arising.store import Store

# What makes a spreadsheet run the text of a cell; the wide forms do where it is set to Chinese, Japanese or Korean.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_BOM = "\ufeff".encode()


@dataclass(frozen=True, slots=True)
class Layout:
    """How CSV is laid out.

    A text that a spreadsheet would run as a formula gets a leading apostrophe, unless `raw`. `bom` puts the mark first
    that spreadsheets tell UTF-8 by; other programs take it for a part of the first column's name, so it is left out by
    default. Lists are joined by “; ”, or with `arrays` are JSON, for programs that have to tell them apart again.
    """

    raw: bool = False
    bom: bool = False
    arrays: bool = False


RAW = Layout(raw=True)


def export(
    store: Store,
    table: Table | Judged,
    form: str,
    out: str = "-",
    *,
    all_versions: bool = False,
    raw: bool = False,
    bom: bool = False,
) -> None:
    """Write `table` to the file `out`, or to standard output for `-`, as `csv`, `jsonl` or `parquet`.

    `raw` and `bom` are of CSV: see `Layout`.
    """
    check_form(form)
    if bom and form != "csv":
        raise UsageError(f"--bom is for csv, not for {form}", remedy="leave it away")
    values = taken(store, table, all_versions=all_versions)
    layout = Layout(raw=raw, bom=bom)
    if out == "-":
        WRITERS[form](table, values, sys.stdout.buffer, layout)
        sys.stdout.buffer.flush()
        return
    try:
        with Path(out).open("wb") as file:
            WRITERS[form](table, values, file, layout)
    except OSError as error:
        raise UsageError(
            f"it cannot be written ({error.strerror})", where=out, remedy="choose another --out"
        ) from error


def taken(store: Store, table: Table | Judged, *, all_versions: bool = False) -> Iterable[tuple[Value, ...]]:
    """The rows of a table, asked of the database or judged. What is judged is of current minutes only."""
    return table.take(store) if isinstance(table, Judged) else rows(store, table, all_versions=all_versions)


def table_named(name: str) -> Table | Judged:
    """The table of that name, stored or judged. Raises UsageError that lists them all."""
    if name not in TABLES and name not in JUDGED:
        raise UsageError(f"there is no table {name!r}", remedy=f"tables are {', '.join((*TABLES, *JUDGED))}")
    return TABLES.get(name) or JUDGED[name]


def check_form(form: str) -> None:
    """Raise UsageError where there is no such format, MattersError where what it needs is not installed: before a file
    is opened, so that none is left behind."""
    if form not in WRITERS:
        raise UsageError(f"there is no format {form!r}", remedy=f"formats are {', '.join(WRITERS)}")
    if form == "parquet":
        _check_pyarrow()


def export_all(store: Store, folder: Path) -> list[Path]:
    """Write every table into `folder` as CSV. Returns the files."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"the folder cannot be made ({error.strerror})",
            where=str(folder),
            remedy="choose another --tables",
        ) from error
    made = []
    for table in TABLES.values():
        made.append(folder / f"{table.name}.csv")
        export(store, table, "csv", str(made[-1]))
    return made


def canonical(store: Store) -> bytes:
    """All tables of all versions as JSON Lines: two databases with the same content give the same bytes."""
    whole = io.BytesIO()
    for table in TABLES.values():
        whole.write(f"# {table.name}\n".encode())
        _jsonl(table, rows(store, table, all_versions=True), whole, RAW)
    return whole.getvalue()


def _csv(table: Table | Judged, values: Iterable[tuple[Value, ...]], file: BinaryIO, layout: Layout) -> None:
    if layout.bom:
        file.write(_BOM)
    text = io.TextIOWrapper(file, encoding="utf-8", errors="replace", newline="", write_through=True)
    text.write(",".join(column.name for column in table.columns) + "\n")
    # Every text is quoted: a bare carriage return, or a semicolon where that parts cells, would begin a new cell.
    writer = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    for row in values:
        writer.writerow([cell(value, layout) for value in row])
    text.detach()


def cell(value: Value, layout: Layout) -> str | int | float:
    """A value as a cell of CSV, as `layout` says."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return value
    if isinstance(value, list):
        value = json.dumps(value, ensure_ascii=False) if layout.arrays else "; ".join(value)
    return f"'{value}" if not layout.raw and runs(value) else value


def runs(text: str) -> bool:
    """Whether a spreadsheet may run a text as a formula. What is not seen before its first sign counts for nothing:
    some programs drop it, and run the rest.

    >>> [runs(one) for one in ("=1+1", "＝1+1", "\\x00\\u200f =1+1", "\\ttabbed", "a = b", "'=1+1", "")]
    [True, True, True, True, False, False, False]
    """
    if text.startswith(_FORMULA):
        return True
    at = next((at for at, sign in enumerate(text) if unicodedata.category(sign)[0] not in "CZ"), len(text))
    return text.startswith(_FORMULA, at)


def _jsonl(table: Table | Judged, values: Iterable[tuple[Value, ...]], file: BinaryIO, _layout: Layout) -> None:
    for row in values:
        file.write(json.dumps(dict(_named(table, row)), ensure_ascii=False).encode("utf-8", "replace") + b"\n")


def _named(table: Table | Judged, row: tuple[Value, ...]) -> Iterator[tuple[str, Value]]:
    return ((column.name, value) for column, value in zip(table.columns, row, strict=True))


def _parquet(table: Table | Judged, values: Iterable[tuple[Value, ...]], file: BinaryIO, _layout: Layout) -> None:
    import pyarrow
    import pyarrow.parquet

    types: dict[Kind, Any] = {
        "text": pyarrow.string(),
        "category": pyarrow.dictionary(pyarrow.int32(), pyarrow.string()),
        "date": pyarrow.string(),  # dates may be partial
        "int": pyarrow.int64(),
        "float": pyarrow.float64(),
        "bool": pyarrow.bool_(),
        "list": pyarrow.list_(pyarrow.string()),
    }
    schema = pyarrow.schema([(column.name, types[column.kind]) for column in table.columns])
    found = [dict(_named(table, row)) for row in values]
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(found, schema=schema), file)


def _check_pyarrow() -> None:
    try:
        import pyarrow  # noqa: F401
    except ImportError as error:
        raise MattersError(
            "Parquet needs pyarrow, which is not installed", remedy="pip install 'matters-arising[parquet]'"
        ) from error


WRITERS: dict[str, Callable[[Table | Judged, Iterable[tuple[Value, ...]], BinaryIO, Layout], None]] = {
    "csv": _csv,
    "jsonl": _jsonl,
    "parquet": _parquet,
}
