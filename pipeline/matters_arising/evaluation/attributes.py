"""Are who, until when and why read right? Measured on the statements that gold marks stand on.

An attribute is right where its words and the gold's agree with a token F1 of at least 0.7, a coded one where the codes
are the same. What the minutes do not give (an empty gold attribute) is counted apart: there, nothing should be read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from matters_arising.evaluation.corpus import Marked
from matters_arising.evaluation.gold import EVENTS, words
from matters_arising.evaluation.score import overlap
from matters_arising.extract.detect import read_event
from matters_arising.extract.scenes import scenes_of
from matters_arising.models import Event
from matters_arising.vocab import EventType

PRINTED = ("actor", "seconder", "votes", "until", "reason", "owner", "due", "target")
CODED = ("outcome", "reason_code")
_READ_OF = {  # which attribute belongs to which event; what is empty elsewhere was not asked for
    "actor": {"proposal", "decision", "deferral", "referral", "report"},  # an action's is its owner: read, asked there
    "seconder": {"proposal"},
    "votes": {"decision"},
    "until": {"deferral"},
    "reason": {"deferral"},
    "owner": {"action"},
    "due": {"action"},
    "target": {"referral"},
    "outcome": {"decision"},
    "reason_code": {"deferral"},
}
ALIKE = 0.7


def attributes(documents: Iterable[Marked]) -> dict[str, dict[str, float]]:
    """By attribute: marks that have it, the share read right; marks without it, the share where something was read."""
    there, right, none, invented = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for mark, event in _pairs(documents):
        for name in PRINTED + CODED:
            if event.type not in _READ_OF.get(name, {event.type}):
                continue
            gold, read = str(mark.get(name) or ""), str(getattr(event, name) or "")
            if gold:
                there[name] += 1
                right[name] += same(name, gold, read)
            elif name in PRINTED:
                none[name] += 1
                invented[name] += bool(read)
    return {
        name: {
            "marks": there[name],
            "right": round(right[name] / there[name], 3),
            "marks without": none[name],
            "read though not there": round(invented[name] / max(1, none[name]), 3),
        }
        for name in PRINTED + CODED
        if there[name]
    }


def same(name: str, gold: str, read: str) -> bool:
    """Whether what was read of an attribute is what the gold has."""
    return gold == read if name in CODED else token_f1(gold, read) >= ALIKE


def token_f1(one: str, other: str) -> float:
    """The harmonic mean of the shares of common words.

    >>> token_f1("the next meeting", "next meeting"), token_f1("May", "")
    (0.8, 0.0)
    """
    first, second = Counter(words(one)), Counter(words(other))
    total = sum(first.values()) + sum(second.values())
    return 2 * sum((first & second).values()) / total if total else 0.0


def _pairs(documents: Iterable[Marked]) -> Iterable[tuple[Mapping[str, Any], Event]]:
    """Each mark that is no routine, with the event that is read off the statement it stands on."""
    for marked in documents:
        scenes = scenes_of(marked.segmented)
        for kind, where, mark in marked.marks:
            if kind not in EVENTS or mark.get("procedural"):
                continue
            row = _statement(where, marked.spans)
            if row is not None:
                yield mark, read_event(EventType(kind), scenes[row], marked.segmented)


def _statement(where: tuple[int, int], spans: Sequence[tuple[int, int]]) -> int | None:
    row = max(range(len(spans)), key=lambda i: min(where[1], spans[i][1]) - max(where[0], spans[i][0]), default=None)
    return row if row is not None and overlap(where, spans[row]) >= 0.5 else None
