"""What kind of reason a printed reason is."""

from __future__ import annotations

import re

from matters_arising.vocab import ReasonCode

_MEMBERS = (
    r"(?:members?|councillors?|trustees?|directors?|governors?|commissioners?|selectmen|supervisors?|owners?|people"
    r"|of (?:us|them|the (?:board|council|committee)))"
)
_NONE = r"(?:no|not|nobody|no-?one|none|n[o’']t|never|little|without|insufficient|short of)"
_CODES = (
    (
        ReasonCode.QUORUM,
        rf"\bquor|\b(?:only|too few|not enough|insufficient|when more|until more)\b[^.;]{{0,30}}?\b{_MEMBERS}"
        r"(?: (?:are|is|were|was|being))? (?:there|here|present|attend\w*|left|in (?:the )?(?:room|attendance))\b",
    ),
    (
        ReasonCode.ABSENCE,
        r"\b(?:absen(?:t|ce)|not (?:being |to be )?(?:present|here|there)\b|apologies"
        r"|on (?:\w+ )?(?:leave|holiday|sick)"
        r"|in hospital|(?:could|can)(?: not|not) come\b|(?:neither|nobody|none)\b[^.;]{0,12} could come\b|unavailable"
        r"|illness|(?:being"
        r"|is|was|were|been) (?:away|abroad|ill|unwell)"
        r"|(?:unable|not able|could not|cannot)(?: to)? (?:attend|make)|not (?:able to be|in attendance|at the meeting)"
        r"|full (?:council|board|membership)|all (?:\w+ )?(?:to be|being) present)",
    ),
    (
        ReasonCode.TIME,
        r"\b(?:lack of time"
        rf"|{_NONE}\b[^.;]{{0,16}}? (?<!first )(?<!this )(?<!that )(?<!last )(?<!in )time(?: to\b|\W*$)"
        r"|(?:past|after|nearly|gone) (?:\w+ )?(?:\w+ )?o[’']clock\b"
        r"|(?:running|growing|getting) late\b|(?:ran|run(?:ning)?) out of time"
        r"|past (?:\w+ )?(?:nine|ten|eleven|midnight|1?\d(?:[.:]\d\d)? ?p\.?m)"
        r"|time (?:did not|constraints?|ran|pressure)|late(?:ness)? (?:hour|of the)"
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
        r"\b(?:capacity|workload|staffing|shortage of staff|vacan[ct]|resource"
        r"|(?:too|very|so|extremely) busy|short-staffed)",
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
