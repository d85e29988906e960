"""Until when a matter is put off, or by when a thing is to be done, read as what it asks of the body's calendar.

A term that names no meeting and no day ("a future meeting", "until the survey is back"), that may be another body's, or
that may as well lie in the past is unclear, and says why: from a guess a body would be told that it broke its word.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from matters_arising.dates import DateMention, find, months_between
from matters_arising.extract.times import GATHERING, MONTH

Asks = Literal["next meeting", "month", "by a month", "day", ""]

_FAR = 8  # months ahead: a month named without its year that would be further off has more likely just gone by
_LEAD = r"(?:at|by|before|until|till|to|for|in|on|onto|of|within|prior to|ahead of|in time for)"
_NEXT = re.compile(rf"^(?:{_LEAD} )*(?:the |our |its |their )?(?i:next|following|coming|forthcoming|subsequent)\b")
_GATHERING = re.compile(GATHERING)
_NOUN = re.compile(r"\b(?i:meetings?|agendas?|session|sitting|hearing|workshop|call)\b|\b(?:AGM|FGB)\b")
_OF = re.compile(r"^ (?:of|with) (?:the |our )?(?P<whose>[\w’'&-]+(?: [\w’'&-]+){0,3})")
_VAGUE = re.compile(r"^(?:an?|another|some)\b|\b(?:future|later|suitable)\b|\b(?:meetings|agendas)$", re.IGNORECASE)
_MONTH = re.compile(MONTH)
_NEXT_MONTH = re.compile(rf"^(?:{_LEAD} )*(?:the )?(?:next|following) month\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"^(?:in|within|for|after)? ?(?:the next )?(?P<number>\d{1,3}|an?|one|two|three|four|five|six|nine|twelve) "
    r"(?P<unit>day|week|month|year)s?\b",
    re.IGNORECASE,
)
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "nine": 9, "twelve": 12,
}  # fmt: skip
_PLAIN = frozenset({"ordinary", "regular", "full", "monthly", "scheduled", "normal", "usual"})
_FUNCTION = frozenset(re.findall(r"\w+", "the a an our its their at by before until till to for in on of and s"))
_HEADS = re.compile(r"\s*(?:,| of | for | – | - )\s*")
_BRACKET = re.compile(r"(?:\s?[a-z]+){0,3}\s?\((?P<told>[^()]+)\)")
_LOOK_ON = 40  # characters behind a printed term that may belong to it


def bare(term: str) -> str:
    """A term without the "until" that it may be printed with, for sentences that say it themselves.

    >>> bare("until the survey is back"), bare("the May meeting")
    ('the survey is back', 'the May meeting')
    """
    return re.sub(r"^(?:until|till)\s+", "", term, flags=re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Term:
    """What a printed term asks for: the body's next meeting; its meeting in a month (`iso` "2021-05"); that, or where
    there is none the first after it ("by a month"); or the first meeting on or after a day (`iso` "2021-05-14"). Where
    `asks` is empty, `why` says what is unclear."""

    asks: Asks
    iso: str = ""
    why: str = ""


def term(printed: str, quote: str, *, said_on: str, body: str, until_date: str = "", task: bool = False) -> Term:
    """The term `printed` in `quote`, in the minutes of a meeting of `body` on the day `said_on`.

    `until_date` is what a numeric date was read as when its document was at hand. `task` says that the term is the due
    of an action: "in May" is then no word of a meeting in May, where a matter put off "to May" is.
    """
    whole = " ".join(quote.split())
    printed = " ".join(printed.split())
    at = whole.find(printed)
    behind = whole[at + len(printed) :][:_LOOK_ON] if at >= 0 else ""
    if len(said_on) != len("2021-05-14"):
        return Term("", why="the day of the meeting that says so is not known")
    if _NEXT_MONTH.match(printed):
        return Term("month", f"{_months_on(date.fromisoformat(said_on), 1):%Y-%m}")
    gathering = _gathering(printed)
    if gathering and _VAGUE.search(gathering) and not _MONTH.search(printed):
        return Term("", why="it names no particular meeting")
    if gathering and (other := _other_body(gathering, printed, behind, body)):
        return Term("", why=f"it may be a meeting of another kind or body ({other})")
    if named := _named(printed, behind, said_on, until_date):
        return _dated(named, said_on, task=task and not gathering)
    if gathering and _NEXT.match(printed):
        return Term("next meeting")
    if not gathering and (beside := _in_brackets(behind, said_on)):
        return _dated(beside, said_on, task=task)
    return _counted(printed, said_on) or Term("", why="it names no day, month or meeting")


def names_meeting(printed: str) -> bool:
    """Whether a printed term speaks of a meeting, not only of a day or month.

    >>> names_meeting("the May meeting"), names_meeting("by the end of May")
    (True, False)
    """
    return bool(_gathering(" ".join(printed.split())))


@dataclass(frozen=True, slots=True)
class _Named:
    """A day or month, whether its year is printed, and whether it is "the end of" that month."""

    iso: str
    sure: bool
    end: bool


def _gathering(printed: str) -> str:
    found = _GATHERING.search(printed)
    return found.group() if found else ""


def _other_body(gathering: str, printed: str, behind: str, body: str) -> str:
    """What in the name of a meeting is not this body's: "the next Planning Committee meeting" of a council."""
    own, heads = _own(body)
    words = [word for word in re.findall(r"[^\W\d_]+", _NOUN.split(gathering)[0]) if not _MONTH.fullmatch(word)]
    words = [
        w for w in words if w.casefold() not in _FUNCTION and not _NEXT.match(w) and w not in ("st", "nd", "rd", "th")
    ]
    strange = [word for word in words if not _is_own(word, own) and word.casefold() not in _PLAIN]
    if strange or (words and not (words[-1].casefold() in heads | _PLAIN or _is_initials(words[-1], own))):
        return gathering
    after = f"{printed[printed.find(gathering) + len(gathering) :]}{behind}"
    if whose := _OF.match(after):
        named = whose["whose"].split()
        if not any(word.casefold() in heads or _is_initials(word, own) for word in named):
            return gathering + whose.group()
    return ""


def _own(body: str) -> tuple[list[str], set[str]]:
    """The words of a body's name in order, and those that say what sort of body it is ("council", "board")."""
    words = [word.casefold() for word in re.findall(r"[^\W\d_]+", body)]
    heads = {part.split()[-1].casefold() for part in _HEADS.split(body) if part.split()}
    return words, heads


def _is_own(word: str, own: list[str]) -> bool:
    return word.casefold() in own or _is_initials(word, own)


def _is_initials(word: str, own: list[str]) -> bool:
    """Whether the word is capitals that stand for the end of the body's name, as PC for a parish council."""
    initials = "".join(one[0] for one in own if one not in _FUNCTION)
    return len(word) > 1 and word.isupper() and initials.endswith(word.casefold())


def _named(printed: str, behind: str, said_on: str, until_date: str) -> _Named | None:
    """The day or month that the term names; what was cut off behind a month or day ("the June|12, 2024") is added."""
    mentions = [m for m in find(f"in {_bare(printed)}{behind}") if m.start < len(f"in {_bare(printed)}")]
    mentions = [m for m in mentions if m.month]
    if not mentions:
        return None
    one = mentions[0]
    end = bool(re.search(r"\bend of\b", printed)) and not one.day
    if any((other.month, other.day) != (one.month, one.day) for other in mentions[1:]):
        return _Named("", sure=False, end=end)
    if one.swapped:
        return _Named(_either(one, said_on, until_date), sure=True, end=end)
    return _Named(one.on(said_on), sure=bool(one.year) or bool(re.search(rf"\bnext {MONTH}", printed)), end=end)


def _in_brackets(behind: str, said_on: str) -> _Named | None:
    """The day that brackets behind a term give and nothing else: "Easter next year (10-13 April 2009)"."""
    if not (bracket := _BRACKET.match(behind)):
        return None
    days = [mention for mention in find(bracket["told"]) if mention.day and mention.month and not mention.swapped]
    if len(days) != 1 or len(bracket["told"].split()) > len(bracket["told"][days[0].start : days[0].end].split()) + 1:
        return None
    return _Named(days[0].on(said_on), sure=bool(days[0].year), end=False)


def _bare(printed: str) -> str:
    """The term from its month or number on, without what leads to it, so that it reads as a date."""
    start = re.search(rf"{MONTH}|\d", printed)
    weekday = re.search(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", printed)
    return printed[min(m.start() for m in (start, weekday) if m) :] if start else printed


def _either(one: DateMention, said_on: str, until_date: str) -> str:
    """A numeric date whose order the numbers do not tell: as its document has it, else the one reading to come."""
    if len(until_date) == len(said_on):
        return until_date
    ahead = [iso for iso in (one.iso, one.swapped) if iso > said_on and (months_between(said_on, iso) or 0) < 12]
    return ahead[0] if len(ahead) == 1 else ""


def _dated(named: _Named, said_on: str, *, task: bool) -> Term:
    iso = named.iso
    if not iso:
        return Term("", why="it can be read as more than one day")
    if iso < said_on[: len(iso)] or iso == said_on:
        return Term("", why="the day it names was not to come")
    if not named.sure and (months_between(said_on[:7], iso) or 0) > _FAR:
        return Term("", why="it names a month without its year, that may have just gone by")
    if len(iso) == len(said_on):
        return Term("day", iso)
    if named.end:
        return Term("day", _last_day(iso))
    if task:
        return Term("by a month", iso)
    if iso == said_on[:7]:
        return Term("", why="it names the month of the meeting itself")
    return Term("month", iso)


def _counted(printed: str, said_on: str) -> Term | None:
    """ "Within six weeks", "in two months' time": counted from the meeting."""
    day = date.fromisoformat(said_on)
    if not (found := _COUNTED.match(printed)):
        return None
    number = _NUMBERS.get(found["number"].lower()) or int(found["number"])
    unit = found["unit"].lower()
    if unit in ("day", "week"):
        return Term("day", (day + timedelta(number * (7 if unit == "week" else 1))).isoformat())
    return Term("day", _months_on(day, number * (12 if unit == "year" else 1)).isoformat())


def _months_on(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _last_day(month: str) -> str:
    return f"{month}-{monthrange(int(month[:4]), int(month[5:7]))[1]:02d}"
