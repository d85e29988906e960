"""Care of the database: `doctor` looks whether it is sound, `backup` copies it."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from matters_arising.cli.console import console, database, log, opened, print_json
from matters_arising.cli.options import Db, Json, Quiet

if TYPE_CHECKING:
    from matters_arising.store.examine import Finding

UNSOUND = 8


def doctor(
    *,
    archive: Annotated[
        Path | None, typer.Option(help="The folder of the minutes: compare its files.", show_default=False)
    ] = None,
    repair: Annotated[
        bool, typer.Option("--repair", help="Mend what can be rebuilt, after a backup beside the database.")
    ] = False,
    db: Db = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Look whether the database is sound. Ends with 8 where something is to be done."""
    path = database(db, quiet=quiet)
    hashes = _hashes(archive) if archive else None
    found = _examined(path, hashes, archive)
    done: tuple[str, ...] = ()
    if repair and any(one.state == "trouble" for one in found):
        done = _repaired(path, found)
        found = _examined(path, hashes, archive)
    if as_json:
        print_json({"database": str(path), "done": done, "checks": [dataclasses.asdict(one) for one in found]})
    else:
        from matters_arising.export.findings import print_findings, printed

        for line in done:
            log(printed(line), quiet=quiet)
        print_findings(console(), found)
    if any(one.state == "trouble" for one in found):
        raise typer.Exit(UNSOUND)


def backup(
    *,
    out: Annotated[Path, typer.Option(help="The file of the copy; an earlier backup is replaced.", show_default=False)],
    db: Db = None,
    quiet: Quiet = False,
) -> None:
    """Copy the database and the corrections by people. It works while a run is writing, too."""
    from matters_arising.store.backup import back_up

    with opened(db, quiet=quiet) as store:
        made = back_up(store, out)
    log(f"{made.size:,} bytes, checked", quiet=quiet)
    print(made.path)
    for file in made.written_by_people:
        print(file)


def _hashes(archive: Path) -> dict[str, str]:
    from matters_arising.config import Config
    from matters_arising.files import survey
    from matters_arising.stages import Stages

    seen, unreadable = survey(archive, Config.load(archive), Stages())
    return {file.path: file.sha256 for file in seen} | {one.path: one.sha256 for one in unreadable}


def _examined(path: Path, hashes: dict[str, str] | None, archive: Path | None) -> list[Finding]:
    """All checks; a database that cannot even be opened is one finding."""
    from matters_arising.config import Config
    from matters_arising.errors import StoreError
    from matters_arising.nlp.trained import shipped
    from matters_arising.store import open_store
    from matters_arising.store.examine import TROUBLE, Finding, examine, models

    if not path.is_file():
        open_store(path).close()  # says what is wrong: nothing to look at is no finding
    theirs = Config.load(archive).stances if archive else None
    about_models = models([*shipped(), *([theirs] if theirs else [])])
    try:
        store = open_store(path)
    except StoreError as error:
        return [Finding("kind and form of the file", TROUBLE, 1, error.what, error.remedy), about_models]
    with store:
        return [Finding("kind and form of the file"), *examine(store, archive=hashes), about_models]


def _repaired(path: Path, found: list[Finding]) -> tuple[str, ...]:
    from datetime import UTC, datetime

    from matters_arising import mend
    from matters_arising.errors import StoreError
    from matters_arising.store import open_store
    from matters_arising.store.backup import back_up

    if found[0].state == "trouble":
        return ("nothing was changed: the file cannot be opened",)
    when = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    with open_store(path, write=True) as store:
        try:
            made = back_up(store, path.with_name(f"{path.name}.before-repair-{when}"))
            kept = f"before that, the database was copied to {made.path}"
        except StoreError:
            return ("nothing was changed: the database is too damaged to be copied first",)
        return (kept, *mend.mend(store, {one for finding in found for one in finding.documents}))
