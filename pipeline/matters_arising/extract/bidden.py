"""Somebody was asked, told or instructed to do something: an errand, though in the passive and of the past.

"The committee charged the bureau with sending it" and a resolution's "INSTRUCTS the secretariat to begin" bid as well.

What people were asked to do there and then (to speak, to explain, to withdraw) was done when the minutes were written.
"""

from __future__ import annotations

import re

from matters_arising.extract.times import THEN

GENERATOR = "rule:bidden/2"
_THERE = (
    r"(?:speak|say|tell|state|explain|comment|clarify|confirm|describe|elaborate|introduce|present|give|answer|declare"
    r"|note|consider|discuss|vote|approve|adopt|accept|agree|decide|ratify|leave|withdraw|stand|sit|rise|join|pledge"
    r"|observe|sign|be)"
)
_BIDDEN = re.compile(
    r"\b(?P<who>[\w’'-]+) (?:was|were) (?:also |then |again |further )?"
    rf"(?:asked|requested|instructed|directed|tasked) (?:to (?!{_THERE}\b)[a-z]+|that)\b"
)
_WHO = r"(?:[\w’'/&()-]+,? ){1,8}?"  # who is to do it
# what is done, and not to or with whom
_DOES = r"(?!(?:the|an?|this|that|these|those|them|him|her|it|us|their|his|our|its|one|two|all|any|each|every)\b)[a-z]+"
_BODY = (
    r"(?i:board|council|committee|meeting|panel|executive|governors|trustees|directors|forum|senate|assembly|conference"
    r"|president|chair(?:man|woman|person)?)"
)
_BIDS = r"(?:(?:instruct|direct|request|task)(?:s|ed)|charge[sd])"
_BY_BODY = re.compile(
    rf"(?:(?:\b{_BODY}(?: (?:also|then|therefore|hereby|finally))?(?: (?!of\b|to\b|for\b)[a-z]+\b[^.;]{{0,140}}? and)?"
    rf"|^(?:Mr|Mrs|Ms|Dr) [A-Z][\w’-]+) {_BIDS}"
    r"|^\W*(?:AND |ALSO |FURTHER )*(?:INSTRUCTS|DIRECTS|REQUESTS|CHARGES|TASKS|MANDATES|INVITES|REMINDS))"
    rf" (?!(?:it|all|by|in|at|for|from)\b|that (?:[\w’'-]+ ){{1,8}}be\b){_WHO}"
    rf"(?:(?:to|that they must) (?!{_THERE}\b){_DOES}|with [a-z]+ing)\b"
)
_RECITES = re.compile(r"\bwhereas\b|\bat its meeting\b|\bgovernment\b|\bminist(?:er|ry)\b|\bprovince\b", re.IGNORECASE)
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
    >>> is_bidden("INSTRUCTS the Secretary to write to all."), is_bidden("The Board requested all members to stand.")
    (True, False)
    >>> is_bidden("It was requested that it be minuted."), is_bidden("The public were asked to report pits.")
    (False, False)
    """
    if _EARLIER.search(text):
        return False
    if _BY_BODY.search(text) and not _RECITES.search(text):
        return True
    return any(not _NOBODY.fullmatch(found["who"]) for found in _BIDDEN.finditer(text))
