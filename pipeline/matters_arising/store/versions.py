"""Earlier texts of a document: kept when other minutes are published under the same path, and read back.

They are never current: no table, timeline or search shows them. Of one path the first text is kept and the latest
ones, a dozen in all, so that a page that is made anew every day cannot fill the disk.
"""

from __future__ import annotations

import sqlite3
import zlib

_KEPT = 12  # texts of one path
_MEETINGS = 'SELECT ?, natural, body, date, status, start, "end" FROM meetings WHERE document = ?'
_STATEMENTS = (
    "SELECT ?, m.natural, coalesce(i.title, ''), t.start, t.\"end\", t.page, t.text FROM statements t "
    "JOIN meetings m ON m.key = t.meeting LEFT JOIN items i ON i.key = t.item WHERE m.document = ? ORDER BY t.start"
)
_EVENTS = (
    'SELECT ?, m.natural, t.type, t.start, t."end", t.page, t.quote, t.outcome, t.votes, t.until, '
    "t.procedural, t.confidence FROM events t JOIN meetings m ON m.key = t.meeting "
    "WHERE m.document = ? ORDER BY t.start"
)


def keep_earlier(connection: sqlite3.Connection, path: str, sha256: str, text: str | None) -> None:
    """Inside the transaction that puts a file in place of what its path had: keep what was there, where the words are
    others now or there are none (`text` is None), and record since when these bytes are there."""
    was = connection.execute(
        "SELECT d.key, d.sha256, t.text, coalesce(s.first_seen, '') AS first_seen FROM documents d "
        "JOIN texts t ON t.document = d.key LEFT JOIN seen s ON s.path = d.path WHERE d.path = ?",
        (path,),
    ).fetchone()
    newest = connection.execute(
        "SELECT key, sha256, first_seen FROM versions WHERE path = ? ORDER BY key DESC LIMIT 1", (path,)
    ).fetchone()
    if was and (text is None or (was["sha256"] != sha256 and not _alike(unpacked(was["text"]), text))):
        _copy(connection, path, was)
        _prune(connection, path)
    since = None
    if newest and text is not None and newest["sha256"] == sha256 and not was:
        since = newest["first_seen"]  # it is the current text again, which could not be read meanwhile
        connection.execute("DELETE FROM versions WHERE key = ?", (newest["key"],))
    connection.execute(
        "INSERT INTO seen SELECT ?, ?, coalesce(?, (SELECT started FROM runs ORDER BY key DESC LIMIT 1), '') "
        "WHERE true ON CONFLICT (path) DO UPDATE SET sha256 = excluded.sha256, first_seen = excluded.first_seen "
        "WHERE sha256 <> excluded.sha256",
        (path, sha256, since),
    )


def _copy(connection: sqlite3.Connection, path: str, was: sqlite3.Row) -> None:
    version = connection.execute(
        "INSERT INTO versions (path, sha256, first_seen, text) VALUES (?, ?, ?, ?)",
        (path, was["sha256"], was["first_seen"], was["text"]),
    ).lastrowid
    for table, parts in (
        ("version_meetings", _MEETINGS),
        ("version_statements", _STATEMENTS),
        ("version_events", _EVENTS),
    ):
        connection.execute(f"INSERT INTO {table} {parts}", (version, was["key"]))


def _prune(connection: sqlite3.Connection, path: str) -> None:
    """Drop texts between the first one and the latest."""
    connection.execute(
        "DELETE FROM versions WHERE path = ? AND key <> (SELECT min(key) FROM versions WHERE path = ?) "
        "AND key NOT IN (SELECT key FROM versions WHERE path = ? ORDER BY key DESC LIMIT ?)",
        (path, path, path, _KEPT - 1),
    )


def _alike(one: str, other: str) -> bool:
    return one.split() == other.split()


def unpacked(text: bytes) -> str:
    """A text as it was read."""
    return zlib.decompress(text).decode("utf-8")
