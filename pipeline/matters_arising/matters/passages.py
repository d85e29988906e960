"""Meetings cut into passages: the stretches that deal with one thing each.

An item that is about one thing is one passage. Under a standing heading (Finance, Correspondence, Matters arising)
the paragraphs that hang together by their words are one, for there the heading says nothing of what is dealt
with; so too in an item so long that it has swallowed the next. Every statement lies in exactly one passage.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from matters_arising.matters.business import is_business, is_roll
from matters_arising.matters.drafts import NAMES_ITEM, Draft, drafts_of, is_loose, is_motion, lists_tasks
from matters_arising.matters.headings import Headings, headings, is_label, scopes
from matters_arising.matters.paragraphs import (
    Paragraph,
    paragraphs,
    without_number,
)
from matters_arising.matters.scale import Noted, Rests, Weight, weight_among
from matters_arising.matters.words import stems
from matters_arising.models import AgendaItem, Event, Meeting, Statement
from matters_arising.vocab import EventType, Section

# parts of an agenda that say what kind of thing stands under them
_TELLING_PARTS = frozenset(
    {Section.OTHER, Section.FINANCE, Section.PLANNING, Section.CORRESPONDENCE, Section.REPORTS, Section.PUBLIC}
)


# "This item was pulled from the agenda - no action was taken": what that is said of stands elsewhere
_NAMES_NO_THING = re.compile(
    r"(?:^\W*|[-–—;:,]\s+|\b(?:and|but)\s+)(?:(?:this|that|these|those|it|the (?:same|above))(?: (?:agenda )?(?:items?"
    r"|matters?|motions?|business|questions?|proposals?|requests?|applications?|resolutions?))?|no (?:further )?\w+)"
    r" (?:was|were|is|are|has|have|had|will)(?: (?:be|been|being|not|yet|\w+ly))* \w+",
    re.IGNORECASE,
)

Key = tuple[str, str, str, int, int]


@dataclass(frozen=True, slots=True)
class Passage:
    """One stretch of the minutes of one meeting, and what was marked in it. Offsets point into `Document.text`.

    `title` is its own or run-in heading, empty under a standing heading; `under` the heading of the long item it
    was cut from; `heading` the one that it stands under, be it standing, but for those that say nothing of it
    (Apologies, Matters arising, Tasks). `text` is its reading text, heading included. `numbers` are the minute numbers
    printed on it. `arising` says that it stands under Matters arising. `business` is false for the routine of any
    meeting. `task` says that it is an entry of a list of tasks.
    """

    meeting: Meeting
    item: str
    start: int
    end: int
    title: str
    text: str
    under: str = ""
    heading: str = ""
    numbers: frozenset[str] = frozenset()
    arising: bool = False
    business: bool = True
    task: bool = False
    words: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()

    @property
    def key(self) -> Key:
        """Its natural order in an archive: by body, date, document and place."""
        return self.meeting.body, self.meeting.date, self.meeting.document, self.start, self.end


@dataclass(frozen=True, slots=True)
class Cuts:
    """Passages by body, date and place; how much words weigh in the archive; what the cut of each body rests on."""

    passages: list[Passage]
    weight: Weight
    rests: dict[str, Rests]


def cut(
    meetings: Iterable[Meeting],
    items: Iterable[AgendaItem],
    statements: Iterable[Statement],
    events: Iterable[Event],
) -> list[Passage]:
    """The passages of an archive, by body, date and place."""
    return cuts(meetings, items, statements, events).passages


def cuts(
    meetings: Iterable[Meeting],
    items: Iterable[AgendaItem],
    statements: Iterable[Statement],
    events: Iterable[Event],
    beside: Iterable[Rests] = (),
) -> Cuts:
    """The passages of some bodies of an archive; `beside` are what those of the other bodies rest on."""
    meetings = sorted(meetings, key=lambda m: (m.body, m.date, m.document, m.start))
    items = sorted(items, key=lambda i: (i.meeting, i.start, -i.end, i.id))
    scope = scopes(items)
    said: dict[str, list[Statement]] = defaultdict(list)
    for statement in sorted(statements, key=lambda s: (s.meeting, s.start, s.end, s.id)):
        said[statement.meeting].append(statement)
    marked: dict[str, list[Event]] = defaultdict(list)
    for event in sorted(events, key=lambda e: (e.meeting, e.start, e.end, e.id)):
        marked[event.meeting].append(event)
    printed = {meeting.id: paragraphs(said[meeting.id], scope) for meeting in meetings}
    known = headings(meetings, items, printed)
    begins: dict[str, int] = {}
    for item in items:
        begins.setdefault(item.meeting, item.start)
    weight, noted = _scales(meetings, printed, beside)
    passages: list[Passage] = []
    for meeting in meetings:
        drafts = drafts_of(printed[meeting.id], known, noted[meeting.body])
        found = [_passage(meeting, draft, known, marked[meeting.id]) for draft in drafts]
        first = begins.get(meeting.id, 0)
        passages.extend(_without_title_lines(found, first))
    return Cuts(passages, weight, {body: scale.rests() for body, scale in noted.items()})


def _scales(
    meetings: Iterable[Meeting], printed: Mapping[str, Sequence[Paragraph]], beside: Iterable[Rests]
) -> tuple[Weight, dict[str, Noted]]:
    """What words weigh among all paragraphs, and a scale for each body."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    number: Counter[str] = Counter()
    for meeting in meetings:
        number[meeting.body] += len(printed[meeting.id])
        for paragraph in printed[meeting.id]:
            seen[meeting.body].update(paragraph.words)
    every, total = Counter[str](), number.total()
    for rests in beside:
        total += rests.paragraphs
        every.update(dict(zip(rests.words, rests.counts, strict=True)))
    for of_one in seen.values():
        every.update(of_one)
    weight = weight_among(total, every)
    return weight, {body: Noted(weight, number[body], seen[body]) for body in number}


def piece(passage: Passage, statements: Sequence[Statement], *, title: str) -> Passage:
    """A part of a passage as a passage of its own: these statements of it.

    Marks that stand elsewhere in the minutes and were given to the passage go with its beginning.
    """
    start, end = statements[0].start, statements[-1].end
    begins = statements[0] == passage.statements[0]
    text = " ".join(statement.text for statement in statements)
    return replace(
        passage,
        start=start,
        end=end,
        title=title,
        text=text,
        words=_telling(text, statements, passage.events),
        statements=tuple(statements),
        events=tuple(
            event
            for event in passage.events
            if start <= event.start < end or (begins and not passage.start <= event.start < passage.end)
        ),
    )


def _passage(meeting: Meeting, draft: Draft, known: Headings, events: Sequence[Event]) -> Passage:
    said = [statement for paragraph in draft.paragraphs for statement in paragraph.statements]
    scope = draft.paragraphs[0].scope
    start, end = said[0].start, said[-1].end
    inside = tuple(event for event in events if start <= event.start < end)
    chain = known.chain(scope)
    numbers = {paragraph.number for paragraph in draft.paragraphs}
    elsewhere = NAMES_ITEM.match(draft.paragraphs[0].text)
    tells = bool(chain) and chain[0].section in _TELLING_PARTS and not is_label(chain[0])
    heading = chain[0].title if tells else ""
    if chain and scope not in known.standing:
        numbers.add(chain[0].number)
    return Passage(
        meeting=meeting,
        item=scope or said[0].item,
        start=start,
        end=end,
        title=draft.title,
        text=" ".join(statement.text for statement in said),
        under=draft.under,
        heading=heading if not elsewhere and not is_motion(heading) else "",
        numbers=frozenset(numbers - {""}),
        arising=any(item.section == Section.MATTERS_ARISING for item in chain),
        task=lists_tasks(scope, known) or draft.paragraphs[0].form == "action",
        business=is_business(draft, chain, inside, loose=is_loose(draft.paragraphs[0], known))
        and not (is_roll(said, meeting) and not inside),
        words=tuple(word for one in draft.paragraphs for word in _telling(one.text, one.statements, inside)),
        statements=tuple(said),
        events=inside,
    )


def _telling(text: str, statements: Sequence[Statement], events: Sequence[Event]) -> tuple[str, ...]:
    """The words by which what is printed as `text` can be known again: none of those of its statements that only say
    of what stands there that it was put off ("This item was pulled from the agenda")."""
    put_off = {event.statement for event in events if event.type is EventType.DEFERRAL}
    for statement in statements:
        if statement.id in put_off:
            text = text.replace(statement.text, _NAMES_NO_THING.sub(" ", statement.text))
    return stems(without_number(text))


def _without_title_lines(found: Sequence[Passage], first: int) -> list[Passage]:
    """What stands before the first item and marks nothing is the title of the minutes, not their business."""
    return [
        replace(passage, business=False)
        if passage.start < first and not passage.item and not passage.events
        else passage
        for passage in found
    ]
