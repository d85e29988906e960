"""The unattended run: `nightly`. Nothing heavy is imported up here."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from matters_arising.cli.console import log
from matters_arising.cli.options import Quiet

if TYPE_CHECKING:
    from matters_arising.nightly.night import Alert
    from matters_arising.store import Store


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
    """Fetch, read what is new, rebuild the site, tell, report. One night, for cron or systemd."""
    from matters_arising.export.nightly import lines
    from matters_arising.nightly.night import night
    from matters_arising.nightly.settings import Settings

    settings = Settings.load(config)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # told to end: as Ctrl-C, with a report
    report, path = night(settings, alert=_alert(config), accept=accept)
    for line in lines(report, path):
        log(line, quiet=quiet and report.exit_code == 0)
    raise typer.Exit(int(report.exit_code))


def _alert(config: Path) -> Alert:
    """What tells people of the news of a night, as the tables [alerts] and [[searches]] of the file say."""
    from matters_arising.alerts import Settings, send_alerts
    from matters_arising.errors import SourceError
    from matters_arising.nightly.night import now

    def alert(store: Store, _: object) -> list[str]:
        sent = send_alerts(store, Settings.load(config), now=now())
        if sent.failed:
            raise SourceError("; ".join(sent.failed), remedy="they are tried again the next night")
        return [f"{sent.news} news in {sent.deliveries} deliveries", *(f"{name}: begun" for name in sent.begun)]

    return alert
