"""The model card of a judge, written from its metrics, so that card and figures cannot part."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_WHAT = {
    "events": "proposals, decisions, deferrals, referrals, actions and reports",
    "stances": "collaborative, consultative and unilateral stances",
}
_LIMITS = {
    "events": """- It proposes; a person reads the quote. Nothing of it may be published as an accusation without the
  minutes beside it: the table says how many of its deferrals a careful reader would not mark, and how many it misses.
- Referrals are known by their form alone: there were too few marks to learn from.""",
    "stances": """- Experimental. It misses most stances and much of what it says is wrong: use it to find passages to
  read, never as a count, a score or a statement about a body or a person.
- The figures are of what the program says: the judge beside rules of form (`stance/said.py`), which were written with
  these archives at hand, so that they flatter.
- `unilateral` is said by its form alone (who was not asked, `stance/unasked.py`): with the marks that there are the
  judge hardly ever dares.""",
}
_CARD = """# Model card: {name}

**What it does.** Gives each statement of a set of minutes a calibrated probability for each of the codebook's
{what}.
Two judges speak: a logistic regression a label over groups of sparse features (masked words and characters of the
statement, the statements beside it, its heading, form and place, and named phrase rules), and the encoder
(`models/encoder`), which reads the statement between its heading and its neighbours. A logistic model of three
numbers a label makes one probability of both. Statements that the first judge finds empty are not shown to the second.

**Learned from.** {real} documents of {archives} public archives ({whole} read whole, of the others single statements),
marked with the codebook (version 1.3), those measured on by hand, the others by large language models
(`corpus/README.md`), and {own} documents of our own corpus: {statements:,} statements.
The archives' text is not in this repository; the weights are. Our corpus is CC0 1.0. The real documents come from these
public repositories:

| repository | commit | what | licence stated there |
|---|---|---|---|
| lovell/stokeferry.com | 867787f | eight village bodies, England | none |
| chriswjohnston/council-meetings | 3d5f286 | township council, Canada | none |
| ayton-village/website | 038be9a | community council, Scotland | CC0 1.0 |
| decoy-school/school-site | d6bca75 | school governors, England | none (package: MIT) |
| ccorcos/focs | afd6262 | six districts and boards, California | none (package: ISC) |

**What it holds of them.** Words printed in lower case in at least three documents, and n-grams of those seen in at
least three documents; every other word is replaced by its kind (`<name>`, `<date>`, ...), so that no personal name
is in the vocabulary.

## Scores on archives it did not see
By judges that saw nothing of the archive (the linear one: {folds} left out; the encoder: groups of archives); mixture
and thresholds for an archive are learned on the others. Procedural marks apart. The
networks that scored the archives are siblings of the shipped encoder, taught in the same way: see its card,
`models/encoder/card.md`.{rules}

| label | precision | recall | F1 | hit | false | missed | F1 without the encoder |
|---|---|---|---|---|---|---|---|
{rows}

Micro F1 by archive, lowest first:

| archive | F1 |
|---|---|
{by_archive}

{passing:.1%} of the marked statements pass the gate, and {behind:.0%} of all. Of these the encoder reads those for
which its answer may change what is said: {asked:.0%} of all; {kept:.1%} of what would be said stays.

Two careful people agree at 0.88 to 0.95 on events and 0.81 to 0.93 on stances. The final weights are learned from all
archives; mixture and thresholds from the predictions for archives left out.

{agreement}

## Not for
{limits}
- Languages other than English; transcripts, agendas, newspaper reports.
- Judging individuals.

## Make it again
`make train` with the marked archives beside the project (`SHARED=DIR`); `make train-encoder` for the encoder, an hour
and a half on two cores. The log of what was tried is `models/LOG.md`.
"""

_TWICE = """\
Of the stand-off marks, 18 documents were read twice by large language models; F1 of one reading against the other:
"""
_AGREEMENT = {
    "events": _TWICE + "0.90. Against 14 documents marked by hand: 0.91.",
    "stances": _TWICE
    + """\
collaborative 0.83, consultative 0.84. Against 14 documents marked by hand: 0.64 and 0.63. 666 of our own stance
statements were labelled again by two such readers who saw no label: Krippendorff's alpha 0.985 (0.973 to 0.996). That
says that the labels are clear, not that people would agree so well. What models reach on these statements and their
minimal pairs is in `models/LOG.md`.""",
}


def write_card(folder: Path) -> None:
    """Write `card.md` of a judge's folder from its `metrics.json` and `model.json`."""
    metrics = json.loads((folder / "metrics.json").read_text(encoding="utf-8"))
    about = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    (folder / "card.md").write_text(card(about["name"], metrics, about["trained_on"]), encoding="utf-8")


def card(name: str, metrics: Mapping[str, Any], trained_on: Mapping[str, int]) -> str:
    """The text of the card."""
    both, alone = metrics["unseen archives"], metrics["without the encoder"]
    archives = sorted(both["archives"].items(), key=lambda entry: entry[1]["f1"])
    return _CARD.format(
        name=name,
        folds=metrics["folds"],
        what=_WHAT[name],
        real=trained_on["real documents"],
        archives=trained_on["real archives"],
        whole=trained_on["of them read whole"],
        own=trained_on["own documents"],
        statements=trained_on["statements"],
        rules=_rules(metrics),
        rows="\n".join(
            _row(label, row, alone["micro"] if label == "micro" else alone["labels"][label])
            for label, row in {**both["labels"], "micro": both["micro"]}.items()
        ),
        by_archive="\n".join(f"| {archive} | {row['f1']:.2f} |" for archive, row in archives),
        behind=metrics["gate"]["all"],
        asked=metrics["encoder"]["asked about"],
        kept=metrics["encoder"]["of what is said, stays"],
        passing=metrics["gate"]["marked statements that pass"],
        agreement=_AGREEMENT[name],
        limits=_LIMITS[name],
    )


def _rules(metrics: Mapping[str, Any]) -> str:
    """What is said beside the table of events, where rules stand beside the judge."""
    if "without rules" not in metrics:
        return ""
    rows = {**metrics["without rules"]["labels"], "micro": metrics["without rules"]["micro"]}
    without = ", ".join(f"{label} {row['f1']:.2f}" for label, row in rows.items())
    return (
        "\n\nThe figures are of what the program says: the judge, and the rules for what form or place tells\n"
        f"(`extract/said.py`). Without rules the judge reaches an F1 of {without}.\n"
        "The rules were written with these archives at hand, so that they flatter; the judge never saw the archive."
    )


def _row(label: str, row: Mapping[str, float], alone: Mapping[str, float]) -> str:
    numbers = " | ".join(f"{row[name]:.2f}" for name in ("precision", "recall", "f1"))
    counts = " | ".join(f"{row[name]:.0f}" for name in ("hit", "false", "missed"))
    return f"| {label} | {numbers} | {counts} | {alone['f1']:.2f} |"
