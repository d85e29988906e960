"""The matters that a person's words may mean."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2

from matters_arising.errors import NothingFoundError, UsageError
from matters_arising.store.connection import Store
from matters_arising.store.read import every, one
from matters_arising.store.words import LEVELS, having, is_indexed, rarest_first, said_in_tables, telling_words

_LISTED = 8  # candidates that a person can take in at a look
_CLOSE = 50  # the candidates that are looked for
_IN_QUOTES = 0.7  # what a word tells that is in the quotes of a matter, and not in its title
_OFTEN, _SAME = 0.15, 0.1  # what it tells that a matter came up at twice as many meetings, that it is called the same
_TO_READ = (
    "SELECT x.key, x.id, x.title, x.body, x.appearances, x.first_date, x.last_date "
    "FROM json_each(?) w CROSS JOIN matters x ON x.key = w.value"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A matter that a question may mean. `score` orders the matters that one question may mean."""

    matter: str
    title: str
    body: str
    appearances: int
    first_date: str
    last_date: str
    score: float


def find_matter(store: Store, query: str) -> tuple[Candidate, list[Candidate]]:
    """The matter that `query` means (an id, or words of its title and quotes), and the others it might.

    Raises NothingFoundError where no matter has the words, and UsageError, which lists them, where several do
    and none stands out.
    """
    found = candidates(store, query, most=_CLOSE)
    if not found:
        raise NothingFoundError(
            f"no matter has the words “{query}”",
            where=store.path,
            remedy="try fewer words, or: matters search",
        )
    best, *others = found
    rivals = [other for other in others if not _stands_out(best, other)]
    if rivals:
        listed = "\n".join(f"  {c.matter}  {c.title}  ({c.body}, {_meetings(c)})" for c in found[:_LISTED])
        more = "more" if len(found) == _CLOSE else f"{len(found) - _LISTED} more"
        more = f"\n  … and {more}" if len(found) > _LISTED else ""
        raise UsageError(f"“{query}” may mean several matters; choose one by its id:\n{listed}{more}")
    return best, others


def candidates(store: Store, query: str, *, most: int = _CLOSE) -> list[Candidate]:
    """The matters whose title and quotes hold half of the words of `query` or more, the best first, so many at most.
    Words of grammar do not count where there are others."""
    exact = one(store, "SELECT * FROM matters WHERE id = ?", query)
    if exact:
        return [_candidate(exact, 1.0)]
    asked = telling_words(query)
    best = _Best(asked, most)
    if asked and is_indexed(store):
        rarest = rarest_first(store, asked)
        for level in LEVELS:
            if (spare := best.spare(level)) is None:
                break
            called = not best.may_be_among(_IN_QUOTES, level)
            best.look_at(store, having(store, asked, rarest, level, spare, called=called), level)
    elif asked:
        best.look_at(store, said_in_tables(store, asked), max(LEVELS))
    return best.found


class _Best:
    """The best of the matters that were looked at. Those that came up often are looked at first, and of these those
    that have the most words: so few others can be better that most need not be read."""

    def __init__(self, asked: Sequence[str], most: int) -> None:
        self.found: list[Candidate] = []
        self._asked, self._times, self._most = asked, Counter(asked), most

    def spare(self, level: int) -> int | None:
        """How many of the words a matter may lack that came up so often and is to be among the best; None where it
        could not be with all of them."""
        words = len(self._asked)
        return next((n for n in range(words // 2, -1, -1) if self.may_be_among(1 - n / words, level)), None)

    def may_be_among(self, found: float, level: int) -> bool:
        """Whether a matter of a level of which so much of what is asked is found may be among the best."""
        most = found + _OFTEN * level + (_SAME if found >= 1 else 0.0)
        return len(self.found) < self._most or most >= self.found[-1].score - 1e-9

    def look_at(self, store: Store, having: Mapping[int, Mapping[str, bool]], level: int) -> None:
        """Look at the matters of a level that have these words, in their titles or not, by their keys."""
        alike: dict[float, list[int]] = defaultdict(list)
        for key, has in having.items():
            told = sum(times * (1.0 if has[word] else _IN_QUOTES) for word, times in self._times.items() if word in has)
            alike[told / len(self._asked)].append(key)
        for found, keys in sorted(alike.items(), reverse=True):
            if found < 0.5 or not self.may_be_among(found, level):
                break
            rows = every(store, _TO_READ, json.dumps(keys))
            self.found += [_candidate(row, _score(found, self._asked, row)) for row in rows]
            self.found.sort(key=lambda c: (-c.score, -c.appearances, c.first_date, c.matter))
            del self.found[self._most :]


def _score(found: float, asked: Sequence[str], row: sqlite3.Row) -> float:
    """How well a matter answers: the words `found` (in its title before its quotes), how little else its title says,
    and how often the matter came up: a question is rarely about what was named once."""
    title = telling_words(row["title"])
    telling = [word for word in title if len(word) > 2] or title
    told = sum(word in asked for word in telling) / len(telling) if telling else 0.0
    same = _SAME if title == asked else 0.0
    return found * (0.6 + 0.4 * told) + _OFTEN * log2(1 + row["appearances"]) + same


def _meetings(candidate: Candidate) -> str:
    return f"{candidate.appearances} meeting{'s' if candidate.appearances != 1 else ''}"


def _stands_out(best: Candidate, other: Candidate) -> bool:
    return best.score >= other.score + 0.1 or best.appearances >= 2 * other.appearances


def _candidate(row: sqlite3.Row, score: float) -> Candidate:
    return Candidate(
        matter=row["id"],
        title=row["title"],
        body=row["body"],
        appearances=row["appearances"],
        first_date=row["first_date"],
        last_date=row["last_date"],
        score=score,
    )
