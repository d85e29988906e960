"""The figures of the judges on archives they did not see: taken here, and kept here.

What training prints, what `matters evaluate` prints and what stands in `models/events/metrics.json`,
`models/stances/metrics.json` and the model cards is one thing: what `measure` gives and `keep` writes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from matters_arising.evaluation.attributes import attributes
from matters_arising.evaluation.baselines import bag_of_words, keyword_rules
from matters_arising.evaluation.bootstrap import f1_interval
from matters_arising.evaluation.calibration import asked_of, count_at, gate_of, truth_of
from matters_arising.evaluation.card import write_card
from matters_arising.evaluation.corpus import Marked
from matters_arising.evaluation.recipes import EVENT_RECIPE, STANCE_RECIPE, columns_of
from matters_arising.evaluation.reliability import reliability, risk_coverage
from matters_arising.evaluation.report import Unseen, judge_unseen, summarise
from matters_arising.evaluation.rulings import rulings_on
from matters_arising.evaluation.score import Count, match
from matters_arising.evaluation.training import Scores

METRICS = "metrics.json"


def measure(
    measured: Sequence[Marked], documents: Sequence[Marked], linear: Scores, encoder: Scores
) -> dict[str, dict[str, Any]]:
    """All figures of the judge of events and of that of stances, by its name, as plain values for JSON: of events what
    the program says, by its judge and its rules, and what the judge would say without them.

    `measured` are the documents whose marks are counted; `documents` hold them and others that help to mix and to
    find thresholds. `linear` and `encoder` are the scores of left-out archives, as the joint recipe has them.
    """
    names = {marked.gold.document for marked in measured}
    out: dict[str, dict[str, Any]] = {}
    for recipe in (EVENT_RECIPE, STANCE_RECIPE):
        first, second = columns_of(recipe, linear), columns_of(recipe, encoder)
        gate, marked, behind = gate_of(first, documents, recipe)
        asked, kept = asked_of(first, second, documents, recipe)
        rulings = rulings_on(documents, first, second, recipe)
        judged = judge_unseen(documents, first, second, recipe, measured=names, rulings=rulings)
        plain = judge_unseen(documents, first, None, recipe, measured=names, rulings=rulings)
        out[recipe.name] = {
            "documents": len(measured),
            "unseen archives": figures(judged),
            "without the encoder": summarise(plain),
            "gate": {"at": round(gate, 4), "marked statements that pass": round(marked, 4), "all": round(behind, 4)},
            "encoder": {"asked about": round(asked, 4), "of what is said, stays": round(kept, 4)},
        }
    first, second = (columns_of(EVENT_RECIPE, scores) for scores in (linear, encoder))
    out[EVENT_RECIPE.name] |= {
        "without rules": summarise(judge_unseen(documents, first, second, EVENT_RECIPE, measured=names)),
        "attributes": attributes(measured),
        "baselines": {
            "keyword rules": simple(measured, keyword_rules(measured, EVENT_RECIPE.labels)),
            "bag of words": simple(measured, bag_of_words(measured, EVENT_RECIPE.labels)),
        },
    }
    return out


def keep(found: Mapping[str, Mapping[str, Any]], models: Path, *, folds: str = "") -> list[Path]:
    """Write the figures of `measure` beside their models, and the model cards from them; gives the files written.

    `folds` says how archives were left out when the linear judge's kept scores were made; without it, what was kept
    of that stays.
    """
    out = []
    for name, figures_of in found.items():
        path = models / name / METRICS
        how = folds or json.loads(path.read_text(encoding="utf-8"))["folds"]
        path.write_text(json.dumps({"folds": how, **figures_of}, indent=2) + "\n", encoding="utf-8")
        write_card(path.parent)
        out += [path, path.with_name("card.md")]
    return out


def figures(unseen: Unseen) -> dict[str, Any]:
    """Scores with intervals, by archive and by format; calibration; abstention."""
    import numpy as np

    out = summarise(unseen)
    counts = {
        label: [count_at(label, chances, [marked], least) for marked, chances, least in unseen.said(label)]
        for label in unseen.labels
    }
    for label in unseen.labels:
        out["labels"][label]["interval"] = rounded(f1_interval(counts[label]))
    together = [sum(row, Count()) for row in zip(*counts.values(), strict=True)]
    out["micro"]["interval"] = rounded(f1_interval(together))
    out["formats"] = by_format(unseen.documents, together)
    chances, truth = [], []
    for column, label in enumerate(unseen.labels):
        y = truth_of(label, unseen.documents)
        known = y >= 0
        row = out["labels"][label]
        _, error = reliability(unseen.chances[known, column], y[known])
        row["calibration error"] = round(error, 4)
        row["abstention"] = risk_coverage(unseen.chances[known, column], y[known])
        chances.append(unseen.chances[known, column])
        truth.append(y[known])
    table, error = reliability(np.concatenate(chances), np.concatenate(truth))
    out["reliability"], out["calibration error"] = table, round(error, 4)
    if "deferral" in unseen.labels:
        out["deferrals found"] = found_by_kind(unseen)
    return out


def by_format(documents: Sequence[Marked], counts: Sequence[Count]) -> dict[str, dict[str, float]]:
    """Micro F1 by the format of the file."""
    total: dict[str, Count] = {}
    files: dict[str, int] = {}
    for marked, count in zip(documents, counts, strict=True):
        name = Path(marked.gold.document).suffix.lower().lstrip(".")
        total[name] = total.get(name, Count()) + count
        files[name] = files.get(name, 0) + 1
    return {name: {"documents": files[name], "f1": round(total[name].f1, 3)} for name in sorted(total)}


def found_by_kind(unseen: Unseen) -> dict[str, dict[str, float]]:
    """Of the deferrals printed in so many words, and of those to be inferred, how many there are and were found."""
    there, found = {"explicit": 0, "inferred": 0}, {"explicit": 0, "inferred": 0}
    for marked, chances, least in unseen.said("deferral"):
        marks = [
            (where, mark) for kind, where, mark in marked.marks if kind == "deferral" and not mark.get("procedural")
        ]
        said = [span for span, chance in zip(marked.spans, chances, strict=True) if chance >= least]
        hit = {i for i, _ in match([where for where, _ in marks], said)}
        for i, (_, mark) in enumerate(marks):
            kind = "inferred" if mark.get("explicit") is False else "explicit"
            there[kind] += 1
            found[kind] += i in hit
    return {kind: {"marks": there[kind], "recall": round(found[kind] / max(1, there[kind]), 3)} for kind in there}


def simple(documents: Sequence[Marked], chances: Scores) -> dict[str, dict[str, float]]:
    """A baseline's scores, each label given from one half on."""
    total = {
        label: count_at(label, chances[:, column], documents, 0.5) for column, label in enumerate(EVENT_RECIPE.labels)
    }
    rows = {**total, "micro": sum(total.values(), Count())}
    return {
        name: {"precision": round(c.precision, 3), "recall": round(c.recall, 3), "f1": round(c.f1, 3)}
        for name, c in rows.items()
    }


def rounded(values: Sequence[float]) -> list[float]:
    """Values to three places, for JSON."""
    return [round(value, 3) for value in values]
