"""Matters Arising: ask an archive of minutes what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matters_arising.api import Archive, open

__version__ = "0.1.0"
__all__ = ["Archive", "__version__", "open"]


def __getattr__(name: str) -> Any:
    """`open` and `Archive` bring the store with them, and are loaded when they are first asked for."""
    if name in ("open", "Archive"):
        from matters_arising import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
