"""Until when and why a matter is put off, as the clause prints it.

A reason is said to be unstated only where neither the clause nor its neighbours print one.
"""

from __future__ import annotations

import re

from matters_arising.vocab import ReasonCode

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
)
_UNTIL = re.compile(
    r"\b(?:to|until|till|for|at|on|in|by|pending)\s+("
    r"(?:the |our |its |their |a |an )?(?:next|future|later|subsequent|following|forthcoming|another|special|new)"
    r"(?: (?!(?:to|and|so|as|when|where|which|because|for)\b)[\w’'-]+){0,4}"
    rf"|(?:the )?{_MONTH}\b\.?(?: \d{{1,2}}(?:st|nd|rd|th)?\b)?(?:,? \d{{4}})?(?: [\w-]*meeting| agenda| session)?"
    rf"|(?:the )?\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}\b(?:,? \d{{4}})?"
    r"|(?:the )?(?:spring|summer|autumn|winter|fall|new year)(?: term| \d{4})?|(?:early |late |mid-?)?(?:19|20)\d\d"
    r"|after [\w ]{3,40}|such time as [^.;,]{3,80}|then"
    r")",
    re.IGNORECASE,
)
_UNTIL_CLAUSE = re.compile(r"\b((?:until|pending|till) [^.;]{4,90})", re.IGNORECASE)
_REASON = re.compile(
    r"\b(?:because|since|due to|owing to|on account of|as (?=(?:the|there|it|he|she|they|no|not|we|further|more"
    r"|members|"
    r"this|these|that|[A-Z]))|given that|in view of|in light of|in order to|so that|to (?=(?:allow|enable|permit"
    r"|give|obtain|"
    r"seek|get|establish|find out|ensure|await|gather|clarify))|while|for (?=(?:further|more|additional|lack|want"
    r"|clarification|"
    r"legal|the reason)))\s*([^.;]{4,160})|\b((?:pending|awaiting|await|waiting for|waiting on"
    r"|awaited)\b[^.;]{0,120}"
    r"|(?:no|not|nothing|unable|lack of|still|absence of)\b[^.;]{4,120}|[^.;]{3,80}\b(?:awaited|outstanding"
    r"|not (?:yet )?"
    r"(?:available|ready|received|present)))",
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
    match = _UNTIL.search(text)
    if match:
        return match.group(1).strip(" .")
    clause = _UNTIL_CLAUSE.search(text)
    return clause.group(1).strip() if clause else ""


def reason(text: str) -> str:
    """The clause that gives the reason, verbatim, or empty."""
    match = _REASON.search(text)
    return (match.group(1) or match.group(2)).strip(" ,:-") if match else ""


def stated_beside(before: str, after: str) -> str:
    """A reason that a neighbouring sentence of the same item gives, by an explicit connective, or empty.

    It matters for fairness: where the sentence next to a putting-off says why, no reason may be called unstated.
    """
    for text in (after, before):
        match = _REASON.search(text)
        if match and match.group(1):
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
