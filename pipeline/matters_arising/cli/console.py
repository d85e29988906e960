"""What every command does with the world: find and open the database, print, log, write a file."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Any

from matters_arising.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from matters_arising.store import Store


def database(db: Path | None, *, quiet: bool, writing: bool = False) -> Path:
    """The database that is meant; which one is said where it was not named."""
    if db:
        return db
    named = os.environ.get("MATTERS_DB")
    path = Path(named or "matters.db")
    sample = Path("out/sample.db")
    if not named and not writing and not path.exists() and sample.exists():
        path = sample
    log(f"database: {path}", quiet=quiet)
    return path


def opened(db: Path | None, *, quiet: bool) -> Store:
    from matters_arising.store import open_store
    from matters_arising.store.read import meta

    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # a reader that goes away (head) ends the command, silently
    store = open_store(database(db, quiet=quiet))
    if meta(store, "unsettled") == "yes":
        log(
            "the last run was cut off; matters may be incomplete until the next: matters run FOLDER",
            quiet=quiet,
        )
    return store


def console(*, stderr: bool = False) -> Console:
    from rich.console import Console

    return Console(stderr=stderr, highlight=False, markup=False, emoji=False)


def print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


def log(message: str, *, quiet: bool) -> None:
    if not quiet:
        print(message, file=sys.stderr)


@contextmanager
def output(out: Path | None) -> Iterator[None]:
    """What is printed meanwhile goes into the file `out`, where one is named."""
    if out is None:
        yield
        return
    try:
        file = out.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(
            f"it cannot be written ({error.strerror})", where=str(out), remedy="choose another --out"
        ) from error
    with file, redirect_stdout(file):
        yield
