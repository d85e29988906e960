"""Opening the database file, and what can be wrong with it, in words."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from matters_arising.errors import StoreError
from matters_arising.store.schema import APPLICATION_ID, MIGRATIONS

RESTORE = (
    "move it away and put the last backup in its place (made by: matters backup), then run again: what is new since "
    "is read. Without a backup a run builds it anew from the files, but earlier texts of them (matters changes) and "
    "what alerts have told are lost. Corrections by people are in files of their own"
)
"""What to do about a database that cannot be mended."""
_REMEDIES = {
    sqlite3.SQLITE_BUSY: (
        "another program is writing to it",
        "wait until that run has ended, then try again",
    ),
    sqlite3.SQLITE_LOCKED: (
        "another program is writing to it",
        "wait until that run has ended, then try again",
    ),
    sqlite3.SQLITE_FULL: (
        "the disk is full",
        "free some space and run again: what is in stays in, and the run goes on from there",
    ),
    sqlite3.SQLITE_READONLY: ("it cannot be written", "give write permission on it, or name another database"),
    sqlite3.SQLITE_PERM: ("it cannot be written", "give write permission on it, or name another database"),
    sqlite3.SQLITE_CANTOPEN: (
        "it cannot be opened",
        "check that it may be read and that its folder may be written, or name another database",
    ),
    sqlite3.SQLITE_NOTADB: (
        "it is not a database of Matters Arising",
        "name another; if it was one, put the last backup in its place",
    ),
    sqlite3.SQLITE_CORRUPT: ("it is damaged", RESTORE),
    sqlite3.SQLITE_IOERR: ("reading or writing it failed", "check the disk, then run again"),
}


@dataclass(frozen=True, slots=True)
class Store:
    """An open database. A context manager: leaving it closes the file."""

    path: str
    connection: sqlite3.Connection

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. A store that could not write its last pages (disk full) still closes."""
        self.connection.close()


def open_store(
    path: str | os.PathLike[str],
    *,
    write: bool = False,
    wait: float = 5.0,
    migrations: Sequence[str] = MIGRATIONS,
) -> Store:
    """Open the database at `path`: to read what is there, or with `write` to make or extend it.

    `wait` is how many seconds to wait for another writer. Raises StoreError where the file is missing (to
    read), belongs to another program, was made by a newer version, is no database, or may not be written.
    """
    file = Path(path)
    _check_place(file, write=write)
    with explained(str(file)):
        connection = _connect(file, write=write, wait=wait)
        try:
            connection.row_factory = sqlite3.Row
            _check_owner(connection, file, newest=len(migrations), write=write)
            if write:
                _prepare(connection)
                _migrate(connection, migrations)
            connection.execute("PRAGMA foreign_keys = ON")
        except BaseException:
            connection.close()
            raise
    return Store(path=str(file), connection=connection)


@contextmanager
def transaction(store: Store) -> Iterator[sqlite3.Connection]:
    """All of it or nothing: what is written inside is kept when the block ends, and undone when it fails."""
    with explained(store.path):
        store.connection.execute("BEGIN IMMEDIATE")
        try:
            yield store.connection
            store.connection.execute("COMMIT")
        except BaseException:
            if store.connection.in_transaction:
                store.connection.execute("ROLLBACK")
            raise


@contextmanager
def explained(path: str) -> Iterator[None]:
    """Turn what SQLite says about the file into a StoreError with what to do about it."""
    try:
        yield
    except sqlite3.IntegrityError:
        raise  # a fault of the values, not of the file: the caller knows what they were
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the low byte is the primary code
        if code not in _REMEDIES:
            raise
        what, remedy = _REMEDIES[code]
        raise StoreError(what, where=path, remedy=remedy) from error


def _check_place(file: Path, *, write: bool) -> None:
    if file.is_dir():
        raise StoreError("it is a folder, not a database", where=str(file), remedy="name a file")
    if write and not file.parent.is_dir():
        raise StoreError(
            f"there is no folder {file.parent}",
            where=str(file),
            remedy="make the folder, or name another database",
        )
    if not write and not file.exists():
        raise StoreError(
            "there is no such database", where=str(file), remedy=f"make it: matters run FOLDER --db {file}"
        )


def _connect(file: Path, *, write: bool, wait: float) -> sqlite3.Connection:
    name = f"file:{quote(os.fsencode(file.absolute()))}"
    if write:
        return sqlite3.connect(f"{name}?mode=rwc", uri=True, timeout=wait, isolation_level=None)
    connection = sqlite3.connect(f"{name}?mode=ro", uri=True, timeout=wait, isolation_level=None)
    try:
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        effective = os.access in os.supports_effective_ids
        writable = os.access(file.parent, os.W_OK, effective_ids=effective)
        if writable or not os.access(file, os.R_OK, effective_ids=effective):
            raise
        # A read-only folder has no room for the write-ahead log's index; nobody can be writing there either.
        connection = sqlite3.connect(f"{name}?immutable=1", uri=True, isolation_level=None)
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


def _check_owner(connection: sqlite3.Connection, file: Path, *, newest: int, write: bool) -> None:
    owner = _pragma(connection, "application_id")
    version = _pragma(connection, "user_version")
    empty = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    if owner != APPLICATION_ID and not (empty and owner == 0 and write):
        raise StoreError(
            "it is not a database of Matters Arising",
            where=str(file),
            remedy="name another database; nothing was changed",
        )
    if version > newest:
        raise StoreError(
            f"it was made by a newer version (its form is {version}, this version knows up to {newest})",
            where=str(file),
            remedy="upgrade matters-arising, or name another database; nothing was changed",
        )
    if version < newest and not write:
        raise StoreError(
            f"it was made by an older version (its form is {version}, this version reads {newest})",
            where=str(file),
            remedy=f"bring it up to date: matters run FOLDER --db {file}",
        )


def _prepare(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")


def _migrate(connection: sqlite3.Connection, migrations: Sequence[str]) -> None:
    """Apply the migrations that this file has not had, all in one transaction."""
    if _pragma(connection, "user_version") == len(migrations):
        return
    connection.execute("BEGIN IMMEDIATE")
    done = _pragma(connection, "user_version")  # asked again: another run may have been faster
    for script in migrations[done:]:
        for statement in _statements(script):
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {len(migrations)}")
    connection.execute("COMMIT")


def _statements(script: str) -> Iterator[str]:
    """A script's statements, one by one; a trigger's inner semicolons do not end it."""
    pending = ""
    for piece in script.split(";"):
        pending += piece + ";"
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])
