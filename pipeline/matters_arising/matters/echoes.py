"""Whether minutes speak of a thing that no thread has led to them.

Threads miss some of what comes back, and whoever is told that a matter was not found again reads "it was dropped". So
before that is said, the minutes are asked once more, by headings and statements, and any that may speak of it will do.
A word tells by how few of the body's meetings use it, and words used at every other meeting tell by coming together
("cemetery hedge"). Names of people tell nothing, for they come with every matter.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from matters_arising.matters.words import ACTS, UNSEEN, stems
from matters_arising.models import Statement

Weighed = Mapping[str, float]

_CALENDAR = frozenset(
    stems(
        "january february march april may june july august september october november december monday tuesday "
        "wednesday thursday friday saturday sunday today tomorrow day week month year time"
    )
)
_COMMON = 0.6  # share of the body's meetings from which on a word tells nothing
_TELLS = math.log(1 / 0.25)  # the weight of a word that a quarter of them use: in a statement one such must be shared
_NAMES = 3  # words that name a thing; what else is said of it only dilutes them
_HALF = 0.5  # of the weight of either, the thing's name or the passage, that they have to share
_THIRD = 0.33  # of the weight of what tells of the thing, that what came back later has to have
_MOST = 0.6  # of the weight of all words of the name, common ones among them, that a passage has with its heading
_SOME = 0.4  # the same where one of them is rare
_RARE = 0.02  # share of the body's statements up to which a word is rare
_SENTENCE = re.compile(r"(?<=[.;?!])\s+")


@dataclass(frozen=True, slots=True)
class Echo:
    """A passage that may speak of the thing: its words, and the meeting and page it stands in."""

    meeting: str
    text: str
    page: int


@dataclass(frozen=True, slots=True)
class Name:
    """What names a thing: its words by how few meetings use them, and all of them by how few statements do."""

    telling: Weighed
    words: Weighed


@dataclass(frozen=True, slots=True)
class _Passage:
    """A heading or statement: its telling words, all its words and those of its heading, and what the heaviest word
    that it shares has to weigh."""

    text: str
    page: int
    telling: Weighed
    words: frozenset[str]
    least: float


class Sayings:
    """What the minutes of one body say. `titles` are the titles of the items, by id; `people` the names of those who
    attend its meetings."""

    def __init__(self, statements: Iterable[Statement], titles: Mapping[str, str], people: Iterable[str] = ()) -> None:
        self._statements = sorted(statements, key=lambda s: (s.meeting, s.start, s.id))
        self._place = {statement.id: place for place, statement in enumerate(self._statements)}
        self._titles = titles
        self._silent = ACTS | _CALENDAR | {word for name in people for word in stems(name)}
        used: dict[str, set[str]] = defaultdict(set)
        self._said: Counter[str] = Counter()
        for statement in self._statements:
            words = self._words(statement.text)
            self._said.update(words)
            used[statement.meeting] |= words | self._words(titles.get(statement.item, ""))
        self._meetings = max(len(used), 1)
        self._used = Counter(word for words in used.values() for word in words)
        self._passages: dict[str, list[_Passage]] = {}

    def names(self, title: str, quote: str, term: str, statement: str) -> list[Name]:
        """What names the thing that `quote` puts off or undertakes: the title of its matter, the sentence with the
        printed `term`, and where one of them says nothing of its own the statement before. None where no word tells.
        """
        sentences = _SENTENCE.split(" ".join(quote.split()))
        said = next((sentence for sentence in sentences if " ".join(term.split()) in sentence), quote)
        found = [self._name(title), self._name(said)]
        place = self._place.get(statement, 0)
        follows = place and self._statements[place - 1].meeting == self._statements[place].meeting
        if follows and not all(name.telling for name in found):
            found.append(self._name(self._statements[place - 1].text))
        return [name for name in found if name.words] if any(name.telling for name in found) else []

    def echo(self, names: Iterable[Name], meetings: Iterable[str]) -> Echo | None:
        """The first passage in these meetings that may speak of what any of `names` names, if there is one."""
        wanted = list(names)
        for meeting in meetings:
            for passage in self._of(meeting):
                if any(_may_be(name, passage) for name in wanted):
                    return Echo(meeting, passage.text, passage.page)
        return None

    def tells_of(self, name: Name, text: str) -> bool:
        """Whether a text has enough of the telling words of a name to be of the same thing; any text has, of none."""
        words = self._words(text)
        told = sum(weight for word, weight in name.telling.items() if word in words)
        return told >= _THIRD * _heaviest(name.telling)

    def _words(self, text: str) -> frozenset[str]:
        return frozenset(word for word in stems(text) if word.isalpha()) - self._silent

    def _name(self, text: str) -> Name:
        number = len(self._statements) + UNSEEN
        words = {word: math.log(number / (self._said[word] + 1)) for word in sorted(self._words(text))}
        return Name(self._telling(text), words)

    def _telling(self, text: str) -> Weighed:
        shares = {word: max(self._used[word], 1) / self._meetings for word in sorted(self._words(text))}
        return {word: math.log(1 / share) for word, share in shares.items() if share < _COMMON}

    def _of(self, meeting: str) -> list[_Passage]:
        if meeting not in self._passages:
            own = [statement for statement in self._statements if statement.meeting == meeting]
            heads = {s.item: s.page for s in reversed(own) if s.item}
            headings = [(self._titles.get(item, ""), "", page, 0.0) for item, page in heads.items()]
            said = [(s.text, self._titles.get(s.item, ""), s.page, _TELLS) for s in own]
            self._passages[meeting] = [
                _Passage(text, page, self._telling(text), self._words(f"{over} {text}"), least)
                for text, over, page, least in (*headings, *said)
            ]
        return self._passages[meeting]


def _may_be(name: Name, passage: _Passage) -> bool:
    told = [weight for word, weight in name.telling.items() if word in passage.telling]
    least = _HALF * min(_heaviest(name.telling), sum(passage.telling.values()))
    if told and max(told) >= passage.least and sum(told) >= least:
        return True
    shared = [weight for word, weight in name.words.items() if word in passage.words]
    share = sum(shared) / (sum(name.words.values()) or 1.0)
    together = len(shared) > min(1, len(name.words) - 1) and share >= _MOST
    return together or (bool(shared) and share >= _SOME and max(shared) >= math.log(1 / _RARE))


def _heaviest(weighed: Weighed) -> float:
    return sum(sorted(weighed.values())[-_NAMES:])
