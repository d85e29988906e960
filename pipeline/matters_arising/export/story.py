"""What a picture of a life tells: how each meeting left the matter, streaks, silences, and all of it in words.

Facts of the minutes that are here: where a matter does not come up in them, it was not found there, no more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

from matters_arising.dates import months_between
from matters_arising.export.words import count, put_off, span
from matters_arising.matters.practice import Course
from matters_arising.matters.tally import LIKELY
from matters_arising.store.calendar import Held
from matters_arising.store.life import Appearance, Life, Mark

Calendar = Mapping[str, Sequence[Held]]

WORDS = {
    "proposed": "proposed",
    "deferred": "put off",
    "inferred": "put off (inferred)",
    "decided": "decided",
    "referred": "referred",
    "actioned": "something to do",
    "reported": "reported",
    "discussed": "came up",
}
"""How a meeting left a matter, in the words of a reader, in the order of the legend."""
_EVENTS = {
    "proposed": "proposal",
    "deferred": "deferral",
    "inferred": "deferral",
    "decided": "decision",
    "referred": "referral",
    "actioned": "action",
    "reported": "report",
}
_LONG = 6  # months without the matter that are worth a word
_SOME = 3  # meetings without it, likewise


@dataclass(frozen=True, slots=True)
class Gap:
    """A long time between two appearances. `meetings` were held in between whose minutes do not have the matter."""

    before: Appearance
    after: Appearance
    months: int
    meetings: int

    @property
    def wordings(self) -> tuple[str, str]:
        """The gap as it may be printed, in full and shorter: silence where minutes are here, else that none are."""
        length = count(self.months, "month")
        return (f"not found for {length}", length) if self.meetings else (f"no minutes for {length}", "no minutes")


def day_of(printed: str) -> date | None:
    """Where an ISO date stands on an axis: a month in its middle; None where not even the month is told.

    >>> day_of("2023-05-12"), day_of("2023-05"), day_of("2023"), day_of("2023-02-30")
    (datetime.date(2023, 5, 12), datetime.date(2023, 5, 15), None, None)
    """
    if len(printed) < len("2023-05"):
        return None
    try:
        return date.fromisoformat(f"{printed}-15" if len(printed) == len("2023-05") else printed)
    except ValueError:
        return None


def kind_of(at: Appearance) -> str:
    """The kind of mark of one meeting, a key of `WORDS`: an inferred putting-off is a kind of its own."""
    statuses = at.status.split(", ")
    kind = next((kind for kind in ("deferred", "decided", "referred", "actioned") if kind in statuses), statuses[0])
    if kind == "deferred" and not any(mark.explicit for mark in _of_kind(at, kind)):
        return "inferred"
    return kind if kind in WORDS else "discussed"


def put_off_at(at: Appearance) -> bool:
    """Whether the meeting put the matter off, in so many words or by inference."""
    return kind_of(at) in ("deferred", "inferred")


def telling(at: Appearance) -> Mark | None:
    """The event that shows best how the meeting left the matter; None where none was marked."""
    marks = _of_kind(at, kind_of(at))
    return max(marks, key=lambda mark: (mark.explicit, mark.confidence), default=None)


def runs(appearances: Sequence[Appearance]) -> list[tuple[int, int]]:
    """The streaks of putting-offs, two or more in a row, of a matter before one body: the places of the first and the
    last of each among its dated appearances."""
    found = []
    for is_put_off, group in groupby(enumerate(appearances), key=lambda one: put_off_at(one[1])):
        places = [place for place, _ in group]
        if is_put_off and len(places) > 1:
            found.append((places[0], places[-1]))
    return found


def gaps(life: Life, calendar: Calendar) -> list[Gap]:
    """The long silences between appearances: those during which its bodies met often, or without any minutes here."""
    dated = [at for at in life.appearances if day_of(at.date)]
    found = []
    for before, after in pairwise(dated):
        months = months_between(before.date, after.date) or 0
        meetings = len({held.meeting for held in _held(life, calendar) if before.date < held.date < after.date})
        if months >= _LONG and (meetings >= _SOME or not meetings):
            found.append(Gap(before, after, months, meetings))
    return found


def silent(body: str, life: Life, calendar: Calendar) -> list[str]:
    """The dates of the meetings of a body, from the first appearance on, at which the matter did not come up."""
    came_up = {at.meeting for at in life.appearances}
    first = min(at.date for at in life.appearances if day_of(at.date))
    return [held.date for held in calendar.get(body, ()) if held.date >= first and held.meeting not in came_up]


def meetings_since(life: Life, calendar: Calendar) -> int:
    """How often the body of the last appearance has met since, as far as dated minutes are here."""
    last = life.appearances[-1] if life.appearances else None
    return sum(held.date > last.date for held in calendar.get(last.body, ())) if last and last.date else 0


def ended(life: Life) -> Appearance:
    """The appearance that the fate of a matter rests on: that of the decision that settled it, else its last.

    What comes after it, as the day on which the work begins, is no part of how long it took to decide.
    """
    on_the_day = (at for at in reversed(life.appearances) if life.decided and at.date == life.decided)
    return next((at for at in on_the_day if any(m.what == "decision" for m in at.events)), life.appearances[-1])


def fate_words(life: Life, calendar: Calendar) -> str:
    """What became of the matter, as the end of its line says it."""
    since = meetings_since(life, calendar)
    if life.fate == "not found since":
        return f"not found in the {since} meetings since" if since > 1 else "not found since"
    return f"fate: {life.fate}"


def share(came_up: int, meetings: int) -> str:
    """At how many of a body's meetings a matter came up.

    >>> share(7, 9), share(14, 14), share(1, 1)
    ('came up at 7 of 9 meetings', 'came up at all 14 meetings', 'came up at 1 meeting')
    """
    if came_up < meetings:
        return f"came up at {came_up} of {count(meetings, 'meeting')}"
    return f"came up at {'all ' if meetings > 1 else ''}{count(meetings, 'meeting')}"


def facts(life: Life) -> list[str]:
    """The matter in one or two lines: where and when it came up, how often it was put off."""
    bodies = f" of {len(life.bodies)} bodies" if len(life.bodies) > 1 else ""
    told = [f"{count(len(life.appearances), 'meeting')}{bodies}, {span(life.first_date, life.last_date)}"]
    if life.deferrals or life.deferrals_inferred:
        streak = f", {life.streak} times in a row of the minutes that were read" if life.streak > 1 else ""
        told.append(_begun(put_off(life.deferrals, life.deferrals_inferred) + streak))
    if life.stated_deferrals >= 0:
        told.append(f"The minutes themselves count {life.stated_deferrals}")
    return told


def story(life: Life, calendar: Calendar, course: Course) -> str:
    """The whole life in words, for those who do not see the picture."""
    told = [f"{', '.join(body or UNTOLD for body in life.bodies)}: {'. '.join(facts(life))}."]
    for kind, word in WORDS.items():
        dates = [at.date or "no date" for at in life.appearances if kind_of(at) == kind]
        if dates:
            told.append(f"{_begun(word)}: {', '.join(dates)}.")
    told += [
        f"From {gap.before.date} to {gap.after.date} {gap.wordings[0]}"
        + (f", at {count(gap.meetings, 'meeting')}." if gap.meetings else ".")
        for gap in gaps(life, calendar)
    ]
    told += [f"It turned {turn.sentence}." for turn in course.turns]
    if course.taken:
        told.append(f"Promised to be shared or heard, and done alone by {course.taken.later.date}.")
    told.append(f"{_begun(fate_words(life, calendar))}.")
    return " ".join(told)


UNTOLD = "a body that cannot be told"


def _begun(words: str) -> str:
    """With a capital letter."""
    return words[:1].upper() + words[1:]


def _of_kind(at: Appearance, kind: str) -> list[Mark]:
    """The events of a kind; of putting-offs only those that count."""
    wanted = _EVENTS.get(kind, "")
    return [mark for mark in at.events if mark.what == wanted and (wanted != "deferral" or mark.confidence >= LIKELY)]


def _held(life: Life, calendar: Calendar) -> Iterator[Held]:
    return (held for body in life.bodies for held in calendar.get(body, ()))
