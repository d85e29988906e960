"""How the site says things: kinds of marks, dates, attributes, reasons.

Neutral words; a body is described, nobody else. A name of a person is not repeated outside of the quote that holds it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from urllib.parse import quote as quoted

from matters_arising.export.story import UNTOLD
from matters_arising.export.svg import printable
from matters_arising.export.words import shortened
from matters_arising.matters.fate import outcome_words
from matters_arising.matters.terms import bare
from matters_arising.sources.members import INSIDE
from matters_arising.stance.parties import names_a_person
from matters_arising.store.quotes import Quote

KINDS = {
    "proposal": ("proposed", "Proposal"),
    "decision": ("decided", "Decision"),
    "deferral": ("deferred", "Put off"),
    "referral": ("referred", "Referred"),
    "action": ("actioned", "Something to do"),
    "report": ("reported", "Report of something earlier"),
}
"""The types of events: the name of their colour and shape, as in the timeline, and a word."""
OWED = ("deferred", "inferred", "actioned", "proposed", "referred")
"""The names of those that leave something open, what is owed most plainly first."""
REASONS = {
    "information": "waiting for information",
    "absence": "somebody was absent",
    "quorum": "no quorum",
    "time": "no time left",
    "applicant": "at the wish of the applicant",
    "funding": "funding",
    "legal": "a legal question",
    "dependency": "waiting for something else",
    "dispute": "no agreement",
    "capacity": "nobody free to do it",
    "unstated": "no reason found in the passage",
}
"""Reasons for putting off, by their codes."""
FATES = {
    "adopted": "adopted",
    "rejected": "rejected",
    "withdrawn": "withdrawn",
    "carried out": "reported as carried out",
    "deferred": "put off when last found",
    "referred": "referred when last found",
    "not found since": "not found since",
    "open": "open",
}
"""What became of a matter, as far as the minutes that are here tell."""
_NAME, _CLAUSE = 160, 240  # characters of a name, of a clause that is quoted among facts
_PARTS = re.compile(r"[,:;()/]")
_ISO = re.compile(r"\b\d{4}-\d{2}(?:-\d{2})?\b")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def kind_and_word(quote: Quote) -> tuple[str, str]:
    """The name of the mark's colour and shape, and its word."""
    if quote.part == "event":
        kind, word = KINDS[quote.what]
        return (kind, word) if quote.explicit or quote.what != "deferral" else ("inferred", "Put off (inferred)")
    if quote.part == "stance":
        return "stance", f"Labelled {quote.what}"
    return "discussed", "Came up" if quote.part == "mention" else "Talk of partnership"


def facts(quote: Quote) -> str:
    """What the passage gives beside its kind: outcome, until when, why, by when; for a stance its status.

    A putting-off for which no reason was found says so.
    """
    told = {name: printable(value) for name, value in quote.told.items()}
    target, partner, votes = (_no_person(told.get(name, "")) for name in ("target", "with_whom", "votes"))
    said = (
        outcome_words(told.get("outcome", ""), puts_off=quote.puts_off),
        f"votes {votes}" if votes else "",
        f"until “{bare(told['until'])}”" if "until" in told else "",
        _reason(told) if quote.what == "deferral" else "",
        f"to {target}" if target else "",
        f"due “{told['due']}”" if "due" in told else "",
        told.get("status", ""),
        told.get("phase", ""),
        f"with {partner}" if partner else "",
    )
    return ", ".join(filter(None, said))


def called(body: str) -> str:
    """A body's name as the site prints it: in one line, not for ever, and words where none can be told."""
    return shortened(printable(body), _NAME) or UNTOLD


def reason(printed: str) -> str:
    """A reason as the site repeats it: its code in words, or the clause, but not one that names a person.

    >>> reason("quorum"), reason("the plan was late"), reason("Joan Ames was still writing")
    ('no quorum', '“the plan was late”', 'it names somebody; see the minutes')
    """
    clause = REASONS.get(printed) or f"“{shortened(printable(printed), _CLAUSE)}”"
    return "it names somebody; see the minutes" if names_somebody(printed) else clause


def day(printed: str) -> str:
    """A date of the minutes, full or partial, in words that mean one day to everybody.

    >>> day("2023-05-07"), day("2023-05"), day("2023"), day("")
    ('7 May 2023', 'May 2023', '2023', 'no date')
    """
    year, _, rest = printed.partition("-")
    month, _, of_month = rest.partition("-")
    if not month.isdigit() or not 1 <= int(month) <= 12:
        return printed or "no date"
    name = _MONTHS[int(month) - 1]
    return f"{int(of_month)} {name} {year}" if of_month.isdigit() else f"{name} {year}"


def days(first: str, last: str) -> str:
    """A stretch of time in words.

    >>> days("2022-01-19", "2023-11"), days("2022", "2022"), days("", "")
    ('19 January 2022 to November 2023', '2022', 'no date')
    """
    return day(first) if first == last or not last else f"{day(first)} to {day(last)}"


def dated(text: str) -> str:
    """A sentence of ours with its ISO dates in words, beginning with a capital letter.

    >>> dated("put off again on 2022-07-06")
    'Put off again on 6 July 2022'
    """
    told = _ISO.sub(lambda match: day(match.group()), text)
    return told[:1].upper() + told[1:]


def source_of(prefix: str, document: str, media_type: str, page: int) -> str:
    """Where the file of a quote lies, at its page where browsers know how; empty without a `prefix`.

    A member of a zip archive is found in the archive.

    >>> source_of("https://example.org/m/", "a b/2021.pdf", "application/pdf", 3)
    'https://example.org/m/a%20b/2021.pdf#page=3'
    >>> source_of("../m/", "old.zip!/2021.pdf", "application/pdf", 3), source_of("", "a.pdf", "application/pdf", 3)
    ('../m/old.zip', '')
    """
    if not prefix:
        return ""
    outer, inside, _ = document.partition(INSIDE)
    place = prefix + quoted(outer, safe="/", errors="replace")
    paged = media_type == "application/pdf" or PurePosixPath(document).suffix.lower() == ".pdf"
    return f"{place}#page={page}" if paged and not inside else place


def _reason(told: Mapping[str, str]) -> str:
    if "reason" in told:
        return f"reason in the minutes: {reason(told['reason'])}"
    return REASONS.get(told.get("reason_code", "unstated"), REASONS["unstated"])


def _no_person(printed: str) -> str:
    return "" if names_somebody(printed) else printed


def names_somebody(printed: str) -> bool:
    """Whether any part of it is somebody's name. In doubt it is."""
    return any(names_a_person(part) for part in _PARTS.split(printed))
