"""Passages -> threads: which passages of a body's meetings a regular attender would call "that again".

Pairs are joined from the surest down, as long as no thread gets two passages that are no neighbours of one meeting
and the passages of both threads resemble each other on average. Ambiguous means unlinked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from matters_arising.matters.likeness import FEATURES, Pair, pairs, weigh
from matters_arising.matters.passages import Passage

_PLACE = {name: place for place, name in enumerate(FEATURES)}
_JOIN = 0.42  # score from which on two passages are one matter
_HOLD = 0.24  # average likeness that two threads need to become one
_UNSEEN = 0.05  # likeness of two passages that share too little to be compared
_POINTED = 0.92  # an identifier or a cited minute number


@dataclass(frozen=True, slots=True)
class Link:
    """Why a passage stands in its thread: the kind of evidence, and how strong it is, 0 to 1."""

    reason: str
    score: float


@dataclass(frozen=True, slots=True)
class Thread:
    """Passages of one matter, by date, and for each the link that brought it in."""

    passages: tuple[Passage, ...]
    links: tuple[Link, ...]


def threads(passages: Sequence[Passage]) -> list[Thread]:
    """The threads of one body. `passages` in the order of their meetings; each stands in exactly one thread."""
    if not passages:
        return []
    found = [(link_of(pair), pair) for pair in pairs(weigh(passages))]
    score = {(pair.earlier, pair.later): link.score for link, pair in found}
    links = {(pair.earlier, pair.later): link for link, pair in found}
    group = list(range(len(passages)))
    members = {place: [place] for place in group}
    strong = sorted((p for p in score if score[p] >= _JOIN), key=lambda p: (-round(score[p], 6), p))
    for a, b in strong:
        one, other = group[a], group[b]
        if one != other and _may_join(members[one], members[other], passages, score):
            keep, gone = min(one, other), max(one, other)
            for place in members[gone]:
                group[place] = keep
            members[keep] = sorted(members[keep] + members.pop(gone))
    return [_thread(places, passages, links) for _, places in sorted(members.items())]


def link_of(pair: Pair) -> Link:
    """The strength of a pair and the evidence that carries it."""
    evidence = pair.evidence
    value = {name: evidence[place] for name, place in _PLACE.items()}
    if value["identifier"] or value["cites"]:
        return Link("the same number" if value["identifier"] else "a cited minute", _POINTED)
    fade = 0.03 * value["gap"] - 0.06 * value["mutual"]
    if value["both_titled"]:
        score = 0.7 * value["title"] + 0.3 * value["text"] - fade
        return Link("title" if value["title"] >= value["text"] else "words", max(0.0, min(score, 0.9)))
    score = 0.75 * value["text"] + 0.25 * value["heading_in_text"] - fade
    return Link("a named thing" if value["heading_in_text"] > 0.8 else "words", max(0.0, min(score, 0.85)))


def _may_join(
    one: Sequence[int], other: Sequence[int], passages: Sequence[Passage], score: dict[tuple[int, int], float]
) -> bool:
    meetings = defaultdict(list)
    for place in (*one, *other):
        meetings[passages[place].meeting.id].append(place)
    if any(len(places) > 1 for places in meetings.values()):
        return False
    alike = [score.get((min(a, b), max(a, b)), _UNSEEN) for a in one for b in other]
    best = sorted(alike, reverse=True)[: max(2, len(alike) // 2)]
    return sum(best) / len(best) >= _HOLD


def _thread(places: Sequence[int], passages: Sequence[Passage], links: dict[tuple[int, int], Link]) -> Thread:
    reasons = []
    for at, place in enumerate(places):
        before = [links[earlier, place] for earlier in places[:at] if (earlier, place) in links]
        best = max(before, key=lambda link: link.score, default=None)
        reasons.append(
            best
            if best
            else Link("opens the thread" if at == 0 else "by way of another mention", 1.0 if at == 0 else _HOLD)
        )
    return Thread(tuple(passages[place] for place in places), tuple(reasons))
