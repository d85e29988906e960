"""What is kept of bodies from one run to the next, so that a night follows only those that met."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping

from matters_arising.matters.others import Kept, packed, unpacked

_DROP = "DELETE FROM threads"


class Threads:
    """What one version of the software kept, inside a transaction. `now` are hashes of the minutes of each body of the
    archive: what was kept of others does not hold. What nothing asks for is not kept on."""

    def __init__(self, connection: sqlite3.Connection, version: str, now: Mapping[str, str]) -> None:
        self._connection, self._version, self._now = connection, version, now
        self._asked: set[str] = set()
        self._followed: set[str] = set()
        connection.execute(f"{_DROP} WHERE version <> ?", (version,))
        connection.execute("DELETE FROM followed WHERE version <> ?", (version,))
        rows = connection.execute("SELECT body, meetings, rests, told FROM followed").fetchall()
        self._others = {
            body: unpacked(body, rests, told) for body, meetings, rests, told in rows if now.get(body) == meetings
        }

    @property
    def others(self) -> Mapping[str, Kept]:
        """The bodies that stand as stored, and what is kept of them."""
        return self._others

    def follow_anew(self, bodies: Collection[str]) -> None:
        """These bodies do not stand as stored."""
        self._others = {body: kept for body, kept in self._others.items() if body not in bodies}

    def recall(self, digest: str) -> str:
        """What was kept under a hash, empty where nothing was."""
        self._asked.add(digest)
        row = self._connection.execute("SELECT held FROM threads WHERE digest = ?", (digest,)).fetchone()
        return str(row[0]) if row else ""

    def keep(self, digest: str, held: str) -> None:
        """Keep it for the next time."""
        self._connection.execute("INSERT INTO threads VALUES (?, ?, ?)", (digest, self._version, held))

    def keep_body(self, body: str, kept: Kept) -> None:
        """Keep this of a body that was followed."""
        self._followed.add(body)
        row = (body, self._version, self._now[body], *packed(kept))
        self._connection.execute("INSERT OR REPLACE INTO followed VALUES (?, ?, ?, ?, ?)", row)

    def forget_the_rest(self) -> None:
        """Leave what was asked for or kept now, and what is kept of bodies that stand as stored, and nothing else."""
        wanted = self._asked | {digest for kept in self._others.values() for digest in kept.digests}
        known = {row[0] for row in self._connection.execute("SELECT digest FROM threads")}
        self._connection.executemany(f"{_DROP} WHERE digest = ?", [(digest,) for digest in known - wanted])
        names = {row[0] for row in self._connection.execute("SELECT body FROM followed")}
        gone = [(body,) for body in names - self._others.keys() - self._followed]
        self._connection.executemany("DELETE FROM followed WHERE body = ?", gone)


def forget_threads(connection: sqlite3.Connection) -> None:
    """Keep nothing: the next settling follows all bodies anew."""
    connection.execute(_DROP)
    connection.execute("DELETE FROM followed")
