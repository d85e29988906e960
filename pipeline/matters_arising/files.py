"""The files of an archive: which there are, and what became of each that had to be read."""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from matters_arising.documents.ocr import NO_OCR, ocr_ready
from matters_arising.errors import ModelError, ReadError
from matters_arising.ids import make_id
from matters_arising.models import Document, Source
from matters_arising.stages import Stages
from matters_arising.store import FileResult, Plan, Seen
from matters_arising.store.verify import verified
from matters_arising.version import reading_version
from matters_arising.vocab import DocumentStatus
from matters_arising.workers import Bounds, Lost, perform_each

if TYPE_CHECKING:
    from matters_arising.config import Config, Hints, Limits
    from matters_arising.sources import Unreadable

_GRACE = 10.0  # seconds that a file past its time has to stop before its process is ended
_SETTLED = 600  # megabytes that a process may still hold once a file is done; beyond, a new one takes its place
_NO_OCR = "-without-ocr"
_AGAIN = "-again"  # no file of a survey has this in its fingerprint: the next run reads it again
_NO_ROOM = "Failed to allocate memory"  # how onnxruntime says it
_AND_AGAIN = "it is tried again at the next run; give that more (max_memory_mb), or split the file"
_STARVED = f"it needs more memory than it may have; {_AND_AGAIN}"


@dataclass(frozen=True, slots=True)
class Task:
    """One file to be read, and what is known about it beforehand."""

    source: Source
    hints: Hints
    fingerprint: str


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
    again: Counter[str] = Counter()
    taken: set[str] = set()
    for found in stages.find(root, config=config):
        path = found.path
        while path in taken:  # another member may be called "minutes.txt (2)" in truth
            again[found.path] += 1
            path = f"{found.path} ({again[found.path] + 1})"
        taken.add(path)
        yield found if path == found.path else replace(found, path=path)


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
    root: Path, todo: Plan, config: Config, stages: Stages, jobs: int, *, stop: Callable[[], bool], cluster: str = ""
) -> Iterator[FileResult]:
    """What became of each file that has to be read, as the workers finish them; none is begun once `stop` says so.

    The workers are `jobs` processes of this machine, or those of the cluster whose scheduler is at `cluster`.
    """
    perform = partial(read_one, stages, config.limits)
    work = (
        Task(source, config.hints_for(source.path), _fingerprint(source, config, stages))
        for source in takewhile(lambda _: not stop(), _files(root, config, stages))
        if isinstance(source, Source) and source.path in todo.work
    )
    if not todo.work:
        return
    bounds = Bounds(config.limits.max_seconds, _GRACE, config.limits.max_memory_mb, _SETTLED)
    for task, result in _performed(perform, work, jobs, cluster, bounds):
        yield _stamped(_lost(task, result) if isinstance(result, Lost) else result, config.limits)


def _performed(
    perform: Callable[[Task], FileResult], work: Iterator[Task], jobs: int, cluster: str, bounds: Bounds
) -> Iterator[tuple[Task, FileResult | Lost]]:
    if cluster:
        from matters_arising.cluster import perform_on

        return perform_on(cluster, perform, work, bounds=bounds)
    return perform_each(perform, work, jobs=jobs, bounds=bounds)


def _lost(task: Task, lost: Lost) -> FileResult:
    return _failed_today(task, lost.reason) if lost.again else _failed(task, lost.reason)


def _stamped(result: FileResult, limits: Limits) -> FileResult:
    """A result that is to be tried again with other bounds, or once OCR can be had, says so in its fingerprint."""
    if result.status is DocumentStatus.FAILED:
        again = result.fingerprint.endswith(_AGAIN)
        return result if again else replace(result, fingerprint=result.fingerprint + _bounds(limits))
    if NO_OCR in result.note and not _ocr_ready():
        return replace(result, fingerprint=result.fingerprint + _NO_OCR)
    return result


def read_one(stages: Stages, limits: Limits, task: Task) -> FileResult:
    """One file, from bytes to events, stances and what was nearly one. Whatever goes wrong with it is in the result."""
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
        near = stages.nearly(segmented, events=events_model, stances=stances_model)
    except ModelError:
        raise
    except MemoryError:
        return _failed_today(task, _STARVED)
    except ReadError as error:
        status = getattr(error, "status", DocumentStatus.FAILED)
        return _failed(task, _joined(error.what, error.remedy), status)
    except Exception as error:
        starved = _NO_ROOM in str(error)
        return _failed_today(task, _STARVED) if starved else _failed(task, _unexpected(error))
    note = _joined(result.note, *segmented.notes)
    return verified(replace(result, note=note, segmented=segmented, events=events, stances=stances, near=near))


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


def _failed_today(task: Task, note: str) -> FileResult:
    """A file that failed for what the machine had or did: nothing says that it will fail at the next run."""
    result = _failed(task, note)
    return replace(result, fingerprint=result.fingerprint + _AGAIN)


def _unexpected(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(last.filename).name}:{last.lineno}"
    return f"a fault of this program ({type(error).__name__}: {error}, at {place}): please report it"


def _joined(*notes: str) -> str:
    return "; ".join(note for note in notes if note)
