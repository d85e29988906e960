"""Walk an archive in a fixed order and give its files one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from matters_arising.errors import SourceError
from matters_arising.ids import sha256_of
from matters_arising.models import Source
from matters_arising.vocab import DocumentStatus


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that was found and not read: where, why, what to do, and the status it is recorded with."""

    path: str
    reason: str
    remedy: str = ""
    status: DocumentStatus = DocumentStatus.FAILED


_KNOWN = {".pdf", ".md", ".markdown", ".txt", ".html", ".htm", ".docx"}


def find(root: Path, *, config: object = None) -> Iterator[Source | Unreadable]:
    """Every file below `root`, in the order of their paths."""
    if not root.exists():
        raise SourceError("no such folder", where=str(root), remedy="check the path")
    paths = [root] if root.is_file() else sorted(p for p in root.rglob("*") if p.is_file())
    for path in paths:
        name = path.name if root.is_file() else path.relative_to(root).as_posix()
        if path.suffix.lower() in _KNOWN:
            data = path.read_bytes()
            yield Source(name, data, sha256_of(data))
        else:
            yield Unreadable(name, f"no reader for {path.suffix or 'files without an extension'}")
