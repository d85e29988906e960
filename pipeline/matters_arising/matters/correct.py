"""Threads as people corrected them: what they cut is parted, and what they pinned is known to be one matter.

The threads are grown first as if nobody had said anything, so that a correction moves what it speaks of and nothing
else. Where two corrections contradict each other the later line wins, and the earlier is said not to apply.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from matters_arising.matters.bonds import Bonds, Witnesses
from matters_arising.matters.overrides import Entry, Place, Placed, Sought, Told
from matters_arising.matters.parting import parted
from matters_arising.matters.passages import Key, Passage
from matters_arising.matters.threads import Evidence, Link, Thread

_ALONE = Link("opens the thread", 1.0)


@dataclass(frozen=True, slots=True)
class Claim:
    """A correction as passages of the archive: the places of those that it speaks of, on either side, and what could
    not be found of it."""

    entry: Entry
    one: tuple[int, ...]
    other: tuple[int, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Corrected:
    """The threads after the cuts. `whole` are the threads before, `origin` says of each thread which it was part of.

    `node_of` numbers the passages that claims speak of, by their keys; `bonds` says which of them must and must not be
    together; `judged` are those of corrections that apply, `pinned` those of pins among these.
    """

    whole: Sequence[Thread]
    threads: Sequence[Thread]
    origin: Sequence[int]
    bonds: Bonds = field(default_factory=Bonds)
    node_of: Mapping[Key, int] = field(default_factory=dict)
    judged: frozenset[int] = frozenset()
    pinned: frozenset[int] = frozenset()
    claims: tuple[Claim, ...] = ()
    told: tuple[Told, ...] = ()

    def held(self, thread: Thread) -> list[int]:
        """The numbers of the passages of a thread that claims speak of."""
        return [self.node_of[passage.key] for passage in thread.passages if passage.key in self.node_of]

    def is_judged(self, thread: Thread) -> bool:
        """Whether a person has said of a passage of a thread where it belongs."""
        return not self.judged.isdisjoint(self.held(thread))


def corrected(
    grown: Sequence[Thread],
    evidence: Sequence[Evidence | None],
    routine: Sequence[Passage],
    overrides: Sequence[Placed],
) -> Corrected:
    """Part the threads that hold what people cut. `evidence` is that of each thread's body; it may be None where no
    override speaks of a document of that body. `routine` are passages that no thread holds: a pin makes them one."""
    if not overrides:
        return Corrected(grown, grown, range(len(grown)))
    passages = [*(passage for thread in grown for passage in thread.passages), *routine]
    claims = _claims(passages, overrides)
    bonds, told = _agreed(claims)
    applied = [claim for claim, one in zip(claims, told, strict=True) if one.applies]
    judged = frozenset(node for claim in applied for node in (*claim.one, *claim.other))
    pinned = frozenset(node for claim in applied if claim.entry.said.joins for node in (*claim.one, *claim.other))
    node_of = {passages[node].key: node for claim in claims for node in (*claim.one, *claim.other)}
    alone = [passage for passage in routine if node_of.get(passage.key) in pinned]
    whole = [*grown, *(Thread((passage,), (_ALONE,)) for passage in alone)]
    threads: list[Thread] = []
    origin: list[int] = []
    for place, (thread, known) in enumerate(zip(whole, [*evidence, *(None for _ in alone)], strict=True)):
        parts = _parts(thread, known, bonds, node_of)
        threads += parts
        origin += [place] * len(parts)
    return Corrected(whole, threads, origin, bonds, node_of, judged, pinned, claims, told)


def _parts(thread: Thread, evidence: Evidence | None, bonds: Bonds, node_of: Mapping[Key, int]) -> list[Thread]:
    """The thread itself where all of it may be together, else its parts."""
    nodes = [node_of.get(passage.key) for passage in thread.passages]

    def unite(one: Sequence[int], other: Sequence[int]) -> bool:
        return bonds.unite(node for at in (*one, *other) if (node := nodes[at]) is not None)

    if unite(range(len(nodes)), ()):
        return [thread]
    assert evidence is not None
    return parted(thread, evidence, unite)


# ---- which passages a correction speaks of -------------------------------------------------------------------


def _claims(passages: Sequence[Passage], overrides: Sequence[Placed]) -> tuple[Claim, ...]:
    printed: dict[str, list[int]] = defaultdict(list)
    for node, passage in enumerate(passages):
        printed[passage.meeting.document].append(node)

    def overlap(node: int, place: Place) -> int:
        return min(passages[node].end, place.end) - max(passages[node].start, place.start)

    def nearest(sought: Sought) -> int | None:
        """The passage that holds most of the words; the first of several."""
        for place in sought.places:
            best = max(printed[place.document], key=lambda node: (overlap(node, place), -node), default=None)
            if best is not None and overlap(best, place) > 0:
                return best
        return None

    return tuple(
        Claim(placed.entry, *_found(placed, [[nearest(s) for s in side] for side in (placed.one, placed.other)]))
        for placed in overrides
    )


def _found(
    placed: Placed, sides: Sequence[Sequence[int | None]]
) -> tuple[tuple[int, ...], tuple[int, ...], tuple[str, ...]]:
    lost = tuple(
        sought.why or f"the words at {sought.places[0].start} of {sought.places[0].document} are in no current minutes"
        for sought, node in zip((*placed.one, *placed.other), (*sides[0], *sides[1]), strict=True)
        if node is None
    )
    one, other = (tuple(dict.fromkeys(node for node in side if node is not None)) for side in sides)
    return one, other, lost


# ---- which corrections agree ---------------------------------------------------------------------------------


def _agreed(claims: Sequence[Claim]) -> tuple[Bonds, tuple[Told, ...]]:
    """What the corrections, in the order of their lines, come to, and what is to be said of each. The later ones
    are heard first."""
    bonds, witnesses = Bonds(), Witnesses()
    told = [_told(claims[place], claims, place, bonds, witnesses) for place in reversed(range(len(claims)))]
    return bonds, tuple(reversed(told))


def _told(claim: Claim, claims: Sequence[Claim], place: int, bonds: Bonds, witnesses: Witnesses) -> Told:
    entry, lost = claim.entry, "; ".join(claim.lost)
    if not claim.one or not claim.other:
        return Told(entry.said.id, entry.line, False, lost)
    nodes = list(dict.fromkeys((*claim.one, *claim.other)))
    shared = set(claim.one) & set(claim.other)
    one = [node for node in claim.one if node not in shared]
    other = [node for node in claim.other if node not in shared]
    if entry.said.joins:
        against = [] if bonds.unite(nodes) else witnesses.against_union(nodes)
        if not against:
            witnesses.united(nodes, place)
    elif not one or not other:
        return Told(entry.said.id, entry.line, False, "both sides stand in one passage, which cannot be parted")
    else:
        against = [] if bonds.part(one, other) else witnesses.against_cut(one, other)
        if not against:
            witnesses.parted(one, other, place)
    if against:
        later = [claims[at].entry for at in against]
        why = f"it contradicts {_named(later)}"
        return Told(entry.said.id, entry.line, False, why, against=tuple(e.said.id for e in later))
    return Told(entry.said.id, entry.line, True, lost)


def _named(entries: Sequence[Entry]) -> str:
    """Lines as a person finds them, each with what it says and its id."""
    ordered = sorted(entries, key=lambda entry: entry.line)
    return " with ".join(f"line {e.line} ({e.said.act} {e.said.id})" for e in ordered)
