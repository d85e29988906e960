"""Bodies whose minutes are as they were: what of them the following of the others has to know.

Bodies are followed each by itself, but for two things. A word weighs by the paragraphs of all bodies that have it
(`scale`), and threads of two bodies may be one matter (`across`). For both enough is kept of each body to tell whether
it would now be followed otherwise; where it would, it has to be followed with the others.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from matters_arising.ids import make_id
from matters_arising.matters.across import Tie, Trait, ties_between
from matters_arising.matters.scale import Rests, Weight

Bond = tuple[int, str, int, str, float]  # the place of a thread, the other body and the place there, why, how sure


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a body: what its cut rests on, the traits of its threads, and what ties them to others. `names`
    is a hash of the names of bodies that were looked for in its minutes; `digests` are those of its threads."""

    rests: Rests = field(default_factory=Rests)
    traits: tuple[Trait, ...] = ()
    bonds: tuple[Bond, ...] = ()
    names: str = ""
    digests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tied:
    """Ties between threads of the bodies that are followed, by their places in the list of these; all bonds of each of
    these bodies; and the other bodies that have to be followed with them."""

    ties: list[Tie]
    bonds: dict[str, tuple[Bond, ...]]
    names: str
    beyond: frozenset[str]


def recut(others: Mapping[str, Kept], weight: Weight) -> frozenset[str]:
    """The bodies whose minutes these weights may cut otherwise."""
    return frozenset(body for body, kept in others.items() if not kept.rests.hold(weight))


def tied(own: Sequence[Trait], others: Mapping[str, Kept]) -> Tied:
    """The ties of an archive, from the traits of the threads of some bodies, body by body, and what is kept of the
    others."""
    placed: dict[str, list[tuple[Trait, int]]] = defaultdict(list)  # with its place among its own, or -1
    for place, trait in enumerate(own):
        placed[trait.body].append((trait, place))
    for body, kept in others.items():
        placed[body] += [(trait, -1) for trait in kept.traits]
    order = [(body, at) for body in sorted(placed) for at in range(len(placed[body]))]
    bodies = [body for body in sorted(placed) if placed[body]]
    bonds: dict[str, list[Bond]] = defaultdict(list)
    within, beyond = list[Tie](), set[str]()
    for tie in ties_between([placed[body][at][0] for body, at in order]):
        one, other = order[tie.one], order[tie.other]
        places = [placed[body][at][1] for body, at in (one, other)]
        for (body, at), (there, place) in ((one, other), (other, one)):
            bonds[body].append((at, there, place, tie.link.reason, tie.link.score))
        if min(places) >= 0:
            within.append(Tie(places[0], places[1], tie.link))
        elif max(places) >= 0:
            beyond |= {one[0], other[0]}
    names = make_id("names", *bodies)
    for body, kept in others.items():
        if tuple(sorted(bonds[body])) != kept.bonds or (kept.traits and kept.names != names):
            beyond.add(body)
    of_all = {body: tuple(sorted(found)) for body, found in bonds.items()}
    return Tied(within, of_all, names, frozenset(beyond & others.keys()))


def packed(kept: Kept) -> tuple[bytes, str]:
    """What is kept of a body, as it is stored."""
    traits = [[sorted(t.heading), sorted(t.numbers), sorted(t.named)] for t in kept.traits]
    told = [traits, kept.bonds, kept.names, kept.digests]
    return kept.rests.packed(), json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def unpacked(body: str, rests: bytes, told: str) -> Kept:
    """As it was before it was stored."""
    traits, bonds, names, digests = json.loads(told)
    return Kept(
        Rests.unpacked(rests),
        tuple(Trait(body, *map(frozenset, of_one)) for of_one in traits),
        tuple(tuple(bond) for bond in bonds),
        names,
        tuple(digests),
    )
