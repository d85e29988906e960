"""What can only be said over the whole archive: its bodies, versions of minutes, corrected claims, and matters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, replace
from functools import lru_cache

from matters_arising.ids import sha256_of
from matters_arising.matters.overrides import Book, Placed, Shelf, Told, place
from matters_arising.matters.verdicts import Docket, Ruled
from matters_arising.models import Meeting
from matters_arising.reread import rereading
from matters_arising.segment.folders import home, homes_of
from matters_arising.stages import Stages
from matters_arising.store import Store
from matters_arising.store.read import (
    meta,
    read_events,
    read_fingerprints,
    read_hashes,
    read_items,
    read_meetings,
    read_stances,
    read_statements,
    read_text,
)
from matters_arising.store.settle import (
    corrected_bodies,
    later_documents,
    matters_of_stances,
    public_ids,
    put_matters,
    put_meetings,
    superseded,
)
from matters_arising.store.threads import Threads
from matters_arising.store.verdicts import apply_verdicts, put_ruled
from matters_arising.version import following_version


def settle(store: Store, stages: Stages, corrections: Book, docket: Docket) -> tuple[Told, ...]:
    """Harmonise, put claims right and follow, inside a transaction. `corrections` are what people said against links,
    `docket` what they said against claims. Returns what became of each of the former."""
    meetings = list(stages.harmonise(read_meetings(store)))

    @lru_cache(maxsize=64)
    def whole(document: str) -> str:
        return read_text(store, document)

    def text(meeting: Meeting) -> str:
        return whole(meeting.document)[meeting.start : meeting.end]

    gives_way = superseded(meetings, text, stages.same_meeting)
    ids = public_ids(meetings, gives_way)
    put_meetings(store.connection, ids, gives_way)
    current = [replace(meeting, id=ids[meeting]) for meeting in meetings if meeting not in gives_way]
    shelf = Shelf(read_hashes(store), whole, later_documents(gives_way))
    placed = [place(entry, shelf) for entry in corrections.active]
    corrected = corrected_bodies(store.connection)
    put_ruled(store, docket, apply_verdicts(store, docket, shelf, current, rereading(store)))
    corrected |= corrected_bodies(store.connection)
    memory = Threads(store.connection, following_version(), _as_they_are(current, read_fingerprints(store)))
    memory.follow_anew(memory.others.keys() if placed else corrected)
    return _followed(store, stages, current, placed, memory)


def _as_they_are(current: Iterable[Meeting], fingerprints: Mapping[str, str]) -> dict[str, str]:
    """A hash of the minutes of each body: of what is known of its meetings, of what was read of them, and, where they
    name no body, of whether they lie among others that do."""
    current = list(current)
    homes = homes_of(current)
    held: dict[str, list[str]] = defaultdict(list)
    for meeting in current:
        lies_among = not meeting.body and home(meeting.document) in homes
        held[meeting.body].append(repr((meeting, fingerprints[meeting.document], lies_among)))
    return {body: sha256_of("\n".join(sorted(of_one)).encode("utf-8")) for body, of_one in held.items()}


def _followed(
    store: Store, stages: Stages, current: Sequence[Meeting], placed: Sequence[Placed], memory: Threads
) -> tuple[Told, ...]:
    """Follow the bodies that do not stand as stored, and those that are found to hang on them."""
    homes = homes_of(current)
    while True:
        own = [meeting for meeting in current if meeting.body not in memory.others]
        bodies = None if not memory.others else {meeting.body for meeting in own}
        events = read_events(store, bodies=bodies)
        items, statements = read_items(store, bodies=bodies), read_statements(store, bodies=bodies)
        followed = stages.follow(own, items, statements, events, overrides=placed, memory=memory, homes=homes)
        if not followed.beyond:
            break
        memory.follow_anew(followed.beyond)
    memory.forget_the_rest()
    stances = read_stances(store, bodies=bodies)
    put_matters(
        *(store.connection, followed.matters, followed.mentions, followed.matter_of),
        stance_matter_of=matters_of_stances(stances, events, followed.mentions, followed.matter_of),
        perhaps=[astuple(one) for one in followed.perhaps],
        but=memory.others.keys(),
    )
    return followed.told


def is_current(store: Store) -> bool:
    """Whether the last run came to its end, and was of this version."""
    return meta(store, "unsettled") == "no" and meta(store, "settled_version") == following_version()


def notes_on(corrections: Book, told: Sequence[Told]) -> tuple[str, ...]:
    """What a person should hear of the corrections after a run: lines that are broken, or that do not apply."""
    broken = [f"line {fault.line} of the corrections is left out: {fault.why}" for fault in corrections.faults]
    idle = [f"the correction {t.id} (line {t.line}) does not apply: {t.why}" for t in told if not t.applies]
    return (*broken, *idle)


def notes_on_verdicts(docket: Docket, ruled: Iterable[Ruled]) -> tuple[str, ...]:
    """What a person should hear of verdicts after a run: lines that are broken, and words that are not found again."""
    broken = [f"line {fault.line} of the corrections of claims is left out: {fault.why}" for fault in docket.faults]
    lost = [
        f"the correction {one.id} (line {one.line}) does not apply: {one.why}"
        for one in ruled
        if not one.applies and not one.outdone_by
    ]
    return (*broken, *lost)
