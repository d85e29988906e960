"""Statements become passages: a few words, as “Carried.”, are put to what they follow."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from matters_arising.matters.changes.folding import SHORT, folded
from matters_arising.matters.changes.nouns import Passage

_PAGE = re.compile(r"(?:page|p)?(?: ?\d{1,4})(?: (?:of )?\d{1,4})?|(?:page|p)")


def joined(passages: Sequence[Passage], whole: str) -> tuple[Passage, ...]:
    """Statements, in the order of the text `whole` that they stand in, with those of a few words put to what they
    follow under the same item, and without page numbers."""
    found: list[Passage] = []
    for one in passages:
        if _PAGE.fullmatch(folded(one.text)):
            continue
        last = found[-1] if found else None
        if last and last.item == one.item and last.end <= one.start and _is_short(one):
            text, quote = f"{last.text} {one.text}", whole[last.start : one.end]
            heading = last.heading or (one.start - last.start if _is_heading(last) else 0)
            found[-1] = replace(last, end=one.end, text=text, quote=quote, heading=heading)
        else:
            found.append(one)
    return tuple(found)


def _is_heading(one: Passage) -> bool:
    """Whether it is the title of its own item, with or without a number before it."""
    said, title = folded(one.text), folded(one.item)
    return bool(title) and said.endswith(title) and not re.search(r"[^\W\d_]{3}", said.removesuffix(title))


def _is_short(one: Passage) -> bool:
    return len(folded(one.text).split()) < SHORT
