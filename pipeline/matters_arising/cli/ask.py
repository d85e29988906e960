"""What a database is asked: `timeline`, `deferrals`, `show`, `search`, `info`."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from matters_arising.cli.console import console, opened, output, print_json
from matters_arising.cli.options import Db, Json, Quiet, Verbose
from matters_arising.errors import NothingFoundError, UsageError

if TYPE_CHECKING:
    from matters_arising.store import Store
    from matters_arising.store.life import Life


def timeline(
    query: Annotated[str, typer.Argument(help="Words of the matter, or its id; none with --body.")] = "",
    *,
    db: Db = None,
    body: Annotated[str, typer.Option(help="All that the body with these words in its name put off.")] = "",
    form: Annotated[Literal["text", "json", "svg"], typer.Option("--format", help="svg is a picture.")] = "text",
    out: Annotated[Path | None, typer.Option(help="A file; else standard output.", show_default=False)] = None,
    as_json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Print the life of a matter, meeting by meeting, with quotes. Or of all that a body put off; or draw it."""
    from matters_arising.export.terminal import print_life, print_others
    from matters_arising.store.calendar import body_named
    from matters_arising.store.life import life_of, lives_before
    from matters_arising.store.meant import find_matter

    if bool(query) == bool(body):
        raise UsageError("a timeline is of one matter or of one body", remedy="give words of a matter, or --body")
    with opened(db, quiet=quiet) as store:
        named = body_named(store, body) if body else ""
        best, others = (None, []) if body else find_matter(store, query)
        lives = [life_of(store, best.matter)] if best else lives_before(store, named)
        drawn = _picture(store, named, lives) if form == "svg" else ""
    if not lives:
        raise NothingFoundError("nothing was put off there, or came up often", where=named, remedy="matters info")
    with output(out):
        if drawn:
            print(drawn, end="")
        elif as_json or form == "json":
            print_json([dataclasses.asdict(life) for life in lives] if body else dataclasses.asdict(lives[0]))
        else:
            for life in lives:
                print_life(console(), life, verbose=verbose)
    if others and form == "text" and not as_json and not quiet:
        print_others(console(stderr=True), others)


def _picture(store: Store, body: str, lives: list[Life]) -> str:
    """One matter as an SVG, or all of a body's where that is named."""
    from matters_arising.export.timeline_svg import body_svg, life_svg
    from matters_arising.store.calendar import calendar
    from matters_arising.store.practice import practice_of_matter

    if body:
        return body_svg(body, lives, calendar(store))
    course = practice_of_matter(store, lives[0].matter)[0].course
    return life_svg(lives[0], calendar(store), course=course)


def deferrals(
    *,
    db: Db = None,
    body: Annotated[str, typer.Option(help="Only bodies with these words in their name.")] = "",
    at_least: Annotated[int, typer.Option(min=1, help="Only matters put off at this many meetings.")] = 1,
    limit: Annotated[int | None, typer.Option(min=1, help="At most this many matters.", show_default=False)] = None,
    quotes: Annotated[bool, typer.Option("--quotes", help="Print each putting-off with its quote.")] = False,
    as_json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Print the deferral ledger. It says what was put off, how often, for how long, for what reason."""
    from matters_arising.export.terminal import print_ledger
    from matters_arising.store.calendar import bodies_with
    from matters_arising.store.ledger import ledger

    with opened(db, quiet=quiet) as store:
        bodies_with(store, body)
        entries = ledger(store, body=body, at_least=at_least, most=limit)
    if as_json:
        print_json([{**dataclasses.asdict(entry), "times": entry.times} for entry in entries])
        return
    if not entries:
        raise NothingFoundError("no matter was put off", remedy="leave out --body and --at-least to see all")
    print_ledger(console(), entries, quotes=quotes or verbose)


def show(
    mark: Annotated[str, typer.Argument(metavar="ID", help="An event, stance or statement.", show_default=False)],
    *,
    db: Db = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Print a quote in its place, with its file and page."""
    from matters_arising.export.terminal import print_context
    from matters_arising.store.context import context

    with opened(db, quiet=quiet) as store:
        found = context(store, mark)
    if as_json:
        print_json(dataclasses.asdict(found))
    else:
        print_context(console(), found)


def search(
    text: Annotated[list[str], typer.Argument(help="Words to look for, in any form.", show_default=False)],
    *,
    db: Db = None,
    limit: Annotated[int, typer.Option(min=1, help="At most this many passages.")] = 20,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Find passages that have all of the words, best first. Where very many have them, the newest are given."""
    from matters_arising.export.terminal import print_hits, print_newest
    from matters_arising.store.context import are_common
    from matters_arising.store.context import search as search_store

    with opened(db, quiet=quiet) as store:
        hits = search_store(store, " ".join(text), limit=limit)
        newest = len(hits) == limit and are_common(store, " ".join(text))
    if as_json:
        print_json([dataclasses.asdict(hit) for hit in hits])
        return
    if not hits:
        raise NothingFoundError(f"no passage has all of the words “{' '.join(text)}”", remedy="try fewer words")
    print_hits(console(), hits)
    if newest and not quiet:
        print_newest(console(stderr=True))


def info(*, db: Db = None, as_json: Json = False, quiet: Quiet = False) -> None:
    """Print what is in the database. It names files and why some were not read, bodies, coverage, versions."""
    from matters_arising.export.terminal import print_info
    from matters_arising.store.overview import overview

    with opened(db, quiet=quiet) as store:
        found = overview(store)
    if as_json:
        print_json(dataclasses.asdict(found))
    else:
        print_info(console(), found)
