"""Lines beside the title of minutes that name no body that met: what a web page offers, notices of what is to come."""

from __future__ import annotations

import re

from matters_arising.segment.lexicon import lexicon

_TRAIL = re.compile(r"\s[>»›/]\s")
_PARTS = re.compile(r"\s[|•·]\s|\s[–—-]\s|:\s")
_WHERE = re.compile(  # "Venue: Oak Room, Council House", on a Welsh or an Irish page, too
    r"(?:^|\s)(?:venue|location|lleoliad|ionad)$"
    r"|^(?:venue|location|lleoliad|ionad|place|where|address)(?:\s+(?:of|for|held)\b.*)?$",
    re.IGNORECASE,
)
_TO_COME = re.compile(r"\b(?:will|shall|(?:is|are) to) be (?:held|convened|called)\b", re.IGNORECASE)
_MEETS = re.compile(r"\b(?:meetings?|sessions?|agm|egm|assembly)\b", re.IGNORECASE)
_NEXT = re.compile(r"\b(?:next|future|following)\s+(?:[\w'’-]+\s+){0,3}?meetings?\b", re.IGNORECASE)


def stretches(line: str) -> list[str]:
    """A line cut where its parts are set off; the trail that leads to a page from its end. What stands behind a label
    for the place of the meeting is left out.

    >>> stretches("Home > Ashby Council > Parks Committee")
    ['Parks Committee', 'Ashby Council', 'Home']
    >>> stretches("Parks Committee | Venue: Ashby Community Hub")
    ['Parks Committee', 'Venue']
    """
    parts = [part for step in reversed(_TRAIL.split(line)) for part in _PARTS.split(step)]
    return [part for place, part in enumerate(parts) if not place or not is_label_of_place(parts[place - 1])]


def is_label_of_place(stretch: str) -> bool:
    """Whether a stretch is the label of a form behind which stands where the meeting was held.

    >>> is_label_of_place("Location held:"), is_label_of_place("Market Place Residents")
    (True, False)
    """
    return _WHERE.search(stretch.strip(" :*_|")) is not None


def is_menu(line: str) -> bool:
    """Whether a line is what a web page offers beside its text.

    >>> is_menu("Home About Council Contact"), is_menu("Home Safety Committee")
    (True, False)
    """
    first, *rest = re.findall(r"\w+", line.lower()) or [""]
    return first in lexicon()["menu"] and any(word in lexicon()["menu"] and word != first for word in rest)


def is_of_another(line: str) -> bool:
    """Whether a line tells what is to come: the next meeting, or anything that is no meeting.

    >>> is_of_another("Elections for the Board will be held in May"), is_of_another("Next Council meeting: May")
    (True, True)
    >>> is_of_another("A meeting of Ashby Council will be held on 3 May")
    False
    """
    to_come = _TO_COME.search(line)
    return bool(_NEXT.search(line)) or (to_come is not None and not _MEETS.search(line[: to_come.start()]))
