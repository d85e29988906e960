"""Which meetings of a body were read, from which files, and how far its record reaches after one of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from matters_arising.matters.record import Record
from matters_arising.models import Meeting
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


def sittings(store: Store) -> list[Sitting]:
    """Every current meeting whose minutes were read, by body and date."""
    return [Sitting(*row) for row in every(store, _READ)]


def records(store: Store, bodies: Collection[str]) -> list[Attended]:
    """The records of these bodies, by name."""
    own = [one for one in sittings(store) if one.body in bodies]
    before = Counter(row["body"] for row in every(store, _EARLIER))
    current = read_current(store).values()
    return [
        Attended(
            body=body,
            sittings=tuple(one for one in own if one.body == body),
            earlier=before[body],
            missing=_missing(_of(body, current)),
        )
        for body in sorted(bodies)
    ]


def gaps_after(store: Store, meetings: Collection[str]) -> dict[str, str]:
    """For each of these meetings, by id: why the minutes that are here after it are too few to miss something in; empty
    where they are enough, or where the meeting has no full date."""
    current = read_current(store).values()
    own = [one for one in current if one.id in meetings]
    of_body = {body: Record(_of(body, current), silent=()) for body in {one.body for one in own}}
    return {one.id: of_body[one.body].gap(one) if len(one.date) == _FULL else "" for one in own}


def _of(body: str, current: Iterable[Meeting]) -> list[Meeting]:
    return [one for one in current if one.body == body]


def _missing(own: Iterable[Meeting]) -> int:
    dated = [one for one in own if len(one.date) == _FULL]
    record = Record(dated, silent=())
    return max((record.coverage(one).missing for one in dated), default=0)
