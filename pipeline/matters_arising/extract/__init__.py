"""Statement -> events: proposals, decisions, deferrals, referrals, actions, reports, with who, why, until when."""

from __future__ import annotations

from pathlib import Path

from matters_arising.extract.detect import extract
from matters_arising.nlp.judge import Judge
from matters_arising.nlp.judge import load as _load
from matters_arising.nlp.trained import folder_of

__all__ = ["Judge", "extract", "load"]


def load(folder: Path | None = None) -> Judge:
    """The event model that is shipped, or the one in `folder`. Raises ModelError."""
    return _load(folder or folder_of("events"))
