"""A thing that a body does again every year is another matter each time: this year's budget, this year's review.

A new instance begins where headings name another year, or where the thread was settled, was silent for most of a year,
and comes up again with nothing that looks back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from matters_arising import dates
from matters_arising.matters.fate import SETTLING
from matters_arising.matters.passages import Passage
from matters_arising.matters.tally import is_sure
from matters_arising.vocab import EventType

_LONG = 300  # days: most of a year, less than from one year's meeting to the next
_OPEN = frozenset({EventType.DEFERRAL, EventType.REFERRAL, EventType.ACTION})
_YEAR = re.compile(
    r"(?<![\w./-])(?P<first>(?:19|20)\d\d)(?:\s?[/–-]\s?(?P<last>(?:(?:19|20)\d\d|\d\d)))?(?![\w./-]?\d)"
)


def instances(
    members: Sequence[int], passages: Sequence[Passage], looks_back: Callable[[int, int], bool]
) -> list[list[int]]:
    """The places of one thread, in order, apart by instances; what names no year goes with what came last.

    `looks_back` says of two places, earlier first, whether the later names the earlier: by its number, or under
    Matters arising.
    """
    parts: list[list[int]] = []
    years: list[set[int]] = []
    last = -1
    for place in members:
        named = years_of(passages[place].title)
        at = _home(named, years, last)
        if at == last and parts and _begins(parts[at], place, passages, looks_back):
            at = -1
        if at < 0:
            at = len(parts)
            parts.append([])
            years.append(set())
        parts[at].append(place)
        years[at] |= named
        last = at
    return parts


def years_of(heading: str) -> set[int]:
    """The years that a heading is of; a financial year is of both. The year of a day or a month is none.

    >>> sorted(years_of("Budget 2031/32")), sorted(years_of("2031 precept")), years_of("Meeting of 3 May 2031")
    ([2031, 2032], [2031], set())
    >>> years_of("Resolution 2031-45")
    set()
    """
    found: set[int] = set()
    days = [range(day.start, day.end) for day in dates.find(heading) if day.month]
    for year in _YEAR.finditer(heading):
        if any(year.start() in day for day in days):
            continue
        first = int(year["first"])
        if not year["last"]:
            found.add(first)
        elif int(year["last"]) in (first + 1, (first + 1) % 100):
            found |= {first, first + 1}
    return found


def _home(named: set[int], years: Sequence[set[int]], last: int) -> int:
    """Which part a passage goes with: the last whose headings name one of its years, none where all name others."""
    if not named or last < 0 or not years[last] or named & years[last]:
        return last
    return next((at for at in range(len(years) - 1, -1, -1) if named & years[at]), -1)


def _begins(
    part: Sequence[int], place: int, passages: Sequence[Passage], looks_back: Callable[[int, int], bool]
) -> bool:
    """Whether a settled part has come to its end, and the passage takes the thing up anew."""
    before, here = passages[part[-1]].meeting.date, passages[place].meeting.date
    if _days(before, here) < _LONG:
        return False
    said = [event for at in part if passages[at].meeting.date == before for event in passages[at].events]
    sure = [event for event in said if is_sure(event)]
    settled = any(event.type is EventType.DECISION and event.outcome in SETTLING for event in sure)
    left = any(event.type in _OPEN for event in sure)
    return settled and not left and not any(looks_back(at, place) for at in part)


def _days(one: str, other: str) -> int:
    """Days from one printed date to another; none where one lacks its day."""
    if len(one) < 10 or len(other) < 10:
        return 0
    return (date.fromisoformat(other) - date.fromisoformat(one)).days
