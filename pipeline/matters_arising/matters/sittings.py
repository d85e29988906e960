"""The meetings of one body in order, and which of them a term means.

An archive seldom holds all minutes, so the next minutes it holds need not be those of the next meeting. They are taken
for it only where these minutes print that date, or where the two are no further apart than the body's meetings usually
are, or than it leaves between the same months in another year; and never where other minutes print a date between for
which the archive holds nothing. A special meeting or a workshop is none of the ordinary run; but what is said at one
may mean the next of its own kind, and where that is another day than the next ordinary one, neither is taken.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from matters_arising.matters.terms import Term
from matters_arising.models import Meeting
from matters_arising.vocab import MeetingKind

_FULL = len("2021-05-14")
_MOVED = 10  # days from the date printed to the date held, within which a meeting was moved rather than missed
_STRETCH = 1.6  # times the usual gap, up to which no meeting can have been between
_GAPS = 3  # gaps that must be known before a usual one is spoken of
_ASIDE = frozenset({MeetingKind.SPECIAL, MeetingKind.WORKSHOP})


@dataclass(frozen=True, slots=True)
class Due:
    """The meeting that a term means: its day, and the first and last day on which the matter is there in time: those of
    the month where a month was named. Where `day` is empty, `why` says why none can be told, and `missing` that the
    archive does not hold it."""

    day: str = ""
    first: str = ""
    last: str = ""
    why: str = ""
    missing: bool = False


class Sittings:
    """The current minutes of one body. `silent` are the ids of those in which no matter was found at all: a stub is
    no minutes in which something can be missed. Meetings without a full date are nowhere in the order; while one of
    them may be the meeting meant, none is."""

    def __init__(self, meetings: Iterable[Meeting], *, silent: Collection[str] = ()) -> None:
        every = sorted(meetings, key=lambda m: (m.date, m.document, m.id))
        self._meetings = [meeting for meeting in every if len(meeting.date) == _FULL]
        self._partial = [meeting.date for meeting in every if 0 < len(meeting.date) < _FULL]
        self._silent = frozenset(silent)

    def due(self, term: Term, said_at: Meeting) -> Due:
        """The meeting that `term`, printed in the minutes of `said_at`, means."""
        if not said_at.body:
            return Due(why="the body that says so is not known")
        if not term.asks:
            return Due(why=term.why)
        meant = [_Run(run, self._meetings, said_at).means(term) for run in _runs(self._meetings, said_at)]
        due, *others = sorted(meant, key=lambda due: not due.day)
        if any(other.day not in ("", due.day) for other in others):
            return Due(why="whether an ordinary meeting is meant or one of its own kind cannot be told")
        if due.day and not any(self._speaks(meeting) for meeting in self.at(due.day)):
            return Due(why=f"the minutes of {due.day} in the archive deal with nothing", missing=True)
        if any(said_at.date[: len(part)] <= part <= due.last[: len(part)] for part in self._partial):
            return Due(why="other minutes between, whose day is not known, may be those of the meeting meant")
        return due

    def at(self, day: str) -> list[Meeting]:
        """The meetings of a day."""
        return [meeting for meeting in self._meetings if meeting.date == day]

    def between(self, day: str, last: str) -> list[Meeting]:
        """The meetings after one day, up to and on another."""
        return [meeting for meeting in self._meetings if day < meeting.date <= last]

    def after(self, day: str, said_at: Meeting) -> list[Meeting]:
        """The meetings of the ordinary run, or of the kind of one meeting, that were held after a day and whose minutes
        say something."""
        aside = _ASIDE - {said_at.kind}
        return [m for m in self._meetings if m.date > day and m.kind not in aside and self._speaks(m)]

    def _speaks(self, meeting: Meeting) -> bool:
        return meeting.id not in self._silent and not _called_off(meeting)


def _runs(meetings: Sequence[Meeting], said_at: Meeting) -> list[list[Meeting]]:
    """The runs of meetings of which what is said at one may mean the next: of committees, or of all but committees;
    at a special kind of meeting also the others of its kind. Of two only those that go on."""
    wanted = said_at.kind is MeetingKind.COMMITTEE
    ordinary = [
        meeting
        for meeting in meetings
        if meeting.kind not in _ASIDE
        and (meeting.kind is MeetingKind.UNKNOWN or (meeting.kind is MeetingKind.COMMITTEE) == wanted)
    ]
    if said_at.kind not in _ASIDE:
        return [ordinary]
    own = [meeting for meeting in meetings if meeting.kind is said_at.kind]
    return [run for run in (ordinary, own) if any(m.date > said_at.date for m in run)] or [ordinary]


class _Run:
    """One run of meetings, as one of them sees it, among all (`meetings`) of its body."""

    def __init__(self, run: Sequence[Meeting], meetings: Sequence[Meeting], said_at: Meeting) -> None:
        self._said_at = said_at
        self._known = sorted({meeting.date for meeting in run} | {said_at.date})
        self._held = sorted({meeting.date for meeting in run if not _called_off(meeting)})
        self._off = {meeting.date for meeting in meetings if _called_off(meeting)} - set(self._held)
        self._any = sorted({meeting.date for meeting in meetings})
        others = {meeting.date for meeting in run if meeting.kind is not MeetingKind.ANNUAL}
        self._annual_only = set(self._held) - others
        self._printed = sorted(
            {m.next_meeting for m in run if len(m.next_meeting) == _FULL and m.next_meeting > m.date}
        )
        self._gaps = list(pairwise(sorted({meeting.date for meeting in run})))
        spans = sorted(_days(*gap) for gap in self._gaps)
        self._longest = _STRETCH * spans[len(spans) // 4] if len(spans) >= _GAPS else 0.0

    def means(self, term: Term) -> Due:
        """The meeting that a term means, of this run."""
        if term.asks == "next meeting":
            return self._next_meeting()
        if term.asks == "day":
            return self._on_or_after(term.iso)
        due = self._in_month(term.iso)
        if term.asks == "by a month" and not due.day:
            return self._on_or_after(f"{term.iso}-31", said=f"in or after {term.iso}")
        return due

    def _next_meeting(self) -> Due:
        said, printed = self._said_at.date, self._said_at.next_meeting
        later = [day for day in self._held if day > said]
        if not later:
            return Due(why=f"the archive holds no minutes of it after {said}", missing=True)
        if len(printed) == _FULL and printed > said and printed not in self._off:
            return self._as_printed(printed, later)
        if gap := self._may_miss(said, later[0]):
            return Due(why=gap)
        return self._past_annual(later)

    def _in_month(self, month: str) -> Due:
        days = [day for day in self._held if day[:7] == month and day > self._said_at.date]
        if not days:
            return Due(why=f"the archive holds no minutes of it in {month}", missing=True)
        return Due(days[-1], f"{month}-01", f"{month}-31")

    def _on_or_after(self, wanted: str, *, said: str = "") -> Due:
        """The first meeting from the day `wanted` on; `said` is how people say when that is, if not as that day."""
        later = [day for day in self._held if day >= wanted and day > self._said_at.date]
        if not later:
            return Due(why=f"the archive holds no minutes of it {said or f'on or after {wanted}'}", missing=True)
        before = max(day for day in self._known if day < later[0])
        if later[0] != wanted and (gap := self._may_miss(before, later[0])):
            return Due(why=gap)
        return Due(later[0], later[0], later[0])

    def _as_printed(self, printed: str, later: list[str]) -> Due:
        """The meeting for which these minutes print a date; one held a few days off is that meeting, moved."""
        near = [day for day in later if abs(_days(printed, day)) <= _MOVED]
        if not near:
            if later[0] < printed:
                return Due(why=f"the next meeting was to be on {printed}, and the body met on {later[0]}")
            return Due(why=f"the archive holds no minutes of the meeting that was to be on {printed}", missing=True)
        day = min(near, key=lambda day: (abs(_days(printed, day)), day))
        if sum(other < day for other in later) > 1:
            return Due(why=f"the next meeting was to be on {printed}, and the body met on {later[0]}")
        return Due(day, day, day)

    def _past_annual(self, later: list[str]) -> Due:
        """The first of the days; past an annual meeting, at which a body may do no other business, also the next."""
        if later[0] not in self._annual_only or len(later) == 1 or self._may_miss(later[0], later[1]):
            return Due(later[0], later[0], later[0])
        return Due(later[1], later[0], later[1])

    def _may_miss(self, first: str, then: str) -> str:
        """Why a meeting between two days may be missing; empty where it hardly can."""
        between = [day for day in self._known if first <= day <= then]
        for printed in self._printed:
            if first < printed < then and all(abs(_days(printed, day)) > _MOVED for day in self._any):
                return f"the archive holds no minutes of the meeting that was to be on {printed}"
        for gap in pairwise(between):
            if _days(*gap) > self._longest and not self._is_habit(*gap):
                return f"minutes may be missing between {gap[0]} and {gap[1]}"
        return ""

    def _is_habit(self, first: str, then: str) -> bool:
        """Whether the body left out the same months in another year."""
        months = first[5:7], then[5:7]
        return any((a[5:7], b[5:7]) == months and a[:4] != first[:4] and _days(a, b) < 300 for a, b in self._gaps)


def _called_off(meeting: Meeting) -> bool:
    return any(note.startswith("called off") for note in meeting.notes)


def _days(first: str, then: str) -> int:
    return (date.fromisoformat(then) - date.fromisoformat(first)).days
