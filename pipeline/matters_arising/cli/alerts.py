"""News of the minutes: `feeds` for readers and calendars, `alerts send` for e-mail and other programs."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from matters_arising.cli.console import database, log, opened
from matters_arising.cli.options import EPILOG, Db, Quiet
from matters_arising.errors import MattersError, UsageError

if TYPE_CHECKING:
    from matters_arising.alerts import Sent

app = typer.Typer(name="alerts", help="Tell others what is new, each thing once.", no_args_is_help=True)


def feeds(
    *,
    out: Annotated[Path, typer.Option(help="The folder of the feeds; nothing else may be in it.", show_default=False)],
    config: Annotated[
        Path | None, typer.Option(help="Where searches and addresses are set: a matters.toml.", show_default=False)
    ] = None,
    db: Db = None,
    quiet: Quiet = False,
) -> None:
    """Write feeds (Atom, JSON Feed) and calendars. They are of the archive, of each body, matter and saved search."""
    from matters_arising.alerts.folder import LIST, write_feeds
    from matters_arising.alerts.settings import Settings

    settings = Settings.load(config) if config else Settings()
    with opened(db, quiet=quiet) as store:
        number, changed = write_feeds(store, settings, out)
    log(f"{number:,} files, {changed:,} new or changed; {LIST} names them", quiet=quiet)
    print(out / "archive.atom")


@app.command(epilog=EPILOG)
def send(
    *,
    config: Annotated[Path, typer.Option(help="Where subscriptions are set.")] = Path("matters.toml"),
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print what would be sent; send and record nothing.")
    ] = False,
    db: Db = None,
    quiet: Quiet = False,
) -> None:
    """Tell each subscription what it has not been told."""
    from matters_arising.alerts import Settings, send_alerts
    from matters_arising.export.words import count
    from matters_arising.store import open_store

    settings = Settings.load(config)
    now = datetime.now(UTC)
    if dry_run:
        with opened(db, quiet=quiet) as store:
            due = send_alerts(store, settings, now=now, dry_run=True)
        _print_due(due)
        if lacking := settings.unset():
            raise UsageError(lacking[0], where=str(config), remedy="it could not be sent: set it where matters runs")
        return
    path = database(db, quiet=quiet)
    with opened(path, quiet=quiet):  # says what is wrong where there is no such database, instead of making one
        pass
    with open_store(path, write=True) as store:
        done = send_alerts(store, settings, now=now)
    for name in done.begun:
        log(f"new subscription: {name}", quiet=quiet)
    again = f", {done.again} of them written down by an earlier run" if done.again else ""
    print(f"{count(done.deliveries, 'message')} with {count(done.news, 'piece')} of news sent{again}")
    for failure in done.failed:
        log(f"not sent, will be tried again: {failure}", quiet=False)
    if done.failed:
        raise MattersError(f"{count(len(done.failed), 'message')} could not be sent", where=str(config))


def _print_due(due: Sent) -> None:
    """What a run would send, and what an earlier one wrote down that nobody took since."""
    from matters_arising.alerts.words import plain
    from matters_arising.export.words import count

    for name, delivery in due.waiting:
        for one in delivery.news:
            print(f"to {name}, written down on {delivery.written[:10]} and not taken since\n{plain(one)}\n")
    for name, one in due.would:
        print(f"to {name}\n{plain(one)}\n")
    kept = sum(len(delivery.news) for _, delivery in due.waiting)
    again = f", {kept} of them written down by an earlier run and not taken" if kept else ""
    print(f"{count(len(due.would) + kept, 'piece')} of news would be sent{again}; nothing was")
