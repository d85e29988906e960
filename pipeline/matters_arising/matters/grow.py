"""Threads grow from the likeliest pair of passages down, as long as two of them are likely to be one."""

from __future__ import annotations

import heapq
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from matters_arising.matters.judge import STRANGERS
from matters_arising.matters.likeness import HORIZON

JOIN = 0.95  # log-odds from which on two threads are one
_WORSE_SIDE = 0.3  # weight of the thread that fits the other worse

_Known = dict[int, float]  # of two threads: for each passage that has a counterpart in the other, the best log-odds
_Beside = dict[int, dict[int, _Known]]  # what each thread has with each other; both ways it is one and the same


@dataclass(slots=True)
class Cluster:
    """A thread while it grows: the places of its passages, and of their meetings."""

    members: list[int]
    meetings: list[int]


def grow(
    meeting: Sequence[int],
    odds: Mapping[tuple[int, int], float],
    join: Callable[[Cluster, Cluster], bool],
    *,
    least: float = JOIN,
) -> list[list[int]]:
    """Join from the likeliest down to `least`; the places of each thread, in order, by their first.

    `meeting` numbers the meeting of each place. `join` says of two threads, just before they become one, whether they
    may.
    """
    clusters = {place: Cluster([place], [at]) for place, at in enumerate(meeting)}
    beside = _beside(odds, least)
    near: dict[int, set[int]] = {place: set() for place in beside}  # no average is above the greatest of its pairs
    for (a, b), value in odds.items():
        if value > least:
            near[a].add(b)
            near[b].add(a)
    version = dict.fromkeys(clusters, 0)
    heap: list[tuple[float, int, int, int, int]] = []

    def weigh_up(a: int, b: int) -> None:
        likely = _likely(beside[a][b], clusters[a], clusters[b])
        if likely > least:
            heapq.heappush(heap, (-round(likely, 9), a, b, version[a], version[b]))

    for a, others in near.items():
        for b in others:
            if a < b:
                weigh_up(a, b)
    while heap:
        _, a, b, at_a, at_b = heapq.heappop(heap)
        if a not in clusters or b not in clusters or (version[a], version[b]) != (at_a, at_b):
            continue
        if not join(clusters[a], clusters[b]):
            continue
        _merge(a, b, clusters, beside)
        version[a] += 1
        for other in near.pop(b):
            near[other].remove(b)
            if other != a:
                near[other].add(a)
                near[a].add(other)
        for other in near[a]:
            weigh_up(min(a, other), max(a, other))
    return sorted(sorted(cluster.members) for cluster in clusters.values())


def _beside(odds: Mapping[tuple[int, int], float], least: float) -> _Beside:
    """What each passage has with each other, as far as it can come to matter.

    Two threads join only where some pair across them is above `least`; so passages that no row of such pairs leads to
    never stand in one thread, and what they have with each other is never asked.
    """
    owner: dict[int, int] = {}

    def root(place: int) -> int:
        while (above := owner.setdefault(place, place)) != place:
            owner[place] = owner[above]
            place = above
        return place

    for (a, b), value in odds.items():
        if value > least:
            owner[root(a)] = root(b)
    group = {place: root(place) for place in list(owner)}
    beside: _Beside = {place: {} for place in group}
    for (a, b), value in odds.items():
        if a in group and group[a] == group.get(b):
            beside[a][b] = beside[b][a] = {a: value, b: value}
    return beside


def _merge(a: int, b: int, clusters: dict[int, Cluster], beside: _Beside) -> None:
    """Put thread `b` into thread `a`, and what each neighbour has with both together."""
    gone = clusters.pop(b)
    clusters[a] = Cluster(sorted(clusters[a].members + gone.members), sorted(clusters[a].meetings + gone.meetings))
    for other, known in beside.pop(b).items():
        del beside[other][b]
        if other != a:
            less, best = sorted((known, beside[a].get(other, {})), key=len)
            for place, value in less.items():
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
