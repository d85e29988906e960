"""`matters redact`: names and passages that are to be removed from all that is shown."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from matters_arising.cli.console import console, database, log, opened, print_json
from matters_arising.cli.options import Db, Json, Quiet
from matters_arising.errors import MattersError, NothingFoundError

if TYPE_CHECKING:
    from matters_arising.redactions import Redactions
    from matters_arising.store import Store

_PUBLISHED = (
    "What was published still has the words: write sites, packs, packages, feeds and exports again, and put them in "
    "the place of the old ones. After the next matters run a matter whose first passage was covered may have another "
    "address: links to its old page then lead nowhere."
)

app = typer.Typer(name="redact", help="Remove names and passages from all that is shown.", no_args_is_help=True)


@app.command("list")
def list_(*, db: Db = None, as_json: Json = False, quiet: Quiet = False) -> None:
    """Print the rules, without the words that they remove. And the log of what was removed."""
    from matters_arising.export.redactions import log_rows, print_rules, rule_rows
    from matters_arising.store.redactions import rules_path

    with opened(db, quiet=quiet) as store:
        file, rules, removed = rules_path(store), _rules(store, writing=False), log_rows(store)
    if as_json:
        print_json({"file": str(file), "rules": rule_rows(rules), "log": removed})
        return
    if not (rules.rules or removed):
        raise NothingFoundError("there are no rules", where=str(file), remedy="write them there as [[redact]]")
    print_rules(console(), rule_rows(rules), removed)


@app.command()
def apply(*, db: Db = None, quiet: Quiet = False) -> None:
    """Cover what is stored, at once. Then the archive is read again by the next matters run."""
    from datetime import UTC, datetime

    from matters_arising.store import open_store
    from matters_arising.store.redactions import cover_stored, idle, rules_path

    path = database(db, quiet=quiet, writing=True)
    _check_there(path)
    with open_store(path, write=True) as store:
        rules = _rules(store, writing=True)
        if not rules.rules:
            raise NothingFoundError(
                "there are no rules", where=str(rules_path(store)), remedy="write them there as [[redact]]"
            )
        counts = cover_stored(store, rules, datetime.now(UTC).isoformat(timespec="seconds"))
        unused = idle(store, rules)
    total = sum(sum(of.values()) for of in counts.values())
    documents = sum(bool(path) for path in counts)
    log(f"{total:,} passages covered, in {documents:,} documents and what was made of them", quiet=quiet)
    _warn(unused)
    if total:
        log(_PUBLISHED, quiet=quiet)


@app.command()
def check(*, db: Db = None, as_json: Json = False, quiet: Quiet = False) -> None:
    """Search all that is stored for what the rules remove. Ends with 1 where something is left."""
    from matters_arising.store.redactions import idle, left

    with opened(db, quiet=quiet) as store:
        rules = _rules(store, writing=False)
        found = left(store, rules)
        unused = [rule for rule in idle(store, rules) if rule not in {one.rule for one in found}]
    _warn(unused)
    if as_json:
        print_json([{"rule": one.rule, "where": rules.everywhere().cover(one.where)} for one in found])
    else:
        for one in found:
            print(f"{one.rule}: {rules.everywhere().cover(one.where)}")
    if found:
        raise MattersError(
            "what rules remove is left in it", remedy="matters redact apply; files that people write: change them"
        )
    log(f"of {len(rules.rules)} rules nothing is left", quiet=quiet)


def _warn(unused: Iterable[str]) -> None:
    """Said even with --quiet: who asked for a name to be removed takes silence for success."""
    for rule in unused:
        log(f"warning: rule {rule} matches nothing in this archive; look at its spelling", quiet=False)


def _rules(store: Store, *, writing: bool) -> Redactions:
    """The rules of the file that matters.toml names by now, or that is beside the database."""
    from matters_arising.config import Config
    from matters_arising.store.read import meta
    from matters_arising.store.redactions import read_rules, remember_file

    root = Path(meta(store, "root") or "/nowhere")
    if writing and root.exists():
        remember_file(store, Config.load(root).redactions)
    return read_rules(store)


def _check_there(path: Path) -> None:
    from matters_arising.errors import StoreError

    if not path.exists():
        raise StoreError("there is no such database", where=str(path), remedy="make it: matters run FOLDER")
