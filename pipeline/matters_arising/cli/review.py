"""`matters review` hands claims out to people, `matters correct` takes back what they say of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from matters_arising.cli.console import console, log, opened, print_json
from matters_arising.cli.corrections import check_active
from matters_arising.cli.options import Db, Json, Quiet
from matters_arising.errors import NothingFoundError, UsageError

if TYPE_CHECKING:
    from matters_arising.export.filled_sheet import Filled


def review(
    *,
    out: Annotated[Path, typer.Option(help="The sheet: a .csv or .xlsx file.", show_default=False)],
    kind: Annotated[
        str, typer.Option(help="An event (deferral, decision, ...), a stance, stance, or matter-count.")
    ] = "",
    body: Annotated[str, typer.Option(help="Only bodies with these words in their name.")] = "",
    count: Annotated[int, typer.Option(min=1, help="So many rows at most.")] = 100,
    order: Annotated[str, typer.Option(help="doubt: least certain first; harm: what accuses first.")] = "doubt",
    missed: Annotated[
        bool, typer.Option("--missed", help="Instead, what was left out just below the threshold.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace the file, and any verdicts in it.")] = False,
    db: Db = None,
    quiet: Quiet = False,
) -> None:
    """Write a sheet of claims for people to judge. Right, wrong, another label, or unsure."""
    from matters_arising.export.review_sheet import openpyxl, write_sheet
    from matters_arising.export.words import count as counted
    from matters_arising.store.calendar import bodies_with
    from matters_arising.store.missed import missed as missed_claims
    from matters_arising.store.review import claims
    from matters_arising.store.verdicts import read_docket, verdicts_path

    if out.suffix.casefold() == ".xlsx":
        openpyxl()
    with opened(db, quiet=quiet) as store:
        bodies_with(store, body)
        if missed:
            found = missed_claims(store, read_docket(verdicts_path(store)), kind=kind, body=body, most=count)
        else:
            found = claims(store, kind=kind, body=body, order=order, most=count)
    if not found:
        raise NothingFoundError("there is nothing to review", remedy="leave out --kind or --body")
    write_sheet(out, found, force=force)
    log(
        f"written: {out}, {counted(len(found), 'row')}\nfill in the column verdict (right, wrong, unsure, or another "
        f"label), then: matters correct {out}",
        quiet=quiet,
    )


def correct(
    sheet: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="A sheet of matters review, filled in.", show_default=False)
    ] = None,
    *,
    by: Annotated[str, typer.Option(help="Who says so, where no reviewer is named in a row.")] = "",
    partial: Annotated[
        bool, typer.Option("--partial", help="Take the rows that can be understood, though others cannot.")
    ] = False,
    again: Annotated[
        bool, typer.Option("--again", help="Write down once more what the sheet says and was taken back since.")
    ] = False,
    listed: Annotated[
        bool, typer.Option("--list", help="Print every correction: whether it applies, and what it changed.")
    ] = False,
    undo: Annotated[str, typer.Option(metavar="ID", help="Take a correction back; its line stays.")] = "",
    export_labels: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write what was said for models to learn from.", show_default=False),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="With --export-labels: replace the file.")] = False,
    db: Db = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Take what people say of claims. It holds at once, and at every later run."""
    asked = sum((sheet is not None, listed, bool(undo), export_labels is not None))
    if asked != 1:
        raise UsageError("one thing at a time", remedy="name a sheet, or say --list, --undo ID or --export-labels FILE")
    if sheet:
        _take(sheet, by, db, partial=partial, again=again, as_json=as_json, quiet=quiet)
    elif undo:
        _undo(undo, by, db, quiet=quiet)
    elif listed:
        _list(db, as_json=as_json, quiet=quiet)
    elif export_labels:
        _export(export_labels, db, force=force, quiet=quiet)


def _take(sheet: Path, by: str, db: Path | None, *, partial: bool, again: bool, as_json: bool, quiet: bool) -> None:
    import dataclasses

    from matters_arising import corrections
    from matters_arising.export.filled_sheet import read_sheet, verdicts_of
    from matters_arising.export.verdicts import print_taken
    from matters_arising.store import open_store
    from matters_arising.store.review import named_claims, texts
    from matters_arising.store.verdicts import verdicts_path

    answers = read_sheet(sheet)
    with opened(db, quiet=quiet) as store:
        known = named_claims(store, {answer["claim_id"] for answer in answers})
        filled = verdicts_of(answers, known, texts(store, known.values()), by=by)
    _check(filled, sheet, partial=partial, quiet=quiet)
    with open_store(store.path, write=True) as writable:
        done = corrections.correct_claims(writable, [verdict for _, verdict in filled.verdicts], again=again)
        path = verdicts_path(writable)
    for said in done.notes:
        log(said, quiet=quiet)
    if as_json:
        written = [entry.said.model_dump(mode="json") for entry in done.lines]
        print_json(
            {
                **{"written": written, "known": done.known},
                "taken_back": [verdict.model_dump(mode="json", exclude={"id"}) for verdict, _ in done.withdrawn],
                "applied": [dataclasses.asdict(one) for one in done.ruled],
            }
        )
    elif not quiet:
        print_taken(console(), done, filled, path)


def _check(filled: Filled, sheet: Path, *, partial: bool, quiet: bool) -> None:
    """Refuse a sheet that says nothing, and one with rows that cannot be understood unless the others are asked for."""
    if filled.faults and not partial:
        raise UsageError(
            "\n".join(["nothing was taken:", *(f"  row {fault.line}, {fault.why}" for fault in filled.faults)]),
            where=str(sheet),
            remedy="mend these rows, or take the others with --partial",
        )
    for fault in filled.faults:
        log(f"left out: row {fault.line}, {fault.why}", quiet=quiet)
    if not filled.verdicts:
        raise NothingFoundError(
            "no row has a verdict that could be taken", where=str(sheet), remedy="fill in the column verdict"
        )


def _undo(correction: str, by: str, db: Path | None, *, quiet: bool) -> None:
    from matters_arising import corrections
    from matters_arising.matters.verdicts import undoing
    from matters_arising.store import open_store
    from matters_arising.store.verdicts import read_docket, verdicts_path

    with opened(db, quiet=quiet) as store:
        path = verdicts_path(store)
    docket = read_docket(path)
    check_active(docket, correction, where=path, remedy="list them: matters correct --list")
    with open_store(store.path, write=True) as writable:
        done = corrections.correct_claims(writable, [undoing(correction, by=by)])
    for said in done.notes:
        log(said, quiet=quiet)
    log(f"taken back: {correction}  line {done.lines[0].line} of {path}", quiet=quiet)


def _list(db: Path | None, *, as_json: bool, quiet: bool) -> None:
    from matters_arising.export.verdicts import as_rows, print_verdicts
    from matters_arising.store.verdicts import is_ruled, read_docket, read_ruled, verdicts_path

    with opened(db, quiet=quiet) as store:
        path, ruled = verdicts_path(store), read_ruled(store)
        docket = read_docket(path)
        if not is_ruled(store, docket):
            log("the file has changed since it was applied: matters run FOLDER", quiet=quiet)
    if as_json:
        print_json(as_rows(docket, ruled))
        return
    if not (docket.entries or docket.faults):
        raise NothingFoundError("there are no corrections", where=str(path), remedy="begin with: matters review --help")
    print_verdicts(console(), docket, ruled)


def _export(out: Path, db: Path | None, *, force: bool, quiet: bool) -> None:
    from matters_arising.export.verdicts import event_lines, last_words, stance_labels
    from matters_arising.export.words import count as counted
    from matters_arising.stance.handout import check_free, write_labels
    from matters_arising.store.review import statements_of
    from matters_arising.store.verdicts import read_docket, read_ruled, verdicts_path

    with opened(db, quiet=quiet) as store:
        docket, ruled = read_docket(verdicts_path(store)), read_ruled(store)
        verdicts = last_words(docket, ruled)
        places = statements_of(store, verdicts)
    if not verdicts:
        raise NothingFoundError("there are no corrections to learn from", remedy="begin with: matters review --help")
    of_events = out.with_name(f"{out.stem}.events.jsonl")
    stances, events = stance_labels(verdicts, places), event_lines(verdicts, places)
    for path, lines in ((out, stances), (of_events, events)):
        if lines:
            check_free(path, force=force)
    if stances:
        write_labels(out, stances, "plain", force=force)
        log(f"written: {out}, {counted(len(stances), 'statement')}; matters train stance --labels {out}", quiet=quiet)
    if events:
        try:
            of_events.write_text("".join(f"{line}\n" for line in events), encoding="utf-8", errors="backslashreplace")
        except OSError as error:
            raise UsageError(
                f"it cannot be written ({error.strerror})", where=str(of_events), remedy="choose another file"
            ) from error
        log(f"written: {of_events}, {counted(len(events), 'event')}", quiet=quiet)
