"""What a night gives to people once all is read: site, feeds, alerts. What fails is a warning, and no more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from matters_arising.alerts import Settings as Alerts
from matters_arising.alerts.folder import write_feeds
from matters_arising.config import SETTINGS
from matters_arising.errors import MattersError
from matters_arising.export.site import Written, write_site
from matters_arising.export.words import count
from matters_arising.nightly.loud import Warned
from matters_arising.nightly.report import Fed, Told
from matters_arising.nightly.settings import Settings, archive_has_alerts
from matters_arising.store import Store

Alert = Callable[[Store, Settings], Told]
"""Tell people what is new in the database, as the settings have it. Gives what was taken, and what was not."""
Warnings = tuple[Warned, ...]


def put_site(store: Store, settings: Settings) -> tuple[Written | None, Warnings]:
    """Rebuild the site, where one is set."""
    if settings.nightly.site is None:
        return None, ()
    try:
        return write_site(store, settings.nightly.site.out, source_url=settings.nightly.site.source_url), ()
    except MattersError as error:
        waits = (
            "; the feeds wait for the site, and stay as they were" if settings.nightly.feeds else "",
            "; alerts wait for the site, and none was sent" if settings.alerts else "",
        )
        return None, (Warned("site", f"the site could not be written: {error}{''.join(waits)}"),)


def put_feeds(store: Store, settings: Settings) -> tuple[Fed | None, Warnings]:
    """Write the feeds and calendars that changed, where a folder for them is set."""
    if settings.nightly.feeds is None:
        return None, ()
    told: dict[str, Any] = {**(settings.alerts or {}), "searches": settings.searches or ()}
    try:
        return Fed(*write_feeds(store, Alerts.model_validate(told), settings.nightly.feeds.out)), ()
    except MattersError as error:
        return None, (Warned("feeds", f"the feeds could not be written: {error}"),)


def tell(store: Store, settings: Settings, alert: Alert | None) -> tuple[Told | None, Warnings]:
    """Tell people what is new, where that is set."""
    if not settings.alerts:
        if archive_has_alerts(settings.nightly.archive):
            where = f"{settings.nightly.archive / SETTINGS} has [alerts], and no night looks there"
            return None, (Warned("alerts", f"{where}: none was sent; move them into the file named with --config"),)
        return None, ()
    if alert is None:
        return None, (Warned("alerts", "alerts are set, and this version sends none"),)
    try:
        told = alert(store, settings)
    except Exception as error:
        return None, (Warned("alerts", f"alerts could not be sent ({type(error).__name__}: {error})"),)
    if not told.failed:
        return told, ()
    messages = f"{count(len(told.failed), 'message')} could not be sent"
    return told, (Warned("alerts", f"{messages}, and will be tried again: {'; '.join(told.failed)}"),)
