"""Whether a body's minutes take up the content of something again, whatever the heading, linked or not.

Threads miss some of what comes back, and whoever reads that a proposal was not found again may think it was dropped.
So the minutes are asked once more, statement by statement: what shares the words that tell what the thing is, is a
trace of it. A trace proves nothing; it is enough to say nothing.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from matters_arising.matters.paragraphs import without_number
from matters_arising.matters.words import ACTS, CALENDAR, UNSEEN, stems
from matters_arising.models import Statement

TAKEN_UP = 0.4  # share of a thing's telling weight from which on a statement may speak of it
HINTED = 0.25  # the same where the item is known to be on its topic
ON_IT = 0.5  # share of a proposal's words in a later decision or report that is on it
LEAST_WORDS = 2  # telling words without which nothing can be looked for
_LOOSE = 0.8  # what the words of the heading and of the next statement are worth beside its own
_TELLING = 4  # the heaviest words: to share as much as they weigh is to share all that tells
_UNCOMMON = 0.01  # share of them up to which a word in a heading is enough
_ONCE = 4  # statements up to which no word is common, however few there are
_COMMON = 0.05  # share of them from which on a word tells nothing
_COUNT = re.compile(r"\d{1,2}(?:\.\d+)*$")  # a small number, or a number of an item, is everywhere
_NOTHING = frozenset(
    stems(
        "council councillors committee board members member group chair chairman clerk public body motion proposal "
        "proposed proposes propose seconded second moved move suggested suggest suggestion requested request asked ask "
        "recommended recommend recommendation nominated nominate whether like please item matter motions proposals "
        "again along between every everybody something nothing somebody set put get got give given take taken make "
        "made use used look need needed want wanted come came go goes went first new good further possible able rather "
        "session closed private open order agenda minutes update report information overview date annual"
    )
)
"""What every proposal is made of: who puts it, to whom, and that it is put."""


@dataclass(frozen=True, slots=True)
class Trace:
    """The statement of a stretch that comes nearest to a thing, and how near, 0 to 1."""

    statement: str
    meeting: str
    share: float
    item: str


@dataclass(frozen=True, slots=True)
class _Passage:
    """A statement's telling words, and those with its heading and with the next statement of its item."""

    statement: str
    item: str
    words: frozenset[str]
    around: frozenset[str]


class Traces:
    """The minutes of one body as words. `titles` are those that its items stand under, by the item's id."""

    def __init__(self, statements: Iterable[Statement], titles: Mapping[str, str]) -> None:
        ordered = sorted(statements, key=lambda s: (s.meeting, s.start, s.end, s.id))
        heading = {item: frozenset(telling(title)) for item, title in titles.items()}
        own = [frozenset(telling(statement.text)) for statement in ordered]
        self._seen: Counter[str] = Counter(word for words in own for word in words)
        self._number = UNSEEN + len(ordered)
        self._passages: dict[str, list[_Passage]] = defaultdict(list)
        self._items: dict[tuple[str, str], frozenset[str]] = defaultdict(frozenset)
        self._headings: dict[str, list[tuple[Statement, frozenset[str]]]] = defaultdict(list)
        for place, (statement, words) in enumerate(zip(ordered, own, strict=True)):
            after = ordered[place + 1] if place + 1 < len(ordered) else None
            goes_on = after and (after.meeting, after.item) == (statement.meeting, statement.item)
            around = words | heading.get(statement.item, frozenset()) | (own[place + 1] if goes_on else frozenset())
            self._passages[statement.meeting].append(_Passage(statement.id, statement.item, words, around))
            self._items[statement.meeting, statement.item] |= around
            if statement.form == "heading":
                self._headings[statement.meeting].append((statement, words))

    def weights(self, words: Collection[str]) -> dict[str, float]:
        """How much each word tells: its inverse frequency among the statements; what is everywhere tells nothing."""
        return {
            word: math.log(self._number / (self._seen[word] + 1))
            for word in sorted(set(words))
            if self._seen[word] <= _COMMON * self._number
        }

    def nearest(self, words: Collection[str], meetings: Iterable[str], *, but: Collection[str] = ()) -> Trace | None:
        """The statement in `meetings` that comes nearest to what `words` tell, none of `but`; None if nothing does."""
        weights = self.weights(words)
        traces = (trace for meeting in meetings for trace in self._shared(weights, meeting, but))
        return max(traces, key=lambda trace: trace.share, default=None)

    def within(self, words: Collection[str], topic: Collection[str], meetings: Iterable[str]) -> Trace | None:
        """The item in `meetings`, of those that take up `topic`, that comes nearest to what `words` tell."""
        weights, about = self.weights(words), self.weights(topic)
        found = (
            Trace(
                trace.statement,
                meeting,
                self._of(weights, self._items[meeting, trace.item]),
                trace.item,
            )
            for meeting in meetings
            for trace in self._shared(about, meeting, ())
            if trace.share >= TAKEN_UP
        )
        return max(found, key=lambda trace: trace.share, default=None)

    def headed(self, words: frozenset[str], meetings: Iterable[str]) -> Trace | None:
        """The first heading in `meetings` of which `words` hold half of what it tells, and a word that is no common
        one; None if there is none."""
        rare = {word for word in words if self._seen[word] <= max(_ONCE, _UNCOMMON * self._number)}
        for meeting in meetings:
            for statement, held in self._headings.get(meeting, ()):
                if held & rare and 2 * sum(self.weights(held & words).values()) >= sum(self.weights(held).values()):
                    return Trace(statement.id, meeting, TAKEN_UP, statement.item)
        return None

    def share(self, words: Collection[str], text: str) -> float:
        """How much of what `words` tell stands in `text`, 0 to 1."""
        weights = self.weights(words)
        return self._of(weights, set(telling(text)))

    def _shared(self, weights: Mapping[str, float], meeting: str, but: Collection[str]) -> Iterator[Trace]:
        for passage in self._passages.get(meeting, ()):
            if passage.statement not in but and not passage.around.isdisjoint(weights):
                said, around = self._of(weights, passage.words), self._of(weights, passage.around)
                share = max(said, round(_LOOSE * around, 6))
                yield Trace(passage.statement, meeting, share, passage.item)

    @staticmethod
    def _of(weights: Mapping[str, float], held: Collection[str]) -> float:
        whole = sum(sorted(weights.values(), reverse=True)[:_TELLING])
        return round(min(1.0, sum(weights[word] for word in weights.keys() & held) / whole), 6) if whole else 0.0


def telling(text: str, *, but: str = "") -> tuple[str, ...]:
    """The words of a text that may tell what it is about: no words of acts, of the calendar, or of `but` (names).

    >>> telling("Cllr Ames proposed that the Council plant an oak by the ford in May.", but="Cllr Ames")
    ('plant', 'oak', 'ford')
    """
    left_out = ACTS | CALENDAR | _NOTHING | set(stems(but))
    return tuple(word for word in stems(without_number(text)) if word not in left_out and not _COUNT.match(word))
