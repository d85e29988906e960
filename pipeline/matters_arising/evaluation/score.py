"""Precision, recall and F1 of predicted marks, by type.

Two marks of one document and type match when their stretches of words overlap by at least half of the shorter
one; matching is one to one, the largest overlap first. Gold marks flagged procedural, and predictions that fall
on them, count neither way; nor do further pieces of a gold mark that is matched already.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matters_arising.evaluation.gold import EVENTS, STANCES, GoldDocument, spans_of

TokenSpan = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Count:
    """How many gold marks were hit and missed, and how many predictions were false."""

    hit: int = 0
    false: int = 0
    missed: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.hit + other.hit, self.false + other.false, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """Share of the predictions that are right; 0 where there are none."""
        said = self.hit + self.false
        return self.hit / said if said else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold marks that were found; 0 where there are none."""
        there = self.hit + self.missed
        return self.hit / there if there else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = 2 * self.hit + self.false + self.missed
        return 2 * self.hit / both if both else 0.0


def overlap(a: TokenSpan, b: TokenSpan) -> float:
    """The common words of two stretches as a share of the shorter."""
    both = min(a[1], b[1]) - max(a[0], b[0])
    return both / min(a[1] - a[0], b[1] - b[0]) if both > 0 else 0.0


def match(gold: Sequence[TokenSpan], predicted: Sequence[TokenSpan]) -> list[tuple[int, int]]:
    """Pairs (gold, predicted), one to one, largest overlap first, then the more alike in length."""
    candidates = sorted(
        (
            (share, -abs((g[1] - g[0]) - (p[1] - p[0])), i, j)
            for i, g in enumerate(gold)
            for j, p in enumerate(predicted)
            if (share := overlap(g, p)) >= 0.5
        ),
        reverse=True,
    )
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    pairs = []
    for _, _, i, j in candidates:
        if i not in used_gold and j not in used_predicted:
            used_gold.add(i)
            used_predicted.add(j)
            pairs.append((i, j))
    return pairs


def count_document(gold: Sequence[tuple[TokenSpan, bool]], predicted: Sequence[TokenSpan]) -> Count:
    """Count one kind in one document. `gold` are (span, procedural)."""
    pairs = match([span for span, _ in gold], predicted)
    matched, used = {i for i, _ in pairs}, {j for _, j in pairs}
    free = sum(1 for i, _ in pairs if gold[i][1])
    pieces = sum(
        1 for j, span in enumerate(predicted) if j not in used and any(overlap(other, span) >= 0.5 for other, _ in gold)
    )
    return Count(
        hit=len(pairs) - free,
        false=len(predicted) - len(pairs) - pieces,
        missed=sum(1 for i, (_, procedural) in enumerate(gold) if i not in matched and not procedural),
    )


def tally(
    gold: Iterable[GoldDocument],
    predicted: Mapping[str, Sequence[Mapping[str, Any]]],
    texts: Mapping[str, str],
) -> dict[str, Count]:
    """Counts by kind over all gold documents. `predicted` and `texts` are keyed by document path.

    `predicted` rows carry `type` or `label` and `quote`. A document without a prediction counts as missed.
    """
    table: dict[str, Count] = defaultdict(Count)
    for document in gold:
        text = texts[document.document]
        there = spans_of(document.marks, text)
        said = spans_of(predicted.get(document.document, ()), text)
        for kind in EVENTS + STANCES:
            table[kind] += count_document(
                [(span, bool(mark.get("procedural"))) for name, span, mark in there if name == kind],
                [span for name, span, _ in said if name == kind],
            )
    return dict(table)


def micro(table: Mapping[str, Count], kinds: Sequence[str] = EVENTS) -> Count:
    """The counts of several kinds added up."""
    total = Count()
    for kind in kinds:
        total += table.get(kind, Count())
    return total
