"""Minutes written by hand, as the meetings, items, statements and events that the matters room takes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from matters_arising.ids import make_id
from matters_arising.models import AgendaItem, Event, Meeting, Statement
from matters_arising.vocab import EventType, MeetingKind, MeetingStatus, Outcome, Section

_TAG = re.compile(r"\s*\{(?P<tag>[a-z-]+)\}")
_ENDINGS = ("rejected", "withdrawn", "amended", "noted", "appointed")
_SECTIONS = {
    "Matters arising": Section.MATTERS_ARISING,
    "Finance": Section.FINANCE,
    "Planning": Section.PLANNING,
    "Correspondence": Section.CORRESPONDENCE,
    "Apologies": Section.APOLOGIES,
    "Minutes": Section.MINUTES,
    "Any other business": Section.OTHER_BUSINESS,
    "Date of next meeting": Section.NEXT_MEETING,
}


@dataclass
class Archive:
    """The four lists that `follow` takes, and the texts they point into."""

    meetings: list[Meeting] = field(default_factory=list)
    items: list[AgendaItem] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)

    def parts(self) -> tuple[list[Meeting], list[AgendaItem], list[Statement], list[Event]]:
        return self.meetings, self.items, self.statements, self.events

    def __add__(self, other: Archive) -> Archive:
        return Archive(
            self.meetings + other.meetings,
            self.items + other.items,
            self.statements + other.statements,
            self.events + other.events,
            self.texts | other.texts,
        )


def archive(*minutes: Archive) -> Archive:
    """Several minutes as one archive."""
    whole = Archive()
    for one in minutes:
        whole = whole + one
    return whole


def minutes(date: str, text: str, *, body: str = "Elmbrook Parish Council") -> Archive:
    """One set of minutes. A line that begins with # is an item, ## one under it, any other a paragraph.

    A tag after a sentence marks it: {deferral}, {inferred}, {decision}, {action}, {proposal}, {report}, {referral},
    {procedural} (a procedural decision), or a decision by how it ended: {rejected}, {withdrawn}, {amended}, {noted},
    {appointed}.
    """
    document = f"{body.lower().replace(' ', '-')}/{date}.md"
    meeting = Meeting(
        make_id("mtg", body, date), body, date, MeetingKind.ORDINARY, MeetingStatus.APPROVED, document, 0, 0
    )
    writer = _Writer(meeting)
    for line in filter(None, (line.strip() for line in text.strip().splitlines())):
        writer.write(line)
    return writer.finished()


@dataclass
class _Writer:
    meeting: Meeting
    text: str = ""
    items: list[AgendaItem] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    def write(self, line: str) -> None:
        if self.text:
            self.text += "\n\n"
        if line.startswith("#"):
            self._item(line)
            return
        for place, sentence in enumerate(re.split(r"(?<=[.?!}])\s+(?=[A-Z]|\([ivx]+\) )", line)):
            if place:
                self.text += " "
            tags = [match["tag"] for match in _TAG.finditer(sentence)]
            self._say(_TAG.sub("", sentence), tags)

    def _item(self, line: str) -> None:
        level = len(line) - len(line.lstrip("#"))
        printed = line.lstrip("# ")
        number, title = re.match(r"([\d./]*)\s*(.*)", printed).groups()  # type: ignore[union-attr]
        parent = next((item.id for item in reversed(self.items) if item.level < level), "")
        start = len(self.text)
        self.items.append(
            AgendaItem(
                make_id("item", self.meeting.id, start),
                self.meeting.id,
                number,
                title,
                start,
                start,
                _SECTIONS.get(title, Section.OTHER),
                parent,
                level,
            )
        )
        self._say(printed, [], form="heading")

    def _say(self, sentence: str, tags: Sequence[str], *, form: str = "sentence") -> None:
        start = len(self.text)
        self.text += sentence
        item = self.items[-1].id if self.items else ""
        statement = Statement(
            make_id("st", self.meeting.id, sentence, sum(s.text == sentence for s in self.statements)),
            self.meeting.id,
            item,
            start,
            len(self.text),
            1,
            sentence,
            form,  # type: ignore[arg-type]
        )
        self.statements.append(statement)
        self.events.extend(self._event(statement, tag) for tag in tags)

    def _event(self, statement: Statement, tag: str) -> Event:
        ended = tag in _ENDINGS
        outcome = Outcome(tag) if ended else Outcome.ADOPTED
        kind = {"inferred": "deferral", "procedural": "decision", **({tag: "decision"} if ended else {})}
        return Event(
            id=make_id("ev", statement.id, tag),
            type=EventType(kind.get(tag, tag)),
            document=self.meeting.document,
            meeting=self.meeting.id,
            item=statement.item,
            statement=statement.id,
            start=statement.start,
            end=statement.end,
            page=1,
            quote=statement.text,
            date=self.meeting.date,
            outcome=outcome if EventType(kind.get(tag, tag)) is EventType.DECISION else None,
            explicit=tag != "inferred",
            procedural=tag == "procedural",
        )

    def finished(self) -> Archive:
        ended = [
            replace(item, end=next((n.start for n in self.items[i + 1 :] if n.level <= item.level), len(self.text)))
            for i, item in enumerate(self.items)
        ]
        meeting = replace(self.meeting, end=len(self.text))
        return Archive([meeting], ended, self.statements, self.events, {meeting.document: self.text})


def together(mentions: Iterable[object], *words: str) -> list[set[str]]:
    """For each word, the matters of the mentions whose quote has it."""
    return [{m.matter for m in mentions if word.lower() in m.quote.lower()} for word in words]  # type: ignore[attr-defined]
