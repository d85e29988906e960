"""An archive on disk as a stream of files."""

from __future__ import annotations

from matters_arising.sources.find import find
from matters_arising.sources.found import Unreadable

__all__ = ["Unreadable", "find"]
