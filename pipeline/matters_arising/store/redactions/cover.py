"""Covering all that is stored, in one transaction, and rebuilding the file."""

from __future__ import annotations

from collections import Counter

from matters_arising.errors import StoreError
from matters_arising.redactions import Redactions
from matters_arising.store.connection import Store, explained, transaction
from matters_arising.store.ends import put_ends
from matters_arising.store.read import meta
from matters_arising.store.redactions.file import hash_of
from matters_arising.store.redactions.log import log
from matters_arising.store.redactions.stored import Cover
from matters_arising.store.retold import keep_known, spots
from matters_arising.store.threads import forget_threads
from matters_arising.store.words import index_words
from matters_arising.store.write import set_meta


def cover_where_new(store: Store, rules: Redactions, when: str) -> None:
    """Cover what is stored where the rules are others than those it was covered by last."""
    if (rules.rules or meta(store, "redacted")) and meta(store, "redacted") != hash_of(rules):
        cover_stored(store, rules, when)


def cover_stored(store: Store, rules: Redactions, when: str) -> dict[str, Counter[str]]:
    """Cover all that is stored, and log how often that was needed. Returns how many passages of which document each
    rule covered now, by path; what is not of one document is under an empty path.

    Raises StoreError where another program keeps the old file open: the words are covered then, and their bytes may
    still be in the file until this is done again.
    """
    if not rules.rules:
        if meta(store, "redacted") not in ("", hash_of(rules)):
            with transaction(store) as connection:
                set_meta(connection, "redacted", hash_of(rules))
        return {}
    with explained(store.path):
        store.connection.execute("PRAGMA secure_delete = ON")
    with transaction(store) as connection:
        cover = Cover(connection, rules)
        told = spots(store)
        cover.documents()
        cover.notes()
        cover.everything()
        for path, counts in cover.counts.items():
            log(connection, rules.everywhere().cover(path), counts, when)
        if cover.counts:
            keep_known(store, told)
            forget_threads(connection)  # why passages are linked, or may be, is told in their words
            connection.execute("DELETE FROM perhaps")
            connection.execute("INSERT INTO statements_text (statements_text) VALUES ('rebuild')")
            put_ends(connection)
            index_words(connection)
            connection.execute("INSERT INTO matters_words (matters_words) VALUES ('rebuild')")
        set_meta(connection, "redacted", hash_of(rules))
        set_meta(connection, "redacted_bytes", "yes" if cover.counts else meta(store, "redacted_bytes"))
    if meta(store, "redacted_bytes") == "yes":
        _rebuild(store)
    return cover.counts


def _rebuild(store: Store) -> None:
    """Write the file anew, so that no page of it, and none of its log, holds what was there."""
    with explained(store.path):
        busy = store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        store.connection.execute("VACUUM")
        busy += store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if busy:
        raise StoreError(
            "the words are removed, but another program holds the file open and its old bytes are still on the disk",
            where=store.path,
            remedy="close that program, then: matters redact apply",
        )
    with transaction(store) as connection:
        set_meta(connection, "redacted_bytes", "no")
