"""Names for files and folders out of words of strangers: safe on every system, and the same every night."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

from matters_arising.fetch.telling import plain

_LONGEST = 120  # bytes of one part of a path, its ending not counted
_FORBIDDEN = re.compile(r'[/\\:*?"<>|]+')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.I)


def safe(words: str) -> str:
    """One part of a path: no separator, no mark that a system forbids or hides, neither `.` nor `..`, never hidden."""
    name = plain(unicodedata.normalize("NFC", words))
    name = _FORBIDDEN.sub("-", name).lstrip(". ~-$").rstrip(". ")
    name = name.encode("utf-8")[:_LONGEST].decode("utf-8", "ignore").rstrip(". ")
    if not name:
        return "file"
    return f"_{name}" if _RESERVED.fullmatch(name) else name


def safe_path(parts: Iterable[str]) -> str:
    """A relative path of safe parts, at most eight deep."""
    kept = [safe(part) for part in parts if part not in ("", ".", "..")]
    return "/".join(kept[-8:]) or "file"


def told_apart(stem: str, key: str) -> str:
    """The stem with a mark of its own, for when another file has the plain one."""
    return f"{stem} {hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def allot(wanted: dict[str, str], taken: dict[str, str]) -> dict[str, str]:
    """A stem for each key, no two alike even where letters' case is not told apart.

    `wanted` are the stems as they should be; `taken` those that keys have from before and keep. The first key in order
    of keys has the plain stem, so that the order of a list decides nothing.
    """
    allotted = {key: taken[key] for key in wanted if key in taken}
    used = {stem.casefold() for stem in taken.values()}
    for key in sorted(wanted.keys() - allotted.keys()):
        stem = wanted[key]
        if stem.casefold() in used:
            stem = told_apart(stem, key)
        used.add(stem.casefold())
        allotted[key] = stem
    return allotted
