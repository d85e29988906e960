"""The rooms that a run passes through, as one value: each can be replaced by another of the same form.

The functions are named at the top level of their modules: worker processes receive them by name. Each imports
its room when it is called, for the rooms bring heavy libraries with them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from matters_arising.errors import ModelError
from matters_arising.models import (
    AgendaItem,
    Document,
    Event,
    Matter,
    Meeting,
    Mention,
    NearMiss,
    Segmented,
    Source,
    Stance,
    Statement,
)
from matters_arising.redactions import NONE, Finding, Reading, Redactions, Segmenting

if TYPE_CHECKING:
    from matters_arising.config import Config, Hints, Limits
    from matters_arising.matters.follow import Perhaps
    from matters_arising.matters.overrides import Placed, Told
    from matters_arising.matters.recall import Memory
    from matters_arising.sources import Unreadable


class Verdict(Protocol):
    """Whether a document is minutes, and if not, what speaks against it."""

    @property
    def is_minutes(self) -> bool: ...
    @property
    def reason(self) -> str: ...


class Followed(Protocol):
    """The matters of an archive, their mentions, the matter of each event, by id, and what became of corrections.
    `beyond` are further bodies that have to be followed with these; where there are any, the rest is empty."""

    @property
    def matters(self) -> tuple[Matter, ...]: ...
    @property
    def mentions(self) -> tuple[Mention, ...]: ...
    @property
    def matter_of(self) -> dict[str, str]: ...
    @property
    def told(self) -> tuple[Told, ...]: ...
    @property
    def perhaps(self) -> tuple[Perhaps, ...]: ...
    @property
    def beyond(self) -> frozenset[str]: ...


def _find(root: Path, *, config: Config) -> Iterator[Source | Unreadable]:
    from matters_arising.sources import find

    return find(root, config=config)


def _read(source: Source, *, limits: Limits) -> Document:
    from matters_arising.documents import read

    return read(source, limits=limits)


def _recognise(document: Document) -> Verdict:
    from matters_arising.segment import recognise

    return recognise(document)


def _segment(document: Document, *, hints: Hints) -> Segmented:
    from matters_arising.segment import segment

    return segment(document, hints=hints)


def _load_events() -> object:
    from matters_arising.extract import load

    return load()


def _load_stances() -> object:
    from matters_arising.stance import load

    return load()


def _extract(segmented: Segmented, *, model: Any) -> tuple[Event, ...]:
    from matters_arising.extract import extract

    return extract(segmented, model=model)


def _classify(segmented: Segmented, *, model: Any) -> tuple[Stance, ...]:
    from matters_arising.stance import classify

    return classify(segmented, model=model)


def _nearly(segmented: Segmented, *, events: Any, stances: Any) -> tuple[NearMiss, ...]:
    from matters_arising.nlp.near_misses import near_misses

    return (*near_misses(segmented, "event", events), *near_misses(segmented, "stance", stances))


def _harmonise(meetings: Sequence[Meeting]) -> Sequence[Meeting]:
    from matters_arising.segment import harmonise

    return harmonise(meetings)


def _same_meeting(one: str, other: str, *, whole: bool = False) -> bool:
    from matters_arising.segment import same_meeting

    return same_meeting(one, other, whole=whole)


def _follow(
    meetings: Sequence[Meeting],
    items: Sequence[AgendaItem],
    statements: Sequence[Statement],
    events: Sequence[Event],
    *,
    overrides: Sequence[Placed],
    memory: Memory,
    homes: Collection[str],
) -> Followed:
    from matters_arising.matters import follow

    return follow(meetings, items, statements, events, overrides, memory=memory, homes=homes)


@dataclass(frozen=True, slots=True)
class Stages:
    """What a run calls, in this order: on one document as far as `nearly`, then on the whole archive.

    `version` says which models of the user's are among them; files are read again when it changes, or when other
    `redactions` are for them.
    """

    find: Callable[..., Iterator[Source | Unreadable]] = _find
    read: Callable[..., Document] = _read
    recognise: Callable[[Document], Verdict] = _recognise
    segment: Callable[..., Segmented] = _segment
    load_events: Callable[[], object] = _load_events
    extract: Callable[..., tuple[Event, ...]] = _extract
    load_stances: Callable[[], object] = _load_stances
    classify: Callable[..., tuple[Stance, ...]] = _classify
    nearly: Callable[..., tuple[NearMiss, ...]] = _nearly
    harmonise: Callable[[Sequence[Meeting]], Sequence[Meeting]] = _harmonise
    same_meeting: Callable[..., bool] = _same_meeting
    follow: Callable[..., Followed] = _follow
    version: str = ""
    redactions: Redactions = NONE


@dataclass(frozen=True, slots=True)
class TrainedStances:
    """Loads a model that `matters train stance` wrote, in any process. It is equal to another for the same model, so
    that a process loads it once. Calling it raises ModelError where the folder holds another model by now."""

    folder: Path
    digest: str

    def __call__(self) -> object:
        from matters_arising.stance.saved import load

        model = load(self.folder)
        if model.digest != self.digest:
            raise ModelError("the model has changed since the run began", where=str(self.folder), remedy="run again")
        return model


def with_redactions(stages: Stages, rules: Redactions) -> Stages:
    """The stages of a run that never sees what the rules remove."""
    if not rules.rules:
        return stages
    return replace(
        stages,
        find=Finding(stages.find, rules.everywhere()),
        read=Reading(stages.read, rules),
        segment=Segmenting(stages.segment, rules),
        redactions=rules,
    )


def with_stances(folder: Path) -> Stages:
    """The stages of a run with a trained model of stances in place of the shipped judge. Raises ModelError."""
    from matters_arising.stance.saved import load

    digest = load(folder).digest
    return Stages(load_stances=TrainedStances(folder.resolve(), digest), version=f"stances {digest}")
