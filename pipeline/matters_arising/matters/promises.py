"""What became of what the minutes said would come: a matter put off until a named time, a thing to be done by one.

A promise is one matter, at one meeting, until one named time. It is judged by what the minutes have of the matter, not
by whether the deed was done, and only where the meeting that it names is among the minutes:

- `kept`: at that meeting the body decided on the matter, or it was reported on; or it was decided before. A report that
  something is wanting or not yet done settles nothing, nor does any where the matter is put off at the same meeting.
- `slipped`: it was to come before that meeting, and was put off there again, or is not found there and comes back
  later.
- `returned`: it came back, and the marks do not say how: nothing is decided, reported or put off, or some of it one and
  some the other; or it is said there that it will not be done; or it is an errand due by a day, that is run between
  meetings, and only a later meeting speaks of it.
- `vanished`: it is not found in the minutes of that meeting, nor in as many after it as the body lets pass before a
  matter returns.
- `pending`: the minutes of that meeting are not in the archive, or too few after it.
- `unresolved`: which meeting is meant cannot be told, or whether the matter was there; `why` says why.

Speaking against a body needs more than speaking for it: only marks that are more likely than not are promises, only
those as sure as the ledger asks of a putting-off are called slipped or vanished, and nothing is where a passage that no
thread led to may be the matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import pairwise
from typing import Literal

from matters_arising.dates import months_between
from matters_arising.matters.echoes import Name, Sayings
from matters_arising.matters.fate import cut_off
from matters_arising.matters.paragraphs import is_sentence
from matters_arising.matters.sights import Evidence, Followed, Sight, dropped, evidence, put_off, settling
from matters_arising.matters.sittings import Due, Sittings
from matters_arising.matters.tally import EXPECTED, counted, is_sure, least
from matters_arising.matters.terms import Term, names_meeting, term
from matters_arising.models import Event, Meeting
from matters_arising.vocab import EventType

State = Literal["kept", "slipped", "returned", "vanished", "pending", "unresolved"]
STATES: tuple[State, ...] = ("vanished", "slipped", "returned", "kept", "pending", "unresolved")
_FULL = len("2021-05-14")
_LONG = 120  # characters of a passage that is only pointed to


@dataclass(frozen=True, slots=True)
class Promise:
    """A matter put off until, or a thing due by, a named time, and what became of it.

    `said` is the passage that says so, `event` its mark, `until` the time as printed. `due` is the day of the meeting
    that it means (empty where that cannot be told), `found` the passage that shows what became of it. `months_late`
    are the whole months from `due` to the meeting at which it came back, or, where it was put off again, to the next
    that did not put it off; None where none has, or nothing slipped. `since` are, of what vanished, the meetings after
    that one that the archive holds. `why` is what is known of it, in words. `counted` tells whether the mark is as sure
    as what accuses has to be: a putting-off that the ledger counts, an errand as likely as one that follows another.
    """

    state: State
    why: str
    matter: str
    title: str
    body: str
    kind: EventType
    event: str
    until: str
    confidence: float
    said: Evidence
    due: str = ""
    found: Evidence | None = None
    months_late: int | None = None
    since: int = 0
    counted: bool = True

    @property
    def words(self) -> str:
        """What the minutes are taken to have said of the time named."""
        if self.kind is not EventType.DEFERRAL:
            return "due"
        return "put off until" if self.counted else "perhaps put off until"


def is_promise(event: Event) -> bool:
    """Whether an event names a time: a putting-off with an until, an action with a due; business of the meeting."""
    named = (event.type is EventType.DEFERRAL and event.until) or (event.type is EventType.ACTION and event.due)
    return bool(named) and not event.procedural


def promises(
    meetings: Iterable[Meeting], matters: Iterable[Followed], sayings: Callable[[str], Sayings]
) -> list[Promise]:
    """The promises of an archive, judged, the most overdue first. The order of what is given does not matter.

    `meetings` are the current minutes (no draft beside the approved), and `sayings` gives what those of a body say.
    Of several marks of one matter and meeting that mean the same meeting one is taken: a putting-off before an action,
    one in so many words before an inferred one, then the likeliest.
    """
    matters = list(matters)
    of: dict[str, list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        of[meeting.body].append(meeting)
    spoken = {sight.meeting.id for matter in matters for sight in matter.sights}
    known = lru_cache(maxsize=None)(sayings)
    bodies = {}
    for body, own in of.items():
        sittings = Sittings(own, silent={meeting.id for meeting in own} - spoken)
        bodies[body] = _Body(sittings, _cut_off(own, matters), partial(known, body))
    found = [promise for matter in matters for promise in _of_matter(matter, bodies)]
    return sorted(found, key=_most_overdue)


@dataclass(frozen=True, slots=True)
class _Body:
    """What is known of a body: its meetings, after how many a matter returns if it does, what its minutes say."""

    sittings: Sittings
    cut_off: int
    sayings: Callable[[], Sayings]


def _cut_off(meetings: Iterable[Meeting], matters: Iterable[Followed]) -> int:
    place = {m.id: at for at, m in enumerate(sorted(meetings, key=lambda m: (m.date, m.document, m.start)))}
    seen = (sorted({place[s.meeting.id] for s in matter.sights if s.meeting.id in place}) for matter in matters)
    return cut_off([later - earlier for places in seen for earlier, later in pairwise(places)])


def _of_matter(matter: Followed, bodies: Mapping[str, _Body]) -> Iterator[Promise]:
    sights = sorted(matter.sights, key=lambda s: (s.meeting.date, s.meeting.document, s.meeting.start, s.meeting.id))
    counts = _counted(sights)
    for sight in sights:
        body = bodies[sight.meeting.body]
        taken = set()
        for event in sorted(filter(is_promise, filter(is_sure, sight.events)), key=_plainest):
            due = body.sittings.due(_term(event, sight.meeting), sight.meeting)
            if (means := due.day or f"{due.why}: {_printed(event)}") not in taken:
                taken.add(means)
                yield _Case(matter, sights, sight, event, due, body, event.id in counts).judged()


def _counted(sights: Sequence[Sight]) -> frozenset[str]:
    """The marks sure enough to accuse by: errands by themselves, putting-offs by what came before them at that body."""
    by_body: dict[str, list[list[tuple[Event, float]]]] = defaultdict(list)
    for sight in sights:
        by_body[sight.meeting.body].append([(event, 1.0) for event in sight.events])
    kept = (event for meetings in by_body.values() for events in counted(meetings) for event in events)
    return frozenset(e.id for e in kept if e.type is EventType.DEFERRAL or e.confidence >= EXPECTED)


def _plainest(event: Event) -> tuple[object, ...]:
    return event.type is not EventType.DEFERRAL, not event.explicit, -event.confidence, event.start, event.id


def _most_overdue(one: Promise) -> tuple[object, ...]:
    """What was not found again, by how many meetings ago; then by months late; then by date."""
    return STATES.index(one.state), -one.since, -(one.months_late or 0), one.said.date, one.body, one.event


def _printed(event: Event) -> str:
    return event.until if event.type is EventType.DEFERRAL else event.due


def _term(event: Event, meeting: Meeting) -> Term:
    return term(
        _printed(event),
        event.quote,
        said_on=meeting.date,
        body=meeting.body,
        until_date=event.until_date,
        task=event.type is EventType.ACTION,
    )


@dataclass(frozen=True, slots=True)
class _Case:
    """One promise, and what it takes to judge it: `sight` is where it was made, `sights` those of the whole matter."""

    matter: Followed
    sights: Sequence[Sight]
    sight: Sight
    event: Event
    due: Due
    body: _Body
    counted: bool

    def judged(self) -> Promise:
        found = self._as_seen()
        if self.counted or found.state not in ("slipped", "vanished"):
            return found
        what = "put off" if self.event.type is EventType.DEFERRAL else "to be done"
        return replace(
            found, state="unresolved", why=f"whether it was {what} then is not sure enough", months_late=None, since=0
        )

    def _as_seen(self) -> Promise:
        due = self.due
        if not due.day:
            return self._said("pending" if due.missing else "unresolved", due.why)
        later = [sight for sight in self.sights if self._is_later(sight)]
        early = [sight for sight in later if sight.meeting.date < due.first]
        if there := [sight for sight in later if due.first <= sight.meeting.date <= due.last]:
            return self._there(there, early, later)
        if early:
            return self._before(early)
        return self._too_late(later) if later else self._not_found()

    def _is_later(self, sight: Sight) -> bool:
        meeting = sight.meeting
        return meeting.body == self.sight.meeting.body and len(meeting.date) == _FULL and meeting.date > self.said_on

    @property
    def said_on(self) -> str:
        """The day of the meeting at which it was said."""
        return self.sight.meeting.date

    @property
    def to_a_meeting(self) -> bool:
        """Whether the matter was to come before a meeting; an errand due by a day is run elsewhere, told or not."""
        return self.event.type is EventType.DEFERRAL or names_meeting(self.event.due)

    def _there(self, there: Sequence[Sight], early: Sequence[Sight], later: Sequence[Sight]) -> Promise:
        off = [sight for sight in there if put_off(sight)]
        done = [sight for sight in there if self._settling(sight)]
        plain = next((sight for sight in done if sight not in off), None)
        if plain:
            return self._said("kept", f"dealt with on {plain.meeting.date}", found=plain)
        last = there[-1]
        if off and any(settling(sight) for sight in there):
            return self._said("returned", f"on {last.meeting.date} some of it was dealt with, some put off", found=last)
        if not off:
            return self._before(early) if early else self._returned(last)
        return self._put_off(off, later)

    def _settling(self, sight: Sight) -> list[Event]:
        """The marks that settle it at a meeting; of many things reported under one heading those that may be of it."""
        sayings, names = self.body.sayings(), self._names
        return [e for e in settling(sight) if e.type is EventType.DECISION or sayings.may_be_of(names, e.quote)]

    def _telling(self, sight: Sight) -> Event | None:
        """The mark that best shows what became of it at a meeting: that it was put off, else dealt with."""
        off = [event for event in sight.events if event.type is EventType.DEFERRAL and is_sure(event)]
        shown = off or self._settling(sight) or settling(sight)
        return min(shown, key=lambda e: (-e.confidence, e.start, e.id), default=None)

    @property
    def _names(self) -> list[Name]:
        event = self.event
        return self.body.sayings().names(self.matter.title, event.quote, _printed(event), event.statement)

    def _put_off(self, off: Sequence[Sight], later: Sequence[Sight]) -> Promise:
        """Put off where it was to come up: said against a body, and so only of what the ledger would count."""
        again = self.event.type is EventType.DEFERRAL
        counts = [sight for sight in off if put_off(sight, from_=least(expected=again))]
        if not counts:
            return self._returned(off[-1])
        found, day = counts[-1], counts[-1].meeting.date
        if not self.to_a_meeting:
            return self._said("returned", f"put off on {day}", found=found)
        why = f"put off {'again ' if again else ''}on {day}"
        back = next((s for s in later if s.meeting.date > self.due.last and not put_off(s)), None)
        if not back:
            return self._said("slipped", why, found=found)
        late = months_between(self.due.day, back.meeting.date)
        why = f"{why}; {'dealt with' if self._settling(back) else 'taken up'} on {back.meeting.date}"
        return self._said("slipped", why, found=found, months_late=late)

    def _before(self, early: Sequence[Sight]) -> Promise:
        """What came back sooner is settled by a decision; an errand also by a report."""
        kinds = {EventType.DECISION} if self.to_a_meeting else {EventType.DECISION, EventType.REPORT}
        done = [sight for sight in early if not put_off(sight) and any(e.type in kinds for e in self._settling(sight))]
        if done:
            return self._said("kept", f"dealt with on {done[-1].meeting.date}", found=done[-1])
        return self._returned(early[-1])

    def _returned(self, sight: Sight) -> Promise:
        how = "it is said there that it will not be done" if dropped(sight) else "nothing marked there settles it"
        return self._said("returned", f"on {sight.meeting.date}; {how}", found=sight)

    def _too_late(self, later: Sequence[Sight]) -> Promise:
        first = later[0]
        if dropped(first):
            return self._returned(first)
        why = f"not found in the minutes of {self.due.day}; found again in those of {first.meeting.date}"
        if not self.to_a_meeting:
            return self._said("returned", why, found=first)
        if doubt := self._doubt(self.body.sittings.between(self.said_on, self.due.last), found=first):
            return self._said("unresolved", doubt)
        return self._said("slipped", why, found=first, months_late=months_between(self.due.day, first.meeting.date))

    def _not_found(self) -> Promise:
        elsewhere = [sight for sight in self.sights if sight is not self.sight and self._may_be_later(sight)]
        if elsewhere:
            other = elsewhere[0].meeting
            where = f"minutes of {other.body or 'a body that cannot be told'}, {other.date or 'no date'}"
            return self._said("unresolved", f"found again only in {where}", found=elsewhere[0])
        sittings, last = self.body.sittings, self.due.last
        after = sittings.after(last, self.sight.meeting)
        if len(after) < self.body.cut_off:
            held = "none" if not after else f"only {len(after)}"
            return self._said("pending", f"of the meetings since then the archive holds {held}: too few to judge by")
        looked = after[: self.body.cut_off]
        if doubt := self._doubt([*sittings.between(self.said_on, last), *looked]):
            return self._said("unresolved", doubt)
        why = f"not found in the minutes of {self.due.day} nor in those of the next {len(looked)} meetings"
        return self._said("vanished", why, since=len(after))

    def _may_be_later(self, sight: Sight) -> bool:
        """Not before the promise, as far as the date of the meeting tells."""
        return sight.meeting.date >= self.said_on[: len(sight.meeting.date)]

    def _doubt(self, meetings: Sequence[Meeting], *, found: Sight | None = None) -> str:
        """Why it cannot be said that the matter is not in these minutes, or that it is what was `found` later."""
        sayings, names = self.body.sayings(), self._names
        if not names or is_sentence(self.matter.title) or self.matter.title.endswith("…"):
            return "it has no heading, or one in words too common, by which it could be looked for"
        if echo := sayings.echo(names, [meeting.id for meeting in meetings]):
            date = next(meeting.date for meeting in meetings if meeting.id == echo.meeting)
            return f"another passage may speak of it: {date}, p. {echo.page}, “{_shortened(echo.text)}”"
        later = " ".join([found.quote, *(event.quote for event in found.events)]) if found else ""
        if found and not all(sayings.tells_of(name, later) for name in names[1:] or names):
            return f"what came back on {found.meeting.date} may be another thing"
        return ""

    def _said(
        self, state: State, why: str, *, found: Sight | None = None, months_late: int | None = None, since: int = 0
    ) -> Promise:
        return Promise(
            state=state,
            why=why,
            matter=self.matter.id,
            title=self.matter.title,
            body=self.sight.meeting.body,
            kind=self.event.type,
            event=self.event.id,
            until=_printed(self.event),
            confidence=self.event.confidence,
            said=evidence(self.sight, self.event),
            due=self.due.day,
            found=evidence(found, self._telling(found)) if found else None,
            months_late=months_late,
            since=since,
            counted=self.counted,
        )


def _shortened(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= _LONG else folded[:_LONG].rsplit(" ", 1)[0] + " …"
