"""Lines that decide nothing of a matter: the stamp that minutes were approved, and a date with nothing beside it."""

from __future__ import annotations

import re

from matters_arising.extract.times import DAY, MONTH

_DATE = rf"(?:{MONTH}\.?\W{{1,2}}\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)?\W{{1,2}}(?:of )?{MONTH}\.?)"
_STAMP = re.compile(
    rf"^\W*(?:minutes )?(?:approved|adopted)(?: on)?\W+{_DATE}\W{{1,3}}\d{{2,4}}\b"
    r"(?!\W*(?:meeting|minutes|agenda|notes|record)\b)(?P<torn>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_TORN = 3  # words of the sentence that a page break has torn, which may stand behind its stamp
_CLOCK = r"(?:\d{1,2}(?:[.:]\d{2})?\s?(?:[ap]\.?m\b\.?)|\d{1,2}[.:]\d{2}|noon)"
_TIME = re.compile(
    rf"(?:(?:{DAY}|{_DATE}|{_CLOCK}|\(?[A-Z]{{2,3}}T\)?|(?:19|20)\d\d|and|at|on|from|to)(?:\b|(?<=[.)])|$)[\s,;–-]*)+[.]?",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")


def is_stamp(line: str) -> bool:
    """Whether a line is the stamp that these minutes were approved, as it is printed on each page; a few words of what
    the page break has torn may stand behind it.

    >>> is_stamp("APPROVED NOVEMBER 18, 2031"), is_stamp("Approved 4 May 2031 comments.")
    (True, True)
    >>> is_stamp("Approved 5-0."), is_stamp("Approved March 4, 2031 meeting minutes")
    (False, False)
    """
    found = _STAMP.match(line)
    return found is not None and len(found["torn"].split()) <= _TORN and not re.search(r"[A-Z]", found["torn"])


def is_bare_time(line: str) -> bool:
    """Whether a line is a date or an hour, and says nothing of what is to be then: it fixes when the meeting is.

    >>> is_bare_time("2pm (AEST) on Tuesday 26th May."), is_bare_time("Fair on Tuesday 26 May"), is_bare_time("5-0.")
    (True, False, False)
    """
    return bool(_TIME.fullmatch(line.strip()) and _DIGIT.search(line))
