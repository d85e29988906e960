"""What is counted of a matter: putting-offs by meeting, the streak, what the minutes themselves say of it.

The counting rules are the codebook's: one matter, one meeting, at most one deferral; explicit and inferred apart; a
streak is a run of consecutive appearances that end in deferral, and any other outcome breaks it.

Counts are published, and a ledger that begins with the most often put off begins with whatever was misread most
often. So a putting-off counts only where it is likely, or where it is a little less likely and was to be expected: the
meeting before had put the matter off, or a matter that was there before has a line again that says no more than that
there is no news, or that it goes on the agenda of a later meeting. What does not count is kept among the events, with
its probability.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from matters_arising.extract.agenda_next import goes_on_agenda
from matters_arising.extract.news import is_no_news
from matters_arising.models import Event
from matters_arising.vocab import EventType

LIKELY = 0.5  # the least probability of a mark from which anything is said against a body
ALONE = 0.85  # of a putting-off that nothing led one to expect: in archives that no judge saw, 5 of 6 are right
EXPECTED = 0.7  # of one that follows another
_ORDINALS = {
    "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
_NUMBERS = {
    "once": 1, "one": 1, "twice": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10,
}  # fmt: skip
_PUT_OFF = (
    r"(?:defer\w*|postpon\w*|adjourn\w*|tabled|continued|"
    r"(?:put|held|laid|carried|pushed|left) (?:off|back|over|forward))"
)
_ORDINAL = "|".join(_ORDINALS)
_NUMBER = "|".join((*_NUMBERS, r"\d{1,2}"))
_NTH = re.compile(
    rf"{_PUT_OFF}[^;]{{0,160}}?\b(?:for the|this (?:is|was|being) the|its) (?P<nth>{_ORDINAL}) "
    rf"(?:time|occasion|meeting|deferral|postponement)\b",
    re.IGNORECASE,
)
_TIMES = re.compile(
    rf"{_PUT_OFF}[^.;]{{0,40}}?\b(?:(?P<alone>once|twice)|"
    rf"(?P<number>{_NUMBER}) (?:(?:previous|earlier|past|prior|other) )?(?:times|meetings|occasions))\b",
    re.IGNORECASE,
)
_TIMES_BEFORE = re.compile(rf"\b(?P<number>once|twice|three times|four times|five times) {_PUT_OFF}", re.IGNORECASE)
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


def is_sure(event: Event) -> bool:
    """Whether the event may be counted: business of the meeting, and more likely than not."""
    return not event.procedural and event.confidence >= LIKELY


def is_business(event: Event) -> bool:
    """Whether the event is the meeting's business: no routine, and no putting-off that is less likely than not."""
    return not event.procedural and (event.type is not EventType.DEFERRAL or event.confidence >= LIKELY)


def status_of(events: Sequence[Event]) -> str:
    """How a matter left one meeting: put off before decided, decided before acted on; "discussed" without events."""
    kinds = {event.type for event in events if is_business(event)}
    return next((_STATUS[kind] for kind in _RANK if kind in kinds), "discussed")


def to_put_off(decision: tuple[int, int], deferrals: Iterable[tuple[int, int, float]]) -> bool:
    """Whether a decision is one to put the matter off, from its stretch of the minutes and those of the putting-offs
    there, each with its probability: most of it says so, as surely as what follows another has to.

    A sentence that adopts one thing and puts off another is a decision all the same.

    >>> to_put_off((0, 40), [(10, 40, 0.9)]), to_put_off((0, 40), [(25, 40, 0.9)]), to_put_off((0, 40), [(0, 40, 0.6)])
    (True, False, False)
    """
    start, end = decision
    return any(
        sure >= EXPECTED and 2 * (min(end, last) - max(start, first)) > end - start for first, last, sure in deferrals
    )


def least(*, expected: bool) -> float:
    """The probability from which on it counts that a matter was put off, at once or where it was to be expected."""
    return EXPECTED if expected else ALONE


def _left_it(quote: str) -> bool:
    """Whether the words leave a matter that was there before as it was: no news of it, or that it goes on an agenda."""
    return is_no_news(quote) or goes_on_agenda(quote)


def counted(meetings: Sequence[Sequence[tuple[Event, float]]]) -> list[list[Event]]:
    """The events of a matter at each meeting of one body, in the order of dates, without the putting-offs of meetings
    that do not count as having put it off. Each event comes with how likely it is the matter's own, 0 to 1: that a
    matter was put off is no likelier than that it was this matter."""
    kept: list[list[Event]] = []
    due = False
    for events in meetings:
        off = [(event, own) for event, own in events if event.type is EventType.DEFERRAL and is_sure(event)]
        due = any(
            event.confidence * own >= least(expected=due or (bool(kept) and _left_it(event.quote)))
            for event, own in off
        )
        kept.append([event for event, _ in events if event.type is not EventType.DEFERRAL or due])
    return kept


def tally(meetings: Sequence[Sequence[Event]]) -> Tally:
    """Count the putting-offs of a matter. `meetings` are its events at each meeting, in the order of dates, without
    those that do not count (`counted`)."""
    explicit = inferred = streak = run = 0
    for events in meetings:
        put_off = [event for event in events if event.type is EventType.DEFERRAL and is_sure(event)]
        run = run + 1 if put_off else 0
        streak = max(streak, run)
        if any(event.explicit for event in put_off):
            explicit += 1
        elif put_off:
            inferred += 1
    return Tally(explicit, inferred, streak)


def stated(text: str) -> int:
    """How often the minutes themselves say that a matter was put off, the most they say; -1 where they do not say.

    >>> stated("deferred for the third time"), stated("postponed at two previous meetings"), stated("deferred")
    (3, 2, -1)
    >>> stated("The item was put back again. She noted that this was the fourth time."), stated("twice put off")
    (4, 2)
    """
    said = [_ORDINALS[match["nth"].lower()] for match in _NTH.finditer(text)]
    said += [_count(match["alone"] or match["number"]) for match in _TIMES.finditer(text)]
    said += [_count(match["number"]) for match in _TIMES_BEFORE.finditer(text)]
    return max(said, default=-1)


def _count(word: str) -> int:
    first = word.lower().split()[0]
    return int(first) if first.isdigit() else _NUMBERS[first]
