"""A run, from a folder of minutes to a database of matters: this file reads like its table of contents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import Connection, IntegrityError
from typing import TYPE_CHECKING

from matters_arising.errors import SourceError, UsageError
from matters_arising.files import results, survey
from matters_arising.matters.overrides import Book, Told
from matters_arising.matters.verdicts import Docket
from matters_arising.redactions import Redactions, counts_in, cover_config, published
from matters_arising.settle import is_current, notes_on, notes_on_verdicts, settle
from matters_arising.stages import Stages, with_redactions
from matters_arising.store import FileResult, Plan, Recorded, Seen, Store, plan, put, recorded, transaction, withdraw
from matters_arising.store.overrides import beside, is_followed, put_told, read_book
from matters_arising.store.read import meta
from matters_arising.store.redactions import cover_stored, cover_where_new, log_removed, read_rules, remember_file
from matters_arising.store.verdicts import is_ruled, read_docket, read_ruled, verdicts_beside
from matters_arising.store.write import set_meta
from matters_arising.version import following_version
from matters_arising.vocab import DocumentStatus

if TYPE_CHECKING:
    from matters_arising.config import Config

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Done:
    """What a run did: how many files it read, found as they were, and marked withdrawn.

    `notes` say which of people's corrections do not apply, and why, where the matters were followed. `left` are the
    files that a run which was told to stop did not come to: it is unfinished, and the next run goes on with them.
    """

    processed: int
    unchanged: int
    withdrawn: int
    notes: tuple[str, ...] = ()
    left: int = 0


def never() -> bool:
    """A run that is not told to stop."""
    return False


def all_gone(_missing: Sequence[str], _known: int) -> bool:
    """Files that are missing from the archive are no longer of it."""
    return True


def run(
    root: Path,
    store: Store,
    *,
    config: Config,
    stages: Stages = Stages(),  # noqa: B008 - a frozen value
    jobs: int = 1,
    on_progress: Progress | None = None,
    overrides: str = "",
    verdicts: str = "",
    stop: Callable[[], bool] = never,
    gone: Callable[[Sequence[str], int], bool] = all_gone,
    now: str = "",
    redactions: Redactions | None = None,
    cluster: str = "",
) -> Done:
    """Bring `store` up to date with the archive below `root`; an archive that is as it was costs a look.

    `jobs` processes read the files (0: this one does), or the workers of the dask cluster whose scheduler is at
    `cluster`; the tables are the same whoever reads. Each file is kept in a transaction of its own, so
    that a run that is cut off has lost nothing and the next one goes on from there. `on_progress` hears the
    files done, the files to do, and the path of the last one. `overrides` is the file of people's corrections of
    links, `verdicts` that of their corrections of claims, empty for the ones beside the database; where one has
    changed, matters are followed again and no file is read. `stop` is asked before each file; once it says so, what is
    in hand is finished and no matters are followed: the run is unfinished as if it had been cut off. `gone` is asked
    where files are missing, with their paths and the number of files that the database holds, whether they may be
    withdrawn; else they stay as they were. `redactions` are covered before anything is read from a file, and in what is
    stored already; where none are given, those of the file that the settings name, or that is beside the database.
    `now` is when files are said to be seen first, empty for what the clock says.
    Raises SourceError, UsageError, StoreError, ModelError; a file that cannot be read is recorded and raises
    nothing.
    """
    redactions = _rules(store, config) if redactions is None else redactions
    cover_where_new(store, redactions, now or _now())
    stages, config = with_redactions(stages, redactions), cover_config(config, redactions)
    known = recorded(store)
    files, todo = _planned(root, store, known, config=config, stages=stages, gone=gone)
    words = _Words.read(store, overrides, verdicts)
    if todo.empty and words.are_heard(store):
        return Done(0, len(known), 0)
    same = words.are_heard(store) and not (todo.settled or todo.gone)
    begin(store, root, now=now)
    withdraw(store, todo.gone)
    for result in todo.settled:
        put(store, result)
    count = 0
    reading = results(root, todo, config, stages, jobs, stop=stop, cluster=cluster)
    for count, read in enumerate(reading, start=1):
        result = replace(read, note=redactions.everywhere().cover(read.note))
        same = same and _failed_as_before(result, known)
        keep(store, result, removed_at=now or _now())
        if on_progress:
            on_progress(count, len(todo.work), result.path)
    unfinished = count < len(todo.work) and stop()
    told = () if unfinished else _conclude(store, stages, words, processed=len(todo.work), same=same)
    cover_stored(store, redactions, now or _now())
    if unfinished:
        return Done(count + len(todo.settled), 0, len(todo.gone), left=len(todo.work) - count)
    done = len(todo.work) + len(todo.settled)
    return Done(done, files - done, len(todo.gone), words.notes(store, told))


def _rules(store: Store, config: Config) -> Redactions:
    remember_file(store, config.redactions)
    return read_rules(store)


def _failed_as_before(result: FileResult, known: Mapping[str, Recorded]) -> bool:
    """Whether a file was tried again for nothing, so that what is said over the whole archive stands."""
    was = known.get(result.path)
    now = (result.sha256, result.fingerprint, result.status, result.note)
    failed = result.status is DocumentStatus.FAILED
    return failed and was is not None and now == (was.sha256, was.fingerprint, was.status, was.note)


def _planned(
    root: Path,
    store: Store,
    known: Mapping[str, Recorded],
    *,
    config: Config,
    stages: Stages,
    gone: Callable[[Sequence[str], int], bool],
) -> tuple[int, Plan]:
    """How many files the archive has, and what is to be done about them."""
    seen, unreadable = survey(root, config, stages)
    _check_archive(root, store, known, seen, unreadable)
    todo = plan(seen, unreadable, known)
    if todo.gone and not gone(todo.gone, sum(was.status != DocumentStatus.WITHDRAWN for was in known.values())):
        todo = replace(todo, gone=())
    return len(seen) + len(unreadable), todo


def _check_archive(
    root: Path, store: Store, known: Mapping[str, Recorded], seen: Iterable[Seen], unreadable: Iterable[FileResult]
) -> None:
    """A database belongs to one archive: without this, a run on another would withdraw all that is in it."""
    paths = {file.path for file in seen} | {result.path for result in unreadable}
    if not paths:
        raise SourceError("there is nothing to read in it", where=str(root), remedy="name the folder of the minutes")
    before = meta(store, "root")
    if before and before != str(root.resolve()) and paths.isdisjoint(known):
        raise UsageError(
            f"{store.path} holds another archive, {before}",
            where=str(root),
            remedy="give each archive a database of its own",
        )


def begin(store: Store, root: Path, *, now: str = "") -> None:
    """Record that a run has begun, and on which archive."""
    with transaction(store) as connection:
        set_meta(connection, "root", str(root.resolve()))
        set_meta(connection, "unsettled", "yes")
        connection.execute(
            "INSERT INTO runs (root, version, started) VALUES (?, ?, ?)",
            (str(root.resolve()), following_version(), now or _now()),
        )


def keep(store: Store, result: FileResult, *, removed_at: str = "") -> None:
    """Record one file; parts that do not fit together cost this file and no other. What was removed from it is logged
    as of `removed_at`."""
    try:
        put(store, replace(result, note=published(result.note)))
        log_removed(store, result.path, counts_in(result.note), removed_at)
    except (IntegrityError, KeyError) as error:
        note = f"its parts do not fit together ({type(error).__name__}: {error}): please report it"
        put(
            store,
            replace(result, status=DocumentStatus.FAILED, note=note, segmented=None, events=(), stances=()),
        )


def _conclude(store: Store, stages: Stages, words: _Words, *, processed: int, same: bool) -> tuple[Told, ...]:
    """End the run; where everything is as it was, what was said over the whole archive stands."""
    if not same:
        return finish(store, stages, words, processed=processed)
    with transaction(store) as connection:
        _end(connection, processed)
    return ()


def finish(store: Store, stages: Stages, words: _Words, *, processed: int) -> tuple[Told, ...]:
    """Say what can only be said over the whole archive, all of it in one transaction, and that the run has ended.

    Returns what became of each correction of a link.
    """
    with transaction(store) as connection:
        told = settle(store, stages, words.links, words.claims)
        set_meta(connection, "overrides", words.links_file)
        set_meta(connection, "corrections", words.claims_file)
        put_told(store, words.links, told)
        set_meta(connection, "settled_version", following_version())
        _end(connection, processed)
    return told


def _end(connection: Connection, processed: int) -> None:
    """Say that the run has ended, and that what is said over the whole archive holds."""
    set_meta(connection, "unsettled", "no")
    connection.execute(
        "UPDATE runs SET finished = ?, processed = ? WHERE key = (SELECT max(key) FROM runs)", (_now(), processed)
    )


# ---- what people said --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Words:
    """What people said against links and against claims, and the files that settings name for it, empty for the ones
    beside the database."""

    links: Book
    links_file: str
    claims: Docket
    claims_file: str

    @classmethod
    def read(cls, store: Store, overrides: str, verdicts: str) -> _Words:
        return cls(
            read_book(Path(overrides) if overrides else beside(store.path)),
            overrides,
            read_docket(Path(verdicts) if verdicts else verdicts_beside(store.path)),
            verdicts,
        )

    def are_heard(self, store: Store) -> bool:
        """Whether the last run came to its end, was of this version, and heard the same words from the same files."""
        return (
            is_current(store)
            and is_followed(store, self.links)
            and is_ruled(store, self.claims)
            and (meta(store, "overrides"), meta(store, "corrections")) == (self.links_file, self.claims_file)
        )

    def notes(self, store: Store, told: Sequence[Told]) -> tuple[str, ...]:
        """What a person should hear: files that are not there, lines that are broken or do not apply."""
        named = ((self.links_file, self.links.sha256), (self.claims_file, self.claims.sha256))
        missing = [f"there is no file of corrections {name}" for name, sha256 in named if name and not sha256]
        ruled = read_ruled(store).values()
        return (*missing, *notes_on(self.links, told), *notes_on_verdicts(self.claims, ruled))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
