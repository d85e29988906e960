"""Do people who labelled the same statements agree? Krippendorff's alpha, and how far it would move with others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matters_arising.stance.labels import Labelled

TIMES = 1000
Ratings = Mapping[str, Mapping[str, str]]
"""By statement: the label of each annotator."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A statement that annotators labelled differently; `labels` by annotator."""

    id: str
    text: str
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far `annotators` agree on the `statements` that two or more of them labelled.

    `alpha` is 1 where they always agree and 0 where they agree no more than by chance; `low` to `high` holds it in
    95 % of resamples of the statements. All are None where everybody always said the same label, which shows nothing.
    """

    annotators: tuple[str, ...]
    statements: int
    alpha: float | None
    low: float | None
    high: float | None
    differing: tuple[Difference, ...]


def agreement(labelled: Iterable[Labelled], *, seed: int = 0) -> Agreement | None:
    """The agreement on the statements labelled twice or more; None where there are none. The last label that an
    annotator gave a statement counts."""
    ratings: defaultdict[str, dict[str, str]] = defaultdict(dict)
    texts: dict[str, str] = {}
    for one in labelled:
        ratings[one.id][one.annotator] = one.label
        texts[one.id] = one.text
    shared = {unit: given for unit, given in ratings.items() if len(given) > 1}
    if not shared:
        return None
    low, high = alpha_interval(shared, seed=seed)
    return Agreement(
        annotators=tuple(sorted({annotator for given in shared.values() for annotator in given})),
        statements=len(shared),
        alpha=krippendorff_alpha(shared),
        low=low,
        high=high,
        differing=tuple(
            Difference(unit, texts[unit], given) for unit, given in shared.items() if len(set(given.values())) > 1
        ),
    )


def krippendorff_alpha(ratings: Ratings) -> float | None:
    """Krippendorff's alpha for labels without an order (nominal), from any number of annotators with gaps.

    1 less the share of the disagreement observed within statements in that expected of labels put together by chance.
    None where it is not defined: no statement has two labels, or all labels are the same.
    """
    alphas = _alphas(_counts(ratings.values()), None)
    return None if np.isnan(alphas[0]) else float(alphas[0])


def alpha_interval(ratings: Ratings, *, level: float = 0.95, seed: int = 0) -> tuple[float | None, float | None]:
    """The interval of alpha when the statements are drawn again with replacement. Resamples in which all labels are
    the same have no alpha and are left out; (None, None) where no other is."""
    counts = _counts(ratings.values())
    if not len(counts):
        return None, None
    drawn = np.random.default_rng(seed).multinomial(len(counts), np.full(len(counts), 1 / len(counts)), size=TIMES)
    alphas = _alphas(counts, drawn)
    alphas = alphas[~np.isnan(alphas)]
    if not len(alphas):
        return None, None
    low, high = np.quantile(alphas, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def _counts(units: Collection[Mapping[str, str]]) -> npt.NDArray[np.int64]:
    """How often each label was given to each statement that has two or more: shape (statements, labels)."""
    shared = [list(given.values()) for given in units if len(given) > 1]
    labels = sorted({label for given in shared for label in given})
    return np.array([[given.count(label) for label in labels] for given in shared], dtype=np.int64).reshape(
        len(shared), len(labels)
    )


def _alphas(counts: npt.NDArray[np.int64], drawn: npt.NDArray[np.int64] | None) -> npt.NDArray[np.float64]:
    """Alpha of each resample, NaN where it is not defined. `drawn` says how often each statement is in each."""
    times = np.ones((1, len(counts)), dtype=np.int64) if drawn is None else drawn
    each = counts.sum(axis=1)
    unlike = (each**2 - (counts**2).sum(axis=1)) / (each - 1)  # pairs of labels that differ, by statement
    number, of_label = times @ each, times @ counts
    observed = times @ unlike
    expected = (number**2 - (of_label**2).sum(axis=1)) / np.maximum(number - 1, 1)
    out = np.full(len(times), np.nan)
    np.divide(observed, expected, out=out, where=expected > 0)
    return 1.0 - out
