"""What a person should look at: what this night has less of than the last good one, and what it could not ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matters_arising.export.words import count
from matters_arising.fetch import Fetched
from matters_arising.nightly.settings import Loud
from matters_arising.store.census import Census

PASSING = (
    "unread",
    "site",
    "feeds",
    "alerts",
    "doubt",
    "older",
)  # kinds after which what was read still is a measure for later nights
NOT_ASKED = ("unreachable", "incomplete")  # kinds that say of a source that its list is not known, or not all of it
_COUNTED = ("documents", "meetings", "events")


@dataclass(frozen=True, slots=True)
class Warned:
    """A warning: `kind` for programs, `text` for people."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Measure:
    """What the last good night had, from its report: `start`, its counts, and the length of each source's list."""

    start: str
    had: Census
    sources: Mapping[str, int]


def unreached(sources: Sequence[Fetched]) -> list[Warned]:
    """Sources that could not be asked, or not to the end."""
    return [
        Warned(
            "unreachable" if not one.reached else "incomplete",
            f"source {one.source} {'could not be reached' if not one.reached else 'was not read to the end'}"
            f"{': ' if one.note else ''}{one.note}",
        )
        for one in sources
        if not (one.reached and one.complete)
    ]


def doubtful(sources: Sequence[Fetched]) -> list[Warned]:
    """Sources that listed nothing, and perhaps not because there is nothing."""
    return [Warned("doubt", f"source {one.source}: {one.doubt}") for one in sources if one.doubt]


def less(sources: Sequence[Fetched], last: Measure, bounds: Loud) -> list[Warned]:
    """Sources that are no longer asked, and those whose list is much shorter."""
    asked = {one.source for one in sources}
    found = [
        Warned("source gone", f"source {name} was read on {last.start} and is no longer asked")
        for name in last.sources
        if name not in asked
    ]
    for one in sources:
        had, has = last.sources.get(one.source, 0), length(one)
        if one.complete and _fell(had, has, bounds.shrink):
            found.append(Warned("shrunk", f"source {one.source} lists {count(has, 'file')}, {had:,} on {last.start}"))
    return found


def dropped(now: Census, last: Measure, bounds: Loud) -> list[Warned]:
    """Counts that fell."""
    return [
        Warned("drop", f"{name}: {has:,}, {had:,} on {last.start}")
        for name in _COUNTED
        if _fell(had := getattr(last.had, name), has := getattr(now, name), bounds.drop)
    ]


def more_unread(now: Census, last: Measure) -> list[Warned]:
    """More files than before that could not be read."""
    if now.unread <= last.had.unread:
        return []
    return [Warned("unread", f"{count(now.unread, 'file')} could not be read, {last.had.unread:,} on {last.start}")]


def length(fetched: Fetched) -> int:
    """How many files a source listed, those that could not be had among them: a server that fails for a night has not
    taken them off its list."""
    return fetched.new + fetched.changed + fetched.unchanged + len(fetched.failed)


def _fell(had: int, has: int, percent: float) -> bool:
    return has < had and 100 * (had - has) > percent * had
