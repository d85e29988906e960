"""Redactions and the database: what is stored is covered, so that nothing that is made of it can show what was there.

The texts and all columns of text are covered in one transaction, the index of words is made anew, and the file is
rebuilt, so that the bytes are gone from it and from its write-ahead log. The one thing that is left as it is is where
the archive and its files of settings are; `left` tells when that holds the words.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import Path

from matters_arising.errors import StoreError, UsageError
from matters_arising.ids import make_id
from matters_arising.redactions import NONE, Redaction, Redactions, noted, parse, published
from matters_arising.store.connection import Store, explained, transaction
from matters_arising.store.overrides import overrides_path
from matters_arising.store.read import every, meta, one
from matters_arising.store.threads import forget_threads
from matters_arising.store.versions import unpacked
from matters_arising.store.write import set_meta

_PLACES = frozenset(["root", "overrides", "redactions"])  # facts of `meta` that are paths of files
_OF_DOCUMENT = {  # which rows hang on a document
    "documents": "key = ?",
    "meetings": "document = ?",
    **dict.fromkeys(("participants", "items", "statements", "events", "stances", "mentions"), "meeting IN {meetings}"),
    "matters": "key IN (SELECT matter FROM mentions WHERE meeting IN {meetings})",
    **dict.fromkeys(
        ("version_meetings", "version_statements", "version_events"),
        "version IN (SELECT v.key FROM versions v JOIN documents d ON d.path = v.path WHERE d.key = ?)",
    ),
}
_MEETINGS = "(SELECT key FROM meetings WHERE document = ?)"
_PATHS = frozenset([("documents", "path"), ("seen", "path"), ("versions", "path")])
_KEYS = frozenset(["id", "natural", "sha256", "fingerprint"])  # hashes and names of ours
_LEAST = 3  # letters of a value that is told to be part of a removed passage


@dataclass(frozen=True, slots=True)
class Left:
    """Where the words of a rule are still found."""

    rule: str
    where: str


# ---- the file ------------------------------------------------------------------------------------------------


def rules_path(store: Store) -> Path:
    """The file of redactions that matters.toml named in the last run, or that is beside the database."""
    named = meta(store, "redactions")
    return Path(named) if named else rules_beside(store.path)


def rules_beside(database: str) -> Path:
    """The file of redactions where none is named: beside the database, and called after it."""
    return Path(f"{database}.redactions.toml")


def remember_file(store: Store, named: str) -> None:
    """Record which file of redactions is meant, empty for the one beside the database."""
    if named != meta(store, "redactions"):
        with transaction(store) as connection:
            set_meta(connection, "redactions", named)


def read_rules(store: Store) -> Redactions:
    """The rules of the file, none where none was ever named. Raises UsageError where a file is gone that was named, or
    by which something was removed: without it all of that would be shown again."""
    path = rules_path(store)
    try:
        return parse(path.read_bytes(), where=str(path))
    except FileNotFoundError as error:
        if meta(store, "redactions") or meta(store, "redacted") not in ("", _hash(NONE)):
            remedy = "put it back; to lift all rules, leave an empty file there"
            raise UsageError("there is no such file of redactions", where=str(path), remedy=remedy) from error
        return NONE
    except OSError as error:
        remedy = "give read permission on it"
        raise UsageError(f"the redactions cannot be read ({error.strerror})", where=str(path), remedy=remedy) from error


# ---- covering what is stored ---------------------------------------------------------------------------------


def cover_where_new(store: Store, rules: Redactions, when: str) -> None:
    """Cover what is stored where the rules are others than those it was covered by last."""
    if (rules.rules or meta(store, "redacted")) and meta(store, "redacted") != _hash(rules):
        cover_stored(store, rules, when)


def cover_stored(store: Store, rules: Redactions, when: str) -> dict[str, Counter[str]]:
    """Cover all that is stored, and log how often that was needed. Returns how many passages of which document each
    rule covered now, by path; what is not of one document is under an empty path.

    Raises StoreError where another program keeps the old file open: the words are covered then, and their bytes may
    still be in the file until this is done again.
    """
    if not rules.rules:
        if meta(store, "redacted") not in ("", _hash(rules)):
            with transaction(store) as connection:
                set_meta(connection, "redacted", _hash(rules))
        return {}
    with explained(store.path):
        store.connection.execute("PRAGMA secure_delete = ON")
    with transaction(store) as connection:
        cover = _Cover(connection, rules)
        cover.documents()
        cover.notes()
        cover.everything()
        for path, counts in cover.counts.items():
            _log(connection, rules.everywhere().cover(path), counts, when)
        if cover.counts:
            forget_threads(connection)  # why passages are linked, or may be, is told in their words
            connection.execute("DELETE FROM perhaps")
            connection.execute("INSERT INTO statements_text (statements_text) VALUES ('rebuild')")
        set_meta(connection, "redacted", _hash(rules))
        set_meta(connection, "redacted_bytes", "yes" if cover.counts else meta(store, "redacted_bytes"))
    if meta(store, "redacted_bytes") == "yes":
        _rebuild(store)
    return cover.counts


def log_removed(store: Store, path: str, counts: Mapping[str, int], when: str) -> None:
    """Log what was covered in a file when it was read."""
    if counts:
        with transaction(store) as connection:
            _log(connection, path, counts, when)


def _log(connection: sqlite3.Connection, path: str, counts: Mapping[str, int], when: str) -> None:
    connection.executemany(
        'INSERT INTO redaction_log ("when", rule, document, passages) VALUES (?, ?, ?, ?)',
        [(when, rule, path, times) for rule, times in sorted(counts.items())],
    )


def _rebuild(store: Store) -> None:
    """Write the file anew, so that no page of it, and none of its log, holds what was there."""
    with explained(store.path):
        busy = store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        store.connection.execute("VACUUM")
        busy += store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if busy:
        raise StoreError(
            "the words are removed, but another program holds the file open and its old bytes are still on the disk",
            where=store.path,
            remedy="close that program, then: matters redact apply",
        )
    with transaction(store) as connection:
        set_meta(connection, "redacted_bytes", "no")


@dataclass
class _Cover:
    """Covering, inside a transaction."""

    connection: sqlite3.Connection
    rules: Redactions
    counts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    paths: dict[str, str] = field(default_factory=dict)

    def documents(self) -> None:
        """The text of each document and of its earlier versions, and all that was read from it."""
        bodies: dict[int, list[str]] = defaultdict(list)
        for key, *names in self.connection.execute("SELECT document, body, body_printed FROM meetings"):
            bodies[key] += names
        rows = self.connection.execute(
            "SELECT d.key, d.path, t.text FROM documents d LEFT JOIN texts t ON t.document = d.key"
        ).fetchall()
        for key, path, packed in rows:
            own = self.rules.for_document(path, bodies[key])
            if own.rules:
                self._document(key, path, packed, own)
        for key, path, packed in self.connection.execute("SELECT key, path, text FROM versions").fetchall():
            named = [
                r[0] for r in self.connection.execute("SELECT body FROM version_meetings WHERE version = ?", (key,))
            ]
            text, counts = self.rules.for_document(path, named).covered(unpacked(packed))
            if counts:
                self.counts[path].update(counts)
                self.connection.execute("UPDATE versions SET text = ? WHERE key = ?", (_packed(text), key))
                self._spans("version_statements", key, text, ("text",), "version = ?")
                self._spans("version_events", key, text, ("quote",), "version = ?")

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
            of = _OF_DOCUMENT["items"].format(meetings=_MEETINGS)
            self._titles(key, before, text)
            self._spans("statements", key, text, ("text",), of, before=before)
            for table in ("events", "stances"):
                self._spans(table, key, text, ("quote",), of)
            self._spans("mentions", key, text, ("quote",), of, before=before)
            self._parts(key, before, text)
            self._note(key, counts)
            # what was read from the words that are covered now is read again by the next run
            self.connection.execute("UPDATE documents SET fingerprint = '' WHERE key = ?", (key,))
        scoped = Redactions(tuple(rule for rule in own.rules if rule.scope != "everywhere"))
        if scoped.rules:
            for table, where in _OF_DOCUMENT.items():
                self._columns(table, where.format(meetings=_MEETINGS), (key,), scoped, path)

    def _note(self, key: int, counts: Mapping[str, int]) -> None:
        """Say in the note of a document that so many passages more are removed from it: who reads its file again must
        know why that reads otherwise."""
        (note,) = self.connection.execute("SELECT note FROM documents WHERE key = ?", (key,)).fetchone()
        told = "; ".join(filter(None, (note, *(noted(rule, times) for rule, times in counts.items()))))
        self.connection.execute("UPDATE documents SET note = ? WHERE key = ?", (published(told), key))

    def _spans(
        self, table: str, key: int, text: str, columns: Sequence[str], where: str, *, before: str | None = None
    ) -> None:
        """Set what quotes a stretch of the text to that stretch as it is now, where it quoted it or is covered."""
        name = "rowid" if table.startswith("version") else "key"
        (column,) = columns
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
            f"SELECT key, start, number, title FROM items WHERE meeting IN {_MEETINGS}", (key,)
        ).fetchall():
            end = start + len(number) + len(title) + 8
            if before[start:end] != text[start:end]:
                covered = self.rules.cover(title)
                if covered == title:
                    covered = "".join(" " if char.isspace() else "█" for char in title)
                self.connection.execute("UPDATE items SET title = ? WHERE key = ?", (covered, row))

    def _parts(self, key: int, before: str, text: str) -> None:
        """Cover who, why and when of the marks and statements whose stretch is covered, where that was of it."""
        for table in ("statements", "events", "stances"):
            names = [
                name
                for name in text_columns(self.connection, table)
                if name not in (*_KEYS, "type", "label", "form", "date", "generator", "quote", "text")
            ]
            rows = self.connection.execute(
                f'SELECT key, start, "end", {", ".join(names)} FROM {table} WHERE meeting IN {_MEETINGS}', (key,)
            ).fetchall()
            for row, start, end, *values in rows:
                old, now = (" ".join(part[start:end].split()).casefold() for part in (before, text))
                for name, value in zip(names, values, strict=True):
                    said = " ".join(value.split()).casefold()
                    if old != now and len(said) >= _LEAST and said in old and said not in now:
                        covered = "".join(" " if char.isspace() else "█" for char in value)
                        self.connection.execute(f"UPDATE {table} SET {name} = ? WHERE key = ?", (covered, row))

    def everything(self) -> None:
        """Every column of text of every table, by the rules without a scope."""
        rules = self.rules.everywhere()
        for table in tables(self.connection) if rules.rules else ():
            self._columns(table, "true", (), rules, "")

    def _columns(self, table: str, where: str, values: Sequence[object], rules: Redactions, path: str) -> None:
        for column in text_columns(self.connection, table):
            if (table, column) == ("runs", "root") or column in _KEYS:
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


def text_columns(connection: sqlite3.Connection, table: str) -> list[str]:
    """The columns of a table that hold text."""
    return [row["name"] for row in connection.execute(f"PRAGMA table_info({table})") if row["type"] == "TEXT"]


def tables(connection: sqlite3.Connection) -> list[str]:
    """The tables that hold rows of their own."""
    rows = connection.execute("PRAGMA table_list").fetchall()
    return sorted(
        row["name"]
        for row in rows
        if row["schema"] == "main" and row["type"] == "table" and not row["name"].startswith("sqlite_")
    )


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"'{name}'" for name in sorted(names))


def _packed(text: str) -> bytes:
    return zlib.compress(text.encode("utf-8"))


def _hash(rules: Redactions) -> str:
    return make_id("red", *(rule.model_dump_json() for rule in rules.rules))


def idle(store: Store, rules: Redactions) -> list[str]:
    """The ids of the rules that never removed anything from this archive: what they say may be misspelt."""
    worked = {row["rule"] for row in every(store, "SELECT DISTINCT rule FROM redaction_log")}
    return [rule.id for rule in rules.rules if rule.id not in worked]


# ---- whether none is left ------------------------------------------------------------------------------------


def left(store: Store, rules: Redactions) -> list[Left]:
    """Where the words of the rules still are: in texts, in columns, in the index of words, in the bytes of the file,
    in the files beside it, and in where the archive is. Nothing is changed."""
    found: dict[Left, None] = {}
    bodies: dict[int, list[str]] = defaultdict(list)
    for row in every(store, "SELECT document, body, body_printed FROM meetings"):
        bodies[row["document"]] += [row["body"], row["body_printed"]]
    for row in every(store, "SELECT d.key, d.path, t.text FROM documents d LEFT JOIN texts t ON t.document = d.key"):
        own = rules.for_document(row["path"], bodies[row["key"]])
        text = unpacked(row["text"]) if row["text"] else ""
        found |= {Left(rule.id, f"the text of {row['path']}"): None for rule in own.left_in(text)}
        scoped = Redactions(tuple(rule for rule in own.rules if rule.scope != "everywhere"))
        for table, where in _OF_DOCUMENT.items() if scoped.rules else ():
            found |= dict.fromkeys(_left_in(store, table, scoped, where.format(meetings=_MEETINGS), row["key"]))
    for row in every(store, "SELECT key, path, text FROM versions"):
        named = [r["body"] for r in every(store, "SELECT body FROM version_meetings WHERE version = ?", row["key"])]
        own = rules.for_document(row["path"], named)
        found |= {
            Left(rule.id, f"an earlier text of {row['path']}"): None for rule in own.left_in(unpacked(row["text"]))
        }
    free = rules.everywhere()
    for table in tables(store.connection) if free.rules else ():
        found |= dict.fromkeys(_left_in(store, table, free, "true"))
    for rule in free.rules:
        if rule.text and one(store, "SELECT 1 FROM statements_text WHERE statements_text MATCH ?", _phrase(rule)):
            found[Left(rule.id, "the index of words")] = None
    return [*found, *_left_in_files(store, free)]


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
