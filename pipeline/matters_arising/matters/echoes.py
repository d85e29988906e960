"""Whether minutes speak of a thing that no thread has led to them.

Threads miss some of what comes back, and whoever is told that a matter was not found again reads "it was dropped". So
before that is said, the minutes are asked once more, statement by statement, and any that may speak of it will do.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from matters_arising.matters.words import ACTS, UNSEEN, stems
from matters_arising.models import Statement

_CALENDAR = frozenset(
    stems(
        "january february march april may june july august september october november december monday tuesday "
        "wednesday thursday friday saturday sunday today month week year"
    )
)
_MOST = 0.6  # of the weight of what names the thing, in one statement with its heading, from which on it may be it
_SHARE = 0.4  # the same where one of the words is rare
_RARE = 0.02  # share of the body's statements up to which a word is rare


@dataclass(frozen=True, slots=True)
class Echo:
    """A statement that may speak of the thing, and the meeting it stands in."""

    meeting: str
    statement: str
    text: str
    page: int


class Sayings:
    """What the minutes of one body say. `titles` are the titles of the items, by id."""

    def __init__(self, statements: Iterable[Statement], titles: Mapping[str, str]) -> None:
        headings = {item: frozenset(stems(title)) for item, title in titles.items()}
        self._said: dict[str, list[tuple[Statement, frozenset[str]]]] = defaultdict(list)
        self._seen: Counter[str] = Counter(word for words in headings.values() for word in words)
        self._number = UNSEEN + len(headings)
        for statement in statements:
            words = frozenset(stems(statement.text))
            self._seen.update(words)
            self._number += 1
            self._said[statement.meeting].append((statement, words | headings.get(statement.item, frozenset())))

    def echo(self, names: Sequence[str], meetings: Collection[str]) -> Echo | None:
        """The first statement in `meetings` that may speak of the thing that any of `names` names, if there is one."""
        asked = [weighed for name in names if any((weighed := self._weighed(name)).values())]
        for meeting in meetings:
            for statement, words in self._said.get(meeting, ()):
                if any(self._may_be(weighed, words) for weighed in asked):
                    return Echo(meeting, statement.id, statement.text, statement.page)
        return None

    def _weighed(self, name: str) -> dict[str, float]:
        words = set(stems(name)) - ACTS - _CALENDAR
        return {w: math.log(self._number / (self._seen[w] + 1)) for w in sorted(words) if w.isalpha()}

    def _may_be(self, weighed: Mapping[str, float], words: frozenset[str]) -> bool:
        shared = [word for word in weighed if word in words]
        share = sum(weighed[word] for word in shared) / sum(weighed.values())
        if share >= _MOST and (len(shared) > 1 or len(weighed) == 1):
            return True
        return share >= _SHARE and any(self._seen[word] <= _RARE * self._number for word in shared)
