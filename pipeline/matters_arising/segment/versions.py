"""Whether two texts are versions of one meeting's minutes."""

from __future__ import annotations

import re

_RUN = 4  # words
_SHARED = 0.4  # of the shorter text's runs
_WHOLE = 0.6  # of the longer one's


def same_meeting(one: str, other: str, *, whole: bool = False) -> bool:
    """Whether one text is a version of the other (a draft and its approved form), by shared runs of four words.

    Versions keep most of the shorter text; the minutes of two meetings share their standing phrases only. A short
    meeting before a long one on the same evening has the same people and most of the same phrases: where what is known
    of two minutes does not speak for one meeting, ask with `whole`, which measures by the longer text.
    """
    first, second = _shingles(one), _shingles(other)
    if not first or not second:
        return first == second
    shared, lengths = len(first & second), sorted((len(first), len(second)))
    return shared >= (_WHOLE * lengths[1] if whole else _SHARED * lengths[0])


def _shingles(text: str) -> set[tuple[str, ...]]:
    tokens = re.findall(r"[^\W_]+", text.casefold())
    return {tuple(tokens[i : i + _RUN]) for i in range(len(tokens) - _RUN + 1)}
