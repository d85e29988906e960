"""Somebody was asked, told or instructed to do something: an errand, though in the passive and of the past.

What people were asked to do there and then (to speak, to explain, to withdraw) was done when the minutes were written.
"""

from __future__ import annotations

import re

from matters_arising.extract.times import THEN

GENERATOR = "rule:bidden/1"
_THERE = (
    r"(?:speak|say|tell|state|explain|comment|clarify|confirm|describe|elaborate|introduce|present|give|answer|declare"
    r"|note|consider|discuss|vote|approve|adopt|accept|agree|decide|ratify|leave|withdraw|stand|sit|rise|join|pledge"
    r"|observe|sign|be)"
)
_BIDDEN = re.compile(
    r"\b(?P<who>[\w’'-]+) (?:was|were) (?:also |then |again |further )?"
    rf"(?:asked|requested|instructed|directed|tasked) (?:to (?!{_THERE}\b)[a-z]+|that)\b"
)
# who is told of it only in general, or told it another time
_NOBODY = re.compile(
    r"it|this|that|which|wh[oa]t?|i|we|all|everyone|everybody|people|public|residents|neighbours|parents|students|pupils"
    r"|children|visitors|audience|owners|drivers",
    re.IGNORECASE,
)
_EARLIER = re.compile(THEN, re.IGNORECASE)


def is_bidden(text: str) -> bool:
    """Whether somebody was told to do something after the meeting.

    >>> is_bidden("The Warden was asked to get prices."), is_bidden("The Warden was asked to explain.")
    (True, False)
    >>> is_bidden("It was requested that it be minuted."), is_bidden("The public were asked to report pits.")
    (False, False)
    """
    return not _EARLIER.search(text) and any(not _NOBODY.fullmatch(found["who"]) for found in _BIDDEN.finditer(text))
