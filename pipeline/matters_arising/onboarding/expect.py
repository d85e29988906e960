"""What accuracy to expect of an archive, from a person's answers on a draw of its claims.

Uncertain claims are drawn more often than others, so that the share of right answers is not that of right claims. Each
answer therefore counts for as many claims as it was drawn from: one divided by its chance (Horvitz and Thompson), set
in proportion to the number of its stratum's claims, answered or not (Hájek). The interval is Wilson's, at as many
answers as the unequal weights leave (Kish).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from matters_arising.onboarding.draw import Draw, Key, Stratum

_Z = 1.959964  # 95 %
_HALF, _LEAST = 0.5, 5  # answers: from fewer nothing is said against a threshold


@dataclass(frozen=True, slots=True)
class Expected:
    """What the answers let expect of some claims. `share` is the part of them that is right, `low` and `high` its
    bounds at 95 %, all three None where nothing was answered. `judged` is what their probabilities promise. `label` is
    empty for all labels of a part together."""

    part: str
    label: str
    missed: bool
    claims: int
    asked: int
    answered: int
    right: int
    judged: float
    share: float | None
    low: float | None
    high: float | None

    @property
    def finding(self) -> str:
        """What that says of the threshold, in words; empty where it says nothing against it, or answers are too few."""
        if self.share is None or self.low is None or self.high is None:
            return "not told: no answer"
        if self.answered < _LEAST:
            return ""
        if not self.missed and self.high < _HALF:
            return "more wrong than right: do not use it here"
        if self.missed and self.low > _HALF:
            return "more right than wrong: the threshold is too high here"
        if self.high < self.judged:
            return f"surer than it should be: {self.judged:.0%} were promised"
        if self.low > self.judged:
            return f"less sure than it could be: {self.judged:.0%} were promised"
        return ""


@dataclass(frozen=True, slots=True)
class _Group:
    """The answers on the claims of one stratum: each with its weight."""

    stratum: Stratum
    asked: int
    answers: tuple[tuple[bool, float], ...]

    def weighted(self) -> list[tuple[bool, float]]:
        """The answers with weights that add up to the number of the claims."""
        whole = sum(weight for _, weight in self.answers)
        return [(right, weight * self.stratum.claims / whole) for right, weight in self.answers]


def expect(draw: Draw, answers: Mapping[tuple[str, str, str], bool]) -> list[Expected]:
    """What the answers let expect: label by label, then of each part together; first of what was claimed, then of what
    was nearly claimed. `answers` are by claim id, part and label; claims without one were left open or unsure.
    """
    of: dict[Key, list[tuple[bool, float]]] = defaultdict(list)
    asked: dict[Key, int] = defaultdict(int)
    for one in draw.asked:
        asked[one.key] += 1
        named = (one.claim_id, one.part, one.label)
        if named in answers:
            of[one.key].append((answers[named], 1 / one.chance))
    groups = [_Group(s, asked[s.key], tuple(of[s.key])) for s in draw.strata]
    out = []
    for missed in (False, True):
        for part in ("event", "stance"):
            own = [g for g in groups if (g.stratum.part, g.stratum.missed) == (part, missed)]
            out += [_expected([one], one.stratum.label) for one in own]
            out += [_expected(own, "")] if len(own) > 1 else []
    return out


def _expected(groups: Sequence[_Group], label: str) -> Expected:
    """Strata without an answer stay out of what is said of several together."""
    told = [group for group in groups if group.answers]
    weighted = [pair for group in told for pair in group.weighted()]
    claims = sum(group.stratum.claims for group in told or groups)
    share, low, high = _bounds(weighted)
    return Expected(
        groups[0].stratum.part,
        label,
        groups[0].stratum.missed,
        claims=claims,
        asked=sum(group.asked for group in groups),
        answered=len(weighted),
        right=sum(right for right, _ in weighted),
        judged=sum(g.stratum.judged * g.stratum.claims for g in told or groups) / claims,
        share=share,
        low=low,
        high=high,
    )


def _bounds(weighted: Sequence[tuple[bool, float]]) -> tuple[float, float, float] | tuple[None, None, None]:
    whole = sum(weight for _, weight in weighted)
    if not whole:
        return None, None, None
    share = sum(weight for right, weight in weighted if right) / whole
    return share, *wilson(share, effective(weight for _, weight in weighted))


def effective(weights: Iterable[float]) -> float:
    """As many equally weighted answers as tell no less than these.

    >>> effective([2, 2, 2, 2]), effective([9, 1])
    (4.0, 1.2195121951219512)
    """
    known = list(weights)
    return sum(known) ** 2 / sum(weight * weight for weight in known)


def wilson(share: float, number: float) -> tuple[float, float]:
    """Wilson's interval at 95 % of a share that so many answers gave.

    >>> [round(bound, 3) for bound in wilson(0.5, 10)], [round(bound, 3) for bound in wilson(1.0, 5)]
    ([0.237, 0.763], [0.566, 1.0])
    """
    square = _Z * _Z
    middle = (share + square / (2 * number)) / (1 + square / number)
    half = _Z / (1 + square / number) * math.sqrt(share * (1 - share) / number + square / (4 * number * number))
    return max(0.0, middle - half), min(1.0, middle + half)
