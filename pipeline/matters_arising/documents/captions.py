"""What the header of a table calls its columns, and which of their entries are told in words."""

from __future__ import annotations

import re
from collections.abc import Sequence

_HEADER_WORDS = re.compile(
    r"\b(?:item|no|number|ref|agenda|subject|topic|minute|notes?|discussion|decision|action|actions|task|by|whom|who|when|"
    r"owner|lead|responsible|responsibility|date|due|deadline|status|update|progress|name|role|initials|outcome|"
    r"resolution|vote|motion|apologies|present|organisation|comments?|description|amount|payee|reason)\b",
    re.I,
)

_ABOUT = re.compile(r"\b(?:items?|agenda|topic|subject|heading|matters?|no|ref|number)\b|^#$", re.I)
_SAID = re.compile(
    r"\b(?:discussions?|minutes?|notes|narrative|comments|deliberations?|proceedings|particulars|points)\b", re.I
)
_DOING = re.compile(r"\b(?:actions?|tasks?|due|status)\b", re.I)
_SETTLED = re.compile(
    r"\W*(?:noted|agreed|approved|deferr?e?d?|continued?|carried|resolved|adopted|accepted|rejected|refused|withdrawn"
    r"|recommended)\b",
    re.I,
)
_WHOSE = re.compile(r"\b(?:by|whom?|owner|lead|responsib\w+|initials)\b", re.I)
_TOLD = 3  # words in lower case


def is_told(text: str, *, least: int = _TOLD) -> bool:
    """Whether an entry beside the minutes is told in words ("Tam to write to the mill") and not in initials or dates.
    `least` is how many words in lower case it takes.

    >>> is_told("Tam to write to the mill"), is_told("Noted"), is_told("TW / RK"), is_told("Tam Oakes, by 30 May 2031")
    (True, True, False, False)
    """
    if _SETTLED.match(text):
        return True
    words: list[str] = re.findall(r"[^\W\d_]{2,}", text)
    return sum(word.islower() for word in words) >= least


def least_told(header: Sequence[str], column: int) -> int:
    """How many words in lower case make an entry of a column a told one: where another column is for who is to do
    what this one names, a single word tells what.

    >>> least_told(("Item", "Discussion", "Action", "Who"), 2), least_told(("Item", "Discussion", "Action by"), 2)
    (1, 3)
    """
    named = column < len(header) and _DOING.search(header[column]) and not _WHOSE.search(header[column])
    return 1 if named and any(_WHOSE.search(name) for name in header[column + 1 :]) else _TOLD


def said_column(header: Sequence[str]) -> int:
    """The column that a header names as what was said, beside one for what it was about; -1 where none is.

    >>> said_column(("Item", "Discussion", "Action by")), said_column(("No", "Action", "Notes")), said_column(())
    (1, -1, -1)
    """
    for column, name in enumerate(header):
        if column and _SAID.search(name):
            left = header[:column]
            about, doing = (any(pattern.search(one) for one in left) for pattern in (_ABOUT, _DOING))
            return column if about and not doing else -1
    return -1


def names_columns(texts: Sequence[str], *, bold: bool) -> bool:
    """Whether the first row of a table names its columns. `bold` says that it is set off by its type."""
    printed = [text for text in texts if text.strip()]
    if len(printed) < 2 or any(len(text) > 40 for text in printed):
        return False
    named = sum(bool(_HEADER_WORDS.search(text)) for text in printed)
    return (bold and named > 0) or named * 2 > len(printed)
