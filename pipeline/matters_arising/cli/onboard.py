"""The command `onboard`: a new body in an hour. It reads a few documents, proposes settings, asks, and tells what to
expect."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from matters_arising.cli.console import console, log, print_json
from matters_arising.cli.options import Json, Quiet, Verbose
from matters_arising.errors import NothingFoundError, UsageError

if TYPE_CHECKING:
    from matters_arising.config import Config
    from matters_arising.onboarding.draw import Draw
    from matters_arising.onboarding.understand import Understood
    from matters_arising.stages import Stages
    from matters_arising.store import Store

_DATABASE, _SETTINGS, _MANIFEST, _DRAW = "matters.db", "matters.toml", "manifest.csv", "draw.json"


def onboard(
    folder: Annotated[Path, typer.Argument(help="The folder of minutes.", show_default=False)],
    *,
    out: Annotated[
        Path | None,
        typer.Option(help="Where all of it is written; else onboard-FOLDER, here.", show_default=False),
    ] = None,
    answers: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The sheet, filled in.", show_default=False)
    ] = None,
    documents: Annotated[int, typer.Option(min=1, help="So many documents are read.")] = 20,
    questions: Annotated[int, typer.Option(min=1, help="So many claims are asked about.")] = 50,
    form: Annotated[Literal["csv", "xlsx"], typer.Option(help="The form of the sheet.")] = "csv",
    force: Annotated[bool, typer.Option("--force", help="Replace the sheet, and any answers in it.")] = False,
    as_json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Try it on a new body, and learn what to expect.

    It says what it understands of twenty documents, proposes settings, and asks fifty questions.
    """
    place = out or Path(f"onboard-{folder.resolve().name}")
    if answers:
        _expect(folder, place, answers, as_json=as_json, quiet=quiet)
        return
    sheet = place / f"sheet.{form}"
    _check(folder, place, sheet, force=force)
    found, drawn = _read(folder, place, sheet, documents, questions, quiet=quiet, verbose=verbose)
    if as_json:
        print_json(dataclasses.asdict(found))
    elif not quiet:
        from matters_arising.export.onboarding import print_understood

        print_understood(console(), found)
    _tell_next(folder, place, sheet, drawn, out=out, quiet=quiet)


def _check(folder: Path, place: Path, sheet: Path, *, force: bool) -> None:
    """Everything that can be known to be wrong before minutes are spent on reading."""
    if not folder.is_dir():
        raise UsageError("it is no folder", where=str(folder), remedy="name the folder of the minutes")
    if place.resolve().is_relative_to(folder.resolve()):
        raise UsageError("it lies in the folder of the minutes", where=str(place), remedy="choose another --out")
    if sheet.suffix == ".xlsx":
        from matters_arising.export.review_sheet import openpyxl

        openpyxl()
    here = [path for path in (sheet, place / _SETTINGS, place / _MANIFEST) if path.exists()]
    if here and not force:
        raise UsageError(
            "the file is there, and may have been filled in or changed",
            where=str(here[0]),
            remedy="choose another --out, or say --force",
        )


def _make(place: Path) -> None:
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"it cannot be made ({error.strerror})", where=str(place), remedy="choose another --out"
        ) from error


def _read(
    folder: Path, place: Path, sheet: Path, documents: int, questions: int, *, quiet: bool, verbose: bool
) -> tuple[Understood, Draw]:
    from matters_arising import extract, stance
    from matters_arising.config import Config
    from matters_arising.export.review_sheet import write_sheet
    from matters_arising.matters.verdicts import Part
    from matters_arising.models import Source
    from matters_arising.nlp.near_misses import Judging
    from matters_arising.onboarding import gather
    from matters_arising.onboarding.choose import Chosen, File, choose
    from matters_arising.onboarding.draw import draw, write_draw
    from matters_arising.onboarding.propose import manifest, settings
    from matters_arising.onboarding.understand import understand
    from matters_arising.stages import Stages
    from matters_arising.store import open_store
    from matters_arising.store.verdicts import read_docket, verdicts_path

    config, stages = Config.load(folder), Stages()
    files = [File(f.path, f.sha256) for f in stages.find(folder, config=config) if isinstance(f, Source)]
    chosen = frozenset(choose(files, documents))
    _make(place)  # not before: of a folder without files nothing is left behind
    stages = dataclasses.replace(stages, find=Chosen(stages.find, chosen))
    with open_store(place / _DATABASE, write=True) as store:
        _run(folder, store, config, stages, quiet=quiet, verbose=verbose)
        read = gather.documents(store, chosen)
        found = understand(read, paths=[file.path for file in files], roles=gather.offices(store, chosen))
        _propose(place, {_SETTINGS: settings(found), _MANIFEST: manifest(found)})
        judges: list[tuple[Part, Judging]] = [("event", extract.load()), ("stance", stance.load())]
        claims = gather.askable(store, judges, read_docket(verdicts_path(store)), chosen)
    drawn = draw(claims, questions, thresholds=gather.thresholds(judges), documents=len(read))
    of = {(one.id, str(one.part), one.label): one for one in claims}
    rows = [of[one.claim_id, one.part, one.label] for one in drawn.asked]
    if rows:
        write_sheet(sheet, rows, force=True)
        write_draw(place / _DRAW, drawn)
    return found, drawn


def _propose(place: Path, files: Mapping[str, str]) -> None:
    """Write the proposals; what holds nothing is not proposed, and none of an earlier call is left."""
    for name, text in files.items():
        if text:
            (place / name).write_text(text, encoding="utf-8")
        else:
            (place / name).unlink(missing_ok=True)


def _proposed(place: Path) -> list[str]:
    return [name for name in (_SETTINGS, _MANIFEST) if (place / name).exists()]


def _run(folder: Path, store: Store, config: Config, stages: Stages, *, quiet: bool, verbose: bool) -> None:
    """Read the chosen documents into a database that a later run on the whole folder goes on with."""
    from matters_arising import flow
    from matters_arising.export.progress import progress_bar

    with progress_bar(quiet=quiet, verbose=verbose) as advance:
        flow.run(
            folder,
            store,
            config=config,
            stages=stages,
            jobs=len(os.sched_getaffinity(0)),
            on_progress=advance,
            overrides=config.overrides,
            verdicts=config.corrections,
            gone=lambda _missing, _known: False,
        )


def _tell_next(folder: Path, place: Path, sheet: Path, drawn: Draw, *, out: Path | None, quiet: bool) -> None:
    named = f" --out {place}" if out else ""
    written = f"\nwritten: {place}/{', '.join(_proposed(place))}"
    if not drawn.asked:
        log(f"{written}\nnothing was claimed, so that nothing is asked", quiet=quiet)
        return
    log(
        f"{written}: proposed settings\n"
        f"         {sheet}: {len(drawn.asked)} questions\n"
        f"         {place}/{_DATABASE}: what was read\n"
        "next: fill in the column verdict of the sheet (right, wrong, unsure, or another label), then:\n"
        f"  matters onboard {folder} --answers {sheet}{named}",
        quiet=quiet,
    )


def _expect(folder: Path, place: Path, answers: Path, *, as_json: bool, quiet: bool) -> None:
    """What the answers let expect. Nothing is read but the sheet and its draw."""
    from matters_arising.export.filled_sheet import judged, read_sheet
    from matters_arising.export.onboarding import adopting, print_expected, verdict, widest
    from matters_arising.onboarding.draw import read_draw
    from matters_arising.onboarding.expect import expect

    drawn = read_draw(place / _DRAW)
    told = judged(read_sheet(answers), {(one.claim_id, one.part, one.label) for one in drawn.asked})
    for fault in told.faults:
        log(f"left out: row {fault.line}, {fault.why}", quiet=quiet)
    if not told.right:
        raise NothingFoundError("no row has a verdict", where=str(answers), remedy="fill in the column verdict")
    found = expect(drawn, told.right)
    if as_json:
        print_json([{**dataclasses.asdict(one), "finding": one.finding} for one in found])
        return
    print_expected(console(), found, answered=len(told.right), asked=len(drawn.asked), documents=drawn.documents)
    database = place / _DATABASE
    more = f"  matters review --out more.csv --kind {label} --db {database}\n" if (label := widest(found)) else ""
    log(
        f"\n{verdict(found)}\n\nnext, in this order:\n"
        f"  matters correct {answers} --db {database}\n"
        f"{adopting(folder, place, _proposed(place))}"
        f"  matters run {folder} --db {database}    # reads the rest into it; your answers hold\n"
        f"then ask about more of what is least known, and let stances of your own be learned:\n{more}"
        f"  matters label --out tasks.jsonl --db {database}; matters train stance --help",
        quiet=quiet,
    )
