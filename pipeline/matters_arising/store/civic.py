"""What Open Civic Data and Popolo ask of an archive: bodies, meetings with people and agenda, what was decided."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from matters_arising.matters.tally import LIKELY
from matters_arising.models import AgendaItem, Event, Meeting, Participant
from matters_arising.store import fields
from matters_arising.store.connection import Store
from matters_arising.store.read import every, read_current, read_events, read_items

_LINKED = "SELECT t.id, x.id FROM event_matters l JOIN events t ON t.key = l.event JOIN matters x ON x.key = l.matter"
_DEALT_WITH = (
    "SELECT DISTINCT i.id AS item, x.id AS matter, n.status FROM mentions n JOIN items i ON i.key = n.item "
    "JOIN current_meetings m ON m.key = n.meeting JOIN matters x ON x.key = n.matter ORDER BY i.id, x.id"
)
_FOUND_IN = (
    "SELECT x.id AS matter, d.path FROM mentions n JOIN matters x ON x.key = n.matter "
    "JOIN current_meetings m ON m.key = n.meeting JOIN documents d ON d.key = m.document WHERE m.date <> '' "
    "ORDER BY x.id, m.date, d.path"
)


@dataclass(frozen=True, slots=True)
class Thing:
    """A matter: its name, the body that deals with it, what became of it, and the minutes that deal with it."""

    id: str
    title: str
    body: str
    fate: str
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Civic:
    """The current minutes of an archive. `undated` meetings are left out, with all that is said at them.

    `printed` are the names of each body as its minutes print it, `dealt_with` the matters of each item with their
    status, `media` the format of each file. `events` are more likely than not, in the order of time; `matter_of` gives
    the matter of each by its id.
    """

    meetings: tuple[Meeting, ...]
    undated: int
    printed: dict[str, tuple[str, ...]]
    items: dict[str, list[AgendaItem]]
    dealt_with: dict[str, list[tuple[str, str]]]
    media: dict[str, str]
    events: tuple[Event, ...]
    matter_of: dict[str, str]
    matters: dict[str, Thing]


def read_civic(store: Store) -> Civic:
    """All of it, as values."""
    people: dict[int, list[Participant]] = defaultdict(list)
    for row in every(store, "SELECT * FROM participants ORDER BY meeting, position"):
        people[row["meeting"]].append(Participant(**{name: row[name] for name in fields.PARTICIPANT}))
    current = [replace(meeting, participants=tuple(people[key])) for key, meeting in read_current(store).items()]
    meetings = tuple(meeting for meeting in current if meeting.date)
    dates = {meeting.id: meeting.date for meeting in meetings}
    items: dict[str, list[AgendaItem]] = defaultdict(list)
    for item in read_items(store):
        items[item.meeting].append(item)
    dealt_with: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in every(store, _DEALT_WITH):
        dealt_with[row["item"]].append((row["matter"], row["status"]))
    sure = [event for event in read_events(store) if event.confidence >= LIKELY and event.meeting in dates]
    found_in: dict[str, dict[str, None]] = defaultdict(dict)  # a dict keeps the order of time
    for row in every(store, _FOUND_IN):
        found_in[row["matter"]][row["path"]] = None
    things = every(store, "SELECT id, title, body, fate FROM matters ORDER BY first_date, id")
    return Civic(
        meetings=meetings,
        undated=len(current) - len(meetings),
        printed=_printed(store),
        items=items,
        dealt_with=dealt_with,
        media={row["path"]: row["media_type"] for row in every(store, "SELECT path, media_type FROM documents")},
        events=tuple(sorted(sure, key=lambda one: (dates[one.meeting], one.document, one.start, one.id))),
        matter_of={row[0]: row[1] for row in every(store, _LINKED)},
        matters={
            row["id"]: Thing(row["id"], row["title"], row["body"], row["fate"], tuple(found_in[row["id"]]))
            for row in things
            if found_in[row["id"]]
        },
    )


def _printed(store: Store) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    rows = every(store, "SELECT DISTINCT body, body_printed FROM current_meetings WHERE body <> '' ORDER BY 1, 2")
    for row in rows:
        found[row["body"]].append(row["body_printed"])
    return {body: tuple(names) for body, names in found.items()}
