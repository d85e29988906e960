"""Statements handed out to be labelled by people, and counted when they come back: `label`."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from matters_arising.cli.console import console, log, opened, print_json
from matters_arising.cli.options import Db, Json, Quiet, Verbose
from matters_arising.errors import NothingFoundError

if TYPE_CHECKING:
    from matters_arising.stance.labels import Labelled
    from matters_arising.stance.sample import Mix
    from matters_arising.store.candidates import Candidates


Returned = Annotated[
    list[Path] | None,
    typer.Option(metavar="FILE", help="Count what this file of labels holds.", show_default=False),
]
Size = Annotated[int, typer.Option(min=1, help="So many statements.")]
Form = Annotated[
    str,
    typer.Option(
        help="csv, xlsx, prodigy, label-studio, doccano or plain; else csv or xlsx as --out ends, or plain.",
        show_default=False,
    ),
]
Out = Annotated[str, typer.Option(help="A file; - is standard output.")]
Force = Annotated[bool, typer.Option("--force", help="Replace the file, and any labels in it.")]
Body = Annotated[str, typer.Option(help="Only bodies with these words in their name.")]
Document = Annotated[
    str, typer.Option(help="Every statement of documents with these words in their path, to be read whole.")
]
Shares = Annotated[
    list[str] | None,
    typer.Option(
        metavar="NAME=SHARE",
        help="How they are found; else uncertain=2, diverse=1 and random=1.",
        show_default=False,
    ),
]
Done = Annotated[
    list[Path] | None,
    typer.Option(metavar="FILE", help="Leave out what was handed out in this file.", show_default=False),
]
Hint = Annotated[bool, typer.Option("--hint", help="Hand out the model's guess, too. It sways whoever sees it.")]
Seed = Annotated[int, typer.Option(help="Another number gives another choice.")]


def label(
    *,
    read: Returned = None,
    size: Size = 200,
    form: Form = "",
    out: Out = "-",
    force: Force = False,
    body: Body = "",
    document: Document = "",
    mix: Shares = None,
    done: Done = None,
    hint: Hint = False,
    seed: Seed = 0,
    db: Db = None,
    as_json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Hand out statements for people to label with stances. With --read, count labels that came back."""
    if read:
        _count(read, as_json=as_json, verbose=verbose)
        return
    from matters_arising.export.label_sheet import read_any
    from matters_arising.stance.sample import mix_of

    form = _form(form, out, force=force)
    before = [one for path in done or () for one in read_any(path).statements()]
    wanted = mix_of(mix or ())
    found, thresholds = _candidates(db, body, document, seed=seed, quiet=quiet, verbose=verbose)
    if document:
        chosen = _whole(found)
    else:
        chosen = _chosen(found, wanted, size, thresholds, done=before, seed=seed, quiet=quiet)
    if not hint:
        chosen = [dataclasses.replace(one, hint={}) for one in chosen]
    _hand_out(chosen, form, out, force=force, quiet=quiet)


def _form(form: str, out: str, *, force: bool) -> str:
    """The form to write, as asked for or as the file is named. UsageError where it cannot be written, or not there."""
    from matters_arising.export import label_sheet
    from matters_arising.stance.forms import check_form
    from matters_arising.stance.handout import check_free

    ending = Path(out).suffix.casefold().lstrip(".")
    form = form or (ending if ending in label_sheet.SHEETS else "plain")
    if form in label_sheet.SHEETS:
        label_sheet.check_sheet(form, out)
    else:
        check_form(form, more=label_sheet.SHEETS)
    if out != "-":
        check_free(Path(out), force=force)
    return form


def _hand_out(chosen: list[Labelled], form: str, out: str, *, force: bool, quiet: bool) -> None:
    from matters_arising.export.label_sheet import SHEETS, write_label_sheet
    from matters_arising.export.labelling import NEXT
    from matters_arising.stance.handout import label_lines, write_labels

    if out == "-":
        for line in label_lines(chosen, form):
            print(line)
        return
    if form in SHEETS:
        write_label_sheet(Path(out), chosen, force=force)
    else:
        write_labels(Path(out), chosen, form, force=force)
    log(f"written: {out}, {len(chosen)} statements\n{NEXT[form].format(out=out)}", quiet=quiet)


def _count(read: Sequence[Path], *, as_json: bool, verbose: bool) -> None:
    """What files of labels hold, and how far their annotators agree."""
    from matters_arising.evaluation.agreement import agreement
    from matters_arising.export.label_sheet import read_any
    from matters_arising.export.labelling import print_holdings
    from matters_arising.stance.holdings import holdings, signed

    files = {path: read_any(path) for path in read}
    held, agreed = holdings(files), agreement(signed(files))
    if as_json:
        print_json({**dataclasses.asdict(held), "agreement": agreed and dataclasses.asdict(agreed)})
    else:
        print_holdings(console(), held, agreed, differing=verbose)


def _candidates(
    db: Path | None, body: str, document: str, *, seed: int, quiet: bool, verbose: bool
) -> tuple[Candidates, dict[str, float]]:
    """What may be asked about, and the thresholds of the judge. The encoder is asked about those alone that may be in
    doubt."""
    from matters_arising import stance
    from matters_arising.export.progress import progress_bar
    from matters_arising.stance.sample import GATE
    from matters_arising.store.calendar import bodies_with
    from matters_arising.store.candidates import candidates

    judge = dataclasses.replace(stance.load(), gate=GATE)
    with opened(db, quiet=quiet) as store, progress_bar(quiet=quiet, verbose=verbose) as advance:
        bodies_with(store, body)
        found = candidates(store, judge, body=body, document=document, seed=seed, on_progress=advance)
    return found, dict(zip(judge.labels, map(float, judge.thresholds), strict=True))


def _whole(found: Candidates) -> list[Labelled]:
    """All that was found, in the order of the text."""
    if not found.statements:
        raise NothingFoundError("there is no such document", remedy="`matters info` names those that were read")
    return sorted(found.statements, key=lambda one: (one.document, one.start))


def _chosen(
    found: Candidates,
    mix: Mix,
    size: int,
    thresholds: dict[str, float],
    *,
    done: list[Labelled],
    seed: int,
    quiet: bool,
) -> list[Labelled]:
    """The statements to be labelled."""
    from matters_arising.stance.sample import choose

    chosen = choose(found.statements, size, mix=mix, thresholds=thresholds, done=done, seed=seed)
    if not chosen:
        raise NothingFoundError("there is no statement left to label", remedy="leave out --body, or some of --done")
    if found.judged < found.whole:
        log(f"chosen from {found.judged:,} of {found.whole:,} statements, a fair draw of documents", quiet=quiet)
    if len(chosen) < size:
        log(f"there are no more than {len(chosen):,} that differ", quiet=quiet)
    return chosen
