"""Threads that are one matter, put together: those that a person pinned, then those of bodies that are tied."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from matters_arising.matters.across import Tie, ties
from matters_arising.matters.correct import Corrected
from matters_arising.matters.passages import Passage
from matters_arising.matters.threads import Link, Thread

PINNED = "pinned by a person"
_BY_WAY = Link("by way of later mentions", 0.0)


def put_together(kept: Sequence[int], corrections: Corrected, found: Sequence[Tie] | None = None) -> list[Thread]:
    """One thread a matter, in the order of dates, of the corrected threads at the places `kept`.

    `found` are their ties, where they were sought already."""
    threads = [corrections.threads[place] for place in kept]
    owner = list(range(len(threads)))
    joins: dict[int, Link] = {}
    held = [corrections.held(thread)[:1] for thread in threads]

    def root(place: int) -> int:
        while owner[place] != place:
            place = owner[place]
        return place

    def join(one: int, other: int, link: Link) -> None:
        first, second = sorted((root(one), root(other)), key=lambda place: _time(threads[place].passages[0]))
        if first != second and corrections.bonds.unite([*held[first], *held[second]]):
            owner[second] = first
            joins[second] = link
            held[first] = held[first] or held[second]

    for one, other in _pins(held, corrections):
        join(one, other, _BY_WAY)
    for tie in (*(ties(threads) if found is None else found), *_ties_of_whole(kept, corrections)):
        join(tie.one, tie.other, tie.link)
    groups: dict[int, list[int]] = defaultdict(list)
    for place in range(len(threads)):
        groups[root(place)].append(place)
    return [_one([(threads[place], joins.get(place)) for place in group], corrections) for group in groups.values()]


def _pins(held: Sequence[Sequence[int]], corrections: Corrected) -> Iterator[tuple[int, int]]:
    """The threads that hold what pins have put together."""
    home: dict[int, int] = {}
    for place, nodes in enumerate(held):
        for node in nodes:
            first = home.setdefault(corrections.bonds.root(node), place)
            if first != place:
                yield first, place


def _ties_of_whole(kept: Sequence[int], corrections: Corrected) -> Iterator[Tie]:
    """What tied the threads before they were cut ties their parts as well, the earlier ones first."""
    parts: dict[int, list[int]] = defaultdict(list)
    for at, place in enumerate(kept):
        parts[corrections.origin[place]].append(at)
    if len(parts) == len(kept):
        return
    wholes = sorted(parts)
    for tie in ties([corrections.whole[place] for place in wholes]):
        for one in parts[wholes[tie.one]]:
            for other in parts[wholes[tie.other]]:
                yield Tie(one, other, tie.link)


def _one(parts: Sequence[tuple[Thread, Link | None]], corrections: Corrected) -> Thread:
    """One thread of several; where a part joins, what ties it to the others is its first passage's reason."""
    entries = []
    for thread, tie in parts:
        for place, (passage, link) in enumerate(zip(thread.passages, thread.links, strict=True)):
            entries.append((passage, tie if tie and place == 0 else link))
    entries.sort(key=lambda entry: _time(entry[0]))
    links = [
        Link(PINNED, 1.0) if place and corrections.node_of.get(passage.key) in corrections.pinned else link
        for place, (passage, link) in enumerate(entries)
    ]
    return Thread(tuple(passage for passage, _ in entries), tuple(links))


def _time(passage: Passage) -> tuple[str, str, str, int, int]:
    return passage.meeting.date, passage.meeting.body, passage.meeting.document, passage.start, passage.end
