"""What a judge thought of saying of a statement and did not, kept for people to tell what was missed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

from matters_arising.models import NearMiss, Segmented

LEAST = 0.02  # below it nobody but chance would say it
_LEAST_WORDS = 4


class Judging(Protocol):
    """A judge of events or of stances."""

    @property
    def labels(self) -> tuple[str, ...]: ...
    @property
    def thresholds(self) -> Any: ...
    def chances(self, segmented: Segmented) -> Any: ...


def near_misses(segmented: Segmented, part: str, judge: Judging) -> Iterator[NearMiss]:
    """The labels that each statement of a document came near to, in text order; none of headings and of a word or two.

    A statement has one stance at most, so that one that has a stance came near to no other.
    """
    if not segmented.statements:
        return
    for one, chances in zip(segmented.statements, judge.chances(segmented), strict=True):
        if one.form == "heading" or len(one.text.split()) < _LEAST_WORDS:
            continue
        asked = [
            (label, float(chance), float(least))
            for label, chance, least in zip(judge.labels, chances, judge.thresholds, strict=True)
        ]
        if part == "stance" and any(chance >= least for _, chance, least in asked):
            continue
        for label, chance, least in asked:
            if LEAST <= chance < least:
                yield NearMiss(one.id, part, label, round(chance, 4), round(least, 4))
