"""The whole site, page by page: what is read, laid out and printed, in this order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from markupsafe import Markup

from matters_arising import __version__
from matters_arising.errors import UsageError
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
from matters_arising.export.site.folder import Written, check, write
from matters_arising.export.site.paper import HERE, Paper
from matters_arising.export.site.passages import Quoted
from matters_arising.export.site.reading import FileNote, Reading, read
from matters_arising.export.story import meetings_since
from matters_arising.store.connection import Store
from matters_arising.store.life import Life

Pages = Iterator[tuple[str, Markup]]
_TOP = 8  # matters on the first page
_SCHEMES = ("https:", "http:", "file:")


def write_site(store: Store, folder: Path, *, source_url: str = "") -> Written:
    """Write the site of a database into `folder`. Quotes lead to `source_url` with the path of their file after it.

    Raises UsageError where the folder holds something else, or the prefix is none that a link may have.
    """
    prefix = _checked(source_url)
    check(folder.resolve())
    return write(files(read(store), source_url=prefix), folder)


def files(reading: Reading, *, source_url: str = "") -> Iterator[tuple[str, bytes]]:
    """Every file of the site, its path and its bytes: the same reading gives the same site."""
    for name, text in _texts(reading, source_url):
        yield name, text.encode("utf-8")


def _texts(reading: Reading, source_url: str) -> Pages:
    quotes, sheets = passages.quoted(reading.minutes, source_url=source_url)
    where = bodies.addresses(reading)
    paper = Paper(version=__version__, as_of=reading.overview.last_run[:10], accuracy=accuracy.accuracy())
    yield from _static()
    for one in sheets:
        yield from passages.pages(paper, one, reading.lives, where[one.minutes.body])
    yield from _matters(paper, reading, quotes, where)
    yield from _bodies(paper, reading, quotes, where)
    yield from _tables(paper, reading, quotes)
    yield from _talk(paper, reading, quotes, where)
    yield from _questions(paper, reading, quotes)
    yield from index.index(index.things(list(reading.lives.values()), sheets))
    yield from _front(paper, reading, where)


def _static() -> Pages:
    for path in sorted((HERE / "static").iterdir()):
        text = path.read_text(encoding="utf-8")
        yield f"static/{path.name}", Markup(text + STYLE if path.suffix == ".css" else text)


def _matters(paper: Paper, reading: Reading, quotes: Quoted, where: dict[str, str]) -> Pages:
    entries = {entry.matter: entry for entry in reading.ledger}
    for matter, life in reading.lives.items():
        story = lives.story_of(life, reading.calendar, quotes, course=reading.course(matter), entry=entries.get(matter))
        yield from lives.pages(paper, story, reading.calendar, quotes, where)


def _bodies(paper: Paper, reading: Reading, quotes: Quoted, where: dict[str, str]) -> Pages:
    found = bodies.bodies(reading, quotes, where)
    for one, row in zip(found, reading.overview.bodies, strict=True):
        yield from bodies.pages(paper, one, row.body, reading, quotes)
    rows = [paper.piece("body_row", one, root="") for one in found]
    yield from listing.listing(paper, "bodies.html", "bodies.html", rows, here="bodies.html")


def _tables(paper: Paper, reading: Reading, quotes: Quoted) -> Pages:
    names = _Names(reading)
    ledger = [paper.piece("ledger_row", entry, reading.lives[entry.matter], names, root="") for entry in reading.ledger]
    yield from listing.listing(
        paper, "ledger.html", "ledger.html", ledger, names=names, years=_years(reading), here="ledger.html"
    )
    matters = [paper.piece("matter_row", life, names, root="") for life in reading.lives.values()]
    yield from listing.listing(paper, "matters.html", "matters.html", matters, names=names, here="matters.html")
    silent = [life for life in reading.lives.values() if life.fate == "not found since"]
    silent.sort(key=lambda life: (life.last_date, life.title, life.matter), reverse=True)
    rows = [
        paper.piece("silent_row", life, meetings_since(life, reading.calendar), _last(life, quotes), names, root="")
        for life in silent
    ]
    yield from listing.listing(paper, "silence.html", "silence.html", rows, names=names, here="silence.html")


def _talk(paper: Paper, reading: Reading, quotes: Quoted, where: dict[str, str]) -> Pages:
    sides = talking.sides(reading, quotes, where)
    for side in sides:
        yield from talking.pages(paper, side)
    turned = talking.turned(paper, reading, quotes)
    yield from paging.in_parts(
        paper, "practice.html", "practice.html", turned, sides=sides, words=talking.WORDS, here="practice.html"
    )


def _questions(paper: Paper, reading: Reading, quotes: Quoted) -> Pages:
    items = []
    total = 0
    for body, kinds in questions.questions(reading, quotes):
        items.append(paper.piece("asked_body", body, root=""))
        for kind, asked in kinds:
            total += len(asked)
            items.append(paper.piece("asked_kind", kind, len(asked), root=""))
            items += [paper.piece("asked", question, root="") for question in asked]
    yield from paging.in_parts(paper, "questions.html", "questions.html", items, total=total, here="questions.html")


def _front(paper: Paper, reading: Reading, where: dict[str, str]) -> Pages:
    found = coverage.coverage(reading)
    files = [*_notes(paper, "Not read", found.unread), *_notes(paper, "Read by OCR", found.scanned)]
    files += [*_notes(paper, "Left out", found.left_out), *_notes(paper, "Remarks", found.remarks)]
    yield from paging.in_parts(
        paper, "coverage.html", "coverage.html", files, overview=reading.overview, coverage=found, here="coverage.html"
    )
    yield "search.html", paper.page("search.html", "search.html", here="search.html")
    yield (
        "index.html",
        paper.page(
            "overview.html",
            "index.html",
            overview=reading.overview,
            coverage=found,
            top=[(entry, reading.lives[entry.matter]) for entry in reading.ledger[:_TOP]],
            silent=sum(life.fate == "not found since" for life in reading.lives.values()),
            bodies=[(row, where[row.body]) for row in reading.overview.bodies[:_TOP]],
            here="index.html",
        ),
    )


def _years(reading: Reading) -> list[str]:
    """The years in which anything was put off."""
    return sorted({at.date[:4] for entry in reading.ledger for at in entry.meetings if at.date})


def _notes(paper: Paper, heading: str, notes: tuple[FileNote, ...]) -> Iterator[Markup]:
    return (paper.piece("file_row", heading, note, coverage.STATUSES[note.status], root="") for note in notes)


def _last(life: Life, quotes: Quoted) -> passages.Shown | None:
    """The quote that shows best how the last meeting left a matter: what is owed before what was said."""
    at = life.appearances[-1] if life.appearances else None
    shown = lives.shown_at(at, life.matter, quotes) if at else ()
    return min(shown, key=lambda mark: (_left(mark), -(mark.chance or 0.0)), default=None)


def _left(mark: passages.Shown) -> int:
    order = ("deferred", "inferred", "actioned", "proposed", "referred", "decided", "reported")
    return order.index(mark.kind) if mark.kind in order else len(order)


def _checked(prefix: str) -> str:
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
        bodies_ = {body for life in reading.lives.values() for body in life.bodies}
        self.all = sorted(bodies_)
        self.number = {name: at for at, name in enumerate(self.all)}
