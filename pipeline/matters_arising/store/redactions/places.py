"""Where in the database words may stand: the rows that hang on a document, and the columns of text."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable

BODIES = "SELECT document, body, body_printed FROM meetings"
TEXTS = "SELECT d.key, d.path, t.text FROM documents d LEFT JOIN texts t ON t.document = d.key"
IN_MEETINGS = "meeting IN (SELECT key FROM meetings WHERE document = ?)"
OF_DOCUMENT = {  # which rows hang on a document
    "documents": "key = ?",
    "meetings": "document = ?",
    **dict.fromkeys(("participants", "items", "statements", "events", "stances", "mentions"), IN_MEETINGS),
    "matters": f"key IN (SELECT matter FROM mentions WHERE {IN_MEETINGS})",
    **dict.fromkeys(
        ("version_meetings", "version_statements", "version_events"),
        "version IN (SELECT v.key FROM versions v JOIN documents d ON d.path = v.path WHERE d.key = ?)",
    ),
}
KEYS = frozenset(["id", "natural", "sha256", "fingerprint"])  # hashes and names of ours


def bodies_by_document(rows: Iterable[sqlite3.Row]) -> defaultdict[int, list[str]]:
    """The bodies of each document, as filed and as printed, from the rows of `BODIES`."""
    out: defaultdict[int, list[str]] = defaultdict(list)
    for key, *names in rows:
        out[key] += names
    return out


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
