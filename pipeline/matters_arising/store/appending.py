"""A file of lines that are only ever added, by one writer at a time, each seen onto the disk."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from matters_arising.errors import UsageError

_WAIT = 30.0  # seconds for another who is writing a correction


@dataclass(frozen=True, slots=True)
class Appending:
    """A file that nobody else writes to meanwhile. `setting` is its name in matters.toml."""

    path: Path
    setting: str
    descriptor: int

    def whole(self) -> bytes:
        """All that is in it."""
        return os.pread(self.descriptor, os.fstat(self.descriptor).st_size, 0)

    def append(self, lines: bytes) -> None:
        """Put lines to the end and see them onto the disk: all of them or none."""
        with _told(self.path, self.setting):
            size = os.fstat(self.descriptor).st_size
            ended = not size or os.pread(self.descriptor, 1, size - 1) == b"\n"
            added = (b"" if ended else b"\n") + lines
            if os.write(self.descriptor, added) != len(added):
                os.ftruncate(self.descriptor, size)
                raise OSError(0, "the disk is full")
            os.fsync(self.descriptor)


@contextmanager
def appending(path: Path, setting: str, *, wait: float = _WAIT) -> Iterator[Appending]:
    """Open the file to add to it, alone. Raises UsageError where it cannot be written, or another writes for `wait`
    seconds."""
    descriptor = _locked(path, setting, time.monotonic() + wait)
    try:
        yield Appending(path, setting, descriptor)
    finally:
        os.close(descriptor)


def read_lines(path: Path) -> bytes:
    """What is in such a file, nothing where it is not there. Raises UsageError where it cannot be read: to go on
    without it would bring back what people have put right."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise UsageError(
            f"the corrections cannot be read ({error.strerror})", where=str(path), remedy="give read permission on it"
        ) from error


def _locked(path: Path, setting: str, until: float) -> int:
    while True:
        with _told(path, setting):
            descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o666)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.path.samestat(path.stat(), os.fstat(descriptor)):
                return descriptor
        except (BlockingIOError, FileNotFoundError):
            pass  # another is writing; or the file was replaced (by an editor, by git) between the two calls
        os.close(descriptor)
        if time.monotonic() > until:
            raise UsageError(
                "another correction is being written", where=str(path), remedy="wait until it is, then try again"
            )
        time.sleep(0.05)


@contextmanager
def _told(path: Path, setting: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UsageError(
            f"the correction cannot be written ({error.strerror})",
            where=str(path),
            remedy=f"give write permission on it, or name another file in matters.toml: {setting} = …",
        ) from error
