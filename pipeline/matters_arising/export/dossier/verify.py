"""A pack held against the archive's own files: no database, no model, only the reader.

Nothing that a manifest names is opened: the archive is walked as any run walks it, and what is found is compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from matters_arising.config import Config, Limits
from matters_arising.documents import read
from matters_arising.errors import ReadError
from matters_arising.export.dossier.manifest import ClaimedFile, ClaimedQuote, Manifest, load
from matters_arising.export.folder import PACK
from matters_arising.ids import sha256_of
from matters_arising.models import Document, Source
from matters_arising.sources import Unreadable, find

FileState = Literal["same", "moved", "changed", "unreadable", "missing"]
QuoteState = Literal["stands", "elsewhere", "gone", "unread"]
PackState = Literal["altered", "missing", "added"]


@dataclass(frozen=True, slots=True)
class PackFault:
    """A file of the pack that is not as the manifest lists it."""

    name: str
    state: PackState


@dataclass(frozen=True, slots=True)
class FoundQuote:
    """A quote and whether it stands in the file that is there: at its place, at another, no more, or nobody can tell
    because the file is missing or cannot be read."""

    claim: ClaimedQuote
    state: QuoteState


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file of the archive as it is now, and its quotes. `why` tells where it lies now, or why it cannot be read.

    `read_otherwise` says that its bytes are the same and its text is not: another reader, or other OCR, or `removed`
    passages that were covered on request before the pack was made.
    """

    document: str
    state: FileState
    quotes: tuple[FoundQuote, ...] = ()
    why: str = ""
    read_otherwise: bool = False
    removed: int = 0

    @property
    def standing(self) -> int:
        """How many of its quotes stand at their place."""
        return sum(one.state == "stands" for one in self.quotes)


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found. `manifest_sha256` is the hash of the manifest itself, `expected` what it should be, if that was
    said."""

    manifest: Manifest
    manifest_sha256: str
    expected: str
    pack: tuple[PackFault, ...]
    files: tuple[FoundFile, ...]

    @property
    def is_expected(self) -> bool:
        """Whether the manifest is the one that was meant, as far as anybody said."""
        return self.expected in ("", self.manifest_sha256)

    @property
    def stands(self) -> bool:
        """Whether all of it is as the pack says. A file that lies elsewhere with the same bytes is the same file."""
        return (
            self.is_expected
            and not self.pack
            and all(one.state in ("same", "moved") and one.standing == len(one.quotes) for one in self.files)
        )


def verify(folder: Path, archive: Path, *, expected: str = "") -> Verification:
    """Hold the pack in `folder` against the files below `archive`. `expected` is the hash its manifest should have.

    Raises PackError where the folder is no pack, SourceError where the archive cannot be used.
    """
    manifest, digest = load(folder)
    return Verification(
        manifest, digest, expected.strip().lower(), tuple(_pack(folder, manifest)), tuple(_files(manifest, archive))
    )


def _pack(folder: Path, manifest: Manifest) -> Iterator[PackFault]:
    there = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if not _is_folder(path)}
    for name in sorted(manifest.files.keys() | there.keys() - {PACK.list}):
        path = there.get(name)
        if path is None:
            yield PackFault(name, "missing")
        elif name not in manifest.files:
            yield PackFault(name, "added")
        elif path.is_symlink() or sha256_of(path.read_bytes()) != manifest.files[name]:
            yield PackFault(name, "altered")


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _files(manifest: Manifest, archive: Path) -> Iterator[FoundFile]:
    """The files that the manifest claims, in the order of their paths."""
    config = Config.load(archive)
    quotes: dict[str, list[ClaimedQuote]] = {path: [] for path in manifest.documents}
    for quote in manifest.quotes:
        quotes[quote.document].append(quote)
    of_hash: dict[str, list[str]] = {}
    for path, claim in manifest.documents.items():
        of_hash.setdefault(claim.sha256, []).append(path)
    found: dict[str, FoundFile] = {}
    for item in find(archive, config=config):
        if item.path in manifest.documents:
            found[item.path] = _found(item, manifest.documents[item.path], quotes[item.path], config.limits)
        for path in of_hash.get(item.sha256, ()) if isinstance(item, Source) else ():
            if path not in found and path != item.path:
                found[path] = _found(item, manifest.documents[path], quotes[path], config.limits, moved_from=path)
    for path in sorted(manifest.documents):
        yield found.get(path) or FoundFile(path, "missing", _all(quotes[path], "unread"))


def _found(
    item: Source | Unreadable, claim: ClaimedFile, quotes: list[ClaimedQuote], limits: Limits, *, moved_from: str = ""
) -> FoundFile:
    path = moved_from or item.path
    if isinstance(item, Unreadable):
        return FoundFile(path, "unreadable", _all(quotes, "unread"), item.reason)
    state: FileState = "moved" if moved_from else "same" if item.sha256 == claim.sha256 else "changed"
    why = f"it is now {item.path}" if moved_from else ""
    if not quotes:
        return FoundFile(path, state, (), why)
    try:
        document = read(item, limits=limits)
    except ReadError as error:
        return FoundFile(path, "unreadable", _all(quotes, "unread"), error.what)
    except Exception as error:  # a fault of the reader costs this file, as in a run
        return FoundFile(path, "unreadable", _all(quotes, "unread"), f"a fault of this program ({error!r})")
    otherwise = state != "changed" and sha256_of(document.text.encode("utf-8", "replace")) != claim.text_sha256
    whole = " ".join(document.text.split())
    return FoundFile(
        path, state, tuple(FoundQuote(q, _stands(q, document, whole)) for q in quotes), why, otherwise, claim.removed
    )


def _stands(quote: ClaimedQuote, document: Document, whole: str) -> QuoteState:
    """Whether a quote stands in a document; `whole` is its text with white space folded."""
    if document.text[quote.start : quote.end] == quote.quote:
        pages = (document.page_at(quote.start), document.page_at(quote.end - 1))
        return "stands" if pages == quote.pages else "elsewhere"
    return "elsewhere" if " ".join(quote.quote.split()) in whole else "gone"


def _all(quotes: list[ClaimedQuote], state: QuoteState) -> tuple[FoundQuote, ...]:
    return tuple(FoundQuote(quote, state) for quote in quotes)


def counts(found: Verification) -> Mapping[QuoteState, int]:
    """How many quotes are in each state."""
    states = [one.state for file in found.files for one in file.quotes]
    order: tuple[QuoteState, ...] = ("stands", "elsewhere", "gone", "unread")
    return {state: states.count(state) for state in order if state in states}
