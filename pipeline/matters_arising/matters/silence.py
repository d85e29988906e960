"""Whether it may be said of a proposal that it is not found again, and what forbids it.

It speaks against a body, so whatever may be an answer, or may be of it in later minutes, is enough to say nothing; and
so is a record that is too short, or has gaps.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from matters_arising.matters.answer import Answer
from matters_arising.matters.endings import closes_meeting
from matters_arising.matters.motion import answer_in_words, names_of
from matters_arising.matters.question import Question
from matters_arising.matters.record import Coverage
from matters_arising.matters.traces import HINTED, LEAST_WORDS, ON_IT, TAKEN_UP, Trace, telling
from matters_arising.models import Event
from matters_arising.vocab import EventType

_FULL = len("2021-05-14")
_DOUBT = 0.15  # probability of an answer from which on nothing is said to be without one
_FEW = 4  # telling words below which the heading has to say what a proposal is about


def silence(asked: Question, answer: Answer | None) -> tuple[Answer, Coverage | None]:
    """The answer as it stands after all later minutes, and what was looked through, where nothing was found."""
    return _Search(asked).since(answer)


class _Search:
    """All minutes from the motion on, looked through for what may be of it."""

    def __init__(self, asked: Question) -> None:
        self._archive, self._meeting, self._motion = asked.archive, asked.meeting, asked.motion
        self._body, self._event, self._matter, self._item = asked.body, asked.event, asked.matter, asked.item

    def since(self, answer: Answer | None) -> tuple[Answer, Coverage | None]:
        """The answer as it stands after all later minutes, and what was looked through, where nothing was found."""
        owed = answer is None or answer.fate in ("put off", "referred") or self._left_to_do() is not None
        forbids = self._forbids(answer) if owed else Answer("pending", None, "")
        if forbids:
            return answer or forbids, None
        coverage = self._body.record.coverage(self._meeting)
        near = self._nearest.share if self._nearest else 0.0
        absent = ("that no later statement is of it", round(1 - near, 4))
        if answer is None:
            unanswered = ("that nothing answers it", round(1 - self._doubt, 4))
            return Answer("not found again", None, "", (unanswered, absent)), coverage
        if answer.fate in ("put off", "referred"):
            return replace(answer, why=f"{answer.fate} {answer.why}", factors=(*answer.factors, absent)), coverage
        action = self._left_to_do()
        assert action is not None
        why = f"{answer.fate} {answer.why}" if answer.by is not None else answer.fate
        factors = dict([*answer.factors, ("the action", action.confidence), absent])
        return Answer("agreed, not found again", answer.by, why, tuple(factors.items())), coverage

    def _left_to_do(self) -> Event | None:
        """What somebody is to do about it, by the marks of its own motion."""
        return next((event for event in self._motion.answers if event.type is EventType.ACTION), None)

    def _forbids(self, answer: Answer | None) -> Answer | None:
        """What forbids to say that it is not found again; None where nothing does."""
        if not self._meeting.body or len(self._meeting.date) != _FULL:
            return _pending("the body or the day of its meeting cannot be told")
        if answer is None and self._motion.ends_settled:
            return _pending("its own words may say how it ended")
        if answer is None and (self._motion.answers or self._doubt >= _DOUBT):
            return self._unread()
        if later := [m for m in self._archive.mentions.get(self._matter, ()) if m.date > self._meeting.date]:
            return _pending(f"its matter comes up again, last on {later[-1].date}")
        return self._too_short() or self._traced()

    def _too_short(self) -> Answer | None:
        """That the body's record since is too short, or has a gap; None where it is enough."""
        record = self._body.record
        coverage = record.coverage(self._meeting)
        if coverage.meetings <= self._body.returns_within:
            return _pending(f"the archive holds only {coverage.meetings} later meetings")
        gap = record.gap(self._meeting)
        return _pending(gap) if gap else None

    def _traced(self) -> Answer | None:
        """The passage that may speak of it, or that none can be looked for; None where none is found."""
        if (again := self._topic_again) is not None:
            return self._spoken_of(again, "a later item on its topic may speak of it")
        if len(self._body.traces.weights(self._words)) < LEAST_WORDS:
            return _pending("it has too few words of its own to be looked for")
        if self._again is not None:
            return self._spoken_of(self._again, "the same meeting may speak of it again")
        if self._nearest is not None and self._nearest.share >= TAKEN_UP:
            return self._spoken_of(self._nearest, "a later passage may be of it")
        for thing in self._motion.things:
            near = self._body.traces.nearest(thing, self._after)
            if near is not None and near.share == 1.0:
                return self._spoken_of(near, "a later passage may be of a part of it")
        if (headed := self._body.traces.headed(self._motion.words, self._after)) is not None:
            return self._spoken_of(headed, "a later heading has words of it")
        return None

    def _unread(self) -> Answer:
        """That what is printed after it may be its answer, with the passage, where that stands under its heading."""
        own = (s for s in self._motion.after if s.start < self._end and s.id not in self._motion.elsewhere)
        told = (s for s in own if set(telling(s.text)) - names_of(s.text) and not closes_meeting(s.text))
        said = next(told, None)  # more than who seconded it
        put = {statement.id for statement in self._motion.said}
        by = next((event for event in self._motion.answers if event.statement not in put), said)
        if by is None and self._motion.answers:
            return _pending("its own words may say what became of it")
        why = "no decision on it was made out, and what is printed right after it may be the body's answer"
        return Answer("pending", by, why)

    def _spoken_of(self, trace: Trace, why: str) -> Answer:
        return Answer("pending", self._archive.statements[trace.statement], why)

    @cached_property
    def _words(self) -> frozenset[str]:
        """What it is about: its own words, and where they are few those of its heading, without who put it."""
        own = self._motion.words
        return own if len(own) >= _FEW else own | self._heading

    @cached_property
    def _heading(self) -> frozenset[str]:
        """The words of the heading it stands under; none of a standing one."""
        return frozenset() if self._archive.is_standing(self._event.item) else frozenset(telling(self._item))

    @cached_property
    def _around(self) -> frozenset[str]:
        """What it is about, as the statements before it tell."""
        return frozenset(telling(" ".join(statement.text for statement in self._motion.context)))

    @cached_property
    def _after(self) -> list[str]:
        return [meeting.id for meeting in self._body.record.after(self._meeting.date)]

    @cached_property
    def _doubt(self) -> float:
        """How likely something answers it that no motion was found to have for an answer."""
        own_marks = (e for s in self._motion.said for e in self._archive.marked(s.id))
        answers = {event.id for event in self._motion.answers}
        within = (e.confidence for e in own_marks if e.type is not EventType.PROPOSAL and e.id not in answers)
        return max(*within, answer_in_words(self._motion, self._archive.marked, self._end), 0.0)

    @cached_property
    def _end(self) -> int:
        """Where the passage of its matter ends in which it is put."""
        start, own = self._event.start, self._archive.mentions.get(self._matter, ())
        ends = [m.end for m in own if m.meeting == self._meeting.id and m.start <= start < m.end]
        return max(ends, default=self._meeting.end)

    @cached_property
    def _nearest(self) -> Trace | None:
        return self._body.traces.nearest(self._words, self._after)

    @property
    def _topic_again(self) -> Trace | None:
        """A later item that is on its topic, by its heading or by what leads up to it, and has some of its words."""
        found = (self._body.traces.within(self._words, topic, self._after) for topic in (self._heading, self._around))
        return next((trace for trace in found if trace and trace.share >= HINTED), None)

    @cached_property
    def _again(self) -> Trace | None:
        """Another place of the same minutes that has its words and settles something."""
        own = {statement.id for statement in self._motion.said} | {line.id for line in self._motion.lines}
        own |= {event.statement for event in self._motion.answers}
        quiet = {
            statement.id
            for statement in self._archive.said[self._meeting.id]
            if not any(event.type is not EventType.PROPOSAL for event in self._archive.marked(statement.id))
        }
        trace = self._body.traces.nearest(self._motion.words, [self._meeting.id], but=own | quiet)
        return trace if trace and trace.share >= ON_IT else None


def _pending(why: str) -> Answer:
    return Answer("pending", None, why)
