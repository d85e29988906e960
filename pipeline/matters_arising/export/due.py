"""What became of what was to come, as text for a person at a terminal: both ends with their quotes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from matters_arising.export.terminal import folded, say
from matters_arising.export.words import confidence, count
from matters_arising.matters.promises import STATES, Promise
from matters_arising.matters.sights import Evidence
from matters_arising.matters.terms import bare
from matters_arising.store.promises import Promises
from matters_arising.vocab import EventType

if TYPE_CHECKING:
    from rich.console import Console

_CAUTION = (
    "This says what the minutes that are here show of a matter, not whether the thing was done. Matters are linked by "
    "their words, and some links are missed: read both minutes before you say that something was dropped."
)
_MARGIN = 4


def print_promises(console: Console, found: Promises, chosen: Sequence[Promise]) -> None:
    """The `chosen` of the promises found, each with both of its ends, and how many of each state there are."""
    say(console, _CAUTION)
    states = Counter(one.state for one in chosen)
    say(console)
    say(
        console,
        (count(len(chosen), "promise"), "bold"),
        ": ",
        ", ".join(f"{states[s]:,} {s}" for s in STATES if states[s]),
    )
    left = [("less likely than not", found.doubtful), ("of no matter that is followed", found.loose)]
    for why, number in left:
        if number:
            say(console, f"not judged: {count(number, 'mark')} {why}", indent=_MARGIN)
    for one in chosen:
        say(console)
        _print_promise(console, one)


def _print_promise(console: Console, one: Promise) -> None:
    late = f", {count(one.months_late, 'month')} late" if one.months_late else ""
    say(console, (one.title, "bold"), f"  {one.body}", ("  " + one.matter, "dim"))
    say(console, (one.state, "bold"), f": {one.why}{late}", indent=_MARGIN)
    due = f" (the meeting of {one.due})" if one.due else ""
    _print_end(
        console,
        one.said,
        f"{one.words} “{folded(bare(one.until) if one.kind is EventType.DEFERRAL else one.until)}”{due}",
        f"{one.event}  {confidence(one.confidence)}",
    )
    if one.found:
        _print_end(console, one.found, "", "")


def _print_end(console: Console, end: Evidence, what: str, mark: str) -> None:
    say(console, (end.date or "no date", "bold"), f"  {what}" if what else "", indent=_MARGIN)
    say(console, f"“{folded(end.quote)}”", indent=2 * _MARGIN)
    say(console, (f"p. {end.page}, {end.document}  {mark}".rstrip(), "dim"), indent=2 * _MARGIN)
