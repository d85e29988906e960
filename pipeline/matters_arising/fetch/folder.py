"""A watched folder: what lies in it is copied into the archive."""

from __future__ import annotations

import os
from fnmatch import fnmatchcase
from pathlib import Path

from matters_arising.fetch.failures import Failure, Unreachable
from matters_arising.fetch.listing import Answer, Item, Listing
from matters_arising.fetch.names import safe_path
from matters_arising.fetch.settings import Folder


def list_folder(source: Folder, archive: Path) -> Listing:
    """Every file of the folder that fits `match`. Links and hidden files are left alone, and so is the archive itself
    where it lies in the folder. Raises Failure where there is no such folder."""
    listing = Listing()
    for path in walked(source.path, listing, archive):
        name = path.relative_to(source.path).as_posix()
        if any(fnmatchcase(name, match) or fnmatchcase(path.name, match) for match in source.match):
            stem = safe_path(name.rsplit(".", 1)[0].split("/") if "." in path.name else name.split("/"))
            listing.add(Item(name, stem, path, pages=True))
    return listing


def walked(folder: Path, listing: Listing, archive: Path) -> list[Path]:
    """The files below a folder in the order of their names; what cannot be entered is a fault of the listing."""
    if not folder.is_dir():
        raise Unreachable(f"there is no folder {folder}")
    found: list[Path] = []
    without = archive.resolve()

    def unreadable(error: OSError) -> None:
        listing.fault(str(error.filename), error.strerror or "it cannot be listed")

    for here, names, files in os.walk(folder, onerror=unreadable):
        place = Path(here)
        inside = place.resolve()
        if inside != without and inside.is_relative_to(without):
            names[:] = []
            continue
        names[:] = sorted(name for name in names if not name.startswith(".") and (place / name).resolve() != without)
        shown = sorted(name for name in files if not name.startswith((".", "~$")))
        found += [place / name for name in shown if not (place / name).is_symlink() and (place / name).is_file()]
    return found


def read_file(path: Path, most: int) -> Answer:
    """The bytes of a file that is not being written to meanwhile. Raises Failure."""
    try:
        before = path.stat()
        if before.st_size > most:
            raise Failure(f"it is larger than {most:,} bytes; if that is right, raise max_bytes")
        body = path.read_bytes()
        after = path.stat()
    except OSError as error:
        raise Failure(f"it cannot be read ({error.strerror})") from None
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(body) != after.st_size:
        raise Failure("it is still being written; the next visit takes it")
    return Answer(body)
