"""What became of each proposal: what answered it at its own meeting, and what the body's later minutes have of it.

A proposal is a motion, recommendation, suggestion or request put to a body, more likely than not, and no routine of a
meeting. Its fate is one of:

- `adopted`, `amended`, `rejected`, `withdrawn`: a decision on it says so, in the same motion, or at a later mention of
  its matter that has its words. A motion that found no seconder is rejected; a candidate elected is adopted.
- `carried out`: a later report has its words and says that it is done.
- `put off`, `referred`: the same motion, or a later mention of its matter, puts it off or passes it on.
- `taken up`: nothing was decided on it, and directly after it somebody is to do something about it; or the body
  decided to ask, to obtain or to find out something first.
- `absorbed`: the minutes say that it went into something else.
- `other decision`: the same motion ends in a decision that neither adopts nor rejects it (it is noted; another
  candidate is elected).
- `not found again`: nothing after it in its item answers it; no later passage is of its matter, and no later statement
  of the body takes up its words; and the body met since, with minutes that are here and deal with something, at more
  meetings than it lets pass before a matter returns.
- `agreed, not found again`: it was adopted or taken up, with something for somebody to do, and the same holds since.
- `pending`: anything else. `why` says what it is that forbids more.

"Not found" speaks of the minutes in the archive and never of what was done; it is said with the number of meetings
looked through. In doubt it is not said. `confidence` is the product of all that a fate rests on, and `rests_on` names
the factors.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import prod
from typing import Literal

from matters_arising.extract import roles
from matters_arising.matters.archive import Archive, Evidence, Parts
from matters_arising.matters.endings import asks_first, closes_meeting, ending, only_favours
from matters_arising.matters.fate import says_done, says_no
from matters_arising.matters.motions import Motion, answer_in_words, names_of
from matters_arising.matters.record import Coverage
from matters_arising.matters.tally import is_sure
from matters_arising.matters.traces import HINTED, LEAST_WORDS, TAKEN_UP, Trace, telling
from matters_arising.models import AgendaItem, Event, Meeting, Mention, Statement
from matters_arising.vocab import EventType, Outcome

Fate = Literal[
    "not found again", "agreed, not found again", "pending", "put off", "referred", "taken up", "adopted", "amended",
    "carried out", "rejected", "withdrawn", "absorbed", "other decision",
]  # fmt: skip
FATES: tuple[Fate, ...] = (
    "not found again", "agreed, not found again", "pending", "put off", "referred", "taken up", "adopted", "amended",
    "carried out", "rejected", "withdrawn", "absorbed", "other decision",
)  # fmt: skip
_FULL = len("2021-05-14")
_BY_OUTCOME: dict[Outcome, Fate] = {
    Outcome.ADOPTED: "adopted",
    Outcome.APPOINTED: "adopted",
    Outcome.AMENDED: "amended",
    Outcome.REJECTED: "rejected",
    Outcome.WITHDRAWN: "withdrawn",
}
_LINE = 0.9  # how often a line of outcome under a motion is of that motion
_DOUBT = 0.15  # probability of an answer from which on nothing is said to be without one
_ON_IT = 0.5  # share of a proposal's words in a later decision or report that is on it
_FEW = 4  # telling words below which the heading has to say what a proposal is about
_LOST = re.compile(r"\b(?:lost|defeated|failed|fails|fell|not carried|voted down|negatived)\b", re.IGNORECASE)
_PUT_OFF = re.compile(r"\b(?:deferred|postponed|adjourned|held over)\b", re.IGNORECASE)
_INTO = re.compile(
    r"(?<!not )(?<!not be )\b(?:merged|combined|subsumed|absorbed|folded|rolled|incorporated|amalgamated|included"
    r"|superseded|overtaken|dealt with) (?:in|into|with|by|under|as part of)\b",
    re.IGNORECASE,
)
_COUNT = re.compile(r"^(\d{1,2})\s?[:–-]\s?(\d{1,2})$")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal and its fate. `answer` is the passage that shows the fate, or for `pending` the one that forbids to
    say more; None where there is none. `since` counts the meetings in whose minutes nothing of it was found, None where
    that is not said. `proposer` is as printed. `rests_on` names the factors of `confidence`.
    """

    fate: Fate
    why: str
    body: str
    matter: str
    title: str
    item: str
    proposer: str
    said: Evidence
    answer: Evidence | None
    since: Coverage | None
    confidence: float
    rests_on: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The fate in words, as it may be published beside the quotes."""
        if self.since is None:
            return f"{self.fate} {self.why}" if self.why.startswith("at the") else f"{self.fate}: {self.why}"
        held = f"{self.since.meetings} meetings since ({self.since.first} to {self.since.last})"
        more = self.since.missing
        missing = f"; {more} more that they name {'is' if more == 1 else 'are'} not in the archive" if more else ""
        before = "" if self.fate == "not found again" else f"{self.why}; "
        return f"{before}not found in the minutes of the {held}{missing}"


def proposals(
    meetings: Iterable[Meeting],
    items: Iterable[AgendaItem],
    statements: Iterable[Statement],
    events: Iterable[Event],
    mentions: Iterable[Mention],
    *,
    matter_of: Mapping[str, str],
    titles: Mapping[str, str],
) -> list[Proposal]:
    """The proposals of an archive with their fates, those not found again first, then by date.

    Takes the current minutes (no draft beside the approved), in any order; `matter_of` gives the matter of each event
    by its id, `titles` the title of each matter by its.
    """
    archive = Archive(Parts(list(meetings), list(items), list(statements), list(events), list(mentions)), matter_of)
    found = [
        replace(judged, title=titles.get(judged.matter, ""))
        for meeting in archive.meetings.values()
        for motion in archive.motions_of(meeting.id)
        for judged in [_Question(archive, meeting, motion).judged()]
    ]
    return sorted(found, key=lambda p: (FATES.index(p.fate), p.said.date, p.said.document, p.said.mark))


@dataclass(frozen=True, slots=True)
class _Answer:
    """A fate with the passage that shows it, the factors it adds to the confidence, and why."""

    fate: Fate
    by: Event | Statement | None
    why: str
    factors: tuple[tuple[str, float], ...] = ()


class _Question:
    """One motion of one meeting, and what became of it."""

    def __init__(self, archive: Archive, meeting: Meeting, motion: Motion) -> None:
        self._archive, self._meeting, self._motion = archive, meeting, motion
        self._body = archive.bodies[meeting.body]
        self._event = motion.main
        self._matter = next((archive.matter_of[e.id] for e in motion.events if e.id in archive.matter_of), "")
        self._item = archive.title(self._event.item)

    def judged(self) -> Proposal:
        answer = self._later(self._at_once())
        since = None
        if answer is None or answer.fate in ("adopted", "amended", "taken up", "put off", "referred"):
            answer, since = self._since(answer)
        factors = [("the proposal", self._event.confidence), *answer.factors]
        return Proposal(
            fate=answer.fate,
            why=answer.why,
            body=self._meeting.body,
            matter=self._matter,
            title="",
            item=self._item,
            proposer=next((event.actor for event in self._motion.events if event.actor), ""),
            said=self._archive.evidence(self._event),
            answer=self._archive.evidence(answer.by) if answer.by else None,
            since=since,
            confidence=round(prod(value for _, value in factors), 4),
            rests_on=tuple(f"{name} {value:.2f}" for name, value in factors),
        )

    # ---- at its own meeting --------------------------------------------------------------------------------

    def _at_once(self) -> _Answer | None:
        """What answers it in its own motion."""
        motion = self._motion
        settled = self._settled()
        moved = settled is not None and settled.fate == "rejected"  # a motion to put off that is lost puts off nothing
        for kind, fate in ((EventType.DEFERRAL, "put off"), (EventType.REFERRAL, "referred")):
            by = next((event for event in motion.answers if event.type is kind), None)
            if by and not moved:
                return _Answer(fate, by, "at the same meeting", ((f"the {kind}", by.confidence),))  # type: ignore[arg-type]
        if settled:
            return settled
        if motion.fell:
            return _Answer("rejected", None, "it found no seconder", (("no seconder", _LINE),))
        for event in motion.answers:
            if event.type is EventType.REPORT and says_done(event.quote):
                return _Answer("carried out", event, "at the same meeting", (("the report", event.confidence),))
        formal = any(statement.form == "motion" for statement in motion.said)  # an errand carries no motion
        for event in () if formal else motion.answers:
            if event.type is EventType.ACTION:
                return _Answer("taken up", event, "at the same meeting", (("the action", event.confidence),))
        return None

    def _settled(self) -> _Answer | None:
        """The decision that ends the motion: the last that says how, before one that only settles."""
        told = [*self._decisions(), *self._lines()]
        if not told:
            return None
        _, _, answer = max(told, key=lambda one: (one[0], one[1]))
        return answer

    def _decisions(self) -> Iterator[tuple[int, int, _Answer]]:
        """The marked decisions, each with how plainly it speaks, and its place."""
        own = {statement.id for statement in self._motion.said}
        for event in self._motion.answers:
            outcome = self._outcome(event)
            if outcome is None:
                continue
            fate, why = _BY_OUTCOME.get(outcome, "other decision"), "at the same meeting"
            within = event.statement in own
            form = self._archive.statements[event.statement].form if event.statement in self._archive.statements else ""
            plain = 0 if fate == "other decision" else 1 if within or form == "vote" else 2
            if self._motion.rivals >= 0 and event.outcome is Outcome.APPOINTED:
                named = _large(event.quote)
                won = self._nominee() & named or not (named or self._motion.rivals)
                fate, why = ("adopted", "elected") if won else ("other decision", "the election was settled")
            elif within and fate == "rejected":
                fate, plain = ("rejected", 2) if _LOST.search(event.quote) else ("other decision", 0)
            elif fate == "adopted" and ((form == "vote" and _lost_by_count(event.votes)) or self._turned_down(event)):
                fate = "rejected"
            elif fate == "adopted" and not within and asks_first(event.quote, self._motion.text):
                fate, plain = "taken up", 0
            yield plain, event.start, _Answer(fate, event, why, (("the decision", event.confidence),))

    def _outcome(self, event: Event) -> Outcome | None:
        """How a mark ends the motion; None where it is no decision, or one that leaves it before the meeting."""
        if event.type is not EventType.DECISION or event.outcome is None or only_favours(event.quote):
            return None
        return ending(event.quote, event.outcome, motion=self._motion.text)

    def _lines(self) -> Iterator[tuple[int, int, _Answer]]:
        """The lines of outcome printed under the motion that carry no mark."""
        for line in self._motion.lines:
            if any(event.type is EventType.DECISION and is_sure(event) for event in self._archive.marked(line.id)):
                continue
            put_off = _PUT_OFF.search(line.text)
            fate = "put off" if put_off else _BY_OUTCOME.get(roles.outcome(line.text), "other decision")
            yield 2, line.start, _Answer(fate, line, "at the same meeting", (("the line under it", _LINE),))

    def _nominee(self) -> frozenset[str]:
        movers = " ".join(f"{event.actor} {event.seconder}" for event in self._motion.events)
        return _large(self._motion.text) - frozenset(telling(movers))

    # ---- at later meetings ---------------------------------------------------------------------------------

    def _later(self, first: _Answer | None) -> _Answer | None:
        """What later mentions of its matter say of it, where they say more than its own meeting."""
        if first and first.fate not in ("adopted", "amended", "taken up", "put off", "referred"):
            return first
        answer = first
        for event in self._archive.of_matter[self._matter] if self._matter else ():
            if not is_sure(event) or event.date <= self._meeting.date or not self._is_of_body(event):
                continue
            share = self._body.traces.share(self._motion.words, self._told(event))
            if share >= _ON_IT and (said := self._said_later(event, share, undecided=_is_undecided(answer))):
                answer = said
        return answer

    def _said_later(self, event: Event, share: float, *, undecided: bool) -> _Answer | None:
        why = f"at the meeting of {event.date}"
        factors = ((f"the later {event.type}", event.confidence), ("that it is of this", round(0.5 + share / 2, 4)))
        if _INTO.search(event.quote) and event.type in (EventType.DECISION, EventType.REPORT):
            return _Answer("absorbed", event, why, factors)
        if event.type is EventType.REPORT and says_done(event.quote):
            return _Answer("carried out", event, why, factors)
        if not undecided:
            return None
        outcome = self._outcome(event)
        if outcome in _BY_OUTCOME and not asks_first(event.quote, self._motion.text):
            fate = "rejected" if self._turned_down(event) else _BY_OUTCOME[outcome]
            return _Answer(fate, event, why, factors)
        if event.type is EventType.DEFERRAL:
            return _Answer("put off", event, why, factors)
        if event.type is EventType.REFERRAL:
            return _Answer("referred", event, why, factors)
        return None

    def _turned_down(self, decision: Event) -> bool:
        """Whether it decides that what was proposed will not be; a proposal not to do a thing is carried by that."""
        proposed = self._motion.text
        return says_no(decision.quote, proposed) and not says_no(proposed, proposed)

    def _is_of_body(self, event: Event) -> bool:
        meeting = self._archive.meetings.get(event.meeting)
        return meeting is not None and meeting.body == self._meeting.body

    def _told(self, event: Event) -> str:
        """A later mark with the motion that it may answer, the last that its item puts before it; and with its heading
        where it has some of the words itself. A report has to say of itself what it is of."""
        if event.type is EventType.REPORT:
            return event.quote
        before = [
            other.quote
            for other in self._archive.of_matter[self._matter]
            if other.type is EventType.PROPOSAL and other.item == event.item and other.start <= event.start
        ]
        said = " ".join([*before[-1:], event.quote])
        return f"{self._archive.title(event.item)} {said}" if self._motion.words & set(telling(said)) else said

    # ---- what is not there ---------------------------------------------------------------------------------

    def _since(self, answer: _Answer | None) -> tuple[_Answer, Coverage | None]:
        """The answer as it stands after all later minutes, and what was looked through, where nothing was found."""
        owed = answer is None or answer.fate in ("put off", "referred") or self._left_to_do() is not None
        forbids = self._forbids(answer) if owed else _Answer("pending", None, "")
        if forbids:
            return answer or forbids, None
        coverage = self._body.record.coverage(self._meeting)
        near = self._nearest.share if self._nearest else 0.0
        absent = ("that no later statement is of it", round(1 - near, 4))
        if answer is None:
            unanswered = ("that nothing answers it", round(1 - self._doubt, 4))
            return _Answer("not found again", None, "", (unanswered, absent)), coverage
        if answer.fate in ("put off", "referred"):
            return replace(answer, why=f"{answer.fate} {answer.why}", factors=(*answer.factors, absent)), coverage
        action = self._left_to_do()
        assert action is not None
        why = f"{answer.fate} {answer.why}" if answer.by is not None else answer.fate
        factors = dict([*answer.factors, ("the action", action.confidence), absent])
        return _Answer("agreed, not found again", answer.by, why, tuple(factors.items())), coverage

    def _left_to_do(self) -> Event | None:
        """What somebody is to do about it, by the marks of its own motion."""
        return next((event for event in self._motion.answers if event.type is EventType.ACTION), None)

    def _forbids(self, answer: _Answer | None) -> _Answer | None:
        """What forbids to say that it is not found again; None where nothing does."""
        meeting, record = self._meeting, self._body.record
        if not meeting.body or len(meeting.date) != _FULL:
            return _pending("the body or the day of its meeting cannot be told")
        if answer is None and self._motion.ends_settled:
            return _pending("its own words may say how it ended")
        if answer is None and (self._motion.answers or self._doubt >= _DOUBT):
            return self._unread()
        if later := [m for m in self._archive.mentions.get(self._matter, ()) if m.date > meeting.date]:
            return _pending(f"its matter comes up again, last on {later[-1].date}")
        coverage = record.coverage(meeting)
        if coverage.meetings <= self._body.returns_within:
            return _pending(f"the archive holds only {coverage.meetings} later meetings")
        if gap := record.gap(meeting):
            return _pending(gap)
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

    def _unread(self) -> _Answer:
        """That what is printed after it may be its answer, with the passage, where that stands under its heading."""
        own = (s for s in self._motion.after if s.start < self._end and s.id not in self._motion.elsewhere)
        told = (s for s in own if set(telling(s.text)) - _large(s.text) and not closes_meeting(s.text))
        said = next(told, None)  # more than who seconded it
        by = next(iter(self._motion.answers), said)
        why = "no decision on it was made out, and what is printed right after it may be the body's answer"
        return _Answer("pending", by, why)

    def _spoken_of(self, trace: Trace, why: str) -> _Answer:
        return _Answer("pending", self._archive.statements[trace.statement], why)

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
        return trace if trace and trace.share >= _ON_IT else None


def _pending(why: str) -> _Answer:
    return _Answer("pending", None, why)


def _is_undecided(answer: _Answer | None) -> bool:
    return answer is None or answer.fate in ("taken up", "put off", "referred")


def _large(text: str) -> frozenset[str]:
    """The names in a text, as they are compared."""
    return frozenset(telling(" ".join(names_of(text))))


def _lost_by_count(votes: str) -> bool:
    count = _COUNT.match(votes)
    return bool(count) and int(count[1]) < int(count[2])  # type: ignore[index]
