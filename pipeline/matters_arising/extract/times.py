"""Printed points in time, as patterns for building others: a day, a month, a meeting to come."""

from __future__ import annotations

import re

MONTH = (
    r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
DAY = (
    r"(?:(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?(?:the )?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{MONTH}|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b)(?:,? \d{{4}})?"
    r"(?:,? at \d[\d:.]* ?[ap]\.?m\.?)?|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})"
)
_WORD = (
    r"(?!(?:to|and|so|as|when|where|which|because|for|of|at|on|in|by|until|till|be|is|was|this|that|last|previous)\b)"
    r"[\w’'/,-]+ "
)
GATHERING = (
    r"(?:(?:(?:the|our|its|their|a|an) )?"
    rf"(?:{_WORD}){{0,6}}?(?:meetings?|agendas?|session|sitting|AGM|FGB|call|workshop|hearing)\b"
    rf"(?: (?:in|of) {MONTH})?(?: \d{{4}})?)"
)
_BARE = re.compile(
    r"(?:(?:the|our|its|their|a|an) )?(?:public )?(?:meetings?|agendas?|session|sitting|call|hearing)", re.I
)


def is_named(when: str) -> bool:
    """Whether a printed time says which: "the May meeting" does, "the meeting" and "the agenda" do not."""
    return not _BARE.fullmatch(when.strip())
