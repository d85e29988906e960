"""Words that are printed as one or as two: "footbridge", "foot-bridge", "foot bridge"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import pairwise

from matters_arising.matters.words import is_content, surface

_LEAST = 3  # letters of a word that is part of another
_WORD = re.compile(r"[^\W\d_]+")


def spellings(name: str, printed: Collection[str]) -> Iterator[str]:
    """A name as printed, with its compounds opened, and with its words closed up, where the minutes print (`printed`,
    in small letters) the words that this makes.

    >>> list(spellings("Village footbridge", {"foot", "bridge", "village", "footbridge"}))
    ['Village footbridge', 'Village foot bridge']
    >>> list(spellings("Foot bridge", {"footbridge"})), list(spellings("Carpet", {"pet"}))
    (['Foot bridge', 'footbridge'], ['Carpet'])
    """
    opened = _WORD.sub(lambda word: _opened(word.group(), printed), name)
    words = [word.lower() for word in surface(name)]
    joined = " ".join(one + then for one, then in pairwise(words) if one + then in printed)
    yield from dict.fromkeys(filter(None, (name, opened, joined)))


def _opened(word: str, printed: Collection[str]) -> str:
    for cut in range(_LEAST, len(word) - _LEAST + 1):
        parts = word[:cut], word[cut:]
        if all(part.lower() in printed and is_content(part) for part in parts):
            return " ".join(parts)
    return word
