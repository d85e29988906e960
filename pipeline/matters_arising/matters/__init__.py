"""Events across meetings -> matters: threads, counts, fate."""

from __future__ import annotations

from matters_arising.matters.follow import Followed, follow

__all__ = ["Followed", "follow"]
