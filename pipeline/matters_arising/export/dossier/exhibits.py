"""What a pack rests on: each quote in its place, the file it stands in, and what it was read as."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from matters_arising.export.site.passages import Quoted
from matters_arising.export.site.wording import names_somebody
from matters_arising.store.quotes import Minutes, Quote

_WHO = ("actor", "owner", "holder")
_NAMING = (*_WHO, "seconder", "with_whom", "target", "votes", "reason")


@dataclass(frozen=True, slots=True)
class File:
    """A file of the archive: the hash of its bytes, the hash of the text that was read in it, and where its pages
    begin in that text. `removed` counts the passages that were covered in it on request."""

    document: str
    sha256: str
    text_sha256: str
    media_type: str
    pages: tuple[int, ...] = ()
    removed: int = 0

    def pages_of(self, start: int, end: int) -> tuple[int, int]:
        """The first and the last page that a stretch of the text stands on, from 1."""
        return max(1, bisect_right(self.pages, start)), max(1, bisect_right(self.pages, end - 1))


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One reading of one quote. Readings of the same stretch have the same `number`.

    `part`, `what` and `told` are those of `store.quotes.Quote`; persons are left out of `told` where nobody asked for
    them. `word` and `facts` say the same to a reader. `confidence` is None where nothing was judged. `before`, `quote`
    and `after` are the text as it was read, joined without a gap, and `start` and `end` count its characters.
    """

    number: int
    id: str
    matter: str
    part: str
    what: str
    kind: str
    word: str
    facts: str
    told: Mapping[str, str]
    explicit: bool
    confidence: float | None
    generator: str
    date: str
    meeting: str
    body: str
    status: str
    file: File
    pages: tuple[int, int]
    start: int
    end: int
    before: str
    quote: str
    after: str

    @property
    def who(self) -> str:
        """Who acts, is to act, or holds the stance, as printed."""
        return next((self.told[name] for name in _WHO if name in self.told), "")


def exhibits(
    found: Iterable[Minutes], quotes: Quoted, files: Mapping[str, File], *, people: bool
) -> tuple[Exhibit, ...]:
    """The quotes of these minutes as exhibits, by date and place; `people` keeps the names of persons as who acts."""
    placed = sorted(
        ((one, quote) for one in found for quote in one.quotes),
        key=lambda pair: (pair[0].date, *_stretch(*pair), pair[1].part, pair[1].what, pair[1].id),
    )
    numbers: dict[tuple[str, int, int], int] = {}
    for pair in placed:
        numbers.setdefault(_stretch(*pair), len(numbers) + 1)
    return tuple(
        _exhibit(numbers[_stretch(one, quote)], one, quote, quotes, files[one.document], people=people)
        for one, quote in placed
    )


def _stretch(one: Minutes, quote: Quote) -> tuple[str, int, int]:
    return one.document, quote.start, quote.end


def _exhibit(number: int, one: Minutes, quote: Quote, quotes: Quoted, file: File, *, people: bool) -> Exhibit:
    shown = quotes.shown[quote.id]
    return Exhibit(
        number=number,
        id=quote.id,
        matter=quote.matter,
        part=quote.part,
        what=quote.what,
        kind=shown.kind,
        word=shown.word,
        facts=shown.facts,
        told={k: v for k, v in quote.told.items() if people or k not in _NAMING or not names_somebody(v)},
        explicit=quote.explicit,
        confidence=shown.chance,
        generator=quote.generator,
        date=one.date,
        meeting=one.meeting,
        body=one.body,
        status=one.status,
        file=file,
        pages=file.pages_of(quote.start, quote.end),
        start=quote.start,
        end=quote.end,
        before=quote.before,
        quote=quote.quote,
        after=quote.after,
    )
