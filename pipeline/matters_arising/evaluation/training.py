"""Learn a judge from marked documents with scikit-learn, and find its thresholds on documents it did not see.

Folds are archives: nothing of a body's archive stands on both sides. Calibration and thresholds come from the
predictions made for archives that were left out, so they are those of a body never read before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matters_arising.evaluation.corpus import KINDS, Marked
from matters_arising.evaluation.score import Count, count_document
from matters_arising.nlp.features import describe
from matters_arising.nlp.judge import Judge, vectorise
from matters_arising.nlp.masking import ordinary_words

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from scipy.sparse import csr_matrix

LEAST_DOCUMENTS = 3  # no word and no n-gram seen in fewer documents enters a model


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a model is learned: what it judges, how its feature groups weigh, how strictly it is regularised.

    `precision` asks, for a label, for at least that precision on unseen archives; others maximise F1.
    """

    name: str
    version: str
    labels: tuple[str, ...]
    groups: Mapping[str, float]
    strength: float
    precision: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Taught:
    """Everything a fold needs: the features of each training statement and their numbering."""

    ordinary: frozenset[str]
    features: tuple[str, ...]
    matrix: csr_matrix


def describe_all(documents: Sequence[Marked], ordinary: frozenset[str]) -> list[list[tuple[str, ...]]]:
    """The features of every statement, document by document."""
    return [[one.features for one in describe(marked.segmented, ordinary)] for marked in documents]


def teach(documents: Sequence[Marked], recipe: Recipe) -> Taught:
    """Number the features that occur in enough documents, and turn the statements into rows."""
    ordinary = ordinary_words(
        ([statement.text for statement in marked.segmented.statements] for marked in documents),
        least=LEAST_DOCUMENTS,
    )
    described = describe_all(documents, ordinary)
    seen: Counter[str] = Counter()
    for document in described:
        seen.update({feature for features in document for feature in features})
    names = tuple(sorted(name for name, count in seen.items() if count >= LEAST_DOCUMENTS))
    used = tuple(name for name in names if recipe.groups.get(name.partition(":")[0]))
    columns = {name: column for column, name in enumerate(used)}
    rows = [features for document in described for features in document]
    return Taught(ordinary, used, vectorise(rows, columns, recipe.groups))


def fit(documents: Sequence[Marked], recipe: Recipe, taught: Taught) -> Judge:
    """One logistic model a label, uncalibrated (slope 1, offset 0) and with thresholds of one half."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    truth = np.array([row for marked in documents for row in marked.labels])
    weights = np.zeros((len(taught.features), len(recipe.labels)), dtype=np.float32)
    bias = np.full(len(recipe.labels), -9.0, dtype=np.float32)
    for column, label in enumerate(recipe.labels):
        y = truth[:, KINDS.index(label)]
        known = y >= 0
        if not (y == 1).any():
            continue
        model = LogisticRegression(C=recipe.strength, solver="liblinear", tol=1e-3, random_state=0)
        model.fit(taught.matrix[known], y[known])
        weights[:, column], bias[column] = model.coef_[0], model.intercept_[0]
    flat = np.ones(len(recipe.labels), dtype=np.float32)
    return Judge(
        recipe.name,
        recipe.version,
        recipe.labels,
        taught.features,
        taught.ordinary,
        recipe.groups,
        weights,
        bias,
        slope=flat,
        offset=flat * 0,
        thresholds=flat * 0.5,
    )


def calibrate(judge: Judge, scores: npt.NDArray[np.float64], documents: Sequence[Marked], recipe: Recipe) -> Judge:
    """Slope, offset and thresholds from the probabilities `scores` given to documents while they were left out."""
    from dataclasses import replace

    import numpy as np
    from sklearn.linear_model import LogisticRegression

    truth = np.array([row for marked in documents for row in marked.labels])
    slope, offset, thresholds = judge.slope.copy(), judge.offset.copy(), judge.thresholds.copy()
    for column, label in enumerate(recipe.labels):
        y = truth[:, KINDS.index(label)]
        known = y >= 0
        raw = _logit(scores[:, column])
        if (y == 1).sum() >= 10:
            platt = LogisticRegression(C=1e3).fit(raw[known, None], y[known])
            slope[column], offset[column] = platt.coef_[0, 0], platt.intercept_[0]
        chance = 1 / (1 + np.exp(-(slope[column] * raw + offset[column])))
        thresholds[column] = best_threshold(label, chance, documents, least_precision=recipe.precision.get(label, 0.0))
    return replace(judge, slope=slope, offset=offset, thresholds=thresholds)


def best_threshold(
    label: str, chances: npt.NDArray[np.float64], documents: Sequence[Marked], *, least_precision: float = 0.0
) -> float:
    """The threshold with the best F1 among those that reach the precision asked for; 0.95 where none does."""
    import numpy as np

    best, where = -1.0, 0.95
    for threshold in np.arange(0.06, 0.96, 0.03):
        count = count_at(label, chances, documents, float(threshold))
        if count.precision >= least_precision and count.f1 > best:
            best, where = count.f1, float(threshold)
    return where


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


def leave_one_archive_out(
    documents: Sequence[Marked], recipe: Recipe, *, also: Sequence[Marked] = ()
) -> npt.NDArray[np.float64]:
    """Probability of each label for each statement, from a model that saw nothing of its archive.

    `also` are documents that every fold learns from and none is tested on (our own corpus).
    Shape (statements, labels), rows in the order of `documents`.
    """
    import numpy as np

    parts: dict[int, npt.NDArray[np.float32]] = {}
    for archive in sorted({marked.archive for marked in documents}):
        learn = [marked for marked in documents if marked.archive != archive] + list(also)
        taught = teach(learn, recipe)
        judge = fit(learn, recipe, taught)
        for index, marked in enumerate(documents):
            if marked.archive == archive:
                features = [one.features for one in describe(marked.segmented, judge.ordinary)]
                parts[index] = judge.probabilities(features)
    return np.vstack([parts[index] for index in range(len(documents))]).astype(np.float64)


def _logit(chance: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    import numpy as np

    held = np.clip(chance, 1e-6, 1 - 1e-6)
    return np.asarray(np.log(held / (1 - held)))
