"""What the site rests on: which files were read, which not and why, and how each label was made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matters_arising.export.site.reading import FileNote, Reading
from matters_arising.vocab import DocumentStatus

STATUSES = {
    "read": "read",
    "duplicate": "the same as another file",
    "not-minutes": "not minutes",
    "needs-ocr": "scanned, and not read",
    "empty": "empty",
    "failed": "could not be read",
    "withdrawn": "no longer in the archive",
}
"""What became of a file, in words."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """The files by what became of them: `counts` in words with their numbers, `unread` those that may hold minutes and
    could not be read, `left_out` the others that were not mined, `scanned` those read by OCR, at least in part.
    `unsure` counts the marks that are left out of the whole site, `left` the quotes that are shown."""

    counts: tuple[tuple[str, int], ...]
    unread: tuple[FileNote, ...]
    left_out: tuple[FileNote, ...]
    scanned: tuple[FileNote, ...]
    remarks: tuple[FileNote, ...]
    unsure: int
    shown: int


def coverage(reading: Reading) -> Coverage:
    """Account for every file."""
    files = reading.files
    unread = (DocumentStatus.FAILED, DocumentStatus.NEEDS_OCR)
    read = [one for one in files if one.status == DocumentStatus.READ]
    scanned = [one for one in read if "OCR" in one.note]
    return Coverage(
        counts=tuple((STATUSES[status], number) for status, number in reading.overview.documents.items()),
        unread=_of(files, unread),
        left_out=_of(files, [s for s in DocumentStatus if s not in (*unread, DocumentStatus.READ)]),
        scanned=tuple(scanned),
        remarks=tuple(one for one in read if one not in scanned),
        unsure=sum(one.unsure for one in reading.minutes),
        shown=sum(len(one.quotes) for one in reading.minutes),
    )


def _of(files: Sequence[FileNote], statuses: Sequence[DocumentStatus]) -> tuple[FileNote, ...]:
    return tuple(one for one in files if one.status in statuses)
