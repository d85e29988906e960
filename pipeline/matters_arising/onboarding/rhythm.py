"""How often a body meets, as its minutes and the names of its files tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import PurePosixPath
from statistics import median

from matters_arising.models import Segmented
from matters_arising.onboarding.choose import day_in, year_in

_FULL = len("2021-05-14")


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How far apart meetings are, in days: `median` of `gaps` gaps, told from the `source`, in words."""

    of: str
    source: str
    median: float
    gaps: int


def rhythms(taken: Sequence[Segmented], days: Mapping[str, str], *, paths: Sequence[str]) -> Iterator[Rhythm]:
    """How far apart the meetings lie: by the next one that the minutes name, and by the dates of all files at `paths`.

    `days` gives the day of each document that was read, as far as its name does not.
    """
    several = len({meeting.body for one in taken for meeting in one.meetings}) > 1
    yield from _printed_next(taken)
    yield from _by_date(paths, days, several=several)


def _printed_next(taken: Iterable[Segmented]) -> Iterator[Rhythm]:
    """From a meeting to the next one that its own minutes name."""
    gaps: dict[str, list[int]] = defaultdict(list)
    for meeting in (meeting for segmented in taken for meeting in segmented.meetings):
        if len(meeting.date) == len(meeting.next_meeting) == _FULL:
            days = _days(meeting.date, meeting.next_meeting)
            if 0 < days <= 400:
                gaps[meeting.body].append(days)
    for body, own in sorted(gaps.items()):
        yield Rhythm(body, "the next meeting that the minutes name", median(own), len(own))


def _by_date(paths: Iterable[str], read: Mapping[str, str], *, several: bool) -> Iterator[Rhythm]:
    """Between the dates of all files of a folder: those in their names, and where a name has none the one that was
    `read`. The documents that were read lie too far apart by themselves, so that theirs count only for a year of which
    no file is without a date."""
    of: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        of[str(PurePosixPath(path).parent)].append(path)
    for folder, own in sorted(of.items()):
        named = {path: day for path in own if (day := day_in(path))}
        unknown = {year_in(path) for path in own if path not in named and path not in read}
        told = {read.get(path, "") for path in own if path not in named}
        filled = {day for day in told if day and not {"", day[:4]} & unknown}
        gaps = [_days(one, other) for one, other in pairwise(sorted({*named.values(), *filled}))]
        if len(gaps) >= 4:
            place = "the folder" if folder == "." else folder
            whose = ", of all bodies together" if several else ""
            where = "in the names of all files" + (" or, where a name has none, in the minutes" if filled else "")
            yield Rhythm(place, f"the dates {where}{whose}, as far as they are complete", median(gaps), len(gaps))


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days
