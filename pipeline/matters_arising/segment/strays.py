"""Numbers that fit no chain though their lines stand like its items: skipped, repeated and mistyped ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from matters_arising.segment.chains import BARE, Chained
from matters_arising.segment.heading import Heading
from matters_arising.segment.numbering import Label
from matters_arising.segment.titling import is_sentence

_LEAST = 3  # items that show how the body prints its items
_LONGEST = 14  # words of a title


def strays(
    headings: Sequence[Heading], names: Sequence[str], content: Sequence[int], chained: Mapping[int, Chained]
) -> dict[int, Chained]:
    """The headings, by index, that belong to a chain of items by all but their number, which stays as printed.

    A clerk prints "507." twice, "13." for "4.", or goes on from 6 to 27. A number that is printed as the items' are, in
    a block of its own, with a title and a text, is an item where it repeats its neighbour's number, goes on from it,
    or fills a hole. A list that begins again at one does none of these.
    """
    out: dict[int, Chained] = {}
    for chain in sorted({entry.chain for entry in chained.values() if entry.inside < 0}):
        members = sorted(i for i, entry in chained.items() if entry.chain == chain)
        if len(members) < _LEAST:
            continue
        usual, count = Counter(_print(headings[i], chained[i].label) for i in members).most_common(1)[0]
        if 2 * count <= len(members):
            continue
        known = {i: chained[i].label for i in members}
        for i in range(members[0] + 1, len(headings)):
            heading = headings[i]
            label = next((label for label in heading.labels if label.family == known[members[0]].family), None)
            if i in chained or i in out or not label or _print(heading, label) != usual:
                continue
            if content[i] < BARE or not _is_titled(heading, names[i]):
                continue
            before, after = _neighbours(i, known)
            if label.values in (before, after) or _follows(before, label.values, after):
                known[i] = label
            elif not _fills(before, label.values, after):
                continue
            out[i] = Chained(label, chain, -1)
    return out


def _print(heading: Heading, label: Label) -> tuple[str, str, bool]:
    """How an item is printed: where the format sets it, in what type, and whether a mark follows the number."""
    return heading.standing, heading.style, label.plain


def _is_titled(heading: Heading, name: str) -> bool:
    titled = bool(heading.standing) and heading.title_end > heading.title_start
    return titled and len(name.split()) <= _LONGEST and not is_sentence(name)


def _neighbours(i: int, known: Mapping[int, Label]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The numbers of the items before and after a place; the latter is empty at the end."""
    after = known[min(j for j in known if j > i)].values if max(known) > i else ()
    return known[max(j for j in known if j < i)].values, after


def _follows(before: tuple[int, ...], mine: tuple[int, ...], after: tuple[int, ...]) -> bool:
    """Whether a number goes on from the one before it, in one of its parts, and stands before the one after it."""
    parts = sum(a != b for a, b in zip(before, mine, strict=False))
    return len(before) == len(mine) and parts == 1 and mine > before and (not after or mine < after)


def _fills(before: tuple[int, ...], mine: tuple[int, ...], after: tuple[int, ...]) -> bool:
    """Whether a number is wanting at a place, so that one that fits nowhere may be meant for it. Lists begin at one."""
    alike = len(before) == len(mine) == len(after) and 1 not in mine
    return alike and sum(a != b for a, b in zip(before, after, strict=True)) == 1 and sum(after) - sum(before) > 1
