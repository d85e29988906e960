"""What files of labels hold, as text for a person at a terminal, and what to do with statements handed out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from matters_arising.evaluation.agreement import Agreement
from matters_arising.export.label_sheet import SHEETS
from matters_arising.export.terminal import say
from matters_arising.export.words import count
from matters_arising.stance.forms import LABEL_STUDIO_VIEW
from matters_arising.stance.holdings import Holdings

if TYPE_CHECKING:
    from rich.console import Console

_MARGIN = 4

NEXT = {
    "prodigy": "next: prodigy mark DATASET {out} --view-id choice; then prodigy db-out DATASET > labelled.jsonl",
    "label-studio": "next: import it into a project whose labelling interface is\n    " + LABEL_STUDIO_VIEW + "\n"
    "(it is imported from the browser as a file named .json); then export as JSON",
    "doccano": "next: import it as JSONL into a project of text classification, column label, with the labels "
    "collaborative, consultative, unilateral, none; then export as JSONL",
    **dict.fromkeys(
        SHEETS,
        "next: in a spreadsheet, fill in label (collaborative, consultative, unilateral or none) and annotator; "
        "then count what came back: matters label --read {out}",
    ),
    "plain": "next: fill in label (collaborative, consultative, unilateral or none) and annotator",
}


def print_holdings(console: Console, found: Holdings, agreed: Agreement | None, *, differing: bool) -> None:
    """What the files hold, and how far the annotators agree."""
    for path, form in found.forms.items():
        say(console, (path, "bold"), f"  {form}")
    say(console, (count(found.labelled, "label"), "bold"), *_told(found.skipped))
    if found.empty:
        say(console, f"{found.empty:,} of those skipped count as none: their document was read whole")
    for title, counts in (("By label", found.labels), ("By annotator", found.annotators), ("By body", found.bodies)):
        if counts:
            say(console, title, ":")
        for name, number in counts.items():
            say(console, f"{number:6,}  {name or 'not said'}", indent=_MARGIN)
    if agreed is None:
        return
    say(console, _agreement(agreed))
    for one in agreed.differing if differing else ():
        said = "; ".join(f"{annotator}: {label}" for annotator, label in one.labels.items())
        say(console, f"“{one.text}”", ("  " + one.id, "dim"), indent=_MARGIN)
        say(console, said, indent=2 * _MARGIN)


def _told(skipped: Mapping[str, int]) -> tuple[str, ...]:
    if not skipped:
        return ()
    reasons = ", ".join(f"{number:,} {why}" for why, number in skipped.items())
    return (f"; {sum(skipped.values()):,} skipped: {reasons}",)


def _agreement(agreed: Agreement) -> str:
    both = f"{count(agreed.statements, 'statement')} labelled by two or more of {', '.join(agreed.annotators)}"
    if agreed.alpha is None:
        return f"{both}: all the same label, which says nothing of agreement."
    within = "" if agreed.low is None else f" ({agreed.low:.2f} to {agreed.high:.2f} in 95 % of resamples)"
    return f"{both}: Krippendorff's alpha {agreed.alpha:.2f}{within}; {len(agreed.differing):,} labelled differently."
