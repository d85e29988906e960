"""What an event is read against: its statement, those beside it, the headings it stands under, and its meeting."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matters_arising.dates import Order, order_of
from matters_arising.extract.earlier_errands import Part, parts
from matters_arising.extract.led import led
from matters_arising.extract.listed import listed
from matters_arising.extract.status import statuses
from matters_arising.models import AgendaItem, Meeting, Segmented, Statement
from matters_arising.nlp.openings import Openings, openings_of
from matters_arising.nlp.usage import Usage, usage_in
from matters_arising.vocab import EventType, Section

_DEEP = 6  # levels of headings
_FAR = 12  # statements over which a list goes on below the line that leads it
_MARKED = re.compile(r"\W?(?:[ivx]{1,4}|[a-z]|\d{1,2})[).]\s")  # "(ii)", "b.", "3)"
_LEADS = re.compile(r"[:–—-]\W*$")


@dataclass(frozen=True, slots=True)
class Scene:
    """What an event is read against: its statement, the statements of its item beside it, and the meeting.

    `earlier` are those before it, `later` those after it, the nearest first; `headings` the titles it stands under,
    its item's first; `lead` is the line that leads the list it stands in, though its mark made it an item of its own;
    `part` is what it is in an entry of earlier errands, and `end` where its words end, with those behind it that say
    how such an errand stands; `whose` is whose errand it is by the list that it stands in, and `led` what the line that
    leads the list makes of it, as `leads` is what it makes of a list that it leads itself; `openings` tells which words
    that open a sentence are names.
    """

    statement: Statement
    earlier: tuple[Statement, ...]
    later: tuple[Statement, ...]
    item: AgendaItem | None
    headings: tuple[str, ...]
    lead: str
    part: Part | None
    end: int
    whose: str
    led: EventType | None
    leads: EventType | None
    meeting: Meeting
    order: Order
    usage: Usage
    openings: Openings

    @property
    def section(self) -> Section:
        return self.item.section if self.item else Section.OTHER

    @property
    def said(self) -> str:
        """The statement as it is asked for names."""
        return self.openings.read(self.statement.text)

    @property
    def said_earlier(self) -> list[str]:
        return [self.openings.read(one.text) for one in self.earlier]

    @property
    def said_after(self) -> str:
        return self.openings.read(self.after)

    @property
    def before(self) -> str:
        return self.earlier[0].text if self.earlier else ""

    @property
    def after(self) -> str:
        return self.later[0].text if self.later else ""


def scenes_of(segmented: Segmented) -> list[Scene]:
    """The scene of each statement, in text order."""
    items = {item.id: item for item in segmented.items}
    meetings = {meeting.id: meeting for meeting in segmented.meetings}
    order, usage = order_of(segmented.document.text), usage_in(segmented)
    openings, statements = openings_of(segmented), segmented.statements
    earlier, stated, owed = parts(segmented), statuses(segmented), listed(segmented, openings)
    lists = led(segmented)
    return [
        Scene(
            statement,
            _beside(statements, i, -1, 8),
            _beside(statements, i, 1, 6),
            items.get(statement.item),
            _headings(statement.item, items),
            _lead(statements, i),
            stated[statement.id].part if statement.id in stated else earlier.get(statement.id),
            stated[statement.id].end if statement.id in stated else statement.end,
            owed.get(statement.id, ""),
            lists.entries.get(statement.id),
            lists.leads.get(statement.id),
            meetings[statement.meeting],
            order,
            usage,
            openings,
        )
        for i, statement in enumerate(statements)
    ]


def _headings(item: str, items: Mapping[str, AgendaItem]) -> tuple[str, ...]:
    out: list[str] = []
    while item in items and len(out) < _DEEP:
        out.append(items[item].title)
        item = items[item].parent
    return tuple(out)


def _beside(statements: Sequence[Statement], i: int, step: int, most: int) -> tuple[Statement, ...]:
    """Up to so many neighbours on one side, as far as the item goes."""
    out: list[Statement] = []
    j = i + step
    while len(out) < most and 0 <= j < len(statements) and statements[j].item == statements[i].item:
        out.append(statements[j])
        j += step
    return tuple(out)


def _lead(statements: Sequence[Statement], i: int) -> str:
    """The line that leads the marked list in which a statement stands; empty where it has no mark."""
    if not _MARKED.match(statements[i].text):
        return ""
    above = (one.text for one in reversed(statements[max(0, i - _FAR) : i]) if one.meeting == statements[i].meeting)
    return next((text for text in above if _LEADS.search(text) and not _MARKED.match(text)), "")
