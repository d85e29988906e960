"""Talk of partnership beside practice: passages to be read together, of each body and of the matters that turned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from matters_arising.export.site import lives, paging
from matters_arising.export.site.paper import Paper
from matters_arising.export.site.passages import Quoted, Shown
from matters_arising.export.site.reading import Reading
from matters_arising.export.site.wording import called
from matters_arising.matters.practice import COUNTED, Practice

WORDS = {
    "talk": "talk of partnership",
    "promised": "promised to share or to hear others",
    "together": "done together",
    "heard": "done after hearing others",
    "alone": "done alone",
}
"""The kinds of `matters.practice.COUNTED`, as the site words them."""


@dataclass(frozen=True, slots=True)
class Found:
    """How many passages were labelled so, the bounds of the true count among those found, and the passages."""

    words: str
    number: int
    low: int
    high: int
    quotes: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """A body's talk and practice: over all its minutes, and the numbers by year."""

    name: str
    address: str
    meetings: int
    found: tuple[Found, ...]
    years: tuple[tuple[str, tuple[int, ...]], ...]

    @property
    def passages(self) -> int:
        """All that was found."""
        return sum(one.number for one in self.found)


def address(body: str) -> str:
    """Where a body's passages on partnership lie, from the address of the body's page."""
    return body.replace("bodies/", "practice/")


def sides(reading: Reading, quotes: Quoted, where: Mapping[str, str]) -> list[Side]:
    """The bodies of which anything was found, those with most passages first."""
    found = []
    for one in reading.practices:
        side = Side(
            name=called(one.body),
            address=address(where[one.body]),
            meetings=one.meetings,
            found=tuple(_found(one.whole, quotes)),
            years=tuple((part.when, tuple(count.number for count in part.counts)) for part in one.over_time),
        )
        if side.passages:
            found.append(side)
    return found


def pages(paper: Paper, side: Side) -> Iterator[tuple[str, Markup]]:
    """The pages of one body: all its passages, kind by kind."""
    items = []
    for found in side.found:
        if found.number:
            items.append(paper.piece("kind_heading", found))
            items += [paper.piece("card", quote) for quote in found.quotes]
    return paging.in_parts(paper, "talk.html", side.address, items, side=side, here="practice.html")


def turned(paper: Paper, reading: Reading, quotes: Quoted) -> list[Markup]:
    """The matters that turned, each with both passages."""
    found = []
    for one in reading.turned:
        for words, earlier, later in lives.turns(one.course, quotes):
            found.append(paper.piece("turned", reading.lives[one.matter], words, earlier, later, root=""))
    return found


def _found(whole: Practice, quotes: Quoted) -> Iterator[Found]:
    for name, count in zip(COUNTED, whole.counts, strict=True):
        shown = tuple(quote for act in count.acts if (quote := quotes.shown.get(act.stance)))
        yield Found(WORDS[name], count.number, count.low, count.high, shown)
