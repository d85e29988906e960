"""What was put off until a named time, or due by one, read back with what became of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from matters_arising.matters.echoes import Sayings
from matters_arising.matters.promises import Promise, is_promise, promises
from matters_arising.matters.sights import Followed, Sight
from matters_arising.matters.tally import LIKELY
from matters_arising.models import Event, Meeting, Statement
from matters_arising.store.connection import Store
from matters_arising.store.read import every, read_current, read_events

_MENTIONS = (
    "SELECT x.id AS matter, x.title, m.id AS meeting, n.quote, (SELECT max(number) FROM pages p "
    "WHERE p.document = m.document AND p.start <= n.start) AS page FROM mentions n "
    "JOIN matters x ON x.key = n.matter JOIN current_meetings m ON m.key = n.meeting"
)
_SAID = (
    "SELECT t.id, m.id AS meeting, coalesce(i.id, '') AS item, coalesce(i.title, '') AS title, t.start, "
    't."end", t.page, t.text FROM statements t JOIN current_meetings m ON m.key = t.meeting '
    "LEFT JOIN items i ON i.key = t.item WHERE m.body = ? ORDER BY m.id, t.start, t.id"
)
_PEOPLE = "SELECT DISTINCT p.name FROM participants p JOIN current_meetings m ON m.key = p.meeting WHERE m.body = ?"


@dataclass(frozen=True, slots=True)
class Promises:
    """The promises of an archive, the most overdue first, and how many more marks name a time and are not judged:
    `doubtful` are less likely than not, `loose` belong to no matter."""

    judged: tuple[Promise, ...]
    doubtful: int
    loose: int


def promises_of(store: Store, *, query: str = "", body: str = "") -> Promises:
    """The promises of all current minutes; only of matters whose title or quotes have all words of `query`, and of
    bodies with the words `body` in their name. What is left out is counted under the same body."""
    meetings = {meeting.id: meeting for meeting in read_current(store).values()}
    wanted = {meeting.id for meeting in meetings.values() if body.casefold() in meeting.body.casefold()}
    linked = (
        "SELECT t.id, x.id FROM event_matters l JOIN events t ON t.key = l.event JOIN matters x ON x.key = l.matter"
    )
    matter_of = {row[0]: row[1] for row in every(store, linked)}
    events = read_events(store)
    found = promises(meetings.values(), _matters(store, meetings, events, matter_of), lambda b: _sayings(store, b))
    named = [event for event in events if is_promise(event) and event.meeting in wanted]
    sure = [event for event in named if event.confidence >= LIKELY]
    return Promises(
        judged=tuple(one for one in found if one.said.meeting in wanted and _has(one, query)),
        doubtful=len(named) - len(sure),
        loose=sum(event.id not in matter_of for event in sure),
    )


def _matters(
    store: Store, meetings: dict[str, Meeting], events: list[Event], matter_of: dict[str, str]
) -> Iterator[Followed]:
    marked: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in events:
        if event.id in matter_of:
            marked[matter_of[event.id], event.meeting].append(event)
    sights: dict[tuple[str, str], list[Sight]] = defaultdict(list)
    for row in every(store, f"{_MENTIONS} ORDER BY x.id, m.date, n.start"):
        own = tuple(marked[row["matter"], row["meeting"]])
        sight = Sight(meetings[row["meeting"]], row["quote"], row["page"] or 1, own)
        sights[row["matter"], row["title"]].append(sight)
    for (matter, title), of_one in sights.items():
        yield Followed(matter, title, tuple(of_one))


def _has(one: Promise, query: str) -> bool:
    if one.matter == query:
        return True
    held = f"{one.title} {one.said.quote}".casefold()
    return all(word in held for word in query.casefold().split())


def _sayings(store: Store, body: str) -> Sayings:
    rows = every(store, _SAID, body)
    said = [
        Statement(row["id"], row["meeting"], row["item"], row["start"], row["end"], row["page"], row["text"])
        for row in rows
    ]
    people = every(store, _PEOPLE, body)
    return Sayings(said, {row["item"]: row["title"] for row in rows}, [row["name"] for row in people])
