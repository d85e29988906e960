"""What is asked of a large archive is looked up by an index, and is what reading everything would give."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
import toy_archive as toy
from hypothesis import given, settings
from hypothesis import strategies as st
from matters_arising.flow import run
from matters_arising.store import Store, open_store, transaction
from matters_arising.store import context as asking
from matters_arising.store.context import search
from matters_arising.store.examine import examine
from matters_arising.store.ledger import decided, ledger
from matters_arising.store.life import candidates, life_of
from matters_arising.store.read import every, meta
from matters_arising.store.schema import MIGRATIONS
from matters_arising.store.words import having, index_words, words_of

TITLES = ("Ford stones", "Sluice of Nether Mill", "Policies on the pond", "Straße and pond", "Oﬃce roof")
SAID = (
    "was put off",
    "was agreed",
    "was proposed, the stones and all",
    "was put off for the pond",
    "was perhaps put off",
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("plans")
    files = {
        f"{body}-{month}.txt": toy.minutes(
            f"2031-{month:02}-05",
            *(
                line
                for at, title in enumerate(TITLES)
                for line in (f"# {title} {body}", f"It {SAID[(at + month) % 5]}.")
            ),
            body=f"{body} Council",
        )
        for body in ("Ambleton", "Ousby")
        for month in range(1, 7)
    }
    root = toy.lay(
        folder / "archive", {**files, "draft.txt": files["Ousby-1.txt"].replace("DATE", "STATUS: draft\nDATE")}
    )
    with open_store(folder / "x.db", write=True) as opened:
        run(root, opened, config=toy.ToyConfig(), stages=toy.STAGES, jobs=0)
        opened.connection.execute("UPDATE matters SET fate = 'adopted'")
        yield opened


@pytest.fixture
def scans(store: Store) -> Iterator[list[str]]:
    """What the questions asked meanwhile read from end to end."""
    asked: list[str] = []
    store.connection.set_trace_callback(asked.append)
    found: list[str] = []
    yield found
    store.connection.set_trace_callback(None)
    for sql in asked:
        if sql.lstrip().upper().startswith(("SELECT", "WITH")):
            plan = store.connection.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()
            found.extend(f"{row[3]}: {sql}" for row in plan if _reads_all(row[3]))
    assert found == []


def _reads_all(step: str) -> bool:
    """Whether a step of a plan reads a whole table: a few rows in hand and what an index of words gives are none."""
    few = ("json_each", "some", " w ", "names", "VIRTUAL TABLE", "CONSTANT ROW", "(subquery", "meta")
    return step.startswith("SCAN") and not any(word in f"{step} " for word in few)


def test_one_matter_is_looked_up(store: Store, scans: list[str]) -> None:
    (first, *_) = every(store, "SELECT id FROM matters WHERE key = 1")
    life = life_of(store, first["id"])
    assert life.appearances
    assert asking.context(store, life.appearances[0].events[0].id).matter == life.matter


def test_a_page_of_the_ledger_is_looked_up(store: Store, scans: list[str]) -> None:
    assert len(ledger(store, most=3)) == 3
    assert {entry.body for entry in ledger(store, body="ousby")} == {"Ousby Council"}


def test_what_words_mean_is_looked_up(store: Store, scans: list[str]) -> None:
    assert candidates(store, "ford stones ousby")[0].title == "Ford stones Ousby"
    assert search(store, "put off", limit=3)


def test_a_search_is_the_best_of_all(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "_FIRST", 1)
    for words in ("put off", "it was", "stones", "agreed"):
        plain = every(
            store,
            "SELECT t.id FROM statements_text JOIN statements t ON t.key = statements_text.rowid "
            "JOIN current_meetings m ON m.key = t.meeting JOIN documents d ON d.key = m.document "
            "WHERE statements_text MATCH ? ORDER BY bm25(statements_text), m.date, d.path, t.start",
            words,
        )
        assert plain
        for limit in (1, 2, 5, 1000):
            assert [hit.statement for hit in search(store, words, limit=limit)] == [row["id"] for row in plain][:limit]


def test_the_days_of_some_matters_are_those_of_all(store: Store) -> None:
    whole = decided(store)
    assert whole
    rows = every(store, "SELECT key, id FROM matters")
    assert {k: v for row in rows for k, v in decided(store, [row["key"]]).items()} == whole


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([*words_of(" ".join((*TITLES, *SAID))), "ambleton", "nowhere"]), min_size=1, max_size=5)
)
def test_the_index_has_the_words_of_each_matter(store: Store, asked: list[str]) -> None:
    found = having(store, asked)
    with transaction(store) as connection:
        connection.execute("UPDATE meta SET value = 'yes' WHERE name = 'unsettled'")
    assert having(store, asked) == found  # read from the tables
    with transaction(store) as connection:
        connection.execute("UPDATE meta SET value = 'no' WHERE name = 'unsettled'")


def test_the_words_of_one_matter_are_put_in_place_of_its_own(store: Store) -> None:
    held = [tuple(row) for row in every(store, "SELECT rowid, words FROM matters_words ORDER BY rowid")]
    with transaction(store) as connection:
        connection.execute("UPDATE matters_words SET words = 'nothing' WHERE rowid = 2")
        index_words(connection, [2])
    assert [tuple(row) for row in every(store, "SELECT rowid, words FROM matters_words ORDER BY rowid")] == held


def test_an_older_database_is_indexed_at_its_next_run(tmp_path: Path) -> None:
    root, path = toy.lay(tmp_path / "archive"), tmp_path / "x.db"
    with open_store(path, write=True) as store:
        run(root, store, config=toy.ToyConfig(), stages=toy.STAGES, jobs=0)
        before = candidates(store, "crisis care")
    with sqlite3.connect(path) as old:
        for name in ("matters_gone", "meetings_gone"):
            old.execute(f"DROP TRIGGER {name}")
        for name in ("followed", "near_misses"):
            old.execute(f"DROP TABLE {name}")
        for name in ("matters_times", "matters_body", "meetings_body"):
            old.execute(f"DROP INDEX {name}")
        old.execute("DROP TABLE matters_words")
        old.execute("DELETE FROM meta WHERE name = 'words_indexed'")
        old.execute(f"PRAGMA user_version = {len(MIGRATIONS) - 3}")
    with open_store(path, write=True) as store:
        assert meta(store, "unsettled") == "yes"
        assert candidates(store, "crisis care") == before
        run(root, store, config=toy.ToyConfig(), stages=toy.STAGES, jobs=0)
        assert candidates(store, "crisis care") == before
        assert not [one for one in examine(store) if one.state == "trouble"]
        assert len(every(store, "SELECT rowid FROM matters_words")) == len(every(store, "SELECT key FROM matters"))
