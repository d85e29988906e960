"""The words of each matter, in its title and its quotes, indexed so that a person's words find it at once; and with
them how often it came up, for what did so often is mostly meant.

Nothing is kept here that the other tables do not hold: the index is made again from them wherever they change.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

from matters_arising.matters.words import is_content
from matters_arising.store.connection import Store
from matters_arising.store.read import every, meta
from matters_arising.store.write import set_meta

_WORD = re.compile(r"[^\W_]+")
_ALL = (
    "SELECT key AS matter, title AS quote, true AS called FROM matters UNION ALL "
    "SELECT matter, quote, false FROM mentions UNION ALL "
    "SELECT l.matter, t.quote, false FROM event_matters l JOIN events t ON t.key = l.event"
)
_OF_SOME = (
    "WITH some AS (SELECT value AS key FROM json_each(?)) "
    "SELECT x.key AS matter, x.title AS quote, true AS called FROM some JOIN matters x ON x.key = some.key UNION ALL "
    "SELECT n.matter, n.quote, false FROM some CROSS JOIN mentions n ON n.matter = some.key UNION ALL "
    "SELECT l.matter, t.quote, false FROM some CROSS JOIN event_matters l ON l.matter = some.key "
    "CROSS JOIN events t ON t.key = l.event"
)
_TIMES = "SELECT key, appearances FROM matters"
_TIMES_OF_SOME = "SELECT x.key, x.appearances FROM json_each(?) w CROSS JOIN matters x ON x.key = w.value"
_HOLDING = "SELECT rowid FROM matters_words WHERE matters_words MATCH ?"
_COUNTED = 20_000  # matters that have a word, up to which they are counted
_OFTEN = "SELECT count(*) FROM (SELECT 1 FROM matters_words WHERE matters_words MATCH ? LIMIT ?)"
LEVELS = range(20, 0, -1)
"""How often a matter came up: of level n are those that did at fewer than 2 ** n meetings, and at half as many or
more."""


def words_of(text: str) -> list[str]:
    """The words of a text, lower case, without the s of a plural."""
    return [_singular(word) for word in _WORD.findall(text.casefold())]


def telling_words(text: str) -> list[str]:
    """Those of them that are not of grammar alone; all where there are no others.

    >>> telling_words("The review of Ford stones"), telling_words("Of the")
    (['review', 'ford', 'stone'], ['of', 'the'])
    """
    telling = [_singular(word) for word in _WORD.findall(text.casefold()) if is_content(word)]
    return telling or words_of(text)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


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
    some = () if matters is None else (json.dumps(list(matters)),)
    held = {
        matter: {_level(times.bit_length())}
        for matter, times in connection.execute(_TIMES_OF_SOME if some else _TIMES, some)
    }
    for matter, text, called in connection.execute(_OF_SOME if some else _ALL, some):
        words = words_of(text)
        held[matter].update(map(_token, words))
        if called:
            held[matter].update(map(_called, words))
    return {matter: " ".join(sorted(words)) for matter, words in held.items()}


def is_indexed(store: Store) -> bool:
    """Whether the index is as the tables are: while a run is under way it may be behind them."""
    return meta(store, "words_indexed") == "yes" and meta(store, "unsettled") == "no"


def rarest_first(store: Store, asked: Sequence[str]) -> list[str]:
    """The words, each once, those first that few matters have."""
    often = {word: every(store, _OFTEN, _quoted(_token(word)), _COUNTED)[0][0] for word in asked}
    return sorted(often, key=lambda word: (often[word], word))


def having(
    store: Store, asked: Sequence[str], rarest: Sequence[str], level: int, spare: int, *, called: bool = False
) -> dict[int, dict[str, bool]]:
    """Which of the words each matter of a level has, by its key, and whether its title does, or its quotes alone; for
    matters that lack no more than `spare` of them; with `called`, for those alone that have one in their title.

    Of a few words each of these has one at least: with the `rarest` the lists of the common ones need not be read.
    """
    times, few = Counter(asked), list[str]()
    for word in rarest:
        few.append(word)
        if sum(times[one] for one in few) > spare:
            break
    among = f'"{_level(level)}" AND ({" OR ".join(_quoted(_token(word)) for word in few)})'
    if called:
        among += f" AND ({' OR '.join(_quoted(_called(word)) for word in times)})"
    found = (
        (row["rowid"], word, called)
        for word in times
        for called, token in ((False, _token(word)), (True, _called(word)))
        for row in every(store, _HOLDING, f"{_quoted(token)} AND {among}")
    )
    return _with_enough(found, times, len(asked) - spare)


def said_in_tables(store: Store, asked: Sequence[str]) -> dict[int, dict[str, bool]]:
    """The same of all matters that have half of the words or more, without the index."""
    wanted, times = set(asked), Counter(asked)
    found = (
        (row["matter"], word, bool(row["called"]))
        for row in every(store, _ALL)
        for word in wanted & set(words_of(row["quote"]))
    )
    return _with_enough(found, times, len(asked) / 2)


def _with_enough(
    found: Iterable[tuple[int, str, bool]], times: Counter[str], least: float
) -> dict[int, dict[str, bool]]:
    has: dict[int, dict[str, bool]] = defaultdict(dict)
    for matter, word, called in found:
        has[matter][word] = called or has[matter].get(word, False)
    return {key: words for key, words in has.items() if sum(times[word] for word in words) >= least}


def _quoted(token: str) -> str:
    return f'"{token}"'


def _level(level: int) -> str:
    """How often a matter came up as the index has it: no word begins so."""
    return f"°{level}"


def _called(word: str) -> str:
    """A word of a title as the index has it once more."""
    return f"·{_token(word)}"


def _token(word: str) -> str:
    """A word as the index has it: SQLite need not know its letters."""
    return word if word.isascii() else f"0x{word.encode('utf-8', 'surrogatepass').hex()}"
