"""Learn a model of stances from labelled statements, and measure it on what it did not see.

The figures of label files and those of our own corpus stand apart: their statements are drawn unlike, and of both
together no figure would mean anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from matters_arising.errors import UsageError
from matters_arising.evaluation.calibration import FEW, NEVER, threshold_of
from matters_arising.evaluation.reliability import reliability
from matters_arising.evaluation.stance_cases import LABELS_ORIGIN, OWN_ORIGIN, Case, in_units
from matters_arising.evaluation.stance_corpus import LABELS, NONE
from matters_arising.evaluation.stance_models import Family
from matters_arising.evaluation.stances import PRECISE, STANCES, own_figures
from matters_arising.stance.classifier import TINY, StanceClassifier
from matters_arising.stance.features import StanceFeatures

Array = npt.NDArray[Any]
FOLDS = 5
SHARE = 0.02  # one statement in fifty had a stance in the marked archives that were read whole
LEFT_OUT, HELD = "bodies left out", "held part of our corpus"


@dataclass(frozen=True, slots=True)
class Trained:
    """A model with its features, and its figures as plain values for JSON, by the statements they were taken on."""

    model: StanceClassifier
    features: StanceFeatures
    metrics: dict[str, Any]


def train(
    cases: Sequence[Case], held: Sequence[Case], family: Family, *, seed: int = 0, share: float = SHARE
) -> Trained:
    """A model of the family, learned from `cases`; `held` are cases of our corpus that it never sees. `share` is how
    many of the statements of whole minutes have a stance (`StanceClassifier`).

    What it says of a statement is measured while the statement's body is left out, and so are the thresholds found.
    UsageError where the cases have fewer than two labels.
    """
    check(cases)
    truth = np.array([one.label for one in cases])
    chances, fold = left_out(cases, family, seed=seed, share=share)
    counted = _counting(cases) & (fold >= 0)
    model, features = learned(cases, family, seed=seed, share=share)
    model.abstain = thresholds(chances[counted], truth[counted], share=share)
    metrics: dict[str, Any] = {
        "share": share,
        "thresholds": model.abstain,
        "folds": int(fold.max()) + 1,
        "calibrated on": sorted({one.origin for one, counts in zip(cases, _counting(cases), strict=True) if counts}),
        "sections": {},
    }
    said = _said_left_out(chances, truth, fold, counted, share)
    for origin in (LABELS_ORIGIN, OWN_ORIGIN):
        rows = [i for i, one in enumerate(cases) if fold[i] >= 0 and one.origin == origin]
        if rows:
            metrics["sections"][f"{origin}, {LEFT_OUT}"] = _figures(
                [cases[i] for i in rows], said[rows].tolist(), chances[rows], share
            )
    seen = {one.body for one in cases}
    fresh = [one for one in held if one.body not in seen]
    if fresh:
        matrix = features.transform([one.passage for one in fresh])
        known = in_order(model, model.predict_proba(matrix))
        metrics["sections"][HELD] = _figures(fresh, model.predict(matrix).tolist(), known, share)
    return Trained(model, features, metrics)


def check(cases: Sequence[Case]) -> None:
    """UsageError where there is nothing to learn."""
    counts = Counter(one.label for one in cases)
    if not cases:
        raise UsageError("there are no labels to learn from", remedy="give files of labels with --labels")
    if len(counts) < 2:
        raise UsageError(
            f"all {len(cases)} statements are labelled {next(iter(counts))}: there is nothing to tell apart",
            remedy="label statements of at least one other label; `none` is one",
        )


def learned(
    cases: Sequence[Case], family: Family, *, seed: int, share: float
) -> tuple[StanceClassifier, StanceFeatures]:
    """The model of all the cases, calibrated on bodies left out."""
    features = StanceFeatures(family.groups)
    matrix = features.fit_transform([one.passage for one in cases])
    model = StanceClassifier(family.estimator(), random_state=seed, share=share)
    labels = np.array([one.label for one in cases])
    model.fit(matrix, labels, _groups(cases), calibrating=_counting(cases))
    return model, features


def left_out(cases: Sequence[Case], family: Family, *, seed: int, share: float) -> tuple[Array, Array]:
    """The probabilities (columns `LABELS`) of each case by a model that saw nothing of its body, and the fold, or -1,
    in which it was left out."""
    chances, fold = np.zeros((len(cases), len(LABELS))), np.full(len(cases), -1)
    for number, (learn, test) in enumerate(_parts(cases, seed)):
        model, features = learned([cases[i] for i in learn], family, seed=seed, share=share)
        chances[test] = in_order(model, model.predict_proba(features.transform([cases[i].passage for i in test])))
        fold[test] = number
    return chances, fold


def thresholds(chances: Array, truth: Array, *, share: float) -> dict[str, float]:
    """By stance, the probability from which it is said in whole minutes: the best F1 at the precision asked of the
    shipped judge; never where the probability itself promises less than that precision, however few statements speak
    against it; and hardly ever where too few statements have the stance."""
    out, weights = {}, _standing_for(truth, share)
    for label in STANCES:
        there = (truth == label).astype(int)
        own, least = chances[:, LABELS.index(label)], PRECISE.precision[label]
        found = threshold_of(own, there, weights=weights, least_precision=least) if there.sum() >= FEW else NEVER
        out[label] = min(max(found, least), NEVER)  # on easy statements the best is too near one to be met again
    return out


def _standing_for(truth: Array, share: float) -> Array:
    """For how many statements of whole minutes each stands, measured by those with a stance."""
    none = truth == NONE
    with_stance = (~none).sum()
    every = with_stance * (1 - share) / share / max(1, none.sum())
    return np.where(none, every, 1.0)


def _said_left_out(chances: Array, truth: Array, fold: Array, counted: Array, share: float) -> Array:
    """What is said of each case, from thresholds that the other folds give."""
    said = np.full(len(truth), NONE, dtype=object)
    for number in range(int(fold.max()) + 1):
        others, test = counted & (fold != number), fold == number
        said[test] = label_at(chances[test], thresholds(chances[others], truth[others], share=share))
    return said


def label_at(chances: Array, least: Mapping[str, float]) -> list[str]:
    """The most probable stance of those that reach their threshold, or none. Columns are `LABELS`."""
    bound = np.array([least[label] for label in STANCES])
    sure = np.column_stack([np.where(chances[:, :-1] >= bound, chances[:, :-1], 0.0), np.full(len(chances), TINY)])
    return [str(LABELS[i]) for i in sure.argmax(axis=1)]


def _parts(cases: Sequence[Case], seed: int) -> Iterator[tuple[Array, Array]]:
    """Rows to learn from and rows to test, by body where there are several."""
    from sklearn.model_selection import StratifiedGroupKFold, StratifiedKFold

    labels = np.array([one.label for one in cases])
    groups = _groups(cases)
    parts = min(FOLDS, *Counter(labels.tolist()).values())
    if groups is not None:
        parts = min(parts, len(set(groups.tolist())))
    if parts < 2:
        return iter(())
    kind = StratifiedKFold if groups is None else StratifiedGroupKFold
    split = kind(parts, shuffle=True, random_state=seed)
    found: Iterator[tuple[Array, Array]] = split.split(np.zeros(len(labels)), labels, groups)
    return (part for part in found if len(set(labels[part[0]].tolist())) > 1 and len(part[1]))


def _groups(cases: Sequence[Case]) -> Array | None:
    bodies = np.array([one.body for one in cases])
    return bodies if len(set(bodies.tolist())) > 1 else None


def _counting(cases: Sequence[Case]) -> Array:
    """The rows that calibrate and set thresholds: those of label files, which are drawn from minutes, where there are
    enough of them with a stance and without; else all."""
    from_files = np.array([one.origin == LABELS_ORIGIN for one in cases])
    none = np.array([one.label == NONE for one in cases])
    if min((from_files & none).sum(), (from_files & ~none).sum()) >= FEW:
        return from_files
    return np.ones(len(cases), dtype=bool)


def in_order(model: StanceClassifier, chances: Array) -> Array:
    """The probabilities of a model with their columns as `LABELS`; nought for labels that it does not know."""
    out = np.zeros((len(chances), len(LABELS)))
    out[:, [LABELS.index(label) for label in model.classes_.tolist()]] = chances
    return out


def _figures(cases: Sequence[Case], said: list[str], chances: Array, share: float) -> dict[str, Any]:
    """As counted on the cases; and how right it is, and what its probabilities mean, in whole minutes."""
    counted, unit = in_units(cases)
    truth = np.array([one.label for one in cases])
    weights = _standing_for(truth, share)
    hit = np.array([truth == label for label in LABELS]).T.astype(np.int64)
    given = np.array(said)
    error = reliability(chances.ravel(), hit.ravel(), np.repeat(weights, len(LABELS)))[1]
    return {
        **own_figures(counted, said),
        "intervals over": unit,
        "in whole minutes": {
            "precision": {label: _weighted_share(truth == label, weights * (given == label)) for label in STANCES},
            "calibration error": round(error, 4),
        },
    }


def _weighted_share(right: Array, weights: Array) -> float | None:
    """None where nothing is said."""
    return round(float(np.average(right, weights=weights)), 3) if weights.sum() else None
