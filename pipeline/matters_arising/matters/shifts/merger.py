"""A matter that is taken into another: absorbed, merged, dealt with under it, superseded by it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from matters_arising.matters.shifts.bound import standing
from matters_arising.matters.shifts.nouns import Around, Course, Said, Shift, Stop, Words, words_of
from matters_arising.matters.words import ACTS, stems

_STRONG = (
    r"(?:(?:absorbed|subsumed|merged|amalgamated|incorporated|rolled|folded|taken up) (?:up )?(?:in|into|with|within"
    r"|under|by)|(?:superseded|overtaken) by|combined with)"
)
_WEAK = (
    r"(?:(?:taken|dealt with|considered|covered|picked up|addressed|handled|included) (?:together |along |in conjunction )?"
    r"(?:with|under|alongside|as (?:a )?part of|within|in)|(?:forms?|formed|become|became|made) (?:a )?part of)"
)
_NUMBER = (
    r"(?:agenda )?(?:items?|minutes?|min\.?|paragraph|para\.?)(?: no\.?| number)? ?(?P<number>\d{1,3}(?:[./]\d{1,4})*)"
)
_UNDERTAKING = (
    r"(?:review|plan|strategy|scheme|project|programme|program|study|inquiry|enquiry|application|survey|tender|contract"
    r"|bid|works|appraisal|audit|initiative|campaign|one|item|matter|agreement|policy)"
)
_THING = rf"(?P<thing>(?:the|a|an|its|their|this|that|our)(?: [^\s.;:,()]+){{0,6}}? {_UNDERTAKING})\b(?! (?:group|committee|meeting|officer|team|report)s?\b)"
_MERGES = re.compile(
    rf"(?P<lead>(?:^|[^.;:]*?\b))(?P<verb>{_STRONG}|{_WEAK}) (?:{_NUMBER}|{_THING}|(?P<named>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)+))"
)
_IT = re.compile(
    r"(?:\b(?:it|this|this item|this matter|the item|the matter|the subject|both items|the (?:two|three) items)\b[^.;:,]{0,30}$)"
    r"|^\W*(?:to be |now |also )?$",
    re.IGNORECASE,
)
_NOT_A_THING = re.compile(r"\b(?:minutes|agenda|order|orders|powers|act|budget|section|pack(?:et)?|newsletter)\b", re.I)
_SURE, _LIKELY = 0.85, 0.75


def merger_shifts(course: Course, stops: Sequence[Stop], around: Around) -> Iterator[Shift]:
    """Where the minutes say that a matter goes into another thing, which they name; once a meeting."""
    for stop in stops:
        for said in stop.said:
            found = _merged(said, course)
            if found:
                yield _shift(course, stop, said, *found, around)
                break


def _merged(said: Said, course: Course) -> tuple[str, str, str] | None:
    """The verb, what the matter goes into, and its number where it is an item of the same minutes."""
    named = set(stems(course.title)) - ACTS
    for match in _MERGES.finditer(said.text):
        subject = said.text[: match.start("verb")].rpartition(";")[2]
        shared = named & set(stems(subject))
        is_it = bool(_IT.search(subject))
        into = match["thing"] or match["named"] or f"item {match['number']}"
        weak = not re.fullmatch(_STRONG, match["verb"])
        if not is_it and (len(shared) < 2 or 2 * len(shared) < len(named)):
            continue
        if (weak and match["named"]) or _NOT_A_THING.search(into):
            continue
        if not match["number"] and named and named <= set(stems(into)):
            continue
        firm = standing(said.text, match.start("verb"), match.end("verb"), said.after)
        if firm:
            return match["verb"], into, match["number"] or ""
    return None


def _shift(course: Course, stop: Stop, said: Said, verb: str, into: str, number: str, around: Around) -> Shift:
    at = stop.meeting
    sentence = f"{verb} {into}: the minutes of {at.date or 'a meeting without a date'}"
    other = around.numbered(at.id).get(number, "") if number else _titled(into, course, at.body, around)
    title = around.titles.get(at.body, {}).get(other, "")
    if other and other != course.matter and title:
        sentence += f"; in the archive: {title} ({other})"
    later: Words | None = None
    return Shift(
        "merger", course.matter, course.title, at.body, at.date, sentence, words_of(stop, said), later, _LIKELY
    )


def _titled(into: str, course: Course, body: str, around: Around) -> str:
    """The matter of the body whose title has all the words by which the other thing is named, if only one has."""
    wanted = set(stems(into)) - ACTS
    if len(wanted) < 2:
        return ""
    found = [one for one, title in around.titles.get(body, {}).items() if wanted <= set(stems(title))]
    return found[0] if len(found) == 1 and found[0] != course.matter else ""
