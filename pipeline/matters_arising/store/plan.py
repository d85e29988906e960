"""What a run has to do: the archive as it is now, held against what the database recorded last time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from matters_arising.store.connection import Store, explained
from matters_arising.store.write import FileResult
from matters_arising.vocab import DocumentStatus


@dataclass(frozen=True, slots=True)
class Seen:
    """A file of the archive as the survey saw it. `blank` says that it holds nothing but white space.

    `fingerprints` are those (of FileResult) that a recorded result may have and need not be made again.
    """

    path: str
    sha256: str
    blank: bool
    fingerprints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recorded:
    """A file as the database has it."""

    path: str
    sha256: str
    fingerprint: str
    status: str
    note: str
    duplicate_of: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Paths to read (`work`), results known without reading (`settled`), paths to withdraw (`gone`)."""

    work: frozenset[str]
    settled: tuple[FileResult, ...]
    gone: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Whether the archive is as it was."""
        return not (self.work or self.settled or self.gone)


def recorded(store: Store) -> dict[str, Recorded]:
    """Every file the database knows, by path."""
    with explained(store.path):
        rows = store.connection.execute(
            "SELECT path, sha256, fingerprint, status, note, duplicate_of FROM documents ORDER BY path"
        ).fetchall()
    return {row["path"]: Recorded(*row) for row in rows}


def plan(seen: Iterable[Seen], unreadable: Iterable[FileResult], known: Mapping[str, Recorded]) -> Plan:
    """A file is read when it is new or changed; files of the same bytes count once, as the first of them.

    Blank files are no duplicates of one another. `unreadable` are the files that finding could not open.
    """
    firsts: dict[str, str] = {}
    work: set[str] = set()
    settled: list[FileResult] = []
    present: set[str] = set()
    for file in seen:
        present.add(file.path)
        first = file.path if file.blank else firsts.setdefault(file.sha256, file.path)
        if first != file.path:
            settled.append(_duplicate(file, first))
        elif not _unchanged(known.get(file.path), file.fingerprints, ""):
            work.add(file.path)
    for result in unreadable:
        present.add(result.path)
        settled.append(result)
    closed = tuple(path for path in present if path.endswith("/"))  # folders that may not be looked into
    gone = [
        path
        for path, was in known.items()
        if path not in present and was.status != DocumentStatus.WITHDRAWN and not path.startswith(closed)
    ]
    news = [result for result in settled if not _same(known.get(result.path), result)]
    return Plan(work=frozenset(work), settled=tuple(news), gone=tuple(sorted(gone)))


def _duplicate(file: Seen, first: str) -> FileResult:
    return FileResult(
        path=file.path,
        sha256=file.sha256,
        fingerprint=file.fingerprints[0],
        status=DocumentStatus.DUPLICATE,
        note=f"the same bytes as {first}",
        duplicate_of=first,
    )


def _unchanged(was: Recorded | None, fingerprints: Collection[str], duplicate_of: str) -> bool:
    if was is None or was.status == DocumentStatus.WITHDRAWN:
        return False
    return was.fingerprint in fingerprints and was.duplicate_of == duplicate_of


def _same(was: Recorded | None, result: FileResult) -> bool:
    return (
        was is not None
        and _unchanged(was, (result.fingerprint,), result.duplicate_of)
        and (was.status, was.note) == (result.status, result.note)
    )
