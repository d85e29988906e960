"""Tasks that minutes tell of and list again: a list of actions at their head or end says in a line each what is dealt
with under the items, so that an entry of it and the passage that it is of are one matter, though of one meeting."""

from __future__ import annotations

from collections.abc import Sequence

from matters_arising.matters.judge import weighed
from matters_arising.matters.likeness import ALIKE, evidence_of, share_a_word, the_rest
from matters_arising.matters.space import Space, meetings_of

_AGAIN = 1.0  # log-odds from which on an entry is of what is told elsewhere
_NEXT = 1  # meetings apart for which a pair is judged: it is at least as near as those of two meetings in a row


def told_of(space: Space) -> dict[tuple[int, int], float]:
    """The entries of each meeting's lists of tasks, each with the passage of that meeting that it is likest to, if no
    other entry is more like that one: their log-odds, by their places."""
    found: dict[tuple[int, int], float] = {}
    for places in meetings_of(space.passages):
        listed = [place for place in places if space.passages[place].task]
        told = [place for place in places if not space.passages[place].task]
        if listed and told:
            found |= _told_of(space, listed, told)
    return found


def _told_of(space: Space, listed: Sequence[int], told: Sequence[int]) -> dict[tuple[int, int], float]:
    import numpy as np

    alike = np.round((space.rows[listed] @ space.rows[told].T).toarray(), 9)
    down, across = alike - the_rest(alike, axis=1), alike - the_rest(alike, axis=0)
    x, y = np.nonzero((alike >= ALIKE) & (down > 0) & (across >= 0))
    a, b = np.array(listed)[x], np.array(told)[y]
    evidence = evidence_of((space, a), (space, b), np.full(len(x), _NEXT), (down[x, y], across[x, y]))
    odds, joined = weighed(evidence), share_a_word(evidence)
    pairs = zip(a.tolist(), b.tolist(), odds.tolist(), joined.tolist(), strict=True)
    return {(min(one, other), max(one, other)): value for one, other, value, may in pairs if may and value > _AGAIN}
