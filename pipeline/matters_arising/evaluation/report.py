"""How good a recipe is on archives it did not see: the table by kind and archive, as plain values for JSON."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from matters_arising.evaluation.calibration import asks_of, count_at, mix, thresholds_of, unasked
from matters_arising.evaluation.corpus import Marked
from matters_arising.evaluation.score import Count
from matters_arising.evaluation.training import Recipe, Scores

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from matters_arising.evaluation.rulings import AnyRulings


@dataclass(frozen=True, slots=True)
class Unseen:
    """What the judges say of documents whose archive they did not see.

    `chances` are calibrated probabilities (statements of `documents` in their order, labels); `thresholds` are those
    that were found on the other archives, by document.
    """

    documents: Sequence[Marked]
    labels: tuple[str, ...]
    chances: Scores
    thresholds: Sequence[npt.NDArray[np.float64]]

    def said(self, label: str) -> Iterator[tuple[Marked, npt.NDArray[np.float64], float]]:
        """By document: its probabilities of the label, and the threshold from which it is given."""
        column, row = self.labels.index(label), 0
        for marked, thresholds in zip(self.documents, self.thresholds, strict=True):
            size = len(marked.spans)
            yield marked, self.chances[row : row + size, column], float(thresholds[column])
            row += size


def judge_unseen(
    documents: Sequence[Marked],
    linear: Scores,
    encoder: Scores | None,
    recipe: Recipe,
    *,
    measured: Collection[str] | None = None,
    rulings: AnyRulings | None = None,
) -> Unseen:
    """Probabilities and thresholds for each archive, mixed and found on all the others; the encoder is asked as the
    judge asks it. With `rulings` they are the program's: its rules beside the judges.

    `measured` are the paths of the documents that are judged; the others help to find thresholds. Default all.
    """
    import numpy as np

    chosen = [measured is None or marked.gold.document in measured for marked in documents]
    chances = np.zeros(linear.shape)
    thresholds: dict[str, npt.NDArray[np.float64]] = {}
    for archive in sorted({marked.archive for marked, there in zip(documents, chosen, strict=True) if there}):
        inside = rows_of(documents, [marked.archive == archive for marked in documents])
        others = [marked for marked in documents if marked.archive != archive]
        first, second = linear[~inside], None if encoder is None else encoder[~inside]
        mixture = mix(first, second, others, recipe)
        known = mixture.chances(first, second)
        found = known if rulings is None else rulings.of(~inside).applied(known)
        thresholds[archive] = thresholds_of(found, others, recipe)
        if encoder is None:
            chances[inside] = mixture.chances(linear[inside], None)
        else:
            asks = asks_of(first, known, thresholds[archive])
            chances[inside] = mixture.chances(linear[inside], unasked(linear[inside], encoder[inside], asks))
        if rulings is not None:
            chances[inside] = rulings.of(inside).applied(chances[inside])
    kept = [marked for marked, there in zip(documents, chosen, strict=True) if there]
    return Unseen(
        kept, recipe.labels, chances[rows_of(documents, chosen)], [thresholds[marked.archive] for marked in kept]
    )


def by_archive(unseen: Unseen) -> dict[str, dict[str, Count]]:
    """Counts by archive and label."""
    out: dict[str, dict[str, Count]] = {}
    for label in unseen.labels:
        for marked, chances, threshold in unseen.said(label):
            row = out.setdefault(marked.archive, dict.fromkeys(unseen.labels, Count()))
            row[label] += count_at(label, chances, [marked], threshold)
    return out


def rows_of(documents: Sequence[Marked], chosen: Sequence[bool]) -> npt.NDArray[np.bool_]:
    """Which rows of a score array belong to the chosen documents."""
    import numpy as np

    return np.repeat(np.asarray(chosen, dtype=bool), [len(marked.spans) for marked in documents])


def summarise(unseen: Unseen) -> dict[str, Any]:
    """Precision, recall, F1 and counts by label, micro over all labels, and micro F1 by archive."""
    rows = by_archive(unseen)
    total = {label: sum((row[label] for row in rows.values()), Count()) for label in unseen.labels}
    return {
        "labels": {label: _row(count) for label, count in total.items()},
        "micro": _row(sum(total.values(), Count())),
        "archives": {archive: _row(sum(row.values(), Count())) for archive, row in sorted(rows.items())},
    }


def _row(count: Count) -> dict[str, float]:
    return {
        "precision": round(count.precision, 3),
        "recall": round(count.recall, 3),
        "f1": round(count.f1, 3),
        "hit": count.hit,
        "false": count.false,
        "missed": count.missed,
    }


def as_text(summary: dict[str, Any]) -> str:
    """The summary as the table a person reads."""
    lines = [f"{'':16}{'precision':>10}{'recall':>8}{'F1':>7}{'hit':>6}{'false':>7}{'missed':>8}"]
    rows = {**summary["labels"], "micro": summary["micro"]}
    for name, row in rows.items():
        lines.append(
            f"{name:16}{row['precision']:10.3f}{row['recall']:8.3f}{row['f1']:7.3f}"
            f"{row['hit']:6}{row['false']:7}{row['missed']:8}"
        )
    lines += [f"{archive:40} micro F1 {row['f1']:.3f}" for archive, row in summary["archives"].items()]
    return "\n".join(lines)
