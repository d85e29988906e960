"""A copy of a database that is whole at one moment, even while a run is writing."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from matters_arising.errors import StoreError, UsageError
from matters_arising.store.connection import Store, explained, open_store
from matters_arising.store.overrides import beside, overrides_path
from matters_arising.store.redactions import rules_beside, rules_path
from matters_arising.store.verdicts import verdicts_beside, verdicts_path


@dataclass(frozen=True, slots=True)
class Backup:
    """What was written: the copy, its size in bytes, and the copies of what people wrote, where there is any."""

    path: Path
    size: int
    written_by_people: tuple[Path, ...]


def back_up(store: Store, out: Path) -> Backup:
    """Copy the database to `out`, check the copy, and only then give it its name; an earlier backup is replaced.

    What people wrote about it is copied beside it. Raises UsageError where `out` is not free, StoreError where the copy
    cannot be written or is not sound; then nothing has changed.
    """
    _check_free(store, out)
    words = _words_of_people(store, out)
    descriptor, name = _new_beside(out)
    os.close(descriptor)
    try:
        _copied(store, name)
        shutil.copymode(store.path, name)
        size = Path(name).stat().st_size
        for target, said in words.items():
            _written(target, said)
        _put(Path(name), out)
    finally:
        for left in (name, f"{name}-journal", f"{name}-wal", f"{name}-shm"):
            with suppress(FileNotFoundError):
                Path(left).unlink()
    return Backup(out, size, tuple(words))


def _words_of_people(store: Store, out: Path) -> dict[Path, bytes]:
    """What people wrote about this database, by where its copy is to lie beside the backup."""
    pairs = [
        (overrides_path(store), beside(str(out))),
        (verdicts_path(store), verdicts_beside(str(out))),
        (rules_path(store), rules_beside(str(out))),
    ]
    for source, target in pairs:
        if target.exists() and not source.is_file():
            raise UsageError(
                "there are corrections of another database beside it", where=str(target), remedy="choose another --out"
            )
    return {target: source.read_bytes() for source, target in pairs if source.is_file()}


def _check_free(store: Store, out: Path) -> None:
    if out.exists() and out.samefile(store.path):
        raise UsageError("that is the database itself", where=str(out), remedy="choose another --out")
    if Path(f"{out}-wal").exists():
        raise UsageError("a database there is in use", where=str(out), remedy="choose another --out")
    if not out.parent.is_dir():
        raise UsageError(f"there is no folder {out.parent}", where=str(out), remedy="make it, or choose another --out")
    if out.exists():
        try:
            open_store(out).close()
        except StoreError as error:
            raise UsageError(
                "there is a file that is no backup of ours", where=str(out), remedy="choose another --out"
            ) from error


def _new_beside(out: Path) -> tuple[int, str]:
    try:
        return tempfile.mkstemp(prefix=f".{out.name}.", suffix=".part", dir=out.parent)
    except OSError as error:
        raise _unwritten(out, error) from error


def _copied(store: Store, name: str) -> None:
    with explained(name), closing(sqlite3.connect(name, isolation_level=None)) as copy:
        store.connection.backup(copy)  # in one step: a writer beside it neither waits nor is seen
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, that can be carried
        said = copy.execute("PRAGMA quick_check").fetchone()[0]
    if said != "ok":
        raise StoreError(f"the copy is not sound ({said})", where=store.path, remedy="matters doctor")


def _written(target: Path, words: bytes) -> None:
    descriptor, name = _new_beside(target)
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor, no path
            file.write(words)
        _put(Path(name), target)
    except OSError as error:
        raise _unwritten(target, error) from error
    finally:
        with suppress(FileNotFoundError):
            Path(name).unlink()


def _put(part: Path, name: Path) -> None:
    """Give a finished file its name, when it is on the disk."""
    try:
        for path, flags in ((part, os.O_RDONLY), (name.parent, os.O_RDONLY | os.O_DIRECTORY)):
            descriptor = os.open(path, flags)
            os.fsync(descriptor)
            os.close(descriptor)
            if path == part:
                part.replace(name)
    except OSError as error:
        raise _unwritten(name, error) from error


def _unwritten(out: Path, error: OSError) -> StoreError:
    return StoreError(f"the backup cannot be written ({error.strerror})", where=str(out), remedy="choose another --out")
