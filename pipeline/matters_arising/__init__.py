"""Matters Arising: ask an archive of minutes what became of it."""

from __future__ import annotations

__version__ = "0.1.0"
