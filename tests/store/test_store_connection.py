"""Opening the database: what can be wrong with it is told, with what to do, and nothing of others is touched."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from matters_arising.errors import StoreError
from matters_arising.store import open_store, transaction
from matters_arising.store.schema import APPLICATION_ID, MIGRATIONS


@contextmanager
def as_nobody() -> Iterator[None]:
    """Root may write everywhere: where the tests are root, be nobody for a while."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def test_a_new_database_is_ours_and_set_up_as_designed(tmp_path: Path) -> None:
    with open_store(tmp_path / "x.db", write=True) as store:
        pragma = {
            name: store.connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("application_id", "user_version", "journal_mode", "synchronous", "foreign_keys")
        }
    assert pragma == {
        "application_id": APPLICATION_ID,
        "user_version": len(MIGRATIONS),
        "journal_mode": "wal",
        "synchronous": 1,
        "foreign_keys": 1,
    }
    assert [file.name for file in tmp_path.iterdir()] == ["x.db"]  # one file, once it is closed


def test_what_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"x\.db: there is no such database — make it: matters run FOLDER --db"):
        open_store(tmp_path / "x.db")
    with pytest.raises(StoreError, match=r"there is no folder .*nowhere — make the folder"):
        open_store(tmp_path / "nowhere" / "x.db", write=True)
    with pytest.raises(StoreError, match="it is a folder, not a database"):
        open_store(tmp_path, write=True)


@pytest.mark.parametrize("write", [False, True])
def test_a_database_of_another_program_is_left_alone(tmp_path: Path, write: bool) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE songs (title TEXT)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="it is not a database of Matters Arising"):
        open_store(path, write=write)
    assert path.read_bytes() == before


@pytest.mark.parametrize("write", [False, True])
def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path, write: bool) -> None:
    path = tmp_path / "notes.db"
    path.write_text("Minutes of the meeting, in words. " * 100)
    before = path.read_bytes()
    with pytest.raises(StoreError, match="it is not a database of Matters Arising — name another"):
        open_store(path, write=write)
    assert path.read_bytes() == before


@pytest.mark.parametrize("write", [False, True])
def test_a_database_of_a_newer_version_is_left_alone(tmp_path: Path, write: bool) -> None:
    path = tmp_path / "x.db"
    open_store(path, write=True).close()
    with sqlite3.connect(path) as newer:
        newer.execute("PRAGMA user_version = 99")
    newer.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"made by a newer version .*99.* — upgrade matters-arising"):
        open_store(path, write=write)
    assert path.read_bytes() == before


def test_a_database_of_an_older_version_is_brought_up_to_date_by_a_run(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with open_store(path, write=True) as store, transaction(store) as connection:
        connection.execute("INSERT INTO meta VALUES ('root', '/minutes')")
    newer = (
        *MIGRATIONS,
        "ALTER TABLE runs ADD COLUMN who TEXT NOT NULL DEFAULT ''; CREATE INDEX n ON runs (who);",
    )
    with pytest.raises(StoreError, match=r"made by an older version .* — bring it up to date: matters run"):
        open_store(path, migrations=newer)
    with open_store(path, write=True, migrations=newer) as store:
        assert store.connection.execute("PRAGMA user_version").fetchone()[0] == len(newer)
        assert store.connection.execute("SELECT who FROM runs").fetchall() == []
        assert store.connection.execute("SELECT value FROM meta").fetchone()[0] == "/minutes"
    open_store(path, migrations=newer).close()


def test_a_migration_that_fails_leaves_the_database_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    open_store(path, write=True).close()
    broken = (*MIGRATIONS, "CREATE TABLE half (a); CREATE TABLE half (a);")
    with pytest.raises(sqlite3.OperationalError):
        open_store(path, write=True, migrations=broken)
    with open_store(path) as store:
        assert store.connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'half'").fetchone()[0] == 0


def test_a_database_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    for folder in tmp_path.parents:
        if folder.name.startswith(("pytest-", "popen-")):  # pytest's own, closed to others
            folder.chmod(0o755)
    path = tmp_path / "x.db"
    open_store(path, write=True).close()
    path.chmod(0o444)
    tmp_path.chmod(0o555)
    with as_nobody():
        with pytest.raises(StoreError, match=r"it cannot be (written|opened) — "):
            open_store(path, write=True)
        with pytest.raises(StoreError, match=r"it cannot be opened — "):
            open_store(tmp_path / "new.db", write=True)
        with open_store(path) as store:  # to read, a folder that may not be written is no hindrance
            assert store.connection.execute("SELECT count(*) FROM documents").fetchone()[0] == 0
    tmp_path.chmod(0o755)


def test_a_reader_never_writes(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    open_store(path, write=True).close()
    with (
        open_store(path) as store,
        pytest.raises(StoreError, match="it cannot be written"),
        transaction(store) as connection,
    ):
        connection.execute("DELETE FROM meta")


def test_a_transaction_is_all_or_nothing(tmp_path: Path) -> None:
    with open_store(tmp_path / "x.db", write=True) as store:
        with pytest.raises(KeyboardInterrupt), transaction(store) as connection:
            connection.execute("INSERT INTO meta VALUES ('a', 'b')")
            raise KeyboardInterrupt
        assert store.connection.execute("SELECT count(*) FROM meta").fetchone()[0] == 0
        assert not store.connection.in_transaction


def test_a_name_with_signs_of_its_own_is_a_name(tmp_path: Path) -> None:
    for name in ("what?.db", "50% #1.db", "no-break\u00a0space.db"):
        open_store(tmp_path / name, write=True).close()
        assert (tmp_path / name).exists()
