"""A matter that comes back under another chair.

Names are printed in many ways ("Cllr H. Pennock", "Mr Pennock"), and a deputy sits in for an evening. So a change is
said only where the family names differ, each of the two was in the chair at several meetings of the body, and the one
before is not in the chair again. It is a fact about the body's meetings: nobody is named in the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from matters_arising.matters.shifts.nouns import Around, Course, Printed, Shift, Stop, Words

_CHAIRED = 2  # meetings that somebody must have chaired to be the chair, not a deputy
_IN_THE_CHAIR = re.compile(r"\b(?:chair\w*|presid\w+|convenor|mayor|reeve)\b", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_][\w'’-]+")
_FEW = 400  # characters of a statement that tells who was there and no more
_LIKELY = 0.75


def chair_shifts(course: Course, stops: Sequence[Stop], around: Around) -> Iterator[Shift]:
    """Each time the matter comes back to a body that has another chair since. `stops` in the order of time."""
    ordered = sorted(stops, key=lambda stop: stop.meeting.body)
    for body, own in groupby(ordered, key=lambda stop: stop.meeting.body):
        chaired = [stop for stop in own if _family(stop.meeting.chair)]
        for before, after in pairwise(chaired):
            if _is_another(body, before, after, around):
                earlier, later = (_words(stop, around) for stop in (before, after))
                if earlier and later:
                    said = f"another chair: between the meetings of {before.meeting.date} and {after.meeting.date}"
                    yield Shift(
                        *("chair", course.matter, course.title, body, after.meeting.date, said),
                        *(earlier, later, _LIKELY),
                    )


def _is_another(body: str, before: Stop, after: Stop, around: Around) -> bool:
    first, then = _family(before.meeting.chair), _family(after.meeting.chair)
    days = [(date, _family(chair)) for date, chair in around.chairs.get(body, ())]
    return (
        first != then
        and sum(name == first for date, name in days if date <= before.meeting.date) >= _CHAIRED
        and sum(name == then for date, name in days if date >= after.meeting.date) >= _CHAIRED
        and not any(name == first for date, name in days if date >= after.meeting.date)
        and not any(name == then for date, name in days if date <= before.meeting.date)
    )


def _family(chair: str) -> str:
    """The family name of somebody as printed, empty where there is none.

    >>> _family("Cllr H. Pennock"), _family("President Voss"), _family("Chair"), _family("J.O.")
    ('pennock', 'voss', '', '')
    """
    words = [word for word in _NAME.findall(chair) if not _IN_THE_CHAIR.fullmatch(word) and len(word) > 2]
    return words[-1].casefold() if words else ""


def _words(stop: Stop, around: Around) -> Words | None:
    """Where the minutes of a meeting say who was in the chair."""
    meeting = stop.meeting
    printed = next((one for one in around.minutes_of(meeting.body) if _says(one, stop)), None)
    if printed is None:
        return None
    quote = " ".join(printed.said.text.split())
    return Words(meeting.date, meeting.body, meeting.document, printed.said.page, quote)


def _says(printed: Printed, stop: Stop) -> bool:
    text = printed.said.text
    return (
        (printed.document, printed.date) == (stop.meeting.document, stop.meeting.date)
        and len(text) <= _FEW
        and bool(_IN_THE_CHAIR.search(text))
        and _family(stop.meeting.chair) in text.casefold()
    )
