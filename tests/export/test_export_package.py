"""The data package: what it says of its files holds of them; and the dictionary that it is made of."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import toy_archive as toy
from matters_arising.errors import UsageError
from matters_arising.export import JUDGED, SHEETS, TABLES
from matters_arising.export.package import About, write_package
from matters_arising.export.page import page
from matters_arising.flow import run
from matters_arising.store import Store, open_store

DOCS = Path(__file__).resolve().parents[2] / "docs"
HARM = '<img src=x onerror=alert(1)> &lt; \u202e, "quoted"; =1+1\r=2+2 ' + "x" * 3_000
HOSTILE = toy.minutes(
    "2022-05",
    f"# =cmd|'/c calc'!A0 {HARM}",
    f"+1 was put off because {HARM}.",
    "Ms Moss proposed a pond.",
    body="＝Forum; of harm",
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("package")
    root = toy.lay(folder / "archive", {**toy.FILES, "=harm.txt": HOSTILE})
    with open_store(folder / "x.db", write=True) as opened:
        run(root, opened, config=toy.ToyConfig(), stages=toy.WIDE, jobs=0)
        yield opened


def described(folder: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return told


def cells(folder: Path, resource: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of a resource, text that is missing as None."""
    path = folder / resource["path"]
    if resource["format"] == "csv":
        with path.open(encoding=resource["encoding"], newline="") as file:
            found: list[dict[str, Any]] = list(csv.DictReader(file))
    elif resource["format"] == "jsonl":
        found = [json.loads(line) for line in path.read_bytes().splitlines()]
    else:
        import pyarrow.parquet

        found = pyarrow.parquet.read_table(path).to_pylist()
    missing = resource["schema"]["missingValues"]
    return [{name: None if cell in missing else cell for name, cell in row.items()} for row in found]


def cast(cell: Any, kind: str) -> Any:
    if not isinstance(cell, str) or kind == "string":
        return cell
    return {
        "integer": int,
        "number": float,
        "array": json.loads,
        "boolean": lambda text: {"true": True, "false": False}[text],
    }[kind](cell)


def faults(folder: Path) -> Iterator[str]:
    """Where the files of a package are not as it says."""
    told = described(folder)
    rows = {one["name"]: cells(folder, one) for one in told["resources"]}
    for one in told["resources"]:
        data = (folder / one["path"]).read_bytes()
        if (one["bytes"], one["hash"]) != (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}"):
            yield f"{one['name']}: bytes or hash"
        for field in one["schema"]["fields"]:
            column = [row[field["name"]] for row in rows[one["name"]]]
            yield from (f"{one['name']}.{field['name']}: {what}" for what in broken(column, field))
        for key in one["schema"].get("foreignKeys", ()):
            there = key["reference"]["resource"] or one["name"]
            known = {row[key["reference"]["fields"][0]] for row in rows[there]} | {None}
            held = {row[key["fields"][0]] for row in rows[one["name"]]}
            if held - known:
                yield f"{one['name']}.{key['fields'][0]} → {there}: {held - known}"


def broken(column: list[Any], field: dict[str, Any]) -> Iterator[str]:
    limits = field["constraints"]
    values = [cast(cell, field["type"]) for cell in column if cell is not None]
    kinds = {"string": str, "integer": int, "number": float, "boolean": bool, "array": list}
    yield from (f"{value!r} is no {field['type']}" for value in values if type(value) is not kinds[field["type"]])
    if limits.get("required") and len(values) < len(column):
        yield "a value is missing"
    if limits.get("unique") and len(set(values)) < len(values):
        yield "a value is there twice"
    yield from (f"{value!r} is no word of it" for value in values if value not in limits.get("enum", [value]))
    yield from (f"{value} is too small" for value in values if value < limits.get("minimum", value))
    yield from (f"{value} is too great" for value in values if value > limits.get("maximum", value))
    if "pattern" in limits:
        yield from (f"{value!r} has another form" for value in values if not re.fullmatch(limits["pattern"], value))


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_what_a_package_says_of_its_files_is_so(form: str, store: Store, tmp_path: Path) -> None:
    made = write_package(store, tmp_path / "p", form, about=About())
    assert sorted(made) == sorted(path.name for path in (tmp_path / "p").iterdir())
    assert [one["name"] for one in described(tmp_path / "p")["resources"]] == [*TABLES, *JUDGED]
    assert list(faults(tmp_path / "p")) == []


def test_a_fault_in_a_package_would_be_found(store: Store, tmp_path: Path) -> None:
    write_package(store, tmp_path, about=About())
    events = tmp_path / "events.csv"
    events.write_text(events.read_text().replace('"deferral"', '"delay"').replace('"mat-', '"mit-'))
    found = " ".join(faults(tmp_path))
    assert "events: bytes or hash" in found
    assert "events.type: 'delay' is no word of it" in found and "events.matter → matters" in found


def test_a_package_says_what_only_its_user_can_say_if_told(store: Store, tmp_path: Path) -> None:
    write_package(store, tmp_path / "a", about=About())
    write_package(store, tmp_path / "b", about=About())
    told = described(tmp_path / "a")
    assert not {"licenses", "created"} & set(told)
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()
    about = About(name="ambleton", title="Ambleton", licence="CC-BY-4.0", created="2031-01-02T03:04:05Z")
    write_package(store, tmp_path / "b", about=about)
    told = described(tmp_path / "b")
    assert (told["name"], told["licenses"], told["created"]) == ("ambleton", [{"name": "CC-BY-4.0"}], about.created)
    with pytest.raises(UsageError, match="'Ambleton Forum' is no name of a package"):
        write_package(store, tmp_path / "c", about=About(name="Ambleton Forum"))
    assert not (tmp_path / "c").exists()


def test_texts_that_would_run_are_guarded_unless_raw_and_the_package_says_so(store: Store, tmp_path: Path) -> None:
    write_package(store, tmp_path / "safe", about=About())
    write_package(store, tmp_path / "raw", about=About(), raw=True)
    safe, raw = ((tmp_path / name / "documents.csv").read_text() for name in ("safe", "raw"))
    assert '"\'=harm.txt"' in safe and '"=harm.txt"' in raw
    assert "begins with an apostrophe" in described(tmp_path / "safe")["description"]
    assert "begins with an apostrophe" not in described(tmp_path / "raw")["description"]


def test_a_folder_is_filled_anew_and_what_is_not_of_a_package_stays(store: Store, tmp_path: Path) -> None:
    write_package(store, tmp_path / "p", "jsonl", about=About())
    write_package(store, tmp_path / "p", "csv", about=About())
    assert {path.suffix for path in (tmp_path / "p").iterdir()} == {".csv", ".json"}
    (tmp_path / "p" / "mine.txt").write_text("mine")
    before = (tmp_path / "p" / "datapackage.json").read_bytes()
    with pytest.raises(UsageError, match="did not put there"):
        write_package(store, tmp_path / "p", "jsonl", about=About())
    assert (tmp_path / "p" / "datapackage.json").read_bytes() == before
    assert (tmp_path / "p" / "mine.txt").read_text() == "mine"


def test_the_description_tells_meaning_unit_and_words(store: Store, tmp_path: Path) -> None:
    write_package(store, tmp_path, about=About())
    fields = {
        (one["name"], field["name"]): field
        for one in described(tmp_path)["resources"]
        for field in one["schema"]["fields"]
    }
    assert all(field["description"] for field in fields.values())
    assert "Unit: meetings." in fields["matters", "deferrals"]["description"]
    assert fields["events", "reason_code"]["constraints"]["enum"][-1] == "unstated"
    assert "pattern" in fields["meetings", "date"]["constraints"]
    (resource,) = (one for one in described(tmp_path)["resources"] if one["name"] == "items")
    assert resource["schema"]["primaryKey"] == ["item"]
    own = {"fields": ["parent"], "reference": {"resource": "", "fields": ["item"]}}
    assert own in resource["schema"]["foreignKeys"]


def test_every_column_says_what_it_means_once() -> None:
    for sheet in SHEETS.values():
        assert len({column.name for column in sheet.columns}) == len(sheet.columns)
        for column in sheet.columns:
            assert column.meaning[0].isupper() or column.words or column.meaning[0] == "“", column
            assert column.meaning.endswith("."), column
            assert bool(column.unit) == (column.kind in ("int", "float")), column
            assert not column.refers or SHEETS[column.refers].key
        assert not sheet.key or sheet.column(sheet.key).required


def test_the_page_of_tables_is_current() -> None:
    assert (DOCS / "tables.md").read_text(encoding="utf-8") == page(), "python -m matters_arising.export.page"
