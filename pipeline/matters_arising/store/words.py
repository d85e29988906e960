"""The words of each matter, in its title and its quotes, indexed so that a person's words find it at once.

Nothing is kept here that the other tables do not hold: the index is made again from them wherever they change.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

from matters_arising.store.connection import Store
from matters_arising.store.read import every, meta
from matters_arising.store.write import set_meta

_WORD = re.compile(r"[^\W_]+")
_ALL = (
    "SELECT key AS matter, title AS quote FROM matters UNION ALL SELECT matter, quote FROM mentions UNION ALL "
    "SELECT l.matter, t.quote FROM event_matters l JOIN events t ON t.key = l.event"
)
_OF_SOME = (
    "WITH some AS (SELECT value AS key FROM json_each(?)) "
    "SELECT x.key AS matter, x.title AS quote FROM some JOIN matters x ON x.key = some.key UNION ALL "
    "SELECT n.matter, n.quote FROM some CROSS JOIN mentions n ON n.matter = some.key UNION ALL "
    "SELECT l.matter, t.quote FROM some CROSS JOIN event_matters l ON l.matter = some.key "
    "CROSS JOIN events t ON t.key = l.event"
)
_HOLDING = "SELECT rowid FROM matters_words WHERE matters_words MATCH ?"


def words_of(text: str) -> list[str]:
    """The words of a text, lower case, without the s of a plural."""
    words = _WORD.findall(text.casefold())
    return [w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith("ss") else w for w in words]


def index_words(connection: sqlite3.Connection, matters: Collection[int] | None = None) -> None:
    """Put the words of these matters, or of all, into the index in place of those it held, inside a transaction."""
    if matters is None:
        connection.execute("DELETE FROM matters_words")
    else:
        connection.executemany("DELETE FROM matters_words WHERE rowid = ?", [(key,) for key in matters])
    held = _held(connection, matters)
    connection.executemany("INSERT INTO matters_words (rowid, words) VALUES (?, ?)", sorted(held.items()))
    set_meta(connection, "words_indexed", "yes")


def misindexed(store: Store) -> list[str]:
    """The matters whose words the index does not hold as they are, by id, and what it holds of no matter."""
    indexed = {row["rowid"]: row["words"] for row in every(store, "SELECT rowid, words FROM matters_words")}
    held = _held(store.connection, None)
    wrong = [key for key in sorted(indexed.keys() | held.keys()) if indexed.get(key) != held.get(key)]
    ids = {row["key"]: row["id"] for row in every(store, "SELECT key, id FROM matters")}
    return [ids.get(key, "none") for key in wrong]


def _held(connection: sqlite3.Connection, matters: Collection[int] | None) -> dict[int, str]:
    """The words of these matters, or of all, as the index has them."""
    rows = connection.execute(*((_ALL,) if matters is None else (_OF_SOME, (json.dumps(list(matters)),))))
    held: dict[int, set[str]] = defaultdict(set)
    for matter, text in rows:
        held[matter].update(words_of(text))
    return {matter: " ".join(sorted(map(_token, words))) for matter, words in held.items()}


def having(store: Store, asked: Sequence[str]) -> dict[int, set[str]]:
    """Which of the words each matter has in its title or its quotes, by its key, for matters that have half or more.

    While a run is under way the index may be behind the tables; then these are read instead.
    """
    if meta(store, "words_indexed") == "yes" and meta(store, "unsettled") == "no":
        pairs: Iterable[tuple[int, str]] = (
            (row["rowid"], word) for word in set(asked) for row in every(store, _HOLDING, f'"{_token(word)}"')
        )
    else:
        wanted = set(asked)
        pairs = ((row["matter"], word) for row in every(store, _ALL) for word in wanted & set(words_of(row["quote"])))
    found: dict[int, set[str]] = defaultdict(set)
    for matter, word in pairs:
        found[matter].add(word)
    times = Counter(asked)
    return {key: words for key, words in found.items() if 2 * sum(times[word] for word in words) >= len(asked)}


def _token(word: str) -> str:
    """A word as the index has it: SQLite need not know its letters."""
    return word if word.isascii() else f"0x{word.encode('utf-8', 'surrogatepass').hex()}"
