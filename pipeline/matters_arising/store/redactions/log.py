"""How often which rule removed something from which document."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from matters_arising.redactions import Redactions
from matters_arising.store.connection import Store, transaction
from matters_arising.store.read import every


def log_removed(store: Store, path: str, counts: Mapping[str, int], when: str) -> None:
    """Log what was covered in a file when it was read."""
    if counts:
        with transaction(store) as connection:
            log(connection, path, counts, when)


def log(connection: sqlite3.Connection, path: str, counts: Mapping[str, int], when: str) -> None:
    """Log, inside a transaction, how many passages of a document each rule covered."""
    connection.executemany(
        'INSERT INTO redaction_log ("when", rule, document, passages) VALUES (?, ?, ?, ?)',
        [(when, rule, path, times) for rule, times in sorted(counts.items())],
    )


def idle(store: Store, rules: Redactions) -> list[str]:
    """The ids of the rules that never removed anything from this archive: what they say may be misspelt."""
    worked = {row["rule"] for row in every(store, "SELECT DISTINCT rule FROM redaction_log")}
    return [rule.id for rule in rules.rules if rule.id not in worked]
