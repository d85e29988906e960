"""Threads of different bodies that are one matter: a review that a partnership asks for and its board takes over.

Two bodies often deal with things of the same name, so a name alone ties nothing here: beside two rare words of their
headings, one thread must name the other's body; or both print the same reference number. Ambiguous means unlinked.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from matters_arising.matters.references import identifiers
from matters_arising.matters.threads import Link, Thread
from matters_arising.matters.words import is_figure, stems

_ALIKE = 0.5  # cosine of two threads' headings
_SHARED = 2  # words of the headings that both must have
_STANDS_OUT = 0.1  # by how much the best must be closer than the next
_RARE = 3  # threads of one body that may print a word in their headings, for it to tell
_NAME = re.compile(r"[A-Z][\w'’&-]*|\b(?:and|of|for|the|in)\b")
_SMALL = frozenset({"and", "of", "for", "the", "in"})
_RUN = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Tie:
    """Two threads, by their places, that are one matter, and why."""

    one: int
    other: int
    link: Link


@dataclass(frozen=True, slots=True)
class Trait:
    """What of a thread ties it to those of other bodies: the words of its headings, the reference numbers that it
    prints, and the short names of bodies."""

    body: str
    heading: frozenset[str]
    numbers: frozenset[str]
    named: frozenset[str]


def traits(threads: Sequence[Thread], bodies: Iterable[str]) -> list[Trait]:
    """The traits of threads in an archive of these bodies."""
    known: dict[str, list[str]] = defaultdict(list)
    for name in sorted({name for ends in short_names(bodies).values() for name in ends}):
        known[_RUN.findall(name)[0]].append(name)
    return [_trait(thread, known) for thread in threads]


def ties(threads: Sequence[Thread]) -> list[Tie]:
    """The ties between threads of different bodies, each thread tied to at most one of each other body."""
    bodies = {thread.passages[0].meeting.body for thread in threads}
    return ties_between(traits(threads, bodies)) if len(bodies) > 1 else []


def ties_between(told: Sequence[Trait]) -> list[Tie]:
    """The ties between the threads with these traits, of all bodies of an archive, by their places."""
    bodies = [trait.body for trait in told]
    found = [*_by_number(told), *_by_name(told)]
    taken: set[tuple[int, str]] = set()
    kept = []
    for tie in sorted(found, key=lambda t: (-t.link.score, t.one, t.other)):
        sides = {(tie.one, bodies[tie.other]), (tie.other, bodies[tie.one])}
        if not sides & taken:
            taken |= sides
            kept.append(tie)
    return kept


def short_names(bodies: Iterable[str]) -> dict[str, frozenset[str]]:
    """How other minutes may call a body: the ends of its name, of two words at least, that no other body's name has,
    and its initials. Lower case but for initials.

    >>> sorted(short_names(["Hillshire Action Group", "Hillshire Board"])["Hillshire Action Group"])
    ['HAG', 'action group', 'hillshire action group']
    """
    ends: dict[str, set[str]] = {}
    for body in sorted(set(bodies)):
        words = _NAME.findall(body)
        large = [word for word in words if word not in _SMALL]
        tails = {" ".join(words[i:]).lower() for i in range(len(words)) if words[i] not in _SMALL and words[i:][1:]}
        ends[body] = {tail for tail in tails if len([w for w in tail.split() if w not in _SMALL]) >= 2}
        if len(large) >= 3:
            ends[body].add("".join(word[0] for word in large))
    count = Counter(name for names in ends.values() for name in names)
    return {body: frozenset(name for name in names if count[name] == 1) for body, names in ends.items()}


def _trait(thread: Thread, known: Mapping[str, Sequence[str]]) -> Trait:
    """`known` are the short names of bodies by their first word."""
    text = " ".join(passage.text for passage in thread.passages)
    lower = text.lower()
    near = {name for run in {*_RUN.findall(text), *_RUN.findall(lower)} for name in known.get(run, ())}
    return Trait(
        body=thread.passages[0].meeting.body,
        heading=frozenset(word for passage in thread.passages for word in stems(passage.title)),
        numbers=frozenset(code for passage in thread.passages for code in identifiers(passage.text)),
        named=frozenset(n for n in near if re.search(rf"\b{re.escape(n)}\b", text if n.isupper() else lower)),
    )


def _by_number(told: Sequence[Trait]) -> list[Tie]:
    """Threads of two bodies, and no other thread of either, that print the same reference number."""
    printed: dict[str, list[int]] = defaultdict(list)
    for place, trait in enumerate(told):
        for code in trait.numbers:
            printed[code].append(place)
    found: list[Tie] = []
    for code, places in sorted(printed.items()):
        by_body = Counter(told[place].body for place in places)
        if len(by_body) > 1 and len(by_body) == len(places):
            first, *rest = places
            found.extend(Tie(first, other, Link(f"same number: {code}", 0.95)) for other in rest)
    return found


def _by_name(told: Sequence[Trait]) -> list[Tie]:
    """Threads with like headings, of which one names the body of the other."""
    owner = {name: body for body, names in short_names(t.body for t in told).items() for name in names}
    near = _Headings(told)
    pairs = {
        (min(one, other), max(one, other))
        for one, trait in enumerate(told)
        for body in {owner[name] for name in trait.named if name in owner} - {trait.body}
        for other in near.beside(one, body)
    }
    found: list[Tie] = []
    for one, other in sorted(pairs):
        alike = near.beside(one, told[other].body)[other]
        if alike >= _ALIKE and near.is_best(one, other) and near.is_best(other, one):
            named = _first_of(told[one].named, told[other].body, owner) or _first_of(
                told[other].named, told[one].body, owner
            )
            found.append(Tie(one, other, Link(f"same heading, and names the {named}", round(alike, 4))))
    return found


def _first_of(named: Iterable[str], body: str, owner: Mapping[str, str]) -> str:
    """The longest of the names of a body that are printed, empty where none is."""
    return min((n for n in named if owner.get(n) == body), key=lambda n: (-len(n), n), default="")


class _Headings:
    """The headings of threads, held against one another: the words that few threads of their body have, and all of them
    weighed by their rarity among threads."""

    def __init__(self, told: Sequence[Trait]) -> None:
        self._told = told
        self._of_body = Counter((trait.body, word) for trait in told for word in trait.heading)
        self._among = Counter(word for trait in told for word in trait.heading)
        self._holding: dict[tuple[str, str], list[int]] = defaultdict(list)
        for place, trait in enumerate(told):
            for word in trait.heading:
                if self._tells(trait.body, word):
                    self._holding[trait.body, word].append(place)

    def beside(self, one: int, body: str) -> dict[int, float]:
        """The threads of a body that share telling words with this one, and how alike their headings are."""
        telling = [word for word in self._told[one].heading if self._tells(self._told[one].body, word)]
        shared = Counter(other for word in telling for other in self._holding.get((body, word), ()))
        own = self._weighed(one)
        return {other: _cosine(own, self._weighed(other)) for other, times in shared.items() if times >= _SHARED}

    def is_best(self, one: int, other: int) -> bool:
        """Whether the other is the closest of its body, and stands out from the next."""
        scores = self.beside(one, self._told[other].body)
        rivals = [score for place, score in scores.items() if place != other]
        return not rivals or max(rivals) <= scores[other] - _STANDS_OUT

    def _tells(self, body: str, word: str) -> bool:
        return self._of_body[body, word] <= _RARE and not is_figure(word)

    def _weighed(self, place: int) -> dict[str, float]:
        among, number = self._among, len(self._told) + 1
        return {word: math.log(number / among[word]) for word in sorted(self._told[place].heading)}


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    product = sum(weight * other[word] for word, weight in one.items() if word in other)
    lengths = math.sqrt(sum(w * w for w in one.values()) * sum(w * w for w in other.values()))
    return product / lengths if lengths else 0.0
