"""A document taken apart: its meetings, their items, and the statements in them."""

from __future__ import annotations

from matters_arising.config import Hints
from matters_arising.models import AgendaItem, Document, Meeting, Segmented, Statement
from matters_arising.segment.headings import candidates
from matters_arising.segment.meetings import meeting_of
from matters_arising.segment.outline import outline
from matters_arising.segment.statements import items_of, statements_of


def segment(document: Document, *, hints: Hints | None = None) -> Segmented:
    """Meetings, items and statements of one document, all in text order; `hints` override what the text says."""
    meetings: list[Meeting] = []
    items: list[AgendaItem] = []
    statements: list[Statement] = []
    for ordinal, (start, end) in enumerate(_parts(document)):
        headings = candidates(document, start=start, end=end)
        nodes = outline(document.text, headings, end=end)
        business = nodes[0].heading.start if nodes else end
        meeting = meeting_of(
            document, start=start, end=end, business=business, ordinal=ordinal, hints=hints or Hints()
        )
        found = items_of(meeting, nodes)
        meetings.append(meeting)
        items.extend(found)
        statements.extend(statements_of(document, meeting, nodes, found))
    return Segmented(document, tuple(meetings), tuple(items), tuple(statements))


def _parts(document: Document) -> list[tuple[int, int]]:
    """The stretches of text that report one meeting each."""
    return [(0, len(document.text))] if document.text.strip() else []
