"""The pages of quotes: each set of minutes with what was read in it, every quote highlighted in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby

from markupsafe import Markup

from matters_arising.export.site import paging, wording
from matters_arising.export.site.paper import Paper
from matters_arising.export.site.wording import called
from matters_arising.export.svg import printable
from matters_arising.export.words import shortened
from matters_arising.store.life import Life
from matters_arising.store.quotes import Minutes, Quote

LONG = 700  # characters of a quote that other pages print; they lead to the whole
_WHOLE = 24_000  # characters of one that its own page prints
_SIDE = 2_500  # characters around it, where a line goes on for ever
_ROOM = 160_000  # bytes of quotes on a page


@dataclass(frozen=True, slots=True)
class Shown:
    """A quote as other pages print it. `address` leads to its place, `source` to the file, empty where it is not said.

    `kind` is the name of its colour and shape, `word` says what it was read as and `facts` what else the passage gives.
    `chance` is None where nothing was judged.
    """

    mark: str
    part: str
    kind: str
    word: str
    facts: str
    quote: str
    date: str
    body: str
    page: int
    document: str
    chance: float | None
    matter: str
    address: str
    source: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the minutes with all that it was read as, and the text around it. `cut` characters are left out."""

    before: str
    quote: str
    after: str
    cut: int
    page: int
    source: str
    marks: tuple[Shown, ...]
    generators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quoted:
    """All quotes: `shown` by the ids of their marks, and the addresses of meetings."""

    shown: Mapping[str, Shown] = field(default_factory=dict)
    meetings: Mapping[str, str] = field(default_factory=dict)

    def address(self, mark: str) -> str:
        """Where a mark, or else a meeting, is to be read; the list of meetings where neither is known."""
        found = self.shown.get(mark)
        return found.address if found else self.meetings.get(mark, "bodies.html")


@dataclass(frozen=True, slots=True)
class Sheets:
    """The pages of one set of minutes: its passages in runs, a page each."""

    minutes: Minutes
    addresses: tuple[str, ...]
    runs: tuple[tuple[Passage, ...], ...]


def quoted(all_minutes: Iterable[Minutes], *, source_url: str) -> tuple[Quoted, list[Sheets]]:
    """Lay out the pages of quotes, so that every other page can lead to them."""
    shown: dict[str, Shown] = {}
    meetings: dict[str, str] = {}
    sheets = []
    for one in all_minutes:
        runs = _runs([_passage(list(group), one, source_url) for group in _stretches(one)])
        places = paging.addresses(f"minutes/{one.meeting}.html", len(runs))
        meetings[one.meeting] = places[0]
        placed = [tuple(_at(passage, place) for passage in run) for run, place in zip(runs, places, strict=True)]
        shown.update({mark.mark: mark for run in placed for passage in run for mark in passage.marks})
        sheets.append(Sheets(one, places, tuple(placed)))
    return Quoted(shown, meetings), sheets


def pages(paper: Paper, sheets: Sheets, lives: Mapping[str, Life], body: str) -> Iterator[tuple[str, Markup]]:
    """The pages of one set of minutes; `body` is the address of the body's page."""
    titles = {
        mark.matter: lives[mark.matter].title for run in sheets.runs for p in run for mark in p.marks if mark.matter
    }
    for at, run in enumerate(sheets.runs):
        part = paging.Part(sheets.addresses, at)
        yield (
            part.address,
            paper.page(
                "minutes.html",
                part.address,
                minutes=sheets.minutes,
                name=called(sheets.minutes.body),
                body=body,
                passages=run,
                titles=titles,
                part=part,
                here="bodies.html",
            ),
        )


def _stretches(one: Minutes) -> Iterator[Iterator[Quote]]:
    return (group for _, group in groupby(one.quotes, key=lambda quote: (quote.start, quote.end)))


def _passage(quotes: list[Quote], of: Minutes, source_url: str) -> Passage:
    first = quotes[0]
    source = wording.source_of(source_url, of.document, of.media_type, first.page)
    return Passage(
        before=first.before[-_SIDE:] if first.before.strip() else "",
        quote=first.quote[:_WHOLE],
        after=first.after[:_SIDE] if first.after.strip() and len(first.quote) <= _WHOLE else "",
        cut=max(0, len(first.quote) - _WHOLE),
        page=first.page,
        source=source,
        marks=tuple(_shown(quote, of, source) for quote in quotes),
        generators=tuple(dict.fromkeys(quote.generator for quote in quotes if quote.generator)),
    )


def _shown(quote: Quote, of: Minutes, source: str) -> Shown:
    kind, word = wording.kind_and_word(quote)
    return Shown(
        mark=quote.id,
        part=quote.part,
        kind=kind,
        word=word,
        facts=wording.facts(quote),
        quote=as_shown(quote.quote),
        date=of.date,
        body=of.body,
        page=quote.page,
        document=of.document,
        chance=quote.confidence if quote.generator else None,
        matter=quote.matter,
        address="",
        source=source,
    )


def as_shown(quote: str) -> str:
    """A quote as other pages print it: in one line, and not for ever."""
    return shortened(printable(quote[: 2 * LONG]), LONG)


def _runs(passages: list[Passage]) -> list[list[Passage]]:
    """The passages in runs of a page each, by the length of their texts."""
    runs: list[list[Passage]] = [[]]
    left = _ROOM
    for passage in passages:
        size = _size(passage)
        if runs[-1] and size > left:
            runs.append([])
            left = _ROOM
        runs[-1].append(passage)
        left -= size
    return runs


def _size(passage: Passage) -> int:
    """The bytes that a passage takes, rather too many."""
    text = len(Markup.escape(passage.before + passage.quote + passage.after).encode("utf-8", "replace"))
    return 500 + text + sum(600 + 2 * len(mark.facts) for mark in passage.marks)


def _at(passage: Passage, place: str) -> Passage:
    return replace(passage, marks=tuple(replace(mark, address=f"{place}#{mark.mark}") for mark in passage.marks))
