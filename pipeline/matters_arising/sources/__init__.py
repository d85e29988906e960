"""An archive on disk as a stream of files."""

from __future__ import annotations

from matters_arising.sources.find import Unreadable, find

__all__ = ["Unreadable", "find"]
