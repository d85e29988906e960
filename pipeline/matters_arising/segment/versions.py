"""Whether two texts are versions of one meeting's minutes."""

from __future__ import annotations

import re

_RUN = 4  # words
_SHARED = 0.4  # of the shorter text's runs


def same_meeting(one: str, other: str) -> bool:
    """Whether one text is a version of the other (a draft and its approved form), by shared runs of four words.

    Versions keep most of the shorter text; the minutes of two meetings share their standing phrases only.
    """
    first, second = _shingles(one), _shingles(other)
    if not first or not second:
        return first == second
    return len(first & second) >= _SHARED * min(len(first), len(second))


def _shingles(text: str) -> set[tuple[str, ...]]:
    tokens = re.findall(r"[^\W_]+", text.casefold())
    return {tuple(tokens[i : i + _RUN]) for i in range(len(tokens) - _RUN + 1)}
