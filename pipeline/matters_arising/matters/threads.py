"""Passages -> threads: which passages of a body's meetings a regular attender would call "that again".

Threads grow from the likeliest pair down. Two become one where on the average each passage within the horizon has a
likely counterpart in the other thread, so that one chance likeness ties nothing; and where they meet at one meeting,
only if what they hold of it is one stretch of it or plainly the same. Ambiguous means unlinked.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from matters_arising.matters.asides import Aside, asides, without
from matters_arising.matters.judge import STRANGERS, log_odds, probability, reason, reason_of_words
from matters_arising.matters.likeness import HORIZON, Pair, Space, pairs, twins, weigh
from matters_arising.matters.passages import Passage

_JOIN = 0.25  # log-odds from which on two threads are one
_WORSE_SIDE = 0.3  # weight of the thread that fits the other worse
_TWIN = 1.0  # log-odds of two passages of one meeting that are plainly the same
_TIMES_GROWN = 2
_NEIGHBOURS = 3  # places apart: what was cut from one stretch may belong together after all


@dataclass(frozen=True, slots=True)
class Link:
    """Why a passage stands in its thread: what ties it, and how likely it is, 0 to 1."""

    reason: str
    score: float


@dataclass(frozen=True, slots=True)
class Thread:
    """Passages of one matter, by date, and for each the link that ties it to those before.

    `places` says for each where its evidence is, by place in the body's list: at the passage that it was cut from,
    or for an aside at the one that it resembles.
    """

    passages: tuple[Passage, ...]
    links: tuple[Link, ...]
    places: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of the pairs of a body's passages: `odds` of each pair, earlier place first, `found` of most."""

    space: Space
    found: Mapping[tuple[int, int], Pair]
    odds: Mapping[tuple[int, int], float]


_Known = dict[int, float]  # of two threads: for each passage that has a counterpart in the other, the best log-odds


@dataclass(slots=True)
class Cluster:
    """A thread while it grows: the places of its passages, and of their meetings."""

    members: list[int]
    meetings: list[int]


def threads(passages: Sequence[Passage]) -> tuple[list[Thread], Evidence | None]:
    """The threads of one body, and the evidence for them; none where there are no passages.

    `passages` in the order of their meetings; each stands in exactly one thread. They are grown twice: the first
    threads tell which words are of one matter, and so what words weigh.
    """
    if not passages:
        return [], None
    meeting = numbered(passages, passages)
    groups: Sequence[Sequence[int]] = [[place] for place in range(len(passages))]
    for _ in range(_TIMES_GROWN):
        evidence, same = _weighed(passages, groups)
        groups = grow(meeting, evidence.odds, partial(_may_meet, passages=passages, meeting=meeting, same=same))
    return _with_asides([_thread(members, evidence) for members in groups], groups, evidence.space), evidence


def _weighed(
    passages: Sequence[Passage], groups: Sequence[Sequence[int]]
) -> tuple[Evidence, frozenset[tuple[int, int]]]:
    """The evidence for each pair, and the pairs of one meeting that are plainly the same; words weigh by `groups`."""
    space = weigh(passages, groups)
    found = {(pair.earlier, pair.later): pair for pair in pairs(space)}
    same = frozenset(twins(space))
    odds = {places: log_odds(pair) for places, pair in found.items()} | dict.fromkeys(same, _TWIN)
    return Evidence(space, found, odds), same


def numbered(passages: Sequence[Passage], among: Sequence[Passage]) -> list[int]:
    """The number of each passage's meeting, counted in the order of the passages `among` which they are."""
    number: dict[str, int] = {}
    for passage in among:
        number.setdefault(passage.meeting.id, len(number))
    return [number[passage.meeting.id] for passage in passages]


def _with_asides(grown: Sequence[Thread], groups: Sequence[Sequence[int]], space: Space) -> list[Thread]:
    """The threads when what other threads claim has been taken out of their passages."""
    thread_of = [0] * len(space.passages)
    for number, members in enumerate(groups):
        for place in members:
            thread_of[place] = number
    moved: dict[int, list[Aside]] = defaultdict(list)
    taken: dict[int, list[Aside]] = defaultdict(list)
    for aside in asides(space, thread_of):
        moved[aside.host].append(aside)
        taken[aside.thread].append(aside)
    if not moved:
        return list(grown)
    threads = []
    for number, (thread, members) in enumerate(zip(grown, groups, strict=True)):
        entries = [
            (piece, link, place)
            for place, passage, link in zip(members, thread.passages, thread.links, strict=True)
            for piece in without(passage, [aside.part for aside in moved[place]])
        ]
        for aside in taken[number]:
            why = reason_of_words(space, aside.near, aside.part)
            entries.append((aside.part, Link(f"aside, {why}", probability(aside.odds)), aside.near))
        entries.sort(key=lambda entry: entry[0].key)
        if entries:
            pieces, links, places = zip(*entries, strict=True)
            threads.append(Thread(pieces, links, places))
    return threads


def grow(
    meeting: Sequence[int],
    odds: Mapping[tuple[int, int], float],
    join: Callable[[Cluster, Cluster], bool],
    *,
    least: float = _JOIN,
) -> list[list[int]]:
    """Join from the likeliest down to `least`; the places of each thread, in order, by their first.

    `meeting` numbers the meeting of each place. `join` says of two threads, just before they become one, whether they
    may.
    """
    clusters = {place: Cluster([place], [at]) for place, at in enumerate(meeting)}
    beside: dict[int, dict[int, _Known]] = {place: {} for place in clusters}
    for (a, b), value in odds.items():
        beside[a][b] = beside[b][a] = {a: value, b: value}
    version = dict.fromkeys(clusters, 0)
    heap: list[tuple[float, int, int, int, int]] = []

    def weigh_up(a: int, b: int) -> None:
        if max(beside[a][b].values()) > least:  # no average is above the greatest
            likely = _likely(beside[a][b], clusters[a], clusters[b])
            if likely > least:
                heapq.heappush(heap, (-round(likely, 9), a, b, version[a], version[b]))

    for a, b in odds:
        weigh_up(a, b)
    while heap:
        _, a, b, at_a, at_b = heapq.heappop(heap)
        if a not in clusters or b not in clusters or (version[a], version[b]) != (at_a, at_b):
            continue
        if not join(clusters[a], clusters[b]):
            continue
        _merge(a, b, clusters, beside)
        version[a] += 1
        for other in beside[a]:
            weigh_up(min(a, other), max(a, other))
    return sorted(sorted(cluster.members) for cluster in clusters.values())


def _merge(a: int, b: int, clusters: dict[int, Cluster], beside: dict[int, dict[int, _Known]]) -> None:
    """Put thread `b` into thread `a`, and what each neighbour has with both together."""
    gone = clusters.pop(b)
    clusters[a] = Cluster(sorted(clusters[a].members + gone.members), sorted(clusters[a].meetings + gone.meetings))
    for other, known in beside.pop(b).items():
        del beside[other][b]
        if other != a:
            best = dict(beside[a].get(other, {}))
            for place, value in known.items():
                best[place] = max(value, best.get(place, value))
            beside[a][other] = beside[other][a] = best


def _likely(known: _Known, one: Cluster, other: Cluster) -> float:
    """How likely two threads are one, from the best counterpart that each passage has in the other thread.

    The side that fits better counts for more: a matter may go on long after what the other thread tells of it.
    """
    low, high = sorted((_fits(known, one, other), _fits(known, other, one)))
    return _WORSE_SIDE * low + (1 - _WORSE_SIDE) * high


def _fits(known: _Known, one: Cluster, other: Cluster) -> float:
    """The average of the best log-odds of the passages of `one` within the horizon; strangers count as such."""
    total, count = 0.0, 0
    for place, at in zip(one.members, one.meetings, strict=True):
        if place in known:
            total, count = total + max(known[place], STRANGERS), count + 1
        elif bisect_left(other.meetings, at - HORIZON) < bisect_right(other.meetings, at + HORIZON):
            total, count = total + STRANGERS, count + 1
    return total / count if count else STRANGERS


def _may_meet(
    one: Cluster,
    other: Cluster,
    passages: Sequence[Passage],
    meeting: Sequence[int],
    same: frozenset[tuple[int, int]],
) -> bool:
    """Whether two threads have no two passages of one meeting but such as were one stretch, or are the same."""
    if not set(one.meetings) & set(other.meetings):
        return True
    return all(
        (passages[x].item == passages[y].item and abs(x - y) <= _NEIGHBOURS) or (min(x, y), max(x, y)) in same
        for x in one.members
        for y in other.members
        if meeting[x] == meeting[y]
    )


def _thread(members: Sequence[int], evidence: Evidence) -> Thread:
    passages = evidence.space.passages
    links = [link_to(members[:at], place, evidence) for at, place in enumerate(members)]
    return Thread(tuple(passages[place] for place in members), tuple(links), tuple(members))


def link_to(before: Sequence[int], place: int, evidence: Evidence) -> Link:
    """What ties the passage at `place` to those of its thread that come before it."""
    tied = [(evidence.odds[at, place], at) for at in before if (at, place) in evidence.odds]
    if not tied:
        return Link("by way of later mentions", 0.0) if before else Link("opens the thread", 1.0)
    best, nearest = max(tied)
    pair = evidence.found.get((nearest, place))
    return Link(reason(evidence.space, pair) if pair else "same meeting, same heading", probability(best))
