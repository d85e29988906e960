"""The tables of what the minutes are: files, meetings, items of business, statements."""

from __future__ import annotations

from typing import get_args

from matters_arising.export.columns import Sheet, count, day, one_of, text
from matters_arising.export.dictionary.common import BODY, DOCUMENT, IN_ITEM, OF_MEETING, PAGE, SPAN, stretch
from matters_arising.models import StatementForm
from matters_arising.vocab import DocumentStatus, MeetingKind, MeetingStatus, Section

DOCUMENTS = Sheet(
    "documents",
    "Files",
    "Every file of the archive, read or not, and why not.",
    (
        text("document", "The file: its path below the archive's folder, with “/” between folders.", required=True),
        text("sha256", "SHA-256 of the file's bytes, in hex."),
        one_of("media_type", "The format that the file's bytes are in."),
        count("pages", "Pages read.", "pages", required=True),
        one_of("status", "What became of the file.", DocumentStatus, required=True),
        text("note", "Why it was not read, or what a reader of the result should know."),
        text("duplicate_of", "The file with the same bytes that was read instead.", refers="documents"),
    ),
    "document",
)
MEETINGS = Sheet(
    "meetings",
    "Meetings",
    "One row for each meeting that the archive holds minutes of.",
    (
        text("meeting", "The meeting's id: made of body and day, so that it is the same in every run.", required=True),
        BODY,
        day("date", "The day on which it was held."),
        one_of("kind", "What sort of meeting; empty where the minutes do not say.", MeetingKind),
        one_of("status", "Whether these minutes were confirmed; empty where they do not say.", MeetingStatus),
        DOCUMENT,
        text("body_printed", "The body's name as these minutes print it."),
        text("chair", "Who took the chair, as printed."),
        day("next_meeting", "The day of the next meeting, as these minutes announce it."),
        *stretch("Where its minutes begin in the document's text.", "Where its minutes end."),
        text("note", "What a reader should know, such as that the meeting was called off; a line each."),
        one_of(
            "version",
            "“current”, or “superseded” where another file has a later version of the same minutes, or the "
            "status of a file that left the archive.",
            ("current", "superseded", *(status for status in DocumentStatus if status is not DocumentStatus.READ)),
            required=True,
        ),
        text("superseded_by", "The meeting whose minutes replace these.", refers="meetings"),
    ),
    "meeting",
)
ITEMS = Sheet(
    "items",
    "Items of business",
    "The numbered or headed items of each meeting, those under another item too.",
    (
        OF_MEETING,
        text("item", "The item's id.", required=True),
        text("number", "The number as printed: “4”, “7 (b)”, “23/118”."),
        text("title", "The heading as printed."),
        *stretch("Where the item begins, its heading included.", "Where it ends, the items under it included."),
        one_of("section", "The standing part of an agenda that it is; empty for other business.", Section),
        text("parent", "The item that it is under; empty at the top.", refers="items"),
        count("level", "How deep it lies.", "levels, from 1", required=True, least=1),
        DOCUMENT,
    ),
    "item",
)
STATEMENTS = Sheet(
    "statements",
    "Statements",
    "The sentences and clauses of the minutes: what is judged.",
    (
        OF_MEETING,
        IN_ITEM,
        text("statement", "The statement's id.", required=True),
        text("speaker", "Who is said to have spoken, as printed; empty where nobody is named."),
        text("text", "The words for reading: hyphens of line ends undone, white space folded.", required=True),
        DOCUMENT,
        *SPAN,
        PAGE,
        one_of("form", "What it looks like on the page.", get_args(StatementForm), required=True),
        text("owner", "Who is to act, as the margin or action column beside it prints."),
        text("due", "By when, as printed beside it."),
    ),
    "statement",
)
