"""That a party was not asked, where minutes say so: what is done alone, by its form.

The judge of stances hardly ever dares to say `unilateral` of minutes that it has not seen, since it has seen few. But
one kind says what it is: those who had a part in a matter had not been consulted, were not let in, or were told no word
of it. That is said only where it happened: a demand, a rule, a fear, a case or a rumour is none, and neither is what a
body leaves unasked among its own members.
"""

from __future__ import annotations

import re

from matters_arising.stance.parties import parties

GENERATOR = "rule:unasked/1"

_SOME = r"(?:\w+ ){0,2}?"
_UNASKED = re.compile(
    r"\b(?:ha[sd]|have|was|were|did)(?: not| never|n['’]t)(?: \w+ly)?(?: been)? consult(?:ed)?\b"
    r"|\b(?:neither|none|nobody|no one)\b[^.;]{0,60}?\b(?:ha[sd]|have|was|were)(?: been)? consulted\b"
    rf"|\black of {_SOME}(?:consultation|outreach)\b"
    rf"|\bno {_SOME}consultation (?:with|(?:ha[sd]|was|having) (?:been|taken))\b"
    rf"|\bwithout {_SOME}(?:consultation|consulting|reference to)\b"
    r"|\b(?:was|were|been) not (?:allowed|permitted) to (?:attend|take part|participate|speak|comment)\b",
    re.IGNORECASE,
)
_NOT_TOLD = re.compile(  # only where the people affected stand next, or another body that has to be told
    rf"\b(?:(?P<told>without {_SOME}(?:informing|notifying|telling))|no {_SOME}discussions? with) ", re.IGNORECASE
)
_ITS_OWN = (
    r"(?:(?:all|other|the|its|our) )*"
    r"(?:members|councillors|trustees|governors|directors|officers|staff|(?:sub-?)?committee)\b(?! of the public)"
)
_AMONG_ITS_OWN = re.compile(
    rf"\b{_ITS_OWN} (?:ha[sd]|have|was|were)(?: not| never|n['’]t)\b|\b(?:consulting|with|to|of) {_ITS_OWN}",
    re.IGNORECASE,
)
# what is asked for, laid down, supposed, told by hearsay or denied
_NOT_SO = re.compile(
    r"\b(?:should(?! have)|must|would|could|can|cannot|might|(?-i:may)|will|shall|if|unless|whether|until|ought"
    r"|needs?|needed)\b"
    r"|\b(?:propos\w+|suggest\w*|recommend\w*|request\w*|ask(?:s|ed)?|wish\w*) (?:that|for|to|and)\b"
    r"|\b(?:resolved|motion|moved (?:that|by|to)|required|necessary|assert\w*|rumou?r\w*|claim(?:s|ed)?|not true|untrue"
    r"|not the case|deni\w+|fear\w*)\b|\?",
    re.IGNORECASE,
)
_BY = re.compile(r" by (?:the )?")


def is_unasked(text: str, body: str = "") -> bool:
    """Whether a clause says that somebody with a part in a matter was not asked, as what happened. `body` is the body
    whose minutes these are."""
    if not (_UNASKED.search(text) or _says_nothing_to_others(text, body)):
        return False
    return not _NOT_SO.search(text) and not _AMONG_ITS_OWN.search(text)


def who_did_not_ask(text: str, body: str = "") -> str:
    """By whom nobody was asked, as printed; empty where the clause does not say "by". Whoever else it names was left
    out, or tells of it."""
    found = _UNASKED.search(text)
    by = _BY.match(text, found.end()) if found else None
    return next((text[one.start : one.end] for one in parties(text, body) if by and one.end > by.end()), "")


def _says_nothing_to_others(text: str, body: str) -> bool:
    found = _NOT_TOLD.search(text)
    first = next(parties(text[found.end() :], body), None) if found else None
    if found is None or first is None or first.start:
        return False
    return first.kind == "public" or (first.kind == "other" and found["told"] is not None)
