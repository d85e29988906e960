"""Numbers that a transcript prints before each of its lines: they count lines and number nothing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from matters_arising.documents.lines import TAB, Line, line_of

_LEAST = 10  # lines: fewer that are numbered in a row are a list
_FEWEST = 3  # lines of a page, where another page shows that the lines are counted
_FLOWING = 0.3  # of the lines: where so many begin in lower case, sentences go on from line to line
_BLANK = 2  # lines that are but their number: a list has none


def without_line_numbers(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The lines of each page without the numbers that count them, if the document has such."""
    if not any(_counts_lines(lines) for lines in pages):
        return [list(lines) for lines in pages]
    return [_bare(lines) if _in_order(lines, _FEWEST) else list(lines) for lines in pages]


def _counts_lines(lines: Sequence[Line]) -> bool:
    """Whether the numbers of a page count its lines: they do not stop for blank ones, nor where a sentence goes on."""
    if not _in_order(lines, _LEAST):
        return False
    numbered = [line for line in lines if _is_numbered(line)]
    flowing = sum(line.words[1].text[:1].islower() for line in numbered if len(line.words) > 1)
    blank = sum(len(line.words) == 1 for line in numbered)
    return flowing >= _FLOWING * len(numbered) or blank >= _BLANK


def _in_order(lines: Sequence[Line], least: int) -> bool:
    """Whether most lines of a page are numbered, one after the other."""
    numbered = [line for line in lines if _is_numbered(line)]
    if len(numbered) < max(least, 0.7 * len(lines)):
        return False
    counts = [int(line.words[0].text) for line in numbered]
    return sum(after == before + 1 for before, after in pairwise(counts)) >= 0.8 * (len(counts) - 1)


def _bare(lines: Sequence[Line]) -> list[Line]:
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
