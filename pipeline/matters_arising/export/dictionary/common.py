"""Columns that stand in many tables: one wording for each, wherever it is printed."""

from __future__ import annotations

from matters_arising.export.columns import Column, count, day, one_of, share, text

STATUSES = ("deferred", "decided", "referred", "actioned", "proposed", "reported", "discussed")
BODY = one_of("body", "The body that met, by the one name that all its minutes are filed under.")
TITLE = text("title", "The matter by the heading it is most often dealt with under.")
PAGE = count("page", "The page on which it begins.", "page, from 1", required=True, least=1)
CONFIDENCE = share("confidence", "The calibrated probability that a careful reader would mark the same.")
GENERATOR = one_of("generator", "The rule or model that made the mark, and its version.", required=True)
OF_MEETING = text("meeting", "The meeting.", required=True, refers="meetings")
OF_MATTER = text("matter", "The matter.", required=True, refers="matters")
DOCUMENT = text("document", "The file: its path below the archive's folder.", required=True, refers="documents")
IN_MATTER = text("matter", "The matter that it was linked to; empty where none was.", refers="matters")
IN_ITEM = text("item", "The item of business under which it is printed; empty before the first.", refers="items")
IN_STATEMENT = text("statement", "The statement that it was found in.", refers="statements")


def stretch(start: str, end: str) -> tuple[Column, Column]:
    """A stretch of the document's text; `start` and `end` say what begins and ends there."""
    return (
        count("start", start, "characters of the document's text, from 0", required=True),
        count("end", end, "characters of the document's text, from 0", required=True),
    )


SPAN = stretch("Where it begins in the document's text.", "Where it ends: the first character after it.")
MARK = (
    *(DOCUMENT, text("quote", "The words of the minutes, exactly as printed.", required=True), *SPAN, PAGE),
    *(OF_MEETING, day("date", "The day of the meeting."), IN_ITEM, IN_MATTER),
)
