"""Scores on archives that were left out -> calibrated probabilities and thresholds.

Two scores of a statement, the linear judge's and the encoder's, become one probability by a logistic model of three
numbers a label. Both it and the thresholds are learned from predictions for archives that were left out, so they are
those of a body never read before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from matters_arising.evaluation.corpus import KINDS, Marked
from matters_arising.evaluation.score import Count, count_document
from matters_arising.evaluation.training import Recipe, Scores
from matters_arising.nlp.judge import UNASKED, Judge

if TYPE_CHECKING:
    from matters_arising.evaluation.rulings import AnyRulings

FEW = 10  # marks of a label below which nothing can be calibrated
NEVER = 0.95
_LOST = 0.01  # share of what is said with the encoder that may go unsaid because it was not asked


@dataclass(frozen=True, slots=True)
class Mixture:
    """How both scores make a probability, by label: `slope` of the linear one, `encoder`, `offset`."""

    slope: Scores
    encoder: Scores
    offset: Scores

    def chances(self, linear: Scores, encoder: Scores | None) -> Scores:
        """Calibrated probabilities: shape (statements, labels)."""
        total = linear * self.slope + self.offset
        if encoder is not None:
            total = total + encoder * self.encoder
        return np.asarray(1 / (1 + np.exp(-total)))


def mix(linear: Scores, encoder: Scores | None, documents: Sequence[Marked], recipe: Recipe) -> Mixture:
    """Learn the mixture from scores given to documents while their archives were left out."""
    from sklearn.linear_model import LogisticRegression

    truth = np.array([row for marked in documents for row in marked.labels])
    size = len(recipe.labels)
    slope, second, offset = np.ones(size), np.zeros(size), np.zeros(size)
    for column, label in enumerate(recipe.labels):
        y = truth[:, KINDS.index(label)]
        known = y >= 0
        if (y == 1).sum() < FEW:
            continue
        seen = [linear[:, column]] if encoder is None else [linear[:, column], encoder[:, column]]
        platt = LogisticRegression(C=1e3).fit(np.column_stack(seen)[known], y[known])
        slope[column], offset[column] = platt.coef_[0, 0], platt.intercept_[0]
        if encoder is not None:
            second[column] = platt.coef_[0, 1]
    return Mixture(slope, second, offset)


def thresholds_of(chances: Scores, documents: Sequence[Marked], recipe: Recipe) -> npt.NDArray[np.float64]:
    """By label, the threshold that serves best on these documents (`best_threshold`), and no less than asked for."""
    return np.array(
        [
            max(
                recipe.least.get(label, 0.0),
                best_threshold(
                    *(label, chances[:, column], documents),
                    least_precision=recipe.precision.get(label, 0.0),
                    slack=recipe.slack.get(label, 0.0),
                ),
            )
            for column, label in enumerate(recipe.labels)
        ]
    )


def best_threshold(
    label: str,
    chances: npt.NDArray[np.float64],
    documents: Sequence[Marked],
    *,
    least_precision: float = 0.0,
    slack: float = 0.0,
) -> float:
    """The threshold with the best F1 among those that reach the precision asked for; 0.95 where none does. With
    `slack`, the lowest whose F1 falls short of it by no more.

    Counted by statements, which is quick: the scorer's matching of stretches differs from it by a few marks.
    """
    truth = truth_of(label, documents)
    known = truth >= 0
    return threshold_of(chances[known], truth[known], least_precision=least_precision, slack=slack)


def threshold_of(
    chances: npt.NDArray[np.float64],
    truth: npt.NDArray[np.int64],
    *,
    weights: npt.NDArray[np.float64] | None = None,
    least_precision: float = 0.0,
    slack: float = 0.0,
) -> float:
    """As `best_threshold`, of statements whose mark is there (1) or not (0). `weights`: for how many each stands."""
    order = np.argsort(-chances, kind="stable")
    weight = np.ones(len(chances)) if weights is None else weights[order]
    sure, right = chances[order], truth[order] * weight
    hit = np.cumsum(right)
    precision, recall = hit / np.cumsum(weight), hit / max(1, right.sum())
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    last = np.append(sure[1:] < sure[:-1], True)  # a threshold cuts between unlike probabilities
    allowed = last & (precision >= least_precision) & (hit > 0)
    if not allowed.any():
        return NEVER
    reached = np.where(allowed, f1, -1.0)
    return float(sure[np.argmax(reached) if slack == 0 else np.flatnonzero(reached >= reached.max() - slack)[-1]])


def truth_of(label: str, documents: Sequence[Marked]) -> npt.NDArray[np.int64]:
    """By statement: 1 the mark stands here, 0 it does not, -1 counts neither way (unknown, or procedural)."""
    column = KINDS.index(label)
    out = []
    for marked in documents:
        rows = [labels[column] for labels in marked.labels]
        for row, kind in marked.routine:
            if kind == column:
                rows[row] = -1
        out += rows
    return np.array(out)


def count_at(label: str, chances: npt.NDArray[np.float64], documents: Sequence[Marked], threshold: float) -> Count:
    """Hits, false and missed marks of one label when it is given from `threshold` on."""
    total, row = Count(), 0
    for marked in documents:
        size = len(marked.spans)
        said = [
            span
            for span, chance in zip(marked.spans, chances[row : row + size], strict=True)
            if chance >= threshold and span[1] > span[0]
        ]
        there = [(where, bool(mark.get("procedural"))) for kind, where, mark in marked.marks if kind == label]
        if said or there:
            total += count_document(there, said)
        row += size
    return total


def calibrate(
    judge: Judge,
    linear: Scores,
    encoder: Scores | None,
    documents: Sequence[Marked],
    recipe: Recipe,
    *,
    rulings: AnyRulings | None = None,
) -> Judge:
    """The judge with mixture, thresholds and gate learned from scores on archives that were left out; its thresholds
    beside the program's `rulings`, where they are given."""
    mixture = mix(linear, encoder, documents, recipe)
    chances = mixture.chances(linear, encoder)
    thresholds = thresholds_of(chances if rulings is None else rulings.applied(chances), documents, recipe)
    return replace(
        judge,
        slope=mixture.slope.astype(np.float32),
        offset=mixture.offset.astype(np.float32),
        encoder=None if encoder is None else mixture.encoder.astype(np.float32),
        thresholds=thresholds.astype(np.float32),
        gate=0.0 if encoder is None else gate_of(linear, documents, recipe)[0],
        asks=None if encoder is None else asks_of(linear, chances, thresholds).astype(np.float32),
    )


def asks_of(linear: Scores, chances: Scores, thresholds: npt.NDArray[np.float64]) -> Scores:
    """By label, the linear score from which on the encoder is worth asking: shape (labels,).

    Of the statements that are given the label with the encoder's help, all but a hundredth have that score or more.
    For a label that is never given it is infinite.
    """
    out = np.full(len(thresholds), np.inf)
    for column, threshold in enumerate(thresholds):
        said = linear[chances[:, column] >= threshold, column]
        if len(said):
            out[column] = np.quantile(said, _LOST, method="lower")
    return out


def unasked(linear: Scores, encoder: Scores, asks: Scores) -> Scores:
    """The encoder's scores as far as it is asked; `UNASKED` where no label's linear score reaches its `asks`."""
    asked = np.any(linear >= asks, axis=1)
    return np.where(asked[:, None], encoder, UNASKED)


def asked_of(linear: Scores, encoder: Scores, documents: Sequence[Marked], recipe: Recipe) -> tuple[float, float]:
    """What the encoder reads behind gate and `asks_of`: (share of all statements, share of what is said, kept)."""
    mixture = mix(linear, encoder, documents, recipe)
    chances = mixture.chances(linear, encoder)
    thresholds = thresholds_of(chances, documents, recipe)
    asks, (gate, *_) = asks_of(linear, chances, thresholds), gate_of(linear, documents, recipe)
    asked = np.any(linear >= asks, axis=1) & (1 / (1 + np.exp(-linear)) >= gate).any(axis=1)
    said = chances >= thresholds
    return float(asked.mean()), float((said & asked[:, None]).sum() / max(1, said.sum()))


def gate_of(
    linear: Scores, documents: Sequence[Marked], recipe: Recipe, *, recall: float = 0.99
) -> tuple[float, float, float]:
    """Which statements the encoder need not read: (gate, share of marked statements that pass, share of all).

    A statement passes where the linear judge gives some label at least the gate's raw probability; the gate is set
    so that `recall` of the statements with a mark of this recipe pass. All pass where none is marked.
    """
    truth = np.array([row for marked in documents for row in marked.labels])
    columns = [KINDS.index(label) for label in recipe.labels]
    marked_rows = (truth[:, columns] == 1).any(axis=1)
    if not marked_rows.any():
        return 0.0, 1.0, 1.0
    highest = (1 / (1 + np.exp(-linear))).max(axis=1)
    gate = float(np.quantile(highest[marked_rows], 1 - recall, method="lower"))
    return gate, float((highest[marked_rows] >= gate).mean()), float((highest >= gate).mean())
