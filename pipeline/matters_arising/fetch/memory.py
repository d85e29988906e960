"""What was fetched before: one small file a source, and the old bytes of files that have changed.

`<memory>/<source>.json` holds what a server gave us to ask again with; `<memory>/versions/` the bytes that a newer
file took the place of. Neither lies among the minutes: the archive's folder holds the latest of each, and no more.
"""

from __future__ import annotations

import fcntl
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from matters_arising.errors import UsageError
from matters_arising.fetch.listing import Validators

_VERSION = 1


@dataclass(frozen=True, slots=True)
class Kept:
    """One file that was fetched: where it is in the archive, what its bytes were, what to ask the server with.

    `stem` is the path that it was allotted, without ending; `gone`: its source no longer lists it, which was said.
    """

    path: str
    stem: str
    sha256: str
    etag: str = ""
    last_modified: str = ""
    date: str = ""
    scope: str = ""
    gone: bool = False

    @property
    def validators(self) -> Validators:
        return Validators(self.etag, self.last_modified)


@dataclass(slots=True)
class Memory:
    """What is known of one source's files, by their keys."""

    file: Path
    kept: dict[str, Kept] = field(default_factory=dict)

    @classmethod
    def read(cls, file: Path) -> Memory:
        """The memory of a source. Raises UsageError where it is not ours: to write over it might lose something."""
        try:
            told = json.loads(file.read_text(encoding="utf-8"))
            if told["version"] != _VERSION:
                raise ValueError("another version")
            return cls(file, {key: Kept(**entry) for key, entry in told["files"].items()})
        except FileNotFoundError:
            return cls(file)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise UsageError(
                "the memory of this source cannot be read",
                where=str(file),
                remedy="move it away: files are then compared anew",
            ) from error

    def write(self) -> None:
        """Put it down whole."""
        told = {"version": _VERSION, "files": {key: asdict(kept) for key, kept in sorted(self.kept.items())}}
        write_whole(self.file, json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace"))


def no_longer_listed(memory: Path) -> frozenset[str]:
    """The paths in the archive's folder whose sources listed them once and list them no longer; their files are kept.
    A memory that cannot be read says nothing here: the visit to its source tells."""
    found: set[str] = set()
    for file in sorted(memory.glob("source-*.json")):
        try:
            found |= {kept.path for kept in Memory.read(file).kept.values() if kept.gone}
        except UsageError:
            continue
    return frozenset(found)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that under its name there is always the old one or the new one, whole. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".part-", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            os.fchmod(file.fileno(), 0o644)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


@contextmanager
def alone(memory: Path) -> Iterator[None]:
    """Nobody else fetches into this memory meanwhile. Raises UsageError where somebody does, or it is no folder."""
    try:
        memory.mkdir(parents=True, exist_ok=True)
        lock = os.open(memory / "lock", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise UsageError(
            f"the memory must be a folder that can be written ({error.strerror})",
            where=str(memory),
            remedy="name another",
        ) from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(lock)
        raise UsageError("another fetch is at work with it", where=str(memory), remedy="wait for it") from error
    try:
        yield
    finally:
        os.close(lock)
