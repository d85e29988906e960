"""Bodies, meetings, motions, votes and matters in the words of Open Civic Data and Popolo.

A meeting is an OCD event, a matter has the form of an OCD bill, a decision is a Popolo motion, and a printed vote on it
a vote event. Nothing is filled in that the minutes do not say: no place, no hour, no session, no person's id. Only
events that are more likely than not are told. What has no field there stands under `extras`.
"""

from __future__ import annotations

import json
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, Literal

from matters_arising.errors import UsageError
from matters_arising.export.fill import fill
from matters_arising.export.site.whole import checked_prefix
from matters_arising.export.site.wording import source_of
from matters_arising.matters.ballots import Ballot, ballot, contradicts
from matters_arising.models import AgendaItem, Event, Meeting
from matters_arising.stance.parties import names_a_person
from matters_arising.store import Store
from matters_arising.store.civic import Civic, Thing, read_civic
from matters_arising.vocab import OPEN_CIVIC_DATA, OPEN_CIVIC_OUTCOME, EventType, MeetingKind, MeetingStatus, Outcome

Record = dict[str, Any]
Kind = Literal["organization", "event", "bill", "motion", "vote"]
FORMS = ("json", "jsonl")
_PASSED = {Outcome.ADOPTED: True, Outcome.AMENDED: True, Outcome.APPOINTED: True, Outcome.REJECTED: False}
# Of the classifications in `vocab` those that Open Civic Data has for the action of a bill.
ACTIONS = frozenset(
    (
        *("introduction", "passage", "failure", "withdrawal", "amendment-passage"),
        *("deferral", "referral-committee", "filing"),
    )
)


@dataclass(frozen=True, slots=True)
class Wishes:
    """`namespace` is what ids are made in: an OCD jurisdiction id, or any name, so that two archives do not meet in one
    id. `source_url` is where the archive's files lie. `people` keeps the names of persons, as printed."""

    namespace: str = ""
    source_url: str = ""
    people: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """How many records each file has, and how many meetings were left out because their date is not known."""

    records: dict[str, int]
    undated: int


def write_civic(store: Store, folder: Path, form: str = "json", *, wishes: Wishes) -> Written:
    """Write organizations, events, bills, motions and vote_events into `folder`, as JSON arrays or JSON lines.

    Raises UsageError for another format, a source address that no link may have, and a folder that holds other files.
    """
    if form not in FORMS:
        raise UsageError(f"there is no format {form!r}", remedy=f"formats are {', '.join(FORMS)}")
    civic = read_civic(store)
    told = records(civic, wishes)
    files: Mapping[str, Callable[[BinaryIO], None]] = {
        f"{name}.{form}": partial(_lines if form == "jsonl" else _array, of_one) for name, of_one in told.items()
    }
    fill(folder, files, ours=[f"{name}.{each}" for name in told for each in FORMS])
    return Written({name: len(of_one) for name, of_one in told.items()}, civic.undated)


def records(civic: Civic, wishes: Wishes) -> dict[str, list[Record]]:
    """The records of each file."""
    maker = _Maker(civic, wishes)
    return {
        "organizations": list(maker.organizations()),
        "events": [maker.event(meeting) for meeting in civic.meetings],
        "bills": list(maker.bills()),
        "motions": [maker.motion(event) for event in maker.decisions],
        "vote_events": [maker.vote(event, of_it) for event in maker.decisions if (of_it := _ballot(event))],
    }


class _Maker:
    """Makes records of one archive."""

    def __init__(self, civic: Civic, wishes: Wishes) -> None:
        self._civic, self._wishes = civic, wishes
        self._prefix = checked_prefix(wishes.source_url) or "./"
        self._space = uuid.uuid5(uuid.NAMESPACE_URL, wishes.namespace or "matters-arising")
        self._meetings = {meeting.id: meeting for meeting in civic.meetings}
        self.decisions = [event for event in civic.events if event.type is EventType.DECISION]

    def organizations(self) -> Iterator[Record]:
        of: dict[str, list[Meeting]] = defaultdict(list)
        for meeting in self._civic.meetings:
            of[meeting.body].append(meeting)
        for body in sorted(of.keys() - {""}):
            printed = [name for name in self._civic.printed.get(body, ()) if name and name != body]
            yield {
                "id": self._id("organization", body),
                "name": body,
                "classification": None,
                "other_names": [{"name": name, "note": "as printed"} for name in printed],
                "identifiers": [],
                "sources": [self._source(of[body][0].document, 1, "the first minutes of it here")],
            }

    def event(self, meeting: Meeting) -> Record:
        """A meeting."""
        kind = f"{meeting.kind} meeting".capitalize() if meeting.kind is not MeetingKind.UNKNOWN else "Meeting"
        called_off = any(note.startswith("called off") for note in meeting.notes)
        note = "draft minutes" if meeting.status is MeetingStatus.DRAFT else "minutes"
        url = source_of(self._prefix, meeting.document, "", 1)
        media = self._civic.media.get(meeting.document, "")
        return {
            "id": self._id("event", meeting.id),
            "name": f"{kind} of {meeting.body}" if meeting.body else kind,
            "description": "",
            "classification": "meeting",
            "start_date": meeting.date,
            "end_date": "",
            "all_day": False,
            "status": "cancelled" if called_off else "passed",
            "organization_id": self._body(meeting.body),
            "participants": list(self._participants(meeting)),
            "agenda": list(self._agenda(self._civic.items.get(meeting.id, []))),
            "documents": [{"note": note, "date": "", "url": url, **({"media_type": media} if media else {})}],
            "media": [],
            "links": [],
            "sources": [self._source(meeting.document, 1, "minutes")],
            "extras": {
                "meeting": meeting.id,
                "document": meeting.document,
                "minutes": str(meeting.status) or None,
                "kind": str(meeting.kind) or None,
            },
        }

    def bills(self) -> Iterator[Record]:
        """The matters, each with what was done about it; those of which nothing is more likely than not have none."""
        of: dict[str, list[Event]] = defaultdict(list)
        for event in self._civic.events:
            if event.id in self._civic.matter_of and not event.procedural:
                of[self._civic.matter_of[event.id]].append(event)
        for matter in self._civic.matters.values():
            yield self._bill(matter, of[matter.id])

    def motion(self, event: Event) -> Record:
        """A decision, as the motion that it settled."""
        passed = _PASSED.get(event.outcome or Outcome.OTHER)
        if passed and contradicts(event.votes):
            passed = None
        return {
            "id": self._id("motion", event.id),
            "organization_id": self._body(self._meetings[event.meeting].body),
            "legislative_session_id": None,
            "text": event.quote,
            "classification": "procedural" if event.procedural else None,
            "date": event.date or self._meetings[event.meeting].date,
            "requirement": None,
            "result": None if passed is None else "pass" if passed else "fail",
            "sources": [self._source(event.document, event.page)],
            "extras": {
                **self._place(event),
                "outcome": str(event.outcome or "") or None,
                "bill_id": self._matter(event),
            },
        }

    def vote(self, event: Event, of_it: Ballot) -> Record:
        """A printed vote on a decision."""
        changed = event.outcome is Outcome.AMENDED
        return {
            "id": self._id("vote", event.id),
            "identifier": event.id,
            "motion_id": self._id("motion", event.id),
            "motion_text": event.quote,
            "motion_classification": ["amendment-passage" if changed else "passage"],
            "organization_id": self._body(self._meetings[event.meeting].body),
            "legislative_session": None,
            "bill_id": self._matter(event),
            "start_date": event.date or self._meetings[event.meeting].date,
            "end_date": "",
            "result": "pass" if _PASSED[event.outcome or Outcome.OTHER] else "fail",
            "counts": [{"option": option, "value": number} for option, number in of_it.counts],
            "votes": [
                {"option": option, "voter_name": name, "note": "as printed"}
                for option, name in (of_it.voters if self._wishes.people else ())
            ],
            "sources": [self._source(event.document, event.page)],
            "extras": {**self._place(event), "vote_printed": self._vote_printed(event)},
        }

    def _bill(self, matter: Thing, events: list[Event]) -> Record:
        actions = [
            {
                "description": event.quote,
                "date": event.date or self._meetings[event.meeting].date,
                "organization_id": self._body(self._meetings[event.meeting].body),
                "classification": classification(event),
                "order": order,
                "related_entities": list(self._related(event)),
                "extras": {**self._place(event), "type": str(event.type), "page": event.page},
            }
            for order, event in enumerate(events)
        ]
        return {
            "id": self._id("bill", matter.id),
            "identifier": matter.id,
            "title": matter.title,
            "classification": [],
            "from_organization_id": self._body(matter.body),
            "legislative_session": None,
            "subject": [],
            "actions": actions,
            "sources": [self._source(document, 1, "minutes") for document in matter.documents],
            "extras": {"matter": matter.id, "fate": matter.fate},
        }

    def _related(self, event: Event) -> Iterator[Record]:
        """Who proposes, where persons may be named; to whom it is passed."""
        if self._wishes.people and event.type is EventType.PROPOSAL and names_a_person(event.actor):
            yield {"name": event.actor, "entity_type": "person", "person_id": None}
        if event.target and not names_a_person(event.target):
            yield {"name": event.target, "entity_type": "organization", "organization_id": None}

    def _participants(self, meeting: Meeting) -> Iterator[Record]:
        if meeting.body:
            body = self._body(meeting.body)
            yield {"name": meeting.body, "entity_type": "organization", "organization_id": body, "note": "host"}
        if not self._wishes.people:
            return
        chair = meeting.chair
        if chair:
            yield {"name": chair, "entity_type": "person", "person_id": None, "note": "chair"}
        for person in meeting.participants:
            if person.name and person.name != chair:
                yield {"name": person.name, "entity_type": "person", "person_id": None, "note": person.attendance}

    def _agenda(self, items: list[AgendaItem]) -> Iterator[Record]:
        for order, item in _ordered(items):
            yield {
                "description": item.title or f"Item {item.number}",
                "classification": [str(item.section)] if item.section else [],
                "order": order,
                "subjects": [],
                "media": [],
                "notes": [],
                "related_entities": [
                    {
                        "entity_type": "bill",
                        "name": self._civic.matters[matter].title,
                        "bill_id": self._id("bill", matter),
                        "note": status,
                    }
                    for matter, status in self._civic.dealt_with.get(item.id, ())
                    if matter in self._civic.matters
                ],
                "extras": {"item": item.id, "number": item.number or None},
            }

    def _vote_printed(self, event: Event) -> str | None:
        """The vote in the words of the minutes; a roll call, or what may be one, only where persons may be named."""
        told = event.votes if self._wishes.people or not names_a_person(event.votes) else ""
        return told or None

    def _place(self, event: Event) -> Record:
        return {
            "event": event.id,
            "event_id": self._id("event", event.meeting),
            "confidence": event.confidence,
            "generator": event.generator,
        }

    def _matter(self, event: Event) -> str | None:
        """The bill that an event is of; what is the routine of any meeting is of none."""
        if event.procedural:
            return None
        matter = self._civic.matter_of.get(event.id, "")
        return self._id("bill", matter) if matter in self._civic.matters else None

    def _body(self, body: str) -> str | None:
        return self._id("organization", body) if body else None

    def _id(self, kind: Kind, key: str) -> str:
        """The same for the same thing in every run. A motion is none of Open Civic Data's types."""
        return f"{'popolo' if kind == 'motion' else 'ocd'}-{kind}/{uuid.uuid5(self._space, f'{kind}/{key}')}"

    def _source(self, document: str, page: int, note: str = "") -> Record:
        url = source_of(self._prefix, document, self._civic.media.get(document, ""), page)
        return {"url": url, "note": note or f"page {page}"}


def classification(event: Event) -> list[str]:
    """What Open Civic Data calls an action; empty where it has no word for it.

    A decision by how it came out; an errand has no word there.
    """
    is_settled = event.type is EventType.DECISION and event.outcome is not None
    word = OPEN_CIVIC_OUTCOME[event.outcome] if is_settled and event.outcome else OPEN_CIVIC_DATA[event.type]
    return [word] if word in ACTIONS else []


def _ballot(event: Event) -> Ballot | None:
    passed = _PASSED.get(event.outcome or Outcome.OTHER)
    return None if passed is None or not event.votes else ballot(event.votes, passed=passed)


def _ordered(items: list[AgendaItem]) -> Iterator[tuple[str, AgendaItem]]:
    """Items with their place, "2.1" being the first under the second; one without any words is passed over."""
    places: dict[str, str] = {}
    under: dict[str, int] = defaultdict(int)
    for item in sorted(items, key=lambda one: (one.start, -one.end)):
        above = places.get(item.parent, "")
        if not item.title and not item.number:
            continue
        under[above] += 1
        places[item.id] = f"{above}.{under[above]}" if above else str(under[above])
        yield places[item.id], item


def _array(told: list[Record], file: BinaryIO) -> None:
    file.write(json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n")


def _lines(told: list[Record], file: BinaryIO) -> None:
    for record in told:
        file.write(json.dumps(record, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
