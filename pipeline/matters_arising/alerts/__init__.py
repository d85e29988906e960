"""Alerts: each news of the minutes once, as a feed, a calendar, an e-mail or a signed call."""

from matters_arising.alerts.send import Sent, send_alerts
from matters_arising.alerts.settings import Settings

__all__ = ["Sent", "Settings", "send_alerts"]
