"""A list printed within a paragraph: "HIGHWAYS i. The kerb is down. ii. Quotes for the sign are awaited. iii. ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_MARK = re.compile(r"(?<!\S)(?P<mark>\(?(?P<token>[ivx]{1,4})[.)])(?=\s+[^\W_])")
_STOPPED = re.compile(r"[.!?:][”\"'’)\]]*\s+$")
_LEAD = 12  # words of a heading that may stand before the first mark
_LOOK_BACK = 6  # characters


def marks_within(text: str, start: int, end: int) -> Iterator[int]:
    """Where the entries begin of a list in small roman numerals that runs on within a paragraph, in order.

    Such a list has a second entry behind a full stop, else the numerals part the clauses of one sentence. What stands
    before the first is its heading.

    >>> text = "PATHS i. The kerb is down. ii. The sign is up."
    >>> [text[at:][:7] for at in marks_within(text, 0, len(text))]
    ['i. The ', 'ii. The']
    >>> list(marks_within("It was agreed (i) to mend it, and (ii) to paint it.", 0, 51))
    []
    """
    found: list[int] = []
    form = ""
    for match in _MARK.finditer(text, start, end):
        due = _ROMAN[len(found)] if len(found) < len(_ROMAN) else ""
        shape = match["mark"].replace(match["token"], "")
        first = not found and len(text[start : match.start()].split()) <= _LEAD
        before = text[max(start, match.start() - _LOOK_BACK) : match.start()]
        next_one = found and shape == form and _STOPPED.search(before)
        if match["token"] == due and (first or next_one):
            found.append(match.start())
            form = shape
    if len(found) > 1:
        yield from found
