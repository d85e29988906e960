"""Bring minutes from where bodies publish them into the folder of the archive."""

from matters_arising.fetch.all import fetch_all
from matters_arising.fetch.report import Fetched

__all__ = ["Fetched", "fetch_all"]
