"""A folder that a command fills: each file whole or not at all, and nothing that another put there is touched."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from matters_arising.errors import UsageError


def fill(folder: Path, files: Mapping[str, Callable[[BinaryIO], None]], *, ours: Collection[str]) -> None:
    """Write `files`, each by its writer, into `folder`, in their order; nothing takes its place before all are written.

    `ours` are the names of all the files that this command may ever write: those that are there and not written anew
    are removed. Raises UsageError where the folder holds any other file, or cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        there = {path.name for path in folder.iterdir() if not _is_left_over(path.name)}
        strange = sorted(there - set(ours))
        if strange:
            raise UsageError(
                f"the folder holds something that this command did not put there ({strange[0]!r})",
                where=str(folder),
                remedy="move that away, or choose another --out; nothing was changed",
            )
        with ExitStack() as undo:
            for name, write in files.items():
                part = folder / _part(name)
                undo.callback(part.unlink, missing_ok=True)
                with part.open("wb") as file:
                    write(file)
            for name in files:
                os.replace(folder / _part(name), folder / name)  # noqa: PTH105
        for name in there - set(files):
            (folder / name).unlink()
    except OSError as error:
        raise UsageError(
            f"the folder cannot be written ({error.strerror})", where=str(folder), remedy="choose another --out"
        ) from error


def _part(name: str) -> str:
    return f".{name}.part"


def _is_left_over(name: str) -> bool:
    """Whether a file is what an earlier run left half written."""
    return name.startswith(".") and name.endswith(".part")
