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
from matters_arising.matters.words import stems

_ALIKE = 0.5  # cosine of two threads' headings
_SHARED = 2  # words of the headings that both must have
_STANDS_OUT = 0.1  # by how much the best must be closer than the next
_RARE = 3  # threads of one body that may print a word in their headings, for it to tell
_NAME = re.compile(r"[A-Z][\w'’&-]*|\b(?:and|of|for|the|in)\b")
_SMALL = frozenset({"and", "of", "for", "the", "in"})


@dataclass(frozen=True, slots=True)
class Tie:
    """Two threads, by their places, that are one matter, and why."""

    one: int
    other: int
    link: Link


def ties(threads: Sequence[Thread]) -> list[Tie]:
    """The ties between threads of different bodies, each thread tied to at most one of each other body."""
    bodies = [thread.passages[0].meeting.body for thread in threads]
    if len(set(bodies)) < 2:
        return []
    found = [*_by_number(threads, bodies), *_by_name(threads, bodies)]
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


def _by_number(threads: Sequence[Thread], bodies: Sequence[str]) -> list[Tie]:
    """Threads of two bodies, and no other thread of either, that print the same reference number."""
    printed: dict[str, set[int]] = defaultdict(set)
    for place, thread in enumerate(threads):
        for passage in thread.passages:
            for code in identifiers(passage.text):
                printed[code].add(place)
    found: list[Tie] = []
    for code, places in sorted(printed.items()):
        by_body: dict[str, list[int]] = defaultdict(list)
        for place in sorted(places):
            by_body[bodies[place]].append(place)
        if len(by_body) > 1 and all(len(of_one) == 1 for of_one in by_body.values()):
            first, *rest = sorted(of_one[0] for of_one in by_body.values())
            found.extend(Tie(first, other, Link(f"same number: {code}", 0.95)) for other in rest)
    return found


def _by_name(threads: Sequence[Thread], bodies: Sequence[str]) -> list[Tie]:
    weighed, words = _headings(threads, bodies)
    names = short_names(bodies)
    holding: dict[str, list[int]] = defaultdict(list)
    for place, heading in enumerate(weighed):
        for word in heading:
            holding[word].append(place)
    shared: Counter[tuple[int, int]] = Counter()
    for places in holding.values():
        for x, one in enumerate(places):
            shared.update((one, other) for other in places[x + 1 :] if bodies[one] != bodies[other])
    scores: dict[int, dict[int, float]] = defaultdict(dict)
    for (one, other), count in sorted(shared.items()):
        if count >= _SHARED:
            alike = _cosine(words[one], words[other])
            scores[one][other] = scores[other][one] = alike
    found: list[Tie] = []
    for one, beside in sorted(scores.items()):
        for other, alike in sorted(beside.items()):
            if one < other and alike >= _ALIKE and _best(scores, bodies, one, other):
                named = _names(threads[one], names[bodies[other]]) or _names(threads[other], names[bodies[one]])
                if named:
                    found.append(Tie(one, other, Link(f"same heading, and names the {named}", round(alike, 4))))
    return found


def _headings(threads: Sequence[Thread], bodies: Sequence[str]) -> tuple[list[frozenset[str]], list[dict[str, float]]]:
    """The telling words of each thread's headings, and all of them weighed by their rarity among threads."""
    printed = [frozenset(word for passage in thread.passages for word in stems(passage.title)) for thread in threads]
    of_body = Counter((body, word) for body, heading in zip(bodies, printed, strict=True) for word in heading)
    among = Counter(word for heading in printed for word in heading)
    telling = [
        frozenset(word for word in heading if of_body[body, word] <= _RARE)
        for body, heading in zip(bodies, printed, strict=True)
    ]
    weighed = [{word: math.log((len(threads) + 1) / among[word]) for word in sorted(h)} for h in printed]
    return telling, weighed


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    product = sum(weight * other[word] for word, weight in one.items() if word in other)
    lengths = math.sqrt(sum(w * w for w in one.values()) * sum(w * w for w in other.values()))
    return product / lengths if lengths else 0.0


def _best(scores: Mapping[int, Mapping[int, float]], bodies: Sequence[str], one: int, other: int) -> bool:
    """Whether each is the other's best of its body, and stands out from the next."""
    for here, there in ((one, other), (other, one)):
        rivals = [s for place, s in scores[here].items() if place != there and bodies[place] == bodies[there]]
        if rivals and max(rivals) > scores[here][there] - _STANDS_OUT:
            return False
    return True


def _names(thread: Thread, names: frozenset[str]) -> str:
    """The first of the names of a body that a thread's minutes print, empty where they print none."""
    text = " ".join(passage.text for passage in thread.passages)
    lower = text.lower()
    for name in sorted(names, key=lambda n: (-len(n), n)):
        if re.search(rf"\b{re.escape(name)}\b", text if name.isupper() else lower):
            return name
    return ""
