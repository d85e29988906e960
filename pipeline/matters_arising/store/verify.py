"""The store's gate: only what can be proven from the text goes in, and what is turned away is counted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import TypeVar

from matters_arising.models import Event, Segmented, Stance
from matters_arising.store.write import FileResult

Mark = TypeVar("Mark", Event, Stance)


def verified(result: FileResult) -> FileResult:
    """The result without the marks whose quote is not the text at their offsets or whose place is unknown.

    How many were left out is said in the note. Marks that come twice (same id) are kept once, without a word.
    """
    segmented = result.segmented
    if segmented is None:
        return result
    stands = _standing(segmented)
    events = _once([event for event in result.events if stands(event)])
    stances = _once([stance for stance in result.stances if stands(stance)])
    lost = sum(not stands(e) for e in result.events) + sum(not stands(s) for s in result.stances)
    if not lost:
        return replace(result, events=events, stances=stances)
    note = f"{lost} marks left out: their quotes do not stand in the text at the place they name"
    notes = "; ".join(filter(None, (result.note, note)))
    return replace(result, events=events, stances=stances, note=notes)


def _standing(segmented: Segmented) -> Callable[[Event | Stance], bool]:
    text = segmented.document.text
    meetings: Collection[str] = {meeting.id for meeting in segmented.meetings}
    items: Collection[str] = {item.id for item in segmented.items} | {""}
    statements: Collection[str] = {statement.id for statement in segmented.statements} | {""}

    def stands(mark: Event | Stance) -> bool:
        return (
            bool(mark.quote)
            and text[mark.start : mark.end] == mark.quote
            and mark.meeting in meetings
            and mark.item in items
            and mark.statement in statements
        )

    return stands


def _once(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    return tuple({mark.id: mark for mark in reversed(marks)}.values())[::-1]
