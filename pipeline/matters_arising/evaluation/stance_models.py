"""The kinds of stance model that are compared, each learned from the same rows and asked about the same archives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from matters_arising.evaluation.corpus import KINDS, Marked
from matters_arising.evaluation.stance_corpus import NONE, StanceEntry
from matters_arising.stance.classifier import StanceClassifier
from matters_arising.stance.features import CUES, GROUPS, WORDS, Passage, StanceFeatures, passages
from matters_arising.vocab import StanceLabel

Array = npt.NDArray[Any]
UNKNOWN = ""
THIN = 6  # of the statements without a stance that are read whole, one in so many is learned from
BAG = "bag of words"


@dataclass(frozen=True, slots=True)
class Rows:
    """Statements with their labels (empty: unknown) and the body, or archive, that each is of."""

    passages: tuple[Passage, ...]
    labels: Array
    groups: Array

    def where(self, chosen: Array) -> Rows:
        """The rows of a mask."""
        return Rows(tuple(self.passages[i] for i in np.flatnonzero(chosen)), self.labels[chosen], self.groups[chosen])

    def __add__(self, other: Rows) -> Rows:
        return Rows(
            self.passages + other.passages,
            np.concatenate([self.labels, other.labels]),
            np.concatenate([self.groups, other.groups]),
        )


@dataclass(frozen=True, slots=True)
class Family:
    """A kind of model: the groups of features it reads, what is made of them, and its estimator."""

    name: str
    groups: dict[str, float]
    estimator: Callable[[], Any]


def _logistic(strength: float, **more: Any) -> Callable[[], Any]:
    def make() -> Any:
        from sklearn.linear_model import LogisticRegression

        return LogisticRegression(C=strength, max_iter=200, tol=1e-3, **more)

    return make


def _boosted() -> Any:
    from sklearn.ensemble import HistGradientBoostingClassifier
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import FunctionTransformer

    dense = FunctionTransformer(_dense, accept_sparse=True)
    return make_pipeline(dense, HistGradientBoostingClassifier(max_iter=120, max_leaf_nodes=15, random_state=0))


def _dense(matrix: Any) -> Any:
    return (matrix > 0).toarray().astype(np.uint8)


def _embedded() -> Any:
    from sklearn.decomposition import TruncatedSVD
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import Normalizer

    return make_pipeline(TruncatedSVD(150, n_iter=3, random_state=0), Normalizer(), _logistic(10.0)())


_CUES = {group: weight for group, weight in GROUPS.items() if group in CUES}
FAMILIES = (
    Family(BAG, {"w": 1.0}, _logistic(8.0, class_weight="balanced")),
    Family("words", {group: weight for group, weight in GROUPS.items() if group in WORDS}, _logistic(5.0)),
    Family("words and cues", GROUPS, _logistic(5.0)),
    Family("boosted cues", _CUES, _boosted),
    Family("embedded words", {"w": 0.7, "t": 0.6, "p": 0.35, "h": 0.25}, _embedded),
)


def rows_of(documents: Sequence[Marked]) -> Rows:
    """All statements of marked documents, grouped by archive."""
    read = [one for marked in documents for one in passages(marked.segmented)]
    labels = [label_of(row) for marked in documents for row in marked.labels]
    groups = [marked.archive for marked in documents for _ in marked.spans]
    return Rows(tuple(read), np.array(labels, dtype=object), np.array(groups, dtype=object))


def rows_of_entries(entries: Sequence[StanceEntry]) -> Rows:
    """Our own statements, grouped by body. What stands first before them is their heading or a statement."""
    read = [Passage(one.text, one.before[1:], one.before[0], one.body) for one in entries]
    labels, bodies = [one.label for one in entries], [one.body for one in entries]
    return Rows(tuple(read), np.array(labels, dtype=object), np.array(bodies, dtype=object))


def label_of(row: Sequence[int]) -> str:
    """The stance of a statement, `none`, or empty where it is a further piece of a mark or nobody read it."""
    values = {stance: row[KINDS.index(stance)] for stance in StanceLabel}
    found = [str(stance) for stance, value in values.items() if value == 1]
    return found[0] if found else NONE if set(values.values()) == {0} else UNKNOWN


def thinned(rows: Rows, *, one_in: int = THIN) -> Rows:
    """The rows with a known label, and of those without a stance one in so many: they are alike, and too many."""
    none = np.flatnonzero(rows.labels == NONE)
    chosen = (rows.labels != UNKNOWN) & (rows.labels != NONE)
    chosen[none[::one_in]] = True
    return rows.where(chosen)


def scores_of(family: Family, learn: Rows, asked: Sequence[Rows]) -> list[Array]:
    """The scores (`StanceClassifier.scores`) of rows by a model of the family learned from other rows."""
    features = StanceFeatures(family.groups)
    matrix = features.fit_transform(learn.passages)
    model = StanceClassifier(family.estimator(), folds=0).fit(matrix, learn.labels.astype(str))
    return [model.scores(features.transform(rows.passages)) for rows in asked]
