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
        """Years and, where their labels have `room` between them, months."""
        step = self._month_step(room)
        years = next((years for years in _YEAR_STEPS if years * 12 * self._month >= room), _YEAR_STEPS[-1])
        for month in range(self.first, self.last + 1):
            year, of_year = divmod(month, 12)
            if of_year and (step == 12 or of_year % step):
                continue
            label = _MONTHS[of_year] if step < 12 else str(year) if year % years == 0 else ""
            yield Tick(self.x(_begin(month)), label, of_year == 0)

    def years(self, *, room: float) -> list[tuple[float, str]]:
        """The years, each where it begins, for a second line of labels; none where `ticks` writes them already."""
        if self._month_step(room) == 12:
            return []
        january = [month for month in range(self.first, self.last + 1) if month % 12 == 0]
        found = [(self.x(_begin(month)), str(month // 12)) for month in january]
        if not found or found[0][0] - self.left >= room:
            found.insert(0, (self.left, str(self.first // 12)))
        return found

    @property
    def _month(self) -> float:
        """How wide a month is, more or less."""
        return (self.right - self.left) / (self.last + 1 - self.first)

    def _month_step(self, room: float) -> int:
        return next((step for step in _MONTH_STEPS if step * self._month >= room), 12)


def axis_over(first: date, last: date, *, left: float, right: float) -> Axis:
    """The axis of whole months that holds both days."""
    begin, end = _month(first), max(_month(last), _month(first))
    return Axis(begin, max(end, begin + _LEAST - 1), left, right)


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _begin(month: int) -> date:
    year, of_year = divmod(month, 12)
    return date(year, of_year + 1, 1)
