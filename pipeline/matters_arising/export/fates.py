"""What became of proposals, as text for a person at a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from matters_arising.export.terminal import folded, say
from matters_arising.export.words import confidence, count
from matters_arising.matters.answer import FATES
from matters_arising.matters.archive import Evidence
from matters_arising.matters.proposals import Proposal

if TYPE_CHECKING:
    from rich.console import Console

_CAUTION = (
    "“Not found” is said of the minutes in the archive, never of what was done. Read the quotes in the minutes before "
    "you publish a word."
)
_MARGIN = 4


def print_proposals(console: Console, found: Sequence[Proposal], *, doubtful: int, limit: int | None) -> None:
    """The proposals, counted by their fates, and each with its quote, its answer, and what the fate rests on."""
    say(console, _CAUTION)
    numbers = Counter(one.fate for one in found)
    told = ", ".join(f"{fate} {numbers[fate]}" for fate in FATES if numbers[fate])
    say(console, (count(len(found), "proposal"), "bold"), f": {told}")
    if doubtful:
        say(console, f"not judged: {count(doubtful, 'passage')} that more likely propose nothing")
    for one in found[:limit]:
        _print_proposal(console, one)
    if limit is not None and len(found) > limit:
        say(console)
        say(console, f"and {count(len(found) - limit, 'more', 'more')}: use --limit, --fate, --body or words")


def _print_proposal(console: Console, one: Proposal) -> None:
    say(console)
    under = one.title or one.item
    say(console, (one.said.date or "no date", "bold"), f"  {one.body}", f"  {under}" if under else "")
    _print_evidence(console, one.said, f"{one.proposer}: " if one.proposer else "")
    say(console, (one.sentence, "bold"), indent=_MARGIN)
    if one.answer:
        _print_evidence(console, one.answer, f"{one.answer.date}: " if one.answer.meeting != one.said.meeting else "")
    sure = f"{confidence(one.confidence)} ({one.confidence:.2f}: {', '.join(one.rests_on)})"
    say(console, (f"{sure}  {one.matter}".rstrip(), "dim"), indent=_MARGIN)


def _print_evidence(console: Console, at: Evidence, before: str) -> None:
    say(console, f"{before}“{folded(at.quote)}”", indent=_MARGIN)
    say(console, (f"p. {at.page}, {at.document}  {at.mark}", "dim"), indent=2 * _MARGIN)
