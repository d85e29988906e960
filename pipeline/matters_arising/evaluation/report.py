"""How good a recipe is on archives it did not see: the table by kind and archive, as plain values for JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from matters_arising.evaluation.corpus import Marked
from matters_arising.evaluation.score import Count
from matters_arising.evaluation.training import Recipe, best_threshold, count_at

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


def judge_unseen(
    documents: Sequence[Marked], scores: npt.NDArray[np.float64], recipe: Recipe
) -> dict[str, dict[str, Count]]:
    """Counts by archive and label. The threshold used for an archive is the best on all the others."""
    out: dict[str, dict[str, Count]] = {}
    for archive in sorted({marked.archive for marked in documents}):
        inside = rows_of(documents, [marked.archive == archive for marked in documents])
        here = [marked for marked in documents if marked.archive == archive]
        others = [marked for marked in documents if marked.archive != archive]
        out[archive] = {}
        for column, label in enumerate(recipe.labels):
            threshold = best_threshold(
                label, scores[~inside, column], others, least_precision=recipe.precision.get(label, 0.0)
            )
            out[archive][label] = count_at(label, scores[inside, column], here, threshold)
    return out


def rows_of(documents: Sequence[Marked], chosen: Sequence[bool]) -> npt.NDArray[np.bool_]:
    """Which rows of a score array belong to the chosen documents."""
    import numpy as np

    return np.repeat(np.asarray(chosen, dtype=bool), [len(marked.spans) for marked in documents])


def summarise(by_archive: dict[str, dict[str, Count]], labels: Sequence[str]) -> dict[str, Any]:
    """Precision, recall, F1 and counts by label, micro over all labels, and micro F1 by archive."""
    total = {label: sum((row[label] for row in by_archive.values()), Count()) for label in labels}
    return {
        "labels": {label: _row(count) for label, count in total.items()},
        "micro": _row(sum(total.values(), Count())),
        "archives": {archive: _row(sum(row.values(), Count())) for archive, row in by_archive.items()},
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
