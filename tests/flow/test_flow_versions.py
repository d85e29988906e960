"""Minutes published again with other words: the earlier text is kept beside the new one, and is never current."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
import toy_archive as toy
from matters_arising.export import canonical
from matters_arising.flow import run
from matters_arising.matters.changes import Comparison
from matters_arising.store import Store, open_store, versions
from matters_arising.store.changes import changes_of
from matters_arising.store.context import search

PAST, LATER = "2024-01-02T03:00:00+00:00", "2024-02-02T03:00:00+00:00"
BEFORE = ("# Old pier", "It was agreed that the pier be painted in the spring.", "The clerk thanked the painters.")
AFTER = ("# Old pier", "The painting of the pier was put off until the summer.", "The clerk thanked the painters.")


def text(*lines: str, date: str = "2023-05-03", status: str = "approved") -> str:
    return toy.minutes(date, *lines, body="Quay Board", status=status)


def go(store: Store, root: Path, files: dict[str, str], now: str = "") -> None:
    run(toy.lay(root, files), store, config=toy.ToyConfig(), stages=toy.WIDE, jobs=0, now=now)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    with open_store(tmp_path / "x.db", write=True) as opened:
        yield opened  # type: ignore[misc]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "archive"


def only(found: list[Comparison]) -> Comparison:
    (one,) = found
    return one


def number(store: Store, table: str) -> int:
    return int(store.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_other_words_under_the_same_path_are_told_with_quotes_hashes_statuses_and_dates(
    store: Store, root: Path
) -> None:
    go(store, root, {"a.txt": text(*BEFORE)}, PAST)
    go(store, root, {"a.txt": text(*AFTER)}, LATER)
    found = only(changes_of(store))
    assert found.kind == "silent later edit"
    assert (found.earlier.first_seen, found.later.first_seen) == (PAST, LATER)
    assert (found.earlier.status, found.later.status) == ("approved", "approved")
    assert found.earlier.sha256 != found.later.sha256
    quotes = [(c.before and c.before.quote, c.after and c.after.quote) for c in found.changes]
    assert quotes == [("\n".join(BEFORE[1:]), "\n".join(AFTER[1:]))]
    assert {(f.type, f.what) for f in found.flags} == {("decision", "removed"), ("deferral", "added")}


def test_an_earlier_text_is_never_current(store: Store, root: Path, tmp_path: Path) -> None:
    go(store, root, {"a.txt": text(*BEFORE)})
    go(store, root, {"a.txt": text(*AFTER)})
    assert not search(store, "spring", limit=5)
    with open_store(tmp_path / "new.db", write=True) as fresh:
        go(fresh, root, {})
        assert canonical(store) == canonical(fresh)
        assert not changes_of(fresh)


@pytest.mark.parametrize("again", [text(*BEFORE), text(*BEFORE).replace(" ", "  ").replace("BODY:  ", "BODY: ")])
def test_the_same_words_are_no_version(store: Store, root: Path, again: str) -> None:
    go(store, root, {"a.txt": text(*BEFORE)})
    again = again.replace("DATE:  ", "DATE: ").replace("STATUS:  ", "STATUS: ")
    go(store, root, {"a.txt": again, "b.txt": text("# Fee", "Nothing.", date="2023-06-07")})
    assert number(store, "versions") == 0 and not changes_of(store)


def test_the_minutes_of_another_meeting_under_the_same_path_are_no_change(store: Store, root: Path) -> None:
    go(store, root, {"latest.txt": text(*BEFORE)})
    go(store, root, {"latest.txt": text("# Ferry", "The ferry sank at once.", date="2023-06-07")})
    assert number(store, "versions") == 1 and not changes_of(store)


def test_a_draft_and_the_approved_minutes_under_another_path_are_a_pair(store: Store, root: Path) -> None:
    both = {"a draft.txt": text(*BEFORE, status="draft"), "a.txt": text(*BEFORE[:2], "The clerk thanked them all.")}
    go(store, root, both)
    found = only(changes_of(store))
    assert (found.kind, found.earlier.document, found.later.document) == ("draft to approved", "a draft.txt", "a.txt")


def test_a_text_that_cannot_be_read_in_between_is_not_lost(store: Store, root: Path) -> None:
    go(store, root, {"a.txt": text(*BEFORE)}, PAST)
    go(store, root, {"a.txt": "BROKEN"}, LATER)
    go(store, root, {"a.txt": text(*BEFORE)}, LATER)
    assert number(store, "versions") == 0
    go(store, root, {"a.txt": "BROKEN"}, LATER)
    go(store, root, {"a.txt": text(*AFTER)}, LATER)
    assert only(changes_of(store)).earlier.first_seen == PAST


def test_many_texts_of_one_path_are_bounded_and_the_first_one_stays(
    store: Store, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(versions, "_KEPT", 3)
    for year in range(6):
        go(store, root, {"a.txt": text(*BEFORE, f"The bill was {year} marks more than that of the year before.")})
    assert number(store, "versions") == 3 and number(store, "version_meetings") == 3
    told = [change.after.quote for one in changes_of(store) for change in one.changes if change.after]
    assert sorted(word for quote in told for word in quote.split() if word.isdigit()) == ["3", "4", "5"]


def test_since_and_body_choose(store: Store, root: Path) -> None:
    go(store, root, {"a.txt": text(*BEFORE)}, PAST)
    go(store, root, {"a.txt": text(*AFTER)}, LATER)
    assert changes_of(store, since="2024-02-02") and changes_of(store, body="quay")
    assert not changes_of(store, since="2024-02-03") and not changes_of(store, body="harbour")


@pytest.mark.parametrize("fails_at", ["INSERT INTO version_statements", "INSERT INTO texts", "INSERT INTO events"])
def test_a_run_that_is_cut_off_leaves_the_old_or_the_new_whole(tmp_path: Path, root: Path, fails_at: str) -> None:
    def state(opened: Store) -> Any:
        rows = opened.connection.execute(
            "SELECT path, sha256 FROM documents UNION ALL SELECT path, sha256 FROM versions"
        )
        return sorted(map(tuple, rows)), [
            number(opened, name) for name in ("version_statements", "version_events", "statements", "events")
        ]

    class Cut(sqlite3.Connection):
        def execute(self, sql: str, *given: Any) -> sqlite3.Cursor:
            if sql.startswith(fails_at):
                raise KeyboardInterrupt
            return super().execute(sql, *given)

        def executemany(self, sql: str, *given: Any) -> sqlite3.Cursor:
            if sql.startswith(fails_at):
                raise KeyboardInterrupt
            return super().executemany(sql, *given)

    with open_store(tmp_path / "y.db", write=True) as opened:
        go(opened, root, {"a.txt": text(*BEFORE)})
        old = state(opened)
        cut = sqlite3.connect(tmp_path / "y.db", factory=Cut, isolation_level=None)
        cut.row_factory = sqlite3.Row
        cut.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(KeyboardInterrupt):
            go(Store(str(tmp_path / "y.db"), cut), root, {"a.txt": text(*AFTER)})
        cut.close()
        assert state(opened) == old
        go(opened, root, {"a.txt": text(*AFTER)})
        assert len(changes_of(opened)) == 1


def test_a_database_from_before_says_that_it_does_not_know_when(tmp_path: Path, root: Path) -> None:
    from matters_arising.store.schema import MIGRATIONS

    with sqlite3.connect(tmp_path / "old.db") as old:
        old.executescript(MIGRATIONS[0])
        old.execute("INSERT INTO documents VALUES (1, 'a.txt', 'ab', '', 1, 'read', '', '', '')")
        old.execute(f"PRAGMA application_id = {0x4D415454}")
        old.execute("PRAGMA user_version = 1")
    with open_store(tmp_path / "old.db", write=True) as opened:
        row = opened.connection.execute("SELECT path, sha256, first_seen FROM seen").fetchone()
        assert tuple(row) == ("a.txt", "ab", "")
