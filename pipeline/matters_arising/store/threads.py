"""What is kept of threads from one run to the next, so that a night follows only the bodies that met."""

from __future__ import annotations

import sqlite3

_DROP = "DELETE FROM threads"


class Threads:
    """The kept threads of one version of the software, inside a transaction. What is not asked for is not kept on."""

    def __init__(self, connection: sqlite3.Connection, version: str) -> None:
        self._connection, self._version = connection, version
        self._asked: set[str] = set()
        connection.execute(f"{_DROP} WHERE version <> ?", (version,))

    def recall(self, digest: str) -> str:
        """What was kept under a hash, empty where nothing was."""
        self._asked.add(digest)
        row = self._connection.execute("SELECT held FROM threads WHERE digest = ?", (digest,)).fetchone()
        return str(row[0]) if row else ""

    def keep(self, digest: str, held: str) -> None:
        """Keep it for the next time."""
        self._connection.execute("INSERT INTO threads VALUES (?, ?, ?)", (digest, self._version, held))

    def forget_the_rest(self) -> None:
        """Leave what was asked for, and nothing else."""
        known = {row[0] for row in self._connection.execute("SELECT digest FROM threads")}
        gone = [(digest,) for digest in known - self._asked]
        self._connection.executemany(f"{_DROP} WHERE digest = ?", gone)


def forget_threads(connection: sqlite3.Connection) -> None:
    """Keep nothing: the next settling follows all bodies anew."""
    connection.execute(_DROP)
