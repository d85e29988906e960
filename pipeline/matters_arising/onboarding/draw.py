"""Which claims a person is asked about: those that teach most, drawn by chance, so that what is found of them can be
carried back to all.

All claims of one label, made (`missed` false) or nearly made, are a stratum. In it a claim's chance to be drawn is in
proportion to its `worth`: how near to one half its probability is, and how rare its wording. The chance of each is
kept, so that an answer can stand for as many claims as it was one of (Horvitz and Thompson).
"""

from __future__ import annotations

import json
import math
import random
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from matters_arising.errors import UsageError
from matters_arising.stance.sample import fair_shares, gist
from matters_arising.store.review import Claim

_LEAST_WORTH = 0.09  # as a probability of 0.9 has: what is surer is drawn no more seldom, or its answer would weigh all
_MOST_COMMON = 4  # repetitions of a wording beyond which it is drawn no more seldom
_MISSED = 0.3  # share of the questions that is on what was nearly claimed
_FORM = 1

Key = tuple[str, str, bool]
"""Part, label, and whether the claims were only nearly made."""


@dataclass(frozen=True, slots=True)
class Stratum:
    """All claims of one label. `claims` is their number, `judged` the mean of their probabilities, `threshold` the
    probability from which the label is said."""

    part: str
    label: str
    missed: bool
    claims: int
    judged: float
    threshold: float

    @property
    def key(self) -> Key:
        """What it is of."""
        return self.part, self.label, self.missed


@dataclass(frozen=True, slots=True)
class Asked:
    """A claim that a person is asked about, and the `chance` with which it was drawn from its stratum."""

    claim_id: str
    part: str
    label: str
    missed: bool
    chance: float

    @property
    def key(self) -> Key:
        """The stratum that it was drawn from."""
        return self.part, self.label, self.missed


@dataclass(frozen=True, slots=True)
class Draw:
    """The claims that were drawn, in an order by chance, and what they were drawn from."""

    documents: int
    strata: tuple[Stratum, ...]
    asked: tuple[Asked, ...]


def draw(
    claims: Sequence[Claim],
    size: int,
    *,
    thresholds: Mapping[tuple[str, str], float],
    documents: int,
    seed: int = 0,
) -> Draw:
    """At most `size` of the claims, of each label as many as of any other as far as it has them, spread over documents.

    `thresholds` are by part and label. The same claims, in whatever order, give the same draw for the same `seed`.
    """
    of: dict[Key, list[Claim]] = defaultdict(list)
    for one in sorted(claims, key=lambda c: (c.document, c.page, c.id)):
        of[one.part, one.label, one.missed].append(one)
    strata = tuple(Stratum(*key, len(own), _mean(own), thresholds.get(key[:2], 0.0)) for key, own in sorted(of.items()))
    asked: list[Asked] = []
    for key, number in _shares(strata, size).items():
        rng = random.Random(f"{seed} {key}")
        chances = chances_of([worth(one, common) for one, common in _with_common(of[key])], number)
        drawn = systematic(chances, rng.random())
        asked += [Asked(of[key][i].id, *key, chance=chances[i]) for i in drawn]
    random.Random(f"{seed} order").shuffle(asked)
    return Draw(documents, strata, tuple(asked))


def _mean(claims: Sequence[Claim]) -> float:
    return sum(one.confidence for one in claims) / len(claims)


def _shares(strata: Sequence[Stratum], size: int) -> dict[Key, int]:
    """How many questions each stratum gets; what the claims that were nearly made cannot use, those made have."""
    made = {one.key: one.claims for one in strata if not one.missed}
    near = {one.key: one.claims for one in strata if one.missed}
    for_near = max(min(round(_MISSED * size), sum(near.values())), size - sum(made.values()))
    return {**fair_shares(made, size - for_near), **fair_shares(near, for_near)}


def _with_common(claims: Sequence[Claim]) -> list[tuple[Claim, int]]:
    """Each claim with how many of them have its wording."""
    wordings = [tuple(gist(one.quote)) for one in claims]
    times = Counter(wordings)
    return [(one, times[wording]) for one, wording in zip(claims, wordings, strict=True)]


def worth(claim: Claim, common: int) -> float:
    """What an answer on a claim teaches: the more, the nearer its probability is to one half and the rarer its wording,
    which `common` claims have."""
    doubt = max(claim.confidence * (1 - claim.confidence), _LEAST_WORTH)
    return doubt / math.sqrt(min(common, _MOST_COMMON))


def chances_of(worths: Sequence[float], number: int) -> list[float]:
    """The chance with which each is drawn when so many are: in proportion to its worth, and one at most.

    >>> chances_of([1, 1, 2], 2), chances_of([1, 1, 8], 2), chances_of([3, 1], 5)
    ([0.5, 0.5, 1.0], [0.5, 0.5, 1.0], [1.0, 1.0])
    """
    if number >= len(worths):
        return [1.0] * len(worths)
    sure: set[int] = set()
    while True:
        rest = sum(worth for i, worth in enumerate(worths) if i not in sure)
        left = number - len(sure)
        more = {i for i, worth in enumerate(worths) if i not in sure and left * worth >= rest}
        if not more:
            return [1.0 if i in sure else left * worth / rest for i, worth in enumerate(worths)]
        sure |= more


def systematic(chances: Sequence[float], start: float) -> list[int]:
    """Which are drawn, as a comb with teeth one apart, laid from `start` (0 to 1) along the sum of the chances, finds
    them: neighbours are seldom drawn together.

    >>> systematic([0.5, 0.5, 1.0], 0.2), systematic([0.5, 0.5, 1.0], 0.7), systematic([], 0.3)
    ([0, 2], [1, 2], [])
    """
    drawn, reached = [], 0.0
    for i, chance in enumerate(chances):
        teeth = math.floor(reached + chance - start + 1e-9) - math.floor(reached - start + 1e-9)
        reached += chance
        drawn += [i] if teeth else []
    return drawn


def write_draw(path: Path, drawn: Draw) -> None:
    """Keep a draw beside its sheet. Raises UsageError where it cannot be written."""
    try:
        path.write_text(json.dumps({"form": _FORM, **asdict(drawn)}, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise UsageError(
            f"it cannot be written ({error.strerror})", where=str(path), remedy="choose another --out"
        ) from error


def read_draw(path: Path) -> Draw:
    """A draw that was kept. Raises UsageError where there is none."""
    try:
        told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if told["form"] != _FORM:
            raise ValueError(f"form {told['form']}")
        strata, asked = (tuple(kind(**row) for row in told[name]) for name, kind in _PARTS)
        return Draw(told["documents"], strata, asked)
    except FileNotFoundError as error:
        raise UsageError(
            "there is no draw that the answers could belong to",
            where=str(path),
            remedy="give the --out of the call that wrote the sheet",
        ) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"it cannot be read ({error})", where=str(path), remedy="write the sheet again") from error


_PARTS: tuple[tuple[str, Any], ...] = (("strata", Stratum), ("asked", Asked))
