"""Dates as minutes print them: found by a pattern, then read, and left partial where the print is partial.

A `DateMention` is what stands on the page ("Tuesday 4th", "in May", "1/7/23"); `iso` is empty until the year
is known, and `on` completes it from a date near by. Numeric dates whose order cannot be told from the numbers
take it from the document (`order_of`), and a printed weekday settles it before anything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

Order = Literal["dmy", "mdy", ""]

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_TEENS = "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
_UNITS = "first second third fourth fifth sixth seventh eighth ninth"
_ORDINALS = {
    word: number
    for number, word in enumerate(
        [
            *_UNITS.split(),
            *_TEENS.split(),
            "twentieth",
            *(f"twenty-{unit}" for unit in _UNITS.split()),
            "thirtieth",
            "thirty-first",
        ],
        start=1,
    )
}
_FIRST_YEAR, _LAST_YEAR = 1700, 2099  # what is further off is a slip of the pen, and its year is not known
_PIVOT = 69  # two-digit years up to this are of this century, as in POSIX

_WEEKDAY = r"(?P<weekday>(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?)(?:\b\.?|(?=[0-3]?\d\D))"
_THE = r"(?:[\s,]+(?:the\s+)?|(?=\d))"  # "THURSDAY22"
_DAY = r"(?P<day>(?-i:[0-3lIO|]?[0-9]|[0-3][lIO|]|[lI](?=\s?st\b)))"
_SUFFIX = r"(?:\s?(?:st|nd|rd|th|”|‘h)(?:\b|(?-i:(?=[A-Z]))|(?=[12]\d{3}\b)))?"  # "16thDecember", "March 9th2017"
_RANGE = r"(?:\s?[-–]\s?[0-3]?[0-9](?:st|nd|rd|th)?(?!\d))?"  # "October 4-5": of two days the first
_NAME = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|[o0]ct(?:[o0]ber)?|nov(?:ember)?|dec(?:ember)?)"
    r"(?:\b|(?=[12]\d{3}\b)|(?=[0-3]?\d(?:st|nd|rd|th)))\.?"  # "12 May2008", "May12th"
)
_LOOSE_NAME = r"(?P<month>[A-Za-z0][A-Za-z]{3,9})"
_YEAR = r"(?P<year>[12][0-9OolI]{3}(?![\d/])|['’‘]\d{2}\b)"
_SHORT_YEAR = r"(?P<year>[12]\d{3}|['’‘]?\d{2})(?![\d/:])"
_NO_DAY = r"(?!\s\d{1,2}(?:st|nd|rd|th)?,? [12]\d{3}\b)"  # "3 March 15, 2020" has a number before it, and no day
_NO_HOUR = r"(?!\d|:\d)"  # "Friday 3 May: the county" names a day, "May 10:30" none
_OF = r"\s*(?:day\s+)?(?:of\s+)?"

# Tried in this order at each place; the first that reads as a real date wins, longer forms before shorter.
_FORMS = (
    rf"(?:{_WEEKDAY}{_THE})?{_DAY}{_SUFFIX}{_RANGE}[\s,.\-]*{_OF}{_NAME}[\s,\-]*(?:in\s+the\s+year\s+)?{_YEAR}",
    rf"(?:{_WEEKDAY}[\s,]+)?{_NAME}[\s\-]*(?:the\s+)?{_DAY}{_SUFFIX}{_RANGE}[\s,.\-]*{_YEAR}",
    rf"(?:{_WEEKDAY}[\s,]+(?:the\s+)?)?(?P<word>[a-z]+(?:-[a-z]+)?)\s+(?:day\s+)?of\s+{_NAME}[\s,]*{_YEAR}",
    rf"(?:{_WEEKDAY}[\s,]+)?{_DAY}{_SUFFIX}\s+(?:of\s+)?{_LOOSE_NAME}[\s,]+{_YEAR}",
    r"(?P<year>[12]\d{3})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?![\d/])",
    rf"(?:{_WEEKDAY}[\s,]+)?(?P<a>\d{{1,2}})\s?(?P<sep>[-/.])\s?(?P<b>\d{{1,2}})\s?(?P=sep)\s?{_SHORT_YEAR}",
    rf"(?:{_WEEKDAY}{_THE})?{_DAY}{_SUFFIX}[\s,.\-]*{_OF}{_NAME}{_NO_DAY}(?:[\s\-]+(?P<year>\d{{2}}))?{_NO_HOUR}",
    rf"(?:{_WEEKDAY}[\s,]+)?{_NAME}[\s\-]*(?:the\s+)?(?P<day>[0-3]?[0-9])(?:\s?(?:st|nd|rd|th)\b)?+{_NO_HOUR}(?!/)",
    rf"{_NAME}[\s,\-]*(?:of\s+)?{_YEAR}",
    rf"{_WEEKDAY}[\s,]+(?:the\s+)?(?P<day>[0-3]?[0-9])\s?(?:st|nd|rd|th)\b",
)
_PATTERNS = tuple(re.compile(form, re.IGNORECASE) for form in _FORMS)
_BARE_MONTH = re.compile(
    rf"\b(?:in|by|until|till|to|from|since|during|for|late|early|mid|next|last|this|end of)[\s\-]+{_NAME}",
    re.IGNORECASE,
)
_DAY_FIRST = re.compile(r"(?:[a-z]+,?\s)?[0-3]?\d\s?(?:st|nd|rd|th)\b", re.IGNORECASE)
_LISTED = re.compile(  # but of a stretch, "between 4th and 11th July", the last day
    r"(?<!\bbetween )(?<!\bbetween the )\b(?P<printed>(?P<day>[12]\d|3[01]|0?[1-9])\s?(?:st|nd|rd|th))"
    r"\s?(?:,|,?\s?(?:&|\band\b))\s?$",
    re.IGNORECASE,
)
_NEAR = 16  # characters in which another day of a list ends
# Every form holds a digit or a spelled day beside a month: only such places are worth trying.
_PLACE = re.compile(
    r"(?<![A-Za-z0-9/])(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*(?=\d|\b[.,]?\s+(?:the\s+)?[\dlIO|a-z])"
    r"|[0-3]?[0-9lIO|]{1,2}\s?(?:st|nd|rd|th|”|‘h)?[\s,.\-/]{0,3}(?=[A-Za-z0-9])"
    r"|[12]\d{3}[-/.]\d"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|[o0]ct|nov|dec)[a-z0]*(?:\b|(?=[0-3]?\d(?:st|nd|rd|th)))"
    r"|(?:twenty-|thirty-)?(?:[a-z]+(?:th|st|nd|rd)|second)\s+(?:day\s+)?of\s)"
    # run together with the word or hour before: "held1st May", "About1995-03-15", "MeetingMonday 5", "7:30FRIDAY 6"
    r"|(?-i:(?<=[a-z]))(?:[0-3]?\d(?:st|nd|rd|th)|[12]\d{3}-\d\d-\d\d)(?!\d)"
    r"|(?:(?<=\d)|(?-i:(?<=[a-z])(?=[A-Z])))(?:mon|tues|wednes|thurs|fri|satur|sun)day(?=[\s,\d])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as printed at characters `start` to `end`. Parts that are not printed are 0.

    `weekday` counts from 0 for Monday, -1 where none is printed. `swapped` is the other reading, as ISO, of a
    numeric date whose order stays open.
    """

    start: int
    end: int
    year: int = 0
    month: int = 0
    day: int = 0
    weekday: int = -1
    swapped: str = ""

    @property
    def iso(self) -> str:
        """ISO 8601, as full as the print: "2023-07-04", "2023-07", or empty when no year is printed."""
        if not self.year or not self.month:
            return ""
        head = f"{self.year:04d}-{self.month:02d}"
        return f"{head}-{self.day:02d}" if self.day else head

    @property
    def full(self) -> bool:
        """Whether day, month and year are all printed."""
        return bool(self.year and self.month and self.day)

    @property
    def consistent(self) -> bool | None:
        """Whether the printed weekday is that of the date; None when there is nothing to compare."""
        if not self.full or self.weekday < 0:
            return None
        return date(self.year, self.month, self.day).weekday() == self.weekday

    def on(self, base: str, *, past: bool = False) -> str:
        """The date in ISO form, completed from `base` (ISO): the first such date after it, or before it.

        Stays partial, or empty, where the print and `base` together do not settle it.
        """
        if self.year:
            return self.iso
        if self.month:
            return _nearest_year(self, base, past=past)
        return _nearest_day(self, base, past=past) if self.day and len(base) == 10 else ""


def find(text: str, *, order: Order = "") -> list[DateMention]:
    """All dates in `text`, in order. `order` reads numeric dates that could be either way round.

    >>> [m.iso for m in find("Held on Tuesday 4th July 2023; next on September 12, 2023")]
    ['2023-07-04', '2023-09-12']
    """
    mentions: list[DateMention] = []
    at = 0
    while place := _PLACE.search(text, at):
        mention = _read_at(text, place.start(), order)
        if mention is None:
            at = place.start() + 1
            continue
        mentions.append(mention)
        at = mention.end
    mentions.extend(list(_days_before(text, mentions)))
    mentions.extend(_bare_months(text, mentions))
    mentions.sort(key=lambda mention: mention.start)
    return _share_years(text, mentions)


def parse(text: str, *, order: Order = "", base: str = "") -> str:
    """The first date in `text` as ISO, completed from `base` where given; empty when there is none.

    >>> parse("1/7/23", order="dmy"), parse("in May 2019"), parse("by 3 June", base="2024-11-05")
    ('2023-07-01', '2019-05', '2025-06-03')
    """
    for mention in find(text, order=order):
        iso = mention.on(base) if base else mention.iso
        if iso:
            return iso
    return ""


def order_of(text: str) -> Order:
    """Which way round this text prints its numeric dates: told by numbers above 12, weekdays, then by how it
    writes months in words ("4 July" or "July 4"). Empty when nothing tells.
    """
    votes = {"dmy": 0, "mdy": 0}
    for form in _numeric(text):
        if form[0] > 12 >= form[1]:
            votes["dmy"] += 3
        elif form[1] > 12 >= form[0]:
            votes["mdy"] += 3
    for mention in find(text):
        if mention.month and mention.day:
            printed = text[mention.start : mention.end]
            if re.match(
                r"(?:[A-Za-z]+[\s,]+(?:the\s+)?)?\d{1,2}\s?(?:st|nd|rd|th)?[\s,.\-]*(?:of\s+)?[A-Za-z]{3}",
                printed,
            ):
                votes["dmy"] += 1
            elif re.match(r"(?:[A-Za-z]+,?\s+)?[A-Za-z]{3,9}\.?\s+\d", printed):
                votes["mdy"] += 1
    if votes["dmy"] == votes["mdy"]:
        return ""
    return "dmy" if votes["dmy"] > votes["mdy"] else "mdy"


def months_between(first: str, last: str) -> int | None:
    """Whole months from one ISO date to another, None where one has no month.

    >>> months_between("2022-04-27", "2022-12-14"), months_between("2022-04", "2023-01-05")
    (7, 9)
    >>> months_between("", "2022") is None
    True
    """
    if len(first) < 7 or len(last) < 7:
        return None
    (year, month), (to_year, to_month) = ((int(d[:4]), int(d[5:7])) for d in (first, last))
    short = len(first) == len(last) == 10 and last[8:] < first[8:]
    return max(0, (to_year - year) * 12 + to_month - month - short)


def tells_order(text: str) -> bool:
    """Whether a number above 12 tells which way round this text prints its numeric dates: months in words only hint."""
    return any(max(form) > 12 for form in _numeric(text))


def _numeric(text: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"(?<![\d/.\-])(\d{1,2})([/.\-])(\d{1,2})\2(?:\d{4}|\d{2})(?![\d/])", text):
        yield int(match[1]), int(match[3])


def _read_at(text: str, at: int, order: Order) -> DateMention | None:
    for pattern in _PATTERNS:
        match = pattern.match(text, at)
        if match is None:
            continue
        mention = _mention(match, order)
        if mention is not None:
            return mention
    return None


def _mention(match: re.Match[str], order: Order) -> DateMention | None:
    parts = match.groupdict()
    weekday = _weekday(parts.get("weekday") or "")
    year = _year(parts.get("year") or "")
    if year is None:
        return None
    end = match.end()
    while end > match.start() and match.string[end - 1] in " ,.-\n\t":
        end -= 1
    if parts.get("a"):
        mention = _numeric_mention(int(parts["a"]), int(parts["b"]), year, weekday, order)
        return mention and replace(mention, start=match.start(), end=end)
    month = _month(parts.get("month") or "")
    day = _ORDINALS.get(parts["word"].lower(), -1) if parts.get("word") else _day(parts.get("day") or "")
    if month < 0 or day < 0 or (not month and not day):
        return None
    if not year and weekday < 0 and parts["month"] == "may":  # the verb, unless print says otherwise
        return None
    if not _exists(year, month, day):
        return None
    return DateMention(match.start(), end, year, month, day, weekday)


def _numeric_mention(a: int, b: int, year: int, weekday: int, order: Order) -> DateMention | None:
    """A numeric date, read by what is possible, then by its weekday, then by the document's order."""
    readings = [(b, a, "dmy"), (a, b, "mdy")]
    possible = [(m, d, o) for m, d, o in readings if m and d and _exists(year, m, d)]
    if not possible or not year:
        return None
    if len(possible) == 2 and a != b:
        by_day = [r for r in possible if weekday >= 0 and date(year, r[0], r[1]).weekday() == weekday]
        if len(by_day) == 1:
            possible = by_day
    if len(possible) == 1 or a == b:
        return DateMention(0, 0, year, possible[0][0], possible[0][1], weekday)
    chosen = possible[1] if order == "mdy" else possible[0]
    other = possible[0] if order == "mdy" else possible[1]
    swapped = "" if order else f"{year:04d}-{other[0]:02d}-{other[1]:02d}"
    return DateMention(0, 0, year, chosen[0], chosen[1], weekday, swapped)


def _days_before(text: str, mentions: list[DateMention]) -> Iterator[DateMention]:
    """The days that share a month with the last of them: "4th, 11th & 18th July 2023"."""
    known = {mention.end for mention in mentions}
    for mention in mentions:
        at = mention.start
        while mention.month and _DAY_FIRST.match(text, at) and (listed := _LISTED.search(text, max(0, at - _NEAR), at)):
            at, end = listed.span("printed")
            if end in known or not _exists(mention.year, mention.month, int(listed["day"])):
                break
            yield replace(mention, start=at, end=end, day=int(listed["day"]), weekday=-1, swapped="")


def _bare_months(text: str, known: list[DateMention]) -> Iterator[DateMention]:
    taken = {position for mention in known for position in range(mention.start, mention.end)}
    for match in _BARE_MONTH.finditer(text):
        start, end = match.span("month")
        printed = text[start:end].rstrip(".")
        if start in taken or not printed[:1].isupper():
            continue
        yield DateMention(start, start + len(printed), 0, _month(printed), 0)


def _share_years(text: str, mentions: list[DateMention]) -> list[DateMention]:
    """A date without a year takes its neighbour's: "4 and 11 July 2023", "June 19 and July 1, 2019"."""
    out = list(mentions)
    for i in range(len(out) - 2, -1, -1):
        here, there = out[i], out[i + 1]
        between = text[here.end : there.start]
        joined = re.fullmatch(r"\s*(?:,|and|&|or|to|-|–|,\s*and)\s*", between)
        if joined and here.month and not here.year and there.year and _exists(there.year, here.month, here.day):
            out[i] = replace(here, year=there.year)
    return out


def _weekday(word: str) -> int:
    for number, name in enumerate(_WEEKDAYS):
        if word and name.startswith(word.lower().rstrip(".")[:3]):
            return number
    return -1


def _year(printed: str) -> int | None:
    """0 when none is printed, None when what is printed can be no year."""
    digits = re.sub(r"['’‘]", "", printed).translate(str.maketrans("OolI", "0011"))
    if not digits:
        return 0
    if not digits.isdecimal():  # other letters of either case, which the patterns let through
        return None
    year = int(digits)
    if len(digits) == 2:
        return 2000 + year if year <= _PIVOT else 1900 + year
    return year if _FIRST_YEAR <= year <= _LAST_YEAR else None


def _day(printed: str) -> int:
    """-1 for what can be no day of a month. A letter that a scanner put for a digit is read as one."""
    digits = printed.translate(str.maketrans("OlI|", "0111"))
    if not digits:
        return 0
    return int(digits) if 1 <= int(digits) <= 31 else -1


def _month(printed: str) -> int:
    """1 to 12, 0 when none is printed, -1 for a word that is no month, or too far from one to be a slip."""
    if printed.isdigit():
        return int(printed) if 1 <= int(printed) <= 12 else -1
    word = printed.lower().rstrip(".").replace("0", "o")
    if not word:
        return 0
    for number, name in enumerate(_MONTHS, start=1):
        if name.startswith(word) and len(word) >= 3:
            return number
    if word == "sept":
        return 9
    near = [n for n, name in enumerate(_MONTHS, start=1) if _one_slip(word, name)]
    return near[0] if len(near) == 1 and len(word) >= 4 else -1


def _one_slip(word: str, name: str) -> bool:
    """Whether `word` is `name` with one letter wrong, missing, added, or two changed places (two if long)."""
    from rapidfuzz.distance import OSA

    return bool(OSA.distance(word, name) <= (2 if len(name) >= 7 else 1))


def _exists(year: int, month: int, day: int) -> bool:
    if not month:
        return 1 <= day <= 31
    if not day:
        return True
    try:
        date(year or 2000, month, day)
    except ValueError:
        return False
    return True


def _nearest_year(mention: DateMention, base: str, *, past: bool) -> str:
    if len(base) < 4:
        return ""
    for offset in range(9):  # a leap day may be eight years away
        year = int(base[:4]) + (-offset if past else offset)
        if not _exists(year, mention.month, mention.day):
            continue
        iso = replace(mention, year=year).iso
        size = min(len(iso), len(base))
        if (iso[:size] <= base[:size]) if past else (iso[:size] >= base[:size]):
            return iso
    return ""


def _nearest_day(mention: DateMention, base: str, *, past: bool) -> str:
    """ "Tuesday 4th": the nearest such day of a month, within a year of `base`, that is that weekday."""
    start = date.fromisoformat(base)
    for distance in range(366):
        try:
            day = start - timedelta(distance) if past else start + timedelta(distance)
        except OverflowError:
            return ""
        if day.day == mention.day and mention.weekday in (-1, day.weekday()):
            return day.isoformat()
    return ""
