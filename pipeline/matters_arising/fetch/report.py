"""What became of one source in one visit."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fetched:
    """One visit to one source.

    `source` is its name in the configuration. `new`, `changed` and `unchanged` count files; `vanished` are paths in the
    archive's folder that the source listed before and lists no longer (their files are kept); `failed` are sentences,
    one for each file that could not be had, with its address and the reason. `complete` says that the source's whole
    list was read: only then may anything be concluded from absence. `reached` is false where the source could not be
    asked at all, and `note` says why. `doubt` says why a list that was read whole may not be what was meant: a page
    none of whose links fits.
    """

    source: str
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    vanished: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    complete: bool = False
    reached: bool = True
    note: str = ""
    doubt: str = ""
