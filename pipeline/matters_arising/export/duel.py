"""Models of stances held against each other, as text for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def as_text(found: Mapping[str, Any]) -> str:
    """The figures of `evaluation.stance_duel.compare` as tables in Markdown, and the statements it lists."""
    counts = ", ".join(f"{number} {label}" for label, number in found["labels"].items())
    lines = [f"{found['statements']} statements: {counts}. Intervals (95 %) over {found['intervals over']}.", ""]
    for name, one in found["models"].items():
        lines += [f"## {name} ({one['generator']})", "", *_seen(one, found["statements"]), *_scores(one), ""]
        lines += [*_confusion(one["confusion"]), ""]
        lines += [f"Right {one['right']:.2f}; calibration error {one['calibration error']:.3f}.", ""]
    for pair in found["pairs"]:
        lines += [*_duel(pair), ""]
    return "\n".join(lines)


def _seen(one: Mapping[str, Any], statements: int) -> Iterator[str]:
    learned = one["learned from"]
    if learned is None:
        yield "It sees less here than in a run: labels hold nothing that follows the statement. It may have learned"
        yield "from statements of our own corpus.\n"
    elif learned:
        yield f"It has learned from {learned} of these {statements}: its figures are not those of unseen statements.\n"


def _scores(one: Mapping[str, Any]) -> Iterator[str]:
    yield "| label | precision | recall | F1 | hit | false | missed |"
    yield "|---|---|---|---|---|---|---|"
    for label, row in {**one["labels"], "any stance": one["stance or none"]}.items():
        scores = [
            f"{row[name]:.2f} ({low:.2f} to {high:.2f})"
            for name, (low, high) in ((name, row["intervals"][name]) for name in ("precision", "recall", "f1"))
        ]
        counts = [str(row[name]) for name in ("hit", "false", "missed")]
        yield f"| {' | '.join([label, *scores, *counts])} |"


def _confusion(table: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    yield f"| is, told as | {' | '.join(table)} |"
    yield "|---" * (len(table) + 1) + "|"
    for label, row in table.items():
        yield f"| {label} | {' | '.join(str(number) for number in row.values())} |"


def _duel(pair: Mapping[str, Any]) -> Iterator[str]:
    one, other = pair["one"], pair["other"]
    alone = pair["only one right"]
    yield f"## {one} against {other}"
    yield ""
    yield (
        f"Both right {pair['both right']}, only {one} {alone[one]}, only {other} {alone[other]}, "
        f"both wrong {pair['both wrong']}. McNemar's exact test: p = {pair['p']:.2g}."
    )
    for entry in pair["discordant"]:
        said = ", ".join(f"{name} said {label}" for name, label in entry["said"].items())
        yield ""
        yield f"{entry['id']}  {entry['label']}; {said}"
        yield f"    {entry['text']}" + (f"  ({entry['body']})" if entry["body"] else "")
