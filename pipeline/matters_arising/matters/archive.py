"""What is known of an archive when something is looked for in it: by meeting, by body, by matter."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from matters_arising.dates import find
from matters_arising.matters.fate import cut_off
from matters_arising.matters.headings import scopes, title_key
from matters_arising.matters.motion import Motion
from matters_arising.matters.motions import motions
from matters_arising.matters.paragraphs import is_sentence, is_stage
from matters_arising.matters.record import Record, places, returns
from matters_arising.matters.traces import Traces
from matters_arising.models import AgendaItem, Event, Meeting, Mention, Statement
from matters_arising.vocab import Section

_FULL = len("2021-05-14")
_STANDING = 0.25  # share of the body's meetings from which on a heading is a standing one
_STANDS = 3  # meetings up to which none is
_NUMBER = re.compile(r"\d+")
_NEXT = 3  # from the number of an item to that of the next, where some are left out


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage of the minutes: a mark, or a statement without one, by its id."""

    mark: str
    meeting: str
    date: str
    quote: str
    document: str
    page: int


class Parts(NamedTuple):
    """The nouns of an archive."""

    meetings: Sequence[Meeting]
    items: Sequence[AgendaItem]
    statements: Sequence[Statement]
    events: Sequence[Event]
    mentions: Sequence[Mention]


class Archive:
    """What is known of all bodies, by meeting, by body, and by matter."""

    def __init__(self, parts: Parts, matter_of: Mapping[str, str]) -> None:
        meetings, items, statements, events, mentions = parts
        self.meetings = {meeting.id: meeting for meeting in meetings}
        self.items = {item.id: item for item in items}
        self.matter_of = matter_of
        self._marked: dict[str, list[Event]] = defaultdict(list)
        self.of_matter: dict[str, list[Event]] = defaultdict(list)
        for event in sorted(events, key=lambda e: (e.date, e.document, e.start, e.type, e.id)):
            self._marked[event.statement].append(event)
            if event.id in matter_of:
                self.of_matter[matter_of[event.id]].append(event)
        self.said: dict[str, list[Statement]] = defaultdict(list)
        self.statements: dict[str, Statement] = {}
        for statement in sorted(statements, key=lambda s: (s.meeting, s.start, s.end, s.id)):
            self.said[statement.meeting].append(statement)
            self.statements[statement.id] = statement
        self.mentions: dict[str, list[Mention]] = defaultdict(list)
        for mention in sorted(mentions, key=lambda m: (m.date, m.document, m.start)):
            self.mentions[mention.matter].append(mention)
        self._scope = scopes(items)
        self._standing = self._standing_titles(meetings)
        place = places(meetings)
        of: dict[str, list[Meeting]] = defaultdict(list)
        for meeting in meetings:
            of[meeting.body].append(meeting)
        dealt_with = {mention.meeting for mention in mentions}
        self.bodies = {body: self._body(own, dealt_with, place) for body, own in of.items()}

    def _body(self, own: Sequence[Meeting], dealt_with: set[str], place: Mapping[str, int]) -> Body:
        ids = {meeting.id for meeting in own}
        seen = ([m.meeting for m in of_one if m.meeting in ids] for of_one in self.mentions.values())
        statements = [statement for meeting in own for statement in self.said[meeting.id]]
        titles = {statement.item: self.title(statement.item) for statement in statements}
        named = {day for statement in statements for day in self._minutes_named(statement)}
        return Body(
            record=Record(own, silent=ids - dealt_with, named=named),
            traces=Traces(statements, titles),
            returns_within=cut_off(returns(seen, place)),
        )

    def _minutes_named(self, statement: Statement) -> Iterator[str]:
        """The days of earlier meetings whose minutes a statement is about to approve."""
        item = self.items.get(statement.item)
        if item is None or item.section is not Section.MINUTES:
            return
        day = self.meetings[statement.meeting].date
        yield from (m.iso for m in find(statement.text) if len(m.iso) == _FULL and m.iso < day and m.iso[:4] >= "1900")

    def _standing_titles(self, meetings: Sequence[Meeting]) -> set[tuple[str, str]]:
        """The headings, by body, that are printed at so many meetings that they say nothing of what is under them."""
        held = Counter(meeting.body for meeting in meetings)
        printed: dict[tuple[str, str], set[str]] = defaultdict(set)
        for item in self.items.values():
            if item.meeting in self.meetings:
                printed[self.meetings[item.meeting].body, title_key(item.title)].add(item.meeting)
        return {key for key, there in printed.items() if len(there) > max(_STANDS, _STANDING * held[key[0]])}

    def title(self, item: str) -> str:
        """The heading that an item stands under, its own or one above; empty where there is none."""
        scope = self._scope(item)
        return self.items[scope].title if scope in self.items else ""

    def is_standing(self, item: str) -> bool:
        """Whether the heading that an item stands under says nothing of what is dealt with there."""
        scope = self.items.get(self._scope(item))
        if scope is None or scope.section is not Section.OTHER:
            return True
        return (self.meetings[scope.meeting].body, title_key(scope.title)) in self._standing

    def _under(self, statement: Statement) -> str:
        """What a statement stands under: its heading, or under a standing one its own number."""
        return statement.item if self.is_standing(statement.item) else self._scope(statement.item)

    def _headed(self, before: Statement, after: Statement) -> bool:
        """Whether the heading of a thing stands between two statements.

        "Decision" heads no other thing. What ends in a colon, or bears a number out of the order of the items ("42
        pounds", under item 4), only looks like a heading; and a number alone is none.
        """
        item, last = self.items.get(after.item), self.items.get(before.item)
        if (
            item is None
            or after.item == before.item
            or not item.title
            or is_sentence(item.title)
            or is_stage(item.title)
        ):
            return False
        numbers = [_NUMBER.findall(one.number) if one else [] for one in (last, item)]
        in_order = any(len(number) != 1 for number in numbers) or 0 < int(numbers[1][0]) - int(numbers[0][0]) <= _NEXT
        return in_order and not item.title.rstrip().endswith(":")

    def motions_of(self, meeting: str) -> list[Motion]:
        """The motions of one meeting, in order."""
        body = self.meetings[meeting].body
        return motions(self.said[meeting], self._marked, self._under, self._headed, body=body)

    def marked(self, statement: str) -> list[Event]:
        """What is marked in a statement."""
        return self._marked.get(statement, [])

    def evidence(self, mark: Event | Statement) -> Evidence:
        """A mark or statement as evidence."""
        meeting = self.meetings[mark.meeting]
        quote = mark.quote if isinstance(mark, Event) else mark.text
        return Evidence(mark.id, meeting.id, meeting.date, quote, meeting.document, mark.page)


@dataclass(frozen=True, slots=True)
class Body:
    """A body: its record, its minutes as words, and after how many meetings a matter returns if it does."""

    record: Record
    traces: Traces
    returns_within: int
