"""Who was there: the attendance list, apologies and chair, with the initials that stand for them later."""

from __future__ import annotations

import re
from collections.abc import Iterable

from matters_arising.models import Participant
from matters_arising.segment.entry import CHAIRING, is_common
from matters_arising.segment.listing import VICE, listed

_CHAIR = re.compile(
    r"(?:chaired by|in the chair\b[:,]?|chair(?:man|person|woman)?\s*[:\t]|presided over by"
    r"|called to order(?: at [^,]{0,20})? by)\s*(?P<after>(?:(?:the\s+)?[A-Z][\w'’.-]*[ ]?){1,5})"
    r"|(?P<before>(?:[A-Z][\w'’.-]*\s){1,4})"
    r"(?:took the chair|in the chair|presided|chaired the meeting|called the (?:\w+ )?meeting to order)"
)

_ELSEWHERE = re.compile(rf"{VICE.pattern}|\bof (?!(?:the )?meeting\b)", re.IGNORECASE)  # "Chairman of the Sports Club"


def participants(texts: Iterable[str]) -> tuple[Participant, ...]:
    """The people whom stretches of the minutes (head, attendance, apologies) list, as printed, each once, in order."""
    out: dict[str, Participant] = {}
    for text in texts:
        for person in listed(text):
            known = out.get(person.name.casefold())
            if known is None or (not known.initials and person.initials):
                out[person.name.casefold()] = person
    return tuple(out.values())


def chair_of(text: str, people: Iterable[Participant]) -> str:
    """Who took the chair, as printed; from the list where it says so, else from a sentence of `text`."""
    for person in people:
        if person.attendance == "present" and CHAIRING.search(person.role) and not _ELSEWHERE.search(person.role):
            return person.name
    match = _CHAIR.search(text)
    if match is None:
        return ""
    printed = re.sub(r"\s+", " ", re.split(r"(?<=\w{3})\.\s", match["after"] or match["before"])[0]).strip(" .,")
    printed = printed.removeprefix("the ").removeprefix("The ")
    full = next((p.name for p in people if p.initials and p.initials == printed), "")
    return full or (printed if len(printed) > 3 and not is_common(printed) else "")
