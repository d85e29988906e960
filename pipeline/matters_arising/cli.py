"""The command `matters`: one function a verb, which asks and prints. Nothing heavy is imported up here."""

from __future__ import annotations

import dataclasses
import json
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from matters_arising.corpus_cli import app as corpus_app
from matters_arising.errors import MattersError, NothingFoundError, UsageError
from matters_arising.link_cli import app as link_app

if TYPE_CHECKING:
    from rich.console import Console

    from matters_arising.config import Config
    from matters_arising.flow import Done
    from matters_arising.stance.labels import Labelled
    from matters_arising.stance.sample import Mix
    from matters_arising.store import Store
    from matters_arising.store.life import Life

_EPILOG = "\n\n".join(
    (
        "Exit codes: 0 all went well.",
        "1 a failure, told on standard error.",
        "2 the command or the configuration asks for something that cannot be.",
        "3 the archive cannot be used.",
        "4 the run is complete, but files that may be minutes could not be read; `matters info` names them. "
        "Empty files, duplicates and files that are no minutes are accounted for and do not count.",
        "5 the database cannot be used.",
        "6 a trained model cannot be used.",
        "7 nothing was found.",
        "130 interrupted; what was done is kept.",
    )
)

app = typer.Typer(
    name="matters",
    help="Ask an archive of minutes what became of it.",
    epilog=_EPILOG,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(corpus_app)
app.add_typer(link_app)
evaluation = typer.Typer(invoke_without_command=True)
app.add_typer(evaluation, name="evaluate")
training = typer.Typer(no_args_is_help=True, help="Learn models from labels of your own.")
app.add_typer(training, name="train")

Db = Annotated[Path | None, typer.Option("--db", help="The database; else $MATTERS_DB, else matters.db.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print no log and no progress.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Print more of what is known.")]
AllVersions = Annotated[
    bool,
    typer.Option("--all-versions", help="Also drafts that a later version replaced, and withdrawn files."),
]


def main() -> None:
    """The entry point: what goes wrong is told in a sentence, and ends with the exit code of its class."""
    try:
        app()
    except MattersError as error:
        print(f"matters: {error}", file=sys.stderr)
        sys.exit(error.exit_code)


def _print_version(asked: bool) -> None:
    if asked:
        from matters_arising import __version__

        print(f"matters-arising {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


@app.command(epilog=_EPILOG)
def run(
    root: Annotated[Path, typer.Argument(help="The folder of minutes, or one file.", show_default=False)],
    *,
    db: Db = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="Processes; else one a core.", show_default=False)] = None,
    limit: Annotated[
        list[str] | None, typer.Option(metavar="NAME=VALUE", help="A bound on one file, as max_pages=500.")
    ] = None,
    manifest: Annotated[
        Path | None, typer.Option(help="A CSV that says body, date, kind, status, usage of files.")
    ] = None,
    tables: Annotated[Path | None, typer.Option(help="Write all tables as CSV into this folder.")] = None,
    stances: Annotated[
        Path | None, typer.Option(help="Tell stances by this trained model, a folder of `matters train stance`.")
    ] = None,
    as_json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Read an archive into the database. An archive that has not changed costs a look."""
    from matters_arising.config import Config
    from matters_arising.store import open_store
    from matters_arising.store.overview import overview

    config = Config.load(root, manifest=manifest, limits=limit or ())
    config = config.model_copy(update={"stances": stances}) if stances else config
    path = _database(db, quiet=quiet, writing=True)
    with open_store(path, write=True) as store:
        done = _run(root, store, config, jobs or len(os.sched_getaffinity(0)), quiet=quiet, verbose=verbose)
        found = overview(store)
        made = _write_tables(store, tables)
    if as_json:
        _print_json({**dataclasses.asdict(found), "run": dataclasses.asdict(done)})
    elif not quiet:
        from matters_arising.export.terminal import print_summary, print_whereabouts

        print_summary(_console(), found)
        print_whereabouts(_console(), path, made)
    if found.unread:
        raise typer.Exit(4)


@app.command()
def timeline(
    query: Annotated[str, typer.Argument(help="Words of the matter, or its id; none with --body.")] = "",
    *,
    db: Db = None,
    body: Annotated[str, typer.Option(help="All that the body with these words in its name put off.")] = "",
    form: Annotated[Literal["text", "json", "svg"], typer.Option("--format", help="svg is a picture.")] = "text",
    out: Annotated[Path | None, typer.Option(help="A file; else standard output.", show_default=False)] = None,
    as_json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Print the life of a matter, meeting by meeting, with quotes; or of all that a body put off; or draw it."""
    from matters_arising.export.terminal import print_life, print_others
    from matters_arising.store.calendar import body_named
    from matters_arising.store.life import find_matter, life_of, lives_before

    if bool(query) == bool(body):
        raise UsageError("a timeline is of one matter or of one body", remedy="give words of a matter, or --body")
    with _open(db, quiet=quiet) as store:
        named = body_named(store, body) if body else ""
        best, others = (None, []) if body else find_matter(store, query)
        lives = [life_of(store, best.matter)] if best else lives_before(store, named)
        drawn = _picture(store, named, lives) if form == "svg" else ""
    if not lives:
        raise NothingFoundError("nothing was put off there, or came up often", where=named, remedy="matters info")
    with _output(out):
        if drawn:
            print(drawn, end="")
        elif as_json or form == "json":
            _print_json([dataclasses.asdict(life) for life in lives] if body else dataclasses.asdict(lives[0]))
        else:
            for life in lives:
                print_life(_console(), life, verbose=verbose)
    if others and form == "text" and not as_json and not quiet:
        print_others(_console(stderr=True), others)


@app.command()
def deferrals(
    *,
    db: Db = None,
    body: Annotated[str, typer.Option(help="Only bodies with these words in their name.")] = "",
    at_least: Annotated[int, typer.Option(min=1, help="Only matters put off at this many meetings.")] = 1,
    limit: Annotated[int | None, typer.Option(min=1, help="At most this many matters.", show_default=False)] = None,
    quotes: Annotated[bool, typer.Option("--quotes", help="Print each putting-off with its quote.")] = False,
    as_json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Print the deferral ledger: what was put off, how often, for how long, for what reason."""
    from matters_arising.export.terminal import print_ledger
    from matters_arising.store.ledger import ledger

    with _open(db, quiet=quiet) as store:
        entries = [
            entry for entry in ledger(store) if entry.times >= at_least and body.casefold() in entry.body.casefold()
        ][:limit]
    if as_json:
        _print_json([{**dataclasses.asdict(entry), "times": entry.times} for entry in entries])
        return
    if not entries:
        raise NothingFoundError("no matter was put off", remedy="leave out --body and --at-least to see all")
    print_ledger(_console(), entries, quotes=quotes or verbose)


@app.command("promises")
def what_became(
    query: Annotated[str, typer.Argument(metavar="WORDS", help="Only matters with these words, or of this id.")] = "",
    *,
    db: Db = None,
    body: Annotated[str, typer.Option(help="Only bodies with these words in their name.")] = "",
    state: Annotated[
        Literal["kept", "slipped", "returned", "vanished", "pending", "unresolved"] | None,
        typer.Option(help="Only those of which this became.", show_default=False),
    ] = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Print what was put off until a named time, or due by one, and what became of it: the most overdue first."""
    from matters_arising.export.due import print_promises
    from matters_arising.store.promises import promises_of

    with _open(db, quiet=quiet) as store:
        found = promises_of(store, query=query, body=body)
    chosen = [one for one in found.judged if state in (None, one.state)]
    if as_json:
        _print_json([dataclasses.asdict(one) for one in chosen])
        return
    if not chosen:
        raise NothingFoundError(
            "nothing was put off until a named time, or due by one", remedy="leave out the words and options to see all"
        )
    print_promises(_console(), found, chosen)


@app.command()
def practice(
    query: Annotated[str, typer.Argument(help="Words of a matter, or its id; else all bodies.")] = "",
    *,
    db: Db = None,
    body: Annotated[str, typer.Option(help="Only bodies with these words in their name.")] = "",
    by: Annotated[Literal["year", "quarter", "month"], typer.Option(help="Count by this stretch of time.")] = "year",
    quotes: Annotated[bool, typer.Option("--quotes", help="Print each passage behind the counts.")] = False,
    people: Annotated[bool, typer.Option("--people", help="Name persons, too, as those who decide or do.")] = False,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Print talk of partnership beside practice: praised, promised, done together or alone; and what turned."""
    from matters_arising.export import talk
    from matters_arising.store.practice import courses, practice_of_bodies, practice_of_matter

    with _open(db, quiet=quiet) as store:
        if query:
            one, others = practice_of_matter(store, query, people=people)
        else:
            bodies = practice_of_bodies(store, body=body, by=by, people=people)
            turned = courses(store, body=body, people=people)
    if query:
        if as_json:
            _print_json(dataclasses.asdict(one))
            return
        talk.print_matter(_console(), one, quotes=quotes)
        if others and not quiet:
            from matters_arising.export.terminal import print_others

            print_others(_console(stderr=True), others)
        return
    if not bodies:
        raise NothingFoundError("no body has these words in its name", where=body, remedy="list them: matters info")
    if as_json:
        _print_json(
            {"bodies": [dataclasses.asdict(b) for b in bodies], "turned": [dataclasses.asdict(t) for t in turned]}
        )
        return
    talk.print_bodies(_console(), bodies, quotes=quotes)
    talk.print_courses(_console(), turned)


@app.command()
def shifts(
    query: Annotated[str, typer.Argument(metavar="WORDS", help="Words of a matter, or its id; else all matters.")] = "",
    *,
    db: Db = None,
    body: Annotated[str, typer.Option(help="All matters of the body with these words in its name.")] = "",
    kind: Annotated[
        Literal["forum", "scope", "merger"] | None, typer.Option(help="Only these.", show_default=False)
    ] = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Print what changed about a matter on its way: the body it went to, its scope, what it was merged into."""
    from matters_arising.export.shifts import as_plain, print_shifts
    from matters_arising.store.shifts import shifts_of_body, shifts_of_matter

    if query and body:
        raise UsageError("shifts are of one matter or of a body", remedy="give words of a matter, or --body, not both")
    with _open(db, quiet=quiet) as store:
        found, _, others = shifts_of_matter(store, query) if query else (shifts_of_body(store, body), None, [])
    found = [shift for shift in found if kind in (None, shift.kind)]
    if as_json:
        _print_json([as_plain(shift) for shift in found])
        return
    if not found:
        raise NothingFoundError(
            "no change of forum or scope and no merger was found in the minutes that are here",
            where=query or body,
            remedy="try matters timeline, or leave out --kind and --body",
        )
    print_shifts(_console(), found, of_one=bool(query))
    if others and not quiet:
        from matters_arising.export.terminal import print_others

        print_others(_console(stderr=True), others)


@app.command()
def proposals(
    words: Annotated[
        list[str] | None, typer.Argument(help="Only those with all these words.", show_default=False)
    ] = None,
    *,
    db: Db = None,
    body: Annotated[str, typer.Option(help="Only bodies with these words in their name.")] = "",
    fate: Annotated[str, typer.Option(help="Only those of this fate, as “not found again”.")] = "",
    people: Annotated[bool, typer.Option("--people", help="Name persons, too, as those who propose.")] = False,
    limit: Annotated[int | None, typer.Option(min=1, help="At most this many proposals.", show_default=False)] = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Print what became of each proposal: how it was answered, or in how many later minutes it was not found."""
    from matters_arising.export.fates import print_proposals
    from matters_arising.store.proposals import proposals_of

    with _open(db, quiet=quiet) as store:
        found = proposals_of(store, query=" ".join(words or ()), body=body, fate=fate, people=people)
    if as_json:
        _print_json([{**dataclasses.asdict(one), "sentence": one.sentence} for one in found.judged[:limit]])
        return
    if not found.judged:
        raise NothingFoundError("no proposal is so", remedy="try fewer words, or leave out --body and --fate")
    print_proposals(_console(), found.judged, doubtful=found.doubtful, limit=limit)


@evaluation.callback()
def evaluate(
    context: typer.Context,
    *,
    gold: Annotated[Path, typer.Option(help="Marked documents, one JSON file each.")] = Path("../shared/gold"),
    archives: Annotated[Path, typer.Option(help="The folder that holds them.")] = Path("../shared/archives"),
    standoff: Annotated[Path, typer.Option(help="Further marks of these archives.")] = Path("corpus/gold/standoff"),
    models: Annotated[Path, typer.Option(help="The models, with their kept scores.")] = Path("models"),
    write: Annotated[bool, typer.Option("--write", help="Keep the figures with the models, and their cards.")] = False,
    as_json: Json = False,
) -> None:
    """Measure the judges on marked archives that they did not see: scores, calibration, attributes, baselines."""
    if context.invoked_subcommand:
        return
    from matters_arising.evaluation.evaluate import as_text
    from matters_arising.evaluation.evaluate import evaluate as measure

    found = measure(gold, archives, standoff=standoff, models=models)
    if as_json:
        _print_json(found)
    else:
        print(as_text(found))
    if write:
        from matters_arising.evaluation.metrics import keep

        for path in keep(found, models):
            print(f"written: {path}", file=sys.stderr)


@evaluation.command("stance")
def evaluate_stance(
    *,
    corpus: Annotated[Path, typer.Option(help="Our own corpus.")] = Path("corpus"),
    gold: Annotated[Path, typer.Option(help="Marked documents, one JSON file each.")] = Path("../shared/gold"),
    archives: Annotated[Path, typer.Option(help="The folder that holds them.")] = Path("../shared/archives"),
    models: Annotated[Path, typer.Option(help="The models, with their kept scores.")] = Path("models"),
    own: Annotated[bool, typer.Option("--own", help="Only our own statements: a minute, not a quarter hour.")] = False,
    family: Annotated[list[str] | None, typer.Option(help="Only this family of models.", show_default=False)] = None,
    errors: Annotated[int, typer.Option(min=0, help="List so many wrongly told statements, and why.")] = 0,
    model: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FOLDER", help="Measure this trained model, or `shipped`, against the others.", show_default=False
        ),
    ] = None,
    labels: Annotated[
        list[Path] | None,
        typer.Option(help="With --model: on these labels; else on the held part of our corpus.", show_default=False),
    ] = None,
    as_json: Json = False,
) -> None:
    """Compare models of stances on bodies and archives that they did not see."""
    if model or labels:
        from matters_arising.evaluation.stance_duel import duel
        from matters_arising.export.duel import as_text

        against = duel(model or [], labels or [], corpus=corpus, errors=errors)
        if as_json:
            _print_json(against)
        else:
            print(as_text(against))
        return
    from matters_arising.evaluation import stances
    from matters_arising.evaluation.stance_corpus import load_stances
    from matters_arising.evaluation.stance_models import FAMILIES

    entries = load_stances(corpus / "stance")
    if not entries:
        raise NothingFoundError("no statements with stances here", where=str(corpus / "stance"))
    if errors:
        print(stances.slips_as_text(stances.slips(entries, errors)))
        return
    families = [stances.family_named(name) for name in family] if family else FAMILIES
    standoff = corpus / "gold" / "standoff"
    marks = None if own else stances.load_real(gold, archives, standoff=standoff, corpus=corpus, models=models)
    found = stances.evaluate_stances(entries, marks, families)
    if as_json:
        _print_json(found)
    else:
        print(stances.as_text(found))


@training.command("stance")
def train_stance(
    *,
    out: Annotated[Path, typer.Option(metavar="FOLDER", help="Where the model goes.", show_default=False)],
    labels: Annotated[
        list[Path] | None, typer.Option(metavar="FILE", help="A file of labels; may be repeated.", show_default=False)
    ] = None,
    corpus: Annotated[Path, typer.Option(help="Our own corpus.")] = Path("corpus"),
    own: Annotated[bool, typer.Option("--own/--no-own", help="Learn from our own statements, too.")] = True,
    family: Annotated[str, typer.Option("--families", help="The family of features; only linear models.")] = (
        "words and cues"
    ),
    seed: Annotated[int, typer.Option(min=0, help="Another number gives other folds.")] = 0,
    share: Annotated[
        float, typer.Option(help="How many of the statements of whole minutes have a stance, from 0 to 1.")
    ] = 0.02,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Learn a model of stances from labels, measure it on bodies left out, and write it with its card."""
    from matters_arising.evaluation.stance_card import scores_as_text
    from matters_arising.evaluation.stances import family_named
    from matters_arising.evaluation.train_stance import train_stance as make

    chosen = family_named(family)
    _log("learning, each body once left out: a minute or a few", quiet=quiet)
    model, found = make(labels or [], out, chosen, corpus=corpus, own=own, seed=seed, share=share)
    if as_json:
        _print_json({**found, "about": dict(model.about)})
    else:
        print(scores_as_text(found))
    _log(f"written: {out} ({model.generator}); use it with: matters run FOLDER --stances {out}", quiet=quiet)


@app.command()
def show(
    mark: Annotated[str, typer.Argument(metavar="ID", help="An event, stance or statement.", show_default=False)],
    *,
    db: Db = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Print a quote in its place, with its file and page."""
    from matters_arising.export.terminal import print_context
    from matters_arising.store.context import context

    with _open(db, quiet=quiet) as store:
        found = context(store, mark)
    if as_json:
        _print_json(dataclasses.asdict(found))
    else:
        print_context(_console(), found)


@app.command()
def search(
    text: Annotated[list[str], typer.Argument(help="Words to look for, in any form.", show_default=False)],
    *,
    db: Db = None,
    limit: Annotated[int, typer.Option(min=1, help="At most this many passages.")] = 20,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Find passages that have all of the words, best first."""
    from matters_arising.export.terminal import print_hits
    from matters_arising.store.context import search as search_store

    with _open(db, quiet=quiet) as store:
        hits = search_store(store, " ".join(text), limit=limit)
    if as_json:
        _print_json([dataclasses.asdict(hit) for hit in hits])
        return
    if not hits:
        raise NothingFoundError(f"no passage has all of the words “{' '.join(text)}”", remedy="try fewer words")
    print_hits(_console(), hits)


@app.command()
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
    with _open(db, quiet=quiet) as store:
        write(store, chosen, form, out, all_versions=all_versions, raw=raw)


@app.command()
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

    with _open(db, quiet=quiet) as store:
        done = write_site(store, out, source_url=source_url)
    removed = f", {done.removed:,} removed" if done.removed else ""
    _log(f"{done.pages:,} pages, {done.changed:,} of {done.files:,} files new or changed{removed}", quiet=quiet)
    print(out / "index.html")


@app.command()
def label(
    *,
    read: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="Count what this file of labels holds.", show_default=False),
    ] = None,
    size: Annotated[int, typer.Option(min=1, help="So many statements.")] = 200,
    form: Annotated[str, typer.Option(help="prodigy, label-studio, doccano or plain")] = "plain",
    out: Annotated[str, typer.Option(help="A file; - is standard output.")] = "-",
    force: Annotated[bool, typer.Option("--force", help="Replace the file, and any labels in it.")] = False,
    body: Annotated[str, typer.Option(help="Only bodies with these words in their name.")] = "",
    mix: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=SHARE",
            help="How they are found; else uncertain=2, diverse=1 and random=1.",
            show_default=False,
        ),
    ] = None,
    done: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="Leave out what was handed out in this file.", show_default=False),
    ] = None,
    seed: Annotated[int, typer.Option(help="Another number gives another choice.")] = 0,
    db: Db = None,
    as_json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Hand out statements for people to label with stances; or, with --read, count labels that came back."""
    from matters_arising.stance import labels

    if read:
        from matters_arising.evaluation.agreement import agreement
        from matters_arising.export.labelling import print_holdings
        from matters_arising.stance.holdings import holdings, signed

        files = {path: labels.read_label_file(path) for path in read}
        held, agreed = holdings(files), agreement(signed(files))
        if as_json:
            _print_json({**dataclasses.asdict(held), "agreement": agreed and dataclasses.asdict(agreed)})
        else:
            print_holdings(_console(), held, agreed, differing=verbose)
        return
    from matters_arising.export.labelling import NEXT
    from matters_arising.stance.sample import mix_of

    labels.check_form(form)
    if out != "-":
        labels.check_free(Path(out), force=force)
    before = [one for path in done or () for one in labels.read_label_file(path).statements()]
    chosen = _chosen(mix_of(mix or ()), size, db=db, body=body, seed=seed, done=before, quiet=quiet, verbose=verbose)
    if out == "-":
        for line in labels.label_lines(chosen, form):
            print(line)
    else:
        labels.write_labels(Path(out), chosen, form, force=force)
        _log(f"written: {out}, {len(chosen)} statements\n{NEXT[form].format(out=out)}", quiet=quiet)


@app.command()
def info(*, db: Db = None, as_json: Json = False, quiet: Quiet = False) -> None:
    """Print what is in the database: files and why some were not read, bodies, coverage, versions."""
    from matters_arising.export.terminal import print_info
    from matters_arising.store.overview import overview

    with _open(db, quiet=quiet) as store:
        found = overview(store)
    if as_json:
        _print_json(dataclasses.asdict(found))
    else:
        print_info(_console(), found)


def _run(root: Path, store: Store, config: Config, jobs: int, *, quiet: bool, verbose: bool) -> Done:
    from matters_arising.export.progress import progress_bar
    from matters_arising.flow import run as run_flow
    from matters_arising.stages import Stages, with_stances

    begun = time.monotonic()
    stages = with_stances(config.stances) if config.stances else Stages()
    try:
        with progress_bar(quiet=quiet, verbose=verbose) as advance:
            done = run_flow(
                root,
                store,
                config=config,
                stages=stages,
                jobs=jobs,
                on_progress=advance,
                overrides=config.overrides,
            )
    except KeyboardInterrupt:
        _log("interrupted: what was read is kept, and the next run goes on from there", quiet=quiet)
        raise typer.Exit(130) from None
    took = time.monotonic() - begun
    withdrawn = f", {done.withdrawn} withdrawn" if done.withdrawn else ""
    _log(f"{done.processed} files read, {done.unchanged} as they were{withdrawn}, in {took:.1f} s", quiet=quiet)
    for note in done.notes:
        _log(note, quiet=quiet)
    return done


def _picture(store: Store, body: str, lives: list[Life]) -> str:
    """One matter as an SVG, or all of a body's where that is named."""
    from matters_arising.export.timeline_svg import body_svg, life_svg
    from matters_arising.store.calendar import calendar
    from matters_arising.store.practice import practice_of_matter

    if body:
        return body_svg(body, lives, calendar(store))
    course = practice_of_matter(store, lives[0].matter)[0].course
    return life_svg(lives[0], calendar(store), course=course)


@contextmanager
def _output(out: Path | None) -> Iterator[None]:
    """What is printed meanwhile goes into the file `out`, where one is named."""
    if out is None:
        yield
        return
    try:
        file = out.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(
            f"it cannot be written ({error.strerror})", where=str(out), remedy="choose another --out"
        ) from error
    with file, redirect_stdout(file):
        yield


def _chosen(
    mix: Mix, size: int, *, db: Path | None, body: str, seed: int, done: list[Labelled], quiet: bool, verbose: bool
) -> list[Labelled]:
    """The statements to be labelled. The encoder is asked about those alone that may be in doubt."""
    from matters_arising import stance
    from matters_arising.export.progress import progress_bar
    from matters_arising.stance.sample import GATE, choose
    from matters_arising.store.candidates import candidates

    judge = dataclasses.replace(stance.load(), gate=GATE)
    with _open(db, quiet=quiet) as store, progress_bar(quiet=quiet, verbose=verbose) as advance:
        found = candidates(store, judge, body=body, seed=seed, on_progress=advance)
    thresholds = dict(zip(judge.labels, map(float, judge.thresholds), strict=True))
    chosen = choose(found.statements, size, mix=mix, thresholds=thresholds, done=done, seed=seed)
    if not chosen:
        raise NothingFoundError("there is no statement left to label", remedy="leave out --body, or some of --done")
    if found.judged < found.whole:
        _log(f"chosen from {found.judged:,} of {found.whole:,} statements, a fair draw of documents", quiet=quiet)
    if len(chosen) < size:
        _log(f"there are no more than {len(chosen):,} that differ", quiet=quiet)
    return chosen


def _write_tables(store: Store, folder: Path | None) -> list[Path]:
    from matters_arising.export import export_all

    return export_all(store, folder) if folder else []


def _database(db: Path | None, *, quiet: bool, writing: bool = False) -> Path:
    """The database that is meant; which one is said where it was not named."""
    if db:
        return db
    named = os.environ.get("MATTERS_DB")
    path = Path(named or "matters.db")
    sample = Path("out/sample.db")
    if not named and not writing and not path.exists() and sample.exists():
        path = sample
    _log(f"database: {path}", quiet=quiet)
    return path


def _open(db: Path | None, *, quiet: bool) -> Store:
    from matters_arising.store import open_store
    from matters_arising.store.read import meta

    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # a reader that goes away (head) ends the command, silently
    store = open_store(_database(db, quiet=quiet))
    if meta(store, "unsettled") == "yes":
        _log(
            "the last run was cut off; matters may be incomplete until the next: matters run FOLDER",
            quiet=quiet,
        )
    return store


def _console(*, stderr: bool = False) -> Console:
    from rich.console import Console

    return Console(stderr=stderr, highlight=False, markup=False, emoji=False)


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


def _log(message: str, *, quiet: bool) -> None:
    if not quiet:
        print(message, file=sys.stderr)
