"""Who was in the room when a matter was put off, sent elsewhere or decided: by organisation and role, not by name.

Only lists that were read cleanly are counted: an organisation taken for a person, or a sentence for a name, makes a
count wrong. Where either meeting's list is not clean, nothing is counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from matters_arising.matters.shifts.nouns import Course, Said, Shift, Stop, Words, words_of
from matters_arising.models import Meeting, Participant

_FEWEST = 3
_ORGANISATION = re.compile(
    r"\b(?:[A-Z][\w’'&-]*(?: (?:and|of|the|for))? ){0,6}(?:Council|Board|Authority|Trust|Association|Society|Club|Union"
    r"|University|College|Hospitals?|School|Church|Police|Constabulary|Services?|Partnership|Charity|Group|Forum|Alliance"
    r"|Commission|Government|Department|Agency|Committee|Federation|Network|Foundation)\b"
)
_NAME = re.compile(r"(?:[A-Z][\w’'.-]*|d'|de|van|von|la|of)(?: (?:[A-Z][\w’'.-]*|d'|de|van|von|la)){0,4}")
_CHAIR = re.compile(r"\b(?:chair(?:man|person|woman|ing)?|presiding)\b", re.IGNORECASE)
_NOT_THE_CHAIR = re.compile(r"\b(?:vice|deputy|co|former|past)\b|\bchairs? of\b", re.IGNORECASE)
_COUNCILLOR = re.compile(r"^(?:cllrs?|councillors?)\b", re.IGNORECASE)
_POLICE = re.compile(r"^(?:pc|pcso|sgt|sergeant|insp(?:ector)?|supt|superintendent)\b", re.IGNORECASE)
_CLERK = re.compile(r"\b(?:clerk|minutes|secretary|democratic services)\b", re.IGNORECASE)
_LONG_ROLE = 7  # words: what is longer is a sentence that ran into the list
_SURE = 0.8


def room_shifts(course: Course, stops: Sequence[Stop], sent: Sequence[Shift], *, people: bool) -> Iterator[Shift]:
    """Who was there at each turn of a matter, beside the meeting before. `sent` are its changes of forum."""
    for stop in stops:
        turn = _turn(stop, sent)
        if turn and stop.before and is_clean(stop.meeting, stop.before) and is_clean(stop.before, stop.meeting):
            yield _shift(course, stop, stop.before, *turn, people=people)


def is_clean(meeting: Meeting, other: Meeting) -> bool:
    """Whether the list of those present reads as people, each with a name and at most a role."""
    there = [person for person in meeting.participants if person.attendance in ("present", "in-attendance")]
    own = {word for body in (meeting.body, other.body) for word in re.findall(r"[A-Z]\w{3,}", body)}
    return len(there) >= _FEWEST and all(_is_clean(person, own) for person in meeting.participants)


def chairs(meeting: Meeting) -> frozenset[str]:
    """The surnames of those who took the chair, lower case."""
    listed = [
        person.name
        for person in meeting.participants
        if person.attendance == "present" and _CHAIR.search(person.role) and not _NOT_THE_CHAIR.search(person.role)
    ]
    return frozenset(name.split()[-1].strip(".,").casefold() for name in listed or [meeting.chair] if name.strip())


def _turn(stop: Stop, sent: Sequence[Shift]) -> tuple[str, Words] | None:
    gone = next(
        (one for one in sent if one.earlier.document == stop.meeting.document and one.date == stop.meeting.date), None
    )
    if gone:
        return "sent to another body", gone.earlier
    told: tuple[str, Said] | None = ("put off", stop.put_off) if stop.put_off else None
    told = told or (("decided", stop.decided) if stop.decided else None)
    return (told[0], words_of(stop, told[1])) if told else None


def _shift(course: Course, stop: Stop, before: Meeting, turn: str, quote: Words, *, people: bool) -> Shift:
    at = stop.meeting
    facts = [f"{turn} on {at.date}: {_counted(at)}", f"at the meeting before, on {before.date}, {_counted(before)}"]
    if change := _chair_change(before, at, people=people):
        facts.append(change)
    listed = Words(before.date, before.body, before.document, 1, "")
    return Shift("room", course.matter, course.title, at.body, at.date, "; ".join(facts), listed, quote, _SURE)


def _counted(meeting: Meeting) -> str:
    there = [person for person in meeting.participants if person.attendance in ("present", "in-attendance")]
    away = sum(person.attendance == "apologies" for person in meeting.participants)
    sorts = Counter(sort for person in there if (sort := _sort(person)))
    told = ", ".join(f"{sort} {number}" for sort, number in sorted(sorts.items(), key=lambda pair: (-pair[1], pair[0])))
    aside = f" ({told})" if told else ""
    return (
        f"{len(there)} listed as there{aside}, {away} as absent with apologies"
        if away
        else f"{len(there)} listed as there{aside}"
    )


def _chair_change(before: Meeting, at: Meeting, *, people: bool) -> str:
    """Whether another took the chair than at the meeting before; empty where the same did or it cannot be told."""
    old, new = chairs(before), chairs(at)
    if not old or not new or new <= old:
        return ""
    names = f" ({', '.join(sorted(new - old)).title()})" if people else ""
    if old & new:
        return f"two are listed as chair, one of whom was not at the meeting before{names}"
    return f"another was in the chair than at the meeting before{names}"


def _sort(person: Participant) -> str:
    organisation = person.organisation or (match.group() if (match := _ORGANISATION.search(person.role)) else "")
    if organisation:
        return organisation
    for sort, pattern in (("councillors", _COUNCILLOR), ("police", _POLICE)):
        if pattern.match(person.name):
            return sort
    return "clerk or minutes" if _CLERK.search(person.role) else ""


def _is_clean(person: Participant, own: set[str]) -> bool:
    words = set(re.findall(r"\w+", person.name))
    return (
        bool(_NAME.fullmatch(person.name))
        and ". " not in re.sub(r"\b[A-Z][a-z]{0,2}\. ", "", person.name)
        and not words & own
        and not _ORGANISATION.search(person.name)
        and len(person.role.split()) < _LONG_ROLE
    )
