"""The members of zip archives as files of the archive, within bounds: nothing is written to disk."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from matters_arising.config import Limits
from matters_arising.sources.found import Unreadable, printable
from matters_arising.sources.zips import opened

INSIDE = "!/"  # stands between an archive's path and its member's
STARVED = ("it needs more memory than there is; it is tried again at the next run", "give the run more memory")
_SMALL = 1_000_000  # bytes: a member that unpacks to less is harmless whatever its ratio
_ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside a zip archive, unpacked in memory. `path` is `"folder/a.zip!/inner/name.pdf"`."""

    path: str
    data: bytes


def members(path: str, data: bytes, limits: Limits) -> Iterator[Member | Unreadable]:
    """The files in the zip archive at `path`, by name. What must not or cannot be unpacked is Unreadable."""
    try:
        archive = opened(data)
    except zipfile.BadZipFile as error:
        yield Unreadable(path, f"the zip file is damaged or cut off ({error})", "get it again")
        return
    with archive:
        infos = [info for info in archive.infolist() if not info.filename.endswith("/")]
        if len(infos) > limits.max_members:
            yield Unreadable(
                path,
                f"the zip file holds {len(infos):,} files, more than {limits.max_members:,}",
                "unpack it yourself, or raise max_members in matters.toml",
            )
            return
        unpacked = 0
        for info in sorted(infos, key=lambda info: info.filename):
            found = _unpack(archive, info, path, limits, limits.max_unpacked_bytes - unpacked)
            unpacked += len(found.data) if isinstance(found, Member) else 0
            yield found


def _unpack(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: str, limits: Limits, room: int
) -> Member | Unreadable:
    inside = path + INSIDE + printable(info.filename)
    if reason := _refused(info, limits, room):
        return Unreadable(inside, *reason)
    most = min(limits.max_bytes, room)
    try:
        with archive.open(info) as stream:
            data = stream.read(most + 1)  # the size that the archive states may be a lie
    except MemoryError:
        return Unreadable(inside, *STARVED)
    except Exception as error:  # zipfile lets through what its decompressors raise, and what it stumbles over
        return Unreadable(inside, f"cannot be unpacked ({error or type(error).__name__})", "get the zip file again")
    if len(data) > most:
        return Unreadable(inside, f"unpacks to more than {most:,} bytes", "unpack it yourself")
    return Member(inside, data)


def _refused(info: zipfile.ZipInfo, limits: Limits, room: int) -> tuple[str, str] | None:
    """Why a member is not unpacked, and what to do, if it is not."""
    name = info.filename.replace("\\", "/")
    if not name:
        return "it has no name", "unpack it yourself"
    if name.startswith("/") or ".." in name.split("/") or name[1:2] == ":" or "\x00" in name:
        return "its name leads out of the zip file", "rename it"
    if info.flag_bits & _ENCRYPTED:
        return "it is locked with a password", "unpack it yourself"
    ratio = info.file_size / max(info.compress_size, 1)
    if info.file_size > _SMALL and ratio > limits.max_ratio:
        return (
            f"it unpacks to {ratio:,.0f} times its size, as a zip bomb does",
            "unpack it yourself if you trust it, or raise max_ratio in matters.toml",
        )
    if info.file_size > limits.max_bytes:
        return (
            f"it unpacks to {info.file_size:,} bytes, more than {limits.max_bytes:,}",
            "raise max_bytes in matters.toml",
        )
    if info.file_size > room:
        return (
            f"the zip file unpacks to more than {limits.max_unpacked_bytes:,} bytes",
            "raise max_unpacked_bytes in matters.toml",
        )
    return None
