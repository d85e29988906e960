"""What later mentions of its matter say of a proposal, where they say more than its own meeting."""

from __future__ import annotations

import re
from math import prod

from matters_arising.matters.answer import BY_OUTCOME, Answer
from matters_arising.matters.asking import asks_first
from matters_arising.matters.done import says_done
from matters_arising.matters.question import Question
from matters_arising.matters.tally import LIKELY, is_sure
from matters_arising.matters.traces import ON_IT, telling
from matters_arising.models import Event
from matters_arising.vocab import EventType

_INTO = re.compile(
    r"(?<!not )(?<!not be )\b(?:merged|combined|subsumed|absorbed|folded|rolled|incorporated|amalgamated|included"
    r"|superseded|overtaken|dealt with) (?:in|into|with|by|under|as part of)\b",
    re.IGNORECASE,
)


def sequel(asked: Question, first: Answer | None) -> Answer | None:
    """What later mentions of its matter say of it, where they say more than its own meeting, and likelier than not."""
    if first and first.fate not in ("adopted", "amended", "taken up", "put off", "referred"):
        return first
    answer = first
    for event in asked.archive.of_matter[asked.matter] if asked.matter else ():
        if not is_sure(event) or event.date <= asked.meeting.date or not _is_of_body(asked, event):
            continue
        share = asked.body.traces.share(asked.motion.words, _told(asked, event))
        said = _said_later(asked, event, share, undecided=_is_undecided(answer)) if share >= ON_IT else None
        if said and prod(value for _, value in said.factors) >= LIKELY:
            answer = said
    return answer


def _said_later(asked: Question, event: Event, share: float, *, undecided: bool) -> Answer | None:
    why = f"at the meeting of {event.date}"
    factors = ((f"the later {event.type}", event.confidence), ("that it is of this", round(0.5 + share / 2, 4)))
    if _INTO.search(event.quote) and event.type in (EventType.DECISION, EventType.REPORT):
        return Answer("absorbed", event, why, factors)
    if event.type is EventType.REPORT and says_done(event.quote):
        return Answer("carried out", event, why, factors)
    if not undecided:
        return None
    outcome = asked.outcome(event)
    if outcome in BY_OUTCOME and not asks_first(event.quote, asked.motion.text):
        fate = "rejected" if asked.turned_down(event) else BY_OUTCOME[outcome]
        return Answer(fate, event, why, factors)
    if event.type is EventType.DEFERRAL:
        return Answer("put off", event, why, factors)
    if event.type is EventType.REFERRAL:
        return Answer("referred", event, why, factors)
    return None


def _is_of_body(asked: Question, event: Event) -> bool:
    meeting = asked.archive.meetings.get(event.meeting)
    return meeting is not None and meeting.body == asked.meeting.body


def _told(asked: Question, event: Event) -> str:
    """A later mark with the motion that it may answer, the last that its item puts before it; and with its heading
    where it has some of the words itself. A report has to say of itself what it is of."""
    if event.type is EventType.REPORT:
        return event.quote
    before = [
        other.quote
        for other in asked.archive.of_matter[asked.matter]
        if other.type is EventType.PROPOSAL and other.item == event.item and other.start <= event.start
    ]
    said = " ".join([*before[-1:], event.quote])
    return f"{asked.archive.title(event.item)} {said}" if asked.motion.words & set(telling(said)) else said


def _is_undecided(answer: Answer | None) -> bool:
    return answer is None or answer.fate in ("taken up", "put off", "referred")
