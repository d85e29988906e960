"""Work spread over processes; a task that hangs or kills its process costs that task and no more."""

from __future__ import annotations

import contextlib
import faulthandler
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from types import FrameType
from typing import TypeVar

from matters_arising.errors import MattersError

T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 2  # tasks in flight for each process: enough that none waits, few enough to hold in memory


@dataclass(frozen=True, slots=True)
class Lost:
    """A task without a result, and why."""

    reason: str


class _Overtime(BaseException):
    """Raised inside a task when its time is up; no `except Exception` of the task may swallow it."""


def perform_each(
    perform: Callable[[T], R], tasks: Iterable[T], *, jobs: int, seconds: float, grace: float
) -> Iterator[tuple[T, R | Lost]]:
    """Give each task with its result, as results come. An exception that `perform` raises ends the iteration.

    `jobs` is the number of processes; 0 works in this process, which no crash of a library is kept from. A
    task that takes longer than `seconds` is stopped and Lost; one that does not stop within `grace` seconds
    more (a library hangs) loses its process. Tasks that were with a process when it died are tried once
    more, each alone, so that only the guilty one is lost.
    """
    if jobs == 0:
        for task in tasks:
            yield task, _timed(perform, task, seconds)
        return
    running = {child.pid for child in multiprocessing.active_children()}
    try:
        yield from _in_processes(perform, iter(tasks), jobs, seconds, grace)
    finally:  # an interrupted run must not wait for what its workers have in hand
        for child in multiprocessing.active_children():
            if child.pid not in running:
                child.terminate()


def _in_processes(
    perform: Callable[[T], R], tasks: Iterator[T], jobs: int, seconds: float, grace: float
) -> Iterator[tuple[T, R | Lost]]:
    pool = _pool(jobs)
    flying: dict[Future[R | Lost], T] = {}
    suspects: list[T] = []
    while True:
        for task in islice(tasks, jobs * _AHEAD - len(flying)):
            try:
                flying[pool.submit(_guarded, perform, task, seconds, grace)] = task
            except BrokenProcessPool:
                suspects.append(task)
                break
        if not flying and not suspects:
            break
        finished = wait(flying, return_when=FIRST_COMPLETED).done if flying else set()
        for future in finished:
            task = flying.pop(future)
            try:
                yield task, future.result()
            except BrokenProcessPool:
                suspects.append(task)
        if suspects:
            suspects += flying.values()
            flying.clear()
            pool.shutdown()
            for task in suspects:
                yield task, _alone(perform, task, seconds, grace)
            suspects.clear()
            pool = _pool(jobs)
    pool.shutdown()


def _alone(perform: Callable[[T], R], task: T, seconds: float, grace: float) -> R | Lost:
    """A suspect's second try, in a process of its own."""
    with _pool(1) as pool:
        try:
            return pool.submit(_guarded, perform, task, seconds, grace).result()
        except BrokenProcessPool:
            return Lost(f"it brought its process down, or held it for more than {seconds + grace:g} seconds")


def _pool(jobs: int) -> ProcessPoolExecutor:
    # Forked from a small server: a plain fork would copy this process's threads and locks in whatever state.
    pool = ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("forkserver"), initializer=_settle_in)
    try:
        pool.submit(os.getpid).result()
    except BrokenProcessPool as error:
        raise MattersError(
            "worker processes cannot be started",
            remedy="from a script, call it under `if __name__ == '__main__':`, or give jobs=0",
        ) from error
    return pool


def _settle_in() -> None:
    """In a new worker: leave Ctrl-C to the process that started it, and the other cores to the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "OMP_THREAD_LIMIT"):
        os.environ.setdefault(name, "1")


def _guarded(perform: Callable[[T], R], task: T, seconds: float, grace: float) -> R | Lost:
    """Perform a task in a worker, whose process ends if the task cannot be stopped in time."""
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - a path object adds nothing here
        # A watchdog outside the interpreter: it acts even where a library holds the interpreter's lock.
        faulthandler.dump_traceback_later(seconds + grace, exit=True, file=nowhere)
        try:
            return _timed(perform, task, seconds)
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
