"""The tables: the contract of columns, the three formats, and what is left out by default."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import toy_archive as toy
from matters_arising.errors import MattersError, UsageError
from matters_arising.export import TABLES, WRITERS, canonical, export, export_all, rows, table_named
from matters_arising.export.formats import Layout, runs
from matters_arising.flow import run
from matters_arising.store import Store, open_store

CONTRACT = {
    "documents": "document, sha256, media_type, pages, status, note",
    "meetings": "meeting, body, date, kind, status, document",
    "items": "meeting, item, number, title, start, end",
    "statements": "meeting, item, statement, speaker, text, document, start, end, page",
    "events": "event, type, document, quote, start, end, page, meeting, date, item, matter, actor, seconder, outcome, "
    "votes, until, until_date, reason, reason_code, owner, due, target, explicit, procedural, confidence, generator",
    "stances": "stance, label, document, quote, start, end, page, meeting, date, item, matter, holder, with_whom, "
    "status, phase, confidence, generator",
    "matters": "matter, title, body, bodies, first_date, last_date, appearances, deferrals, deferrals_inferred, "
    "streak, stated_deferrals, fate",
    "mentions": "matter, meeting, date, document, quote, status, link_reason, link_score",
}

FORMULAS = toy.minutes(
    "2022-05-01",
    "# =HYPERLINK(0)",
    "+44 was agreed, “quoted”, with a comma.",
    "@all, it was agreed.",
    "- It was agreed – naïve.",
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("export")
    root = toy.lay(folder / "archive", {**toy.FILES, "formulas.txt": FORMULAS, "month.txt": toy.minutes("2022-09")})
    with open_store(folder / "x.db", write=True) as opened:
        run(root, opened, config=toy.ToyConfig(), stages=toy.STAGES, jobs=0)
        yield opened


def written(store: Store, table: str, form: str, tmp_path: Path, **options: Any) -> bytes:
    out = tmp_path / f"{table}.{form}"
    export(store, TABLES[table], form, str(out), **options)
    return out.read_bytes()


def test_the_contract_of_columns_is_kept() -> None:
    assert list(TABLES) == list(CONTRACT)
    for name, columns in CONTRACT.items():
        promised = columns.split(", ")
        assert [column.name for column in TABLES[name].columns][: len(promised)] == promised


@pytest.mark.parametrize("table", TABLES)
def test_the_three_formats_say_the_same(table: str, store: Store, tmp_path: Path) -> None:
    import pyarrow.parquet

    lines = [json.loads(line) for line in written(store, table, "jsonl", tmp_path).decode().splitlines()]
    assert lines
    assert list(lines[0]) == [column.name for column in TABLES[table].columns]
    whole = written(store, table, "csv", tmp_path, raw=True).decode("utf-8")
    found = list(csv.DictReader(io.StringIO(whole, newline="")))
    assert [{k: as_csv(v) for k, v in line.items()} for line in lines] == found
    out = tmp_path / "t.parquet"
    export(store, TABLES[table], "parquet", str(out))
    assert pyarrow.parquet.read_table(out).to_pylist() == lines


def as_csv(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "; ".join(value)
    return "" if value is None else str(value)


def test_parquet_keeps_types(store: Store, tmp_path: Path) -> None:
    import pyarrow.parquet

    out = tmp_path / "t.parquet"
    export(store, TABLES["events"], "parquet", str(out))
    types = {field.name: str(field.type) for field in pyarrow.parquet.read_schema(out)}
    assert (types["start"], types["confidence"], types["explicit"], types["quote"]) == (
        "int64",
        "double",
        "bool",
        "string",
    )
    assert types["type"].startswith("dictionary")


def test_no_cell_of_text_is_run_by_a_spreadsheet_unless_raw(store: Store, tmp_path: Path) -> None:
    whole = written(store, "events", "csv", tmp_path).decode()
    quotes = [
        row["quote"] for row in csv.DictReader(io.StringIO(whole, newline="")) if row["document"] == "formulas.txt"
    ]
    assert quotes == [
        "'+44 was agreed, “quoted”, with a comma.",
        "'@all, it was agreed.",
        "'- It was agreed – naïve.",
    ]
    for table in TABLES:
        for row in csv.reader(io.StringIO(written(store, table, "csv", tmp_path).decode(), newline="")):
            assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)
    raw = written(store, "items", "csv", tmp_path, raw=True).decode()
    assert "=HYPERLINK(0)" in [row["title"] for row in csv.DictReader(io.StringIO(raw, newline=""))]


@pytest.mark.parametrize(
    "text",
    [
        "=1",
        "+1",
        "-1",
        "@a",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1",
        "＋1",
        "－1",
        "＠a",
        " =1",
        "\x00=1",
        "\ufeff=1",
        "\u202e=1",
    ],
)
def test_every_sign_that_starts_a_formula_is_guarded(text: str) -> None:
    assert runs(text) and not runs(f"a{text}") and not runs(f"'{text}")


def test_no_cell_begins_within_a_text_whatever_parts_cells(tmp_path: Path) -> None:
    made = tmp_path / "x.csv"
    text = 'a;=1+1\r=2+2\n=3+3,=4+4\t=5+5 "=6+6"\x00'
    with made.open("wb") as file:
        WRITERS["csv"](TABLES["documents"], [(text, "", "", 1, "read", "", "")], file, Layout())
    whole = made.read_bytes().decode()
    (row,) = csv.DictReader(io.StringIO(whole, newline=""))
    assert row["document"] == text
    for parts in (",", ";", "\t"):
        begun = [cell for line in csv.reader(io.StringIO(whole, newline=""), delimiter=parts) for cell in line]
        assert not any(cell.lstrip('"').startswith(("=", "+", "-", "@")) for cell in begun)


def test_a_mark_of_utf8_is_written_only_when_asked_for(store: Store, tmp_path: Path) -> None:
    plain = written(store, "matters", "csv", tmp_path)
    assert written(store, "matters", "csv", tmp_path, bom=True) == b"\xef\xbb\xbf" + plain
    assert plain.startswith(b"matter,title,body")
    with pytest.raises(UsageError, match="--bom is for csv, not for jsonl"):
        written(store, "matters", "jsonl", tmp_path, bom=True)


def test_judged_tables_are_exported_too(store: Store, tmp_path: Path) -> None:
    out = tmp_path / "x.csv"
    export(store, table_named("deferrals"), "csv", str(out))
    (first, *_) = csv.DictReader(io.StringIO(out.read_text(), newline=""))
    assert (first["title"], first["times"]) == ("Crisis care review", "3")


def test_partial_dates_stay_partial(store: Store, tmp_path: Path) -> None:
    lines = written(store, "meetings", "csv", tmp_path).decode()
    assert '"2022-09"' in lines


def test_numbers_are_left_as_numbers(store: Store, tmp_path: Path) -> None:
    (matter, *_) = csv.DictReader(io.StringIO(written(store, "matters", "csv", tmp_path).decode(), newline=""))
    assert matter["stated_deferrals"] == ""  # the minutes do not count
    assert matter["appearances"].isdigit()


def test_drafts_and_withdrawn_files_are_left_out_unless_asked_for(store: Store) -> None:
    for table in ("meetings", "statements", "events"):
        at = [column.name for column in TABLES[table].columns].index("document")
        current = {row[at] for row in rows(store, TABLES[table])}
        everything = {row[at] for row in rows(store, TABLES[table], all_versions=True)}
        assert everything - current == {"2022-04 draft.txt"}


def test_the_ids_of_a_table_are_unique_and_those_it_points_to_exist(store: Store) -> None:
    def ids(table: str, name: str) -> list[Any]:
        at = [column.name for column in TABLES[table].columns].index(name)
        return [row[at] for row in rows(store, TABLES[table])]

    for table, name in (("meetings", "meeting"), ("items", "item"), ("statements", "statement")):
        assert len(ids(table, name)) == len(set(ids(table, name)))
    for table in ("items", "statements", "events", "stances", "mentions"):
        assert set(ids(table, "meeting")) <= set(ids("meetings", "meeting"))
    for table in ("events", "stances", "mentions"):
        assert set(ids(table, "matter")) <= {*ids("matters", "matter"), ""}
        assert set(ids(table, "item")) <= {*ids("items", "item"), ""}
    assert [name for name in ids("stances", "matter") if name]


def test_every_export_keeps_the_same_order(store: Store, tmp_path: Path) -> None:
    assert canonical(store) == canonical(store)
    assert written(store, "events", "jsonl", tmp_path) == written(store, "events", "jsonl", tmp_path)


def test_all_tables_are_written_into_a_folder(store: Store, tmp_path: Path) -> None:
    made = export_all(store, tmp_path / "deep" / "tables")
    assert [path.name for path in made] == [f"{name}.csv" for name in TABLES]
    assert all(path.read_text().startswith(CONTRACT[path.stem].split(", ")[0]) for path in made)
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="the folder cannot be made"):
        export_all(store, tmp_path / "file" / "tables")


def test_what_cannot_be_exported_is_told(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match="there is no table 'songs' — tables are documents, meetings"):
        table_named("songs")
    with pytest.raises(UsageError, match="there is no format 'xls' — formats are csv, jsonl, parquet"):
        export(store, TABLES["events"], "xls")
    with pytest.raises(UsageError, match="it cannot be written"):
        export(store, TABLES["events"], "csv", str(tmp_path / "no" / "such" / "folder.csv"))
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    out = tmp_path / "t.parquet"
    with pytest.raises(MattersError, match=r"pip install 'matters-arising\[parquet\]'"):
        export(store, TABLES["events"], "parquet", str(out))
    assert not out.exists()
