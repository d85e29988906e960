"""The command that reads an archive: `run`."""

from __future__ import annotations

import dataclasses
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from matters_arising.cli.console import console, database, log, print_json
from matters_arising.cli.options import Db, Json, Quiet, Verbose

if TYPE_CHECKING:
    from matters_arising.config import Config
    from matters_arising.flow import Done
    from matters_arising.store import Store


Root = Annotated[Path, typer.Argument(help="The folder of minutes, or one file.", show_default=False)]
Jobs = Annotated[
    int | None,
    typer.Option(
        min=1,
        show_default=False,
        help="Processes that read; else one a core. Each holds about 400 MB with its models, is replaced above "
        "600, and has max_memory_mb (a --limit, 1500) at most; one that dies costs one file.",
    ),
]
Cluster = Annotated[
    str,
    typer.Option(
        metavar="ADDRESS",
        show_default=False,
        help="Read on the workers of this dask cluster (tcp://HOST:8786) instead; they need this version, not the "
        "files. Extra: cluster.",
    ),
]
Limits = Annotated[list[str] | None, typer.Option(metavar="NAME=VALUE", help="A bound on one file, as max_pages=500.")]
Manifest = Annotated[Path | None, typer.Option(help="A CSV that says body, date, kind, status, usage of files.")]
Tables = Annotated[Path | None, typer.Option(help="Write all tables as CSV into this folder.")]
Stances = Annotated[
    Path | None, typer.Option(help="Tell stances by this trained model, a folder of `matters train stance`.")
]


def run(
    root: Root,
    *,
    db: Db = None,
    jobs: Jobs = None,
    cluster: Cluster = "",
    limit: Limits = None,
    manifest: Manifest = None,
    tables: Tables = None,
    stances: Stances = None,
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
    jobs = jobs or len(os.sched_getaffinity(0))
    path = database(db, quiet=quiet, writing=True)
    with open_store(path, write=True) as store:
        done = _run(root, store, config, jobs, cluster=cluster, quiet=quiet, verbose=verbose)
        found = overview(store)
        made = _write_tables(store, tables)
    if as_json:
        print_json({**dataclasses.asdict(found), "run": dataclasses.asdict(done)})
    elif not quiet:
        from matters_arising.export.terminal import print_summary, print_whereabouts

        print_summary(console(), found)
        print_whereabouts(console(), path, made)
    if found.unread:
        raise typer.Exit(4)


def _run(root: Path, store: Store, config: Config, jobs: int, *, cluster: str, quiet: bool, verbose: bool) -> Done:
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
                cluster=cluster,
                on_progress=advance,
                overrides=config.overrides,
                verdicts=config.corrections,
            )
    except KeyboardInterrupt:
        log("interrupted: what was read is kept, and the next run goes on from there", quiet=quiet)
        raise typer.Exit(130) from None
    took = time.monotonic() - begun
    withdrawn = f", {done.withdrawn} withdrawn" if done.withdrawn else ""
    log(f"{done.processed} files read, {done.unchanged} as they were{withdrawn}, in {took:.1f} s", quiet=quiet)
    for note in done.notes:
        log(note, quiet=quiet)
    return done


def _write_tables(store: Store, folder: Path | None) -> list[Path]:
    from matters_arising.export import export_all

    return export_all(store, folder) if folder else []
