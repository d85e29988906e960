"""Which meetings of a body were read, from which files, and how far its record reaches after one of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from matters_arising.matters.record import Record
from matters_arising.store.connection import Store
from matters_arising.store.read import every, read_current

_READ = (
    "SELECT m.id AS meeting, m.body, m.date, m.kind, m.status, d.path AS document, d.sha256, d.media_type, d.note "
    "FROM current_meetings m JOIN documents d ON d.key = m.document ORDER BY m.body, m.date, d.path, m.start, m.id"
)
_EARLIER = (
    "SELECT m.body, m.date, d.path AS document FROM meetings m JOIN documents d ON d.key = m.document "
    "WHERE d.status = 'read' AND m.superseded_by IS NOT NULL ORDER BY m.body, m.date, d.path"
)
_FULL = len("2021-05-14")


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting whose minutes were read, and their file. `note` tells how the file was read."""

    meeting: str
    body: str
    date: str
    kind: str
    status: str
    document: str
    sha256: str
    media_type: str
    note: str


@dataclass(frozen=True, slots=True)
class Attended:
    """The record of one body: what was read of it, how many `earlier` versions were left aside, and how many meetings
    its minutes name that are not in the archive (`missing`, at least)."""

    body: str
    sittings: tuple[Sitting, ...]
    earlier: int
    missing: int


def records(store: Store, bodies: Collection[str]) -> list[Attended]:
    """The records of these bodies, by name."""
    own = [Sitting(*row) for row in every(store, _READ) if row["body"] in bodies]
    before = [row["body"] for row in every(store, _EARLIER)]
    return [
        Attended(
            body=body,
            sittings=tuple(one for one in own if one.body == body),
            earlier=before.count(body),
            missing=_missing(store, body),
        )
        for body in sorted(bodies)
    ]


def gap_after(store: Store, meeting: str) -> str:
    """Why the minutes that are here after a meeting are too few to miss something in; empty where they are enough, or
    where the meeting has no full date."""
    current = read_current(store).values()
    at = next((one for one in current if one.id == meeting and len(one.date) == _FULL), None)
    return Record((one for one in current if one.body == at.body), silent=()).gap(at) if at else ""


def _missing(store: Store, body: str) -> int:
    own = [one for one in read_current(store).values() if one.body == body and len(one.date) == _FULL]
    record = Record(own, silent=())
    return max((record.coverage(one).missing for one in own), default=0)
