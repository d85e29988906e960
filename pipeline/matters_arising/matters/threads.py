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
    """Passages of one matter, by date, and for each the link that ties it to those before."""

    passages: tuple[Passage, ...]
    links: tuple[Link, ...]


_Known = dict[int, float]  # of two threads: for each passage that has a counterpart in the other, the best log-odds


@dataclass(slots=True)
class _Cluster:
    """A thread while it grows: the places of its passages, and of their meetings."""

    members: list[int]
    meetings: list[int]


def threads(passages: Sequence[Passage]) -> list[Thread]:
    """The threads of one body. `passages` in the order of their meetings; each stands in exactly one thread.

    They are grown twice: the first threads tell which words are of one matter, and so what words weigh.
    """
    if not passages:
        return []
    groups = [[place] for place in range(len(passages))]
    for _ in range(_TIMES_GROWN):
        space = weigh(passages, groups)
        found = {(pair.earlier, pair.later): pair for pair in pairs(space)}
        odds = {places: log_odds(pair) for places, pair in found.items()}
        same = twins(space)
        odds.update(dict.fromkeys(same, _TWIN))
        groups = _grow(passages, odds, frozenset(same))
    return _with_asides([_thread(members, space, found, odds) for members in groups], groups, space)


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
            (piece, link)
            for place, passage, link in zip(members, thread.passages, thread.links, strict=True)
            for piece in without(passage, [aside.part for aside in moved[place]])
        ]
        for aside in taken[number]:
            why = reason_of_words(space, aside.near, aside.part)
            entries.append((aside.part, Link(f"aside, {why}", probability(aside.odds))))
        entries.sort(key=lambda entry: entry[0].key)
        if entries:
            threads.append(Thread(tuple(p for p, _ in entries), tuple(link for _, link in entries)))
    return threads


def _grow(
    passages: Sequence[Passage], odds: Mapping[tuple[int, int], float], same: frozenset[tuple[int, int]]
) -> list[list[int]]:
    """Join from the likeliest down; the places of each thread, in order, by their first."""
    number: dict[str, int] = {}
    meeting = [number.setdefault(passage.meeting.id, len(number)) for passage in passages]
    clusters = {place: _Cluster([place], [meeting[place]]) for place in range(len(passages))}
    beside: dict[int, dict[int, _Known]] = {place: {} for place in clusters}
    for (a, b), value in odds.items():
        beside[a][b] = beside[b][a] = {a: value, b: value}
    version = dict.fromkeys(clusters, 0)
    heap: list[tuple[float, int, int, int, int]] = []

    def apart(x: int, y: int) -> bool:
        """Of two passages of one meeting: neither cut from one stretch, nor plainly the same."""
        near = passages[x].item == passages[y].item and abs(x - y) <= _NEIGHBOURS
        return not near and (min(x, y), max(x, y)) not in same

    def weigh_up(a: int, b: int) -> None:
        if max(beside[a][b].values()) <= _JOIN:  # no average is above the greatest
            return
        likely = _likely(beside[a][b], clusters[a], clusters[b])
        if likely > _JOIN and not _meet(clusters[a], clusters[b], meeting, apart):
            heapq.heappush(heap, (-round(likely, 9), a, b, version[a], version[b]))

    for a, b in odds:
        weigh_up(a, b)
    while heap:
        _, a, b, at_a, at_b = heapq.heappop(heap)
        if a not in clusters or b not in clusters or (version[a], version[b]) != (at_a, at_b):
            continue
        _merge(a, b, clusters, beside)
        version[a] += 1
        for other in beside[a]:
            weigh_up(min(a, other), max(a, other))
    return sorted(sorted(cluster.members) for cluster in clusters.values())


def _merge(a: int, b: int, clusters: dict[int, _Cluster], beside: dict[int, dict[int, _Known]]) -> None:
    """Put thread `b` into thread `a`, and what each neighbour has with both together."""
    gone = clusters.pop(b)
    clusters[a] = _Cluster(sorted(clusters[a].members + gone.members), sorted(clusters[a].meetings + gone.meetings))
    for other, known in beside.pop(b).items():
        del beside[other][b]
        if other != a:
            best = dict(beside[a].get(other, {}))
            for place, value in known.items():
                best[place] = max(value, best.get(place, value))
            beside[a][other] = beside[other][a] = best


def _likely(known: _Known, one: _Cluster, other: _Cluster) -> float:
    """How likely two threads are one, from the best counterpart that each passage has in the other thread.

    The side that fits better counts for more: a matter may go on long after what the other thread tells of it.
    """
    low, high = sorted((_fits(known, one, other), _fits(known, other, one)))
    return _WORSE_SIDE * low + (1 - _WORSE_SIDE) * high


def _fits(known: _Known, one: _Cluster, other: _Cluster) -> float:
    """The average of the best log-odds of the passages of `one` within the horizon; strangers count as such."""
    total, count = 0.0, 0
    for place, at in zip(one.members, one.meetings, strict=True):
        if place in known:
            total, count = total + max(known[place], STRANGERS), count + 1
        elif bisect_left(other.meetings, at - HORIZON) < bisect_right(other.meetings, at + HORIZON):
            total, count = total + STRANGERS, count + 1
    return total / count if count else STRANGERS


def _meet(one: _Cluster, other: _Cluster, meeting: Sequence[int], apart: Callable[[int, int], bool]) -> bool:
    """Whether both threads have a passage of their own at one meeting."""
    if set(one.meetings).isdisjoint(other.meetings):
        return False
    return any(apart(x, y) for x in one.members for y in other.members if meeting[x] == meeting[y])


def _thread(
    members: Sequence[int],
    space: Space,
    found: Mapping[tuple[int, int], Pair],
    odds: Mapping[tuple[int, int], float],
) -> Thread:
    passages = space.passages
    links = []
    for at, place in enumerate(members):
        tied = [(odds[before, place], before) for before in members[:at] if (before, place) in odds]
        if not tied:
            links.append(Link("by way of later mentions", 0.0) if at else Link("opens the thread", 1.0))
            continue
        best, before = max(tied, key=lambda entry: (entry[0], entry[1]))
        pair = found.get((before, place))
        links.append(Link(reason(space, pair) if pair else "same meeting, same heading", probability(best)))
    return Thread(tuple(passages[place] for place in members), tuple(links))
