"""Where labels and marks go, so that none stands on another: each takes the first place that is free."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_BETWEEN = 8.0  # of two labels side by side


@dataclass(frozen=True, slots=True)
class Wish:
    """A label that belongs to the stretch from `left` to `right`. The higher `weight` is placed first.

    `widths` are those of its wordings, the fullest first.
    """

    left: float
    right: float
    widths: Sequence[float]
    weight: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where the middle of a label is, in which row, 0 being the nearest to what it belongs to, and in which wording."""

    x: float
    row: int
    wording: int


def placed(wishes: Sequence[Wish], *, left: float, right: float, rows: int) -> list[Place | None]:
    """A place for each label between `left` and `right`: in the middle of its stretch or at its ends, in fewer words,
    or a row further. Where `rows` are full the lightest labels get none."""
    taken: list[tuple[int, float, float]] = []
    found: list[Place | None] = [None] * len(wishes)
    for at in sorted(range(len(wishes)), key=lambda at: (-wishes[at].weight, at)):
        wish = wishes[at]
        for place in _candidates(wish, left, right, rows):
            half = (wish.widths[place.wording] + _BETWEEN) / 2
            begin, end = place.x - half, place.x + half
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


def _candidates(wish: Wish, left: float, right: float, rows: int) -> Iterator[Place]:
    for row in range(rows):
        for wording, width in enumerate(wish.widths):
            middles = ((wish.left + wish.right) / 2, wish.left + width / 2, wish.right - width / 2)
            for x in dict.fromkeys(max(left + width / 2, min(right - width / 2, x)) for x in middles):
                yield Place(x, row, wording)
