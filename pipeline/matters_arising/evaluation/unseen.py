"""Scores of archives that were left out while a judge learned, kept because an hour of learning made them.

`unseen.npz` holds, by document, the scores of its statements (statements, labels) and where each statement stood, as
word spans. A document that is taken apart a little differently today takes over the scores of the statements that its
own lie on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from matters_arising.errors import UsageError
from matters_arising.evaluation.corpus import KINDS, Marked
from matters_arising.evaluation.score import TokenSpan, overlap
from matters_arising.evaluation.training import Scores
from matters_arising.nlp.judge import UNASKED

ENCODER, LINEAR = Path("encoder/unseen.npz"), Path("events/unseen.npz")  # below the folder of the models
GROUPS = (  # archives left out together: four networks to train instead of ten
    ("stokeferry",),
    ("ayton-cc", "sacramento-fowd"),
    ("nipissing-township", "sacramento-sjwd", "sacramento-scoe"),
    ("decoy-school-governors", "sacramento-sjusd", "sacramento-lrccd", "sacramento-smfd"),
)


def save_unseen(path: Path, documents: Sequence[Marked], unseen: Mapping[int, Any]) -> None:
    """Keep the scores; `unseen` maps the number of a document to them."""
    arrays: dict[str, Any] = {}
    for number, scores in sorted(unseen.items()):
        name = documents[number].gold.document
        arrays[f"scores:{name}"] = np.asarray(scores, dtype=np.float16)
        arrays[f"spans:{name}"] = np.array(documents[number].spans, dtype=np.int32)
    np.savez_compressed(path, allow_pickle=False, **arrays)


def by_document(scores: Scores, documents: Sequence[Marked]) -> dict[int, Scores]:
    """Scores of all statements (rows in the order of `documents`) by the number of the document."""
    sizes = np.cumsum([len(marked.spans) for marked in documents])
    return dict(enumerate(np.split(scores, sizes[:-1])))


def load_unseen(path: Path, documents: Sequence[Marked]) -> Scores:
    """The scores of documents, rows in their order, columns as `KINDS`. `UsageError` names a document without any."""
    parts = []
    with np.load(path, allow_pickle=False) as arrays:
        for marked in documents:
            name = marked.gold.document
            if f"scores:{name}" not in arrays:
                raise UsageError(
                    f"there are no kept scores for {name}",
                    where=str(path),
                    remedy="learn again: `make train-encoder` and `make train`",
                )
            spans = [(int(start), int(end)) for start, end in arrays[f"spans:{name}"]]
            parts.append(lay_scores(arrays[f"scores:{name}"].astype(np.float64), spans, marked.spans))
    return np.vstack(parts)


def lay_scores(scores: Scores, then: Sequence[TokenSpan], today: Sequence[TokenSpan]) -> Scores:
    """Scores of the statements of `then` for those of `today`: of the one that most words are shared with."""
    if list(then) == list(today):
        return scores
    out = np.full((len(today), len(KINDS)), UNASKED)
    for row, span in enumerate(today):
        shared = [min(span[1], old[1]) - max(span[0], old[0]) if overlap(span, old) >= 0.5 else 0 for old in then]
        if shared and max(shared) > 0:
            out[row] = scores[int(np.argmax(shared))]
    return out
