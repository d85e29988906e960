"""Whether a line ends because there was no more room, or because it was meant to."""

from __future__ import annotations

import re
from collections.abc import Sequence

ENDS = (".", ":", ";", "!", "?")
# What no entry of a list ends with, so that the sentence goes on.
_UNFINISHED = re.compile(
    r"(?:[,\u2013-]|\b(?:the|an?|of|to|by|for|and|or|with|in|on|at|from|that|which|who|is|was|were|are|be|been|has|had"
    r"|have|not|but|as|their|his|her|its|our|this|these|into|about|than|Mr|Mrs|Ms|Miss|Dr|Cllr|Cllrs|Councillor"
    r"|seconded|proposed|moved))$"
)
_FEW = 8  # lines that surely go on: fewer say nothing about where lines end


def flows(before: str, line: str) -> bool:
    """Whether the words go on from one line to the next, so that no paragraph can end between them."""
    before = before.rstrip()
    if not before or before.endswith(ENDS):
        return False
    return line.lstrip()[:1].islower() or bool(_UNFINISHED.search(before))


def wrap_edge(ends: Sequence[float], sure: Sequence[float]) -> float:
    """How far lines may reach, in any unit.

    `ends` are where lines end. `sure` are where lines that surely go on would have ended with the next line's first
    word on them: there was no room for it.
    """
    edge = sorted(ends)[int(len(ends) * 0.97)] if ends else 0.0
    return min(edge, sorted(sure)[len(sure) // 5] - 0.1) if len(sure) >= _FEW else edge
