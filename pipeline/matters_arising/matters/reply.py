"""What answers a motion at its own meeting: the marks in it and right after it, and the lines of outcome under it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from matters_arising.extract import outcomes
from matters_arising.matters.answer import BY_OUTCOME, Answer, Fate
from matters_arising.matters.asking import asks_first, asks_instead
from matters_arising.matters.assent import is_carried
from matters_arising.matters.bearing import refers_back, settles_itself
from matters_arising.matters.done import says_done
from matters_arising.matters.motion import Motion, names_of
from matters_arising.matters.question import Question
from matters_arising.matters.tally import is_sure
from matters_arising.matters.traces import HINTED, ON_IT, telling
from matters_arising.matters.waiting import only_refers, only_waits
from matters_arising.models import Event
from matters_arising.nlp.usage import tables
from matters_arising.vocab import EventType, Outcome

_LINE = 0.9  # how often a line of outcome under a motion is of that motion
_LOST = re.compile(r"\b(?:lost|defeated|failed|fails|fell|not carried|voted down|negatived)\b", re.IGNORECASE)
_PUT_OFF = re.compile(r"\b(?:deferred|postponed|adjourned|held over)\b", re.IGNORECASE)
# "A bench was suggested; Mr Quill will ask": who is to do something, in a clause after what is put
_UNDERTAKES = re.compile(
    r"(?:[,;:.]|\s[-–—]|\band|\bbut)\s+(?:(?:and|but|so)\s+)?"
    r"(?:(?:[Tt]he\s+)?[A-Z][^\s,;:]*(?:\s+[^\s,;:]+){0,4}?\s+)?"
    r"(?:(?:agreed|undertook|offered|volunteered|was asked|were asked|is|are)\s+to|to|will|would(?! like| be)|shall)"
    r"\s+[a-z]"
)
_FEW = 4  # telling words of an errand that can hardly be of something else than what stands before it
_COUNT = re.compile(r"^(\d{1,2})\s?[:–-]\s?(\d{1,2})$")


def reply(asked: Question) -> Answer | None:
    """What answers it in its own motion."""
    motion = asked.motion
    settled = _settled(asked)
    moved = settled is not None and settled.fate == "rejected"  # a motion to put off that is lost puts off nothing
    for kind, fate in ((EventType.DEFERRAL, "put off"), (EventType.REFERRAL, "referred")):
        by = next((event for event in motion.answers if event.type is kind), None)
        if by and not moved:
            return Answer(fate, by, "at the same meeting", ((f"the {kind}", by.confidence),))  # type: ignore[arg-type]
    if settled:
        return settled
    if motion.fell:
        return Answer("rejected", None, "it found no seconder", (("no seconder", _LINE),))
    for event in motion.answers:
        if _is_done(asked, event):
            return Answer("carried out", event, "at the same meeting", (("the report", event.confidence),))
    formal = any(statement.form == "motion" for statement in motion.said)  # an errand carries no motion
    undertaken = [] if formal else [event for event in motion.answers if _is_undertaken(asked, event)]
    by = max(undertaken, key=lambda event: _nearness(asked, event), default=None)  # the first of the nearest
    return Answer("taken up", by, "at the same meeting", (("the action", by.confidence),)) if by else None


def _is_done(asked: Question, event: Event) -> bool:
    """Whether a mark reports what was put as done: with half of what its words tell, or by no more than that it is."""
    return event.type is EventType.REPORT and says_done(event.quote) and _is_of_it(asked, event, ON_IT, few=0)


def _is_undertaken(asked: Question, event: Event) -> bool:
    """Whether somebody is to do something about what was put. The words that put it are no answer to it; an errand of
    few words goes with what stands before it."""
    if event.type is not EventType.ACTION:
        return False
    own = next((put for put in asked.motion.events if event.start < put.end and put.start < event.end), None)
    return bool(_UNDERTAKES.search(own.quote)) if own else _is_of_it(asked, event, HINTED, few=_FEW)


def _nearness(asked: Question, event: Event) -> float:
    """How much of what the motion's words tell a mark has; all, where it points back."""
    return 1.0 if refers_back(event.quote) else asked.body.traces.share(asked.motion.words, event.quote)


def _is_of_it(asked: Question, event: Event, least: float, *, few: int) -> bool:
    """Whether what follows a motion says little more of its own than so `few` words, points back, or has as much of
    what the motion's words tell."""
    own = set(telling(event.quote)) - names_of(event.quote)
    if len(own) <= few or refers_back(event.quote):
        return True
    return asked.body.traces.share(asked.motion.words, event.quote) >= least


def _settled(asked: Question) -> Answer | None:
    """The decision that ends the motion: the last that says how, before one that only settles."""
    told = [*_decisions(asked), *_lines(asked)]
    if not told:
        return None
    _, _, answer = max(told, key=lambda one: (one[0], one[1]))
    return answer


def _decisions(asked: Question) -> Iterator[tuple[int, int, Answer]]:
    """The marked decisions, each with how plainly it speaks, and its place."""
    for event in asked.motion.answers:
        outcome = asked.outcome(event)
        if outcome is not None and (not _is_within(asked, event) or settles_itself(event.quote)):
            fate, why, plain = _decided(asked, event, BY_OUTCOME.get(outcome, "other decision"))
            yield plain, event.start, Answer(fate, event, why, (("the decision", event.confidence),))


def _is_within(asked: Question, event: Event) -> bool:
    """Whether the motion's own words hold what is decided."""
    return event.statement in {statement.id for statement in asked.motion.said}


def _decided(asked: Question, event: Event, fate: Fate) -> tuple[Fate, str, int]:
    """What a decision makes of the motion, where its outcome alone would say `fate`: a fate, why, and how plainly."""
    motion, why = asked.motion, "at the same meeting"
    within = _is_within(asked, event)
    form = asked.archive.statements[event.statement].form if event.statement in asked.archive.statements else ""
    plain = 0 if fate == "other decision" else 1 if within or form == "vote" else 2
    if motion.rivals >= 0 and event.outcome is Outcome.APPOINTED:
        named = names_of(event.quote)
        won = _nominee(motion) & named or not (named or motion.rivals)
        fate, why = ("adopted", "elected") if won else ("other decision", "the election was settled")
    elif within and fate == "rejected":
        fate, plain = ("rejected", 2) if _LOST.search(event.quote) else ("other decision", 0)
    elif fate == "adopted" and ((form == "vote" and _lost_by_count(event.votes)) or asked.turned_down(event)):
        fate = "rejected"
    elif fate == "adopted" and only_waits(event.quote, motion.text):
        fate = "put off"
    elif fate == "adopted" and only_refers(event.quote, motion.text):
        fate = "referred"
    elif fate == "adopted" and (asks_instead(event.quote) if within else asks_first(event.quote, motion.text)):
        fate, plain = "taken up", 0
    return fate, why, plain


def _lines(asked: Question) -> Iterator[tuple[int, int, Answer]]:
    """The lines of outcome printed under the motion that carry no mark, and its vote, which says least of all. "Tabled"
    without a mark may mean handed in."""
    for line in asked.motion.lines:
        if tables(line.text) or any(
            event.type is EventType.DECISION and is_sure(event) for event in asked.archive.marked(line.id)
        ):
            continue
        put_off = _PUT_OFF.search(line.text)
        fate = "put off" if put_off else BY_OUTCOME.get(outcomes.outcome(line.text), "other decision")
        yield 2, line.start, Answer(fate, line, "at the same meeting", (("the line under it", _LINE),))
    tally = asked.motion.tally
    if is_carried(", ".join(line.text for line in tally)):
        yield -1, tally[0].start, Answer("adopted", tally[0], "at the same meeting", (("the vote under it", _LINE),))


def _nominee(motion: Motion) -> frozenset[str]:
    movers = " ".join(f"{event.actor} {event.seconder}" for event in motion.events)
    return names_of(motion.text) - frozenset(telling(movers))


def _lost_by_count(votes: str) -> bool:
    count = _COUNT.match(votes)
    return bool(count) and int(count[1]) < int(count[2])  # type: ignore[index]
