"""One motion as it was put, with what of the minutes around it answers it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from matters_arising.matters.endings import closes_meeting
from matters_arising.matters.traces import telling
from matters_arising.models import Event, Statement
from matters_arising.segment.forms import form_of
from matters_arising.vocab import EventType

SETTLES = frozenset({EventType.DECISION, EventType.DEFERRAL, EventType.REFERRAL})
_CLOSE = 4  # statements after a motion in which what settles anything may settle it
_LISTED = 3  # parts of a list
_ALIKE = 0.8  # share of the words of two motions that are one motion printed twice
_LEAST = 3  # telling words without which nothing is known to be printed twice
_POINTS_BACK = re.compile(r"\b(?:it|this|that|these|those|them|both|so)\b", re.IGNORECASE)
_CASE = re.compile(r"\b(?:if|unless|provided(?: that)?|in case)\b[^,.;]{1,160},(?: then\b)?", re.IGNORECASE)
_LIST = re.compile(r"[,;]|\b(?:and|or)\b")
_CLAUSES = re.compile(
    r"\s[-–—]\s|[,;:(]\s?|\b(?:and|which|it) (?=was |were |has been )"
    r"|\s(?=(?:was|were|be|passed|carried|lost|failed)\b.{0,20}$)"
)
NAME = re.compile(r"\b[A-Z][\w’'-]+")


@dataclass(slots=True)
class Motion:
    """What was put: `said` are its statements, `events` its marks, the first of them the main one.

    `answers` are the sure marks that answer it, in order, `lines` the lines printed under it that say how it ended, and
    `tally` the lines of a vote right under it.
    `fell` says that it found no seconder. `rivals` counts those put beside it where an election settled it, else -1.
    `context` are the statements before it that lead up to it, `after` those that follow it in its item and right after
    that; `elsewhere` are the ids of the statements of other motions of the item. `last` is the place of its last
    statement or answer while its item is read.
    """

    said: list[Statement]
    events: list[Event]
    answers: list[Event] = field(default_factory=list)
    lines: list[Statement] = field(default_factory=list)
    tally: list[Statement] = field(default_factory=list)
    fell: bool = False
    rivals: int = -1
    context: list[Statement] = field(default_factory=list)
    after: list[Statement] = field(default_factory=list)
    elsewhere: frozenset[str] = frozenset()
    last: int = 0

    @property
    def main(self) -> Event:
        """Its main mark: of its lines, the one that tells most."""
        return max(self.events, key=lambda event: (len(set(telling(event.quote))), -event.start))

    @property
    def text(self) -> str:
        """Its words, as read."""
        return " ".join(statement.text for statement in self.said)

    @property
    def words(self) -> frozenset[str]:
        """What it is about, without the names of who put it."""
        movers = " ".join(f"{event.actor} {event.seconder}" for event in self.events)
        return frozenset(telling(self.text, but=movers))

    @property
    def wanted(self) -> frozenset[str]:
        """What it is about, without the case for which it is put ("if the roof leaks, a smith")."""
        return self.words & frozenset(telling(_CASE.sub(" ", self.text))) or self.words

    @property
    def things(self) -> list[frozenset[str]]:
        """Where it lists several things, what each is; none where it is of one."""
        parts = [frozenset(telling(part)) & self.words for part in _LIST.split(self.text)]
        return [part for part in parts if part] if len(parts) >= _LISTED else []

    @property
    def ends_settled(self) -> bool:
        """Whether its statement ends in an outcome ("request for a bin - refused")."""
        return any(form_of(clause) == "outcome" for clause in _CLAUSES.split(self.text)[1:])

    @property
    def open(self) -> bool:
        """Whether nothing settles it; a motion to put off or to pass on does not settle itself."""
        own = {statement.id for statement in self.said}
        return not (self.fell or self.lines) and not any(
            event.type is EventType.DECISION or (event.type in SETTLES and event.statement not in own)
            for event in self.answers
        )


def answer_in_words(motion: Motion, marked: Callable[[str], Sequence[Event]], end: int) -> float:
    """How likely something after a motion answers it that is not known to: a mark, by its probability, or words.

    `end` is where the passage that it stands in ends. Within it anything but another proposal may be an answer, and so
    may what is decided on another, which may have been put against it; after it what settles something, within a few
    statements; and else what has the motion's words or, right after it, points back to it.
    """
    answers = {event.id for event in motion.answers}
    likely = 0.0
    for place, statement in enumerate(motion.after):
        if closes_meeting(statement.text):
            continue
        put, inside = statement.id in motion.elsewhere, statement.start < end
        near = not put and bool(motion.words & set(telling(statement.text)))
        near |= not put and place == 0 and bool(statement.speaker or _POINTS_BACK.search(statement.text))
        for event in marked(statement.id):
            settles = event.type in SETTLES and place < _CLOSE
            if event.type is not EventType.PROPOSAL and event.id not in answers and (inside or near or settles):
                likely = max(likely, event.confidence)
        ends = place == 0 and (near or statement.form in ("outcome", "vote"))
        if (inside and not put) or ends:
            return 1.0
    return likely


def names_of(text: str) -> frozenset[str]:
    """The names in a text, the words that it prints large, as they are compared."""
    return frozenset(telling(" ".join(NAME.findall(text))))


def each_once(found: Sequence[Motion]) -> Iterator[Motion]:
    """Each motion once: what is printed a second time at the same meeting lends its answers to the first."""
    kept: list[Motion] = []
    for motion in found:
        first = next((one for one in kept if _same(one.words, motion.words)), None)
        if first is None:
            kept.append(motion)
            continue
        first.answers.extend(motion.answers)
        first.lines.extend(motion.lines)
        first.tally.extend(motion.tally)
        first.fell |= motion.fell
        first.after.extend(motion.after)
        first.said.extend(motion.said)
    yield from kept


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    few = min(len(one), len(other))
    return few >= _LEAST and len(one & other) >= _ALIKE * max(few, _ALIKE * max(len(one), len(other)))
