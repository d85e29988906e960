"""The date of a meeting: every date that the head of the minutes, the page furniture, the front matter and the
file's name print is a candidate; its surroundings and the agreement of the others decide."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from matters_arising.dates import DateMention, Order, find
from matters_arising.models import Document

_HEAD = 3000  # characters in which minutes name their date
_HELD = re.compile(
    r"\b(?:held|meeting|minutes|session|convened|met|took place|assembled|council|committee|board|date)\b",
    re.I,
)
_OTHER = re.compile(
    r"\b(?:next|previous|last|preceding|prior|approv\w*|adopt\w*|sign\w*|confirm\w*|publish\w*|posted|printed|updated"
    r"|revised|effective|dated|since|until|by|due|from|agenda of|term|expir\w*|resign\w*|letter|arising|correct record)\b",
    re.I,
)
_LEAST = 0.6


@dataclass(frozen=True, slots=True)
class _Candidate:
    iso: str
    score: float
    source: str
    place: int


def meeting_date(document: Document, *, start: int, end: int, order: Order, business: int) -> str:
    """ISO date of the meeting whose minutes lie between `start` and `end`; partial or empty when unsure.

    `business` is where the first item begins: dates after it belong to the business.
    """
    candidates = [
        *_in_head(document.text, start, min(end, start + _HEAD), order, business),
        *_in_lines(document.furniture, "furniture", 0.8, order),
        *_in_front_matter(document, order),
        *_in_name(document.path, order),
    ]
    return _best(candidates)


def _in_head(text: str, start: int, end: int, order: Order, business: int) -> Iterator[_Candidate]:
    for mention in find(text[start:end], order=order):
        at = start + mention.start
        line_start = text.rfind("\n", start, at) + 1 or start
        line_end = text.find("\n", at, end)
        line = text[line_start : line_end if line_end > 0 else end]
        before = text[max(line_start, at - 90) : at]
        previous = text[max(start, line_start - 90) : line_start]
        score = 1.0 + _context(before, previous, line, text[start + mention.start : start + mention.end])
        score -= 0.3 * (at - start) / _HEAD
        if at >= business:
            score -= 0.7
        yield from _readings(mention, score, "text", at)


def _context(before: str, previous: str, line: str, printed: str) -> float:
    """What the words around a date say: the meeting's own line, or another event's."""
    score = 0.0
    clause = re.split(r"[.;]\s", before)[-1]
    if _OTHER.search(clause):
        score -= 1.6
    elif _HELD.search(clause):
        score += 1.2
    elif _HELD.search(previous) and not _OTHER.search(previous):
        score += 0.5
    if len(line.replace(printed, "").split()) <= 5:
        score += 0.6
    return score


def _readings(mention: DateMention, score: float, source: str, place: int) -> Iterator[_Candidate]:
    if not mention.iso:
        if mention.month and mention.day:
            yield _Candidate(f"--{mention.month:02d}-{mention.day:02d}", score - 0.4, source, place)
        return
    weekday = {True: 0.5, False: -0.7, None: 0.0}[mention.consistent]
    partial = 0.0 if mention.full else -0.6
    yield _Candidate(mention.iso, score + weekday + partial, source, place)
    if mention.swapped:
        yield _Candidate(mention.swapped, score - 0.3, source, place)


def _in_lines(lines: Iterable[str], source: str, score: float, order: Order) -> Iterator[_Candidate]:
    for line in lines:
        for mention in find(line, order=order):
            lower = _OTHER.search(line[: mention.start]) is not None
            yield from _readings(mention, score - (1.2 if lower else 0.0), source, 0)


def _in_front_matter(document: Document, order: Order) -> Iterator[_Candidate]:
    for key, value in document.front_matter.items():
        if key.lower() in ("title", "subject", "description", "og:title", "name"):
            yield from _in_lines([value], "title", 1.0, order)
        elif key.lower() in ("meeting_date", "meeting-date", "meetingdate", "event_date"):
            yield from _in_lines([value], "title", 2.0, order)
        elif key.lower() == "date":
            yield from _in_lines([value], "date", 0.45, order)


def _in_name(path: str, order: Order) -> Iterator[_Candidate]:
    """Dates in the file's name, written out or packed (20200115, 191209, 12-9-19)."""
    stem = PurePosixPath(path).stem
    spaced = re.sub(r"[_]+", " ", stem)
    readings = [mention.iso for mention in find(spaced, order=order) if mention.iso]
    readings += [mention.iso for mention in find(re.sub(r"[_.\-]+", " ", stem), order=order) if mention.iso]
    swapped = [mention.swapped for mention in find(spaced, order=order) if mention.swapped]
    for iso in dict.fromkeys(readings):
        yield _Candidate(iso, 0.9 if len(iso) == 10 else 0.2, "name", 0)
    for iso in dict.fromkeys([*swapped, *_packed(stem)]):
        yield _Candidate(iso, 0.55, "name", 0)


def _packed(stem: str) -> Iterator[str]:
    for digits in re.findall(r"(?<!\d)(\d{8}|\d{6})(?!\d)", stem):
        ways = ("YYYYMMDD", "DDMMYYYY", "MMDDYYYY") if len(digits) == 8 else ("YYMMDD", "DDMMYY", "MMDDYY")
        for way in ways:
            year = int("".join(d for d, w in zip(digits, way, strict=True) if w == "Y"))
            month = int("".join(d for d, w in zip(digits, way, strict=True) if w == "M"))
            day = int("".join(d for d, w in zip(digits, way, strict=True) if w == "D"))
            full = year if year > 100 else (2000 + year if year <= 69 else 1900 + year)
            try:
                yield date(full, month, day).isoformat() if 1900 <= full <= 2100 else ""
            except ValueError:
                continue


def _best(candidates: Iterable[_Candidate]) -> str:
    """The date with the best score; candidates of other sources that agree with it add to it."""
    known = [c for c in candidates if c.iso]
    known = [*known, *_completed(known)]
    ranked = []
    for candidate in known:
        if candidate.iso.startswith("--"):
            continue
        others = {c.source for c in known if c.source != candidate.source and c.iso == candidate.iso}
        month = any(c.source != candidate.source and c.iso == candidate.iso[:7] for c in known)
        repeats = sum(c.iso == candidate.iso and c.score > 0.5 for c in known) - 1
        score = candidate.score + 0.7 * len(others) + (0.3 if month else 0.0) + min(0.3, 0.1 * repeats)
        ranked.append((score, -candidate.place, candidate.iso))
    if not ranked:
        return ""
    score, _, iso = max(ranked)
    return iso if score >= _LEAST else ""


def _completed(known: list[_Candidate]) -> Iterator[_Candidate]:
    """A date printed without its year takes the year of the file's name, title or front matter."""
    dated = [c for c in known if not c.iso.startswith("--") and c.source != "text"]
    for candidate in known:
        if not candidate.iso.startswith("--"):
            continue
        for other in dated:
            yield _Candidate(
                other.iso[:4] + candidate.iso[1:], candidate.score, candidate.source, candidate.place
            )
