"""How alike two passages of one body are: the evidence, as numbers, that a regular attender would say "that again"."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from matters_arising.matters.headings import title_key
from matters_arising.matters.passages import Passage
from matters_arising.matters.references import cited, identifiers
from matters_arising.matters.words import ACTS, UNSEEN, stems

if TYPE_CHECKING:
    from numpy.typing import NDArray

HORIZON = 12  # meetings of the body: what stays away longer is found by its identifiers, or opens anew
_TITLE = 2.0  # a word of the title counts as if said this many times more
_ALIKE = 0.08  # cosine below which two passages share nothing that tells
_SAME_WORDS = 0.65  # cosine from which on two passages of one meeting are the same thing
_SAME_TITLE = 0.3  # the same where they have the same heading
_BEATEN = 0.10  # a passage that others of the same meeting resemble by so much more is no candidate

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
class Pair:
    """Two passages by their places in the body's list, the earlier first, and their evidence by `FEATURES`.

    `identifier` says that they share a reference number, `cites` that the later names the earlier's minute number.
    """

    earlier: int
    later: int
    evidence: tuple[float, ...]
    identifier: bool = False
    cites: bool = False


@dataclass(frozen=True, slots=True)
class Space:
    """The passages of one body as weighed words. `weight` says how few passages and threads have a stem."""

    passages: Sequence[Passage]
    weight: Mapping[str, float]
    rows: Any
    words: tuple[Mapping[str, float], ...]
    headings: tuple[Mapping[str, float], ...]
    codes: tuple[frozenset[str], ...]
    citing: tuple[frozenset[str], ...]


def weigh(passages: Sequence[Passage], threads: Iterable[Collection[int]]) -> Space:
    """Weigh the words of a body's passages, given in the order of their meetings; words of acts weigh nothing.

    `threads` are the places of the passages that are known to be of one matter, each place in one of them; where
    nothing is known, each passage alone. A word tells by the few passages that have it, and as much by the few
    threads: what is dealt with at every meeting is no less itself for that.
    """
    words = [{*passage.words, *stems(passage.title)} for passage in passages]
    seen = Counter(word for of_one in words for word in of_one)
    kept = Counter(word for members in threads for word in set().union(*(words[place] for place in members)))
    top = math.log(len(passages) + UNSEEN)
    weight = {
        word: top - (math.log(seen[word] + 1) + math.log(kept[word] + 1)) / 2
        for word in sorted(seen)
        if word not in ACTS
    }
    return _space(passages, weight)


def placed(passages: Sequence[Passage], among: Space) -> Space:
    """Further passages, weighed as those of `among` are; a word that stands in none of them has no weight."""
    return _space(passages, among.weight)


def _space(passages: Sequence[Passage], weight: Mapping[str, float]) -> Space:
    titles = [stems(passage.title) for passage in passages]
    counted = []
    for passage, title in zip(passages, titles, strict=True):
        vector = {word: 1 + math.log(times) for word, times in Counter(passage.words).items()}
        for word in title:
            vector[word] = vector.get(word, 0.0) + _TITLE
        counted.append(vector)
    words = [{*passage.words, *title} for passage, title in zip(passages, titles, strict=True)]
    return Space(
        passages=passages,
        weight=weight,
        rows=_matrix(counted, weight),
        words=tuple({word: weight[word] for word in sorted(of_one) if word in weight} for of_one in words),
        headings=tuple({word: weight[word] for word in sorted(set(t)) if word in weight} for t in titles),
        codes=tuple(identifiers(passage.text) for passage in passages),
        citing=tuple(cited(passage.text) for passage in passages),
    )


def pairs(space: Space) -> list[Pair]:
    """The pairs of passages of different meetings that may be one matter, within the horizon.

    Blocked by shared words, identifiers and citations, so that their number grows with the archive, not with its
    square.
    """
    found: list[Pair] = []
    meetings = meetings_of(space.passages)
    for later in range(len(meetings)):
        for earlier in range(max(0, later - HORIZON), later):
            found.extend(_between(space, meetings[earlier], meetings[later], later - earlier))
    return found


def twins(space: Space) -> list[tuple[int, int]]:
    """Pairs of passages of one meeting that are plainly the same thing: under one heading, or in the same words."""
    import numpy as np

    found: list[tuple[int, int]] = []
    for places in meetings_of(space.passages):
        rows = space.rows[places.start : places.stop]
        alike = np.round((rows @ rows.T).toarray(), 9)
        keys = [title_key(space.passages[place].title) for place in places]
        found.extend(
            (places.start + int(x), places.start + int(y))
            for x, y in np.argwhere(np.triu(alike, 1) >= _SAME_TITLE)
            if alike[x, y] >= _SAME_WORDS or (keys[x] and keys[x] == keys[y])
        )
    return found


def closest_rows(alike: NDArray[Any]) -> list[int]:
    """The places in a row of cosines that are worth a look: alike, and hardly beaten by the best."""
    least = max(_ALIKE, float(alike.max(initial=0.0)) - _BEATEN)
    return [place for place, value in enumerate(alike) if value >= least]


def meetings_of(passages: Sequence[Passage]) -> list[range]:
    """The stretch of the list that each meeting has."""
    starts: dict[str, list[int]] = defaultdict(list)
    for place, passage in enumerate(passages):
        starts[passage.meeting.id].append(place)
    return [range(places[0], places[-1] + 1) for places in starts.values()]


def _between(space: Space, earlier: range, later: range, gap: int) -> list[Pair]:
    import numpy as np

    alike = (space.rows[earlier.start : earlier.stop] @ space.rows[later.start : later.stop].T).toarray()
    alike = np.round(alike, 9)
    down, across = _margins(alike, axis=1), _margins(alike, axis=0)
    best = np.maximum(down, across)
    pointed = _pointed(space, earlier, later, adjacent=gap == 1)
    found = []
    for x, y in np.argwhere(((alike >= _ALIKE) & (best >= -_BEATEN)) | (pointed[0] + pointed[1] > 0)):
        a, b = earlier.start + int(x), later.start + int(y)
        evidence = evidence_of((space, a), (space, b), gap, (float(down[x, y]), float(across[x, y])))
        found.append(Pair(a, b, evidence, bool(pointed[0, x, y]), bool(pointed[1, x, y])))
    return found


def _margins(alike: NDArray[Any], *, axis: int) -> NDArray[Any]:
    """By how much each pair is closer than the best other pair of its row (axis 1) or column (axis 0)."""
    import numpy as np

    if alike.shape[axis] < 2:
        return alike.copy()
    ordered = np.sort(alike, axis=axis)
    first, second = np.take(ordered, [-1], axis=axis), np.take(ordered, [-2], axis=axis)
    result: NDArray[Any] = alike - np.where(alike >= first, second, first)
    return result


def _pointed(space: Space, earlier: range, later: range, *, adjacent: bool) -> NDArray[Any]:
    """Which pairs share an identifier, and in which the later cites the minute number of the earlier."""
    import numpy as np

    found = np.zeros((2, len(earlier), len(later)))
    coded = [y for y, b in enumerate(later) if space.codes[b]]
    citing = [y for y, b in enumerate(later) if space.citing[b]]
    for x, a in enumerate(earlier):
        if space.codes[a]:
            found[0, x, [y for y in coded if space.codes[a] & space.codes[later[y]]]] = 1
        numbers = {n for n in space.passages[a].numbers if adjacent or "/" in n}
        if numbers:
            found[1, x, [y for y in citing if numbers & space.citing[later[y]]]] = 1
    return found


def evidence_of(
    one: tuple[Space, int], other: tuple[Space, int], gap: int, margins: tuple[float, float]
) -> tuple[float, ...]:
    """What is known of two passages, each given by its space and its place in it, as `FEATURES` says."""
    (here, a), (there, b) = one, other
    words, others = here.words[a], there.words[b]
    shared = sorted((weight for word, weight in words.items() if word in others), reverse=True)
    low, high = min(margins), max(margins)
    return (
        max(_held(here.headings[a], others), _held(there.headings[b], words)),
        sum(shared) / 10,
        (shared[0] if shared else 0.0) / 5,
        (shared[1] if len(shared) > 1 else 0.0) / 5,
        math.log(gap),
        4 * low,
        4 * high,
        float(low > 0),
        float(high > 0),
    )


def _held(part: Mapping[str, float], whole: Mapping[str, float]) -> float:
    """The share of the weight of `part` that stands in `whole`."""
    total = sum(part.values())
    return sum(weight for word, weight in part.items() if word in whole) / total if total else 0.0


def _matrix(vectors: Sequence[Mapping[str, float]], weight: Mapping[str, float]) -> Any:
    """Rows of unit length, sparse, a column for each word of `weight`."""
    from scipy import sparse

    column = {word: place for place, word in enumerate(weight)}
    data, columns, ends = [], [], [0]
    for vector in vectors:
        weighed = {column[word]: value * weight[word] for word, value in vector.items() if word in column}
        length = math.sqrt(sum(value * value for value in weighed.values())) or 1.0
        for place in sorted(weighed):
            columns.append(place)
            data.append(weighed[place] / length)
        ends.append(len(columns))
    return sparse.csr_matrix((data, columns, ends), shape=(len(vectors), len(weight)))
