"""The unattended run: `nightly`. Nothing heavy is imported up here."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from matters_arising.cli.console import log
from matters_arising.cli.options import Quiet

if TYPE_CHECKING:
    from matters_arising.alerts import Settings
    from matters_arising.nightly.outward import Alert
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
    """Fetch, read what is new, rebuild site and feeds, tell, report. One night, for cron or systemd.

    A backup and doctor are commands of their own: deploy/README.md has the lines.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # told to end: as Ctrl-C, with a report
    from matters_arising.export.nightly import lines
    from matters_arising.nightly.night import night, now
    from matters_arising.nightly.start import prepared

    settings, alerts = prepared(config, now=now())
    report, path = night(settings, alert=_alert(alerts), accept=accept)
    for line in lines(report, path):
        log(line, quiet=quiet and report.exit_code == 0)
    raise typer.Exit(int(report.exit_code))


def _alert(settings: Settings) -> Alert:
    """What tells people of the news of a night, as the tables [alerts] and [[searches]] of its file say."""
    from matters_arising.alerts import send_alerts
    from matters_arising.nightly.night import now
    from matters_arising.nightly.report import Told

    def alert(store: Store, _: object) -> Told:
        sent = send_alerts(store, settings, now=now())
        return Told(sent.deliveries, sent.news, sent.begun, sent.failed)

    return alert
