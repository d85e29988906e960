"""Walk an archive in a fixed order and give its files one at a time."""

from __future__ import annotations

import errno
import json
import os
import re
import stat
from collections.abc import Iterator, Set
from pathlib import Path

from matters_arising.config import MANIFEST, SETTINGS, Config, Limits
from matters_arising.errors import SourceError
from matters_arising.ids import sha256_of
from matters_arising.models import Source
from matters_arising.sources.found import Unreadable, printable
from matters_arising.sources.media import ENCRYPTED_OFFICE, JSON, READABLE, UNKNOWN, ZIP, extension, media_of
from matters_arising.sources.members import INSIDE, STARVED, members
from matters_arising.vocab import DocumentStatus

_DEEPEST = 3  # zip files within zip files
_NOT_MINUTES = DocumentStatus.NOT_MINUTES
_LEGAL = re.compile(r"(?:licen[cs]e|copying|notice|authors|contributors|code_of_conduct|security)(?:[-.].*)?", re.I)
_CONVERT = "convert it to PDF, DOCX, HTML or text"


def find(root: Path, *, config: Config | None = None) -> Iterator[Source | Unreadable]:
    """Every file below `root` in the order of their paths, or `root` itself where it is a file.

    One file is in memory at a time. Folders that links lead to are not entered, so that no file is read twice
    and no circle is followed. Raises SourceError where there is no such folder, or nothing in it can be read.
    """
    limits = config.limits if config else Limits()
    found: set[str] = set()
    read = 0
    for item in _items(root, limits, Path(config.overrides) if config and config.overrides else None):
        found.add(item.path)
        read += isinstance(item, Source)
        yield item
    for rule in config.documents if config else ():
        if rule.document not in found and not re.search(r"[*?\[]", rule.document):
            yield Unreadable(rule.document, "named in the manifest and not in the archive", "correct its path")
    if not read:
        what = "nothing in it can be read" if found else "there is nothing in it"
        raise SourceError(what, where=str(root), remedy="name a folder of minutes (PDF, DOCX, HTML, Markdown, text)")


def _items(root: Path, limits: Limits, overrides: Path | None) -> Iterator[Source | Unreadable]:
    try:
        kind = root.stat().st_mode
    except FileNotFoundError:
        raise SourceError("there is no such folder or file", where=str(root), remedy="check the path") from None
    except OSError as error:
        raise SourceError(_why(error), where=str(root), remedy="check its permissions and links") from error
    if not stat.S_ISDIR(kind):
        yield from _file(root, printable(root.name), limits)
        return
    real = Path(os.path.realpath(root))
    try:
        os.scandir(real).close()
    except OSError as error:
        raise SourceError(_why(error), where=str(root), remedy="give read permission on it") from error
    own = {real / SETTINGS, real / MANIFEST, *([overrides.parent.resolve() / overrides.name] if overrides else [])}
    yield from _folder(real, real, limits, own)


def _folder(folder: Path, root: Path, limits: Limits, own: Set[Path]) -> Iterator[Source | Unreadable]:
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries)
    except OSError as error:
        yield Unreadable(_name(folder, root) + "/", _why(error), "give read permission on the folder")
        return
    for name in names:
        path = folder / name
        shown = _name(path, root)
        if path in own:
            continue
        if name.startswith((".", "~$")) or name in ("__MACOSX", "Thumbs.db", "desktop.ini"):
            yield Unreadable(shown, "hidden: files of the system or of a program", status=_NOT_MINUTES)
        elif path.is_symlink():
            yield from _link(path, shown, root, limits)
        elif path.is_dir():
            yield from _folder(path, root, limits, own)
        else:
            yield from _file(path, shown, limits)


def _name(path: Path, root: Path) -> str:
    return printable(path.relative_to(root).as_posix())


def _link(path: Path, shown: str, root: Path, limits: Limits) -> Iterator[Source | Unreadable]:
    """A link to a file of the archive is that file under another name; others are named and not followed."""
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        circle = isinstance(error, RuntimeError) or error.errno == errno.ELOOP
        yield Unreadable(
            shown, "the link leads in a circle" if circle else "the link leads nowhere", "mend or remove it"
        )
        return
    if not target.is_relative_to(root):
        yield Unreadable(shown, "the link leads out of the archive", "put the file itself there, or run on its folder")
    elif target.is_dir():
        yield Unreadable(
            shown, "the link leads to a folder of this archive, which is read in its own place", status=_NOT_MINUTES
        )
    else:
        yield from _file(target, shown, limits)


def _file(path: Path, shown: str, limits: Limits) -> Iterator[Source | Unreadable]:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            yield Unreadable(shown, "a device or pipe, no file", status=_NOT_MINUTES)
            return
        if status.st_size > limits.max_bytes:
            yield Unreadable(
                shown,
                f"{status.st_size:,} bytes, more than {limits.max_bytes:,}",
                "split it, or raise max_bytes in matters.toml",
            )
            return
        data = path.read_bytes()
    except OSError as error:
        yield Unreadable(shown, _why(error), "give read permission on it")
        return
    except MemoryError:  # of what is in a zip file nothing may be concluded, as of what is in a closed folder
        yield Unreadable(shown + INSIDE if path.suffix.lower() == ".zip" else shown, *STARVED)
        return
    yield from _content(shown, data, limits, depth=0)


def _content(shown: str, data: bytes, limits: Limits, *, depth: int) -> Iterator[Source | Unreadable]:
    """A file's bytes as a source, the files in it where it is a zip archive, or why it is neither."""
    name = shown.rsplit("/", 1)[-1]
    if not data.strip():
        yield Unreadable(shown, "the file is empty", "get it again", DocumentStatus.EMPTY)
        return
    media = media_of(shown, data)
    if _LEGAL.fullmatch(name) and media in READABLE and len(data) < 200_000:
        yield Unreadable(shown, "a licence or notice by its name", status=_NOT_MINUTES)
    elif media in READABLE:
        yield Source(shown, data, sha256_of(data))
    elif media == ZIP and depth < _DEEPEST:
        for member in members(shown, data, limits):
            if isinstance(member, Unreadable):
                yield member
            elif "__MACOSX/" not in member.path and not member.path.rsplit("/", 1)[-1].startswith("."):
                yield from _content(member.path, member.data, limits, depth=depth + 1)
    else:
        yield _unknown(shown, media, data)


def _unknown(shown: str, media: str, data: bytes) -> Unreadable:
    """A file of a kind that is not read: what it is, and what to do about it."""
    if media == JSON:
        return _json(shown, data)
    if media == ZIP:
        return Unreadable(shown, f"zip files within zip files more than {_DEEPEST} deep", "unpack it yourself")
    if media == ENCRYPTED_OFFICE:
        return Unreadable(shown, "locked with a password", "save it without one")
    kind, _, sort = media.partition("/")
    if kind == "image":
        return Unreadable(shown, f"an image ({sort})", "if it shows minutes, save it as PDF", _NOT_MINUTES)
    if kind in ("audio", "video") or (sort.startswith("x-") and kind == "text"):
        what = f"a file for programs (.{extension(shown)})" if kind == "text" else f"a recording ({sort})"
        return Unreadable(shown, what, status=_NOT_MINUTES)
    if media == UNKNOWN:
        return Unreadable(shown, "binary data of no kind that is known", "check where it comes from")
    return Unreadable(shown, f"there is no reader for {sort.rsplit('.', 1)[-1]} files", _CONVERT)


def _json(shown: str, data: bytes) -> Unreadable:
    try:
        json.loads(data)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        return Unreadable(shown, f"malformed JSON: {error.msg.lower()} at {where}", "correct it there")
    except (UnicodeDecodeError, RecursionError, ValueError) as error:
        return Unreadable(shown, f"malformed JSON: {error}", "correct it")
    return Unreadable(shown, "there is no reader for JSON minutes yet", "convert it to Markdown, HTML or text")


def _why(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "it may not be read"
    if error.errno == errno.ELOOP:
        return "the link leads in a circle"
    return f"it cannot be opened ({error.strerror or error})"
