"""What a resolution orders: what stands behind its preamble and the words that every order begins with."""

from __future__ import annotations

import re
from collections.abc import Sequence

from matters_arising.matters.clauses import ORDERS, POINT, clause_in, is_resolution
from matters_arising.matters.words import stems
from matters_arising.segment.names import organ_words

_LED = 3  # statements behind a bare "Be it resolved that:" in which the order stands
# "NOW, THEREFORE, BE IT RESOLVED by the Board of Orme that": what any order begins with
_FORMULA = re.compile(
    r"^\W*(?:(?:and|now|therefore|hereby|further(?:more)?|be|it|is|was|resolved|ordered|that|as follows"
    r"|by (?:the |this )?(?:[A-Z][\w’'-]*|of|the|and)(?: (?:[A-Z][\w’'-]*|of|the|and))*)\b\W*)+",
    re.IGNORECASE,
)
# "the Council of the Town of Orme hereby supports": whose order it is, before a verb
_WHOSE = re.compile(
    r"(?:(?:[Tt]he|[Tt]his|[Oo]ur) )?(?P<whose>[Ww]e|(?:[A-Z][\w’'-]*|council|board|committee)"
    r"(?: (?:[A-Z][\w’'-]*|of|the|and|for))*),? (?:(?:do|does|hereby|therefore) )*"
    r"(?!(?:be|is|are|was|were|has|have|had|shall|will|would|may|must|can|should|to|of|and|or|in|for|at|on|with|as|by|from)\b)"
    r"(?=[a-z]+\s+\S)"
)


def ordered(said: Sequence[str], body: str = "") -> str:
    """What a resolution of these statements, in order, orders; empty where they are none, or order nothing.

    It is told without the resolution's number, its preamble and the words that every order begins with, and without
    the body whose order it is.

    >>> ordered(["R-12/4 A. Orr, B. Vane:", "Whereas the weir leaks;", "Be it resolved that the Board mend the weir."])
    'Mend the weir'
    >>> ordered(["THAT:", "1. the Town of Orme mends its weir;"]), ordered(["The weir leaks."])
    ('Mends its weir', '')
    >>> ordered(["That Ann Orrin be appointed to it."]), ordered(["Whereas the weir leaks;", "And whereas it is old;"])
    ('Ann Orrin be appointed to it', '')
    """
    if not is_resolution(said):
        return ""
    clauses = [clause_in(one) for one in said]
    place = next((at for at, clause in enumerate(clauses) if ORDERS.match(clause)), None)
    if place is None:
        return ""
    order = _FORMULA.sub("", clauses[place])
    for led in said[place + 1 : place + _LED]:
        if not any(letter.isalpha() for letter in order):
            order = _FORMULA.sub("", POINT.sub("", led).strip())
    whose = _WHOSE.match(order)
    if whose and _is_of_a_body(whose["whose"], body):
        order = order[whose.end() :]
    return (order[:1].upper() + order[1:]).rstrip(" .,;:")


def _is_of_a_body(name: str, body: str) -> bool:
    """Whether a name is that of a body, as its last or first words or those of the body that meets tell."""
    words = name.lower().split()
    return words == ["we"] or not organ_words().isdisjoint(words) or not set(stems(name)).isdisjoint(stems(body))
