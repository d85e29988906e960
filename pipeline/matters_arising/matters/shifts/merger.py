"""A matter that is taken into another: absorbed, merged, dealt with under it, superseded by it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from matters_arising.matters.shifts.bound import Standing, standing
from matters_arising.matters.shifts.nouns import Around, Course, Said, Shift, Stop, words_of
from matters_arising.matters.words import ACTS, stems

_STRONG = (
    r"(?:(?:absorbed|subsumed|merged|amalgamated|incorporated|rolled|folded|taken up) (?:up )?(?:in|into|with|within"
    r"|under|by)|(?:superseded|overtaken) by|combined with)"
)
_WEAK = (
    r"(?:(?:taken|dealt with|considered|covered|picked up|addressed|handled)(?: together| along| in conjunction)?"
    r" (?:with|under|alongside|as (?:a )?part of|within|in)|(?:forms?|formed|become|became|made) (?:a )?part of)"
)
_NUMBER = (
    r"(?:agenda )?(?:items?|minutes?|min\.?|paragraph|para\.?)(?: no\.?| number)? ?(?P<number>\d{1,3}(?:[./]\d{1,4})*)"
)
_UNDERTAKING = (
    r"(?:review|plan|strategy|scheme|project|programme|program|study|inquiry|enquiry|application|survey|tender|contract"
    r"|bid|works|appraisal|audit|initiative|campaign|one|item|matter|agreement|policy)"
)
_THING = (
    rf"(?P<thing>(?:the|a|an|its|their|this|that|our)(?: [^\s.;:,()]+){{0,6}}? {_UNDERTAKING})\b"
    r"(?! (?:group|committee|meeting|officer|team|report)s?\b)"
)
_MERGES = re.compile(
    rf"\b(?P<verb>{_STRONG}|{_WEAK}) (?:{_NUMBER}|{_THING}|(?P<named>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)+))"
)
_IT = re.compile(
    r"\b(?:it|this|th(?:is|e) (?:item|matter|subject|question)|both items|the (?:two|three) items"
    r"|(?:–|-|:) these)\b[^.;:,]{0,30}$|^\W*(?:to be |now |also )?$",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"(?:with|into|under|alongside|part of|by)$")
_NOT_A_THING = re.compile(
    r"\b(?:minutes|agenda|orders?|powers|act|budget|section|pack(?:et)?|newsletter|above|below|following|same|next"
    r"|previous|other|another|normal|usual)\b",
    re.IGNORECASE,
)
_NEAR = 8  # words before the verb in which the matter must be named
_LIKELY = 0.75


def merger_shifts(course: Course, stops: Sequence[Stop], around: Around) -> Iterator[Shift]:
    """Where the minutes say that a matter goes into another thing, which they name; once a meeting."""
    for stop in stops:
        for said in stop.said:
            if found := _merged(said, course):
                yield _shift(course, stop, said, *found, around=around)
                break


def _merged(said: Said, course: Course) -> tuple[re.Match[str], Standing] | None:
    """Where a statement takes the matter into another thing, and how firmly."""
    named = set(stems(course.title)) - ACTS
    for match in _MERGES.finditer(said.text):
        subject = said.text[: match.start("verb")].rpartition(";")[2]
        near = named & set(stems(" ".join(subject.split()[-_NEAR:])))
        if not _IT.search(subject) and (len(near) < 2 or 2 * len(near) < len(named)):
            continue
        is_weak = not re.fullmatch(_STRONG, match["verb"])
        into = _into(match)
        is_only_pointed_at = match["number"] and not _BESIDE.search(match["verb"])  # "dealt with in item 3"
        if (
            is_only_pointed_at
            or (is_weak and match["named"])
            or _NOT_A_THING.search(into)
            or (named and named <= set(stems(into)))
        ):
            continue
        if firm := standing(said.text, match.start("verb"), match.end("verb"), said.after):
            return match, firm
    return None


def _into(match: re.Match[str]) -> str:
    """What the matter goes into, as it may be printed after the verb."""
    return match["thing"] or match["named"] or f"item {match['number']}"


def _shift(course: Course, stop: Stop, said: Said, match: re.Match[str], firm: Standing, *, around: Around) -> Shift:
    at, into, number = stop.meeting, _into(match), match["number"]
    to_come = "to be " if firm == "coming" else ""
    sentence = f"{to_come}{match['verb']} {into}: the minutes of {at.date or 'a meeting without a date'}"
    other = around.numbered(at.id).get(number, "") if number else _titled(into, course, at.body, around)
    title = around.titles.get(at.body, {}).get(other, "")
    if title and other != course.matter:
        sentence += f"; in the archive: {title} ({other})"
    quote = words_of(stop, said)
    return Shift("merger", course.matter, course.title, at.body, at.date, sentence, quote, None, _LIKELY)


def _titled(into: str, course: Course, body: str, around: Around) -> str:
    """The matter of the body whose title has all the words by which the other thing is named, if only one has."""
    wanted = set(stems(into)) - ACTS
    if len(wanted) < 2:
        return ""
    found = [one for one, title in around.titles.get(body, {}).items() if wanted <= set(stems(title))]
    return found[0] if len(found) == 1 and found[0] != course.matter else ""
