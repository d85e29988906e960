"""Statement -> stance: who gets to decide and to do. Not tone, and not the vote."""

from __future__ import annotations

from pathlib import Path

from matters_arising.nlp.judge import Judge
from matters_arising.nlp.judge import load as _load
from matters_arising.nlp.trained import folder_of
from matters_arising.stance.classify import classify

__all__ = ["Judge", "classify", "load"]


def load(folder: Path | None = None) -> Judge:
    """The stance model that is shipped, or the one in `folder`. Raises ModelError."""
    return _load(folder or folder_of("stances"))
