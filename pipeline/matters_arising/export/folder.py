"""Writing a folder of ours: the whole of it, or nothing; and what has not changed is left as it is.

The new folder is made beside the old one, out of new files and links to those that are the same, and takes its place
when it is whole. A list of its files lies in it; a folder that holds anything else is never touched, but for what a web
host wants to have at its top, which goes from the old folder to the new one as it is.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from matters_arising.errors import UsageError


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of folder: what it is called, the file that lists what is in it, and the command that the list names.

    `others` may lie at its top though we did not put them there, and stay.
    """

    noun: str
    list: str
    made_by: str
    others: frozenset[str] = frozenset()


HOSTS = frozenset({".git", ".nojekyll", ".well-known", "CNAME", "_headers", "_redirects"})
"""What web hosts look for at the top of a site: its history, its name, its certificates' proofs, its headers."""
SITE = Kind("site", "site.json", "matters site", HOSTS)
PACK = Kind("evidence pack", "manifest.json", "matters dossier")


@dataclass(frozen=True, slots=True)
class Written:
    """What a run wrote: `files` the folder has, `pages` of them to be read; `changed` are new or other than before,
    `removed` are gone."""

    files: int
    pages: int
    changed: int
    removed: int


def write(
    files: Iterable[tuple[str, bytes]], folder: Path, kind: Kind, *, about: Mapping[str, Any] | None = None
) -> Written:
    """Make `folder` hold these files, paths below it with their bytes, and nothing else but their list.

    `about` is what the list says beside their hashes. Raises UsageError where the folder holds something that is not
    of one of ours of this kind, or cannot be written.
    """
    place = folder.resolve()
    new, old = place.with_name(f".{place.name}.matters-new"), place.with_name(f".{place.name}.matters-old")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with _alone(place, kind):
            _recover(place, old, kind)
            before = check(place, kind)
            _clear(new)
            try:
                found = _lay(files, new, place, kind, about or {})
                _exchange(place, new, old, kind)
            finally:
                _clear(new)
    except OSError as error:
        raise UsageError(
            f"the {kind.noun} cannot be written ({error.strerror})", where=str(folder), remedy="choose another --out"
        ) from error
    return Written(
        files=len(found),
        pages=sum(name.endswith(".html") for name in found),
        changed=sum(found.values()),
        removed=len(before - found.keys()),
    )


def check(place: Path, kind: Kind) -> set[str]:
    """The files of the folder of this kind that lies there; none where there is nothing. Raises UsageError where there
    is other."""
    if not place.exists():
        return set()
    if not place.is_dir():
        raise UsageError("it is a file, not a folder", where=str(place), remedy="choose another --out")
    there = {path.relative_to(place).as_posix() for path in _ours(place, kind)}
    strange = sorted(there - _listed(place, kind) - {kind.list})
    if strange:
        raise UsageError(
            f"the folder holds something that no {kind.noun} of ours put there ({strange[0]})",
            where=str(place),
            remedy="move that away, or choose another --out; nothing was changed",
        )
    return there - {kind.list}


def holder(place: Path, kind: Kind) -> Path | None:
    """The folder of this kind that a place lies in; None where it lies in none. What lies in one that is not its own
    would keep it from being written again."""
    return next((folder for folder in place.resolve().parents if _list_of(folder, kind)), None)


def _ours(place: Path, kind: Kind) -> Iterator[Path]:
    """The files of a folder, without what is the host's."""
    for top in place.iterdir():
        if top.name not in kind.others:
            found = (top,) if top.is_symlink() or not top.is_dir() else top.rglob("*")
            yield from (path for path in found if path.is_symlink() or not path.is_dir())


def _listed(place: Path, kind: Kind) -> set[str]:
    """The files that the list in a folder names; none where it is not ours."""
    told = _list_of(place, kind)
    return set(told["files"]) if told else set()


def _list_of(place: Path, kind: Kind) -> dict[str, Any] | None:
    """The list in a folder of ours; None where there is none, or it is of something else."""
    try:
        told = json.loads((place / kind.list).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(told, dict) or told.get("made_by") != kind.made_by or not isinstance(told.get("files"), dict):
        return None
    return told


def _lay(
    files: Iterable[tuple[str, bytes]], new: Path, old: Path, kind: Kind, about: Mapping[str, Any]
) -> dict[str, bool]:
    """Write the new folder; for each file whether it is other than the old one."""
    changed: dict[str, bool] = {}
    sums: dict[str, str] = {}
    new.mkdir()
    for name, data in files:
        target = new / name
        target.parent.mkdir(parents=True, exist_ok=True)
        changed[name] = not _kept(old / name, data, target)
        if changed[name]:
            target.write_bytes(data)
        sums[name] = hashlib.sha256(data).hexdigest()
    told = json.dumps({"made_by": kind.made_by, **about, "files": dict(sorted(sums.items()))}, indent=1) + "\n"
    if not _kept(old / kind.list, told.encode(), new / kind.list):
        (new / kind.list).write_bytes(told.encode())
    return changed


def _kept(old: Path, data: bytes, target: Path) -> bool:
    """Take the old file over where it holds the same, as it is: its time and all."""
    try:
        if old.is_symlink() or old.stat().st_size != len(data) or old.read_bytes() != data:
            return False
    except OSError:
        return False
    try:
        os.link(old, target)
    except OSError:  # a file system without links
        shutil.copy2(old, target)
    return True


def _exchange(place: Path, new: Path, old: Path, kind: Kind) -> None:
    """Put the new folder in the place of the old one."""
    if place.exists():
        shutil.copymode(place, new)
        place.rename(old)
    new.rename(place)
    _hand_over(old, place, kind)
    _clear(old)


def _hand_over(old: Path, place: Path, kind: Kind) -> None:
    """Give the new folder what is the host's. It is never in a folder that a failed run would clear."""
    for name in sorted(kind.others):
        kept, target = old / name, place / name
        if not os.path.lexists(kept):
            continue
        if os.path.lexists(target):
            raise UsageError(
                f"{name} is there twice, and one of them would be lost",
                where=str(target),
                remedy=f"remove the one that you do not need; the other is {kept}",
            )
        kept.rename(target)


def _recover(place: Path, old: Path, kind: Kind) -> None:
    """What a run left behind that was ended between its last steps."""
    if old.exists() and not place.exists():
        old.rename(place)
    elif old.exists():
        _hand_over(old, place, kind)
    _clear(old)


def _clear(left: Path) -> None:
    if left.exists():
        shutil.rmtree(left)


@contextmanager
def _alone(place: Path, kind: Kind) -> Iterator[None]:
    """Nobody else writes one beside this one meanwhile."""
    handle = os.open(place.parent, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise UsageError(
            f"another {kind.noun} is being written into this folder's parent",
            where=str(place),
            remedy="wait until that has ended",
        ) from error
    finally:
        os.close(handle)
