"""Passages -> threads: which passages of a body's meetings a regular attender would call "that again".

Threads grow from the likeliest pair down. Two become one where on the average each passage within the horizon has a
likely counterpart in the other thread, so that one chance likeness ties nothing; and where they meet at one meeting,
only if what they hold of it is one stretch of it or plainly the same. Ambiguous means unlinked.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from matters_arising.matters.asides import Aside, asides, without
from matters_arising.matters.grow import Cluster, grow
from matters_arising.matters.instances import instances
from matters_arising.matters.judge import log_odds, probability, reason, reason_of_words
from matters_arising.matters.likeness import Pairs, pairs, twins
from matters_arising.matters.names import names
from matters_arising.matters.passages import Passage
from matters_arising.matters.space import Space, weigh
from matters_arising.matters.tasks import told_of

_TWIN = 2.0  # log-odds of two passages of one meeting that are plainly the same
_TIMES_GROWN = 2
_FEW = 3  # threads that one is told to be near to
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
class Near:
    """Two passages, by their places, of threads that may be one and were left two: what speaks for it, and how likely
    it is by that alone, 0 to 1."""

    one: int
    other: int
    reason: str
    score: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of the pairs of a body's passages: `odds` of each pair, earlier place first, and of most of them
    the row in `pairs`. `near` are the threads that may be one, `listed` the pairs of an entry of a list of tasks
    and what the same minutes tell of it."""

    space: Space
    pairs: Pairs
    row: Mapping[tuple[int, int], int]
    odds: Mapping[tuple[int, int], float]
    near: tuple[Near, ...] = ()
    listed: frozenset[tuple[int, int]] = frozenset()

    def looks_back(self, earlier: int, later: int) -> bool:
        """Whether the later passage names the earlier: by a number, or as a matter arising."""
        row = self.row.get((earlier, later))
        named = row is not None and bool(self.pairs.identifier[row] or self.pairs.cites[row])
        return named or self.space.passages[later].arising


def threads(passages: Sequence[Passage]) -> tuple[list[Thread], Evidence | None]:
    """The threads of one body, and the evidence for them; none where there are no passages.

    `passages` in the order of their meetings; each stands in exactly one thread. They are grown twice: the first
    threads tell which words are of one matter, and so what words weigh.
    """
    if not passages:
        return [], None
    meeting = numbered(passages, passages)
    groups: Sequence[Sequence[int]] = [[place] for place in range(len(passages))]
    named = names(statement for passage in passages for statement in passage.statements)
    for _ in range(_TIMES_GROWN):
        evidence, same = _weighed(passages, groups, named)
        groups = grow(meeting, evidence.odds, partial(_may_meet, passages=passages, meeting=meeting, same=same))
    groups = sorted(part for group in groups for part in instances(group, passages, evidence.looks_back))
    evidence = replace(evidence, near=tuple(_near(groups, evidence)))
    return _with_asides([_thread(members, evidence) for members in groups], groups, evidence.space), evidence


def _near(groups: Sequence[Sequence[int]], evidence: Evidence) -> Iterator[Near]:
    """The likeliest pair of passages of each two threads that are more likely one than not by that pair, and are two
    for all else; for each thread the few likeliest."""
    thread_of = {place: number for number, members in enumerate(groups) for place in members}
    best: dict[tuple[int, int], tuple[float, int, int]] = {}
    for (a, b), value in evidence.odds.items():
        one, other = sorted((thread_of[a], thread_of[b]))
        if one != other and value > 0:
            best[one, other] = max(best.get((one, other), (0.0, 0, 0)), (value, a, b))
    taken: Counter[int] = Counter()
    for (one, other), (value, a, b) in sorted(best.items(), key=lambda item: (-item[1][0], item[0])):
        if taken[one] < _FEW and taken[other] < _FEW:
            taken.update((one, other))
            yield Near(a, b, _why(evidence, a, b), probability(value))


def _weighed(
    passages: Sequence[Passage], groups: Sequence[Sequence[int]], named: frozenset[str]
) -> tuple[Evidence, frozenset[tuple[int, int]]]:
    """The evidence for each pair, and the pairs of one meeting that are plainly the same; words weigh by `groups`."""
    space = weigh(passages, groups, named)
    alike, again = twins(space), told_of(space)
    found = pairs(space, alike)
    places = list(zip(found.earlier.tolist(), found.later.tolist(), strict=True))
    odds = dict(zip(places, log_odds(found).tolist(), strict=True)) | again | dict.fromkeys(alike, _TWIN)
    rows = {pair: row for row, pair in enumerate(places)}
    listed = frozenset(again.keys() - alike.keys())
    return Evidence(space, found, rows, odds, listed=listed), frozenset(alike) | listed


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


def _may_meet(
    one: Cluster,
    other: Cluster,
    passages: Sequence[Passage],
    meeting: Sequence[int],
    same: frozenset[tuple[int, int]],
) -> bool:
    """Whether two threads have no two passages of one meeting but such as were one stretch, or are the same."""
    both = set(one.meetings) & set(other.meetings)
    if not both:
        return True
    held: dict[int, list[int]] = defaultdict(list)
    for y in other.members:
        held[meeting[y]].append(y)
    return all(
        (passages[x].item == passages[y].item and abs(x - y) <= _NEIGHBOURS) or (min(x, y), max(x, y)) in same
        for x in one.members
        if meeting[x] in both
        for y in held[meeting[x]]
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
    return Link(_why(evidence, nearest, place), probability(best))


def _why(evidence: Evidence, earlier: int, later: int) -> str:
    row = evidence.row.get((earlier, later))
    if row is not None:
        return reason(evidence.space, evidence.pairs, row)
    listed = (earlier, later) in evidence.listed
    return "same meeting, listed as a task" if listed else "same meeting, same heading"
