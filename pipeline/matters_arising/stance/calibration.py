"""Scores of the two steps -> probabilities that mean what they say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import log
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
FEW = 3  # rows of a kind below which nothing can be calibrated
_FLAT = 1e3  # how little the two numbers of Platt's model are held back


@dataclass(frozen=True, slots=True)
class Calibration:
    """`slope` and `offset` turn the log-odds of a stance into a probability (Platt); `temperature` divides the
    log-probabilities of the stances."""

    slope: float = 1.0
    offset: float = 0.0
    temperature: float = 1.0

    @classmethod
    def of(cls, scores: Array, truth: Array) -> Calibration:
        """Learned from scores of rows that were left out. `truth` is the number of the stance's column among the
        stances, or their count for none."""
        stances = scores.shape[1] - 1
        has = truth < stances
        slope, offset = 1.0, 0.0
        if min(has.sum(), (~has).sum()) >= FEW:
            slope, offset = _platt(scores[:, 0], has)
        return cls(slope, offset, _temperature(scores[has, 1:], truth[has]) if has.sum() >= FEW else 1.0)

    def at_share(self, share: float, *, drawn: float) -> Calibration:
        """The same for statements of which `share` have a stance, where it was learned from rows of which `drawn`
        have one."""
        return replace(self, offset=self.offset + _log_odds(share) - _log_odds(drawn))

    def chances(self, scores: Array) -> Array:
        """Probabilities of the stances and, last, of none: shape of `scores`."""
        stance = 1 / (1 + np.exp(-np.clip(self.slope * scores[:, 0] + self.offset, -30, 30)))
        return np.column_stack([stance[:, None] * _softmax(scores[:, 1:] / self.temperature), 1 - stance])


def _platt(scores: Array, truth: Array) -> tuple[float, float]:
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=_FLAT).fit(scores[:, None], truth)
    # a slope below nought would say that the step is worse than guessing: then it is no evidence
    slope = max(float(model.coef_[0, 0]), 1e-3)
    return slope, float(model.intercept_[0])


def _temperature(scores: Array, truth: Array) -> float:
    from scipy.optimize import minimize_scalar

    def loss(log: float) -> float:
        chances = _softmax(scores / np.exp(log))
        return -float(np.log(np.clip(chances[np.arange(len(truth)), truth], 1e-12, 1)).mean())

    return float(np.exp(minimize_scalar(loss, bounds=(-2.5, 2.5), method="bounded").x))


def _log_odds(share: float) -> float:
    return log(share / (1 - share))


def _softmax(scores: Array) -> Array:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True, initial=-np.inf))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))
