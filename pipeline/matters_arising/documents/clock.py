"""The time one file may take. Checked between pages, where stopping is clean."""

from __future__ import annotations

import time

from matters_arising.errors import LimitError


class Clock:
    """Counts from its making; `check` raises LimitError once `seconds` have gone."""

    def __init__(self, path: str, *, seconds: float) -> None:
        self._path, self._seconds = path, seconds
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds left, never less than nought."""
        return max(0.0, self._end - time.monotonic())

    def check(self, *, page: int = 0) -> None:
        """Stop here if the time is up."""
        if self.left() > 0:
            return
        where = f"{self._path}, page {page}" if page else self._path
        raise LimitError(
            f"reading took longer than {self._seconds:g} seconds",
            where=where,
            remedy="split the file, or raise max_seconds in matters.toml",
        )
