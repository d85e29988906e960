"""What is handed on as evidence, and how others prove it: `dossier`, `verify`."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Annotated

import typer

from matters_arising.cli.console import console, log, opened, print_json
from matters_arising.cli.options import Db, Json, Quiet
from matters_arising.errors import DifferenceError, NothingFoundError, UsageError


def dossier(
    *,
    out: Annotated[Path, typer.Option(help="The folder of the pack; nothing else may be in it.", show_default=False)],
    matter: Annotated[str, typer.Option(help="Words of the matter, or its id.")] = "",
    body: Annotated[str, typer.Option(help="All that the body with these words in its name put off.")] = "",
    limit: Annotated[int, typer.Option(min=1, help="With --body: at most this many matters.")] = 50,
    people: Annotated[bool, typer.Option("--people", help="Name persons, too, as those who act.")] = False,
    db: Db = None,
    quiet: Quiet = False,
) -> None:
    """Write an evidence pack. It is a report to be printed, tables, and a manifest that others can prove (`verify`)."""
    from matters_arising.export.dossier.case import case_of_body, case_of_matter
    from matters_arising.export.dossier.pack import write_dossier
    from matters_arising.export.words import count
    from matters_arising.store.calendar import body_named
    from matters_arising.store.meant import find_matter

    if bool(matter) == bool(body):
        raise UsageError("a dossier is of one matter or of one body", remedy="give --matter, or --body")
    with opened(db, quiet=quiet) as store:
        if matter:
            case = case_of_matter(store, find_matter(store, matter)[0].matter, people=people)
        else:
            case = case_of_body(store, body_named(store, body), limit=limit, people=people)
    if not case.exhibits:
        raise NothingFoundError(
            "nothing was found to be put off there, or proposed and not found again",
            where=case.subject,
            remedy="matters info",
        )
    _, digest = write_dossier(case, out)
    quotes = count(len({one.number for one in case.exhibits}), "quote")
    log(f"{quotes} of {count(len(case.matters), 'matter')}; the hash of the manifest is {digest}", quiet=quiet)
    if case.left_out:
        log(f"{count(case.left_out, 'matter or proposal', 'matters or proposals')} left out: --limit", quiet=quiet)
    print(out / "report.html")


def verify(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the pack.", show_default=False)],
    *,
    against: Annotated[Path, typer.Option(metavar="FOLDER", help="The archive’s own files.", show_default=False)],
    expect: Annotated[str, typer.Option(metavar="SHA256", help="The hash of the manifest, as its makers say.")] = "",
    as_json: Json = False,
) -> None:
    """Prove an evidence pack from the archive's files alone. Its own files, each source, and each quote."""
    from matters_arising.export.dossier.verify import counts
    from matters_arising.export.dossier.verify import verify as hold
    from matters_arising.export.verification import print_verification

    found = hold(folder, against, expected=expect)
    if as_json:
        print_json(
            {
                "stands": found.stands,
                "manifest_sha256": found.manifest_sha256,
                "is_expected": found.is_expected,
                "quotes": counts(found),
                "pack": [dataclasses.asdict(fault) for fault in found.pack],
                "files": [
                    {
                        "document": file.document,
                        "state": file.state,
                        "why": file.why,
                        "read_otherwise": file.read_otherwise,
                        "quotes": [{"number": one.claim.number, "state": one.state} for one in file.quotes],
                    }
                    for file in found.files
                ],
            }
        )
    else:
        print_verification(console(), found)
    if not found.stands:
        raise DifferenceError("the pack and the archive differ", where=str(folder), remedy="see what is printed")
