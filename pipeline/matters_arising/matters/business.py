"""Whether a passage deals with business, or only with the form of a meeting: who was there, the minutes, its end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from matters_arising.matters.drafts import Draft
from matters_arising.matters.words import stems
from matters_arising.models import AgendaItem, Event, Meeting, Statement
from matters_arising.vocab import Section

_ROUTINE = frozenset({Section.ATTENDANCE, Section.APOLOGIES, Section.INTERESTS, Section.CLOSING, Section.NEXT_MEETING})
_THERE = re.compile(r"\b(?:present|attend\w*|absent|apologies|regrets)\b", re.IGNORECASE)
_SEVERAL = 4  # people who make a roll
_BRIEF = 150  # characters of a paragraph under Minutes that may only approve them
_APPROVAL = re.compile(r"\b(?:minutes|circulated|correct|accurate|true|record|signed|none)\b", re.IGNORECASE)


def is_business(draft: Draft, chain: Sequence[AgendaItem], events: Sequence[Event], *, loose: bool) -> bool:
    """Whether a passage deals with anything but the form of a meeting."""
    if draft.bound:
        return False
    if events:
        return any(not event.procedural for event in events)
    section = chain[0].section if chain else Section.OTHER
    text = " ".join(paragraph.text for paragraph in draft.paragraphs)
    approval = section == Section.MINUTES and len(text) < _BRIEF and bool(_APPROVAL.search(text))
    bare = loose and draft.opening and len(draft.paragraphs) == 1 and draft.paragraphs[0].line
    said = draft.words - set(stems(draft.title)) if draft.title else draft.words
    nothing = len(said) <= (2 if draft.title else 1)
    return not (nothing or bare or section in _ROUTINE or approval)


def is_roll(said: Sequence[Statement], meeting: Meeting) -> bool:
    """Whether a passage without a heading of its own only says who was there."""
    rest = " ".join(statement.text for statement in said)
    told = bool(_THERE.search(rest))
    there = [person.name for person in meeting.participants if " " in person.name and person.name in rest]
    for name in there:
        rest = rest.replace(name, " ")
    return told and len(there) >= _SEVERAL and len(set(stems(rest))) <= len(there)
