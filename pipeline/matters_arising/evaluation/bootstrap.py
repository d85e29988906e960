"""How far a score would move with other documents: percentile intervals over resampled documents."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from matters_arising.evaluation.score import Count

TIMES = 1000


def f1_interval(counts: Sequence[Count], *, level: float = 0.95, seed: int = 0) -> tuple[float, float]:
    """The interval of F1 when the documents (one `Count` each) are drawn again with replacement."""
    return intervals(counts, level=level, seed=seed)["f1"]


def intervals(counts: Sequence[Count], *, level: float = 0.95, seed: int = 0) -> dict[str, tuple[float, float]]:
    """The intervals of precision, recall and F1, likewise."""
    table = np.array([(count.hit, count.false, count.missed) for count in counts], dtype=np.int64)
    drawn = np.random.default_rng(seed).integers(0, len(table), size=(TIMES, len(table)))
    hit, false, missed = np.moveaxis(table[drawn].sum(axis=1), 1, 0)
    resampled = {
        "precision": hit / np.maximum(1, hit + false),
        "recall": hit / np.maximum(1, hit + missed),
        "f1": 2 * hit / np.maximum(1, 2 * hit + false + missed),
    }
    bounds = [(1 - level) / 2, (1 + level) / 2]
    out = {}
    for name, values in resampled.items():
        low, high = np.quantile(values, bounds)
        out[name] = (float(low), float(high))
    return out
