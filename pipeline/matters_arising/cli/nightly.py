"""The unattended run: `nightly`. Nothing heavy is imported up here."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import Annotated

import typer

from matters_arising.cli.console import log
from matters_arising.cli.options import Quiet


def nightly(
    *,
    config: Annotated[
        Path, typer.Option(help="The settings: a matters.toml with a table `nightly`.", show_default=False)
    ],
    accept: Annotated[
        bool, typer.Option("--accept", help="Take what is missing, or less than before, for right this once.")
    ] = False,
    quiet: Quiet = False,
) -> None:
    """One night: fetch, read what is new, rebuild the site, tell people, report. For cron or systemd."""
    from matters_arising.export.nightly import lines
    from matters_arising.nightly.folder import fetch_folders
    from matters_arising.nightly.night import night
    from matters_arising.nightly.settings import Settings

    settings = Settings.load(config)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # told to end: as Ctrl-C, with a report
    report, path = night(settings, fetch=fetch_folders, accept=accept)
    for line in lines(report, path):
        log(line, quiet=quiet and report.exit_code == 0)
    raise typer.Exit(int(report.exit_code))
