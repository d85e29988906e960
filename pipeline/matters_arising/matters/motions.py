"""What is put to one meeting, motion by motion, and what of the minutes around it answers it.

A motion is a proposal with the lines that go on with it (its mover, its seconder, the rest of its sentence). What is
marked in the same statement is its answer; what follows in the same item, before another proposal, answers the latest
motion still open, so that a lost amendment leaves the main motion to be answered; where several are open and the answer
has the words of one, that one. An election settles all nominations of its item. A motion printed twice is one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby

from matters_arising.extract.lending import lends_to_line_before
from matters_arising.extract.stamps import is_stamp
from matters_arising.matters.assent import is_assent
from matters_arising.matters.bearing import bears_on
from matters_arising.matters.endings import ending
from matters_arising.matters.incidental import is_incidental, says_how
from matters_arising.matters.led import Led, is_sentence
from matters_arising.matters.motion import NAME, SETTLES, Motion, each_once
from matters_arising.matters.tally import is_sure
from matters_arising.matters.traces import telling
from matters_arising.models import Event, Statement
from matters_arising.segment.forms import is_cramped_outcome
from matters_arising.vocab import EventType, Outcome

_NEAR = 2  # statements after an item that may still answer the last motion in it
_SAYS_HOW = frozenset({Outcome.ADOPTED, Outcome.AMENDED, Outcome.REJECTED, Outcome.WITHDRAWN})
_BRIEF = 5  # words of an errand that can only mean what stands before it
_CUT_OFF = 4  # statements after an item in which the outcome of its last motion may stand
_BARE = 5  # words of a line of outcome that says nothing of what it settles
_LEADS = 4  # statements before a motion that may lead up to it
_HELD = 0.3  # share of an open motion's words in a decision that is on it, where several are open
_ENDS = re.compile(r"[.!?:;][”\"'’)\]]*$")
_GOES_ON = re.compile(r"^\W*(?:[a-z\d]|No\.)")
_NOMINATES = re.compile(r"\b(?:nominat|elect|appoint|co-?opt|stand\b|serve\b|chair|treasurer|secretary)", re.IGNORECASE)
_CLAUSE = re.compile(
    r"^\W*(?:(?:and|further(?:more)?|be it|now|therefore)\W+)*(?:that|whereas|resolved|to|\w+ing)\b", re.IGNORECASE
)
_NAMES_MOVER = re.compile(r"\W*(?:moved|proposed|seconded|mover|proposer|motion)\b", re.IGNORECASE)
_FELL = re.compile(
    r"\b(?:no|without|wanting|not find|found no|(?:want|lack|absence) of) (?:a )?second\w*|\bnot (?:been )?seconded\b"
    r"|\bmotion (?:fell|lapsed|died)\b",
    re.IGNORECASE,
)


def motions(
    statements: Sequence[Statement],
    marked: Mapping[str, Sequence[Event]],
    under: Callable[[Statement], str],
    headed: Callable[[Statement, Statement], bool],
    *,
    body: str = "",
) -> list[Motion]:
    """The motions of one meeting, given its statements in order and the marks on each, by the statement's id.

    `under` names what a statement stands under: statements in a row under one name are one item. `headed` says whether
    a heading of its own parts the second of two statements from the first. `body` is whose meeting it is.
    """
    found: list[Motion] = []
    end = 0
    untold = f"{body} {_who_act(event for statement in statements for event in marked.get(statement.id, ()))}"
    for _, run in groupby(statements, key=under):
        item = list(run)
        end += len(item)
        item.extend(_ends_after(item, statements[end : end + _CUT_OFF], marked, headed))
        found.extend(_Item(marked, untold).read(item, statements[end : end + _NEAR]))
    return list(each_once(found))


def _who_act(events: Iterable[Event]) -> str:
    """The names of those who put, decide or are to do something."""
    return " ".join(
        sorted({name for e in events for who in (e.actor, e.seconder, e.owner) for name in NAME.findall(who)})
    )


def _ends_after(
    item: Sequence[Statement],
    after: Sequence[Statement],
    marked: Mapping[str, Sequence[Event]],
    headed: Callable[[Statement, Statement], bool],
) -> Sequence[Statement]:
    """What follows an item up to a line of outcome, where a number or a heading that is none has cut the line off from
    its motion. Nothing where the next item has a heading of its own, where something is said, put or settled before the
    line, or where the line names what it settles and that is nothing of this item."""
    for place, statement in enumerate(after):
        if headed(item[-1], statement):
            break
        if statement.form in ("outcome", "vote"):
            return after[: place + 1] if _may_end(statement, item) else ()
        put = any(event.type in SETTLES | {EventType.PROPOSAL} for event in marked.get(statement.id, ()))
        if put or is_sentence(statement.text):
            break
    return ()


def _may_end(line: Statement, item: Sequence[Statement]) -> bool:
    words = set(telling(line.text))
    return len(line.text.split()) <= _BARE or any(words & set(telling(statement.text)) for statement in item)


class _Item:
    """One item, read from top to bottom. `untold` are names that do not tell one thing from another."""

    def __init__(self, marked: Mapping[str, Sequence[Event]], untold: str) -> None:
        self._marked = marked
        self._untold = untold
        self._motions: list[Motion] = []
        self._aside = -2  # the place of the last vote on the debate, of which the next line tells how it ended
        self._loose: list[Event] = []  # what the statement before settles, and no motion before it has asked for
        self._led = Led()

    def read(self, run: Sequence[Statement], after: Sequence[Statement]) -> list[Motion]:
        """The motions of the item `run`; in what stands right `after` it may be an answer to its last, too."""
        for place, statement in enumerate(run):
            events = self._marked.get(statement.id, ())
            put = [event for event in events if event.type is EventType.PROPOSAL and is_sure(event)]
            others = [event for event in events if event.type is not EventType.PROPOSAL]
            self._led.read(statement, others, put=bool(put))
            if put:
                self._put(place, run, put, others)
                self._loose = []
            else:
                self._answer(place, statement, others)
        for motion in self._motions:
            rest = (other for other in self._motions if other is not motion)
            motion.elsewhere = frozenset(statement.id for other in rest for statement in other.said)
            motion.after = [*run[run.index(motion.said[-1]) + 1 :], *after]
            motion.context = self._context(motion, run)
        return self._motions

    def _put(self, place: int, run: Sequence[Statement], put: list[Event], others: list[Event]) -> None:
        statement, before = run[place], run[place - 1] if place else None
        goes_on = self._motions and self._motions[-1].said[-1] is before and _goes_on(before, statement, put)
        if goes_on:
            motion = self._motions[-1]
            motion.said.append(statement)
            motion.events.extend(put)
        else:
            motion = Motion([statement], list(put))
            self._motions.append(motion)
            if not motion.words:  # "Proposed by A, seconded by B", printed after what was settled
                motion.answers.extend(self._loose)
            if not others:
                motion.answers.extend(self._led.settled)
        motion.last = place
        motion.answers.extend(event for event in others if is_sure(event) and not _loses_change(motion, event))

    def _answer(self, place: int, statement: Statement, events: Sequence[Event]) -> None:
        sure = [event for event in events if is_sure(event)]
        self._loose = []
        if not self._motions:
            self._loose = [event for event in sure if event.type in SETTLES]
            return
        latest = self._motions[-1]
        ends = statement.form in ("outcome", "vote") and not is_stamp(statement.text)
        if ends and place == self._aside + 1 and not is_incidental(latest.text):
            return
        self._aside = place if is_incidental(statement.text) and not says_how(statement.text) else self._aside
        under = place == latest.last + 1
        if _leaves_open(latest, statement, sure):
            latest.last = place if under else latest.last
            return
        if not sure and any(event.procedural for event in events):
            return
        ends = ends and (statement.form == "vote" or self._bears(place, statement, latest, but=""))
        if ends and (under or latest.open) and not _settled_in_words(latest):
            latest.last = place
            if statement.form == "outcome":
                latest.lines.append(statement)
            elif under:
                latest.tally.append(statement)
            latest.answers.extend(sure)
            return
        if under and _FELL.search(statement.text):
            latest.fell = True
            latest.last = place
            return
        settling = [event for event in sure if event.type in SETTLES]
        if not settling and latest.open and is_assent(statement.text) and self._bears(place, statement, latest, but=""):
            latest.last = place
            latest.lines.append(statement)
            latest.answers.extend(sure)
        elif settling:
            for motion in self._meant(place, settling, statement):
                motion.answers.extend(sure)
                motion.last = place
        elif under and latest.said[-1].item == statement.item:
            latest.answers.extend(event for event in sure if self._is_of(event, latest))
            latest.last = place if sure else latest.last

    def _meant(self, place: int, settling: Sequence[Event], statement: Statement) -> list[Motion]:
        """The open motions that a decision is on; none where all are settled, or where it has none of their words and
        does not bear on the last. What is only noted, put off or passed on is the motion right before it."""
        waiting = [motion for motion in self._motions if motion.open]
        if any(event.outcome is Outcome.APPOINTED for event in settling):
            put = [one for one in waiting if _NOMINATES.search(one.text) or self._bears(place, statement, one, but="")]
            for motion in put:
                motion.rivals = len(put) - 1
            return put
        said = set(telling(statement.text, but=self._untold))
        best = max(waiting, key=lambda motion: _share(motion.wanted, said), default=None)
        if best and len(waiting) > 1 and _share(best.wanted, said) >= _HELD:
            return [best]
        says_how = any(event.outcome in _SAYS_HOW for event in settling)
        meant = waiting[-1:] if says_how else [motion for motion in self._motions[-1:] if motion.open]
        return [motion for motion in meant if self._bears(place, statement, motion, but=self._untold)]

    def _bears(self, place: int, statement: Statement, motion: Motion, *, but: str) -> bool:
        """Whether a statement at `place` bears on a motion, by other words than those of `but`."""
        movers = " ".join(f"{event.actor} {event.seconder}" for event in self._marked.get(statement.id, ()))
        moved = any(said.form == "motion" for said in motion.said)
        said = "Carried" if is_cramped_outcome(statement.text) else statement.text  # it says no more than how it ended
        after = place - motion.last
        return bears_on(said, motion.wanted, after=after, moved=moved, movers=f"{movers} {but}")

    def _is_of(self, event: Event, motion: Motion) -> bool:
        """Whether an errand or report right after a motion is about it: it has its words, or points back."""
        return bears_on(event.quote, motion.wanted, movers=self._untold) or len(event.quote.split()) <= _BRIEF

    def _context(self, motion: Motion, run: Sequence[Statement]) -> list[Statement]:
        """The statements right before a motion, back to what was put or settled before it."""
        place = run.index(motion.said[0])
        found: list[Statement] = []
        for statement in reversed(run[max(0, place - _LEADS) : place]):
            kinds = {event.type for event in self._marked.get(statement.id, ()) if is_sure(event)}
            if kinds & (SETTLES | {EventType.PROPOSAL, EventType.ACTION}) or statement.form in ("outcome", "vote"):
                break
            found.append(statement)
        return found[::-1]


def _leaves_open(motion: Motion, statement: Statement, marks: Sequence[Event]) -> bool:
    """Whether a statement under a motion, or a decision marked in it, only says that a change to it was lost."""
    if any(_loses_change(motion, event) for event in marks):
        return True
    outcomes = [event.outcome for event in marks if event.type is EventType.DECISION] or [Outcome.REJECTED]
    return any(_is_change_lost(motion, statement.text, outcome) for outcome in outcomes)


def _loses_change(motion: Motion, event: Event) -> bool:
    return event.type is EventType.DECISION and _is_change_lost(motion, event.quote, event.outcome)


def _is_change_lost(motion: Motion, text: str, outcome: Outcome | None) -> bool:
    return ending(text, outcome or Outcome.REJECTED, motion=motion.text) is None


def _goes_on(before: Statement, statement: Statement, put: Sequence[Event]) -> bool:
    """Whether a statement goes on with the motion in the one before it: the rest of its sentence, its next clause, or
    its mover."""
    movers = " ".join(f"{event.actor} {event.seconder}" for event in put)
    if not telling(statement.text, but=movers) or (
        _NAMES_MOVER.match(statement.text) and lends_to_line_before(statement.text)
    ):
        return True
    if _CLAUSE.match(statement.text) and not any(event.actor and event.actor in statement.text for event in put):
        return True
    return not _ENDS.search(before.text) or bool(_GOES_ON.match(statement.text) and not before.text.endswith("."))


def _settled_in_words(motion: Motion) -> bool:
    """Whether the motion's own statement prints that it was lost, so that a line below is of something else."""
    lost = any(event.outcome in (Outcome.REJECTED, Outcome.WITHDRAWN) for event in motion.answers)
    return motion.fell or (lost and not motion.lines)


def _share(words: frozenset[str], said: set[str]) -> float:
    return len(words & said) / len(words) if words else 0.0
