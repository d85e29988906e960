"""A watched folder as a source: its files are copied into the archive; where it is the archive, they are there."""

from __future__ import annotations

import contextlib
import filecmp
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from matters_arising.errors import UsageError
from matters_arising.fetch import Fetched
from matters_arising.nightly.files import write_json

Fetch = Callable[[Sequence[Mapping[str, Any]], Path, Path], Sequence[Fetched]]
"""Bring what is new of these tables of sources into the archive's folder; the last is the folder where sources keep
what they had seen. Gives one Fetched a source, whatever went wrong with it."""

_PART = ".matters-part"
_MEMORY = "folders.json"
_KEYS = {"kind", "name", "path"}
_Marks = dict[str, list[int]]  # by path: size and time of change


def fetch_folders(tables: Sequence[Mapping[str, Any]], archive: Path, memory: Path) -> list[Fetched]:
    """A `Fetch` that knows folders only. Raises UsageError for a table that it cannot understand, before any visit.

    Files go into a folder of the archive that has the source's name. Nothing is ever deleted there.
    """
    for table in tables:
        _check(table, archive.resolve())
    homes = [_named(str(table["name"])) for table in tables]
    if len(set(homes)) < len(homes):
        raise UsageError("two sources would share a folder of the archive", remedy="give them names that differ more")
    before = _remembered(memory / _MEMORY)
    found = []
    for table in tables:
        name = str(table["name"])
        fetched, marks = _visit(name, Path(table["path"]), archive, before.get(name, {}))
        found.append(fetched)
        if fetched.reached and fetched.complete:
            before[name] = marks
            write_json(memory / _MEMORY, before)
    return found


def _check(table: Mapping[str, Any], archive: Path) -> None:
    name = str(table["name"])
    if table["kind"] != "folder":
        raise UsageError(
            f"there is no kind of source {table['kind']!r}", where=f"source {name}", remedy='kinds are "folder"'
        )
    strange = sorted(table.keys() - _KEYS)
    if strange:
        raise UsageError(
            f"a folder has no setting {strange[0]!r}", where=f"source {name}", remedy="correct or remove it"
        )
    if not isinstance(table.get("path"), str):
        raise UsageError("a folder needs a path", where=f"source {name}", remedy='add path = "…"')
    folder = Path(table["path"]).resolve()
    if folder != archive and (archive.is_relative_to(folder) or folder.is_relative_to(archive)):
        raise UsageError(
            f"its folder and the archive lie in one another: {folder}",
            where=f"source {name}",
            remedy="move one of them, or watch the archive itself",
        )


def _remembered(memory: Path) -> dict[str, _Marks]:
    try:
        told = json.loads(memory.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def _visit(name: str, folder: Path, archive: Path, before: _Marks) -> tuple[Fetched, _Marks]:
    """One folder; what it held last time is `before`."""
    faults: list[str] = []
    if not folder.is_dir():
        return Fetched(name, reached=False, note=f"there is no folder {folder}"), before
    marks = dict(_listed(folder, faults))
    if before and not marks:
        note = f"the folder is empty, and held {len(before)} files before: {folder}"
        return Fetched(name, reached=False, note=note), before
    at_home = folder.resolve() == archive.resolve()
    target = archive if at_home else archive / _named(name)
    counts = {"new": 0, "changed": 0, "unchanged": 0}
    failed = list(faults)
    for path, mark in marks.items():
        try:
            what = _seen(before.get(path), mark) if at_home else _copied(folder / path, target / path)
            counts[what] += 1
        except OSError as error:
            failed.append(f"{folder / path}: {error.strerror or error}")
    whole = not faults
    vanished = tuple(
        (target / path).relative_to(archive).as_posix()
        for path in sorted(before.keys() - marks.keys())
        if whole and (at_home or (target / path).exists())
    )
    note = "" if whole else "parts of the folder could not be listed"
    kept = marks if at_home else {**{path: before[path] for path in before if (target / path).exists()}, **marks}
    fetched = Fetched(
        *(name, counts["new"], counts["changed"], counts["unchanged"]),
        vanished=vanished,
        failed=tuple(failed),
        complete=whole,
        note=note,
    )
    return fetched, kept


def _listed(folder: Path, faults: list[str]) -> Iterator[tuple[str, list[int]]]:
    """Every file below a folder in order; hidden ones and links are passed over."""
    for here, names, files in os.walk(
        folder, onerror=lambda error: faults.append(f"{error.filename}: {error.strerror}")
    ):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in sorted(files):
            path = Path(here) / name
            if name.startswith((".", "~$")) or path.is_symlink() or not path.is_file():
                continue
            with contextlib.suppress(FileNotFoundError):
                status = path.stat()
                yield path.relative_to(folder).as_posix(), [status.st_size, status.st_mtime_ns]


def _seen(before: list[int] | None, now: list[int]) -> str:
    return "new" if before is None else "unchanged" if before == now else "changed"


def _copied(file: Path, target: Path) -> str:
    """Put a copy in its place, whole or not at all. Raises OSError, also where the file changes meanwhile."""
    there = target.is_file()
    if there and filecmp.cmp(file, target, shallow=False):
        return "unchanged"
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name[:200]}{_PART}")
    before = file.stat()
    try:
        shutil.copyfile(file, part)
        shutil.copystat(file, part)
        after = file.stat()
        if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
            raise OSError("it is still being written; the next night takes it")
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return "changed" if there else "new"


def _named(name: str) -> str:
    """A source's name as that of a folder, which is not hidden and leads nowhere else.

    >>> _named("The clerk's folder"), _named("../..")
    ('the-clerk-s-folder', 'source')
    """
    return re.sub(r"[^\w]+", "-", name.casefold()).strip("-_") or "source"
