"""What is written for others: `export`, `package`, `civic` and `datasette` for programs, `site` for the public."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from matters_arising.cli.console import log, opened
from matters_arising.cli.options import AllVersions, Db, Quiet


def export(
    *,
    table: Annotated[
        str,
        typer.Option(
            help="documents, meetings, items, statements, events, stances, matters, mentions; judged over all of it: "
            "deferrals, promises, proposals, practice, turns, shifts"
        ),
    ],
    form: Annotated[str, typer.Option("--format", help="csv, jsonl or parquet")] = "csv",
    out: Annotated[str, typer.Option(help="A file; - is standard output.")] = "-",
    raw: Annotated[
        bool, typer.Option("--raw", help="CSV: leave texts that a spreadsheet would run as they are.")
    ] = False,
    bom: Annotated[
        bool, typer.Option("--bom", help="CSV: begin with the mark by which spreadsheets tell UTF-8.")
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
        write(store, chosen, form, out, all_versions=all_versions, raw=raw, bom=bom)


def package(
    *,
    out: Annotated[Path, typer.Option(help="The folder of it; nothing else may be in it.", show_default=False)],
    form: Annotated[str, typer.Option("--format", help="csv, jsonl or parquet")] = "csv",
    raw: Annotated[
        bool, typer.Option("--raw", help="CSV: leave texts that a spreadsheet would run as they are.")
    ] = False,
    name: Annotated[str, typer.Option(help="Its name for programs.")] = "matters-arising",
    title: Annotated[str, typer.Option(help="Its title for people.")] = "Minutes, and what became of what they say",
    licence: Annotated[str, typer.Option(help="Under what others may use it, such as CC-BY-4.0; yours to say.")] = "",
    created: Annotated[
        str,
        typer.Option(help="A time to write into it (ISO 8601); without one, the same database gives the same bytes."),
    ] = "",
    db: Db = None,
    quiet: Quiet = False,
) -> None:
    """Write all tables as one Frictionless data package. What each column means, and checks of it, beside the data."""
    from matters_arising.export.package import About, write_package

    about = About(name=name, title=title, licence=licence, created=created)
    with opened(db, quiet=quiet) as store:
        made = write_package(store, out, form, about=about, raw=raw)
    log(f"{len(made) - 1} tables and their description", quiet=quiet)
    print(out / made[-1])


def civic(
    *,
    out: Annotated[Path, typer.Option(help="The folder of it; nothing else may be in it.", show_default=False)],
    form: Annotated[str, typer.Option("--format", help="json (an array a file) or jsonl (a record a line)")] = "json",
    namespace: Annotated[
        str, typer.Option(help="What ids are made in, such as an ocd-jurisdiction id: another for each archive.")
    ] = "",
    source_url: Annotated[
        str, typer.Option(help="Where the archive's files can be opened: links to sources begin so.")
    ] = "",
    people: Annotated[
        bool, typer.Option("--people", help="Also name persons as printed: who attended, moved, voted.")
    ] = False,
    db: Db = None,
    quiet: Quiet = False,
) -> None:
    """Write Open Civic Data and Popolo. Bodies, meetings, matters, motions and votes."""
    from matters_arising.export.civic import Wishes, write_civic

    wishes = Wishes(namespace=namespace, source_url=source_url, people=people)
    with opened(db, quiet=quiet) as store:
        done = write_civic(store, out, form, wishes=wishes)
    told = [f"{number:,} {name}" for name, number in done.records.items()]
    if done.undated:
        told.append(f"left out because no date is known: {done.undated:,} meetings")
    log("; ".join(told), quiet=quiet)
    print(out)


def datasette(
    *,
    out: Annotated[Path, typer.Option(help="A file that ends in .json, .yaml or .yml.", show_default=False)],
    db: Db = None,
    quiet: Quiet = False,
) -> None:
    """Write what Datasette is to show of the database. Meanings of tables and columns, and questions to ask."""
    from matters_arising.export.datasette import write_metadata

    with opened(db, quiet=quiet) as store:
        write_metadata(store, out)
        log(f"open it with: datasette {store.path} --metadata {out}", quiet=quiet)
    print(out)


def site(
    *,
    out: Annotated[Path, typer.Option(help="The folder of the site; nothing else may be in it.", show_default=False)],
    source_url: Annotated[
        str, typer.Option(help="Where the archive's files can be opened: links of quotes begin so.")
    ] = "",
    db: Db = None,
    quiet: Quiet = False,
) -> None:
    """Write the public site. Static pages for any web host, or to be opened from disk."""
    from matters_arising.export.site import write_site

    with opened(db, quiet=quiet) as store:
        done = write_site(store, out, source_url=source_url)
    removed = f", {done.removed:,} removed" if done.removed else ""
    log(f"{done.pages:,} pages, {done.changed:,} of {done.files:,} files new or changed{removed}", quiet=quiet)
    print(out / "index.html")
