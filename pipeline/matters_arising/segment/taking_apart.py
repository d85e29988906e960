"""A document taken apart: its meetings, their items, and the statements in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from matters_arising.config import Hints
from matters_arising.models import AgendaItem, Document, Meeting, Segmented, Statement
from matters_arising.segment.headings import candidates
from matters_arising.segment.meetings import meeting_of
from matters_arising.segment.outline import outline
from matters_arising.segment.parts import parts
from matters_arising.segment.rolls import without_business
from matters_arising.segment.statements import items_of, statements_of

_LEAST_READ = 0.5  # of the letters of minutes: in what is read well, all stand in statements


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
        said = statements_of(document, meeting, nodes, found)
        meetings.append(meeting)
        items.extend(found)
        statements.extend(said)
        notes.extend(_left_unread(document, meeting, said))
    return Segmented(document, tuple(meetings), tuple(items), tuple(statements), tuple(notes), hints.usage)


def _left_unread(document: Document, meeting: Meeting, said: Sequence[Statement]) -> Iterator[str]:
    """That most of a meeting's minutes is in none of its statements, headings among them: whoever finds little reported
    of it must know that this is the reading's fault and not the meeting's."""
    letters = _letters(document.text[meeting.start : meeting.end])
    read = sum(_letters(document.text[statement.start : statement.end]) for statement in said)
    if read < _LEAST_READ * letters:
        yield f"only {100 * read // letters} % of what the minutes say could be read as statements or headings"


def _letters(stretch: str) -> int:
    return sum(char.isalpha() for char in stretch)


def _of_the_book(hints: Hints, body: str, date: str) -> Hints:
    """What is known of an entry in a minute book: the body of the book, and the date that opens the entry."""
    return hints.model_copy(update={"body": hints.body or body, "date": date})
