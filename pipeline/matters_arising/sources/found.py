"""What the walk over an archive finds beside readable files."""

from __future__ import annotations

import os
from dataclasses import dataclass

from matters_arising.vocab import DocumentStatus


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that was found and not read: where, why, what to do, and the status it is recorded with."""

    path: str
    reason: str
    remedy: str = ""
    status: DocumentStatus = DocumentStatus.FAILED


def printable(name: str) -> str:
    """The name as it can be printed and stored: bytes that are no UTF-8 are spelled out, as in `caf\\xe9.pdf`."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return os.fsencode(name).decode("utf-8", "backslashreplace")
    return name
