"""The record of one body: its minutes in order, how far they reach after a day, and what is known to be missing.

That something is not found says nothing where there is nothing to find it in. So it is always said with the number of
meetings whose minutes were looked through, and of those that they name and that are not in the archive.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median

from matters_arising.models import Meeting
from matters_arising.vocab import MeetingKind

_FULL = len("2021-05-14")
_MOVED = 10  # days from the date printed to the date held, within which a meeting was moved rather than missed
_ASIDE = frozenset({MeetingKind.SPECIAL, MeetingKind.WORKSHOP})
_MISSING = 0.25  # of the meetings known after a day, from which on too many are missing
_LONG = 2.5  # times the usual gap, from which on a meeting may have been in between
_THIN = 0.5  # of the meetings that the usual gap makes likely, below which the record is no record


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was looked through: so many meetings from `first` to `last`, and how many they name that are not here."""

    meetings: int
    missing: int
    first: str
    last: str


class Record:
    """The current minutes of one body. `silent` are the ids of those that hold no business, in which nothing can be
    missed. `named` are days of meetings that its minutes name in other ways than as the next one."""

    def __init__(self, meetings: Iterable[Meeting], *, silent: Collection[str], named: Collection[str] = ()) -> None:
        dated = sorted((m for m in meetings if len(m.date) == _FULL), key=lambda m: (m.date, m.document, m.id))
        self._meetings = dated
        self._speaking = [m for m in dated if m.id not in silent and not _called_off(m)]
        self._known = sorted({m.date for m in dated})
        self._missing = _apart(
            sorted({*_not_met(dated, self._known), *(d for d in named if not _near(d, self._known))})
        )
        gaps = [_days(*pair) for pair in pairwise(sorted({m.date for m in self._speaking if m.kind not in _ASIDE}))]
        self._usual = median(gaps) if gaps else 0.0

    def after(self, day: str) -> list[Meeting]:
        """All meetings after a day, in order."""
        return [meeting for meeting in self._meetings if meeting.date > day]

    def coverage(self, said_at: Meeting) -> Coverage:
        """The meetings of the same run (of committees, or of all but committees) held after one, with minutes here;
        after a special kind of meeting also the others of its kind."""
        days = self._days_after(said_at)
        if not days:
            return Coverage(0, 0, "", "")
        missing = sum(said_at.date < day < days[-1] for day in self._missing)
        return Coverage(len(days), missing, days[0], days[-1])

    def gap(self, said_at: Meeting) -> str:
        """Why the record after a meeting is not enough to miss something in, however many meetings; empty if it is."""
        if len(said_at.date) != _FULL:
            return "the day of its meeting is not known"
        found, days = self.coverage(said_at), self._days_after(said_at)
        if not days:
            return "no minutes of later meetings are here"
        if not self._usual:
            return "the archive holds too few of its meetings to tell how often it meets"
        if found.missing > _MISSING * (found.meetings + found.missing):
            return f"{found.missing} later meetings that the minutes name are not in the archive"
        if _days(said_at.date, days[0]) > max(_LONG * self._usual, self._usual + _MOVED):
            return f"the next minutes in the archive are of {days[0]}; some may be missing between"
        if found.meetings < _THIN * _days(said_at.date, days[-1]) / self._usual:
            return "the archive holds too few of the meetings since"
        return ""

    def _days_after(self, said_at: Meeting) -> list[str]:
        committee = said_at.kind is MeetingKind.COMMITTEE
        run = (
            meeting
            for meeting in self._speaking
            if meeting.date > said_at.date
            and meeting.kind not in _ASIDE - {said_at.kind}
            and (meeting.kind is MeetingKind.COMMITTEE) == committee
        )
        return sorted({meeting.date for meeting in run})


def places(meetings: Iterable[Meeting]) -> dict[str, int]:
    """The place of each meeting among those of its body, in the order of dates."""
    order: dict[str, list[Meeting]] = {}
    for meeting in meetings:
        order.setdefault(meeting.body, []).append(meeting)
    return {
        meeting.id: place
        for of_one in order.values()
        for place, meeting in enumerate(sorted(of_one, key=lambda m: (m.date, m.document, m.start)))
    }


def returns(seen: Iterable[Collection[str]], place: Mapping[str, int]) -> list[int]:
    """The gaps, in meetings, from each appearance of a matter to its next; `seen` are the meetings of each matter."""
    ordered = (sorted({place[meeting] for meeting in of_one if meeting in place}) for of_one in seen)
    return [later - earlier for own in ordered for earlier, later in pairwise(own)]


def _not_met(meetings: Sequence[Meeting], known: Sequence[str]) -> Iterator[str]:
    """The days that minutes print for the next meeting, after which none came until well past that day."""
    for meeting in meetings:
        day = meeting.next_meeting
        if len(day) == _FULL and day > meeting.date:
            following = next((other for other in known if other > meeting.date), "")
            if following and _days(day, following) > _MOVED:
                yield day


def _near(day: str, known: Sequence[str]) -> bool:
    return any(abs(_days(day, other)) <= _MOVED for other in known)


def _called_off(meeting: Meeting) -> bool:
    return any(note.startswith("called off") for note in meeting.notes)


def _apart(days: Sequence[str]) -> list[str]:
    """Days that are no two names of one meeting."""
    out: list[str] = []
    for day in days:
        if not out or _days(out[-1], day) > _MOVED:
            out.append(day)
    return out


def _days(first: str, then: str) -> int:
    return (date.fromisoformat(then) - date.fromisoformat(first)).days
