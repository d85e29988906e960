"""Which file of redactions is meant, and the rules in it."""

from __future__ import annotations

from pathlib import Path

from matters_arising.errors import UsageError
from matters_arising.ids import make_id
from matters_arising.redactions import NONE, Redactions, parse
from matters_arising.store.connection import Store, transaction
from matters_arising.store.read import meta
from matters_arising.store.write import set_meta


def rules_path(store: Store) -> Path:
    """The file of redactions that matters.toml named in the last run, or that is beside the database."""
    named = meta(store, "redactions")
    return Path(named) if named else rules_beside(store.path)


def rules_beside(database: str) -> Path:
    """The file of redactions where none is named: beside the database, and called after it."""
    return Path(f"{database}.redactions.toml")


def remember_file(store: Store, named: str) -> None:
    """Record which file of redactions is meant, empty for the one beside the database."""
    if named != meta(store, "redactions"):
        with transaction(store) as connection:
            set_meta(connection, "redactions", named)


def read_rules(store: Store) -> Redactions:
    """The rules of the file, none where none was ever named. Raises UsageError where a file is gone that was named, or
    by which something was removed: without it all of that would be shown again."""
    path = rules_path(store)
    try:
        return parse(path.read_bytes(), where=str(path))
    except FileNotFoundError as error:
        if meta(store, "redactions") or meta(store, "redacted") not in ("", hash_of(NONE)):
            remedy = "put it back; to lift all rules, leave an empty file there"
            raise UsageError("there is no such file of redactions", where=str(path), remedy=remedy) from error
        return NONE
    except OSError as error:
        remedy = "give read permission on it"
        raise UsageError(f"the redactions cannot be read ({error.strerror})", where=str(path), remedy=remedy) from error


def hash_of(rules: Redactions) -> str:
    """What the database keeps of the rules it was covered by: a hash, and no word of them."""
    return make_id("red", *(rule.model_dump_json() for rule in rules.rules))
