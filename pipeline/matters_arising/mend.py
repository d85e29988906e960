"""Rebuild of a database what can be rebuilt from what is in it."""

from __future__ import annotations

from collections.abc import Collection

from matters_arising.errors import StoreError
from matters_arising.settle import settle
from matters_arising.stages import Stages
from matters_arising.store import Store, transaction
from matters_arising.store.connection import RESTORE
from matters_arising.store.mend import mend_rows
from matters_arising.store.overrides import overrides_path, put_told, read_book
from matters_arising.store.read import meta
from matters_arising.store.threads import forget_threads
from matters_arising.store.verdicts import read_docket, verdicts_path
from matters_arising.store.write import set_meta
from matters_arising.version import following_version


def mend(
    store: Store,
    read_again: Collection[str] = (),
    *,
    stages: Stages = Stages(),  # noqa: B008 - a frozen value
) -> tuple[str, ...]:
    """Rebuild what can be rebuilt without reading a file, all in one transaction. Returns what was done, in words.

    `read_again` are documents whose records cannot be trusted: the next run reads them, and follows the matters then.
    Raises StoreError where the file is damaged beyond that; nothing has changed then.
    """
    with transaction(store) as connection:
        done = mend_rows(connection, read_again)
        forget_threads(connection)
        if meta(store, "unsettled") == "no":
            corrections = read_book(overrides_path(store))
            put_told(store, corrections, settle(store, stages, corrections, read_docket(verdicts_path(store))))
            set_meta(connection, "settled_version", following_version())
            done.append("settled ids and versions of meetings again, and followed the matters")
        said = connection.execute("PRAGMA integrity_check").fetchone()[0]
        if said != "ok":
            raise StoreError(f"it is damaged ({said}), and nothing was changed", where=store.path, remedy=RESTORE)
    return tuple(done)
