"""What a putting-off itself names as put off: "the wall survey was deferred" may be printed under the burial ground.

Items run into one another, a line of the next one is printed under the last, and a list of small things stands under
one heading. A count of putting-offs is published, so that one whose own words name something that the matter's other
minutes never name does not count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from itertools import chain

from matters_arising.matters.traces import telling
from matters_arising.matters.words import STATES, is_figure, stems
from matters_arising.nlp.people import is_body, is_office

_OFF = (
    r"(?:deferred|postponed|tabled|adjourned|withdrawn|delayed|continued|laid on the table|on hold|in abeyance"
    r"|(?:put|held|laid|carried|left|stood|rolled|pushed) (?:off|back|over|forward))"
)
_IS = r"(?:was|were|is|are|be|been|being|has|have|had|will|would|should|must|to|now|then|also|again|still|therefore)"
_DONE_TO = re.compile(rf"(?:^|[.;:,])\s*(?P<what>[^.;:,]{{3,160}}?) (?:{_IS} )+(?:\w+ly )?{_OFF}\b", re.IGNORECASE)
# what may stand for any matter
_ANY = STATES | frozenset(
    stems("decision issue subject question business choice answer debate rest remainder both work step stage way point")
    + stems("one two three four five six")
)
# "because of the time this matter", "decisions on the cost of this": what stands for the matter, or for what was said
_STANDS_FOR = re.compile(
    r"\b(?:it|this|that|these|those|them|(?:the|this|that|these|those|such|both)(?: \w+)? "
    r"(?:matters?|items?|issues?|subjects?|questions?|motions?|proposals?|requests?|applications?|projects?|ones?))"
    r"(?: (?:\w+ly|then|now|also|again|still|therefore))*\s*$",
    re.IGNORECASE,
)
_IS_NOW = re.compile(
    r"(?:^|[.;:,]|\b(?:that|and|but|so)\b)\s*(?P<what>[^.;:,]{3,120}?) (?:has|have|had|is|are|was|were)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"\b(?:that|and|but|so|because|which|who)\b", re.IGNORECASE)
_DOES = re.compile(
    r"\b(?:defer(?:red|ring)?|postpon(?:e|ed|ing)|table|tabling|put off|hold over|lay over)"
    r" (?!(?:until|till|to|for|by|on|as|because|since|due|owing|pending|if|when|and|or|but|so|it|this|that)\b)"
    r"(?P<what>[^.;:,]{3,120}?)(?= (?:until|till|pending|because|so|as)\b|[.;:,]|$)",
    re.IGNORECASE,
)
# a name run into the sentence about it: "Black Mill Lane There was no further news"
_RUN_IN = re.compile(
    r"^\W*(?P<what>(?:[A-Z][\w’'&-]+ ){2,6})"
    r"(?=(?:There|Nothing|No|Still|Awaiting|It|This|These|The|We|Not)\b[^A-Z]{6})"
)


# what a line is about, before a dash: "Mill Lane – no news yet"; initials there are whose line it is
_LABEL = re.compile(r"^\W*(?P<what>[A-Z\d][\w’'/&.()-]*(?: [\w’'/&.()-]+){0,6}?)(?: [-–—]|:) (?=\w)")
_SAID = re.compile(r"[a-z]{3}")


def names_another(text: str, title: Set[str], told: Set[str], *, above: Sequence[str] = ()) -> bool:
    """Whether a putting-off names what it puts off, and in no word that the matter has: under a label of its own it has
    none of `title`, the stems of the matter's title and headings; its clause has none of those and of `told`, in which
    the matter is told elsewhere. `above` are the lines above it, the nearest first: the last label there goes on.

    >>> burial, none, wall = {"burial", "ground"}, set(), "The wall survey was deferred to May."
    >>> names_another(wall, burial, {"gate"}), names_another("Deferred.", burial, none)
    (True, False)
    >>> names_another(wall, burial, {"wall"}), names_another("It was put off.", burial, none)
    (False, False)
    >>> names_another("Mill Lane There was no news.", burial, none)
    True
    >>> names_another("No news.", burial, none, above=["It is long.", "Mill Lane – the ditch is full.", "The wall."])
    True
    >>> names_another("A9 Action Group – nothing to report.", burial, none)
    True
    """
    labels = (found["what"] for found in _RUN_IN.finditer(text)), map(_label, (text, *above))
    label = next(filter(None, chain(*labels)), "")
    of_label = telling(label) if set(telling(label)) - _ANY else stems(label)
    if label and title.isdisjoint((*of_label, *telling(text))):
        return True
    clauses = [_CLAUSE.split(found["what"])[-1] for form in (_DONE_TO, _DOES) for found in form.finditer(text)]
    if any(map(_STANDS_FOR.search, clauses)):
        return False
    named = {word for clause in clauses for word in telling(clause) if not is_figure(word)} - _ANY
    return bool(named) and named.isdisjoint(title | told)


def tells_of_another(report: str, own: Set[str]) -> bool:
    """Whether a report says of things what was done to them or how they are now, and has no word of the matter's `own`:
    "the hedge has been trimmed" below a crossing that was asked for.

    >>> tells_of_another("The hedge has been trimmed.", {"cross"}), tells_of_another("It is done.", {"cross"})
    (True, False)
    >>> tells_of_another("The hedge is cut, and the crossing has been painted.", {"cross"})
    False
    """
    named = {word for found in _IS_NOW.finditer(report) for word in telling(found["what"])} - _ANY
    return bool(named) and own.isdisjoint(telling(report))


def _label(line: str) -> str:
    """What a line says that it is about, before a dash or colon; empty where it is somebody, or no more than a word of
    meetings, which may be the name of a group all the same ("A9 Action Group")."""
    found = _LABEL.match(line)
    label = found["what"] if found and _SAID.search(found["what"]) else ""
    if is_office(label.rpartition(" ")[2].lower()):
        return label if is_body(label) and len(stems(label)) > 1 else ""
    return label if any(not is_figure(word) for word in set(telling(label)) - _ANY) else ""
