"""Words side by side without rulings: columns of prose read down, columns of a table read across."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from matters_arising.documents.labels import NUMBER, is_label
from matters_arising.documents.lines import Line, line_of, lines_of, right_edge, segments, text_of
from matters_arising.documents.tables import Row, Table
from matters_arising.documents.words import Word

_FEW = 4  # lines: in so few, narrow gaps may be above each other by chance
_LEAST_PROSE = 6  # lines: fewer side by side are never taken for columns of prose

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Run:
    """Lines of one column in reading order. `right` is where its full lines end, where it is not the page's own."""

    lines: tuple[Line, ...]
    right: float | None = None


@dataclass(frozen=True, slots=True)
class _Split:
    """A line with its segments: words that stand together between tabs. In `parts` a number is kept with its text."""

    line: Line
    raw: tuple[tuple[Word, ...], ...]
    parts: tuple[tuple[Word, ...], ...]


def regions(lines: Sequence[Line]) -> list[Run | Table]:
    """Take apart what stands side by side. `lines` are those of one page, or part of it, from top to bottom."""
    split = [_split(line) for line in lines]
    found: list[Run | Table] = []
    done = index = 0
    while index < len(split):
        window = _window(split, index)
        if window is None or _numbers(split[index : window.end], window.gaps):
            index += 1
            continue
        start, end = index, window.end
        columns = _prose(split, window, done, index)
        if columns:
            start, end = columns.start, columns.end
        if start > done:
            found.append(Run(tuple(part.line for part in split[done:start])))
        found.extend(columns.runs if columns else [_table(split[start:end], window.gaps)])
        done = index = end
    if done < len(split):
        found.append(Run(tuple(part.line for part in split[done:])))
    return found


@dataclass(frozen=True, slots=True)
class _Window:
    """Lines through which the same gaps run: up to `end` with words beside them, up to `reach` not crossing them."""

    end: int
    reach: int
    gaps: tuple[Interval, ...]


@dataclass(frozen=True, slots=True)
class _Prose:
    """Columns of running text: the lines they take, and their lines in reading order."""

    start: int
    end: int
    runs: list[Run | Table]


def _split(line: Line) -> _Split:
    raw = segments(line)
    parts = list(raw)
    if len(parts) > 1 and (is_label(text_of(parts[0])) or not any(map(str.isalnum, text_of(parts[0])))):
        parts[:2] = [parts[0] + parts[1]]
    return _Split(line, tuple(raw), tuple(parts))


def _window(split: Sequence[_Split], start: int) -> _Window | None:
    """The stretch of lines from `start` through which the same gaps run."""
    first = split[start]
    if len(first.parts) < 2:
        return None
    least = 0.7 * first.line.size
    gaps = _gaps(first.parts)
    several, last_several, reach = 1, start + 1, start + 1
    for index in range(start + 1, len(split)):
        line, before = split[index], split[index - 1].line
        if line.line.base - before.base > 4 * max(before.size, line.line.size):
            break
        kept = _narrowed(gaps, line.raw, least)
        if not kept or (len(line.parts) > 1 and not _shares(kept, line.raw)):
            break
        gaps, reach = kept, index + 1
        if _shares(kept, line.raw):
            several += 1
            last_several = reach
    if several < 2 or (several < _FEW and max(high - low for low, high in gaps) < 1.5 * first.line.size):
        return None
    return _Window(_with_tail(split, last_several, reach), reach, tuple(gaps))


def _with_tail(split: Sequence[_Split], last_several: int, end: int) -> int:
    """Lines after the last full row that stand close below it are its cells' last lines; others are not."""
    tail = last_several
    while tail < end:
        before, line = split[tail - 1].line, split[tail].line
        if line.base - before.base > 1.5 * line.size or line.left <= split[last_several - 1].line.left + 1:
            break
        tail += 1
    return tail


def _gaps(parts: Sequence[Sequence[Word]]) -> list[Interval]:
    return [(max(word.right for word in before), after[0].left) for before, after in pairwise(parts)]


def _narrowed(gaps: Sequence[Interval], parts: Sequence[Sequence[Word]], least: float) -> list[Interval]:
    """What is left of the gaps when no part of a further line may cross them."""
    kept = []
    for low, high in gaps:
        for part in parts:
            left, right = part[0].left, max(word.right for word in part)
            if right <= low or left >= high:
                continue
            if left <= low and right >= high:
                low = high  # noqa: PLW2901 - crossed
            elif left - low >= high - right:
                high = left  # noqa: PLW2901
            else:
                low = right  # noqa: PLW2901
        if high - low >= least:
            kept.append((low, high))
    return kept


def _shares(gaps: Sequence[Interval], parts: Sequence[Sequence[Word]]) -> bool:
    """Whether some gap of the window really parts this line's words."""
    return any(parts[0][0].left < low and parts[-1][0].left >= high - 1.0 for low, high in gaps)


def _numbers(split: Sequence[_Split], gaps: Sequence[Interval]) -> bool:
    """Whether the left one of two columns is but the numbers of what is printed in the other."""
    if len(gaps) != 1:
        return False
    left = [line[0].text for line in (_cells(part.line, gaps) for part in split) if 0 in line]
    return sum(len(text) <= 5 or is_label(text) for text in left) > 0.7 * len(left)


def _prose(split: Sequence[_Split], window: _Window, done: int, index: int) -> _Prose | None:
    """A window as columns of running text, with the lines above and below that lie in one of them; or None."""
    start = index
    least = 0.7 * split[index].line.size
    while start > done and len(_narrowed(window.gaps, split[start - 1].raw, least)) == len(window.gaps):
        start -= 1
    lines = [part.line for part in split[start : window.reach]]
    columns = _columns(lines, window.gaps)
    height = window.reach - index
    if height < _LEAST_PROSE or not all(_is_prose(column, height) for column in columns):
        return None
    return _Prose(start, window.reach, [Run(tuple(column), right_edge(column)) for column in columns])


def _columns(lines: Sequence[Line], gaps: Sequence[Interval]) -> list[list[Line]]:
    """The words of each column made into lines of their own, for columns need not share base lines."""
    bins: list[list[Word]] = [[] for _ in range(len(gaps) + 1)]
    for line in lines:
        for word in line.words:
            bins[_column(word, gaps)].append(word)
    columns = [lines_of(words, lines[0].page) for words in bins]
    for line in lines:
        if line.margin and columns[-1]:
            nearest = min(range(len(columns[-1])), key=lambda i: abs(columns[-1][i].base - line.base))
            columns[-1][nearest] = replace(columns[-1][nearest], margin=line.margin)
    return columns


def _column(word: Word, gaps: Sequence[Interval]) -> int:
    middle = (word.left + word.right) / 2
    return sum(1 for low, high in gaps if middle > (low + high) / 2)


def _is_prose(lines: Sequence[Line], height: int) -> bool:
    """Whether a column is running text: lines one below the other, most of them full, of several words."""
    if len(lines) < 0.5 * height:
        return False
    left = min(line.left for line in lines)
    right = sorted(line.right for line in lines)[int(0.9 * (len(lines) - 1))]  # a heading may stand out beyond it
    full = sum(line.right - left > 0.8 * (right - left) for line in lines)
    words = sum(len(line.words) for line in lines)
    flows = sum(after.text[:1].islower() for after in lines[1:])
    return full >= 0.45 * len(lines) and words >= 3.5 * len(lines) and flows >= 0.3 * len(lines)


def _table(split: Sequence[_Split], gaps: Sequence[Interval]) -> Table:
    """A window as a table: a line begins a row unless it goes on with a cell of the line above."""
    cells = [_cells(part.line, gaps) for part in split]
    numbered = _numbered(cells)
    width = len(gaps) + 1
    edge = max(part.line.right for part in split)
    rights = [*(high for _, high in gaps), edge]
    rows: list[dict[int, list[Line]]] = []
    margins: list[list[str]] = []
    for index, line in enumerate(cells):
        if rows and _goes_on(rows[-1], line, split[index - 1].line, split[index].line, rights, numbered=numbered):
            for column, part in line.items():
                rows[-1].setdefault(column, []).append(part)
        else:
            rows.append({column: [part] for column, part in line.items()})
            margins.append([])
        margins[-1].extend(filter(None, [split[index].line.margin]))
    page = split[0].line.page
    lefts = [min((c[i].left for c in cells if i in c), default=0.0) for i in range(width)]
    made = tuple(
        Row({column: tuple(lines) for column, lines in row.items()}, page, margins=tuple(beside))
        for row, beside in zip(rows, margins, strict=True)
    )
    return Table(tuple(lefts), tuple(rights), made, ruled=False)


def _cells(line: Line, gaps: Sequence[Interval]) -> dict[int, Line]:
    bins: dict[int, list[Word]] = {}
    for word in line.words:
        bins.setdefault(_column(word, gaps), []).append(word)
    return {column: line_of(words, line.page) for column, words in sorted(bins.items())}


def _numbered(cells: Sequence[dict[int, Line]]) -> bool:
    """Whether rows are told by the numbers in the first column."""
    first = [line[0].text for line in cells if 0 in line]
    return sum(bool(NUMBER.match(text)) or is_label(text.split()[0]) for text in first) >= 2


def _goes_on(
    row: dict[int, list[Line]],
    line: dict[int, Line],
    above: Line,
    whole: Line,
    rights: Sequence[float],
    *,
    numbered: bool,
) -> bool:
    if whole.base - above.base > 2.2 * whole.size and 0 in line:
        return False
    if 0 in line:
        text = line[0].text
        if numbered and (NUMBER.match(text) or is_label(text.split()[0])):
            return False
        if not numbered and not _wrapped(row.get(0), line[0], rights[0]):
            return False
        return 0 in row
    if numbered:
        return True
    return any(_wrapped(row.get(column), part, rights[column]) for column, part in line.items())


def _wrapped(lines: Sequence[Line] | None, line: Line, right: float) -> bool:
    """Whether a cell goes on from its last line: the next word had no room there, and is no entry of its own."""
    if not lines:
        return False
    last, first = lines[-1], line.words[0]
    if line.base - last.base > 1.6 * line.size:
        return False
    if right - last.right > (first.right - first.left) + 1.2 * line.size:
        return False
    return first.text[:1].islower() or len(last.words) >= 5
