"""`matters fetch`: bring minutes from where bodies publish them. Nothing heavy is imported up here."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from matters_arising.cli.console import console, print_json
from matters_arising.cli.options import Json
from matters_arising.errors import UsageError

SETTINGS = "Kinds of sources, with every key, its default and an example: docs/sources.md."
EPILOG = "\n\n".join(
    (
        "Exit codes: 0 all that is listed came, or was there.",
        "2 the command or the configuration asks for something that cannot be.",
        "3 the archive's folder cannot be used.",
        "4 some files could not be had, or a page has no link that fits; the rest came.",
        "13 a source could not be reached, or not read to its end; the others came.",
        "130 interrupted; what came is kept.",
        SETTINGS,
    )
)
_PARTLY, _UNREACHED = 4, 13


def fetch(
    *,
    config: Annotated[Path, typer.Option(help="The file whose tables `sources` say where from.")] = Path(
        "matters.toml"
    ),
    folder: Annotated[Path | None, typer.Option(help="The archive's folder; else nightly.archive of the file.")] = None,
    memory: Annotated[
        Path | None,
        typer.Option(
            help="A folder for what was seen and for old versions; else nightly.memory, else beside the file."
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Fetch new and changed minutes into the archive's folder. They are those of the sources of a configuration."""
    from matters_arising.export.fetched import as_rows, print_fetched
    from matters_arising.fetch import fetch_all
    from matters_arising.fetch.settings import read_tables

    tables, nightly = read_tables(config)
    base = config.absolute().parent
    if folder is None and not isinstance(nightly.get("archive"), str):
        raise UsageError("there is no folder to fetch into", where=str(config), remedy="name it: --folder FOLDER")
    folder = folder or base / nightly["archive"]
    memory = memory or base / str(nightly.get("memory", "fetched"))
    visits = fetch_all(tables, folder, memory)
    if as_json:
        print_json(as_rows(visits))
    else:
        print_fetched(console(), visits, folder, memory)
    if not all(visit.reached and visit.complete for visit in visits):
        raise typer.Exit(_UNREACHED)
    if any(visit.failed or visit.doubt for visit in visits):
        raise typer.Exit(_PARTLY)
