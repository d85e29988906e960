"""The margin or action column beside the text: initials and names of who is to act, taken out of the line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from matters_arising.documents.lines import Line, line_of, segments, text_of
from matters_arising.documents.words import Word

_MOST_WORDS = 6  # in one margin entry
_LONG = 6  # words: a segment of more is running text and shows where the text ends
_INITIALS = re.compile(
    r"^\W*(?:[A-Z]{1,2}[a-z]?[A-Z]{0,3}|All|ALL|Clerk|Chair)(?:(?:[/,&+ ]|\band\b)+[A-Z]{1,2}[a-z]?[A-Z]{0,3})*\W*$"
)
_COLUMN_HEADS = re.compile(r"^\W*(?:for )?(?:actions?|action by|by whom|owner|responsible|lead|who)\W*$", re.I)


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the running text ends on the right, in points, and whether a margin column stands beyond it."""

    edge: float
    beyond: bool
    within: bool


def find_margins(pages: Sequence[Sequence[Line]]) -> Margins | None:
    """Look through the whole document for a column of short entries at the right of the text."""
    split = [segments(line) for page in pages for line in page]
    rights = sorted(max(w.right for w in part) for parts in split for part in parts if len(part) >= _LONG)
    if len(rights) < 4:
        return None
    edge = rights[int(len(rights) * 0.9)]
    beyond = [parts for parts in split if _beyond(parts, edge)]
    within = [parts for parts in split if _within(parts, edge)]
    words = [text_of(parts[-1]) for parts in beyond]
    good = len(beyond) >= 2 and sum(map(len, words)) <= 14 * len(words) and len(beyond) <= 0.7 * len(split)
    if not good and len(within) < 2:
        return None
    return Margins(edge, good, len(within) >= 2)


def _beyond(parts: Sequence[Sequence[Word]], edge: float) -> bool:
    """Whether the last segment stands wholly right of where the text ends."""
    return len(parts[-1]) <= _MOST_WORDS and parts[-1][0].left > edge - 1.0


def _within(parts: Sequence[Sequence[Word]], edge: float) -> bool:
    """Whether the last segment is initials set flush with the right edge of the text, away from the words."""
    last = parts[-1]
    right = max(word.right for word in last)
    if abs(right - edge) > 8.0 or not _INITIALS.match(text_of(last)):
        return False
    if len(parts) == 1:
        return last[0].left > 0.7 * edge
    return len(parts) == 2 and (len(parts[0]) >= 4 or parts[0][-1].text.endswith((".", ",", ";", ":", "?", ")")))


def take_margins(lines: Sequence[Line], margins: Margins) -> tuple[list[Line], list[str]]:
    """The lines of a page with the margin set apart; and headings of the margin column, which head nothing now."""
    kept: list[Line] = []
    loose: list[Line] = []
    heads: list[str] = []
    for line in lines:
        parts = segments(line)
        taken = (
            (margins.beyond and _beyond(parts, margins.edge))
            or (margins.within and _within(parts, margins.edge))
            or (len(parts) > 1 and _COLUMN_HEADS.match(text_of(parts[-1])))
        )
        if not taken:
            kept.append(line)
            continue
        entry = text_of(parts[-1])
        rest = [word for part in parts[:-1] for word in part]
        if _COLUMN_HEADS.match(entry):
            heads.append(entry)
            entry = ""
        if rest:
            kept.append(replace(line_of(rest, line.page), margin=entry))
        elif entry:
            loose.append(line)
    for line in loose:
        _attach(kept, line)
    return kept, heads


def _attach(kept: list[Line], line: Line) -> None:
    """Give a margin entry that shares no line with the text to the line it stands nearest to, above first."""
    if not kept:
        kept.append(line)
        return
    nearest = min(range(len(kept)), key=lambda i: (abs(kept[i].base - line.base) + (kept[i].base > line.base) * 2.0, i))
    beside = kept[nearest]
    kept[nearest] = replace(beside, margin=f"{beside.margin} {line.text}".strip())
