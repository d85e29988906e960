"""Mending what can be rebuilt from what is there, inside a transaction of the caller's."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator

from matters_arising.store.examine import schema_objects
from matters_arising.store.write import set_meta


def mend_rows(connection: sqlite3.Connection, read_again: Collection[str]) -> list[str]:
    """Indexes built anew, orphans removed, files marked to be read again. Returns what was done, in words."""
    return [
        *_objects(connection),
        *_orphans(connection),
        *_indexes(connection),
        *_marked(connection, read_again),
    ]


def _objects(connection: sqlite3.Connection) -> Iterator[str]:
    """Indexes, triggers and views that are missing are made again; a missing table has lost its rows, and is not."""
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    for name, sql in schema_objects().items():
        if name not in there and not sql.startswith("CREATE TABLE"):
            connection.execute(sql)
            yield f"made {name} again"


def _orphans(connection: sqlite3.Connection) -> Iterator[str]:
    """Rows whose parent is gone go, as they would have gone with it; where only a link is gone, the link goes."""
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    while True:
        removed: dict[str, int] = {}
        for table in tables:
            for link in connection.execute(f'PRAGMA foreign_key_list("{table}")').fetchall():
                named = link["to"] or _key_of(connection, link["table"])
                kept = f'SELECT "{named}" FROM "{link["table"]}"'
                gone = f'"{link["from"]}" IS NOT NULL AND "{link["from"]}" NOT IN ({kept})'
                optional = link["on_delete"] == "SET NULL"
                act = f'UPDATE "{table}" SET "{link["from"]}" = NULL' if optional else f'DELETE FROM "{table}"'
                number = connection.execute(f"{act} WHERE {gone}").rowcount
                if number:
                    done = f"links of {table} to {link['table']}" if optional else f"rows of {table}"
                    removed[done] = removed.get(done, 0) + number
        if not removed:
            return
        yield from (f"removed {number:,} {what} whose parent is not there" for what, number in removed.items())


def _key_of(connection: sqlite3.Connection, table: str) -> str:
    """The column of a table's primary key, which a link means that names none."""
    return next(str(column["name"]) for column in connection.execute(f'PRAGMA table_info("{table}")') if column["pk"])


def _indexes(connection: sqlite3.Connection) -> Iterator[str]:
    connection.execute("REINDEX")
    connection.execute("INSERT INTO statements_text (statements_text) VALUES ('rebuild')")
    yield "built the indexes and the index of words anew"


def _marked(connection: sqlite3.Connection, read_again: Collection[str]) -> Iterator[str]:
    for path in sorted(read_again):
        connection.execute("UPDATE documents SET fingerprint = '' WHERE path = ?", (path,))
        yield f"marked to be read again: {path}"
    if read_again:
        set_meta(connection, "unsettled", "yes")
