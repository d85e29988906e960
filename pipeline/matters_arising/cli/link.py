"""`matters link`: people's corrections of what was linked into matters. Nothing heavy is imported up here."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from matters_arising.cli.console import console, log, opened, print_json
from matters_arising.cli.corrections import check_active
from matters_arising.cli.options import Db, Json, Quiet
from matters_arising.errors import NothingFoundError, UsageError

if TYPE_CHECKING:
    from matters_arising.matters.overrides import Act
    from matters_arising.store.mentions import Address

app = typer.Typer(name="link", help="Correct which mentions are one matter.", no_args_is_help=True)

_AS = "MATTER@DATE, or the id of an event in it."
Mention = Annotated[str, typer.Argument(metavar="MENTION", help=_AS, show_default=False)]
MatterId = Annotated[str, typer.Argument(metavar="MATTER", help="The id of a matter.", show_default=False)]
By = Annotated[str, typer.Option(envvar="USER", help="Who says so.")]
Note = Annotated[str, typer.Option(help="Why.")]


@app.command()
def pin(one: Mention, other: Mention, *, by: By = "", note: Note = "", db: Db = None, quiet: Quiet = False) -> None:
    """These two mentions are one matter."""
    path, first, second = _two(db, one, other, quiet=quiet)
    _correct(path, "pin", [first], [second], by=by, note=note, quiet=quiet)


@app.command()
def cut(one: Mention, other: Mention, *, by: By = "", note: Note = "", db: Db = None, quiet: Quiet = False) -> None:
    """These two mentions are not one matter."""
    path, first, second = _two(db, one, other, quiet=quiet)
    _correct(path, "cut", [first], [second], by=by, note=note, quiet=quiet)


@app.command()
def merge(one: MatterId, other: MatterId, *, by: By = "", note: Note = "", db: Db = None, quiet: Quiet = False) -> None:
    """These two matters are one: the mentions that open them are pinned."""
    from matters_arising.store.mentions import mentions_of

    with opened(db, quiet=quiet) as store:
        first, second = mentions_of(store, one)[0], mentions_of(store, other)[0]
    if one == other:
        raise UsageError("a matter is one with itself", where=one, remedy="name two matters")
    _correct(store.path, "merge", [first], [second], by=by, note=note, quiet=quiet)


@app.command()
def split(
    matter: MatterId,
    *,
    at: Annotated[str, typer.Option("--at", metavar="MENTION", help=f"A date, {_AS}", show_default=False)],
    by: By = "",
    note: Note = "",
    db: Db = None,
    quiet: Quiet = False,
) -> None:
    """From this mention on it is another matter."""
    from matters_arising.store.mentions import halves

    with opened(db, quiet=quiet) as store:
        before, after = halves(store, matter, at)
    _correct(store.path, "split", before, after, by=by, note=note, quiet=quiet)


@app.command()
def undo(
    correction: Annotated[str, typer.Argument(metavar="ID", help="As matters link list prints it.")],
    *,
    by: By = "",
    note: Note = "",
    db: Db = None,
    quiet: Quiet = False,
) -> None:
    """Take a correction back. Its line stays in the file."""
    from matters_arising.store.overrides import overrides_path, read_book

    with opened(db, quiet=quiet) as store:
        file = overrides_path(store)
    book = read_book(file)
    check_active(book, correction, where=file, remedy="list them: matters link list")
    _correct(store.path, "undo", [], [], of=correction, by=by, note=note, quiet=quiet)


@app.command("list")
def list_(*, db: Db = None, as_json: Json = False, quiet: Quiet = False) -> None:
    """Print every correction, and whether it applies."""
    from matters_arising.export.links import as_rows, print_corrections
    from matters_arising.store.overrides import is_followed, overrides_path, read_book, read_told

    with opened(db, quiet=quiet) as store:
        file, told = overrides_path(store), read_told(store)
        book = read_book(file)
        if not is_followed(store, book):
            log("the file has changed since the matters were followed: matters run FOLDER", quiet=quiet)
    if as_json:
        print_json(as_rows(book, told))
        return
    if not (book.entries or book.faults):
        raise NothingFoundError("there are no corrections", where=str(file), remedy="make one: matters link --help")
    print_corrections(console(), book, told)


@app.command()
def export(
    *,
    out: Annotated[str, typer.Option(help="A file; - is standard output.")] = "-",
    db: Db = None,
    quiet: Quiet = False,
) -> None:
    """Write the pairs that people judged. They are JSON Lines, for a linker to learn from."""
    from matters_arising.export.links import as_lines, pairs
    from matters_arising.store.overrides import overrides_path, read_book, read_told

    with opened(db, quiet=quiet) as store:
        book, told = read_book(overrides_path(store)), read_told(store)
    lines = as_lines(pairs(book, told))
    if out == "-":
        typer.echo(lines, nl=False)
        return
    try:
        Path(out).write_text(lines, encoding="utf-8")
    except OSError as error:
        raise UsageError(
            f"it cannot be written ({error.strerror})", where=out, remedy="choose another --out"
        ) from error


def _two(db: Path | None, one: str, other: str, *, quiet: bool) -> tuple[str, Address, Address]:
    """The database, and the two mentions that are meant."""
    from matters_arising.store.mentions import addressed

    with opened(db, quiet=quiet) as store:
        first, second = addressed(store, one), addressed(store, other)
    if first.anchor == second.anchor:
        raise UsageError(f"{one} and {other} are the same words of one mention", remedy="name two mentions")
    return store.path, first, second


def _correct(
    path: str,
    act: Act,
    one: Sequence[Address],
    other: Sequence[Address],
    *,
    of: str = "",
    by: str,
    note: str,
    quiet: bool,
) -> None:
    """Write a correction down, follow with it, and say what came of it."""
    from datetime import UTC, datetime

    from matters_arising import corrections
    from matters_arising.export.links import print_done
    from matters_arising.matters.overrides import correction
    from matters_arising.store import open_store
    from matters_arising.store.life import life_of
    from matters_arising.store.overrides import overrides_path

    when = datetime.now(UTC).isoformat(timespec="seconds")
    sides = ([address.anchor for address in one], [address.anchor for address in other])
    made = correction(act, *sides, of=of, by=by, when=when, note=note)
    with open_store(path, write=True) as store:
        done = corrections.correct(store, made)
        lives = [life_of(store, matter) for matter in done.told.matters] if done.told else []
        file = overrides_path(store)
    for said in done.notes:
        log(said, quiet=quiet)
    if not quiet:
        print_done(console(), done.entry, file, lives)
