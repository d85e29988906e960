"""The date of a meeting: every date that the head of the minutes, the page furniture, the front matter and the
file's name print is a candidate; its surroundings and the agreement of the others decide."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath

from matters_arising.dates import DateMention, Order, find, tells_order
from matters_arising.models import Document
from matters_arising.segment.earlier import is_business, is_confirmed, is_of_other, names_minutes
from matters_arising.segment.labelled import is_labelled
from matters_arising.segment.printed import Printed

_HEAD = 3000  # characters in which minutes name their date
_HELD = re.compile(
    r"\b(?:held|meeting|minutes|session|convened|met|took place|assembled|council|committee|board|date|when(?=\s*:))\b",
    re.I,
)
# what says outright when it was: a bare date above it may be that of the page
_SAID = re.compile(r"\b(?:held|met|convened|assembled|took place)\b", re.I)
_OPENED = re.compile(
    r"\b(?:meeting|session)\b.{0,60}\b(?:was held|(?<!be )held on|called to order|convened|opened|began)\b", re.I
)
_THERE = re.compile(r"^\W*(?:members? )?(?:present|apologies|in attendance|attend(?:ance|ed|ees|ing))\b", re.I | re.M)
_MONTH_WORD = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b(?!\s*\d)",
    re.I,
)
_STAMP = re.compile(r"\b\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s+\d{1,2}[:.]\d{2}(?:\s*[ap]\.?m\b\.?)?", re.I)
_ADDRESS = re.compile(r"\b(?:https?|file)://", re.I)
_BY = re.compile(r"\s*by\s+[A-Z]")  # "4 July 2023 by Ann Bell": who published the page, and when
_END = re.compile(r"end[_-]?(?:date|time)", re.I)
_TITLE = 15  # words of a title that may name the month
_LEAST = 0.6
_MONTHS = 12
_NUMBERS = re.compile(r"\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?['’‘]?\d{2,4}")
_TURNED = 0.25  # what a reading against a hint loses: less than a month that agrees with it gains
_POSTED = 1.1  # what the line of a day gains by its place, which here is the day on which the page was posted


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A day that may be the meeting's. `bare` is a line that holds no more than a day, `heading` one that is these
    minutes' own: it names them, stands above all else and has the day in full."""

    iso: str
    score: float
    source: str
    place: int
    bare: bool = False
    heading: bool = False


def meeting_date(document: Document, *, start: int, end: int, order: Order, business: int) -> str:
    """ISO date of the meeting whose minutes lie between `start` and `end`; partial or empty when unsure.

    `business` is where the first item begins: dates after it belong to the business.
    """
    candidates = [
        *_without_earlier(list(_in_head(document.text, start, min(end, start + _HEAD), order, business))),
        *_in_first_line(document.text, start, end),
        *_in_lines(_without_stamps(document.furniture), "furniture", 0.8, order),
        *_in_front_matter(document, order),
        *_in_name(document.path, order),
    ]
    return _best(candidates)


def _in_head(text: str, start: int, end: int, order: Order, business: int) -> Iterator[_Candidate]:
    there = _THERE.search(text, start, end)
    hinted = order != "" and not tells_order(text[start:end])
    for mention in find(text[start:end], order=order):
        printed = Printed(text, start, start + mention.start, start + mention.end)
        at, titled = printed.at, there is None or printed.at < there.start()
        named = names_minutes(printed.clause)
        score = 1.0 - 0.3 * (at - start) / _HEAD
        if named and is_business(printed):
            yield from _readings(mention, score, "earlier", at)
        elif named and not titled:  # the minutes name themselves before they say who was there
            yield from _readings(mention, score, "record", at)
        elif at < business or (named and there) or is_labelled(printed):  # a title may stand below a stray heading
            bare = not printed.lead.strip() and not printed.rest.strip()
            heading = named and not printed.above.strip() and not _is_of_another_day(printed)
            for reading in _readings(mention, score + _context(printed), "text", at):
                yield replace(reading, bare=bare, heading=heading and mention.full)
            if hinted and (turned := _turned(mention, text[start:end])):
                yield _Candidate(turned, score + _context(printed) - _TURNED, "text", at)
        else:  # dates in the business are those of other events, unless an item records the opening itself
            opened = _OPENED.search(printed.clause) and not _is_of_another_day(printed)
            yield from _readings(mention, score + (0.2 if opened else -0.9), "text", at)


def _in_first_line(text: str, start: int, end: int) -> Iterator[_Candidate]:
    """The month of a title that tells no day: "Minutes of the December meeting of the Board", above all else."""
    first = next((line for line in text[start : min(end, start + _HEAD)].splitlines() if line.strip()), "")
    if len(first.split()) <= _TITLE and names_minutes(first) and not is_of_other(first):
        yield from _bare_month(first, "text")


def _without_earlier(candidates: Sequence[_Candidate]) -> Iterator[_Candidate]:
    """A day once told to be an earlier meeting's is hardly this one's where it is printed again."""
    earlier = {candidate.iso for candidate in candidates if candidate.source == "earlier"}
    for candidate in candidates:
        again = candidate.source == "text" and candidate.iso in earlier
        yield replace(candidate, score=candidate.score - 1.6) if again else candidate


def _context(printed: Printed) -> float:
    """What the words around a date say: the meeting's own line, or another event's."""
    if is_labelled(printed):
        return 1.8
    score = 0.0
    if _is_of_another_day(printed) or _BY.match(printed.rest):
        score -= 1.6
    elif _HELD.search(printed.clause):
        score += 1.2
    elif _HELD.search(printed.previous) and not is_of_other(printed.previous):
        score += 0.5
    alone = len(f"{printed.lead} {printed.rest}".split()) <= 5
    return score + (0.6 if alone or _SAID.search(printed.clause) else 0.0)


def _is_of_another_day(printed: Printed) -> bool:
    return is_of_other(printed.clause) or is_confirmed(printed.after)


def _readings(mention: DateMention, score: float, source: str, place: int) -> Iterator[_Candidate]:
    if not mention.iso:
        if mention.month and mention.day:
            yield _Candidate(f"--{mention.month:02d}-{mention.day:02d}", score - 0.4, source, place)
        return
    weekday = {True: 0.5, False: -0.5, None: 0.0}[mention.consistent]
    partial = 0.0 if mention.full else -0.6
    yield _Candidate(mention.iso, score + weekday + partial, source, place)
    if mention.consistent is False:
        yield from _other_years(mention, score, source, place)
    if mention.swapped:
        yield _Candidate(mention.swapped, score - 0.3, source, place)


def _turned(mention: DateMention, text: str) -> str:
    """The other reading of a date in numbers (ISO), which the month in a title or a file's name may bear out."""
    numbers = _NUMBERS.fullmatch(text, mention.start, mention.end)
    if numbers is None or mention.weekday >= 0 or mention.day > _MONTHS or mention.day == mention.month:
        return ""
    return replace(mention, month=mention.day, day=mention.month).iso


def _other_years(mention: DateMention, score: float, source: str, place: int) -> Iterator[_Candidate]:
    """A weekday that does not fit the year but fits one beside it: clerks copy last year's heading."""
    for year in (mention.year + 1, mention.year - 1):
        other = replace(mention, year=year)
        if (mention.month, mention.day) != (2, 29) and other.consistent:
            yield _Candidate(other.iso, score - 0.7, source, place)


def _in_lines(lines: Iterable[str], source: str, score: float, order: Order) -> Iterator[_Candidate]:
    for line in lines:
        for mention in find(line, order=order):
            lower = is_of_other(line[: mention.start])
            yield from _readings(mention, score - (1.2 if lower else 0.0), source, 0)


def _without_stamps(furniture: Sequence[str]) -> list[str]:
    """The running heads and feet without the day and hour at which a browser printed the page, beside its address."""
    if not any(_ADDRESS.search(line) for line in furniture):
        return list(furniture)
    return [_STAMP.sub("", line) for line in furniture]


def _in_front_matter(document: Document, order: Order) -> Iterator[_Candidate]:
    ends = any(_END.fullmatch(key) for key in document.front_matter)  # a meeting has an end, a publication has none
    for key, value in document.front_matter.items():
        if key.lower() in ("title", "subject", "description", "og:title", "name"):
            heads = names_minutes(value) and not is_of_other(value)
            for found in _in_lines([value], "title", 1.0, order):
                yield replace(found, heading=heads and len(found.iso) == 10)
            yield from _bare_month(value, "title")
        elif key.lower() in ("meeting_date", "meeting-date", "meetingdate", "event_date") or (
            key.lower() == "date" and ends
        ):
            yield from _in_lines([value], "title", 2.0, order)
        elif key.lower() == "date":
            yield from _in_lines([value], "date", 0.45, order)


def _bare_month(title: str, source: str) -> Iterator[_Candidate]:
    """ "March meeting": a month without a year in a title."""
    for match in _MONTH_WORD.finditer(title):
        for mention in find(f"in {match.group().capitalize()}"):
            if mention.month and not mention.day:
                yield _Candidate(f"--{mention.month:02d}", 0.7, source, 0)


def _in_name(path: str, order: Order) -> Iterator[_Candidate]:
    """Dates in the file's name, written out or packed (20200115, 191209, 12-9-19)."""
    stem = PurePosixPath(path).stem
    spaced = re.sub(r"[_]+", " ", stem)
    readings = [mention.iso for mention in find(spaced, order=order) if mention.iso]
    readings += [mention.iso for mention in find(re.sub(r"[_.\-]+", " ", stem), order=order) if mention.iso]
    swapped = [mention.swapped for mention in find(spaced, order=order) if mention.swapped]
    yield from _bare_month(spaced.replace("-", " "), "name")
    packed = _packed(stem)
    sure = packed if len(packed) == 1 else []
    for iso in dict.fromkeys([*readings, *sure]):
        yield _Candidate(iso, 0.9 if len(iso) == 10 else 0.2, "name", 0)
    for iso in dict.fromkeys([*swapped, *packed]):
        yield _Candidate(iso, 0.55, "name", 0)


def _packed(stem: str) -> list[str]:
    """Every date that six or eight digits in a row may be."""
    found: list[str] = []
    for digits in re.findall(r"(?<!\d)(\d{8}|\d{6})(?!\d)", stem):
        ways = ("YYYYMMDD", "DDMMYYYY", "MMDDYYYY") if len(digits) == 8 else ("YYMMDD", "DDMMYY", "MMDDYY")
        for way in ways:
            year, month, day = (
                int("".join(d for d, w in zip(digits, way, strict=True) if w == part)) for part in "YMD"
            )
            full = year if len(digits) == 8 else (2000 + year if year <= 69 else 1900 + year)
            if 1900 <= full <= 2100 and 1 <= month <= 12 and 1 <= day <= monthrange(full, month)[1]:
                found.append(f"{full:04d}-{month:02d}-{day:02d}")
    return list(dict.fromkeys(found))


def _best(candidates: Iterable[_Candidate]) -> str:
    """The date with the best score; candidates of other sources that agree with it add to it."""
    known = [c for c in candidates if c.iso]
    known = [*(c for c in known if not c.iso.startswith("--")), *_completed(known)]
    known = [c for c in known if c.source not in ("earlier", "record")]  # other minutes tell the year at most
    ranked = []
    for candidate in known:
        elsewhere = [c for c in known if c.source != candidate.source]
        agreeing = {c.source for c in elsewhere if c.iso == candidate.iso}
        month = (
            any(c.iso == candidate.iso[:7] for c in known if c.source != candidate.source or c.score > 0.9)
            and len(candidate.iso) > 7
        )
        year = candidate.source == "text" and any(c.iso[:4] == candidate.iso[:4] for c in elsewhere)
        soon = any(c.source == "date" and _soon_after(candidate.iso, c.iso) for c in elsewhere)
        posted = candidate.bare and any(
            c.heading and c.iso != candidate.iso and _soon_after(c.iso, candidate.iso) for c in known
        )
        repeats = sum(c.iso == candidate.iso and c.score > 0.5 for c in known) - 1
        score = candidate.score + 0.7 * len(agreeing) + 0.3 * (month + year + soon) + min(0.3, 0.1 * repeats)
        ranked.append((score - _POSTED * posted, -candidate.place, candidate.iso))
    if not ranked:
        return ""
    score, _, iso = max(ranked)
    if score < _LEAST:
        return ""
    within = [entry for entry in ranked if entry[2].startswith(iso) and len(entry[2]) == 10 and entry[0] > 0]
    return max(within)[2] if within else iso


def _soon_after(meeting: str, published: str) -> bool:
    """Whether minutes of that day would be published on this one: within four months."""
    if len(meeting) < 10 or len(published) < 10:
        return False
    return 0 <= (date.fromisoformat(published) - date.fromisoformat(meeting)).days <= 120


def _completed(known: Sequence[_Candidate]) -> Iterator[_Candidate]:
    """A date printed without its year takes one from the file's name, the title or the front matter, or from the
    minutes that it confirms.

    Minutes are published after the meeting: beside a date of publication the nearest such day before it is meant,
    beside that of the minutes confirmed the nearest after it.
    """
    for candidate in known:
        if not candidate.iso.startswith("--"):
            continue
        for other in known:
            if other.iso.startswith("--") or other.source == candidate.source == "text":
                continue
            iso = other.iso[:4] + candidate.iso[1:]
            if other.source == "date" and iso[: len(other.iso)] > other.iso[: len(iso)]:
                iso = f"{int(other.iso[:4]) - 1:04d}{candidate.iso[1:]}"
            if other.source in ("earlier", "record") and iso[: len(other.iso)] <= other.iso[: len(iso)]:
                iso = f"{int(other.iso[:4]) + 1:04d}{candidate.iso[1:]}"
            if len(iso) == 10 and int(iso[8:]) > monthrange(int(iso[:4]), int(iso[5:7]))[1]:
                continue  # 29 February of another year
            published = other.source == "date" or candidate.source == "text"
            yield replace(candidate, iso=iso, score=candidate.score - (0.0 if published else 0.3))
