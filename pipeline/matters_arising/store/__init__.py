"""One SQLite file that holds what was found in an archive: how it is opened, written, and asked."""

from __future__ import annotations

from matters_arising.store.connection import Store, open_store, transaction
from matters_arising.store.plan import Plan, Recorded, Seen, plan, recorded
from matters_arising.store.write import FileResult, put, withdraw

__all__ = [
    "FileResult",
    "Plan",
    "Recorded",
    "Seen",
    "Store",
    "open_store",
    "plan",
    "put",
    "recorded",
    "transaction",
    "withdraw",
]
