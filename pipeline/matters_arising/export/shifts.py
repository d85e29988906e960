"""What changed about matters on their way, as text for a person at a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from matters_arising.export.terminal import say
from matters_arising.export.words import confidence
from matters_arising.matters.shifts import Shift, Words

if TYPE_CHECKING:
    from rich.console import Console

_MARGIN = 4
_CAUTION = (
    "Only what the minutes print is told here, and not all of that is found: read every quote. That a matter was not "
    "found says what is in this archive, and nothing of anybody."
)


def print_shifts(console: Console, found: Sequence[Shift], *, of_one: bool) -> None:
    """Each shift with its quotes; `of_one` says that all are of one matter, whose title stands once."""
    say(console, _CAUTION)
    if of_one:
        say(console)
        say(console, (found[0].title, "bold"), ("  " + found[0].matter, "dim"))
    for shift in found:
        say(console)
        say(console, (shift.date or "no date", "bold"), f"  {shift.kind}: {shift.sentence}")
        if not of_one:
            say(console, shift.title, ("  " + shift.matter, "dim"), indent=_MARGIN)
        for words in filter(None, (shift.earlier, shift.later)):
            _print_words(console, words)
        say(console, (f"{shift.body}, {confidence(shift.confidence)}", "dim"), indent=_MARGIN)


def as_plain(shift: Shift) -> dict[str, Any]:
    """A shift for JSON, with its confidence in words, too."""
    return {**asdict(shift), "confidence_in_words": confidence(shift.confidence)}


def _print_words(console: Console, words: Words) -> None:
    where = f"{words.date or 'no date'}, p. {words.page}, {words.document}"
    say(console, f"“{words.quote}”", indent=_MARGIN)
    say(console, (where, "dim"), indent=2 * _MARGIN)
