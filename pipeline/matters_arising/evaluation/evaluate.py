"""The whole measurement, on archives that no judge saw: what `matters evaluate` prints, and keeps in `metrics.json`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from matters_arising.errors import NothingFoundError, UsageError
from matters_arising.evaluation.attributes import attributes
from matters_arising.evaluation.baselines import bag_of_words, keyword_rules
from matters_arising.evaluation.bootstrap import f1_interval
from matters_arising.evaluation.calibration import count_at, truth_of
from matters_arising.evaluation.corpus import Marked, load_marked, load_standoff_marked
from matters_arising.evaluation.recipes import EVENT_RECIPE, STANCE_RECIPE
from matters_arising.evaluation.reliability import reliability, risk_coverage
from matters_arising.evaluation.report import Unseen, judge_unseen, summarise
from matters_arising.evaluation.score import Count, match
from matters_arising.evaluation.train import columns_of
from matters_arising.evaluation.training import Scores
from matters_arising.evaluation.unseen import ENCODER, LINEAR, load_unseen


def evaluate(gold: Path, archives: Path, *, standoff: Path, models: Path) -> dict[str, Any]:
    """All figures of events and stances, as plain values for JSON.

    `gold` are the marks that are measured on, `standoff` further ones that help to mix and to find thresholds;
    `models` holds the kept scores of archives that were left out.
    """
    if not gold.is_dir():
        raise UsageError("no folder of gold files", where=str(gold), remedy="name it with --gold")
    measured = load_marked(gold, archives)
    if not measured:
        raise NothingFoundError("no gold file here", where=str(gold))
    further = load_standoff_marked(standoff, archives) if standoff.is_dir() else []
    documents = [*measured, *(marked for marked in further if marked.gold.judged is None)]
    linear, encoder = load_unseen(models / LINEAR, documents), load_unseen(models / ENCODER, documents)
    names = {marked.gold.document for marked in measured}
    out: dict[str, Any] = {"documents": len(measured)}
    for recipe in (EVENT_RECIPE, STANCE_RECIPE):
        scores = columns_of(recipe, linear), columns_of(recipe, encoder)
        out[recipe.name] = figures(judge_unseen(documents, *scores, recipe, measured=names))
    out["attributes"] = attributes(measured)
    out["baselines"] = {
        "keyword rules": simple(measured, keyword_rules(measured, EVENT_RECIPE.labels)),
        "bag of words": simple(measured, bag_of_words(measured, EVENT_RECIPE.labels)),
    }
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


def as_text(found: dict[str, Any]) -> str:
    """The figures as tables in Markdown, for a terminal or a README."""
    lines = [f"{found['documents']} documents, each judged by judges that saw nothing of its archive", ""]
    for name in ("events", "stances"):
        lines += _scores(found[name])
    rules, bag = (found["baselines"][name] for name in ("keyword rules", "bag of words"))
    lines += ["| F1 of simple methods | keyword rules | bag of words |", "|---|---|---|"]
    lines += [f"| {label} | {rules[label]['f1']:.2f} | {bag[label]['f1']:.2f} |" for label in rules]
    lines += ["", "| attribute | marks that have it | read right | read though not there |", "|---|---|---|---|"]
    lines += [
        f"| {name} | {row['marks']} | {row['right']:.0%} | {row['read though not there']:.0%} |"
        for name, row in found["attributes"].items()
    ]
    kinds = found["events"]["deferrals found"]
    lines += [
        "",
        "; ".join(f"{row['marks']} {kind} deferrals, {row['recall']:.0%} found" for kind, row in kinds.items()),
    ]
    lines += ["", "| deferrals from | said | precision | recall |", "|---|---|---|---|"]
    lines += [
        f"| {row['from']:.1f} | {row['said']} | {row['precision']:.2f} | {row['recall']:.2f} |"
        for row in found["events"]["labels"]["deferral"]["abstention"]
    ]
    return "\n".join(lines)


def _scores(table: dict[str, Any]) -> list[str]:
    lines = [
        "| | precision | recall | F1 | 95 % of resamples | marks | calibration error |",
        "|---|---|---|---|---|---|---|",
    ]
    error = table["calibration error"]
    for name, row in {**table["labels"], "micro": {**table["micro"], "calibration error": error}}.items():
        low, high = row["interval"]
        lines.append(
            f"| {name} | {row['precision']:.2f} | {row['recall']:.2f} | {row['f1']:.2f} | {low:.2f} to {high:.2f} "
            f"| {row['hit'] + row['missed']} | {row['calibration error']:.3f} |"
        )
    worst = sorted(table["archives"].items(), key=lambda entry: entry[1]["f1"])
    lines += ["", "by archive, worst first: " + ", ".join(f"{name} {row['f1']:.2f}" for name, row in worst)]
    lines += ["by format: " + ", ".join(f"{name} {row['f1']:.2f}" for name, row in table["formats"].items()), ""]
    return lines
