"""Printed words become printed lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from matters_arising.documents.words import Word
from matters_arising.documents.wrapping import wrap_edge

# A gap of this many type heights between two words is a tab or a column, not a space, however justified the line.
TAB = 1.1
_SMALLEST = 0.4  # of the height of a line: what is smaller is behind or before it, not on it
_PRINTED_TAB = 1.5  # kept as a tab in the text: words of a justified line never stand so far apart
_STRIP = 24.0  # points of height: two lines of print, so that a word is held against its neighbours alone
_MOST_STRIPS = 200  # higher than any page


@dataclass(frozen=True, slots=True)
class Line:
    """Words printed on one line, from left to right. Lengths in points from the top left of the page.

    `size` is the height of the main type and `base` where it stands, so that raised figures move neither.
    `bold` says that every word of it is bold. `margin` is what the margin prints beside it.
    """

    words: tuple[Word, ...]
    page: int
    left: float
    right: float
    top: float
    base: float
    size: float
    bold: bool
    margin: str = ""

    @property
    def text(self) -> str:
        return text_of(self.words)


def line_of(words: Sequence[Word], page: int) -> Line:
    """One line of the given words."""
    ordered = tuple(sorted(words, key=lambda word: (word.left, word.top)))
    size = _main_size(ordered)
    main = [word for word in ordered if word.size >= size * 0.95]
    marked = [word.bold for word in ordered if any(map(str.isalnum, word.text))]
    return Line(
        words=ordered,
        page=page,
        left=ordered[0].left,
        right=max(word.right for word in ordered),
        top=min(word.top for word in main),
        base=max(word.bottom for word in main),
        size=size,
        bold=bool(marked) and all(marked),
    )


def _main_size(words: Sequence[Word]) -> float:
    """The largest type that makes up at least a third of the letters."""
    letters = sum(len(word.text) for word in words)
    seen = 0
    for word in sorted(words, key=lambda word: -word.size):
        seen += len(word.text)
        if seen * 3 >= letters:
            return word.size
    return words[0].size


def lines_of(words: Iterable[Word], page: int) -> list[Line]:
    """Lines from top to bottom. Raised and lowered figures stay on the line they belong to."""
    rows: list[list[Word]] = []
    bands: list[tuple[float, float]] = []
    near: defaultdict[int, list[int]] = defaultdict(list)  # the bands that reach into each strip of the page
    ordered = sorted(words, key=lambda word: (-round(word.size), word.top, word.left))
    rows.extend([word] for word in ordered if not word.upright)
    bands.extend((0.0, 0.0) for _ in rows)
    for word in (word for word in ordered if word.upright):
        best, share = -1, 0.5
        height = max(word.bottom - word.top, 0.1)
        for index in sorted({index for strip in _strips(word) for index in near[strip]}, reverse=True):
            top, bottom = bands[index]
            part = (min(bottom, word.bottom) - max(top, word.top)) / height
            if part > share and height > _SMALLEST * (bottom - top):
                best, share = index, part
                if part > 0.95:
                    break
        if best < 0:
            for strip in _strips(word):
                near[strip].append(len(rows))
            rows.append([word])
            bands.append((word.top, word.bottom))
        else:
            rows[best].append(word)
    return sorted((line_of(row, page) for row in rows), key=lambda line: (line.base, line.left))


def _strips(word: Word) -> range:
    """The strips of the page that a word stands in, from the top; only so many of one that is higher than any page."""
    first = int(word.top // _STRIP)
    return range(first, min(int(word.bottom // _STRIP), first + _MOST_STRIPS) + 1)


def segments(line: Line, *, tab: float = TAB) -> list[tuple[Word, ...]]:
    """The line cut where a tab or a column lies between two words."""
    wide = tab * line.size
    parts: list[list[Word]] = [[line.words[0]]]
    right = line.words[0].right
    for word in line.words[1:]:
        if word.left - right > wide:
            parts.append([word])
        else:
            parts[-1].append(word)
        right = max(right, word.right)
    return [tuple(part) for part in parts]


def text_of(words: Sequence[Word]) -> str:
    """The words as printed: a space between each, a tab where the gap is one, nothing where there is none."""
    text = words[0].text if words else ""
    for before, word in pairwise(words):
        text += gap_of(before, word) + word.text
    return text


def gap_of(before: Word, word: Word) -> str:
    """What parts two words of a line: nothing before a raised figure's letters, a tab, or a space."""
    size = max(before.size, word.size)
    gap = word.left - before.right
    raised = word.size < 0.9 * size and abs(word.bottom - before.bottom) > 0.1 * size
    if raised and not word.spaced and -0.2 * size < gap < 0.07 * size:
        return ""
    return "\t" if gap > _PRINTED_TAB * size else " "


def right_edge(lines: Sequence[Line]) -> float:
    """Where the lines of a column are full, in points: `room(line, next)` reaches beyond it where text was wrapped."""
    sure = [
        room(before, line)
        for before, line in pairwise(lines)
        if line.text[0].islower() and before.page == line.page and 0 < line.base - before.base < 2 * line.size
    ]
    return wrap_edge([line.right for line in lines], sure)


def room(line: Line, following: Line) -> float:
    """Where `line` would end if the first word of `following` were printed on it too, in points."""
    first = following.words[0]
    return line.right + first.right - first.left + 0.45 * line.size
