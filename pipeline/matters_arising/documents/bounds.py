"""How many pages, words, lines or elements a file may be made of: each takes memory, however short it is."""

from __future__ import annotations

from matters_arising.config import Limits
from matters_arising.errors import LimitError


def check_parts(count: int, limits: Limits, path: str) -> None:
    """Raise LimitError where there are more than `max_parts`."""
    if count > limits.max_parts:
        raise LimitError(
            f"it is made of {count:,} words, lines or elements, more than {limits.max_parts:,}",
            where=path,
            remedy="split the file, or raise max_parts in matters.toml",
        )


def check_pages(count: int, limits: Limits, path: str) -> None:
    """Raise LimitError where there are more than `max_pages`."""
    if count > limits.max_pages:
        raise LimitError(
            f"{count:,} pages, more than {limits.max_pages:,}",
            where=path,
            remedy="split the file, or raise max_pages in matters.toml",
        )
