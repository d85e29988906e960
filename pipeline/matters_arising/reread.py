"""Reading one statement again as what a person says it is: its label is given, the rest is read off its words."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from matters_arising.store.read import read_segmented
from matters_arising.vocab import EventType, StanceLabel

if TYPE_CHECKING:
    from matters_arising.extract.scenes import Scene
    from matters_arising.models import Event, Segmented, Stance
    from matters_arising.store import Store
    from matters_arising.store.verdicts import Reading


def rereading(store: Store) -> Reading:
    """What reads statements of `store` again. It gives None where the statement is in no current minutes."""

    @lru_cache(maxsize=4)
    def scenes(document: str) -> tuple[Segmented, list[Scene]]:
        from matters_arising.extract.scenes import scenes_of

        segmented = read_segmented(store, document)
        return segmented, scenes_of(segmented)

    def read(part: str, document: str, statement: str, label: str) -> Event | Stance | None:
        from matters_arising.extract.detect import read_event
        from matters_arising.stance.classify import read_stance

        segmented, found = scenes(document)
        row = next((i for i, scene in enumerate(found) if scene.statement.id == statement), None)
        if row is None:
            return None
        if part == "event":
            return read_event(EventType(label), found[row], segmented)
        return read_stance(StanceLabel(label), row, segmented, found[row].meeting, found[row].openings)

    return read
