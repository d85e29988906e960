"""What can only be said over the whole archive: its bodies, versions of minutes, corrected claims, and matters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple, replace
from functools import lru_cache

from matters_arising.matters.overrides import Book, Shelf, Told, place
from matters_arising.matters.verdicts import Docket, Ruled
from matters_arising.models import Meeting
from matters_arising.reread import rereading
from matters_arising.stages import Stages
from matters_arising.store import Store
from matters_arising.store.read import (
    meta,
    read_events,
    read_hashes,
    read_items,
    read_meetings,
    read_stances,
    read_statements,
    read_text,
)
from matters_arising.store.settle import (
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
    put_ruled(store, docket, apply_verdicts(store, docket, shelf, current, rereading(store)))
    events = read_events(store)
    memory = Threads(store.connection, following_version())
    followed = stages.follow(
        current, read_items(store), read_statements(store), events, overrides=placed, memory=memory
    )
    memory.forget_the_rest()
    of_stances = matters_of_stances(read_stances(store), events, followed.mentions, followed.matter_of)
    perhaps = [astuple(one) for one in followed.perhaps]
    put_matters(
        *(store.connection, followed.matters, followed.mentions, followed.matter_of),
        stance_matter_of=of_stances,
        perhaps=perhaps,
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
