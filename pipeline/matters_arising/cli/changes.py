"""The command `changes`: what differs between two texts of one meeting's minutes."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from matters_arising.cli.console import console, log, opened, print_json
from matters_arising.cli.options import Db, Quiet
from matters_arising.errors import NothingFoundError, UsageError


def changes(
    *,
    db: Db = None,
    body: Annotated[str, typer.Option(help="Only bodies with these words in their name.")] = "",
    since: Annotated[
        str, typer.Option(metavar="DATE", help="Only where the later text was first seen on this day or after it.")
    ] = "",
    form: Annotated[Literal["text", "json", "csv"], typer.Option("--format", help="How it is printed.")] = "text",
    quiet: Quiet = False,
) -> None:
    """Print what differs between minutes and an earlier text. Drafts and approved minutes, later edits."""
    from matters_arising.export.changes import as_plain, print_changes, write_csv
    from matters_arising.store.calendar import bodies_with
    from matters_arising.store.changes import changes_of

    if since and not _is_day(since):
        raise UsageError(f"{since!r} is no date", where="--since", remedy="write it as 2024-05-31")
    with opened(db, quiet=quiet) as store:
        bodies_with(store, body)
        found = changes_of(store, body=body, since=since)
    if form == "json":
        print_json([as_plain(one) for one in found])
    elif form == "csv":
        write_csv(found)
    elif not found:
        raise NothingFoundError(
            "no text of minutes in it differs from another of the same meeting",
            where=body,
            remedy="earlier texts of a file are known only where this database read them; leave out --since and --body",
        )
    else:
        print_changes(console(), found)
    if since:
        log("texts of which it was not recorded when they were first seen are left out by --since", quiet=quiet)


def _is_day(text: str) -> bool:
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
