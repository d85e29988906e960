"""Whether the order in which an archive's files arrive makes any difference to what is found in it.

    python -m matters_arising.evaluation.arrival --archive DIR [--orders 3] [--nights 4]

The archive is read at once; then its files come in other orders, a few each night, into databases of their own, the
last of a night's files one that had come before and is published anew with other words before it is put right. Every
table must be, byte for byte, what reading all at once gives. Each file is read once only: what is read in it depends on
nothing else (the fault-injection benchmark shows that), and what is tested is everything that comes after.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from matters_arising.config import Config
from matters_arising.errors import UsageError
from matters_arising.export import canonical
from matters_arising.flow import run
from matters_arising.stages import Stages
from matters_arising.store import open_store


@dataclass(frozen=True, slots=True)
class Arrival:
    """One order: how many nights it took, and the first table row that differs, empty where none does."""

    order: int
    nights: int
    difference: str


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; returns its exit code: 1 where an order made a difference."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--archive", type=Path, required=True, help="folder of minutes")
    parser.add_argument("--orders", type=int, default=3)
    parser.add_argument("--nights", type=int, default=4, help="in how many parts the files come")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(arguments)
    if not chosen.archive.is_dir():
        raise UsageError("no such folder", where=str(chosen.archive), remedy="name a folder of minutes with --archive")
    with tempfile.TemporaryDirectory() as work:
        found = arrivals(
            chosen.archive, Path(work), Stages(), orders=chosen.orders, nights=chosen.nights, seed=chosen.seed
        )
    for one in found:
        print(f"order {one.order}, in {one.nights} nights: {one.difference or 'no difference'}")
    return int(any(one.difference for one in found))


def arrivals(root: Path, work: Path, stages: Stages, *, orders: int, nights: int, seed: int) -> list[Arrival]:
    """Read the files below `root` at once and in other orders, in `work`, and hold the tables against each other."""
    files = {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}
    stages = _reading_once(stages)
    whole = _read_in([files], work / "whole", stages)
    found = []
    for order in range(1, orders + 1):
        dice = random.Random(f"{seed}/{order}")
        parts = _parts(files, nights, dice)
        tables = _read_in(parts, work / f"order {order}", stages)
        found.append(Arrival(order, len(parts), _difference(tables, whole)))
    return found


def _parts(files: dict[str, bytes], nights: int, dice: random.Random) -> list[dict[str, bytes]]:
    """The files that come each night. One that has come is published anew with other words, and then put right."""
    names = sorted(files)
    dice.shuffle(names)
    parts = [{name: files[name] for name in names[night::nights]} for night in range(nights)]
    parts = [part for part in parts if part]
    again = names[0]
    if len(parts) > 1:
        parts[0] = parts[0] | {again: files[dice.choice(names)]}
        parts[-1] = parts[-1] | {again: files[again]}
    return parts


def _read_in(parts: Sequence[dict[str, bytes]], work: Path, stages: Stages) -> bytes:
    """The tables of an archive that grew so. A file's place in the folder is the same wherever the folder is."""
    folder = work / "archive"
    with open_store(_database(work), write=True) as store:
        for part in parts:
            for name, data in part.items():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(data)
            run(folder, store, config=Config(), stages=stages, jobs=0, now="2030-01-01T00:00:00+00:00")
        return canonical(store)


def _database(work: Path) -> Path:
    """The database in a folder that is made if need be."""
    work.mkdir(parents=True, exist_ok=True)
    return work / "matters.db"


def _reading_once(stages: Stages) -> Stages:
    """The stages, with what was read of a file remembered by its path and bytes."""
    load_events, load_stances = cache(stages.load_events), cache(stages.load_stances)
    return replace(
        stages,
        load_events=load_events,
        load_stances=load_stances,
        segment=_remembered(stages.segment, lambda document, **_: (document.path, document.sha256)),
        extract=_remembered(stages.extract, lambda part, **_: (part.document.path, part.document.sha256)),
        classify=_remembered(stages.classify, lambda part, **_: (part.document.path, part.document.sha256)),
    )


def _remembered(stage: Callable[..., Any], key: Callable[..., object]) -> Callable[..., Any]:
    known: dict[object, Any] = {}

    def remembered(given: Any, **named: Any) -> Any:
        at = key(given)
        if at not in known:
            known[at] = stage(given, **named)
        return known[at]

    return remembered


def _difference(tables: bytes, whole: bytes) -> str:
    if tables == whole:
        return ""
    pairs = zip(tables.splitlines(), whole.splitlines(), strict=False)
    return next((f"{one[:120]!r} for {other[:120]!r}" for one, other in pairs if one != other), "a table is longer")


if __name__ == "__main__":
    sys.exit(main())
