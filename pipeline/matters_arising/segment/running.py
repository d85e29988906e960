"""A list printed within a paragraph: "HIGHWAYS i. The kerb is down. ii. Quotes for the sign are awaited. iii. ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator

from matters_arising.segment.numbering import roman_value

_MARK = re.compile(r"(?<!\S)(?P<mark>\(?(?P<token>[ivx]{1,4})[.)])(?=\s+[^\W_])")
_STOPPED = re.compile(r"[.!?:][”\"'’)\]]*\s+$")
_LEAD = 12  # words of a heading that may stand before the first mark
_NEAR = 200  # characters in which they stand, so that a long text without such a list is not searched
_LOOK_BACK = 6  # characters


def is_entry(text: str) -> bool:
    """Whether a text begins with the mark of such a list.

    >>> is_entry("(ii) The mole catcher has been."), is_entry("I moved it."), is_entry("i.e. the moles")
    (True, False, False)
    """
    found = _MARK.match(text)
    return found is not None and roman_value(found["token"]) > 0


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
    first = _MARK.search(text, start, min(end, start + _NEAR))
    if first is None or first["token"] != "i" or len(text[start : first.start()].split()) > _LEAD:
        return
    found, form = [first.start()], _form(first)
    for match in _MARK.finditer(text, first.end(), end):
        before = text[max(start, match.start() - _LOOK_BACK) : match.start()]
        due = roman_value(match["token"]) == len(found) + 1 and _form(match) == form
        if due and _STOPPED.search(before):
            found.append(match.start())
    if len(found) > 1:
        yield from found


def _form(match: re.Match[str]) -> str:
    return match["mark"].replace(match["token"], "")
