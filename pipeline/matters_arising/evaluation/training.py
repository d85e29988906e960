"""Learn a judge from marked documents with scikit-learn, and let it score archives it did not see.

Folds are archives: nothing of a body's archive stands on both sides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from matters_arising.evaluation.corpus import KINDS, Marked, known_rows
from matters_arising.nlp.features import describe
from matters_arising.nlp.judge import Judge, vectorise
from matters_arising.nlp.masking import ordinary_words

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from scipy.sparse import csr_matrix

Scores: TypeAlias = "npt.NDArray[np.float64]"

LEAST_DOCUMENTS = 3  # no word and no n-gram seen in fewer documents enters a model


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a model is learned: what it judges, how its feature groups weigh, how strictly it is regularised.

    `precision` asks, for a label, for at least that precision on unseen archives; others maximise F1. `slack` is how
    much of the best F1 a label may give up to be said more often: on minutes from nowhere near it is said too seldom.
    `least` is the probability below which a label is never said, whatever the marks at hand gain by it.
    """

    name: str
    version: str
    labels: tuple[str, ...]
    groups: Mapping[str, float]
    strength: float
    precision: Mapping[str, float]
    slack: Mapping[str, float] = field(default_factory=dict)
    least: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Taught:
    """Everything a fold needs: the features of each training statement and their numbering."""

    ordinary: frozenset[str]
    features: tuple[str, ...]
    matrix: csr_matrix


def teach(documents: Sequence[Marked], recipe: Recipe) -> Taught:
    """Number the features that occur in enough documents, and turn the statements of which something is known into
    rows."""
    ordinary = ordinary_words(
        ([statement.text for statement in marked.segmented.statements] for marked in documents),
        least=LEAST_DOCUMENTS,
    )
    described = [
        [one.features for one in describe(marked.segmented, ordinary, known_rows(marked))] for marked in documents
    ]
    return number(ordinary, described, recipe)


def number(ordinary: frozenset[str], described: Sequence[Sequence[Sequence[str]]], recipe: Recipe) -> Taught:
    """Number the features of the described statements of each document, and turn the statements into rows."""
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

    truth = np.array([marked.labels[row] for marked in documents for row in known_rows(marked)])
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


def leave_archives_out(
    documents: Sequence[Marked],
    recipe: Recipe,
    *,
    also: Sequence[Marked] = (),
    groups: Sequence[Sequence[str]] = (),
    jobs: int = 1,
) -> Scores:
    """The linear score of each label for each statement, from a model that saw nothing of its archive.

    `also` are documents that are learned from and not tested on, in every fold but that of their own archive.
    `groups` are archives left out together, which is quicker and a little stricter; an archive in none of them is
    left out alone. Shape (statements, labels), rows in the order of `documents`.
    """
    import multiprocessing

    import numpy as np

    archives = {marked.archive for marked in documents}
    grouped = {archive for group in groups for archive in group}
    folds = [*(frozenset(group) for group in groups if archives & set(group))]
    folds += [frozenset({archive}) for archive in sorted(archives - grouped)]
    parts: dict[int, Scores] = {}
    # Forked, not spawned: the documents would take longer to hand over than a fold takes.
    forked = multiprocessing.get_context("fork")
    with forked.Pool(jobs, initializer=_lay_out, initargs=(documents, recipe, also)) as pool:
        for part in pool.imap_unordered(_fold, folds):
            parts |= part
    return np.vstack([parts[index] for index in range(len(documents))]).astype(np.float64)


_laid_out: list[tuple[Sequence[Marked], Recipe, Sequence[Marked]]] = []


def _lay_out(documents: Sequence[Marked], recipe: Recipe, also: Sequence[Marked]) -> None:
    _laid_out[:] = [(documents, recipe, also)]


def _fold(left_out: frozenset[str]) -> dict[int, Scores]:
    documents, recipe, also = _laid_out[0]
    learn = [marked for marked in [*documents, *also] if marked.archive not in left_out]
    judge = fit(learn, recipe, teach(learn, recipe))
    return {
        index: judge.raw([one.features for one in describe(marked.segmented, judge.ordinary)]).astype("float64")
        for index, marked in enumerate(documents)
        if marked.archive in left_out
    }
