"""Metadata for Datasette: its questions run on a database as it is, and what it describes is there."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import toy_archive as toy
import yaml
from matters_arising.errors import UsageError
from matters_arising.export.datasette import metadata, write_metadata
from matters_arising.flow import run
from matters_arising.store import Store, open_store
from matters_arising.store.ledger import ledger
from matters_arising.store.queries import QUERIES, columns_of

EMPTY = {"body": "", "before": "", "matter": ""}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("datasette")
    root = toy.lay(folder / "archive", {**toy.FILES, "hut.txt": toy.minutes("2021-05", "# Hut", "The hut is old.")})
    with open_store(folder / "minutes.db", write=True) as opened:
        run(root, opened, config=toy.ToyConfig(), stages=toy.STAGES, jobs=0)
        opened.connection.execute("UPDATE events SET until_date = '2022-04' WHERE until <> ''")
        opened.connection.execute("UPDATE matters SET fate = 'not found since' WHERE title = 'Hut'")
        yield opened


def asked(store: Store, name: str, **values: str) -> list[dict[str, Any]]:
    """The answer that Datasette gives: read-only, a parameter that is not filled in being an empty text."""
    sql = metadata(store)["databases"]["minutes"]["queries"][name]["sql"]
    connection = sqlite3.connect(f"file:{store.path}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    try:
        return [dict(row) for row in connection.execute(sql, {**EMPTY, **values})]
    finally:
        connection.close()


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_every_question_runs_on_a_file_that_may_only_be_read(query: Any, store: Store) -> None:
    assert query.title and query.description.endswith(".")
    asked(store, query.name)
    asked(store, query.name, body="'; DROP TABLE matters; --", matter="\x00\"'", before="x")


def test_the_ledger_is_that_of_the_command(store: Store) -> None:
    told = [(row["title"], row["times"], row["inferred"], row["streak"]) for row in asked(store, "deferral_ledger")]
    assert sorted(told) == sorted((e.title, e.times, e.inferred, e.streak) for e in ledger(store))
    (first, *_) = asked(store, "deferral_ledger")
    assert (first["title"], first["last_reason"]) == ("Crisis care review", "the draft was not ready")
    assert asked(store, "deferral_ledger", body="no such") == []
    assert len(asked(store, "deferral_ledger", body="ambleton")) == len(told)


def test_promises_are_asked_for_by_day(store: Store) -> None:
    (promise,) = asked(store, "promises_due")
    assert (promise["until"], promise["until_date"], promise["said"]) == ("next meeting", "2022-04", "2022-03-09")
    assert asked(store, "promises_due", before="2022-03-31") == []
    assert asked(store, "promises_due", before="2022-04-30") == [promise]


def test_what_was_not_found_again_comes_with_its_last_words(store: Store) -> None:
    (lost,) = asked(store, "not_found_since")
    assert (lost["title"], lost["last_quote"], lost["document"]) == ("Hut", "# Hut", "hut.txt")
    assert lost["meetings_since"] == 4


def test_a_life_is_asked_for_by_words_or_id(store: Store) -> None:
    life = asked(store, "timeline", matter="crisis CARE")
    assert [row["what"] for row in life if row["what"] != "passage"] == [
        *("proposal", "deferral", "deferral", "collaborative", "deferral")
    ]
    assert [row["date"] for row in life] == sorted(row["date"] for row in life)
    assert "2022-04 draft.txt" not in {row["document"] for row in life}
    (matter,) = store.connection.execute("SELECT id FROM matters WHERE title = 'Crisis care review'").fetchone()
    assert asked(store, "timeline", matter=matter) == life
    assert asked(store, "timeline", matter=" review  crisis ") == life
    assert asked(store, "timeline", matter="crisis shelter") == asked(store, "timeline", matter=" ") == []
    assert asked(store, "timeline") == []


def test_what_is_described_is_there_and_what_people_look_at_is_described(store: Store) -> None:
    tables = metadata(store)["databases"]["minutes"]["tables"]
    held = columns_of(store)
    for name, table in tables.items():
        assert table["title"] and table["description"]
        assert set(table["columns"]) <= set(held[name])
        assert {table.get("sort_desc"), table.get("label_column"), *table.get("facets", ())} <= {*held[name], None}
    for name in ("documents", "meetings", "items", "statements", "events", "stances", "matters", "mentions"):
        assert set(held[name]) == set(tables[name]["columns"]), name
    assert "Unit: meetings." in tables["matters"]["columns"]["streak"]


def test_json_and_yaml_say_the_same(store: Store, tmp_path: Path) -> None:
    for name in ("m.json", "m.yaml"):
        write_metadata(store, tmp_path / name)
    told = json.loads((tmp_path / "m.json").read_text(encoding="utf-8"))
    assert told == yaml.safe_load((tmp_path / "m.yaml").read_text(encoding="utf-8")) == metadata(store)
    with pytest.raises(UsageError, match=r"let --out end in \.json"):
        write_metadata(store, tmp_path / "m.toml")
    with pytest.raises(UsageError, match="it cannot be written"):
        write_metadata(store, tmp_path / "no" / "m.json")
