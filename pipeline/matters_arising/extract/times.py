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
    r"(?:,? at \d[\d:.]* ?[ap]\.?m\.?)?|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{4}-\d\d-\d\d)"
)
_WORD = (
    r"(?!(?:to|and|so|as|when|where|which|because|for|of|at|on|in|by|until|till|during|from|with|about|under|be"
    r"|is|was|this|that|last|previous|the|an?)\b)"
    r"[\w’'/,-]+ "
)
_DETERMINER = r"(?i:the|our|its|their|an?)"
_STEP = rf"(?:{MONTH} |{_WORD})"
# what can open the name of a meeting without an article; a verb ("attend meetings", "adopt the agenda") cannot
_WHICH = (
    rf"(?:(?i:next|future|later|following|coming|upcoming|forthcoming|subsequent|another|annual|special|extraordinary)"
    rf"|{MONTH}|(?-i:[A-Z])[\w’'&-]*|\d[\w/.-]*)"
)
GATHERING = (
    rf"(?:(?:{_DETERMINER} {_STEP}{{0,6}}?|{_WHICH} {_STEP}{{0,5}}?)"
    r"(?:[Mm]eetings?|[Aa]gendas?|[Ss]ession|[Ss]itting|AGM|FGB|call|[Ww]orkshop|[Hh]earing)\b"
    rf"(?: (?:in|of|on) (?:{DAY}|{MONTH}))?(?: \d{{4}})?|(?:the )?(?:AGM|FGB)\b)"
)
SPELL = (
    r"(?:(?:a|an|one|two|three|four|five|six|\d+|several|a few|a couple of|the next few"
    r"|the coming)(?:[-–/ ](?:to )?\d+)? "
    r"(?:days?|weeks?|months?|years?|fortnight)(?: time|['’]s? time)?)"
)
"""How long, counted from the meeting: "a couple of weeks", "5-6 weeks", "two months' time"."""

_BARE = re.compile(
    r"(?:(?:the|our|its|their|a|an) )?(?:public )?(?:meetings?|agendas?|session|sitting|call|hearing)", re.I
)


def is_named(when: str) -> bool:
    """Whether a printed time says which: "the May meeting" does, "the meeting" and "the agenda" do not."""
    return not _BARE.fullmatch(when.strip())


THEN = r"\b(?:last|previous|preceding|earlier) (?:\w+ )?(?:meeting|minutes|month|year)s?\b"
"""A time before this meeting: a pattern, for building others, in lower case."""
