"""A time axis: where a day stands, and which months and years are written under it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LEAST = 6  # months that an axis spans
_MONTH_STEPS = (1, 2, 3, 6)
_YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100)


@dataclass(frozen=True, slots=True)
class Tick:
    """The first day of a month that is worth a tick: at `x`, with its label, which may be empty."""

    x: float
    label: str
    is_year: bool


@dataclass(frozen=True, slots=True)
class Axis:
    """Whole months, from `first` to `last` (counted from year 0), between `left` and `right`."""

    first: int
    last: int
    left: float
    right: float

    def x(self, day: date) -> float:
        """Where a day stands. Days before and after the axis stand at its ends."""
        begin, end = _begin(self.first), _begin(self.last + 1)
        share = (day - begin).days / (end - begin).days
        return self.left + min(1.0, max(0.0, share)) * (self.right - self.left)

    def holds(self, day: date) -> bool:
        """Whether the day lies within the months of the axis."""
        return self.first <= _month(day) <= self.last

    def ticks(self, *, room: float) -> Iterator[Tick]:
        """Years and, where they have room, months: labels stand at least `room` apart."""
        wide = (self.right - self.left) / (self.last + 1 - self.first)
        months = next((step for step in _MONTH_STEPS if step * wide >= room), 12)
        years = next((step for step in _YEAR_STEPS if step * 12 * wide >= room), _YEAR_STEPS[-1])
        for month in range(self.first, self.last + 1):
            year, of_year = divmod(month, 12)
            is_year = of_year == 0
            if of_year % months and not is_year:
                continue
            label = _MONTHS[of_year] if months < 12 else str(year) if year % years == 0 else ""
            if months < 12 or is_year:
                yield Tick(self.x(_begin(month)), label, is_year)

    def years(self, *, room: float) -> list[tuple[float, str]]:
        """The years as a second line, each where it begins; none where `ticks` writes them already."""
        wide = (self.right - self.left) / (self.last + 1 - self.first)
        if _MONTH_STEPS[-1] * wide < room:
            return []
        january = [month for month in range(self.first, self.last + 1) if month % 12 == 0]
        found = [(self.x(_begin(month)), str(month // 12)) for month in january]
        if not found or found[0][0] - self.left >= room:
            found.insert(0, (self.left, str(self.first // 12)))
        return found


def axis_over(first: date, last: date, *, left: float, right: float) -> Axis:
    """The axis of whole months that holds both days."""
    begin, end = _month(first), max(_month(last), _month(first))
    return Axis(begin, max(end, begin + _LEAST - 1), left, right)


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _begin(month: int) -> date:
    year, of_year = divmod(month, 12)
    return date(year, of_year + 1, 1)
