"""Do the probabilities mean what they say? Reliability, and what abstaining below a probability costs and buys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Values = npt.NDArray[np.float64]

EDGES = np.array([0.0, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0])


def reliability(
    chances: Values, truth: npt.NDArray[np.int64], weights: Values | None = None
) -> tuple[list[dict[str, float]], float]:
    """By band of probability: how many statements, the mean probability, the share that is marked; and the expected
    calibration error, which is the mean distance of the two, weighted by the number of statements. `weights` says for
    how many each stands."""
    rows, error = [], 0.0
    weight = np.ones(len(chances)) if weights is None else weights
    band = np.clip(np.searchsorted(EDGES, chances, side="right") - 1, 0, len(EDGES) - 2)
    for number in range(len(EDGES) - 1):
        inside = band == number
        if not inside.any():
            continue
        stands_for = weight[inside]
        mean, share = (float(np.average(values[inside], weights=stands_for)) for values in (chances, truth))
        error += abs(mean - share) * float(stands_for.sum() / weight.sum())
        rows.append(
            {
                "from": float(EDGES[number]),
                "statements": int(inside.sum()),
                "said": round(mean, 3),
                "marked": round(share, 3),
            }
        )
    return rows, error


def risk_coverage(
    chances: Values,
    truth: npt.NDArray[np.int64],
    *,
    at: Sequence[float] = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9),
) -> list[dict[str, Any]]:
    """What is kept when everything below a probability is left unsaid: how many are said, how many of them are right,
    how many of the marks are found."""
    rows = []
    for least in at:
        said = chances >= least
        right = int(truth[said].sum())
        rows.append(
            {
                "from": least,
                "said": int(said.sum()),
                "precision": round(right / max(1, int(said.sum())), 3),
                "recall": round(right / max(1, int(truth.sum())), 3),
            }
        )
    return rows
