"""Talk of partnership beside practice, as text for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from matters_arising.export.terminal import folded, say
from matters_arising.export.words import confidence, count, span
from matters_arising.matters.practice import Act, Course, Practice, Turn
from matters_arising.store.practice import BodyPractice, MatterPractice

if TYPE_CHECKING:
    from rich.console import Console

_WORDS = (
    "talk of partnership",
    "promised to share or to hear",
    "done together",
    "done after hearing others",
    "done alone",
)
"""In the order of `Practice.counts`."""
_CAUTION = (
    "What is said of stances is experimental: read every quote. Numbers in brackets bound the true count of the "
    "passages found, nine times in ten; what was not found is in no count, and what another did in none of a body."
)
_MARGIN = 4


def print_bodies(console: Console, found: Iterable[BodyPractice], *, quotes: bool) -> None:
    """Each body: what it said of partnership and what it did, over all its minutes and by time."""
    say(console, _CAUTION)
    for one in found:
        when = f", {span(one.first_date, one.last_date)}" if one.first_date else ""
        say(console)
        say(console, (one.body, "bold"), f": {count(one.meetings, 'meeting')}{when}")
        _print_counts(console, one.whole, quotes=quotes)
        for part in one.over_time if len(one.over_time) > 1 else ():
            numbers = (f"{words} {counted.number}" for words, counted in zip(_WORDS, part.counts, strict=True))
            say(console, (part.when, "bold"), f"  {', '.join(numbers)}", indent=_MARGIN)


def print_courses(console: Console, found: Iterable[MatterPractice]) -> None:
    """The matters that turned from one way of dealing with them to another."""
    for one in found:
        say(console)
        say(console, (one.title, "bold"), f"  {one.body}", ("  " + one.matter, "dim"))
        _print_turns(console, one.course)


def print_matter(console: Console, one: MatterPractice, *, quotes: bool) -> None:
    """One matter: its counts, its stances in order, and where it turned."""
    say(console, _CAUTION)
    say(console)
    say(console, (one.title, "bold"), f"  {one.body}", ("  " + one.matter, "dim"))
    _print_counts(console, one.whole, quotes=False)
    _print_turns(console, one.course)
    if one.course.acts:
        say(console)
        say(console, ("In order", "bold"))
    for act in one.course.acts:
        _print_act(console, act)
    if one.course.doubtful:
        doubtful = count(len(one.course.doubtful), "passage")
        say(console, f"not counted: {doubtful} that more likely say something else", indent=_MARGIN)
        for act in one.course.doubtful if quotes else ():
            _print_act(console, act)


def _print_counts(console: Console, found: Practice, *, quotes: bool) -> None:
    for words, counted in zip(_WORDS, found.counts, strict=True):
        bounds = f" ({counted.low} to {counted.high})" if counted.acts or counted.doubtful else ""
        say(console, f"{words}: ", (str(counted.number), "bold"), bounds, indent=_MARGIN)
        for act in counted.acts if quotes else ():
            _print_act(console, act, indent=2 * _MARGIN)


def _print_turns(console: Console, went: Course) -> None:
    for turn in went.turns:
        say(console, f"Turned {turn.sentence}:", indent=_MARGIN)
        _print_both(console, turn)
    if went.taken:
        say(console, ("Taken away to be done alone", "bold"), ": promised to be shared or heard, and then:", indent=4)
        _print_both(console, went.taken)


def _print_both(console: Console, turn: Turn) -> None:
    for act in (turn.earlier, turn.later):
        _print_act(console, act, indent=2 * _MARGIN)


def _print_act(console: Console, act: Act, *, indent: int = _MARGIN) -> None:
    parties = ", ".join(filter(None, (act.holder, f"with {act.with_whom}" if act.with_whom else "")))
    who = f"  {parties}" if parties else ""
    say(console, (act.date or "no date", "bold"), f"  {act.label}, {act.status}{who}", indent=indent)
    say(console, f"“{folded(act.quote)}”", indent=indent + _MARGIN)
    where = f"p. {act.page}, {act.document}  {act.stance}  {confidence(act.confidence)}"
    say(console, (where, "dim"), indent=indent + _MARGIN)
