"""A table as CSV, JSON Lines or Parquet."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from matters_arising.errors import MattersError, UsageError
from matters_arising.export.tables import TABLES, Kind, Table, Value, rows
from matters_arising.store import Store

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what makes a spreadsheet run the text of a cell


def export(
    store: Store, table: Table, form: str, out: str = "-", *, all_versions: bool = False, raw: bool = False
) -> None:
    """Write `table` to the file `out`, or to standard output for `-`, as `csv`, `jsonl` or `parquet`.

    In CSV a text that a spreadsheet would run as a formula is given a leading apostrophe, unless `raw`.
    """
    if form not in WRITERS:
        raise UsageError(f"there is no format {form!r}", remedy=f"formats are {', '.join(WRITERS)}")
    if form == "parquet":
        _check_pyarrow()  # before the file is opened, so that none is left behind
    values = rows(store, table, all_versions=all_versions)
    if out == "-":
        WRITERS[form](table, values, sys.stdout.buffer, raw)
        sys.stdout.buffer.flush()
        return
    try:
        with Path(out).open("wb") as file:
            WRITERS[form](table, values, file, raw)
    except OSError as error:
        raise UsageError(
            f"it cannot be written ({error.strerror})", where=out, remedy="choose another --out"
        ) from error


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
        _jsonl(table, rows(store, table, all_versions=True), whole, True)
    return whole.getvalue()


def _csv(table: Table, values: Iterable[tuple[Value, ...]], file: BinaryIO, raw: bool) -> None:
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.name for column in table.columns])
    for row in values:
        writer.writerow([_cell(value, raw) for value in row])
    text.detach()


def _cell(value: Value, raw: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    text = "; ".join(value) if isinstance(value, list) else value
    return f"'{text}" if not raw and text.startswith(FORMULA) else text


def _jsonl(table: Table, values: Iterable[tuple[Value, ...]], file: BinaryIO, _raw: bool) -> None:
    for row in values:
        file.write(json.dumps(dict(_named(table, row)), ensure_ascii=False).encode("utf-8") + b"\n")


def _named(table: Table, row: tuple[Value, ...]) -> Iterator[tuple[str, Value]]:
    return ((column.name, value) for column, value in zip(table.columns, row, strict=True))


def _parquet(table: Table, values: Iterable[tuple[Value, ...]], file: BinaryIO, _raw: bool) -> None:
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


WRITERS: dict[str, Callable[[Table, Iterable[tuple[Value, ...]], BinaryIO, bool], None]] = {
    "csv": _csv,
    "jsonl": _jsonl,
    "parquet": _parquet,
}
