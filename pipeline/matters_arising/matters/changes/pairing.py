"""Which passage became which: the likest are paired."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Indel

from matters_arising.matters.changes.folding import CONFUSED, SHORT, folded
from matters_arising.matters.changes.nouns import Passage
from matters_arising.redactions import MASK

_RELATED = 0.5  # likeness from which one passage is said to have become another
_SAME_ITEM = 0.15  # added to it under one heading
_PAIRS = 100_000  # of passages that are compared; beyond, only those that stand near each other are
_NEAR = 40


def paired(
    gone: Sequence[Passage], new: Sequence[Passage]
) -> tuple[list[tuple[Passage, Passage]], list[Passage], list[Passage]]:
    """Which passage became which, the likest first; and those that became nothing, or came from nothing.

    What is the same but for spaces inside of words is left out, and what is covered by a redaction in one of them only.
    The likeness and its ties do not ask which side is the earlier one.
    """
    taken: dict[int, int] = {}
    used: set[int] = set()
    before, after = ([folded(p.text).split() for p in side] for side in (gone, new))
    scored = sorted(_scores(gone, new, before, after))
    for _, _, _, i, j in scored:
        if i not in taken and j not in used:
            taken[i] = j
            used.add(j)
    pairs = [
        (gone[i], new[j])
        for i, j in sorted(taken.items())
        if not _same(before[i], after[j]) and (MASK in gone[i].quote) == (MASK in new[j].quote)
    ]
    rest = [one for i, one in enumerate(gone) if i not in taken]
    return pairs, rest, [other for j, other in enumerate(new) if j not in used]


def _scores(
    gone: Sequence[Passage], new: Sequence[Passage], before: Sequence[list[str]], after: Sequence[list[str]]
) -> Iterator[tuple[float, float, int, int, int]]:
    """Pairs that may be one passage: how unlike they are, how far apart, what tells ties apart, and which they are."""
    sizes = (max(len(gone), 1), max(len(new), 1))
    reach = 1.0 if sizes[0] * sizes[1] <= _PAIRS else _NEAR / max(sizes)
    titles = [[folded(p.item).split() for p in side] for side in (gone, new)]
    for i, one in enumerate(before):
        first, last = (int((i / sizes[0] + by) * sizes[1]) for by in (-reach, reach))
        for j in range(max(first - 1, 0), min(last + 2, len(new))):
            apart = abs(i / sizes[0] - j / sizes[1])
            if apart > reach:
                continue
            likeness = _likeness(one, after[j])
            related = _likeness(titles[0][i], titles[1][j]) >= _RELATED
            if related:
                likeness += _SAME_ITEM
            elif min(len(one), len(after[j])) < SHORT:
                continue  # a few words of another item are other words
            if likeness >= _RELATED:
                yield -likeness, apart, i + j, i, j


def _likeness(one: list[str], other: list[str]) -> float:
    if _same(one, other):
        return 1.0
    if 3 * min(len(one), len(other)) < max(len(one), len(other)):
        return 0.0
    return Indel.normalized_similarity(one, other)


def _same(one: list[str], other: list[str]) -> bool:
    """Whether only spaces differ, or a figure that OCR read as letters."""
    if "".join(one) == "".join(other):
        return True
    return len(one) == len(other) and all(
        a == b or (a.isdigit() != b.isdigit() and a.translate(CONFUSED) == b.translate(CONFUSED))
        for a, b in zip(one, other, strict=True)
    )
