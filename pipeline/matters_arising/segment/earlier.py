"""What speaks of an earlier meeting: its minutes are dealt with at this one, often in the words of this one's title."""

from __future__ import annotations

import re

from matters_arising.segment.printed import Printed

_NEAR = 90  # characters behind a date in which something is said to be attached
_MINUTES = re.compile(r"(?<![\d] )\bminutes\b(?! past\b)", re.IGNORECASE)
_OTHER = re.compile(
    r"\b(?:next|previous|last|preceding|prior|approv\w*|adopt\w*|sign\w*|confirm\w*|publish\w*|posted|printed|updated"
    r"|revised|effective|(?<!meeting )dated|agenda of|term|expir\w*|resign\w*|letter|arising|correct record)\b"
    r"|\b(?:since|until|by|due|from)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
# "subject to approval at the next meeting": the state of these minutes, which says nothing of another meeting
_STATE = re.compile(
    r"\b(?:subject to|for|until|awaiting|pending)\s+(?:the\s+)?(?:approv\w+|confirm\w+|adopt\w+|consideration)"
    r"(?:\s+(?:at|by|of)\s+the\s+next\s+(?:\w+\s+){0,2}?meeting)?",
    re.IGNORECASE,
)
_REFERRED = re.compile(
    r"\b(?:(?:regard|reference|relation|respect|further|pursuant|subsequent"
    r"|(?:addition|amendment|change|correction|revision)s?) to"
    r"|regarding|concerning|referring to)\s+(?:the\s+)?(?:[\w'’-]+\s+){0,4}?(?:meeting|minutes)\b",
    re.IGNORECASE,
)
# "The forum received the minutes of": prose, in which they are what somebody deals with. Who took them tells of these.
_DEALT_WITH = re.compile(
    r"\b(?!(?:are|is|being|follows?|find|see|of|and|for|in|on|with|to|took|take[ns]?|taking|kept|wrote|recorded|typed"
    r"|prepared)\b)"
    r"[a-z]{3,} the (?:[\w'’-]+ ){0,2}minutes\b"
)
_CONFIRMED = re.compile(
    r"\b(?:(?:was|were|be|been|as|having been)\s+\w*\s*(?:approved|agreed|accepted|adopted|confirmed|read|signed"
    r"|received|noted|taken as|reviewed|considered|ratified|passed|proposed|moved)"
    r"|sign(?:ed)?\b.{0,20}\b(?:as|by)|signed the minutes"
    r"|correct record|true (?:and accurate )?record|(?:proposed|moved) and)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.;]\s|\n\n(?![a-z])")  # a sentence may go on behind a blank line, in small letters
_NUMBERED = re.compile(
    r"(?:^\W*(?:item\s+)?\d{1,3}|\b\d{1,3}(?:\.\d{1,3})*[.):])\s+(?:(?:to|the|[a-z]+)\s+){0,4}minutes\b[^.;]*$",
    re.IGNORECASE,
)
_NUMBER_ALONE = re.compile(r"(?:^|\n)\s*\(?\d{1,3}(?:\.\d{1,3})*[.):]\s*$")
_COLUMNS = re.compile(
    r"^\W*(?:no\.?\W+|agenda\s+)?items?(?:\W+(?:no|number|title|subject|description|discussion|action)\b)*\W*$",
    re.IGNORECASE | re.MULTILINE,
)
_ATTACHED = re.compile(r"(?<!\.)\b(?:attached|enclosed|circulated|pdf)\b|\(pages?\s\d", re.IGNORECASE)
_STATUS = re.compile(
    r"\s*(?:\([^()\n]*\)\s*)?(?:minutes:|(?:agreed|confirmed|accepted|noted|received|resolved)\s*(?:[.:;,–—-]|\n|$)"
    r"|(?:agreed|confirmed|accepted) (?:as|and)\b|taken as read|proposed (?:by|and)|moved by)",
    re.IGNORECASE,
)


def is_of_other(clause: str) -> bool:
    """Whether the words that lead up to a date speak of another day than this meeting's.

    >>> is_of_other("approved at the meeting of"), is_of_other("Draft for approval at the next meeting. Minutes of")
    (True, False)
    """
    return bool(_OTHER.search(_STATE.sub(" ", clause)) or _REFERRED.search(clause))


def names_minutes(clause: str) -> bool:
    """Whether the words that lead up to a date are those of minutes: "Minutes of the meeting held on".

    >>> names_minutes("Minutes of the meeting held on"), names_minutes("After 10 minutes the board met on")
    (True, False)
    """
    return _MINUTES.search(clause) is not None


def is_confirmed(after: str) -> bool:
    """Whether the words after a date say that the minutes of that day were confirmed at this meeting."""
    return _CONFIRMED.search(_SENTENCE_END.split(after)[0]) is not None


def is_business(printed: Printed) -> bool:
    """Whether words that name minutes and their day are no title but deal with those minutes: prose, an item of a
    list, or below the first line of the paper with a status or an attachment behind them."""
    return bool(
        _DEALT_WITH.search(printed.clause)
        or is_confirmed(printed.after)
        or _NUMBERED.search(printed.lead)
        or _NUMBER_ALONE.search(printed.above)
        or _COLUMNS.search(printed.above)
        or (printed.above.strip() and _ATTACHED.search(printed.rest[:_NEAR]))
        or (printed.above.strip() and _STATUS.match(printed.text, printed.end))
    )
