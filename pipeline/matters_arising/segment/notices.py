"""Lines beside the title of minutes that name no body that met: what a web page offers, notices of what is to come."""

from __future__ import annotations

import re

from matters_arising.segment.lexicon import lexicon

_TRAIL = re.compile(r"\s[>»›/]\s")
_PARTS = re.compile(r"\s[|•·]\s|\s[–—-]\s|:\s")
_TO_COME = re.compile(r"\b(?:will|shall|(?:is|are) to) be (?:held|convened|called)\b", re.IGNORECASE)
_MEETS = re.compile(r"\b(?:meetings?|sessions?|agm|egm|assembly)\b", re.IGNORECASE)
_NEXT = re.compile(r"\b(?:next|future|following)\s+(?:[\w'’-]+\s+){0,3}?meetings?\b", re.IGNORECASE)


def stretches(line: str) -> list[str]:
    """A line cut where its parts are set off; the trail that leads to a page from its end.

    >>> stretches("Home > Ashby Council > Parks Committee")
    ['Parks Committee', 'Ashby Council', 'Home']
    """
    return [part for step in reversed(_TRAIL.split(line)) for part in _PARTS.split(step)]


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
