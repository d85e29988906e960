"""Whether none is left: where the words of the rules still are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from matters_arising.redactions import Redaction, Redactions
from matters_arising.store.connection import Store
from matters_arising.store.overrides import overrides_path
from matters_arising.store.read import every, meta, one
from matters_arising.store.redactions.places import BODIES, OF_DOCUMENT, TEXTS, bodies_by_document, tables, text_columns
from matters_arising.store.versions import unpacked


@dataclass(frozen=True, slots=True)
class Left:
    """Where the words of a rule are still found."""

    rule: str
    where: str


def left(store: Store, rules: Redactions) -> list[Left]:
    """Where the words of the rules still are: in texts, in columns, in the index of words, in the bytes of the file,
    in the files beside it, and in where the archive is. Nothing is changed."""
    free = rules.everywhere()
    stored = (_left_in_documents(store, rules), _left_in_versions(store, rules), _left_in_tables(store, free))
    return [*dict.fromkeys(chain.from_iterable(stored)), *_left_in_files(store, free)]


def _left_in_documents(store: Store, rules: Redactions) -> Iterator[Left]:
    """The text of each document, and what was read from it."""
    bodies = bodies_by_document(every(store, BODIES))
    for row in every(store, TEXTS):
        own = rules.for_document(row["path"], bodies[row["key"]])
        text = unpacked(row["text"]) if row["text"] else ""
        yield from (Left(rule.id, f"the text of {row['path']}") for rule in own.left_in(text))
        scoped = own.scoped()
        for table, where in OF_DOCUMENT.items() if scoped.rules else ():
            yield from _left_in(store, table, scoped, where, row["key"])


def _left_in_versions(store: Store, rules: Redactions) -> Iterator[Left]:
    """The earlier texts of documents."""
    for row in every(store, "SELECT key, path, text FROM versions"):
        named = [r["body"] for r in every(store, "SELECT body FROM version_meetings WHERE version = ?", row["key"])]
        own = rules.for_document(row["path"], named)
        yield from (Left(rule.id, f"an earlier text of {row['path']}") for rule in own.left_in(unpacked(row["text"])))


def _left_in_tables(store: Store, rules: Redactions) -> Iterator[Left]:
    """All columns of text, and the index of words."""
    for table in tables(store.connection) if rules.rules else ():
        yield from _left_in(store, table, rules, "true")
    for rule in rules.rules:
        if rule.text and one(store, "SELECT 1 FROM statements_text WHERE statements_text MATCH ?", _phrase(rule)):
            yield Left(rule.id, "the index of words")


def _left_in(store: Store, table: str, rules: Redactions, where: str, *values: object) -> Iterator[Left]:
    for column in text_columns(store.connection, table):
        for row in every(store, f'SELECT DISTINCT "{column}" FROM {table} WHERE {where}', *values):
            yield from (Left(rule.id, f"table {table}, column {column}") for rule in rules.left_in(row[0]))


def _left_in_files(store: Store, rules: Redactions) -> Iterator[Left]:
    """The bytes of the database and its log, and the files of people's corrections and settings."""
    plain = [rule for rule in rules.rules if rule.text]
    for path in (Path(store.path), Path(f"{store.path}-wal")):
        held = _holding(path, [rule.text.encode() for rule in plain])
        yield from (Left(rule.id, f"the bytes of {path}") for rule in plain if rule.text.encode().lower() in held)
    root = Path(meta(store, "root") or ".")
    folder = root if root.is_dir() else root.parent
    for path in (overrides_path(store), folder / "matters.toml", folder / "manifest.csv"):
        try:
            text = path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        yield from (Left(rule.id, f"the file {path}, which people write") for rule in rules.left_in(text))


def _holding(path: Path, words: Sequence[bytes]) -> set[bytes]:
    """Which of these words the bytes of a file hold, in small letters."""
    small = [word.lower() for word in words]
    longest = max(map(len, small), default=0)
    found: set[bytes] = set()
    try:
        with path.open("rb") as file:
            tail = b""
            while small and (chunk := file.read(1 << 24)):
                piece = (tail + chunk).lower()
                found |= {word for word in small if word in piece}
                tail = piece[-longest:]
    except FileNotFoundError:
        pass  # a log that was taken into the file
    return found


def _phrase(rule: Redaction) -> str:
    return '"' + rule.text.replace('"', '""') + '"'
