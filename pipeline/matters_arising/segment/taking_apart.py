"""A document taken apart: its meetings, their items, and the statements in them."""

from __future__ import annotations

from matters_arising.config import Hints
from matters_arising.models import AgendaItem, Document, Meeting, Segmented, Statement
from matters_arising.segment.headings import candidates
from matters_arising.segment.meetings import meeting_of
from matters_arising.segment.outline import outline
from matters_arising.segment.parts import parts
from matters_arising.segment.rolls import without_business
from matters_arising.segment.statements import items_of, statements_of


def segment(document: Document, *, hints: Hints | None = None) -> Segmented:
    """Meetings, items and statements of one document, all in text order; `hints` override what the text says."""
    hints = hints or Hints()
    meetings: list[Meeting] = []
    items: list[AgendaItem] = []
    statements: list[Statement] = []
    notes: list[str] = []
    for ordinal, part in enumerate(parts(document)):
        start, end = part.start, part.end
        if part.annex:
            notes.append(f"{part.annex} characters after the close of the meeting are annexes, not read as minutes")
        headings = candidates(document, start=start, end=end)
        nodes = outline(document, headings, start=start, end=end)
        told = _of_the_book(hints, meetings[-1].body, part.entry) if part.entry else hints
        meeting = meeting_of(document, nodes, part=part, ordinal=ordinal, hints=told)
        found = without_business(document, items_of(meeting, nodes))
        meetings.append(meeting)
        items.extend(found)
        statements.extend(statements_of(document, meeting, nodes, found))
    return Segmented(document, tuple(meetings), tuple(items), tuple(statements), tuple(notes), hints.usage)


def _of_the_book(hints: Hints, body: str, date: str) -> Hints:
    """What is known of an entry in a minute book: the body of the book, and the date that opens the entry."""
    return hints.model_copy(update={"body": hints.body or body, "date": date})
