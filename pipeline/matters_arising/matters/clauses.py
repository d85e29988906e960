"""Clauses of a resolution, by the words that they begin with."""

from __future__ import annotations

import re
from collections.abc import Sequence

from matters_arising.segment.lexicon import is_name_like

RECITES = re.compile(r"^\W*(?:(?:and|now|further)\W+)*(?:whereas|recitals?)\b", re.IGNORECASE)
ORDERS = re.compile(
    r"^\W*(?:(?:and|now|therefore|further(?:more)?)\W+)*(?:be\s+it\b|resolved\b|that\b|therefore\b)"
    r"|^\W*it\s+(?:is|was)\W+(?:(?:now|therefore|hereby|further)\W+)*(?:ordered|resolved)\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"^\W*(?:(?:resolution|motion)\W*(?:(?:no|number)\b\W*)?)?[A-Z]{0,4}[\s-]?\d{2,4}\s?[-–/]\s?\d{1,4}[A-Z]?\b"
    r"|^\W*[A-Z]{1,3}-\d{1,4}\b|^\W*(?:resolution|motion)\W*(?:(?:no|number)\b\W*)?\d+",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"^\W*(?:it\s+was\s+)?(?:moved|proposed(?=\s+by|\s*:)|mover|proposer|motion\s+(?:by|made|was\s+made)|on\s+(?:an?\s+|the\s+)?motion)\b",
    re.IGNORECASE,
)
_INFERS = re.compile(r"^\W*therefore\b", re.IGNORECASE)
_NAMES = re.compile(r"\s*(?:,|;|&|/|\band\b|\bsecond(?:ed)?(?:\s+by)?\b)\s*", re.IGNORECASE)
_HEAD = re.compile(r"([^:;]+)[:;]")
LEFT_OPEN = re.compile(r"(?:[;:,]|\b(?:and|or|that))\W*$", re.IGNORECASE)
POINT = re.compile(r"^\W*(?P<mark>\d{1,2}|[a-zA-Z]|[ivx]{1,5})\\?[.)]")


def is_clause(text: str) -> bool:
    """Whether a text begins as a clause of a resolution does.

    >>> is_clause("AND WHEREAS the weir leaks;"), is_clause("Be it resolved that the weir be mended")
    (True, True)
    >>> is_clause("The weir leaks"), is_clause("And the weir leaks")
    (False, False)
    """
    return bool(RECITES.match(text) or ORDERS.match(text))


def clause_in(text: str) -> str:
    """A resolution's text from its first clause on, without the number and the names of movers printed before it;
    empty where it has none.

    >>> clause_in("R-12/4 A. Orrin, B. Vane: That the weir be mended"), clause_in("Weir: A. Orrin to mend it")
    ('That the weir be mended', '')
    """
    if is_clause(text):
        return text
    rest = behind_movers(text)
    return rest if is_clause(rest) else ""


def behind_movers(text: str) -> str:
    """A text without the number and the names of movers printed before it.

    >>> behind_movers("R-12/4 A. Orrin, B. Vane: The weir is mended"), behind_movers("Weir: A. Orrin to mend it")
    ('The weir is mended', 'Weir: A. Orrin to mend it')
    """
    head = _HEAD.match(text)
    told = head and (names_movers(head[1]) or _MOVED.match(head[1]) or _NUMBERED.fullmatch(head[1]))
    return text[head.end() :].strip() if head and told else text


def names_movers(line: str) -> bool:
    """Whether a line says no more than the number of a resolution, if that, and who moved and seconded it.

    >>> names_movers("R-12/4 A. Orrin, B. Vane"), names_movers("A.Orrin, seconded by B. Vane"), names_movers("A. Orr")
    (True, True, False)
    """
    spaced = re.sub(r"(?<=\b[A-Z]\.)(?=[A-Z])", " ", _NUMBERED.sub("", line)).strip()
    names = [name for name in _NAMES.split(spaced) if name]
    return len(names) > 1 and all(map(is_name_like, names))


def is_resolution(said: Sequence[str]) -> bool:
    """Whether statements, in order, are a resolution: a clause begins them, alone or behind its number and movers.

    >>> is_resolution(["R-12/4 A. Orrin, B. Vane:", "Whereas the weir leaks;"]), is_resolution(["The weir leaks."])
    (True, False)
    """
    first = said[0] if said else ""
    led = LEFT_OPEN.search(first) and begins(first) and len(said) > 1 and is_clause(said[1])
    return bool(led or (clause_in(first) and opens(first)))


def begins(text: str) -> bool:
    """Whether a line gives the number or the mover of a resolution: "R-12/4 A. Orrin, B. Vane:"."""
    head = _HEAD.match(text)
    return bool(_NUMBERED.match(text) or _MOVED.match(text) or (head and names_movers(head[1])))


def opens(text: str) -> bool:
    """Whether a text may be where a resolution begins: "that the weir leaked" goes on with who said it."""
    return begins(text) or (is_clause(text) and text.lstrip(" \"“'‘(*_")[:1].isupper() and not _INFERS.match(text))
