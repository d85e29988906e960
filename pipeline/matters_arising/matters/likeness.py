"""How alike two passages of one body are: the evidence, as numbers, that a regular attender would say "that again"."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from matters_arising.matters.space import Space, meetings_of
from matters_arising.matters.words import stems

if TYPE_CHECKING:
    from numpy.typing import NDArray

HORIZON = 12  # meetings of the body: what stays away longer is found by its identifiers, or opens anew
ALIKE = 0.08  # cosine below which two passages share nothing that tells
BEATEN = 0.10  # a passage that others of the same meeting resemble by so much more is no candidate
_SAME_WORDS = 0.65  # cosine from which on two passages of one meeting are the same thing
_RESTATED = 0.8  # cosine from which on what is said twice at one meeting is no rival of itself
_SAME_TITLE = 0.3  # the same where they have the same heading

FEATURES = (
    "heading",
    "weight",
    "rarest",
    "second",
    "gap",
    "margin",
    "margin_either",
    "mutual",
    "either",
)
"""What is known of a pair of passages, as numbers:

`heading`: the greater share of one's heading, by weight, that stands in the other's words. `weight`: the weight of
all words they share, in tens. `rarest`, `second`: the weights of the two rarest shared words, in fives. `gap`: the
logarithm of the meetings from one to the other. `margin`, `margin_either`: by how much each is closer to the other
than the next best of the other's meeting, the lesser and the greater, in quarters of a cosine; `mutual`, `either`:
whether both, or one of them, has the other as its best.
"""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of passages by their places in the body's list, and their evidence by `FEATURES`: arrays, a row a pair.

    `earlier` and `later` have shape (pairs,), `evidence` (pairs, features). `identifier` says that both share a
    reference number, `cites` that the later names the earlier's minute number, `others` that each prints reference
    numbers and the other none of them, `namesakes` that each heading names what the other passage does not. `headed` is
    the number of words of the heading that both have, where the later is of the very next meeting; else 0.
    """

    earlier: NDArray[Any]
    later: NDArray[Any]
    evidence: NDArray[Any]
    identifier: NDArray[Any]
    cites: NDArray[Any]
    others: NDArray[Any]
    namesakes: NDArray[Any]
    headed: NDArray[Any]


def pairs(space: Space, same: Mapping[tuple[int, int], float] | None = None) -> Pairs:
    """The pairs of passages of different meetings that may be one matter, within the horizon.

    Blocked by shared words, identifiers and citations, so that their number grows with the archive, not with its
    square. `same` are the cosines of passages of one meeting that are plainly the same (`twins`); what is said
    twice in the same words is no rival of itself.
    """
    import numpy as np

    meetings = meetings_of(space.passages)
    pointers = _Pointers.of(space, meetings)
    groups = _groups(len(space.passages), same or {})
    found = [_with_earlier(space, meetings, later, pointers, groups) for later in range(1, len(meetings))]
    if not found:
        none = np.zeros(0, dtype=int)
        return Pairs(none, none, np.zeros((0, len(FEATURES))), none, none, none, none, none)
    return Pairs(*(np.concatenate([getattr(part, name) for part in found]) for name in Pairs.__slots__))


def twins(space: Space) -> dict[tuple[int, int], float]:
    """Passages of one meeting that are plainly the same thing, under one heading or in the same words: their cosines.

    What is number 3 of a meeting is not its number 4, so that here numbers in a heading tell things apart, too.
    """
    import numpy as np

    found: dict[tuple[int, int], float] = {}
    for places in meetings_of(space.passages):
        rows = space.rows[places.start : places.stop]
        alike = np.round((rows @ rows.T).toarray(), 9)
        keys = [stems(space.passages[place].title) for place in places]
        x, y = np.nonzero(np.triu(alike, 1) >= _SAME_TITLE)
        there = (x + places.start, y + places.start)
        apart = _namesakes(space, *there) | (_count(space.words[there[0]].multiply(space.said[there[1]])) == 0)
        found.update(
            ((places.start + a, places.start + b), float(alike[a, b]))
            for a, b, other in zip(x.tolist(), y.tolist(), apart.tolist(), strict=True)
            if not other and (alike[a, b] >= _SAME_WORDS or (keys[a] and keys[a] == keys[b]))
        )
    return found


def the_rest(alike: NDArray[Any], *, axis: int, groups: NDArray[Any] | None = None) -> NDArray[Any]:
    """For each cosine the greatest of the others of its row (axis 1) or column (axis 0), 0 where there is none.

    Places of one number in `groups`, along that axis, are one: not the others of one another.
    """
    import numpy as np

    best = alike
    if groups is not None:
        _, group = np.unique(groups, return_inverse=True)
        order = np.argsort(group, kind="stable")
        starts = np.searchsorted(group[order], np.arange(group.max(initial=-1) + 1))
        best = np.maximum.reduceat(np.take(alike, order, axis=axis), starts, axis=axis) if alike.size else alike
    if best.shape[axis] < 2:
        return np.zeros_like(alike)
    ordered = np.sort(best, axis=axis)
    first, second = np.take(ordered, [-1], axis=axis), np.take(ordered, [-2], axis=axis)
    own = best if groups is None else np.take(best, group, axis=axis)
    return np.where(own >= first, second, first)


def evidence_of(
    one: tuple[Space, NDArray[Any]],
    other: tuple[Space, NDArray[Any]],
    gap: NDArray[Any],
    margins: tuple[NDArray[Any], NDArray[Any]],
) -> NDArray[Any]:
    """What is known of pairs of passages, as `FEATURES` says: shape (pairs, features).

    The passages of each side are given by their space and their places in it; both spaces weigh words alike. `gap` are
    the meetings from one to the other, `margins` what each is closer to the other by than the next best.
    """
    import numpy as np

    (here, a), (there, b) = one, other
    shared = here.words[a].multiply(there.said[b]).tocsr()  # the heaviest word first
    count, start = np.diff(shared.indptr), shared.indptr[:-1]
    weights = np.append(shared.data, [0.0, 0.0])
    low, high = np.minimum(*margins), np.maximum(*margins)
    logarithm = np.array([0.0, *(math.log(meetings) for meetings in range(1, HORIZON + 1))])
    return np.column_stack(
        [
            np.maximum(held(here.headings[a], there.holds[b]), held(there.headings[b], here.holds[a])),
            _sums(shared) / 10,
            np.where(count > 0, weights[start], 0.0) / 5,
            np.where(count > 1, weights[start + 1], 0.0) / 5,
            logarithm[gap],
            4 * low,
            4 * high,
            low > 0,
            high > 0,
        ]
    )


def share_a_word(evidence: NDArray[Any]) -> NDArray[Any]:
    """Which pairs have a word in common that may join them: figures, dates and initials join nothing."""
    result: NDArray[Any] = evidence[:, FEATURES.index("rarest")] > 0
    return result


def _namesakes(space: Space, a: NDArray[Any], b: NDArray[Any]) -> NDArray[Any]:
    """Which pairs have headings that each name something of which the other passage says nothing."""
    lacking = [
        _count(space.names[here] - space.names[here].multiply(space.holds[there])) > 0
        for here, there in ((a, b), (b, a))
    ]
    result: NDArray[Any] = lacking[0] & lacking[1]
    return result


def _count(rows: Any) -> NDArray[Any]:
    """How many columns of each row hold something."""
    result: NDArray[Any] = (rows != 0).sum(axis=1).A1
    return result


def held(parts: Any, wholes: Any) -> NDArray[Any]:
    """The share of the weight of each row of `parts` that stands in the same row of `wholes`."""
    import numpy as np

    total = _sums(parts)
    return np.where(total > 0, _sums(parts.multiply(wholes).tocsr()) / np.where(total > 0, total, 1.0), 0.0)


def _sums(rows: Any) -> NDArray[Any]:
    """The sum of each row, added from its first column on."""
    import numpy as np

    result: NDArray[Any] = rows @ np.ones(rows.shape[1])
    return result


# ---- one meeting and those before it -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Pointers:
    """Where each reference number and each minute number is printed, in order, and the meeting of each passage."""

    codes: Mapping[str, Sequence[int]]
    numbers: Mapping[str, Sequence[int]]
    meeting: Sequence[int]

    @classmethod
    def of(cls, space: Space, meetings: Sequence[range]) -> _Pointers:
        return cls(
            _printed(space.codes),
            _printed(passage.numbers for passage in space.passages),
            [number for number, places in enumerate(meetings) for _ in places],
        )

    def within(self, printed: Mapping[str, Sequence[int]], number: str, window: range) -> Sequence[int]:
        """The places in the window that print a number."""
        places = printed.get(number, ())
        return places[bisect_left(places, window.start) : bisect_right(places, window.stop - 1)]


def _printed(numbers: Iterable[Iterable[str]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for place, of_one in enumerate(numbers):
        for number in of_one:
            found[number].append(place)
    return found


def _groups(number: int, same: Mapping[tuple[int, int], float]) -> NDArray[Any]:
    """For each place a number that those share which say the same words, or the words of one that does."""
    import numpy as np
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    restated = sorted(pair for pair, cosine in same.items() if cosine >= _RESTATED)
    one, other = np.array(restated, dtype=int).reshape(-1, 2).T
    beside = coo_matrix((np.ones(len(one)), (one, other)), shape=(number, number))
    result: NDArray[Any] = connected_components(beside, directed=False)[1]
    return result


def _with_earlier(
    space: Space, meetings: Sequence[range], later: int, pointers: _Pointers, groups: NDArray[Any]
) -> Pairs:
    """The pairs of the passages of one meeting with those of the meetings before it."""
    import numpy as np

    own, before = meetings[later], meetings[max(0, later - HORIZON) : later]
    window = range(before[0].start, own.start)
    alike = (space.rows[window.start : window.stop] @ space.rows[own.start : own.stop].T).toarray()
    alike = np.round(alike, 9)
    down = alike - the_rest(alike, axis=1, groups=groups[own.start : own.stop])
    across = np.empty_like(alike)
    for places in before:
        part = slice(places.start - window.start, places.stop - window.start)
        across[part] = alike[part] - the_rest(alike[part], axis=0, groups=groups[places.start : places.stop])
    pointed = _pointed(space, window, own, later, pointers)
    close = (alike >= ALIKE) & (np.maximum(down, across) >= -BEATEN)
    x, y = np.nonzero(close | (pointed.sum(axis=0) > 0))
    a, b = x + window.start, y + own.start
    gap = later - np.asarray(pointers.meeting)[a]
    evidence = evidence_of((space, a), (space, b), gap, (down[x, y], across[x, y]))
    joined = share_a_word(evidence) | (pointed[:, x, y].sum(axis=0) > 0)
    x, y, a, b, evidence = x[joined], y[joined], a[joined], b[joined], evidence[joined]
    namesakes = _namesakes(space, a, b)
    coded = np.array([bool(codes) for codes in space.codes[window.start : own.stop]])
    others = coded[x] & coded[b - window.start] & (pointed[0, x, y] == 0)
    headed = np.zeros(len(a), dtype=int)
    for row in np.flatnonzero(gap[joined] == 1):
        one, other = space.titles[a[row]], space.titles[b[row]]
        headed[row] = len(one) if one == other else 0
    return Pairs(a, b, evidence, pointed[0, x, y], pointed[1, x, y], others, namesakes, headed)


def _pointed(space: Space, window: range, own: range, later: int, pointers: _Pointers) -> NDArray[Any]:
    """Which pairs share an identifier, and in which the later cites the minute number of the earlier.

    A number without a stroke is counted afresh at each meeting, so that it points to the meeting before alone.
    """
    import numpy as np

    found = np.zeros((2, len(window), len(own)), dtype=int)
    for y, place in enumerate(own):
        for code in space.codes[place]:
            found[0, [a - window.start for a in pointers.within(pointers.codes, code, window)], y] = 1
        for number in space.citing[place]:
            for a in pointers.within(pointers.numbers, number, window):
                if "/" in number or pointers.meeting[a] == later - 1:
                    found[1, a - window.start, y] = 1
    return found
