"""Until when and why a matter is put off, as the clause prints it.

A reason is said to be unstated only where neither the clause nor its neighbours print one.
"""

from __future__ import annotations

import re

from matters_arising.extract.times import DAY, GATHERING, MONTH, is_named
from matters_arising.vocab import ReasonCode

_UNTIL = re.compile(
    rf"\b(?:to|until|till|for|at|on|in|by|during|pending)\s+({GATHERING}|{DAY}"
    r"|(?:the )?(?:next|future|later|following|new) (?:date|year|month|week|term|time|cycle|round)"
    rf"|(?:the )?{MONTH}(?:,? \d{{4}})?"
    r"|(?:the )?(?:spring|summer|autumn|winter|fall|new year)(?: term| \d{4})?|(?:early |late |mid-?)?(?:19|20)\d\d"
    r"|the time being|such time as [^.;,]{3,80})",
    re.IGNORECASE,
)
_UNTIL_CLAUSE = re.compile(
    r"\b((?:until|till|once|after|before) [^.;,]{4,90}|as soon as possible|in due course|next (?:month|week"
    r"|year|term|time)|later)\b",
    re.IGNORECASE,
)
_OF_HEADING = re.compile(r"\b(?:the )?next (?:meeting|agenda)\b", re.IGNORECASE)
# A clause ends where a stop or a new main clause begins.
_END = (
    r"(?=[.;]|, (?:he|she|they|it|this|the|so|and|but|thus|therefore|which)\b"
    r"| (?:this|it|the (?:item|matter)) will\b|$)"
)
_BECAUSE = re.compile(
    r"\b(?i:because|since|due to|owing to|on account of|given that|in view of|in light of|following receipt of"
    r"|as(?= (?:the|there|it|he|she|they|no|not|we|further|more|members|this|these|that|[A-Z]))"
    r"|(?=in the absence of|in order to|so that)"
    r"|to (?=(?:allow|enable|permit|give|obtain|seek|get|establish|find out|ensure|await|gather|clarify)\b)"
    r"|for (?=(?:further|more|additional|lack|want|clarification|legal|the reason)))"
    rf"[ ,]*(?P<why>[^.;]{{4,300}}?){_END}"
)
_FACT = re.compile(
    r"\b(?P<why>(?i:pending|awaiting|awaits?|waiting (?:for|on|to)|no (?:reply|response|date|quorum|quotation)"
    rf"|not yet|nothing to report|nothing definite|still|unable to|until|once)\b[^.;]{{0,300}}?){_END}"
)
_CLAUSE = re.compile(
    r"(?:^|[-–:,;] |\b(?:that|but|however|and) )(?P<why>[^.;:–,]{3,90}\b(?i:awaited|outstanding|being awaited"
    r"|(?:is|are|was|were|had|has|have|been)(?: been)? (?:not|no|unable|unavailable|still|never)"
    rf"|unavailable|not (?:yet )?(?:available|ready|received|present|known|been))\b[^.;]{{0,90}}?){_END}"
)
_CODES = (
    (ReasonCode.QUORUM, r"\bquor"),
    (
        ReasonCode.ABSENCE,
        r"\b(?:absen(?:t|ce)|not present|unable to attend|apologies|on (?:leave|holiday|sick)|unavailab"
        r"|could not attend"
        r"|not (?:able to be|in attendance)|illness|full (?:council|board|membership))",
    ),
    (
        ReasonCode.TIME,
        r"\b(?:lack of time|time (?:did not|constraints?|ran|pressure)|late(?:ness)? (?:hour|of the)"
        r"|shortage of time"
        r"|insufficient time|not reached|overr[au]n)",
    ),
    (
        ReasonCode.LEGAL,
        r"\b(?:legal|solicitor|attorney|counsel|court|statut|legislat|regulation|licen[cs]e|purdah|election)",
    ),
    (ReasonCode.FUNDING, r"\b(?:fund|budget|money|cost|grant|financ|afford|precept|expens)"),
    (ReasonCode.APPLICANT, r"\b(?:applicant|developer|agent|at (?:the )?request of)"),
    (
        ReasonCode.CAPACITY,
        r"\b(?:capacity|workload|staffing|shortage of staff|vacanc|resource|too busy|short-staffed)",
    ),
    (
        ReasonCode.DISPUTE,
        r"\b(?:no (?:consensus|agreement)|disagree|dispute|object|conflict|concerns?\b|split|tied)",
    ),
    (
        ReasonCode.DEPENDENCY,
        r"\b(?:await|pending|until|waiting|outcome|decision (?:of|by|from)|once|after|depend|reply|response|heard"
        r"|confirm|result|guidance)",
    ),
    (
        ReasonCode.INFORMATION,
        r"\b(?:information|detail|report|quot|figure|data|clarif|research|investigat|review|advice|plan|estimate"
        r"|discuss|consider|consult|not (?:yet )?(?:available|ready)|update|news|progress|feedback)",
    ),
)
_CODE_PATTERNS = tuple((code, re.compile(pattern, re.IGNORECASE)) for code, pattern in _CODES)


def until(text: str) -> str:
    """Until when, as printed; empty means undated."""
    for match in _UNTIL.finditer(text):
        if is_named(match.group(1)):
            return match.group(1).strip(" .")
    clause = _UNTIL_CLAUSE.search(text)
    return clause.group(1).strip() if clause else ""


def until_of_heading(title: str) -> str:
    """What a heading says of all that stands under it ("Items for the next agenda"), or empty."""
    match = _OF_HEADING.search(title)
    return match.group() if match else ""


def reason(text: str) -> str:
    """The clause that gives the reason, verbatim, or empty."""
    found = _BECAUSE.search(text) or _FACT.search(text) or _CLAUSE.search(text)
    return found["why"].strip(" ,:-") if found else ""


def stated_beside(before: str, after: str) -> str:
    """A reason that a neighbouring sentence of the same item gives, by an explicit connective, or empty.

    It matters for fairness: where the sentence next to a putting-off says why, no reason may be called unstated.
    """
    for text in (after, before):
        match = _BECAUSE.search(text)
        if match:
            return match.group().strip(" ,:-")
    return ""


def reason_code(why: str) -> ReasonCode:
    """The kind of reason that a printed reason is; `UNSTATED` where none is printed."""
    if not why:
        return ReasonCode.UNSTATED
    for code, pattern in _CODE_PATTERNS:
        if pattern.search(why):
            return code
    return ReasonCode.INFORMATION
