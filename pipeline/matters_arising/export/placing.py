"""Where labels and marks go, so that none stands on another: each takes the first place that is free."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_BETWEEN = 8.0  # of two labels side by side
_ROWS = 4


@dataclass(frozen=True, slots=True)
class Wish:
    """A label `width` wide that belongs to the stretch from `left` to `right`. The higher `weight` is placed first."""

    left: float
    right: float
    width: float
    weight: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where a label begins, and in which row, 0 being the nearest to what it belongs to."""

    x: float
    row: int


def placed(wishes: Sequence[Wish], *, left: float, right: float, rows: int = _ROWS) -> list[Place | None]:
    """A place for each label between `left` and `right`: in the middle of its stretch, at its ends, or a row further.

    Where `rows` are full the lightest labels get none.
    """
    taken: list[tuple[int, float, float]] = []
    found: list[Place | None] = [None] * len(wishes)
    for at in sorted(range(len(wishes)), key=lambda at: (-wishes[at].weight, at)):
        wish = wishes[at]
        for place in _candidates(wish, left, right, rows):
            begin, end = place.x - _BETWEEN / 2, place.x + wish.width + _BETWEEN / 2
            if all(row != place.row or end <= first or begin >= last for row, first, last in taken):
                taken.append((place.row, begin, end))
                found[at] = place
                break
    return found


def levels(xs: Sequence[float], apart: float) -> list[int]:
    """How high to stack marks that stand at `xs`, in order, so that those of one level are `apart` from each other.

    >>> levels([0, 4, 8, 12], 10)
    [0, 1, 2, 0]
    """
    last: list[float] = []
    found = []
    for x in xs:
        level = next((at for at, before in enumerate(last) if x - before >= apart), len(last))
        last[level : level + 1] = [x]
        found.append(level)
    return found


def _candidates(wish: Wish, left: float, right: float, rows: int) -> list[Place]:
    middle = (wish.left + wish.right - wish.width) / 2
    starts = (middle, wish.left, wish.right - wish.width)
    clamped = dict.fromkeys(max(left, min(right - wish.width, x)) for x in starts)
    return [Place(x, row) for row in range(rows) for x in clamped]
