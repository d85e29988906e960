"""The day on which a matter was settled: that of the first decision that settles it after all that put it off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from matters_arising.matters.fate import says_how
from matters_arising.matters.tally import LIKELY, to_put_off
from matters_arising.vocab import EventType, Outcome


class Deed(NamedTuple):
    """A decision on a matter, or what puts it off: where it stands, and whether it is `counted` as putting it off."""

    date: str
    meeting: str
    type: str
    quote: str
    outcome: Outcome | None
    confidence: float
    start: int
    end: int
    counted: bool


def settled_on(deeds: Sequence[Deed], *, title: str, fate: str) -> str:
    """The day on which the matter `title` was settled, from its deeds in their order.

    Empty where no decision settles it after the last time that is counted as putting it off, or where the first that
    does ends it otherwise than its fate tells: which one gave that is not known then.
    """
    last = max((deed.date for deed in deeds if deed.counted), default="")
    for day, how in _endings((deed for deed in deeds if deed.date > last), title):
        return day if how == fate else ""
    return ""


def _endings(deeds: Iterable[Deed], title: str) -> Iterator[tuple[str, str]]:
    """The days of the meetings whose likely decisions end the matter, and how the last of these does."""
    for (day, _), held in groupby(deeds, key=lambda deed: (deed.date, deed.meeting)):
        if how := next(_ends(list(held), title), ""):
            yield day, how


def _ends(of_one_meeting: Sequence[Deed], title: str) -> Iterator[str]:
    """How the likely decisions of one meeting on a matter end it, the last one first."""
    off = [(deed.start, deed.end, deed.confidence) for deed in of_one_meeting if deed.type == EventType.DEFERRAL]
    for deed in reversed(of_one_meeting):
        if deed.type != EventType.DECISION or deed.confidence < LIKELY or to_put_off((deed.start, deed.end), off):
            continue
        if how := says_how(deed, title):
            yield how
