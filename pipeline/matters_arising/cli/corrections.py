"""A correction that a command names by its id."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from matters_arising.errors import NothingFoundError

if TYPE_CHECKING:
    from matters_arising.matters.book import Book


def check_active(book: Book[Any], correction: str, *, where: Path, remedy: str) -> None:
    """Raises NothingFoundError where no correction of that id holds: there is none, or it was taken back."""
    if correction not in {entry.said.id for entry in book.active}:
        known = correction in book.revoked
        what = f"{correction} is taken back already" if known else f"there is no correction {correction}"
        raise NothingFoundError(what, where=str(where), remedy=remedy)
