"""What is counted of a matter: putting-offs by meeting, the streak, what the minutes themselves say of it.

The counting rules are the codebook's: one matter, one meeting, at most one deferral; explicit and inferred apart; a
streak is a run of consecutive appearances that end in deferral, and any other outcome breaks it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from matters_arising.models import Event
from matters_arising.vocab import EventType

_ORDINALS = {
    "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
_NUMBERS = {
    "once": 1,
    "one": 1,
    "twice": 2,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
}
_PUT_OFF = r"(?:defer\w*|postpon\w*|put (?:off|back)|carried (?:forward|over)|held over|tabled)"
_NTH = re.compile(rf"{_PUT_OFF}[^.;]{{0,60}}\bfor the ({'|'.join(_ORDINALS)}) (?:time|occasion|meeting)", re.IGNORECASE)
_TIMES = re.compile(
    rf"{_PUT_OFF}[^.;]{{0,40}}\b({'|'.join(_NUMBERS)}|\d{{1,2}})\b "
    r"(?:previous |earlier |past )?(?:times|meetings|occasions)\b",
    re.IGNORECASE,
)
_RANK = (
    EventType.DEFERRAL,
    EventType.DECISION,
    EventType.REFERRAL,
    EventType.ACTION,
    EventType.PROPOSAL,
    EventType.REPORT,
)
_STATUS = {
    EventType.DEFERRAL: "deferred",
    EventType.DECISION: "decided",
    EventType.REFERRAL: "referred",
    EventType.ACTION: "actioned",
    EventType.PROPOSAL: "proposed",
    EventType.REPORT: "reported",
}


@dataclass(frozen=True, slots=True)
class Tally:
    """Meetings at which a matter was put off in so many words, by inference, and the longest run of them."""

    explicit: int
    inferred: int
    streak: int


def status_of(events: Sequence[Event]) -> str:
    """How a matter left one meeting: put off before decided, decided before acted on; "discussed" without events."""
    kinds = {event.type for event in events if not event.procedural}
    return next((_STATUS[kind] for kind in _RANK if kind in kinds), "discussed")


def tally(meetings: Sequence[Sequence[Event]]) -> Tally:
    """Count the putting-offs of a matter. `meetings` are its events at each appearance, in the order of dates."""
    explicit = inferred = streak = run = 0
    for events in meetings:
        put_off = [event for event in events if event.type is EventType.DEFERRAL]
        if not put_off:
            run = 0
            continue
        run += 1
        streak = max(streak, run)
        if any(event.explicit for event in put_off):
            explicit += 1
        else:
            inferred += 1
    return Tally(explicit, inferred, streak)


def stated(text: str) -> int:
    """How often the minutes themselves say that a matter was put off, -1 where they do not say.

    >>> stated("deferred for the third time"), stated("postponed at two previous meetings"), stated("deferred")
    (3, 2, -1)
    """
    said = [_ORDINALS[match.group(1).lower()] for match in _NTH.finditer(text)]
    for match in _TIMES.finditer(text):
        word = match.group(1).lower()
        said.append(int(word) if word.isdigit() else _NUMBERS[word])
    return max(said, default=-1)
