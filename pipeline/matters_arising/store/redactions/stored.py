"""What is stored is covered, row by row."""

from __future__ import annotations

import sqlite3
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, count

from matters_arising.redactions import MASK, Redactions, noted, published
from matters_arising.store.redactions.places import (
    BODIES,
    IN_MEETINGS,
    KEYS,
    OF_DOCUMENT,
    TEXTS,
    bodies_by_document,
    tables,
    text_columns,
)
from matters_arising.store.versions import unpacked

_PLACES = frozenset(["root", "overrides", "redactions"])  # facts of `meta` that are paths of files
_PATHS = frozenset([("documents", "path"), ("seen", "path"), ("versions", "path")])
_LEAST = 3  # letters of a value that is told to be part of a removed passage


@dataclass
class Cover:
    """Covering, inside a transaction."""

    connection: sqlite3.Connection
    rules: Redactions
    counts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    paths: dict[str, str] = field(default_factory=dict)

    def documents(self) -> None:
        """The text of each document and of its earlier versions, and all that was read from it."""
        bodies = bodies_by_document(self.connection.execute(BODIES))
        for key, path, packed in self.connection.execute(TEXTS).fetchall():
            own = self.rules.for_document(path, bodies[key])
            if own.rules:
                self._document(key, path, packed, own)
        for key, path, packed in self.connection.execute("SELECT key, path, text FROM versions").fetchall():
            rows = self.connection.execute("SELECT body FROM version_meetings WHERE version = ?", (key,))
            named = [name for (name,) in rows]
            text, counts = self.rules.for_document(path, named).covered(unpacked(packed))
            if counts:
                self.counts[path].update(counts)
                self.connection.execute("UPDATE versions SET text = ? WHERE key = ?", (_packed(text), key))
                self._spans("version_statements", key, text, "text", "version = ?")
                self._spans("version_events", key, text, "quote", "version = ?")

    def notes(self) -> None:
        """Leave out of the notes of documents which rules removed something: earlier versions kept that there."""
        for key, note in self.connection.execute("SELECT key, note FROM documents WHERE note <> ''").fetchall():
            if published(note) != note:
                self.connection.execute("UPDATE documents SET note = ? WHERE key = ?", (published(note), key))

    def _document(self, key: int, path: str, packed: bytes | None, own: Redactions) -> None:
        before = unpacked(packed) if packed else ""
        text, counts = own.covered(before)
        if counts:
            self.counts[path].update(counts)
            self.connection.execute("UPDATE texts SET text = ? WHERE document = ?", (_packed(text), key))
            self._titles(key, before, text)
            self._spans("statements", key, text, "text", IN_MEETINGS, before=before)
            for table in ("events", "stances"):
                self._spans(table, key, text, "quote", IN_MEETINGS)
            self._spans("mentions", key, text, "quote", IN_MEETINGS, before=before)
            self._parts(key, before, text)
            self._note(key, counts)
            # what was read from the words that are covered now is read again by the next run
            self.connection.execute("UPDATE documents SET fingerprint = '' WHERE key = ?", (key,))
        scoped = own.scoped()
        for table, where in OF_DOCUMENT.items() if scoped.rules else ():
            self._columns(table, where, (key,), scoped, path)

    def _note(self, key: int, counts: Mapping[str, int]) -> None:
        """Say in the note of a document that so many passages more are removed from it: who reads its file again must
        know why that reads otherwise."""
        (note,) = self.connection.execute("SELECT note FROM documents WHERE key = ?", (key,)).fetchone()
        told = "; ".join(filter(None, (note, *(noted(rule, times) for rule, times in counts.items()))))
        self.connection.execute("UPDATE documents SET note = ? WHERE key = ?", (published(told), key))

    def _spans(self, table: str, key: int, text: str, column: str, where: str, *, before: str | None = None) -> None:
        """Set what quotes a stretch of the text to that stretch as it is now, where it quoted it or is covered."""
        name = "rowid" if table.startswith("version") else "key"
        rows = self.connection.execute(f'SELECT {name}, start, "end", {column} FROM {table} WHERE {where}', (key,))
        for row, start, end, value in rows.fetchall():
            now = text[start:end]
            if before is not None and now == before[start:end]:
                continue
            if column == "text":
                now = " ".join(now.split())
            elif before is not None and value != before[start:end]:
                now = " ".join(now.split())[: len(value)]  # the quote of a mention may be the title of its item alone
            if now != value:
                self.connection.execute(f"UPDATE {table} SET {column} = ? WHERE {name} = ?", (now, row))

    def _titles(self, key: int, before: str, text: str) -> None:
        """Cover titles that a removed passage reaches into."""
        for row, start, number, title in self.connection.execute(
            f"SELECT key, start, number, title FROM items WHERE {IN_MEETINGS}", (key,)
        ).fetchall():
            end = start + len(number) + len(title) + 8
            if before[start:end] != text[start:end]:
                covered = self.rules.cover(title)
                if covered == title:
                    covered = _masked(title)
                self.connection.execute("UPDATE items SET title = ? WHERE key = ?", (covered, row))

    def _parts(self, key: int, before: str, text: str) -> None:
        """Cover who, why and when of the marks and statements whose stretch is covered, where that was of it."""
        for table in ("statements", "events", "stances"):
            names = [
                name
                for name in text_columns(self.connection, table)
                if name not in (*KEYS, "type", "label", "form", "date", "generator", "quote", "text")
            ]
            rows = self.connection.execute(
                f'SELECT key, start, "end", {", ".join(names)} FROM {table} WHERE {IN_MEETINGS}', (key,)
            ).fetchall()
            for row, start, end, *values in rows:
                old, now = (" ".join(part[start:end].split()).casefold() for part in (before, text))
                for name, value in zip(names, values, strict=True):
                    said = " ".join(value.split()).casefold()
                    if old != now and len(said) >= _LEAST and said in old and said not in now:
                        self.connection.execute(f"UPDATE {table} SET {name} = ? WHERE key = ?", (_masked(value), row))

    def everything(self) -> None:
        """Every column of text of every table, by the rules without a scope."""
        rules = self.rules.everywhere()
        for table in tables(self.connection) if rules.rules else ():
            self._columns(table, "true", (), rules, "")

    def _columns(self, table: str, where: str, values: Sequence[object], rules: Redactions, path: str) -> None:
        for column in text_columns(self.connection, table):
            if (table, column) == ("runs", "root") or column in KEYS:
                continue
            also = "" if table != "meta" else f" AND name NOT IN ({_listed(_PLACES)})"
            rows = self.connection.execute(
                f'SELECT "{column}", count(*) FROM {table} WHERE {where}{also} GROUP BY 1', tuple(values)
            ).fetchall()
            for value, times in rows:
                covered, counts = rules.covered(str(value))
                if not counts:
                    continue
                self.counts[path].update({rule: number * times for rule, number in counts.items()})
                if (table, column) in _PATHS:
                    covered = self._free_path(covered, value)
                self.connection.execute(
                    f'UPDATE {table} SET "{column}" = ? WHERE "{column}" = ? AND {where}{also}',
                    (covered, value, *values),
                )

    def _free_path(self, covered: str, path: str) -> str:
        """A covered path that no other document has; the tables that name documents by path get the same one."""
        if path not in self.paths:
            taken = {row[0] for row in self.connection.execute("SELECT path FROM documents")} | set(self.paths.values())
            again = (f"{covered} ({number})" for number in count(2))
            self.paths[path] = next(name for name in chain([covered], again) if name not in taken)
        return self.paths[path]


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"'{name}'" for name in sorted(names))


def _masked(value: str) -> str:
    return "".join(" " if char.isspace() else MASK for char in value)


def _packed(text: str) -> bytes:
    return zlib.compress(text.encode("utf-8"))
