"""What is asked of a large archive is looked up by an index, and is what reading everything would give."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import toy_archive as toy
from hypothesis import given, settings
from hypothesis import strategies as st
from matters_arising.flow import run
from matters_arising.store import Store, open_store, transaction
from matters_arising.store import context as asking
from matters_arising.store.context import search
from matters_arising.store.ends import put_ends
from matters_arising.store.examine import examine
from matters_arising.store.ledger import ledger
from matters_arising.store.life import life_of
from matters_arising.store.meant import candidates
from matters_arising.store.read import every, meta
from matters_arising.store.words import LEVELS, having, index_words, rarest_first, said_in_tables, words_of

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
        put_ends(opened.connection)
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
    few = ("json_each", "some", " w ", "names", "newest", "VIRTUAL TABLE", "CONSTANT ROW", "(subquery", "meta")
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


_WORDS = ("put off", "it was", "stones", "agreed")
_HITS = (
    "SELECT t.id, m.date FROM statements_text JOIN statements t ON t.key = statements_text.rowid "
    "JOIN current_meetings m ON m.key = t.meeting JOIN documents d ON d.key = m.document "
    "WHERE statements_text MATCH ? ORDER BY {}"
)


def test_a_search_is_the_best_of_all(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "_PLACED_AT_ONCE", 1)
    for words in _WORDS:
        plain = every(store, _HITS.format("bm25(statements_text), m.date, d.path, t.start"), words)
        assert plain
        for limit in (1, 2, 5, 1000):
            assert [hit.statement for hit in search(store, words, limit=limit)] == [row["id"] for row in plain][:limit]
        assert not asking.are_common(store, words)


@pytest.mark.parametrize("lately", [0, 1, 4, 1000])
def test_of_what_very_many_say_the_newest_are_found(
    store: Store, scans: list[str], monkeypatch: pytest.MonkeyPatch, lately: int
) -> None:
    monkeypatch.setattr(asking, "_RANKED", 8)
    monkeypatch.setattr(asking, "_LATELY", lately)
    for words in _WORDS:
        plain = every(store, _HITS.format("m.date DESC, d.path, t.start"), words)
        common = len(every(store, "SELECT rowid FROM statements_text WHERE statements_text MATCH ?", words)) > 8
        assert asking.are_common(store, words) == common
        for limit in (1, 2, 5) if common else ():
            assert [hit.statement for hit in search(store, words, limit=limit)] == [row["id"] for row in plain][:limit]
        assert len(search(store, words, limit=1000)) == len(plain)
    assert not asking.are_common(store, "…") and not asking.are_common(store, "nowhere")


def test_the_days_of_some_matters_are_those_of_all(store: Store) -> None:
    kept = [tuple(row) for row in every(store, "SELECT key, decided, months FROM matters ORDER BY key")]
    assert {bool(day) for _, day, _ in kept} == {True, False}
    with transaction(store) as connection:
        connection.execute("UPDATE matters SET decided = '1999-01-01', months = 700")
        for key, *_ in kept:
            put_ends(connection, [key])
    assert [tuple(row) for row in every(store, "SELECT key, decided, months FROM matters ORDER BY key")] == kept


_PUT_OFF = st.tuples(
    *(st.integers(0, 2), st.integers(0, 2), st.none() | st.integers(0, 3)),
    st.sampled_from(["Weir", "weir", "Émile", "Oﬃce roof", "𐐀 Ford", "\uffee Ford"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_PUT_OFF, min_size=10, max_size=10), st.integers(0, 12), st.integers(-1, 4))
def test_a_page_of_the_ledger_is_the_first_of_the_whole(
    store: Store, rows: list[tuple[object, ...]], most: int, at_least: int
) -> None:
    with undone(store):
        for key, values in enumerate(rows, 1):
            sql = "UPDATE matters SET deferrals = ?, deferrals_inferred = ?, months = ?, title = ? WHERE key = ?"
            store.connection.execute(sql, (*values, key))
        whole = ledger(store)
        times = {
            row["id"]: row["deferrals"] + row["deferrals_inferred"] for row in every(store, "SELECT * FROM matters")
        }
        assert {entry.matter for entry in whole} == {matter for matter, put_off in times.items() if put_off}
        assert whole == sorted(whole, key=lambda e: (-e.times, -e.deferrals, -(e.months or 0), e.title, e.matter))
        assert ledger(store, most=most) == whole[:most]
        assert ledger(store, most=most, at_least=at_least) == [e for e in whole if e.times >= at_least][:most]
        ousby = [entry for entry in whole if entry.body == "Ousby Council"]
        assert ledger(store, most=most, body="Ousby") == ousby[:most]


@contextmanager
def undone(store: Store) -> Iterator[None]:
    """What is changed meanwhile is as it was afterwards."""
    store.connection.execute("BEGIN")
    try:
        yield
    finally:
        store.connection.execute("ROLLBACK")


_ASKED = st.lists(
    st.sampled_from([*words_of(" ".join((*TITLES, *SAID))), "ambleton", "nowhere"]), min_size=1, max_size=5
)


@settings(max_examples=60, deadline=None)
@given(_ASKED)
def test_the_index_has_the_words_of_each_matter(store: Store, asked: list[str]) -> None:
    by_index: dict[int, dict[str, bool]] = {}
    for level in LEVELS:
        by_index |= having(store, asked, rarest_first(store, asked), level, len(asked) // 2)
    assert by_index == said_in_tables(store, asked)


@settings(max_examples=100, deadline=None)
@given(_ASKED, st.integers(1, 12), st.lists(st.integers(1, 40), min_size=10, max_size=10))
def test_the_first_that_may_be_meant_are_the_first_of_all(
    store: Store, asked: list[str], most: int, appearances: list[int]
) -> None:
    with undone(store):
        for key, times in enumerate(appearances, 1):
            store.connection.execute("UPDATE matters SET appearances = ? WHERE key = ?", (times, key))
        index_words(store.connection)
        found = candidates(store, " ".join(asked), most=most)
        store.connection.execute("UPDATE meta SET value = 'yes' WHERE name = 'unsettled'")
        whole = candidates(store, " ".join(asked))  # read from the tables
    assert found == whole[:most]


def test_the_words_of_one_matter_are_put_in_place_of_its_own(store: Store) -> None:
    held = [tuple(row) for row in every(store, "SELECT rowid, words FROM matters_words ORDER BY rowid")]
    with transaction(store) as connection:
        connection.execute("UPDATE matters_words SET words = 'nothing' WHERE rowid = 2")
        index_words(connection, [2])
    assert [tuple(row) for row in every(store, "SELECT rowid, words FROM matters_words ORDER BY rowid")] == held


_FORM_10 = (
    "DROP INDEX matters_ledger",
    "ALTER TABLE matters DROP COLUMN months",
    "ALTER TABLE matters DROP COLUMN decided",
    "CREATE INDEX matters_times ON matters (deferrals + deferrals_inferred)",
    "DROP INDEX mentions_matter",
    "CREATE INDEX mentions_matter ON mentions (matter)",
)
_FORM_7 = (
    *_FORM_10,
    *(
        "DROP TRIGGER meetings_gone",
        "DROP TABLE followed",
        "DROP TABLE near_misses",
        "DROP TRIGGER matters_gone",
        "DROP TABLE matters_words",
    ),
    *("DROP INDEX matters_times", "DROP INDEX matters_body", "DROP INDEX meetings_body"),
    "DELETE FROM meta WHERE name = 'words_indexed'",
)


@pytest.mark.parametrize(("form", "back"), [(10, _FORM_10), (7, _FORM_7)])
def test_an_older_database_is_indexed_at_its_next_run(form: int, back: tuple[str, ...], tmp_path: Path) -> None:
    root, path = toy.lay(tmp_path / "archive"), tmp_path / "x.db"
    with open_store(path, write=True) as store:
        run(root, store, config=toy.ToyConfig(), stages=toy.STAGES, jobs=0)
        before, whole = candidates(store, "crisis care"), ledger(store)
        assert [entry.months for entry in whole] != [None] * len(whole)
    with sqlite3.connect(path) as old:
        for sql in back:
            old.execute(sql)
        old.execute(f"PRAGMA user_version = {form}")
    with open_store(path, write=True) as store:
        assert meta(store, "unsettled") == "yes"
        assert candidates(store, "crisis care") == before
        assert [entry.months for entry in ledger(store)] == [None] * len(whole)
        run(root, store, config=toy.ToyConfig(), stages=toy.STAGES, jobs=0)
        assert candidates(store, "crisis care") == before
        assert ledger(store) == whole
        assert not [one for one in examine(store) if one.state == "trouble"]
        assert len(every(store, "SELECT rowid FROM matters_words")) == len(every(store, "SELECT key FROM matters"))
