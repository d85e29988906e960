"""What is written for others: `export` for programs, `site` for the public."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from matters_arising.cli.console import log, opened
from matters_arising.cli.options import AllVersions, Db, Quiet


def export(
    *,
    table: Annotated[
        str, typer.Option(help="documents, meetings, items, statements, events, stances, matters, mentions")
    ],
    form: Annotated[str, typer.Option("--format", help="csv, jsonl or parquet")] = "csv",
    out: Annotated[str, typer.Option(help="A file; - is standard output.")] = "-",
    raw: Annotated[
        bool, typer.Option("--raw", help="CSV: leave texts that a spreadsheet would run as they are.")
    ] = False,
    all_versions: AllVersions = False,
    db: Db = None,
    quiet: Quiet = False,
) -> None:
    """Write a table for other programs."""
    from matters_arising.export import export as write
    from matters_arising.export import table_named

    chosen = table_named(table)
    with opened(db, quiet=quiet) as store:
        write(store, chosen, form, out, all_versions=all_versions, raw=raw)


def site(
    *,
    out: Annotated[Path, typer.Option(help="The folder of the site; nothing else may be in it.", show_default=False)],
    source_url: Annotated[
        str, typer.Option(help="Where the archive's files can be opened: links of quotes begin so.")
    ] = "",
    db: Db = None,
    quiet: Quiet = False,
) -> None:
    """Write the public site: static pages for any web host, or to be opened from disk."""
    from matters_arising.export.site import write_site

    with opened(db, quiet=quiet) as store:
        done = write_site(store, out, source_url=source_url)
    removed = f", {done.removed:,} removed" if done.removed else ""
    log(f"{done.pages:,} pages, {done.changed:,} of {done.files:,} files new or changed{removed}", quiet=quiet)
    print(out / "index.html")
