"""How much words weigh among the paragraphs of an archive, and the comparisons of weights that a cut rests on.

A word weighs by how few paragraphs have it, of all bodies. So minutes of one body can alter how those of another are
cut: where a comparison comes out otherwise. What was compared is kept, body by body, and looked at again in place of
the minutes.
"""

from __future__ import annotations

import json
import math
import zlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from matters_arising.matters.words import UNSEEN

TELLING = 0.45  # of the greatest weight a word can have: from there on it tells matters apart
_ROUNDING = 1e-9  # nearer than this the order of adding may decide, and it is added as it was

Weight = Callable[[str], float]


class Scale:
    """Weighs words against one another. `weight` is how much a word says, 0 to 1."""

    def __init__(self, weight: Weight) -> None:
        self._weight = weight

    def is_less(self, words: Iterable[str], known: Collection[str], share: float) -> bool:
        """Whether those of the words that are `known` weigh less than this share of all."""
        return _is_less([(self._weight(word), word in known) for word in dict.fromkeys(words)], share)

    def tells(self, words: Collection[str]) -> bool:
        """Whether one of the words tells matters apart."""
        return max(self._weight(word) for word in words) >= TELLING


def _is_less(weights: Iterable[tuple[float, bool]], share: float) -> bool:
    weighed = list(weights)
    return sum(weight for weight, known in weighed if known) < share * sum(weight for weight, _ in weighed)


def weight_among(paragraphs: int, seen: Mapping[str, int]) -> Weight:
    """How much a word says of what a paragraph deals with: its inverse frequency among paragraphs, 0 to 1."""
    top = math.log(paragraphs + UNSEEN)
    return lambda word: math.log((paragraphs + UNSEEN) / (seen.get(word, 0) + 1)) / top


@dataclass(frozen=True, slots=True)
class Rests:
    """What the cut of one body's minutes rests on: its paragraphs, at how many of them each word stands (0 for a word
    that is compared and stands in none), and the comparisons, one after the other.

    `sizes` is of how many words each is, `places` the word by its place, doubled, and one more where it is known;
    `shares` the share asked for, nought where it was asked whether a word tells; `outcomes` what came out.
    """

    paragraphs: int = 0
    words: tuple[str, ...] = ()
    counts: tuple[int, ...] = ()
    sizes: bytes = b""
    places: bytes = b""
    shares: bytes = b""
    outcomes: bytes = b""

    def hold(self, weight: Weight) -> bool:
        """Whether all comparisons come out as they did, with these weights."""
        import numpy as np

        if not self.sizes:
            return True
        sizes, places = np.frombuffer(self.sizes, np.int32), np.frombuffer(self.places, np.int32)
        shares, outcomes = np.frombuffer(self.shares), np.frombuffer(self.outcomes, np.bool_)
        known, starts = (places & 1).astype(np.bool_), np.concatenate([[0], np.cumsum(sizes)[:-1]])
        weighed = np.array([weight(word) for word in self.words])[places >> 1]
        of_known = np.add.reduceat(np.where(known, weighed, 0.0), starts)
        short = shares * np.add.reduceat(weighed, starts) - of_known
        most = np.maximum.reduceat(weighed, starts) - TELLING
        over = np.where(shares > 0, short, most)
        near = np.abs(over) < _ROUNDING
        if not np.array_equal((over > 0)[~near], outcomes[~near]):
            return False
        spans = [slice(starts[at], starts[at] + sizes[at]) for at in np.flatnonzero(near)]
        again = [
            _is_less(zip(weighed[span].tolist(), known[span].tolist(), strict=True), share)
            if share
            else bool(weighed[span].max() >= TELLING)
            for span, share in zip(spans, shares[near].tolist(), strict=True)
        ]
        return bool(again == outcomes[near].tolist())

    def packed(self) -> bytes:
        """As it is stored."""
        head = json.dumps([self.paragraphs, self.words, self.counts], ensure_ascii=False).encode("utf-8")
        parts = (head, self.sizes, self.places, self.shares, self.outcomes)
        return zlib.compress(json.dumps([len(part) for part in parts]).encode() + b"\n" + b"".join(parts), 1)

    @classmethod
    def unpacked(cls, packed: bytes) -> Rests:
        """As it was before it was stored."""
        first, _, rest = zlib.decompress(packed).partition(b"\n")
        parts = []
        for length in json.loads(first):
            parts.append(rest[:length])
            rest = rest[length:]
        paragraphs, words, counts = json.loads(parts[0])
        return cls(paragraphs, tuple(words), tuple(counts), *parts[1:])


class Noted(Scale):
    """A scale that notes what it compares, for one body."""

    def __init__(self, weight: Weight, paragraphs: int, seen: Counter[str]) -> None:
        super().__init__(weight)
        self._paragraphs, self._seen = paragraphs, seen
        self._place = {word: place for place, word in enumerate(seen)}
        self._sizes: list[int] = []
        self._places: list[int] = []
        self._shares: list[float] = []
        self._outcomes: list[bool] = []

    def is_less(self, words: Iterable[str], known: Collection[str], share: float) -> bool:
        own = dict.fromkeys(words)
        return self._note(own, known, share, super().is_less(own, known, share))

    def tells(self, words: Collection[str]) -> bool:
        return self._note(words, (), 0.0, super().tells(words))

    def _note(self, words: Collection[str], known: Collection[str], share: float, outcome: bool) -> bool:
        if words:
            self._places += [2 * self._place.setdefault(w, len(self._place)) + (w in known) for w in words]
            self._sizes.append(len(words))
            self._shares.append(share)
            self._outcomes.append(outcome)
        return outcome

    def rests(self) -> Rests:
        """All that was compared."""
        import numpy as np

        return Rests(
            self._paragraphs,
            tuple(self._place),
            tuple(self._seen.get(word, 0) for word in self._place),
            np.array(self._sizes, np.int32).tobytes(),
            np.array(self._places, np.int32).tobytes(),
            np.array(self._shares).tobytes(),
            np.array(self._outcomes, np.bool_).tobytes(),
        )
