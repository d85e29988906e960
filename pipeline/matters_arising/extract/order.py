"""What is only moved within one agenda: a pointer to another of its items, or business taken later the same day.

"To be discussed at item 8" puts nothing off: it is dealt with before the meeting ends.
"""

from __future__ import annotations

import re

from matters_arising.extract.putting_off import PUT_OFF
from matters_arising.extract.times import DAY, MONTH, SPELL

_VERB = (
    r"(?:discuss\w*|consider\w*|deal\w*|dealt(?: with)?|cover\w*|tak\w+|report\w*|address\w*|rais\w+|minuted|recorded"
    r"|noted|see|refer to|heard|held|put off|postponed|deferred)"
)
_POINTER = re.compile(
    rf"\b{_VERB}\b[^.;]{{0,30}}?\b(?:at|in|under|during|as|to|until|after|before|by|see)?(?: the| this)?\s*"
    r"(?:agenda |business )?(?:items?|minutes?|points?|paras?|paragraphs?|sections?|headings?)\s*"
    r"(?:no\.?|numbers?|#)?\s*"
    r"(?:\d{1,3}(?:[./]\d{1,3})*[a-z]?\b|[ivx]{1,4}\b|below\b|above\b)",
    re.IGNORECASE,
)
_LATER_TODAY = re.compile(
    r"\b(?:later|further (?:on|down)|earlier|elsewhere) (?:in|on|at|during) (?:the|this|tonight[’']s|today[’']s)"
    r"(?: same)? (?:meeting|agenda|session|evening|minutes)\b"
    r"|\bsee (?:the )?(?:(?:separate )?item on (?:the )?)?agenda(?: item)?\W*$"
    r"|\b(?:discussed|considered|taken|raised|dealt with)(?: further| again)? (?:in|under)"
    r" (?:any other business|a\.?o\.?b\b)"
    r"|\b(?:discussed|considered|taken|raised|heard|dealt with)(?: further| again)? (?:prior to|before|after|with) the"
    r"(?: [\w’'-]+){1,4}? item\b"
    r"|\bas the (?:first|next|last|final) item\b|\b(?:move|bring|take)\b[^.;]{0,30}? (?:up|forward|down)(?: (?:on|in))?"
    r" the agenda\b"
    r"|\b(?:later (?:this|that|in the) (?:evening|afternoon|morning)"
    r"|(?:see|as) (?:below|above)|(?:see|c[oa]m(?:e|es|ing) up) later(?! (?:in|this)\b))\b",
    re.IGNORECASE,
)
# held over from an earlier meeting to this one: that it was put off is told, and over
_TO_THIS_ONE = re.compile(
    rf"{PUT_OFF}[^.;]{{0,60}}?\bto (?:this|tonight[’']s|today[’']s|this (?:month|week|evening)[’']s)"
    r" (?:meeting|agenda|session)\b",
    re.IGNORECASE,
)
# what comes again is the body itself: "The members will sit again on the 3rd", "next time we meet in the annex"
_MEETS = re.compile(
    r"\b(?:sit|meet|convene|come together|reconvene) again\b(?! (?:to|before)\b)"
    r"|\bholds? (?:its|the|our|their) next meeting\b"
    r"|\bnext time we meet\b(?! to\b)|\bnext meeting (?:will be|is|is to be|to be) held\b",
    re.IGNORECASE,
)
# a step that the rules want: "read a first time, the second reading to be at the next sitting"
_STEP = re.compile(
    r"\bread (?:a first time|once|for the first time)\b"
    r"|\bfirst reading\b[^.;]{0,40}? (?:was|were) (?:given|held|had|taken)\b"
    r"|\b(?:second|third|final) reading (?:will|to|is to|shall) (?:be|take place)\b",
    re.IGNORECASE,
)
_ANOTHER_DAY = re.compile(
    rf"\b(?:next|future|following|another|subsequent|forthcoming|annual)\b|\b(?:{DAY}|{MONTH}(?! \w+ing)|{SPELL})",
    re.IGNORECASE,
)


def is_of_another_day(text: str) -> bool:
    """Whether a statement names another meeting or day, so that the agenda or item it speaks of may be of that.

    >>> is_of_another_day("on the agenda for the next meeting"), is_of_another_day("added to the agenda")
    (True, False)
    """
    return bool(_ANOTHER_DAY.search(text))


def is_next_step(text: str) -> bool:
    """Whether what a later day brings is only that the body meets again, or the next reading that its rules want.

    >>> is_next_step("Members will sit again on the 3rd."), is_next_step("Members will sit again to hear the lease.")
    (True, False)
    >>> is_next_step("Read a first time, the second to be in May."), is_next_step("The reading was deferred to May.")
    (True, False)
    """
    return bool(_MEETS.search(text) or _STEP.search(text))


def is_of_this_meeting(text: str) -> bool:
    """Whether a statement that seems to put something off sends it to another place of the same agenda, or tells that
    it was put off to this very meeting.

    >>> is_of_this_meeting("Ownership of the pinfold: to be discussed at Item 8.")
    True
    >>> is_of_this_meeting("Deferred; to be item 8 of the next meeting.")
    False
    >>> is_of_this_meeting("The vote on the trough was postponed from April to this meeting.")
    True
    >>> is_of_this_meeting("It had been held over to this meeting, and was deferred to July.")
    False
    """
    if (arrived := _TO_THIS_ONE.search(text)) and not _ANOTHER_DAY.search(text, arrived.end()):
        return True
    points = _POINTER.search(text) or _LATER_TODAY.search(text)
    return bool(points) and not _ANOTHER_DAY.search(text)
