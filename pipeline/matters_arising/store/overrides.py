"""The file of people's corrections: where it is, how it is read, and how a line is put to its end.

By default it stands beside the database and is called after it, so that it outlives a database that is made anew
under the same name, and nothing is written into the archive. Where corrections are to be kept with the archive
(reviewed, versioned, used by every machine that reads it), `overrides = "overrides.jsonl"` in matters.toml names a
file, from the folder of matters.toml. Lines are only ever added, so that two versions of the file merge line by line.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from matters_arising.matters.book import written
from matters_arising.matters.overrides import Book, Override, Told, parse
from matters_arising.store.appending import Appending, appending, read_lines
from matters_arising.store.connection import Store
from matters_arising.store.read import meta
from matters_arising.store.write import set_meta
from matters_arising.version import following_version


def overrides_path(store: Store) -> Path:
    """The file that the last run took corrections from, or that is beside the database."""
    named = meta(store, "overrides")
    return Path(named) if named else beside(store.path)


def beside(database: str) -> Path:
    """The file of corrections where none is named: beside the database, and called after it."""
    return Path(f"{database}.overrides.jsonl")


def read_book(path: Path) -> Book:
    """The corrections of a file, none where there is no such file. Raises UsageError where it cannot be read: to go
    on without them would bring back what people have put right."""
    return parse(read_lines(path))


@dataclass(frozen=True, slots=True)
class OpenBook:
    """A file of corrections that nobody else writes to meanwhile, and what is in it."""

    path: Path
    book: Book
    file: Appending

    def append(self, override: Override) -> Book:
        """Put one line to the end and see it onto the disk. Returns the book with it."""
        self.file.append(written(override))
        return parse(self.file.whole())


@contextmanager
def writing(path: Path, *, wait: float = 30.0) -> Iterator[OpenBook]:
    """Open the file to add to it, alone. Raises UsageError where it cannot be written, or another writes for `wait`
    seconds."""
    with appending(path, "overrides", wait=wait) as file:
        yield OpenBook(path, parse(file.whole()), file)


# ---- what the database knows of it ---------------------------------------------------------------------------


def put_told(store: Store, book: Book, told: Sequence[Told]) -> None:
    """Record, inside a transaction, which corrections the matters were followed with and what became of each."""
    set_meta(store.connection, "overrides_sha256", book.sha256)
    set_meta(store.connection, "overrides_told", json.dumps([asdict(one) for one in told], ensure_ascii=False))


def read_told(store: Store) -> dict[str, Told]:
    """What became of each correction when the matters were last followed, by id; nothing where that was done by
    another version, which may say other things."""
    if meta(store, "settled_version") != following_version():
        return {}
    rows = json.loads(meta(store, "overrides_told") or "[]")
    return {
        row["id"]: Told(
            *(row["id"], row["line"], row["applies"], row["why"]),
            *(tuple(row[name]) for name in ("one", "other", "against")),
        )
        for row in rows
    }


def is_followed(store: Store, book: Book) -> bool:
    """Whether the matters were followed with just these lines."""
    return meta(store, "overrides_sha256") == book.sha256
