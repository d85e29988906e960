"""Which passages of one text the other does not have: wherever they stand there, and however they are cut."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from matters_arising.matters.changes.folding import SHORT, folded, times_in
from matters_arising.matters.changes.nouns import Passage

_SEARCHED = 4e9  # characters; texts of which nearly nothing is the same are not searched for sentences cut elsewhere


def differing(one: Sequence[Passage], other: Sequence[Passage]) -> tuple[list[Passage], list[Passage]]:
    """The passages of either side whose words the other does not have as often, wherever they stand there."""
    sides = ([folded(p.text) for p in one], [folded(p.text) for p in other])
    keys = [
        [(said, folded(p.item) if said.count(" ") < SHORT - 1 else "") for said, p in zip(side, passages, strict=True)]
        for side, passages in zip(sides, (one, other), strict=True)
    ]
    streams = [" " + " ".join(filter(None, side)) + " " for side in sides]
    left = _surplus(keys[0], keys[1]), _surplus(keys[1], keys[0])
    if sum(map(len, left)) * sum(map(len, streams)) > _SEARCHED:
        return [one[i] for i in left[0]], [other[j] for j in left[1]]
    gone = [one[i] for i in left[0] if not _stands(i, sides[0], streams[0], streams[1])]
    new = [other[j] for j in left[1] if not _stands(j, sides[1], streams[1], streams[0])]
    return gone, new


def _surplus(keys: Sequence[tuple[str, str]], others: Sequence[tuple[str, str]]) -> list[int]:
    """Which of these come more often than among the others; the last of a kind are the ones too many."""
    spare = Counter(others)
    left = []
    for place, key in enumerate(keys):
        if spare[key] > 0:
            spare[key] -= 1
        else:
            left.append(place)
    return left


def _stands(place: int, words: Sequence[str], own: str, other: str) -> bool:
    """Whether a passage is in the other text all the same, cut in another place: as often as in its own. A few words
    are looked for with what stands before or after them."""
    if words[place].count(" ") >= SHORT - 1:
        return times_in(words[place], other) >= times_in(words[place], own)
    around = [words[max(place - 1, 0) : place + 1], words[place : place + 2]]
    wider = [said for part in around if (said := " ".join(filter(None, part))).count(" ") >= SHORT - 1]
    return any(times_in(said, other) >= times_in(said, own) for said in wider)
