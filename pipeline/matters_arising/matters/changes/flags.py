"""Which decisions, votes and deferrals differ in a passage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from matters_arising.matters.changes.folding import folded, times_in
from matters_arising.matters.changes.nouns import Flag, Mark, Passage, Version, quoted
from matters_arising.matters.tally import LIKELY

_FLAGGED = frozenset(["decision", "deferral"])


def lone(one: Passage, version: Version, what: Literal["added", "removed"]) -> Iterator[Flag]:
    """The events of a passage that one of the texts does not have."""
    for mark in marks_in(one, version):
        before, after = (quoted(mark), None) if what == "removed" else (None, quoted(mark))
        yield Flag(_called(mark), what, before, after, confidence=mark.confidence)


def flags_within(before: Sequence[Mark], after: Sequence[Mark], pair: tuple[Passage, Passage]) -> Iterator[Flag]:
    """What became of the events of a passage. One that is found on one side only quotes the passage of the other."""
    left = sorted(after, key=lambda m: m.start)
    alone = []
    for mark in before:
        own = folded(mark.quote)
        likely = [m for m in left if m.type == mark.type]
        match = next((m for m in likely if folded(m.quote) == own), likely[0] if likely else None)
        if match is None:
            alone.append(mark)
            continue
        left.remove(match)
        detail = _detail(mark, match)
        if detail or own != folded(match.quote):
            called, least = _called(mark if mark.votes else match), min(mark.confidence, match.confidence)
            yield Flag(called, "altered", quoted(mark), quoted(match), detail, least)
    words = [f" {folded(one.text)} " for one in pair]
    for mark in alone:
        if not times_in(folded(mark.quote), words[1]):
            yield Flag(_called(mark), "removed", quoted(mark), quoted(pair[1]), confidence=mark.confidence)
    for mark in left:
        if not times_in(folded(mark.quote), words[0]):
            yield Flag(_called(mark), "added", quoted(pair[0]), quoted(mark), confidence=mark.confidence)


def marks_in(passage: Passage, version: Version) -> list[Mark]:
    """The likely decisions and deferrals of business that stand in a passage, and whatever tells votes."""
    return [
        mark
        for mark in version.marks
        if (mark.type in _FLAGGED or mark.votes)
        and not mark.procedural
        and mark.confidence >= LIKELY
        and passage.start <= mark.start < passage.end
    ]


def _called(mark: Mark) -> str:
    return f"{mark.type} with votes" if mark.votes else mark.type


def _detail(before: Mark, after: Mark) -> str:
    facts = (
        ("outcome", before.outcome, after.outcome),
        ("votes", before.votes, after.votes),
        ("until", before.until, after.until),
    )
    told = [
        f"{name}: {one or 'not told'} → {other or 'not told'}"
        for name, one, other in facts
        if folded(one) != folded(other)
    ]
    return "; ".join(told)
