"""The whole site, page by page: what is read, laid out and printed, in this order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from markupsafe import Markup

from matters_arising import __version__
from matters_arising.errors import UsageError
from matters_arising.export.folder import SITE, Written, check, write
from matters_arising.export.sheet import STYLE
from matters_arising.export.site import (
    accuracy,
    bodies,
    coverage,
    index,
    listing,
    lives,
    paging,
    passages,
    questions,
    talking,
)
from matters_arising.export.site.paper import HERE, Paper
from matters_arising.export.site.passages import Quoted, Sheets, Shown
from matters_arising.export.site.reading import Reading, read
from matters_arising.export.site.wording import OWED
from matters_arising.export.story import meetings_since
from matters_arising.matters import tally
from matters_arising.store.connection import Store
from matters_arising.store.life import Life

Pages = Iterator[tuple[str, Markup]]
_TOP = 8  # matters on the first page
_SCHEMES = ("https:", "http:", "file:")


def write_site(store: Store, folder: Path, *, source_url: str = "") -> Written:
    """Write the site of a database into `folder`. Quotes lead to `source_url` with the path of their file after it; one
    that is no address of its own counts from `folder`.

    Raises UsageError where the folder holds something else, or the prefix is none that a link may have.
    """
    checked_prefix(source_url)
    check(folder.resolve(), SITE)
    return write(files(read(store), source_url=source_url), folder, SITE)


def files(reading: Reading, *, source_url: str = "") -> Iterator[tuple[str, bytes]]:
    """Every file of the site, its path and its bytes: the same reading gives the same site."""
    for name, text in _texts(reading, checked_prefix(source_url)):
        yield name, text.encode("utf-8")


@dataclass(frozen=True, slots=True)
class _Laid:
    """A site laid out: what is read, where everything goes, and what it is printed on. `bodies` are the addresses of
    the bodies' pages."""

    reading: Reading
    quotes: Quoted
    sheets: Sequence[Sheets]
    bodies: Mapping[str, str]
    paper: Paper


def _texts(reading: Reading, source_url: str) -> Pages:
    quotes, sheets = passages.quoted(reading.minutes, source_url=source_url)
    paper = Paper(version=__version__, as_of=reading.overview.last_run[:10], accuracy=accuracy.accuracy())
    laid = _Laid(reading, quotes, sheets, bodies.addresses(reading), paper)
    yield from _static()
    yield from _minutes(laid)
    yield from _matters(laid)
    yield from _bodies(laid)
    yield from _tables(laid)
    yield from _talk(laid)
    yield from _questions(laid)
    yield from index.index(index.things(list(reading.lives.values()), sheets))
    yield from _front(laid)


def _static() -> Pages:
    for path in sorted((HERE / "static").iterdir()):
        text = path.read_text(encoding="utf-8")
        yield f"static/{path.name}", Markup(text + STYLE if path.suffix == ".css" else text)


def _minutes(laid: _Laid) -> Pages:
    for one in laid.sheets:
        yield from passages.pages(laid.paper, one, laid.reading.lives, laid.bodies[one.minutes.body])


def _matters(laid: _Laid) -> Pages:
    reading, quotes = laid.reading, laid.quotes
    entries = {entry.matter: entry for entry in reading.ledger}
    for matter, life in reading.lives.items():
        course = reading.course(matter)
        story = lives.story_of(life, reading.calendar, quotes, course=course, entry=entries.get(matter))
        story = replace(story, missing=sum(reading.missing.get(body, 0) for body in life.bodies))
        yield from lives.pages(laid.paper, story, reading.calendar, quotes, laid.bodies)


def _bodies(laid: _Laid) -> Pages:
    found = bodies.bodies(laid.reading, laid.quotes, laid.bodies)
    for one, row in zip(found, laid.reading.overview.bodies, strict=True):
        yield from bodies.pages(laid.paper, one, row.body, laid.reading, laid.quotes)
    rows = [laid.paper.piece("body_row", one, root="") for one in found]
    yield from listing.listing(laid.paper, "bodies.html", "bodies.html", rows, here="bodies.html")


def _tables(laid: _Laid) -> Pages:
    reading, names = laid.reading, _Names(laid.reading)

    def table(name: str, rows: Sequence[Markup], **values: object) -> Pages:
        return listing.listing(laid.paper, name, name, rows, names=names, here=name, **values)

    def row(piece: str, *values: object) -> Markup:
        return laid.paper.piece(piece, *values, names, root="")

    deferred = [row("ledger_row", entry, reading.lives[entry.matter]) for entry in reading.ledger]
    yield from table("ledger.html", deferred, years=_years(reading))
    yield from table("matters.html", [row("matter_row", life) for life in reading.lives.values()])
    silent = [life for life in reading.lives.values() if life.fate == "not found since"]
    silent.sort(key=lambda life: (life.last_date, life.title, life.matter), reverse=True)
    since = {life.matter: meetings_since(life, reading.calendar) for life in silent}
    rows = [row("silent_row", life, since[life.matter], _last(life, laid.quotes)) for life in silent]
    yield from table("silence.html", rows)


def _talk(laid: _Laid) -> Pages:
    sides = talking.sides(laid.reading, laid.quotes, laid.bodies)
    for side in sides:
        yield from talking.pages(laid.paper, side)
    turned = talking.turned(laid.paper, laid.reading, laid.quotes)
    about: dict[str, Any] = {"sides": sides, "words": talking.WORDS, "here": "practice.html"}
    yield from paging.in_parts(laid.paper, "practice.html", "practice.html", turned, **about)


def _questions(laid: _Laid) -> Pages:
    items = []
    total = 0
    for body, kinds in questions.questions(laid.reading, laid.quotes):
        items.append(laid.paper.piece("asked_body", body, root=""))
        for kind, asked in kinds:
            total += len(asked)
            items.append(laid.paper.piece("asked_kind", kind, len(asked), root=""))
            items += [laid.paper.piece("asked", question, root="") for question in asked]
    about: dict[str, Any] = {"total": total, "here": "questions.html"}
    yield from paging.in_parts(laid.paper, "questions.html", "questions.html", items, **about)


def _front(laid: _Laid) -> Pages:
    reading, paper = laid.reading, laid.paper
    found = coverage.coverage(reading)
    headed = (
        ("Not read", found.unread),
        ("Read by OCR", found.scanned),
        ("Left out", found.left_out),
        ("Remark", found.remarks),
    )
    rows = [
        paper.piece("file_row", heading, note, coverage.STATUSES[note.status], root="")
        for heading, notes in headed
        for note in notes
    ]
    about: dict[str, Any] = {
        **{"overview": reading.overview, "coverage": found, "corrections": reading.corrections},
        **{"alone": tally.ALONE, "expected": tally.EXPECTED},
        "missing": [(body, number) for body, number in reading.missing.items() if number],
    }
    yield from paging.in_parts(paper, "coverage.html", "coverage.html", rows, **about, here="coverage.html")
    yield "search.html", paper.page("search.html", "search.html", here="search.html")
    first = {
        "top": [(entry, reading.lives[entry.matter]) for entry in reading.ledger if entry.times > 1][:_TOP],
        "silent": sum(life.fate == "not found since" for life in reading.lives.values()),
        "first_date": min((row.first_date for row in reading.overview.bodies if row.first_date), default=""),
        "last_date": max((row.last_date for row in reading.overview.bodies), default=""),
        "bodies": [(row, laid.bodies[row.body]) for row in reading.overview.bodies[:_TOP]],
    }
    yield "index.html", paper.page("overview.html", "index.html", **about, **first, here="index.html")


def _years(reading: Reading) -> list[str]:
    """The years in which anything was put off."""
    return sorted({at.date[:4] for entry in reading.ledger for at in entry.meetings if at.date})


def _last(life: Life, quotes: Quoted) -> Shown | None:
    """The quote that shows best how the last meeting left a matter: what is owed before what was said."""
    at = life.appearances[-1] if life.appearances else None
    shown = lives.shown_at(at, life.matter, quotes) if at else ()
    return min(shown, key=lambda mark: (_left(mark), -(mark.chance or 0.0)), default=None)


def _left(mark: Shown) -> int:
    order = (*OWED, "decided", "reported")
    return order.index(mark.kind) if mark.kind in order else len(order)


def checked_prefix(prefix: str) -> str:
    """The prefix of links to files, where it is one that a link may have."""
    scheme = prefix.partition("/")[0]
    if ":" in scheme and scheme.lower() not in _SCHEMES:
        raise UsageError(
            "links to files may begin with https:, http:, file: or a folder",
            where=f"--source-url {prefix}",
            remedy="give the address under which the archive's folder can be opened",
        )
    return prefix if not prefix or prefix.endswith(("/", "=")) else f"{prefix}/"


class _Names:
    """The bodies as filters know them: by number, so that a row stays short."""

    def __init__(self, reading: Reading) -> None:
        self.all = sorted({body for life in reading.lives.values() for body in life.bodies})
        self.number = {name: at for at, name in enumerate(self.all)}
