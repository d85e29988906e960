"""A classifier of stances in two steps, in the manner of scikit-learn: has it a stance at all, and which.

Most statements have none, and what tells a stance from none (is anybody's right to decide or do at issue?) is not
what tells one stance from another (together, heard, alone?). So each step has a model of its own. Both are calibrated
on scores given to rows that were left out, grouped by body where groups are given; and from the same scores come the
labels that cannot be excluded at a given rate of error (cross-conformal, by class).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, ClassifierMixin, clone
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold, StratifiedKFold
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_is_fitted, validate_data

from matters_arising.stance.calibration import Calibration

Array = npt.NDArray[Any]
TINY = 1e-6


class StanceClassifier(ClassifierMixin, BaseEstimator):
    """Stances of statements that are given as rows of numbers, dense or sparse.

    Parameters
    ----------
    estimator : a classifier with `predict_proba`, cloned for each step; default logistic regression.
    none : the label that means "no stance". Where it is not among the classes, there is only the second step.
    folds : parts in which rows are left out to calibrate; fewer where a class has fewer rows.
    abstain : the least probability from which a stance is said, a number or one by label; below it, `none` is.
        Default: the most probable label is said, whatever its probability. Without `none` it has no effect.
    random_state : of the folds.
    share : how many of the statements that will be judged have a stance, from 0 to 1. Labelled statements are mostly
        chosen for theirs, and probabilities learned from them are far too high for minutes read whole. Default: as
        many as of the rows that calibrate.
    """

    def __init__(
        self,
        estimator: Any = None,
        *,
        none: Any = "none",
        folds: int = 5,
        abstain: float | Mapping[Any, float] | None = None,
        random_state: int | None = 0,
        share: float | None = None,
    ) -> None:
        self.estimator = estimator
        self.none = none
        self.folds = folds
        self.abstain = abstain
        self.random_state = random_state
        self.share = share

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.sparse = True
        return tags

    def fit(self, X: Any, y: Any, groups: Any = None, *, calibrating: Any = None) -> StanceClassifier:  # noqa: N803
        """Learn both steps from rows `X` and labels `y`.

        No body of `groups` (a name a row) stands on both sides of a fold. `calibrating` marks the rows whose
        left-out scores calibrate, where the others are drawn otherwise than what will be judged; default all.
        """
        X, y = validate_data(self, X, y, accept_sparse="csr")  # noqa: N806
        check_classification_targets(y)
        self.classes_, codes = np.unique(y, return_inverse=True)
        used = np.ones(len(codes), dtype=bool) if calibrating is None else np.asarray(calibrating, dtype=bool)
        drawn = float((codes != self._none)[used].mean())
        self.detector_, self.labeller_ = self._steps(X, codes)
        self.calibration_ = self._for_share(Calibration(), drawn)
        self.conformity_: Array = np.zeros((0, 2))
        scores = np.full((len(codes), len(self._stances) + 1), np.nan)
        for learn, test in self._parts(codes, groups):
            scores[test] = self._score(X[test], *self._steps(X[learn], codes[learn]))
        used &= ~np.isnan(scores[:, 0])
        if used.any():
            places = np.array([*self._stances, self._none])
            found = Calibration.of(scores[used], np.argsort(places, kind="stable")[codes[used]])
            self.calibration_ = self._for_share(found, drawn)
            own = self._laid(self.calibration_.chances(scores[used]))[np.arange(used.sum()), codes[used]]
            self.conformity_ = np.column_stack([codes[used], own])
        return self

    def scores(self, X: Any) -> Array:  # noqa: N803
        """What both steps say, uncalibrated: the log-odds of a stance, then the log-probability of each stance."""
        check_is_fitted(self)
        X = validate_data(self, X, accept_sparse="csr", reset=False)  # noqa: N806
        return self._score(X, self.detector_, self.labeller_)

    def predict_proba(self, X: Any) -> Array:  # noqa: N803
        """Calibrated probabilities: shape (rows, classes), columns as `classes_`."""
        scores = self.scores(X)  # says so where nothing was learned
        return self._laid(self.calibration_.chances(scores))

    def predict(self, X: Any) -> Array:  # noqa: N803
        """The label said of each row (`abstain`)."""
        chances = self.predict_proba(X)
        if self.abstain is None or not self._detects:
            return np.asarray(self.classes_[chances.argmax(axis=1)])
        given = self.abstain
        least = np.array(
            [given.get(label, 1.0) if isinstance(given, Mapping) else given for label in self.classes_.tolist()]
        )
        sure = np.where(chances >= least, chances, 0.0)
        sure[:, self._none] = TINY
        return np.asarray(self.classes_[sure.argmax(axis=1)])

    def predict_set(self, X: Any, *, error: float = 0.1) -> npt.NDArray[np.bool_]:  # noqa: N803
        """Which labels cannot be excluded, shape (rows, classes): of the rows of any class, the set misses that class
        in a share of about `error`. Rows with more than one label, or none, are those to leave to a person.

        Where too few rows were learned from to leave any out, no label is excluded.
        """
        chances = self.predict_proba(X)
        out = np.ones(chances.shape, dtype=bool)
        for code in range(len(self.classes_)):
            known = np.sort(self.conformity_[self.conformity_[:, 0] == code, 1])
            rank = np.searchsorted(known, chances[:, code], side="right") + 1
            out[:, code] = rank / (len(known) + 1) > error
        return out

    @property
    def _none(self) -> int:
        """The code of `none`; where there is no such class, one behind the last."""
        known = self.classes_.tolist()
        return known.index(self.none) if self.none in known else len(known)

    @property
    def _detects(self) -> bool:
        return self._none < len(self.classes_)

    @property
    def _stances(self) -> list[int]:
        return [code for code in range(len(self.classes_)) if code != self._none]

    def _steps(self, X: Any, codes: Array) -> tuple[Any, Any]:  # noqa: N803
        has = codes != self._none
        detector = _learned(self._new(), X, has.astype(int)) if self._detects else None
        return detector, _learned(self._new(), X[has], codes[has]) if has.any() else None

    def _for_share(self, found: Calibration, drawn: float) -> Calibration:
        return found if self.share is None or drawn in (0.0, 1.0) else found.at_share(self.share, drawn=drawn)

    def _new(self) -> Any:
        return LogisticRegression(max_iter=300) if self.estimator is None else clone(self.estimator)

    def _score(self, X: Any, detector: Any, labeller: Any) -> Array:  # noqa: N803
        rows, stances = X.shape[0], self._stances
        out = np.full((rows, len(stances) + 1), np.log(TINY))
        if labeller is not None:
            columns = 1 + np.searchsorted(stances, labeller.classes_)
            out[:, columns] = np.log(np.clip(labeller.predict_proba(X), TINY, 1.0))
        chance = np.full(rows, 1.0 - TINY)
        if detector is not None:
            yes = np.flatnonzero(detector.classes_ == 1)
            chance = detector.predict_proba(X)[:, yes[0]] if len(yes) else np.full(rows, TINY)
        chance = np.clip(chance, TINY, 1 - TINY)
        out[:, 0] = np.log(chance / (1 - chance))
        return out

    def _laid(self, chances: Array) -> Array:
        """The columns (stances, none) in the order of `classes_`."""
        if self._detects:
            return chances[:, np.argsort([*self._stances, self._none], kind="stable")]
        stances = chances[:, :-1]
        return np.asarray(stances / stances.sum(axis=1, keepdims=True))

    def _parts(self, codes: Array, groups: Any) -> Iterator[tuple[Array, Array]]:
        parts = min(self.folds, int(np.bincount(codes).min()))
        if groups is not None:
            parts = min(parts, len(np.unique(groups)))
        if parts < 2:
            return iter(())
        kind = StratifiedKFold if groups is None else StratifiedGroupKFold
        split = kind(parts, shuffle=True, random_state=self.random_state)
        found: Iterator[tuple[Array, Array]] = split.split(np.zeros(len(codes)), codes, groups)
        return found


class Only:
    """What has seen one label says it."""

    def __init__(self, label: Any) -> None:
        self.classes_ = np.array([label])

    def predict_proba(self, X: Any) -> Array:  # noqa: N803
        return np.ones((X.shape[0], 1))


def _learned(model: Any, X: Any, y: Array) -> Any:  # noqa: N803
    labels = np.unique(y)
    return model.fit(X, y) if len(labels) > 1 else Only(labels[0])
