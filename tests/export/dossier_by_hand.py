"""Packs of a small archive of text files and a zip, read by the real reader and told by toy stages."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import toy_archive as toy
from matters_arising.config import Config
from matters_arising.flow import run
from matters_arising.sources import find
from matters_arising.stages import Stages
from matters_arising.store import open_store

STAGES = replace(
    toy.WIDE,
    find=lambda root, *, config: find(root),
    read=Stages().read,
    segment=lambda document, *, hints: toy.segment_wide(document, hints=hints),
)
MINUTES = {
    "2022-01.txt": ("2022-01-19", "Ms Moss proposed a new bus shelter."),
    "2022-03.txt": ("2022-03-09", "The shelter was put off to the next meeting because Joan Ames was still writing."),
    "2022-04.txt": ("2022-04-27", "There was no news of the shelter."),
    "2022-06.txt": ("2022-06-15", "It was agreed."),
}


def minutes(date: str, line: str) -> str:
    return "\n".join(["BODY: Ambleton Forum", f"DATE: {date}", "# Bus shelter", line, ""])


def archive(folder: Path) -> Path:
    """The minutes as files, in a folder of their own; the last of them in a zip archive."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (date, line) in MINUTES.items():
        if name < "2022-06":
            (folder / name).write_text(minutes(date, line), encoding="utf-8")
        else:
            with zipfile.ZipFile(folder / "old.zip", "w") as packed:
                packed.writestr(f"inner/{name}", minutes(date, line))
    return folder


def database(root: Path, file: Path) -> Path:
    """The database of an archive."""
    with open_store(file, write=True) as store:
        run(root, store, config=Config(), stages=STAGES, jobs=0)
    return file
