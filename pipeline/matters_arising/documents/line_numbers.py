"""Numbers that a transcript prints before each of its lines: they count lines and number nothing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from matters_arising.documents.lines import TAB, Line, line_of

_LEAST = 10  # lines: fewer that are numbered in a row are a list
_FLOWING = 0.3  # of the lines: where so many begin in lower case, sentences go on from line to line


def without_line_numbers(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page without the numbers that count them, if it has such."""
    numbered = [line for line in lines if _is_numbered(line)]
    if len(numbered) < max(_LEAST, 0.7 * len(lines)):
        return list(lines)
    counts = [int(line.words[0].text) for line in numbered]
    in_order = sum(after == before + 1 for before, after in pairwise(counts))
    flowing = sum(line.words[1].text[:1].islower() for line in numbered if len(line.words) > 1)
    if in_order < 0.8 * (len(counts) - 1) or flowing < _FLOWING * len(numbered):
        return list(lines)
    kept = []
    for line in lines:
        if not _is_numbered(line):
            kept.append(line)
        elif len(line.words) > 1:
            kept.append(line_of(line.words[1:], line.page))
    return kept


def _is_numbered(line: Line) -> bool:
    first = line.words[0]
    if not (first.text.isdecimal() and len(first.text) <= 3):
        return False
    return len(line.words) == 1 or line.words[1].left - first.right > TAB * line.size
