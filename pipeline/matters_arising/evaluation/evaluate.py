"""The whole measurement, on archives that no judge saw: what `matters evaluate` prints."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from matters_arising.errors import NothingFoundError, UsageError
from matters_arising.evaluation.corpus import load_marked, load_standoff_marked
from matters_arising.evaluation.metrics import measure
from matters_arising.evaluation.unseen import ENCODER, LINEAR, load_unseen


def evaluate(gold: Path, archives: Path, *, standoff: Path, models: Path) -> dict[str, dict[str, Any]]:
    """All figures of events and stances (`metrics.measure`), as plain values for JSON.

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
    return measure(measured, documents, linear, encoder)


def as_text(found: dict[str, dict[str, Any]]) -> str:
    """The figures as tables in Markdown, for a terminal or a README."""
    events = found["events"]
    lines = [f"{events['documents']} documents, each judged by judges that saw nothing of its archive", ""]
    for judged in found.values():
        lines += scores_as_text(judged["unseen archives"])
    rules, bag = (events["baselines"][name] for name in ("keyword rules", "bag of words"))
    lines += ["| F1 of simple methods | keyword rules | bag of words |", "|---|---|---|"]
    lines += [f"| {label} | {rules[label]['f1']:.2f} | {bag[label]['f1']:.2f} |" for label in rules]
    lines += ["", "| attribute | marks that have it | read right | read though not there |", "|---|---|---|---|"]
    lines += [
        f"| {name} | {row['marks']} | {row['right']:.0%} | {row['read though not there']:.0%} |"
        for name, row in events["attributes"].items()
    ]
    kinds = events["unseen archives"]["deferrals found"]
    lines += [
        "",
        "; ".join(f"{row['marks']} {kind} deferrals, {row['recall']:.0%} found" for kind, row in kinds.items()),
    ]
    lines += ["", "| deferrals from | said | precision | recall |", "|---|---|---|---|"]
    lines += [
        f"| {row['from']:.2f} | {row['said']} | {row['precision']:.2f} | {row['recall']:.2f} |"
        for row in events["unseen archives"]["labels"]["deferral"]["abstention"]
    ]
    return "\n".join(lines)


def scores_as_text(table: dict[str, Any]) -> list[str]:
    """The scores of one judge (`metrics.figures`) as the lines of a table in Markdown."""
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
