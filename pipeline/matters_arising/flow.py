"""A run, from a folder of minutes to a database of matters: this file reads like its table of contents."""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache, partial
from itertools import takewhile
from pathlib import Path
from sqlite3 import IntegrityError
from typing import TYPE_CHECKING

from matters_arising.documents.ocr import OCR_REMEDY, ocr_ready
from matters_arising.errors import ModelError, ReadError, SourceError, StoreError, UsageError
from matters_arising.ids import make_id
from matters_arising.matters.overrides import Book, Entry, Override, Shelf, Told, place
from matters_arising.matters.verdicts import (
    Docket,
    Line,
    Ruled,
    Verdict,
    named,
    parse_verdicts,
    unsaid,
    written_verdict,
)
from matters_arising.models import Document, Meeting, Source
from matters_arising.redactions import Redactions, counts_in, cover_config
from matters_arising.reread import rereading
from matters_arising.stages import Stages, with_redactions
from matters_arising.store import FileResult, Plan, Seen, Store, plan, put, recorded, transaction, withdraw
from matters_arising.store.appending import appending
from matters_arising.store.mend import mend_rows
from matters_arising.store.overrides import beside, is_followed, overrides_path, put_told, read_book, writing
from matters_arising.store.read import (
    meta,
    read_events,
    read_hashes,
    read_items,
    read_meetings,
    read_stances,
    read_statements,
    read_text,
)
from matters_arising.store.redactions import cover_stored, cover_where_new, log_removed, read_rules, remember_file
from matters_arising.store.settle import (
    later_documents,
    matters_of_stances,
    public_ids,
    put_matters,
    put_meetings,
    superseded,
)
from matters_arising.store.verdicts import (
    apply_verdicts,
    is_ruled,
    put_ruled,
    read_docket,
    read_ruled,
    verdicts_beside,
    verdicts_path,
)
from matters_arising.store.verify import verified
from matters_arising.store.write import set_meta
from matters_arising.version import following_version, reading_version
from matters_arising.vocab import DocumentStatus
from matters_arising.workers import Lost, perform_each

if TYPE_CHECKING:
    from matters_arising.config import Config, Hints, Limits
    from matters_arising.sources import Unreadable

Progress = Callable[[int, int, str], None]
_GRACE = 10.0  # seconds that a file past its time has to stop before its process is ended
_NO_OCR = "-without-ocr"
_ANEW = "move it away and run again to build it anew; corrections by people are kept in their own file"


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


@dataclass(frozen=True, slots=True)
class Task:
    """One file to be read, and what is known about it beforehand."""

    source: Source
    hints: Hints
    fingerprint: str


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
) -> Done:
    """Bring `store` up to date with the archive below `root`; an archive that is as it was costs a look.

    `jobs` processes read the files (0: this one does). Each file is kept in a transaction of its own, so
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
    seen, unreadable = survey(root, config, stages)
    _check_archive(root, store, seen, unreadable)
    todo = plan(seen, unreadable, known)
    if todo.gone and not gone(todo.gone, sum(was.status != DocumentStatus.WITHDRAWN for was in known.values())):
        todo = replace(todo, gone=())
    corrections = read_book(Path(overrides) if overrides else beside(store.path))
    docket = read_docket(Path(verdicts) if verdicts else verdicts_beside(store.path))
    if todo.empty and _settled(store, corrections, overrides) and _is_ruled(store, docket, verdicts):
        return Done(0, len(known), 0)
    begin(store, root, now=now)
    withdraw(store, todo.gone)
    for result in todo.settled:
        put(store, result)
    count = 0
    for count, result in enumerate(results(root, todo, config, stages, jobs, stop=stop), start=1):
        keep(store, replace(result, note=redactions.everywhere().cover(result.note)), removed_at=now or _now())
        if on_progress:
            on_progress(count, len(todo.work), result.path)
    if count < len(todo.work) and stop():
        cover_stored(store, redactions, now or _now())
        return Done(count + len(todo.settled), 0, len(todo.gone), left=len(todo.work) - count)
    told = settle(
        store,
        stages,
        processed=len(todo.work),
        corrections=corrections,
        overrides=overrides,
        docket=docket,
        verdicts=verdicts,
    )
    cover_stored(store, redactions, now or _now())
    unchanged = len(seen) + len(unreadable) - len(todo.work) - len(todo.settled)
    named_files = ((overrides, corrections.sha256), (verdicts, docket.sha256))
    missing = [f"there is no file of corrections {name}" for name, sha256 in named_files if name and not sha256]
    notes = (*missing, *notes_on(corrections, told), *notes_on_verdicts(docket, read_ruled(store).values()))
    return Done(len(todo.work) + len(todo.settled), unchanged, len(todo.gone), notes)


def _rules(store: Store, config: Config) -> Redactions:
    remember_file(store, config.redactions)
    return read_rules(store)


# ---- find --------------------------------------------------------------------------------------------------


def survey(root: Path, config: Config, stages: Stages) -> tuple[list[Seen], list[FileResult]]:
    """Every file of the archive with its hash, and the files that could not even be opened."""
    seen: list[Seen] = []
    unreadable: list[FileResult] = []
    for found in _files(root, config, stages):
        if isinstance(found, Source):
            whole = _fingerprint(found, config, stages)
            enough = (whole, whole + _bounds(config.limits), *(() if _ocr_ready() else (whole + _NO_OCR,)))
            seen.append(Seen(found.path, found.sha256, not found.data.strip(), enough))
        else:
            unreadable.append(FileResult(found.path, "", "", found.status, note=_joined(found.reason, found.remedy)))
    return seen, unreadable


def _files(root: Path, config: Config, stages: Stages) -> Iterator[Source | Unreadable]:
    """What `find` gives, each under a name of its own: a zip file may hold two members of one name."""
    names: Counter[str] = Counter()
    for found in stages.find(root, config=config):
        names[found.path] += 1
        again = names[found.path]
        yield found if again == 1 else replace(found, path=f"{found.path} ({again})")


def _check_archive(root: Path, store: Store, seen: Iterable[Seen], unreadable: Iterable[FileResult]) -> None:
    """A database belongs to one archive: without this, a run on another would withdraw all that is in it."""
    paths = {file.path for file in seen} | {result.path for result in unreadable}
    if not paths:
        raise SourceError("there is nothing to read in it", where=str(root), remedy="name the folder of the minutes")
    before = meta(store, "root")
    if before and before != str(root.resolve()) and paths.isdisjoint(recorded(store)):
        raise UsageError(
            f"{store.path} holds another archive, {before}",
            where=str(root),
            remedy="give each archive a database of its own with --db",
        )


def _fingerprint(source: Source, config: Config, stages: Stages) -> str:
    hints = config.hints_for(source.path).model_dump_json()
    return make_id(
        "fp",
        source.sha256,
        reading_version(),
        hints,
        *filter(None, (stages.version, stages.redactions.fingerprint(source.path))),
    )


def _bounds(limits: Limits) -> str:
    return f"-{make_id('within', limits.model_dump_json())}"


def _ocr_ready() -> bool:
    return ocr_ready(wanted=True)


# ---- read, segment, extract, classify ----------------------------------------------------------------------


def results(
    root: Path, todo: Plan, config: Config, stages: Stages, jobs: int, *, stop: Callable[[], bool] = never
) -> Iterator[FileResult]:
    """What became of each file that has to be read, as the workers finish them; none is begun once `stop` says so."""
    perform = partial(read_one, stages, config.limits)
    work = (
        Task(source, config.hints_for(source.path), _fingerprint(source, config, stages))
        for source in takewhile(lambda _: not stop(), _files(root, config, stages))
        if isinstance(source, Source) and source.path in todo.work
    )
    if not todo.work:
        return
    seconds = config.limits.max_seconds
    for task, result in perform_each(perform, work, jobs=jobs, seconds=seconds, grace=_GRACE):
        yield _stamped(_failed(task, result.reason) if isinstance(result, Lost) else result, config.limits)


def _stamped(result: FileResult, limits: Limits) -> FileResult:
    """A result that is to be tried again with other bounds, or once OCR can be had, says so in its fingerprint."""
    if result.status is DocumentStatus.FAILED:
        return replace(result, fingerprint=result.fingerprint + _bounds(limits))
    if OCR_REMEDY in result.note and not _ocr_ready():
        return replace(result, fingerprint=result.fingerprint + _NO_OCR)
    return result


def read_one(stages: Stages, limits: Limits, task: Task) -> FileResult:
    """One file, from bytes to events and stances. Whatever goes wrong with it is in the result."""
    events_model, stances_model = _model(stages.load_events), _model(stages.load_stances)
    try:
        document = stages.read(task.source, limits=limits)
        result = _described(task, document)
        verdict = stages.recognise(document)
        if result.status is DocumentStatus.EMPTY:
            return replace(result, note=_joined("there is no text in it", result.note))
        if not verdict.is_minutes:
            return replace(result, status=DocumentStatus.NOT_MINUTES, note=_joined(verdict.reason, result.note))
        segmented = stages.segment(document, hints=task.hints)
        events = stages.extract(segmented, model=events_model)
        stances = stages.classify(segmented, model=stances_model)
    except ModelError:
        raise
    except MemoryError:
        return _failed(task, "it needs more memory than it may have; give the run more, or split the file")
    except ReadError as error:
        status = getattr(error, "status", DocumentStatus.FAILED)
        return _failed(task, _joined(error.what, error.remedy), status)
    except Exception as error:
        return _failed(task, _unexpected(error))
    note = _joined(result.note, *segmented.notes)
    return verified(replace(result, note=note, segmented=segmented, events=events, stances=stances))


@lru_cache
def _model(load: Callable[[], object]) -> object:
    """A model is loaded once in each process."""
    return load()


def _described(task: Task, document: Document) -> FileResult:
    document.text.encode("utf-8")  # what cannot be encoded cannot be stored: better told here than there
    return FileResult(
        path=task.source.path,
        sha256=task.source.sha256,
        fingerprint=task.fingerprint,
        status=DocumentStatus.READ if document.text.strip() else DocumentStatus.EMPTY,
        note=_joined(*document.notes),
        media_type=document.media_type,
        pages=len(document.pages),
    )


def _failed(task: Task, note: str, status: DocumentStatus = DocumentStatus.FAILED) -> FileResult:
    return FileResult(task.source.path, task.source.sha256, task.fingerprint, status, note=note)


def _unexpected(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(last.filename).name}:{last.lineno}"
    return f"a fault of this program ({type(error).__name__}: {error}, at {place}): please report it"


def _joined(*notes: str) -> str:
    return "; ".join(note for note in notes if note)


# ---- store -------------------------------------------------------------------------------------------------


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
        put(store, result)
        log_removed(store, result.path, counts_in(result.note), removed_at)
    except (IntegrityError, KeyError) as error:
        note = f"its parts do not fit together ({type(error).__name__}: {error}): please report it"
        put(
            store,
            replace(result, status=DocumentStatus.FAILED, note=note, segmented=None, events=(), stances=()),
        )


# ---- harmonise bodies and meetings, follow matters ---------------------------------------------------------


def settle(
    store: Store,
    stages: Stages,
    *,
    processed: int,
    corrections: Book,
    overrides: str,
    docket: Docket = Docket(),  # noqa: B008 - a frozen value
    verdicts: str = "",
) -> tuple[Told, ...]:
    """Say what can only be said over the whole archive, all of it in one transaction.

    `corrections` are what people said against the links, `overrides` the file that names them; `docket` what they said
    against claims, in the file `verdicts`. Returns what became of each correction of a link.
    """
    with transaction(store) as connection:
        told = _settle(store, stages, corrections, docket)
        set_meta(connection, "overrides", overrides)
        set_meta(connection, "corrections", verdicts)
        put_told(store, corrections, told)
        set_meta(connection, "settled_version", following_version())
        set_meta(connection, "unsettled", "no")
        connection.execute(
            "UPDATE runs SET finished = ?, processed = ? WHERE key = (SELECT max(key) FROM runs)",
            (_now(), processed),
        )
    return told


def _settle(store: Store, stages: Stages, corrections: Book, docket: Docket) -> tuple[Told, ...]:
    """Harmonise, put claims right and follow, inside a transaction."""
    meetings = list(stages.harmonise(read_meetings(store)))

    @lru_cache(maxsize=64)
    def whole(document: str) -> str:
        return read_text(store, document)

    def text(meeting: Meeting) -> str:
        return whole(meeting.document)[meeting.start : meeting.end]

    gives_way = superseded(meetings, text, stages.same_meeting)
    ids = public_ids(meetings, gives_way)
    put_meetings(store.connection, ids, gives_way)
    current = [replace(meeting, id=ids[meeting]) for meeting in meetings if meeting not in gives_way]
    shelf = Shelf(read_hashes(store), whole, later_documents(gives_way))
    placed = [place(entry, shelf) for entry in corrections.active]
    put_ruled(store, docket, apply_verdicts(store, docket, shelf, current, rereading(store)))
    events = read_events(store)
    followed = stages.follow(current, read_items(store), read_statements(store), events, overrides=placed)
    of_stances = matters_of_stances(read_stances(store), events, followed.mentions, followed.matter_of)
    put_matters(store.connection, followed.matters, followed.mentions, followed.matter_of, of_stances)
    return followed.told


def _settled(store: Store, corrections: Book, overrides: str) -> bool:
    return is_current(store) and is_followed(store, corrections) and meta(store, "overrides") == overrides


def _is_ruled(store: Store, docket: Docket, verdicts: str) -> bool:
    return is_ruled(store, docket) and meta(store, "corrections") == verdicts


def is_current(store: Store) -> bool:
    """Whether the last run came to its end, and was of this version."""
    return meta(store, "unsettled") == "no" and meta(store, "settled_version") == following_version()


# ---- what people correct -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction that was written down: its line, what became of it (nothing of an undo), and what should be said of
    the others."""

    entry: Entry
    told: Told | None
    notes: tuple[str, ...]


def correct(store: Store, override: Override, *, stages: Stages = Stages()) -> Corrected:  # noqa: B008
    """Write one correction down and follow the matters again with it; no file of the archive is read.

    Where it contradicts a correction that applies, or
    cannot be applied, UsageError says why, and nothing is changed.
    """
    _check_current(store)
    with writing(overrides_path(store)) as file:
        book = file.book.with_line(override)
        entry = book.entries[-1]
        with transaction(store):
            told = _settle(store, stages, book, read_docket(verdicts_path(store)))
            _check_agreement(entry, told, book, file.path)
            put_told(store, file.append(override), told)
    own = next((one for one in told if one.id == override.id), None)
    return Corrected(entry, own, notes_on(book, told))


def _check_current(store: Store) -> None:
    if not is_current(store):
        raise UsageError(
            "the matters in it are not up to date: the last run was cut off, or was of another version",
            where=store.path,
            remedy=f"first: matters run {meta(store, 'root') or 'FOLDER'} --db {store.path}",
        )


def _check_agreement(entry: Entry, told: Sequence[Told], book: Book, path: Path) -> None:
    """Refuse a correction that cannot be applied, or that an earlier one must give way to."""
    new = entry.override
    outdone = [one for one in told if new.id in one.against]
    if outdone:
        acts = {e.override.id: e.override.act for e in book.entries}
        lines = {e.override.id: e.line for e in book.entries}
        others = sorted({name for one in outdone for name in one.against} - {new.id}, key=lambda name: lines[name])
        by_way = "".join(f", by way of line {lines[name]} ({acts[name]} {name})" for name in others)
        named = ", ".join(f"line {one.line} ({acts[one.id]} {one.id})" for one in outdone)
        raise UsageError(
            f"this {new.act}, which would be line {entry.line}, contradicts {named}{by_way}",
            where=str(path),
            remedy=f"if that was wrong, take it back first: matters link undo {outdone[0].id}",
        )
    for one in told:
        if one.id == new.id and not one.applies:
            raise UsageError(f"this {new.act} cannot be applied: {one.why}", where=str(path))


# ---- mend ------------------------------------------------------------------------------------------------------


def mend(
    store: Store,
    read_again: Collection[str] = (),
    *,
    stages: Stages = Stages(),  # noqa: B008 - a frozen value
) -> tuple[str, ...]:
    """Rebuild what can be rebuilt without reading a file, all in one transaction. Returns what was done, in words.

    `read_again` are documents whose records cannot be trusted: the next run reads them, and follows the matters then.
    Raises StoreError where the file is damaged beyond that; nothing has changed then.
    """
    with transaction(store) as connection:
        done = mend_rows(connection, read_again)
        if meta(store, "unsettled") == "no":
            corrections = read_book(overrides_path(store))
            put_told(store, corrections, _settle(store, stages, corrections, read_docket(verdicts_path(store))))
            set_meta(connection, "settled_version", following_version())
            done.append("settled ids and versions of meetings again, and followed the matters")
        said = connection.execute("PRAGMA integrity_check").fetchone()[0]
        if said != "ok":
            raise StoreError(f"it is damaged ({said}), and nothing was changed", where=store.path, remedy=_ANEW)
    return tuple(done)


def notes_on(corrections: Book, told: Sequence[Told]) -> tuple[str, ...]:
    """What a person should hear of the corrections after a run: lines that are broken, or that do not apply."""
    broken = [f"line {fault.line} of the corrections is left out: {fault.why}" for fault in corrections.faults]
    idle = [f"the correction {t.id} (line {t.line}) does not apply: {t.why}" for t in told if not t.applies]
    return (*broken, *idle)


@dataclass(frozen=True, slots=True)
class Corrections:
    """Verdicts that were written down, the number of those that stood there already, and what became of all of them."""

    lines: tuple[Line, ...]
    known: int
    ruled: tuple[Ruled, ...]
    notes: tuple[str, ...]


def correct_claims(
    store: Store,
    verdicts: Sequence[Verdict],
    *,
    stages: Stages = Stages(),  # noqa: B008
) -> Corrections:
    """Write verdicts down, put the claims right and follow the matters again; no file of the archive is read.

    What stands there already is not written again. All are written, or, where anything fails, none.
    """
    _check_current(store)
    with appending(verdicts_path(store), "corrections") as file:
        docket = parse_verdicts(file.whole())
        when, new = _now(), unsaid(verdicts, docket)
        signed = [named(each, when, after=docket.lines + place) for place, each in enumerate(new)]
        told_before = docket.with_lines(signed)
        with transaction(store):
            book = read_book(overrides_path(store))
            put_told(store, book, _settle(store, stages, book, told_before))
            if signed:
                file.append(b"".join(map(written_verdict, signed)))
            docket = parse_verdicts(file.whole())
            set_meta(store.connection, "corrections_sha256", docket.sha256)
    ruled = tuple(read_ruled(store).values())
    lines = told_before.entries[len(told_before.entries) - len(signed) :]
    return Corrections(lines, len(verdicts) - len(signed), ruled, notes_on_verdicts(docket, ruled))


def notes_on_verdicts(docket: Docket, ruled: Iterable[Ruled]) -> tuple[str, ...]:
    """What a person should hear of verdicts after a run: lines that are broken, and words that are not found again."""
    broken = [f"line {fault.line} of the corrections of claims is left out: {fault.why}" for fault in docket.faults]
    lost = [
        f"the correction {one.id} (line {one.line}) does not apply: {one.why}"
        for one in ruled
        if not one.applies and not one.outdone_by
    ]
    return (*broken, *lost)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
