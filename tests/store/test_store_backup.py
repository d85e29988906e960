"""A copy of the database: whole while others write, checked before it has its name, never over what is not ours."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
import toy_archive as toy
from matters_arising.errors import StoreError, UsageError
from matters_arising.export import canonical
from matters_arising.flow import run
from matters_arising.store import backup, open_store
from matters_arising.store.backup import back_up

_WRITER = """
import sys
from matters_arising.store import open_store, transaction
with open_store(sys.argv[1], write=True) as store:
    number = 0
    while True:
        number += 1
        with transaction(store) as connection:  # two rows that are always the same
            for name in ("one", "other"):
                connection.execute("REPLACE INTO meta VALUES (?, ?)", (name, str(number) * 500))
"""


@pytest.fixture
def db(tmp_path: Path) -> Path:
    root = toy.lay(tmp_path / "archive")
    with open_store(tmp_path / "x.db", write=True) as store:
        run(root, store, config=toy.ToyConfig(), stages=toy.STAGES, jobs=0)
    return tmp_path / "x.db"


def test_a_copy_holds_the_same_and_replaces_an_earlier_one(db: Path, tmp_path: Path) -> None:
    for _ in range(2):
        with open_store(db) as store:
            made = back_up(store, tmp_path / "copy.db")
            whole = canonical(store)
    with open_store(made.path) as copy:
        assert canonical(copy) == whole
    assert sorted(path.name for path in tmp_path.glob("*copy.db*")) == ["copy.db"]


def test_a_copy_is_of_one_moment_while_another_writes(db: Path, tmp_path: Path) -> None:
    writer = subprocess.Popen([sys.executable, "-c", _WRITER, str(db)])
    try:
        seen = set()
        until = time.monotonic() + 30
        while len(seen) < 4 and time.monotonic() < until:
            with open_store(db) as store:
                made = back_up(store, tmp_path / "copy.db")
            with open_store(made.path) as copy:
                rows = dict(copy.connection.execute("SELECT name, value FROM meta WHERE name IN ('one', 'other')"))
                assert copy.connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            if rows:
                assert rows["one"] == rows["other"]
                seen.add(rows["one"])
        assert writer.poll() is None
        assert len(seen) == 4
    finally:
        writer.kill()
        writer.wait()


def test_corrections_go_with_it_and_those_of_others_are_left_alone(db: Path, tmp_path: Path) -> None:
    lines = b'{"act": "cut"}\n'
    Path(f"{db}.overrides.jsonl").write_bytes(lines)
    with open_store(db) as store:
        made = back_up(store, tmp_path / "copy.db")
    assert made.written_by_people == (tmp_path / "copy.db.overrides.jsonl",)
    assert made.written_by_people[0].read_bytes() == lines
    Path(f"{db}.overrides.jsonl").unlink()
    with open_store(db) as store, pytest.raises(UsageError, match="corrections of another database"):
        back_up(store, tmp_path / "copy.db")
    assert made.written_by_people[0].read_bytes() == lines


def test_nothing_else_is_written_over(db: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Ms Finch")
    with open_store(db) as store:
        for out, why in (
            (tmp_path / "letter.txt", "no backup of ours"),
            (db, "the database itself"),
            (tmp_path / "no" / "copy.db", "no folder"),
        ):
            with pytest.raises(UsageError, match=why):
                back_up(store, out)
        with open_store(tmp_path / "used.db", write=True), pytest.raises(UsageError, match="in use"):
            back_up(store, tmp_path / "used.db")
    assert (tmp_path / "letter.txt").read_text() == "Dear Ms Finch"


def test_a_copy_that_fails_leaves_the_earlier_one(db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(db) as store:
        back_up(store, tmp_path / "copy.db")
        before = (tmp_path / "copy.db").read_bytes()

        def full(*_: object) -> None:
            raise StoreError("the disk is full")

        monkeypatch.setattr(backup, "_copied", full)
        with pytest.raises(StoreError):
            back_up(store, tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_bytes() == before
    assert [path.name for path in tmp_path.glob(".*")] == []
