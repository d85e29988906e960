"""A thread that people cut, in as few parts as the cuts ask: what nobody parted stays with what it is most like."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import combinations

from matters_arising.matters.grow import Cluster, grow
from matters_arising.matters.threads import Evidence, Link, Thread, link_to, numbered

OPENS = "parted from another matter by a person"
_ONE_MENTION = 50.0  # log-odds of two passages of one meeting, which are one mention unless a person cuts it
_LIKE_ONE_PLACE = 1.0  # of two whose evidence is at one place: an aside, and what it resembles


def parted(thread: Thread, evidence: Evidence, unite: Callable[[Sequence[int], Sequence[int]], bool]) -> list[Thread]:
    """The parts of a thread, by their first passages. `unite` is given the places of passages in the thread, and says
    whether these may be one part with those; where it says so, they are."""
    meeting = numbered(thread.passages, [*evidence.space.passages])
    odds: dict[tuple[int, int], float] = {}
    for pair in combinations(range(len(meeting)), 2):
        one, other = sorted(thread.places[at] for at in pair)
        if meeting[pair[0]] == meeting[pair[1]]:
            odds[pair] = _ONE_MENTION
        elif one == other:
            odds[pair] = _LIKE_ONE_PLACE
        elif (one, other) in evidence.odds:
            odds[pair] = evidence.odds[one, other]

    def join(one: Cluster, other: Cluster) -> bool:
        return unite(one.members, other.members)

    groups = grow(meeting, odds, join, least=-math.inf)
    return [_part(thread, members, evidence, first=at == 0) for at, members in enumerate(_gathered(groups, unite))]


def _gathered(
    groups: Sequence[Sequence[int]], unite: Callable[[Sequence[int], Sequence[int]], bool]
) -> list[list[int]]:
    """Groups with nothing in common but their thread stay together, each with the first that it may be with."""
    kept: list[list[int]] = []
    for group in groups:
        home = next((other for other in kept if unite(other, group)), None)
        if home is None:
            kept.append(list(group))
        else:
            home.extend(group)
    return [sorted(members) for members in kept]


def _part(thread: Thread, members: Sequence[int], evidence: Evidence, *, first: bool) -> Thread:
    """The passages at `members`, each with the link that ties it to what came before it in this part."""
    places = [thread.places[at] for at in members]
    links: list[Link] = []
    for count, at in enumerate(members):
        passage, link = thread.passages[at], thread.links[at]
        aside = evidence.space.passages[thread.places[at]].meeting.id != passage.meeting.id
        if not count:
            links.append(link_to((), places[0], evidence) if first else Link(OPENS, 1.0))
        elif aside and places.count(thread.places[at]) > 1:
            links.append(link)
        else:
            links.append(link_to(places[:count], places[count], evidence))
    return Thread(tuple(thread.passages[at] for at in members), tuple(links), tuple(places))
