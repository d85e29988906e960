"""The fields of the nouns that are stored as they are, in the order of their tables' columns."""

from __future__ import annotations

PARTICIPANT = ("name", "role", "initials", "organisation", "attendance")
MEETING = ("date", "kind", "status", "start", "end", "chair", "next_meeting")
ITEM = ("number", "title", "start", "end", "section", "parent", "level")
STATEMENT = ("start", "end", "page", "text", "form", "speaker", "owner", "due")
MARK = ("start", "end", "page", "quote", "date")
EVENT = (
    *MARK,
    *("actor", "seconder", "outcome", "votes", "until", "until_date", "reason", "reason_code", "owner", "due"),
    *("target", "explicit", "procedural", "confidence", "generator"),
)
STANCE = (*MARK, "holder", "with_whom", "status", "phase", "confidence", "generator")
