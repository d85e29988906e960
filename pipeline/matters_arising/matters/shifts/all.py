"""All shifts of a matter, and of the matters of a body."""

from __future__ import annotations

from collections.abc import Iterable

from matters_arising.matters.shifts.forum import forum_shifts
from matters_arising.matters.shifts.merger import merger_shifts
from matters_arising.matters.shifts.nouns import Around, Course, Kind, Shift
from matters_arising.matters.shifts.owner import owner_shifts
from matters_arising.matters.shifts.room import room_shifts
from matters_arising.matters.shifts.scope import scope_shifts

_ORDER: tuple[Kind, ...] = ("forum", "scope", "merger", "owner", "room")


def shifts_of(course: Course, around: Around, *, people: bool = False) -> list[Shift]:
    """The shifts of one matter in the order of time. `people` lets persons be named as owners and chairs."""
    stops = sorted(course.stops, key=lambda stop: (stop.meeting.date, stop.meeting.document, stop.meeting.start))
    sent = list(forum_shifts(course, stops, around))
    found = [
        *sent,
        *scope_shifts(course, stops),
        *merger_shifts(course, stops, around),
        *owner_shifts(course, stops, people=people),
        *room_shifts(course, stops, sent, people=people),
    ]
    return sorted(found, key=_order)


def of_body(courses: Iterable[Course], around: Around, *, people: bool = False) -> list[Shift]:
    """The shifts of several matters in the order of time, without who was in the room."""
    found = [shift for course in courses for shift in shifts_of(course, around, people=people) if shift.kind != "room"]
    return sorted(found, key=_order)


def _order(shift: Shift) -> tuple[str, int, str, str, str]:
    return shift.date, _ORDER.index(shift.kind), shift.title, shift.matter, shift.sentence
