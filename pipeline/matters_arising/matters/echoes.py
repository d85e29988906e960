"""Whether minutes speak of a thing that no thread has led to them.

Threads miss some of what comes back, and whoever is told that a matter was not found again reads "it was dropped". So
before that is said, the minutes are asked once more, by headings and statements, and any that may speak of it will do.
A word tells by how few of the body's meetings use it, and words used at every other meeting tell by coming together
("boundary fence"). Names of people tell nothing, for they come with every matter, and who was there is not spoken of.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from matters_arising.matters.words import ACTS, CALENDAR, UNSEEN, stem, surface
from matters_arising.models import Statement

Weighed = Mapping[str, float]

_SAY_NOTHING = ACTS | CALENDAR
_COMMON = 0.6  # share of the body's meetings from which on a word tells nothing
_TELLS = math.log(1 / 0.25)  # the weight of a word that a quarter use: enough in a heading, needed in a statement
_NAMES = 3  # words that name a thing; what else is said of it only dilutes them
_BARE = 2  # content words of a sentence that leans on the one before: "to decide at the next meeting"
_BRIEF = 5  # content words of a sentence that stands for what its heading names: "The first came in October"
_HALF = 0.5  # of the weight of either, the thing's name or the passage, that they have to share
_THIRD = 0.33  # of the weight of what tells of the thing, that what came back later has to have
_MOST = 0.6  # of the weight of all words of the name, common ones among them, that a passage has with its heading
_SOME = 0.4  # the same where one of them is rare
_RARE_WEIGHT = math.log(1 / 0.02)  # the weight of a word that one in fifty of the body's statements uses
_ATTENDANCE = re.compile(
    r"^\W*(?:(?:also|those|members?|councillors|officers|others) )*"
    r"(?:present|in attendance|attendance|attendees|attending|absent|apologies(?: for absence)?)"
    r"(?:\s+\(?(?:were|was|are|is|\d{1,4}|members?|at (?:the|this) meeting)\)?)*\s*:",
    re.IGNORECASE,
)
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
    """A heading or statement: its telling words, all its words with those of its heading, and what a heading weighs
    (a statement, which says more than what it is about, cannot be half covered)."""

    text: str
    page: int
    telling: Weighed
    words: frozenset[str]
    weight: float
    heading: bool


class Sayings:
    """What the minutes of one body say. `titles` are the titles of the items, by id; `people` the names of those who
    attend its meetings."""

    def __init__(self, statements: Iterable[Statement], titles: Mapping[str, str], people: Iterable[str] = ()) -> None:
        self._statements = sorted(statements, key=lambda s: (s.meeting, s.start, s.id))
        self._place = {statement.id: place for place, statement in enumerate(self._statements)}
        self._titles = titles
        self._people = {word.casefold() for name in people for word in surface(name)}
        self._by_meeting: dict[str, list[Statement]] = defaultdict(list)
        used: dict[str, set[str]] = defaultdict(set)
        self._said: Counter[str] = Counter()
        for statement in self._statements:
            self._by_meeting[statement.meeting].append(statement)
            words = self._words(statement.text)
            self._said.update(words)
            used[statement.meeting] |= words | self._words(titles.get(statement.item, ""))
        self._meetings = max(len(used), 1)
        self._used = Counter(word for words in used.values() for word in words)
        self._passages: dict[str, list[_Passage]] = {}

    def names(self, title: str, quote: str, term: str, statement: str) -> list[Name]:
        """What names the thing that `quote` puts off or undertakes: the title of its matter, the sentence with the
        printed `term`, and where one of them says little of its own the statement before. None where no word tells.
        """
        sentences = _SENTENCE.split(" ".join(quote.split()))
        said = next((sentence for sentence in sentences if " ".join(term.split()) in sentence), quote)
        found = [self._name(title), self._name(said)]
        place = self._place.get(statement, 0)
        follows = place and self._statements[place - 1].meeting == self._statements[place].meeting
        if follows and (not found[0].telling or len(found[1].words) <= _BARE):
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

    def may_be_of(self, names: Iterable[Name], text: str) -> bool:
        """Whether a text that stands under the heading of a thing may be of it: it has a word of any of its `names`, or
        too few of its own to be of another thing. Any may be, of a thing without names."""
        wanted, words = {word for name in names for word in name.words}, self._words(text)
        return len(words) <= _BRIEF or not wanted or not words.isdisjoint(wanted)

    def _words(self, text: str) -> frozenset[str]:
        printed = surface(text) + (surface(text.replace("-", " ")) if "-" in text else [])  # "mid-summer" is of summer
        found = {stem(word) for word in printed if word.casefold() not in self._people}
        return frozenset(word for word in found - _SAY_NOTHING if word.isalpha())

    def _name(self, text: str) -> Name:
        """The words of a text to be looked for. One that is used at no other meeting is not missed beside others: the
        same thing may go by another word ("fete", "fair")."""
        own = self._words(text)
        looked = frozenset(word for word in own if self._used[word] > 1) or own
        return Name(
            {word: weight for word, weight in self._telling(text).items() if word in looked}, self._weighed(looked)
        )

    def _weighed(self, words: Iterable[str]) -> Weighed:
        number = len(self._statements) + UNSEEN
        return {word: math.log(number / (self._said[word] + 1)) for word in sorted(words)}

    def _telling(self, text: str) -> Weighed:
        shares = {word: max(self._used[word], 1) / self._meetings for word in sorted(self._words(text))}
        return {word: math.log(1 / share) for word, share in shares.items() if share < _COMMON}

    def _of(self, meeting: str) -> list[_Passage]:
        if meeting not in self._passages:
            own = self._by_meeting[meeting]
            heads = {statement.item: statement.page for statement in reversed(own) if statement.item}
            passages = [self._heading(self._titles.get(item, ""), page) for item, page in heads.items()]
            passages += [self._statement(said) for said in own if not _ATTENDANCE.match(said.text)]
            self._passages[meeting] = passages
        return self._passages[meeting]

    def _heading(self, title: str, page: int) -> _Passage:
        words = self._words(title)
        return _Passage(title, page, self._telling(title), words, sum(self._weighed(words).values()), heading=True)

    def _statement(self, statement: Statement) -> _Passage:
        words = self._words(f"{self._titles.get(statement.item, '')} {statement.text}")
        return _Passage(statement.text, statement.page, self._telling(statement.text), words, math.inf, heading=False)


def _may_be(name: Name, passage: _Passage) -> bool:
    return _tells(name, passage) or _comes_together(name, passage)


def _tells(name: Name, passage: _Passage) -> bool:
    """By the words that tell: half of either; in a heading also one that tells by itself."""
    told = [weight for word, weight in name.telling.items() if word in passage.telling]
    if not told:
        return False
    half = sum(told) >= _HALF * min(_heaviest(name.telling), sum(passage.telling.values()))
    strong = max(told) >= _TELLS
    return (half or strong) if passage.heading else (half and strong)


def _comes_together(name: Name, passage: _Passage) -> bool:
    """By all words, which tell where they come together: most of the name, some with a rare one, half of a heading."""
    shared = [weight for word, weight in name.words.items() if word in passage.words]
    if not shared:
        return False
    whole = sum(name.words.values())
    several = len(shared) > 1 or len(name.words) == 1
    together = several and (sum(shared) >= _MOST * whole or sum(shared) >= _HALF * passage.weight)
    return together or (sum(shared) >= _SOME * whole and max(shared) >= _RARE_WEIGHT)


def _heaviest(weighed: Weighed) -> float:
    return sum(sorted(weighed.values())[-_NAMES:])
