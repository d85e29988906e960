"""Make a model of stances from files of labels and our own corpus: read, learn, measure, write with its card."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from matters_arising import __version__
from matters_arising.errors import UsageError
from matters_arising.evaluation.score import Count
from matters_arising.evaluation.stance_card import card
from matters_arising.evaluation.stance_cases import LABELS_ORIGIN, Case, LabelFiles, data_of, own_cases, read_cases
from matters_arising.evaluation.stance_corpus import NONE
from matters_arising.evaluation.stance_duel import answers_of_judge
from matters_arising.evaluation.stance_models import Family
from matters_arising.evaluation.stance_training import LEFT_OUT, SHARE, check, train
from matters_arising.stance import load as load_shipped
from matters_arising.stance.saved import StanceModel, check_free, check_linear, save, statement_hash


def train_stance(
    labels: Sequence[Path],
    out: Path,
    family: Family,
    *,
    corpus: Path,
    own: bool = True,
    seed: int = 0,
    share: float = SHARE,
) -> tuple[StanceModel, dict[str, Any]]:
    """Learn a model, write its folder, card and figures, and give the model with its figures.

    Of our own corpus the held part is never learned from; where `own` is false, nothing of it is, and the held part is
    measured on where it is there. UsageError for labels that cannot be read or are too few in kind, for a family that
    cannot be saved, and for a folder that holds something else; NothingFoundError where our corpus is not there.
    """
    check_linear(family.estimator())
    check_free(out)
    if not 0 < share < 1:
        raise UsageError(f"{share:g} is no share of statements", remedy="give --share a number between 0 and 1")
    read = read_cases(labels)
    ours, held = own_cases(corpus) if own or (corpus / "stance").is_dir() else ([], [])
    cases = [*read.cases, *(ours if own else [])]
    check(cases)
    trained = train(cases, held, family, seed=seed, share=share)
    about = _about(cases, read, family.name, seed, data_of(corpus) if own else [])
    learned = {statement_hash(one.passage.text) for one in cases}
    model = save(out, trained.model, trained.features, about, learned=learned)
    metrics = {"model": model.digest, **trained.metrics}
    if read.cases:
        metrics["beside shipped"] = beside_shipped(read.cases, trained.metrics)
    (out / "metrics.json").write_text(json.dumps(metrics, indent=2) + "\n", encoding="utf-8")
    (out / "card.md").write_text(card(about, metrics), encoding="utf-8")
    return model, metrics


def beside_shipped(cases: Sequence[Case], metrics: Mapping[str, Any]) -> dict[str, Any]:
    """How many of the cases of label files have a stance; and how well the learned model, while it was left out of
    their bodies, and the shipped judge tell that they have one (F1). Both are None where not every case could be left
    out once: on fewer cases they would not be comparable."""
    own = metrics["sections"].get(f"{LABELS_ORIGIN}, {LEFT_OUT}")
    told: dict[str, Any] = {"statements": len(cases), "with a stance": sum(one.label != NONE for one in cases)}
    if own is None or own["statements"] != len(cases):
        return {**told, "learned": None, "shipped": None}
    said = answers_of_judge(load_shipped(), cases).said
    pairs = [(one.label != NONE, label != NONE) for one, label in zip(cases, said, strict=True)]
    found = Count(pairs.count((True, True)), pairs.count((False, True)), pairs.count((True, False)))
    return {**told, "learned": own["detection"]["f1"], "shipped": round(found.f1, 3)}


def _about(
    cases: Sequence[Case], read: LabelFiles, family: str, seed: int, ours: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    """What a model says of its making."""
    files = [{"name": name, "sha256": sha256, "labels": labels} for name, sha256, labels in read.files]
    return {
        "made_by": f"matters-arising {__version__}",
        "family": family,
        "seed": seed,
        "statements": len(cases),
        "labels": dict(sorted(Counter(one.label for one in cases).items())),
        "bodies": len({one.body for one in cases}),
        "from": dict(sorted(Counter(one.origin for one in cases).items())),
        "disputed": len(read.disputed),
        "read whole": read.empty,
        "data": [*files, *ours],
    }
