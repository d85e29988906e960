"""Printed rulings become the cells of tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from matters_arising.documents.words import Ruling

_SNAP = 3.0  # points: lines drawn closer than this are one line, gaps smaller than this are none
_MOST = 4000  # rulings: more than this is a drawing, not a table


@dataclass(frozen=True, slots=True)
class Box:
    """A cell as ruled: its sides in points from the top left of the page."""

    left: float
    right: float
    top: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


def grids(rulings: Sequence[Ruling]) -> list[list[Box]]:
    """The tables that the rulings make, each as its cells; a lone box or a single column is no table."""
    if not 4 <= len(rulings) <= _MOST:
        return []
    flat = _joined(ruling for ruling in rulings if ruling.flat)
    steep = _joined(ruling for ruling in rulings if not ruling.flat)
    boxes = _cells(_crossings(flat, steep))
    return [group for group in _grouped(boxes) if len({round(box.left) for box in group}) > 1]


def _joined(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Lines at nearly the same place put on one, and pieces of a line that touch made one."""
    made: list[Ruling] = []
    shelf: list[Ruling] = []
    for ruling in sorted(rulings, key=lambda ruling: (ruling.at, ruling.start)):
        if shelf and ruling.at - shelf[0].at > _SNAP:
            made.extend(_merged(shelf))
            shelf = []
        shelf.append(ruling)
    return made + _merged(shelf)


def _merged(shelf: Sequence[Ruling]) -> list[Ruling]:
    made: list[Ruling] = []
    if not shelf:
        return made
    at = sum(ruling.at for ruling in shelf) / len(shelf)
    for ruling in sorted(shelf, key=lambda ruling: ruling.start):
        if made and ruling.start <= made[-1].end + _SNAP:
            made[-1] = replace(made[-1], end=max(made[-1].end, ruling.end))
        else:
            made.append(replace(ruling, at=at))
    return made


@dataclass(frozen=True, slots=True)
class _Crossings:
    """Where flat and steep lines cross: for each place (x, y) the numbers of the lines that meet there."""

    lines: dict[tuple[float, float], tuple[int, int]]
    by_x: dict[float, list[float]]
    by_y: dict[float, list[float]]


def _crossings(flat: Sequence[Ruling], steep: Sequence[Ruling]) -> _Crossings:
    lines: dict[tuple[float, float], tuple[int, int]] = {}
    by_x: dict[float, set[float]] = defaultdict(set)
    by_y: dict[float, set[float]] = defaultdict(set)
    for i, across in enumerate(flat):
        for j, down in enumerate(steep):
            if (
                across.start - _SNAP <= down.at <= across.end + _SNAP
                and down.start - _SNAP <= across.at <= down.end + _SNAP
            ):
                lines[(down.at, across.at)] = (i, j)
                by_x[down.at].add(across.at)
                by_y[across.at].add(down.at)
    return _Crossings(lines, {x: sorted(ys) for x, ys in by_x.items()}, {y: sorted(xs) for y, xs in by_y.items()})


def _cells(crossings: _Crossings) -> list[Box]:
    """From each crossing the smallest box to its lower right whose four sides are drawn."""
    found = []
    for x, y in sorted(crossings.lines):
        box = _cell(crossings, x, y)
        if box is not None:
            found.append(box)
    return found


def _cell(crossings: _Crossings, x: float, y: float) -> Box | None:
    lines = crossings.lines
    flat, steep = lines[(x, y)]
    for low in (other for other in crossings.by_x[x] if other > y):
        if lines[(x, low)][1] != steep:
            continue
        for far in (other for other in crossings.by_y[y] if other > x):
            if lines[(far, y)][0] != flat or (far, low) not in lines:
                continue
            below, beside = lines[(far, low)]
            if below == lines[(x, low)][0] and beside == lines[(far, y)][1]:
                return Box(x, far, y, low)
    return None


def _grouped(boxes: Sequence[Box]) -> list[list[Box]]:
    """Cells that share a corner are one table. Tables and their cells run from top left to bottom right."""
    parent = list(range(len(boxes)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    corners: dict[tuple[float, float], int] = {}
    for index, box in enumerate(boxes):
        for corner in (
            (box.left, box.top),
            (box.right, box.top),
            (box.left, box.bottom),
            (box.right, box.bottom),
        ):
            if corner in corners:
                parent[root(index)] = root(corners[corner])
            else:
                corners[corner] = index
    groups: dict[int, list[Box]] = defaultdict(list)
    for index, box in enumerate(boxes):
        groups[root(index)].append(box)
    ordered = [sorted(group, key=lambda box: (box.top, box.left)) for group in groups.values()]
    return sorted(ordered, key=lambda group: (group[0].top, group[0].left))
