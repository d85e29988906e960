"""An election: that somebody was elected or appointed settles it; the call for names that opens it puts nothing."""

from __future__ import annotations

import re

from matters_arising.extract.times import THEN

GENERATOR = "rule:elected/3"
_ELECTED = re.compile(
    r"(?<!who )\b(?:was|were) (?:then |also )?(?:duly |unanimously )?(?:(?:re-?)?(?:elected|appointed)(?: un\w+)?"
    r"(?: as\b|\W*$)|co-?opted\b|acclaimed (?:as )?)"
    r"|^\W*(?:[A-Z][\w.’'-]+ ){2,6}[Rr]e-?elected\W*$"
    r"|\b(?:elected|appointed|won) (?:by (?:an? )?(?:\w+ )?(?:majority|show of hands|acclamation)\b"
    r"|unanimously(?: \(\d+\))?\W*$)"
    r"|\bis (?:duly )?(?:confirmed|elected|appointed) as (?:the |an? )?(?:new )?[\w-]+|\bdeclared (?:duly )?elected\b",
    re.IGNORECASE,
)
# then it was at another time, is news of another body, or leads the list of who was
_ELSEWHERE = re.compile(
    rf"\b(?:1[5-9]|20)\d\d\b|{THEN}|\bat (?:the|our) (?:\w+ )?meeting\b"
    r"|\b(?:said|stated|told|mention\w*|report\w*|inform\w*|announc\w*|advised|noted|congratulat\w*)\b|:\W*$",
    re.IGNORECASE,
)
# a call for names, and none of them put
_CALLS = re.compile(
    r"\b(?:(?:ask|call|appeal|invit)\w*(?: for)?|requests?(?: (?:was|were) made)? for) (?:\w+ ){0,2}"
    r"(?:volunteers?|nominations?)\b",
    re.IGNORECASE,
)
_PUTS = re.compile(r"\b(?:propos|nominated|second|mov(?:ed|es)|suggest|recommend|motion)", re.IGNORECASE)


def is_elected(text: str) -> bool:
    """Whether a statement tells that somebody was chosen for an office.

    >>> is_elected("After a ballot Ann Bell was elected as Chair."), is_elected("Bo Ash is confirmed as a trustee.")
    (True, True)
    >>> is_elected("Ann Bell won by a clear majority."), is_elected("Elected unanimously (9)")
    (True, True)
    >>> is_elected("Ann Bell said that she was elected as Treasurer."), is_elected("The following were elected:")
    (False, False)
    """
    return bool(_ELECTED.search(text)) and not _ELSEWHERE.search(text)


def only_calls(text: str) -> bool:
    """Whether a statement asks who will stand or help, and puts nobody's name to the body.

    >>> only_calls("The Chair asked for nominations."), only_calls("Asked for volunteers, Ash proposed Bell.")
    (True, False)
    """
    return bool(_CALLS.search(text)) and not _PUTS.search(text)
