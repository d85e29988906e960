"""Work spread over processes; a task that hangs, starves or kills its process costs that task and no more."""

from __future__ import annotations

import contextlib
import faulthandler
import multiprocessing
import os
import resource
import signal
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from types import FrameType
from typing import Generic, TypeVar

from matters_arising.errors import MattersError

T = TypeVar("T")
R = TypeVar("R")

_TASKS_EACH = 500  # tasks after which a worker makes place for a new one: what libraries leak goes with it
_STARTS = 5  # tries at starting a worker that the system kills before it has begun
_IDLE = 60.0  # seconds without a task after which a worker leaves; the next task gets a new one
_FROM_OUTSIDE = (signal.SIGKILL, signal.SIGTERM, signal.SIGHUP)  # no fault of a library ends a process with these


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one task may use: wall-clock `seconds`, then `grace` seconds more to stop.

    `megabytes` is the memory that a worker may hold as its own, models included (0: no bound). `settled` is the
    memory, in megabytes, above which a worker is replaced once it has done a task.
    """

    seconds: float
    grace: float
    megabytes: int = 0
    settled: int = 0


@dataclass(frozen=True, slots=True)
class Lost:
    """A task without a result, and why. `again` says that the task may be innocent and should be tried another day."""

    reason: str
    again: bool = False


class _Overtime(BaseException):
    """Raised inside a task when its time is up; no `except Exception` of the task may swallow it."""


def perform_each(
    perform: Callable[[T], R], tasks: Iterable[T], *, jobs: int, bounds: Bounds
) -> Iterator[tuple[T, R | Lost]]:
    """Give each task with its result, as results come. An exception that `perform` raises ends the iteration.

    `jobs` is the number of processes; 0 works in this process, which is kept from no crash of a library and has no
    bound on memory. A task that takes too long is stopped and Lost; one that does not stop within the grace (a
    library hangs) loses its process. The task that a process had in hand when it died is tried once more, after all
    others and with nothing beside it; if its process dies again, it is Lost.
    """
    if jobs == 0:
        for task in tasks:
            yield task, _timed(perform, task, bounds.seconds)
        return
    crew = Crew(perform, jobs, bounds)
    try:
        yield from crew.each(tasks)
    finally:  # an interrupted run must not wait for what its workers have in hand
        crew.close()


class Crew(Generic[T, R]):
    """Worker processes that stay from one batch of tasks to the next."""

    def __init__(self, perform: Callable[[T], R], jobs: int, bounds: Bounds) -> None:
        self._perform, self._bounds = perform, bounds
        self._workers: list[_Worker[T, R]] = []
        self._jobs = jobs

    def each(self, tasks: Iterable[T]) -> Iterator[tuple[T, R | Lost]]:
        """As `perform_each`."""
        coming = iter(tasks)
        suspects: list[T] = []
        while True:
            self._employ(coming)
            busy = [worker for worker in self._workers if worker.busy]
            if not busy:
                break
            told = []
            for connection in wait([worker.connection for worker in busy]):
                worker = next(one for one in busy if one.connection is connection)
                task, answer = worker.answer()
                if worker.dead:
                    suspects.append(task)
                else:
                    told.append((task, answer))
            self._employ(coming)  # before the results are given: whoever takes them may be busy with them
            yield from told
        for task in suspects:
            yield task, self._alone(task)

    def close(self) -> None:
        """End all workers, whatever they have in hand."""
        while self._workers:
            self._workers.pop().end()

    def _employ(self, coming: Iterator[T]) -> None:
        """Give every worker that has nothing to do a task, as long as there are any."""
        self._dismiss()
        for number in range(self._jobs):
            if number < len(self._workers) and self._workers[number].busy:
                continue
            try:
                task = next(coming)
            except StopIteration:
                return
            if number == len(self._workers):
                self._workers.append(self._hire())
            if not self._workers[number].take(task):
                self._workers[number].end()
                self._workers[number] = self._hire()
                self._workers[number].take(task)

    def _dismiss(self) -> None:
        """Let those go that are dead, have done their share, or hold too much."""
        for worker in [one for one in self._workers if not one.busy]:
            grown = self._bounds.settled and worker.done and worker.megabytes() > self._bounds.settled
            if worker.dead or grown or worker.done >= _TASKS_EACH:
                self._workers.remove(worker)
                worker.end()

    def _hire(self) -> _Worker[T, R]:
        for _ in range(_STARTS):
            worker = _Worker(self._perform, self._bounds)
            if worker.begins():
                return worker
            worker.end()
            if worker.killed_by is None:
                break
        raise MattersError(
            "worker processes cannot be started",
            remedy="from a script, call it under `if __name__ == '__main__':`, or give jobs=0",
        )

    def _alone(self, task: T) -> R | Lost:
        """A suspect's second try, in a process of its own, with no other at work."""
        self.close()
        worker = self._hire()
        self._workers.append(worker)
        worker.take(task)
        _, answer = worker.answer()
        return answer if not worker.dead else worker.epitaph()


class _Worker(Generic[T, R]):
    """One process. It has one task at a time, so that it is known which one it had when it died."""

    def __init__(self, perform: Callable[[T], R], bounds: Bounds) -> None:
        # Forked from a small server: a plain fork would copy this process's threads and locks in whatever state.
        context = multiprocessing.get_context("forkserver")
        self.connection, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, perform, bounds), daemon=True)
        self._process.start()
        theirs.close()
        self._bounds = bounds
        self._hand: deque[T] = deque()
        self.done, self.dead = 0, False

    @property
    def busy(self) -> bool:
        return bool(self._hand)

    @property
    def killed_by(self) -> signal.Signals | None:
        """The signal that ended it, where one did."""
        code = self._process.exitcode
        return signal.Signals(-code) if code is not None and code < 0 else None

    def begins(self) -> bool:
        """Wait until it is ready for a task; False where it died before."""
        try:
            self.connection.recv()
        except (EOFError, OSError):
            return False
        return True

    def take(self, task: T) -> bool:
        """Hand it a task; False where it is not there any more (idle for long, or killed while idle)."""
        if not self._process.is_alive():
            return False
        self._hand.append(task)
        with contextlib.suppress(OSError):  # killed meanwhile: its answer says so
            self.connection.send(task)
        return True

    def answer(self) -> tuple[T, R | Lost]:
        """Its task and what came of it. Where it died, it is `dead` from now on. Raises what the task raised."""
        task = self._hand.popleft()
        try:
            well, answer = self.connection.recv()
        except (EOFError, OSError):
            self.dead = True
            return task, Lost("")
        self.done += 1
        if not well:
            raise answer
        return task, answer

    def epitaph(self) -> Lost:
        """Why the task that it had is lost."""
        self._process.join()
        cause = self.killed_by
        if cause is None:
            limit = self._bounds.seconds + self._bounds.grace
            return Lost(f"it brought its process down, or held it for more than {limit:g} seconds")
        if cause in _FROM_OUTSIDE:
            why = f"the process reading it was killed twice ({cause.name}), perhaps because memory was short"
            return Lost(f"{why}; it is tried again at the next run", again=True)
        return Lost(f"it brought its process down ({cause.name})")

    def megabytes(self) -> int:
        """What it holds as its own: mapped files, which all workers share, are not counted."""
        try:
            lines = Path(f"/proc/{self._process.pid}/status").read_text().splitlines()
        except OSError:
            return 0
        return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("RssAnon:")), 0)

    def end(self) -> None:
        self.connection.close()
        self._process.terminate()
        self._process.join(5)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()


# ---- in a worker -------------------------------------------------------------------------------------------


def _serve(connection: Connection, perform: Callable[[T], R], bounds: Bounds) -> None:
    """Perform one task after another, until there is nobody to tell or nothing to do."""
    _settle_in(bounds.megabytes)
    with contextlib.suppress(EOFError, OSError):
        connection.send("ready")
        while connection.poll(_IDLE):
            task = connection.recv()
            try:
                answer: tuple[bool, object] = True, _guarded(perform, task, bounds)
            except Exception as error:
                error.add_note(traceback.format_exc())
                answer = False, error
            connection.send(answer)


def _settle_in(megabytes: int) -> None:
    """In a new worker: leave Ctrl-C to the process that started it, and the other cores and memory to the others.

    The bound is on private writable memory (RLIMIT_DATA), not on addresses: libraries that are mapped, and models that
    are, would count against those many times over.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "OMP_THREAD_LIMIT"):
        os.environ.setdefault(name, "1")
    if megabytes:
        soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
        known = [bound for bound in (soft, hard, megabytes * 1024 * 1024) if bound != resource.RLIM_INFINITY]
        resource.setrlimit(resource.RLIMIT_DATA, (min(known), hard))


def _guarded(perform: Callable[[T], R], task: T, bounds: Bounds) -> R | Lost:
    """Perform a task in a worker, whose process ends if the task cannot be stopped in time."""
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - a path object adds nothing here
        # A watchdog outside the interpreter: it acts even where a library holds the interpreter's lock.
        faulthandler.dump_traceback_later(bounds.seconds + bounds.grace, exit=True, file=nowhere)
        try:
            return _timed(perform, task, bounds.seconds)
        finally:
            faulthandler.cancel_dump_traceback_later()


def _timed(perform: Callable[[T], R], task: T, seconds: float) -> R | Lost:
    try:
        with _alarm(seconds):
            return perform(task)
    except _Overtime:
        return Lost(f"it took longer than {seconds:g} seconds")


@contextlib.contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread hears signals
        return
    before = signal.signal(signal.SIGALRM, _ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _ring(_signal: int, _frame: FrameType | None) -> None:
    raise _Overtime
