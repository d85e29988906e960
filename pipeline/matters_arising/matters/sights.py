"""A matter as it is seen at each of its meetings: where the minutes deal with it, what is marked, what that settles."""

from __future__ import annotations

import re
from dataclasses import dataclass

from matters_arising.extract.status import DROPPED
from matters_arising.matters.tally import is_sure
from matters_arising.models import Event, Meeting
from matters_arising.vocab import EventType, Outcome

_WANTING = re.compile(
    r"\b(?:no|not|never|nor|none|yet|still|await\w*|outstanding|pending|unable|without|delay\w*|lacking"
    r"|part(?:ly|ially)|in progress|on-?going|carried (?:forward|over)|superseded)\b",
    re.IGNORECASE,
)
_NOTHING_AMISS = re.compile(
    r"\bat no (?:(?:further|extra|additional|great) )?(?:cost|charge|expense)\b"
    r"|\bwithout (?:(?:a|any|further|undue|much) )?(?:cost|charge|delays?|objections?)\b",
    re.IGNORECASE,
)
_DROPPED = re.compile(rf"\b{DROPPED}\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sight:
    """A matter at one meeting: where its minutes deal with it, and what is marked of it there."""

    meeting: Meeting
    quote: str
    page: int
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Followed:
    """A matter with all its sights, one a meeting."""

    id: str
    title: str
    sights: tuple[Sight, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One end of a promise: a passage, and the meeting in whose minutes it is printed."""

    date: str
    meeting: str
    quote: str
    document: str
    page: int


def settling(sight: Sight) -> list[Event]:
    """The marks that settle a matter at a meeting: it was decided on, or reported, other than that it is put off, or
    that it is noted. Where it is put off there, a report is the reason; a decision settles."""
    off = {event.statement for event in sight.events if event.type is EventType.DEFERRAL and is_sure(event)}
    kinds = {EventType.DECISION} if off else {EventType.DECISION, EventType.REPORT}
    return [
        event
        for event in sight.events
        if event.type in kinds
        and event.outcome is not Outcome.NOTED
        and is_sure(event)
        and event.statement not in off
        and not (event.type is EventType.REPORT and _says_wanting(event.quote))
    ]


def dropped(sight: Sight) -> bool:
    """Whether a report at a meeting ends with the word that the thing will not be done: nobody is behind with it."""
    return any(e.type is EventType.REPORT and is_sure(e) and _DROPPED.search(e.quote) for e in sight.events)


def _says_wanting(report: str) -> bool:
    """Whether a report says that something is wanting or not yet done; what was no trouble is not wanting."""
    return bool(_WANTING.search(_NOTHING_AMISS.sub("", report)))


def evidence(sight: Sight, event: Event | None) -> Evidence:
    """A mark at a meeting, or else the passage there, as one end of a promise."""
    meeting = sight.meeting
    quote, page = (event.quote, event.page) if event else (sight.quote, sight.page)
    return Evidence(meeting.date, meeting.id, quote, meeting.document, page)


def put_off(sight: Sight, *, from_: float = 0.0) -> bool:
    """Whether a matter is put off at a meeting, by a mark that is likelier than not, and as likely as `from_`."""
    off = (event for event in sight.events if event.type is EventType.DEFERRAL and is_sure(event))
    return any(event.confidence >= from_ for event in off)
