"""Bring minutes from where bodies publish them into the folder of the archive."""

from matters_arising.fetch.all import check_tables, fetch_all
from matters_arising.fetch.memory import no_longer_listed
from matters_arising.fetch.report import Fetched

__all__ = ["Fetched", "check_tables", "fetch_all", "no_longer_listed"]
