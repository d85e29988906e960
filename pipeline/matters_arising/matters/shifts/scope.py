"""A matter that is widened or narrowed, in so many words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from matters_arising.matters.shifts.bound import standing
from matters_arising.matters.shifts.nouns import Course, Said, Shift, Stop, Words, words_of
from matters_arising.matters.words import ACTS, stems
from matters_arising.nlp.reach import reaching

_VERBS = r"(?:extended|widened|broadened|expanded|enlarged|narrowed|limited|restricted|confined)"
_BARE = r"(?:extend|widen|broaden|expand|enlarge|narrow|limit|restrict|confine)"
_PASSIVE = re.compile(
    rf"(?P<subject>(?:[^\s.;:,]+ ){{1,9}}?)(?:be|been|is|are|was|were)(?: [a-z]+ly)? (?P<verb>{_VERBS})"
    rf"(?: in scope)?(?: further)? to (?P<to>[^.;:]{{3,120}})"
)
_ACTIVE = re.compile(
    rf"\b(?P<verb>{_BARE}|{_VERBS}) (?P<subject>(?:the|this|its|their|our|it|that)(?: [^\s.;:,]+){{0,6}}?)"
    rf"(?: further)? to (?P<to>[^.;:]{{3,120}})"
)
_REACHES = re.compile(r"(?:include|cover|take in|embrace|also|all|the whole|the rest|every|the entire|only)\b")
_LEVEL = (
    r"(?:county|country|nation|national|district|borough|city|town|township|parish|village|region|state|province|system"
    r"|school|estate|council|authority|community)"
)
_WIDE = re.compile(
    rf"\b{_LEVEL}[- ]?wide\b|\b(?:whole|entire)(?: of the)? {_LEVEL}\b|\b{_LEVEL} as a whole\b",
    re.IGNORECASE,
)
_PLACED = re.compile(r"\b(?:in|at|for|within) (?:the )?(?P<place>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2})")
_CALENDAR = re.compile(
    r"(?:the )?(?:\d|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August"
    r"|September|October|November|December|Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor|Spring|Summer|Autumn|Winter|Easter"
    r"|Christmas)\b"
)
_SCOPE = frozenset(stems("scope remit coverage boundary terms reference"))
_NOT_ITS_SCOPE = frozenset(
    stems("deadline date time period hours thanks invitation contract lease term consultation day")
)
_SETTLED = re.compile(r"\b(?:resolved|agreed|decided|ruled)\b", re.IGNORECASE)
_ENDS = re.compile(  # where what "extended to" names is over
    r",| and (?=[A-Z][\w.]* (?:second|mov))| from (?=[A-Z]|the \d|\d)| (?:because|if|so that)\b"
)
_ANOTHER = re.compile(
    r"\b(?:[A-Z][\w’'-]*(?: (?:and|of|the|for))? ){0,6}(?:Board|Council|Committee|Authority|Trust|Partnership"
    r"|Commission|Panel|Forum|Group|Government|Ministry|Department)\b"
)
_ORGAN = re.compile(r"\b(?:Board|Council|Committee|Authority|Trust|Partnership|Commission|Panel|Forum|Group)\b")
_SMALL = re.compile(  # words after which nothing is "county-wide" but what stands before
    r"(?:a|after|and|as|at|be|before|by|for|from|ha[ds]|have|if|in|into|is|it|led|now|of|on|or|so|that|the|then|to|under"
    r"|was|were|when|which|while|who|will|with|would)",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r" ?[\w/-]*\d")  # "for Bid 23": the number of a paper, no place
_TELLING = 2  # words of the title that a passage must have to name the matter
_NEAR = 6  # words before a place that it can be the place of
_SURE, _LIKELY = 0.8, 0.75  # 6 of 7 read on real minutes held: nothing here is "almost certain"


def scope_shifts(course: Course, stops: Sequence[Stop]) -> Iterator[Shift]:
    """Each widening or narrowing of a matter that its minutes print, and the first time that they name it for the whole
    of what they had named it for a place of."""
    for number, stop in enumerate(stops):
        for said in stop.said:
            if found := _altered(said, course):
                yield _alteration(course, stops[: number + 1], said, found)
                break
    yield from _renamed(course, stops)


def _altered(said: Said, course: Course) -> str:
    """How a statement alters the reach of the matter, in words; empty where it does not."""
    named = (set(stems(course.title)) - ACTS) | _SCOPE
    for pattern in (_PASSIVE, _ACTIVE):
        for match in pattern.finditer(said.text):
            subject, to = match["subject"].strip(), match["to"].strip()
            is_it = bool(re.fullmatch(r"(?:.* )?(?:it|this)", subject, re.IGNORECASE))
            words = set(stems(subject))
            if not (words & named or is_it) or words & _NOT_ITS_SCOPE or not _is_reach(to):
                continue
            firm = standing(said.text, match.start("verb"), match.end("verb"), said.after)
            is_said = match["verb"].endswith("ed") or bool(_SETTLED.search(said.text[: match.start()]))
            if firm == "carried" or (firm == "done" and is_said):
                verb = match["verb"] if match["verb"].endswith("ed") else f"{match['verb'].removesuffix('e')}ed"
                by = ", by a motion that was carried" if firm == "carried" else ""
                return f"{verb} to “{_ENDS.split(to)[0].strip()}”{by}"
    return ""


def _is_reach(to: str) -> bool:
    """Whether what follows "extended to" can be a place or a range of things: no date, and nobody."""
    names = bool(re.match(r"(?:the )?[A-Z]", to))
    return not _CALENDAR.match(to) and (names or bool(_REACHES.match(to)) or bool(_WIDE.match(to)))


def _alteration(course: Course, stops: Sequence[Stop], said: Said, altered: str) -> Shift:
    """At the last of the stops, with how the ones before named the matter."""
    at = stops[-1].meeting
    sentence = f"{altered}: the minutes of {at.date or 'a meeting without a date'}"
    this, last = words_of(stops[-1], said), _last_named(stops[:-1], set(stems(course.title)) - ACTS)
    earlier, later = (last, this) if last else (this, None)
    return Shift("scope", course.matter, course.title, at.body, at.date, sentence, earlier, later, _SURE)


def _last_named(before: Sequence[Stop], named: set[str]) -> Words | None:
    """How the last meeting before named the matter, where its minutes do."""
    for stop in reversed(before):
        best = max(stop.said, key=lambda said: (len(named & set(stems(said.text))), said.heading, -said.start))
        if named & set(stems(best.text)):
            return words_of(stop, best)
    return None


def _renamed(course: Course, stops: Sequence[Stop]) -> Iterator[Shift]:
    """Where the matter is first named for a whole, after it was named for a place."""
    named = set(stems(course.title)) - ACTS
    held: tuple[Stop, Said, str] | None = None
    for stop in stops:
        wide = next((pair for said in stop.said if (pair := _named_wide(said, named, stop.meeting.body))), None)
        if wide:
            if held and len(stop.meeting.date) == len("2023-05-12"):
                yield _renaming(course, held, stop, *wide)
            return
        placed = next((pair for said in stop.said if (pair := _named_placed(said, named))), None)
        held = (stop, *placed) if placed else held


def _renaming(course: Course, held: tuple[Stop, Said, str], stop: Stop, said: Said, whole: str) -> Shift:
    earlier, told, place = held
    at = stop.meeting
    sentence = f"named for {place} on {earlier.meeting.date}, for “{whole}” on {at.date}"
    quotes = words_of(earlier, told), words_of(stop, said)
    return Shift("scope", course.matter, course.title, at.body, at.date, sentence, *quotes, _LIKELY)


def _named_wide(said: Said, named: set[str], own: str) -> tuple[Said, str] | None:
    """The statement and its words, where it names the matter for a whole, and that is more than somebody's wish. What
    another body is said to have resolved is news, what this one resolved earlier is history."""
    match = _WIDE.search(said.text)
    if (
        not match
        or not _is_of_the_matter(said.text[match.end() :], named)
        or len(named & set(stems(said.text[: match.start()] + said.text[match.end() :]))) < _TELLING
    ):
        return None
    firm = standing(said.text, match.start(), match.end(), said.after)
    if not firm:
        categories = reaching(said.text, match.start(), match.end())
        lead = said.text[: match.start()]
        others = [one for one in _ANOTHER.findall(lead) if not set(one.split()) <= set(own.split())]
        if categories - {"historical", "reported"} or not (others and _SETTLED.search(lead)):
            return None
    return said, match.group()


def _is_of_the_matter(following: str, named: set[str]) -> bool:
    """Whether "county-wide" tells of the matter, and not of another thing, the next word ("county-wide awards")."""
    next_word = re.match(r" ([^\W\d_][\w’'-]*)", following)
    return not next_word or bool(_SMALL.fullmatch(next_word[1])) or bool(named & set(stems(next_word[1])))


def _named_placed(said: Said, named: set[str]) -> tuple[Said, str] | None:
    """The statement and the place, where it names the matter for one."""
    for match in _PLACED.finditer(said.text):
        before = said.text[: match.start()].split()[-_NEAR:]
        is_no_place = (
            _CALENDAR.match(match["place"]) or _ORGAN.search(match["place"]) or _REFERENCE.match(said.text, match.end())
        )
        if not is_no_place and len(named & set(stems(" ".join(before)))) >= _TELLING and not _WIDE.search(said.text):
            return said, match["place"]
    return None
