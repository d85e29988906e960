"""How good a recipe is on archives it did not see: the table by kind and archive, as plain values for JSON."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from matters_arising.evaluation.calibration import count_at, mix, thresholds_of
from matters_arising.evaluation.corpus import Marked
from matters_arising.evaluation.score import Count
from matters_arising.evaluation.training import Recipe, Scores

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


def judge_unseen(
    documents: Sequence[Marked],
    linear: Scores,
    encoder: Scores | None,
    recipe: Recipe,
    *,
    measured: Collection[str] | None = None,
) -> dict[str, dict[str, Count]]:
    """Counts by archive and label. Mixture and thresholds for an archive are learned on all the others.

    `measured` are the paths of the documents that are counted; the others help to find thresholds. Default all.
    """
    out: dict[str, dict[str, Count]] = {}
    for archive in sorted({marked.archive for marked in documents}):
        here = [
            marked.archive == archive and (measured is None or marked.gold.document in measured) for marked in documents
        ]
        there = [marked.archive != archive for marked in documents]
        if not any(here):
            continue
        inside, outside = rows_of(documents, here), rows_of(documents, there)
        tested = [marked for marked, chosen in zip(documents, here, strict=True) if chosen]
        others = [marked for marked, chosen in zip(documents, there, strict=True) if chosen]
        second = (None, None) if encoder is None else (encoder[outside], encoder[inside])
        mixture = mix(linear[outside], second[0], others, recipe)
        thresholds = thresholds_of(mixture.chances(linear[outside], second[0]), others, recipe)
        chances = mixture.chances(linear[inside], second[1])
        out[archive] = {
            label: count_at(label, chances[:, column], tested, float(thresholds[column]))
            for column, label in enumerate(recipe.labels)
        }
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
