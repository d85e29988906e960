"""A matter whose lead, or one of whose errands, goes from one office or body to another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from matters_arising.matters.shifts.bound import standing
from matters_arising.matters.shifts.nouns import Course, Errand, Said, Shift, Stop, words_of
from matters_arising.matters.words import stems
from matters_arising.models import Meeting
from matters_arising.stance.parties import names_a_person

_PARTY = r"(?:the |our )?[A-Z]?[\w’'&-]+(?: (?:of|and|for|the|&|[A-Z][\w’'&-]*)){0,6}"
_PASSES = re.compile(
    rf"\b(?P<what>(?:the )?(?:lead(?:ership)?|responsibility|ownership|management|running|oversight)\b[^.;:]{{0,60}}?)"
    rf" (?P<verb>pass(?:ed|es)?|transferred|handed(?: over)?|moved|shifted)(?: from (?P<giver>{_PARTY}))? to (?P<taker>{_PARTY})"
)
_TAKES = re.compile(
    rf"(?P<taker>{_PARTY}) (?:has |have |had |will |would |to )?(?:now )?(?P<verb>taken?|takes|took) over"
    rf" (?P<what>the lead|(?:the )?(?:responsibility|management|running|ownership|oversight)\b[^.;:]{{0,40}}?)"
    rf"(?: from (?P<giver>{_PARTY}))?(?=[.,;]|$| (?:in|on|at|as|and)\b)"
)
_LEADS = re.compile(rf"\bled by (?P<by>{_PARTY})|\bwith (?P<within>{_PARTY}) in the lead\b")
_EVERYBODY = re.compile(r"\b(?:all|any|members|everyone|everybody|councillors|governors|trustees|various|both)\b", re.I)
_SEVERAL = re.compile(r",|/|&|\+|\band\b|\bwith\b", re.IGNORECASE)
_SAME_ERRAND = 0.6  # of the words of two errands, shared
_ENOUGH = 3  # words that an errand must have to be known again
_SURE, _LIKELY = 0.85, 0.75


def owner_shifts(course: Course, stops: Sequence[Stop], *, people: bool) -> Iterator[Shift]:
    """Handings-over that are printed; a lead that is another's; an errand that comes back as another's. Persons only
    with `people`."""
    for stop in stops:
        for said in stop.said:
            if found := _handed(said, people=people):
                yield _handing(course, stop, said, *found)
                break
    yield from _other_leads(course, stops, people=people)
    for earlier, later in pairwise([stop for stop in stops if stop.errands]):
        yield from _other_doers(course, earlier, later, people=people)


def _handed(said: Said, *, people: bool) -> tuple[str, str, str] | None:
    for pattern in (_PASSES, _TAKES):
        for match in pattern.finditer(said.text):
            giver, taker = match["giver"] or "", match["taker"]
            if not _is_party(taker) or (not people and any(names_a_person(one) for one in (giver, taker))):
                continue
            if standing(said.text, match.start("verb"), match.end("verb"), said.after) in ("done", "before", "carried"):
                return match["what"].strip(), giver, taker
    return None


def _handing(course: Course, stop: Stop, said: Said, what: str, giver: str, taker: str) -> Shift:
    source = f" from {giver}" if giver else ""
    at = stop.meeting
    sentence = f"{what} went{source} to {taker}: the minutes of {at.date or 'a meeting without a date'}"
    quote = words_of(stop, said)
    return Shift("owner", course.matter, course.title, at.body, at.date, sentence, quote, None, _SURE)


def _other_leads(course: Course, stops: Sequence[Stop], *, people: bool) -> Iterator[Shift]:
    held: tuple[Stop, Said, str] | None = None
    for stop in stops:
        found = next((pair for said in stop.said if (pair := _lead(said, people=people))), None)
        if found and held and not _same(held[2], found[1]):
            earlier, told, lead = held
            sentence = f"led by {lead} on {earlier.meeting.date}, by {found[1]} on {stop.meeting.date}"
            quotes = words_of(earlier, told), words_of(stop, found[0])
            at = stop.meeting
            yield Shift("owner", course.matter, course.title, at.body, at.date, sentence, *quotes, _LIKELY)
        held = (stop, *found) if found else held


def _lead(said: Said, *, people: bool) -> tuple[Said, str] | None:
    for match in _LEADS.finditer(said.text):
        party = match["by"] or match["within"]
        firm = standing(said.text, match.start(), match.end(), said.after)
        if firm and _is_party(party) and (people or not names_a_person(party)):
            return said, party
    return None


def _other_doers(course: Course, earlier: Stop, later: Stop, *, people: bool) -> Iterator[Shift]:
    for errand in later.errands:
        for before in earlier.errands:
            if not _same_errand(before, errand) or not _may_differ(before, errand, earlier, later, people=people):
                continue
            sentence = (
                f"to be done by {before.owner} on {earlier.meeting.date}, by {errand.owner} on {later.meeting.date}"
            )
            quotes = words_of(earlier, before.said), words_of(later, errand.said)
            at = later.meeting
            yield Shift("owner", course.matter, course.title, at.body, at.date, sentence, *quotes, _LIKELY)
            return


def _same_errand(one: Errand, other: Errand) -> bool:
    first, second = _told(one), _told(other)
    shared = len(first & second)
    return shared >= _ENOUGH and shared >= _SAME_ERRAND * len(first | second)


def _told(errand: Errand) -> set[str]:
    return set(stems(errand.said.text)) - set(stems(errand.owner))


def _may_differ(one: Errand, other: Errand, earlier: Stop, later: Stop, *, people: bool) -> bool:
    """Whether the owners of two errands are plainly two: single, of one sort, and not two names of one."""
    names = one.owner, other.owner
    if any(not name or _SEVERAL.search(name) or _EVERYBODY.search(name) for name in names) or _same(*names):
        return False
    persons = [names_a_person(name) or _is_initials(name, earlier.meeting, later.meeting) for name in names]
    return all(persons) and people and _apart(*names) if any(persons) else True


def _apart(one: str, other: str) -> bool:
    """Whether two names of persons are printed in the same manner, so that they can be told apart."""
    first, second = one.split(), other.split()
    return (len(first) > 1) == (len(second) > 1) and first[-1].lower() != second[-1].lower()


def _is_initials(name: str, *meetings: Meeting) -> bool:
    return any(name == person.initials for meeting in meetings for person in meeting.participants)


def _is_party(name: str) -> bool:
    bare = name.removeprefix("the ").removeprefix("our ")
    return bool(re.search(r"[A-Z]", bare)) or name.startswith("the ")


def _same(one: str, other: str) -> bool:
    """Whether two names may be of one party: the words of one are among those of the other, or its initials are."""
    first, second = (set(re.findall(r"[^\W_]+", name.lower())) - {"the", "our", "of"} for name in (one, other))
    short, long = sorted((one, other), key=len)
    letters = "".join(word[0] for word in re.findall(r"[A-Z]\w*", long))
    return first <= second or second <= first or bool(first & second) or short.removeprefix("the ") == letters
