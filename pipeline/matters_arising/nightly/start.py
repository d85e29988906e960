"""Before a night begins: what is wrong with its settings is told while nothing has been done, and health says so."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from matters_arising.alerts import Settings as Alerts
from matters_arising.config import Config
from matters_arising.errors import UsageError
from matters_arising.fetch import check_tables
from matters_arising.nightly.report import refuse_health
from matters_arising.nightly.settings import Settings, health_of


def prepared(path: Path, *, now: datetime) -> tuple[Settings, Alerts]:
    """The settings of a night, and those of its alerts.

    Raises UsageError where a night could not come to its end by them: a setting that is none, a secret that the
    environment lacks. The health file then says so, where its place can be known.
    """
    try:
        return _checked(path)
    except UsageError as error:
        if place := health_of(path):
            with suppress(OSError):  # what is wrong is told in any case
                refuse_health(place, str(error), at=now)
        raise


def _checked(path: Path) -> tuple[Settings, Alerts]:
    settings = Settings.load(path)
    check_tables(settings.sources)
    if settings.nightly.archive.is_dir():
        Config.load(settings.nightly.archive)
    alerts = Alerts.load(path)
    if settings.alerts and (lacking := alerts.unset()):
        raise UsageError(lacking[0], where=str(path), remedy="set it where matters runs")
    return settings, alerts
