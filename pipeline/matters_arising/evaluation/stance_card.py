"""The figures of a trained model of stances as text, and its card, written from them so that they cannot part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from matters_arising.evaluation.calibration import FEW, NEVER

ENOUGH = 30  # labels with a stance, below which a model is warned of

_CARD = """# Model card: stances, trained by `matters train stance`

Known by its hash, {digest}; the results it gives are signed with it.

**What it does.** Gives each statement of a set of minutes a calibrated probability for each of the codebook's stances
that it learned ({labels}). Two logistic models, one for whether there is a stance and one for which, over the
family of features "{family}".

**Learned from.** {statements} statements of {bodies} bodies: {counts}.{disputed}

| data | sha256 |
|---|---|
{data}

**What it holds of them.** Words printed in lower case in at least three passages, and runs of those; every other word
is replaced by its kind (`<name>`, `<date>`, ...), so that hardly any personal name is in it. Of each statement it keeps
a hash, so that it can say of a test whether it has seen it.

**What its probabilities mean.** Labelled statements are mostly chosen for their stance. The probabilities are
calibrated on {calibrated}, and then set for minutes of which {share:.1%} of the statements have one. Where that share
is wrong, so are they: train again with `--share`.

## Scores on what it did not see
{scores}

## Not for
- Counting, scoring or naming bodies or persons: it proposes passages, and a person reads the quote.
- `unilateral` as an accusation. Look above at how many it says that a careful reader would not.
- Bodies, countries or years unlike those labelled, languages other than English, transcripts.
- Headings: it has learned from none, and says nothing of them.

## Make it again
`matters train stance {again}` with the files above: the same files, release ({made_by}) and machine give the same
bytes.
"""


def card(about: Mapping[str, Any], metrics: Mapping[str, Any]) -> str:
    """The text of the card."""
    disputed = (
        f" {about['disputed']} more were left out, as two labels were given to them." if about["disputed"] else ""
    )
    if about["read whole"]:
        disputed += (
            f" {about['read whole']} have none because their document was read whole and they were left unlabelled."
        )
    files = [one["name"] for one in about["data"] if "labels" in one]
    own = len(files) < len(about["data"])
    again = [*(f"--labels {name}" for name in files), *([] if own else ["--no-own"])]
    again += [f'--families "{about["family"]}"', f"--seed {about['seed']}", f"--share {metrics['share']:g}"]
    return _CARD.format(
        digest=metrics["model"][:12],
        labels=", ".join(label for label in about["labels"] if label != "none"),
        family=about["family"],
        statements=about["statements"],
        bodies=about["bodies"],
        counts=", ".join(f"{number} {label}" for label, number in about["labels"].items()),
        disputed=disputed,
        data="\n".join(f"| {one['name']} | {one['sha256']} |" for one in about["data"]),
        calibrated=" and ".join(metrics["calibrated on"]),
        share=metrics["share"],
        scores="\n\n".join([*warnings(metrics), scores_as_text(metrics)]),
        again=" ".join(again),
        made_by=about["made_by"],
    )


def is_worse(metrics: Mapping[str, Any]) -> bool:
    """Whether the shipped judge tells stances better on the same labels."""
    beside = metrics.get("beside shipped") or {}
    return beside.get("shipped") is not None and beside["learned"] < beside["shipped"]


def warnings(metrics: Mapping[str, Any]) -> list[str]:
    """What a reader of the figures has to know before them, each a paragraph."""
    beside = metrics.get("beside shipped")
    if not beside:
        return []
    told = []
    if is_worse(metrics):
        told.append(
            f"**The shipped judge does better on these labels**: F1 {beside['shipped']:.2f} on whether there is a "
            f"stance, the learned model {beside['learned']:.2f} on bodies left out. Use the shipped one."
        )
    if beside["with a stance"] < ENOUGH:
        told.append(
            f"**Few labels**: {beside['with a stance']} of the {beside['statements']} labelled statements have a "
            f"stance. With fewer than about {ENOUGH} hardly anything is learned from them, and the figures are chance."
        )
    return told


def scores_as_text(metrics: Mapping[str, Any]) -> str:
    """The figures as tables in Markdown, a section for each set of statements that they were taken on."""
    lines = []
    for name, found in metrics["sections"].items():
        lines += [f"### {name[0].upper()}{name[1:]}: {found['statements']} statements", "", *_table(found, metrics), ""]
    never = [label for label, least in metrics["thresholds"].items() if least >= NEVER]
    if never:
        lines += [
            f"Hardly ever said: {', '.join(never)}. Fewer than {FEW} of the labels that count have it, or it was never "
            "right often enough: label more statements.",
            "",
        ]
    if not metrics["folds"]:
        lines += ["No body could be left out: there are too few statements of some label, or too few bodies.", ""]
    return "\n".join(lines).rstrip()


def _table(found: Mapping[str, Any], metrics: Mapping[str, Any]) -> Iterator[str]:
    yield "| label | said from | precision | recall | F1 | 95 % | hit | false | missed | precision in whole minutes |"
    yield "|---|---|---|---|---|---|---|---|---|---|"
    whole = found["in whole minutes"]
    rows = {**found["labels"], "any stance": found["detection"]}
    for label, row in rows.items():
        least = metrics["thresholds"].get(label)
        low, high = row["interval"]
        right = whole["precision"].get(label)
        cells = [
            label,
            "" if least is None else f"{least:.2f}",
            *(f"{row[score]:.2f}" for score in ("precision", "recall", "f1")),
            f"{low:.2f} to {high:.2f}",
            *(str(row[count]) for count in ("hit", "false", "missed")),
            "" if right is None else f"{right:.2f}",
        ]
        yield f"| {' | '.join(cells)} |"
    yield ""
    pairs = found["pairs"]
    if pairs["pairs"]:
        yield f"Of {pairs['pairs']} minimal pairs both sides are right in {pairs['both sides right']:.0%}."
    error, unit = whole["calibration error"], found["intervals over"]
    yield f"Calibration error in whole minutes {error:.3f}; intervals over {unit}."
