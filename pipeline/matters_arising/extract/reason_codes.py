"""What kind of reason a printed reason is."""

from __future__ import annotations

import re

from matters_arising.vocab import ReasonCode

_CODES = (
    (ReasonCode.QUORUM, r"\bquor"),
    (
        ReasonCode.ABSENCE,
        r"\b(?:absen(?:t|ce)|not (?:being )?present|apologies|on (?:leave|holiday|sick)|unavailable|illness|(?:being"
        r"|is|was|were|been) (?:away|abroad|ill|unwell)"
        r"|(?:unable|not able|could not|cannot)(?: to)? (?:attend|make)|not (?:able to be|in attendance|at the meeting)"
        r"|full (?:council|board|membership)|all (?:\w+ )?(?:to be|being) present)",
    ),
    (
        ReasonCode.TIME,
        r"\b(?:lack of time|time (?:did not|constraints?|ran|pressure)|late(?:ness)? (?:hour|of the)"
        r"|shortage of time|no(?:t|t enough)? time"
        r"|insufficient time|not reached|overr[au]n)",
    ),
    (
        ReasonCode.LEGAL,
        r"\b(?:legal|solicitor|attorney|counsel|court|statut|legislat|regulation|licen[cs]e|purdah|election)",
    ),
    (ReasonCode.FUNDING, r"\b(?:fund|budget|money|cost|grant|financ|afford|precept|expens)"),
    (ReasonCode.APPLICANT, r"\b(?:applicant|developer|agent|at (?:the )?request of|at [\w’' .-]{2,40} request)"),
    (
        ReasonCode.CAPACITY,
        r"\b(?:capacity|workload|staffing|shortage of staff|vacan[ct]|resource|too busy|short-staffed)",
    ),
    (
        ReasonCode.DISPUTE,
        r"\b(?:no (?:consensus|agreement)|disagree|dispute|object|conflict|concerns?\b|split|tied)",
    ),
    # an answer to come is somebody's act; what is not known is information, awaited or not
    (
        ReasonCode.DEPENDENCY,
        r"\bawait\w*\b.{0,200}?\b(?:response|reply|report|decision|outcome)"
        r"|(?:response|reply|outcome)\b.{0,200}?\bawait",
    ),
    (
        ReasonCode.INFORMATION,
        r"\b(?:information|details?\b|update|news\b|feedback|quot|prices?\b|estimates?\b|figures|data\b|clarif"
        r"|investigat|research"
        r"|enquir|advice|not (?:yet )?known|nothing (?:further |more |new )?to report|report\b|consult|comment"
        r"|discuss|consider"
        r"|study|review the|time to review|progress|development)",
    ),
)
_CODE_PATTERNS = tuple((code, re.compile(pattern, re.IGNORECASE)) for code, pattern in _CODES)


def reason_code(why: str) -> ReasonCode:
    """The kind of reason that a printed reason is; `UNSTATED` where none is printed."""
    if not why:
        return ReasonCode.UNSTATED
    for code, pattern in _CODE_PATTERNS:
        if pattern.search(why):
            return code
    return ReasonCode.DEPENDENCY
