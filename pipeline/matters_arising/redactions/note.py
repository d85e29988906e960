"""What the note of a document says of passages that were removed from it."""

from __future__ import annotations

import re
from collections.abc import Mapping

_NOTE = re.compile(r"removed on request: rule (\S+) \((\d+) passages?\)")
_PUBLISHED = re.compile(r"removed on request: (\d+) passages?")


def noted(rule: str, times: int) -> str:
    """What the note of a document says of a rule."""
    return f"removed on request: rule {rule} ({times} passage{'' if times == 1 else 's'})"


def counts_in(note: str) -> Mapping[str, int]:
    """How many passages each rule covered, as the note of a document says it."""
    return {rule: int(times) for rule, times in _NOTE.findall(note)}


def published(note: str) -> str:
    """The note of a document as it is kept and shown: how many passages were removed, and not by which rules.

    >>> published("removed on request: 2 passages; by OCR; removed on request: rule c (1 passage)")
    'by OCR; removed on request: 3 passages'
    >>> published("by OCR; removed on request: rule a-1 (2 passages); removed on request: rule b (1 passage)")
    'by OCR; removed on request: 3 passages'
    """
    total = removed_in(note) + sum(counts_in(note).values())
    if not total:
        return note
    told = f"removed on request: {total} passage{'' if total == 1 else 's'}"
    kept = [part for part in note.split("; ") if not (_NOTE.fullmatch(part) or _PUBLISHED.fullmatch(part))]
    return "; ".join([*kept, told])


def removed_in(note: str) -> int:
    """How many passages were removed from a document, as its published note says it."""
    return sum(map(int, _PUBLISHED.findall(note)))
