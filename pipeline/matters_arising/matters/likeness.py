"""How alike two passages of one body are: the evidence, as numbers, that a regular attender would say "that again"."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from matters_arising.matters.headings import title_key
from matters_arising.matters.passages import Passage
from matters_arising.matters.references import cited, identifiers
from matters_arising.matters.words import UNSEEN, stems, surface

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
    """The passages of one body as weighed words. `weight` is the inverse passage frequency of a stem."""

    passages: Sequence[Passage]
    rows: Any
    words: tuple[Mapping[str, float], ...]
    headings: tuple[Mapping[str, float], ...]
    codes: tuple[frozenset[str], ...]
    citing: tuple[frozenset[str], ...]

    def printed(self, place: int, stem: str) -> str:
        """A stem as the passage prints it, first in its heading, then in its text."""
        passage = self.passages[place]
        return next((word for word in surface(f"{passage.title} {passage.text}") if stems(word) == (stem,)), stem)


def weigh(passages: Sequence[Passage]) -> Space:
    """Weigh the words of a body's passages, given in the order of their meetings."""
    texts = [stems(passage.text) for passage in passages]
    titles = [stems(passage.title) for passage in passages]
    seen = Counter(word for text, title in zip(texts, titles, strict=True) for word in {*text, *title})
    vocabulary = {word: place for place, word in enumerate(sorted(seen))}
    weight = {word: math.log((len(passages) + UNSEEN) / (seen[word] + 1)) for word in vocabulary}
    counted = []
    for text, title in zip(texts, titles, strict=True):
        vector = {word: 1 + math.log(times) for word, times in Counter(text).items()}
        for word in title:
            vector[word] = vector.get(word, 0.0) + _TITLE
        counted.append(vector)
    return Space(
        passages=passages,
        rows=_matrix(counted, vocabulary, weight),
        words=tuple({w: weight[w] for w in sorted({*t, *h})} for t, h in zip(texts, titles, strict=True)),
        headings=tuple({w: weight[w] for w in sorted(set(title))} for title in titles),
        codes=tuple(identifiers(passage.text) for passage in passages),
        citing=tuple(cited(passage.text) for passage in passages),
    )


def pairs(space: Space) -> list[Pair]:
    """The pairs of passages of different meetings that may be one matter, within the horizon.

    Blocked by shared words, identifiers and citations, so that their number grows with the archive, not with its
    square.
    """
    found: list[Pair] = []
    meetings = _meetings(space.passages)
    for later in range(len(meetings)):
        for earlier in range(max(0, later - HORIZON), later):
            found.extend(_between(space, meetings[earlier], meetings[later], later - earlier))
    return found


def twins(space: Space) -> list[tuple[int, int]]:
    """Pairs of passages of one meeting that are plainly the same thing: under one heading, or in the same words."""
    import numpy as np

    found: list[tuple[int, int]] = []
    for places in _meetings(space.passages):
        rows = space.rows[places.start : places.stop]
        alike = np.round((rows @ rows.T).toarray(), 9)
        keys = [title_key(space.passages[place].title) for place in places]
        found.extend(
            (places.start + int(x), places.start + int(y))
            for x, y in np.argwhere(np.triu(alike, 1) >= _SAME_TITLE)
            if alike[x, y] >= _SAME_WORDS or (keys[x] and keys[x] == keys[y])
        )
    return found


def _meetings(passages: Sequence[Passage]) -> list[range]:
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
        evidence = _evidence(space, a, b, gap, (float(down[x, y]), float(across[x, y])))
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


def _evidence(space: Space, a: int, b: int, gap: int, margins: tuple[float, float]) -> tuple[float, ...]:
    shared = sorted((weight for word, weight in space.words[a].items() if word in space.words[b]), reverse=True)
    low, high = min(margins), max(margins)
    return (
        max(_held(space.headings[a], space.words[b]), _held(space.headings[b], space.words[a])),
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


def _matrix(vectors: Sequence[Mapping[str, float]], vocabulary: Mapping[str, int], weight: Mapping[str, float]) -> Any:
    """Rows of unit length, sparse."""
    from scipy import sparse

    data, columns, ends = [], [], [0]
    for vector in vectors:
        weighed = {vocabulary[word]: value * weight[word] for word, value in vector.items()}
        length = math.sqrt(sum(value * value for value in weighed.values())) or 1.0
        for column in sorted(weighed):
            columns.append(column)
            data.append(weighed[column] / length)
        ends.append(len(columns))
    return sparse.csr_matrix((data, columns, ends), shape=(len(vectors), len(vocabulary)))
