"""Readers that kill or starve a process, or the worker of a cluster.

They stand by themselves, so that processes that read load nothing else.
"""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import toy_archive as toy

GUILTY = "2030-04.txt"


@dataclass(frozen=True)
class Killing:
    """Reads as toys are read; at one file it kills the cluster's worker for which this process reads."""

    marks: Path
    always: bool

    def __call__(self, source: Any, *, limits: Any) -> Any:
        if source.path == GUILTY and (self.always or not any(self.marks.iterdir())):
            server = os.getppid()  # of processes, which the cluster's worker has started
            worker = int(Path(f"/proc/{server}/stat").read_text().rsplit(")", 1)[1].split()[1])
            (self.marks / str(worker)).touch()
            if worker > 1:  # else that worker is dead already
                os.kill(worker, signal.SIGKILL)
        return toy.read(source, limits=limits)


@dataclass(frozen=True)
class Failing:
    """Reads as toys are read, but for one file, while `mark` is there: its process is killed, or has no memory."""

    mark: Path
    how: str

    def __call__(self, source: Any, *, limits: Any) -> Any:
        if source.path == "2022-04.txt" and self.mark.exists():
            if self.how == "killed":
                os.kill(os.getpid(), signal.SIGKILL)
            if self.how == "onnxruntime":
                raise RuntimeError("Failed to allocate memory for requested buffer of size 1")
            bytearray(4_000_000_000)
        return toy.read(source, limits=limits)


def never_followed(*_: Any, **__: Any) -> Any:
    raise AssertionError("nothing is new")
