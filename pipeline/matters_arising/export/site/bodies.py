"""The pages of bodies: when each met, what it put off, what it is quoted with on partnership."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from matters_arising.export.site import lives, paging
from matters_arising.export.site.paper import Paper
from matters_arising.export.site.passages import Quoted
from matters_arising.export.site.reading import Reading
from matters_arising.export.site.wording import called
from matters_arising.export.story import put_off_at
from matters_arising.export.timeline_svg import body_svg
from matters_arising.ids import make_id
from matters_arising.store.ledger import Entry
from matters_arising.store.life import Life

_LARGE = 130_000  # bytes of a picture that a page can hold beside its words
_ROWS = 24  # matters in the picture
_OFTEN = 4  # meetings before which a matter came up often


@dataclass(frozen=True, slots=True)
class Met:
    """A meeting in the list of a body: its date and address, and how many quotes its page holds."""

    date: str
    address: str
    quotes: int


@dataclass(frozen=True, slots=True)
class Body:
    """A body as its page tells it. `missing` counts meetings that its minutes name and that are not here.
    `years` are its meetings, the latest year first; `undated` of them have no date."""

    name: str
    address: str
    meetings: int
    undated: int
    first_date: str
    last_date: str
    missing: int
    matters: int
    entries: tuple[Entry, ...]
    silent: int
    years: tuple[tuple[str, tuple[Met, ...]], ...]
    pictured: tuple[Life, ...]


def addresses(reading: Reading) -> dict[str, str]:
    """Where the page of each body lies."""
    names = {row.body for row in reading.overview.bodies} | {b for life in reading.lives.values() for b in life.bodies}
    return {name: f"bodies/{make_id('body', name)}.html" for name in sorted(names)}


def bodies(reading: Reading, quotes: Quoted, where: Mapping[str, str]) -> list[Body]:
    """The bodies, those that met most often first."""
    found = []
    for row in reading.overview.bodies:
        own = [life for life in reading.lives.values() if row.body in life.bodies]
        found.append(
            Body(
                name=called(row.body),
                address=where[row.body],
                meetings=row.meetings,
                undated=row.undated,
                first_date=row.first_date,
                last_date=row.last_date,
                missing=reading.missing.get(row.body, 0),
                matters=len(own),
                entries=tuple(entry for entry in reading.ledger if row.body in dict(entry.by)),
                silent=sum(life.fate == "not found since" for life in own),
                years=tuple(_years(row.body, reading, quotes)),
                pictured=tuple(_pictured(row.body, own)),
            )
        )
    return found


def pages(paper: Paper, one: Body, name: str, reading: Reading, quotes: Quoted) -> Iterator[tuple[str, Markup]]:
    """The pages of one body, whose `name` is as in the database; its picture stands on the first."""
    return paging.in_parts(
        paper,
        "body.html",
        one.address,
        [paper.piece("ledger_row", entry, reading.lives[entry.matter], None) for entry in one.entries],
        only_first=lambda: _picture(name, one.pictured, reading, quotes),
        body=one,
        here="bodies.html",
    )


def _picture(name: str, pictured: Sequence[Life], reading: Reading, quotes: Quoted) -> Markup:
    """The matters most often put off, as many as a page can hold."""

    def link(mark: str) -> str:
        return "../" + (lives.address(mark) if mark in reading.lives else quotes.address(mark))

    shown = [lives.told(life, quotes) for life in pictured]
    while shown:
        drawn = body_svg(name, shown, reading.calendar, link=link, inline=True)
        if len(drawn) <= _LARGE:
            return Markup(drawn)
        shown = shown[: len(shown) // 2]
    return Markup()


def _pictured(body: str, own: Sequence[Life]) -> list[Life]:
    """As `life.lives_before` chooses them: the most often put off first, then those that came up often."""
    before = [(life, [at for at in life.appearances if at.body == body]) for life in own]
    ranked = [(sum(map(put_off_at, here)), len(here), life) for life, here in before]
    wanted = [one for one in ranked if one[0] or one[1] >= _OFTEN]
    wanted.sort(key=lambda one: (-one[0], -one[1], one[2].first_date, one[2].matter))
    return [life for _, _, life in wanted[:_ROWS]]


def _years(body: str, reading: Reading, quotes: Quoted) -> Iterator[tuple[str, tuple[Met, ...]]]:
    own = [one for one in reading.minutes if one.body == body]
    met = sorted(
        (Met(one.date, quotes.address(one.meeting), len(one.quotes)) for one in own), key=_latest, reverse=True
    )
    for year, group in groupby(met, key=lambda one: one.date[:4]):
        yield year or "no date", tuple(group)


def _latest(met: Met) -> tuple[str, str]:
    return met.date, met.address
