"""One night at a time: a lock that the kernel lets go of when its holder is gone, however it went."""

from __future__ import annotations

import fcntl
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from matters_arising.errors import MattersError
from matters_arising.nightly.outcome import Outcome


class HeldError(MattersError):
    """Another night of this archive is running."""

    exit_code = Outcome.HELD


@contextmanager
def held(path: Path, *, start: datetime) -> Iterator[None]:
    """Hold the lock in the file `path`, which says by whom and since when. Raises HeldError where another has it.

    The file stays when the lock is let go: to remove it would let two have a lock, on two files of one name.
    """
    with path.open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise HeldError(
                f"another night is running: {_holder(path)}",
                where=str(path),
                remedy="wait for it to end; if it hangs, end that process",
            ) from None
        who = {"pid": os.getpid(), "host": socket.gethostname(), "start": start.isoformat(timespec="seconds")}
        _say(path, json.dumps(who) + "\n")
        try:
            yield
        finally:
            _say(path, "")


def _say(path: Path, text: str) -> None:
    """Write into the same file, which keeps its lock."""
    path.write_text(text, encoding="utf-8")


def _holder(path: Path) -> str:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return f"process {told['pid']} on {told['host']}, since {told['start']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "it has not yet said who it is"
