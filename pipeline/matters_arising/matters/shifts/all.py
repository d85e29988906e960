"""All shifts of a matter, and of several."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from matters_arising.matters.headings import title_key
from matters_arising.matters.shifts.chair import chair_shifts
from matters_arising.matters.shifts.forum import forum_shifts
from matters_arising.matters.shifts.merger import merger_shifts
from matters_arising.matters.shifts.nouns import KINDS, Around, Course, Said, Shift
from matters_arising.matters.shifts.scope import scope_shifts
from matters_arising.matters.words import ACTS, stems

_LABEL = re.compile(r"[A-Z0-9][^.;:–—]{2,60}? [–—-](?: |$)")
_LONGEST_NAME = 12  # words: a longer title is a sentence that was taken for a heading
_OF_MEETINGS = ACTS | frozenset(
    stems("minutes meeting agenda item page request member report board committee council draft date business")
)


def shifts_of(courses: Iterable[Course], around: Around) -> list[Shift]:
    """The shifts of these matters in the order of time; in whatever order they and their stops are given."""
    found: list[Shift] = []
    for course in courses:
        if not _is_named(course.title):
            continue
        own = (replace(stop, said=_own(stop.said, course.title)) for stop in course.stops)
        stops = sorted(own, key=lambda stop: (stop.meeting.date, stop.meeting.document, stop.meeting.start))
        found += forum_shifts(course, stops, around)
        found += scope_shifts(course, stops)
        found += merger_shifts(course, stops, around)
        found += chair_shifts(course, stops, around)
    return sorted(found, key=_order)


def _own(said: Iterable[Said], title: str) -> tuple[Said, ...]:
    """What is said of the matter itself: not what stands under the label of another thing ("Boiler – a quote ...")
    within the passage that was taken for the matter's, unless it names the matter."""
    named, is_anothers, own = set(title_key(title).split()) - _OF_MEETINGS, False, []
    for one in said:
        words = set(stems(one.text))
        if label := None if one.heading else _LABEL.match(one.text):
            is_anothers = not named & set(stems(label.group()))
        elif one.heading:
            is_anothers = False
        if not is_anothers or named & words:
            own.append(one)
    return tuple(own)


def _is_named(title: str) -> bool:
    """Whether a title names a thing: under a sentence, or "Requests for agenda items", none can be told."""
    return len(title.split()) <= _LONGEST_NAME and bool(set(title_key(title).split()) - _OF_MEETINGS)


def _order(shift: Shift) -> tuple[str, int, str, str, str]:
    return shift.date, KINDS.index(shift.kind), shift.title, shift.matter, shift.sentence
