"""Work spread over the workers of a dask cluster; each does what a worker of this machine would do."""

from __future__ import annotations

import multiprocessing
import platform
import threading
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from uuid import uuid4

from matters_arising.errors import MattersError, UsageError
from matters_arising.version import reading_version
from matters_arising.workers import Bounds, Crew, Lost

if TYPE_CHECKING:
    from distributed import Client, Future, as_completed

T = TypeVar("T")
R = TypeVar("R")

_BATCH = 16  # tasks sent at once: enough that the way there does not count, few enough to do again
_AHEAD = 2  # batches in flight for each thread of the cluster: one at work, one at hand
_WAIT = 30  # seconds for a scheduler, and a first worker, to answer
_NAP = 0.01  # seconds between two looks for what is done
_LOOK = 5  # seconds between two looks for workers
_DESERTED = 300  # seconds that a cluster may be without any: long enough to start one again
_here = threading.local()  # of a worker's thread: the process that reads for it


def perform_on(
    address: str, perform: Callable[[T], R], tasks: Iterable[T], *, bounds: Bounds
) -> Iterator[tuple[T, R | Lost]]:
    """As `workers.perform_each`, on the cluster whose scheduler is at `address` (as tcp://10.0.0.1:8786).

    A batch whose worker dies is given to another by the scheduler; where that happens again and again, its tasks are
    sent one by one at the end, and one that still has no result is Lost and to be tried again. Raises UsageError where
    `distributed` is not installed, nobody answers or a worker is of another version, MattersError where the scheduler
    or all workers go away.
    """
    coming = iter(tasks)
    with _client(address) as client:
        yield from _spread(client, perform, coming, bounds)


def _spread(
    client: Client, perform: Callable[[T], R], tasks: Iterator[T], bounds: Bounds
) -> Iterator[tuple[T, R | Lost]]:
    from distributed import KilledWorker, as_completed

    send = partial(client.submit, _perform_batch, perform, bounds, reading_version(), uuid4().hex, pure=False)
    flying: dict[Future, list[T]] = {}
    suspects: list[T] = []
    # With results: they lie with the worker that made them, and to ask for one after it died would wait for another.
    done = as_completed(loop=client.loop, with_results=True, raise_errors=False)
    while True:
        room = _AHEAD * sum(client.nthreads().values()) - len(flying)
        for _ in range(max(room, 0 if flying else 1)):
            if batch := list(islice(tasks, _BATCH)):
                future = send(batch)
                flying[future] = batch
                done.add(future)
        if not flying:
            break
        future, told = _next(done, client)
        batch = flying.pop(future)
        if isinstance(told, KilledWorker):
            suspects += batch
        else:
            yield from zip(batch, _results(told), strict=True)
    for task in suspects:  # nothing beside it: the scheduler blames all that a worker had when it died
        done.add(send([task]))
        _, told = _next(done, client)
        if isinstance(told, KilledWorker):
            yield task, Lost("the workers that read it were lost; it is tried again at the next run", again=True)
        else:
            yield task, _results(told)[0]


def _next(done: as_completed, client: Client) -> tuple[Future, Any]:
    """The next batch that is done, with its results or what went wrong.

    Raises MattersError where the cluster stays without a worker: what the scheduler holds waits for one that may never
    come.
    """
    looked, deserted = time.monotonic(), 0.0
    while not done.has_ready():
        time.sleep(_NAP)
        passed = time.monotonic() - looked
        if passed >= _LOOK:
            looked += passed
            deserted = 0.0 if client.nthreads() else deserted + passed
            if deserted >= _DESERTED:
                raise MattersError(
                    f"the cluster had no worker for {deserted:.0f} seconds",
                    where=client.scheduler.address if client.scheduler else "",
                    remedy="start some, and run again: what was read is kept",
                )
    future, told = next(done)
    return future, told[1] if future.status == "error" else told


def _results(told: Any) -> Any:
    """The results of a batch; what went wrong with it is raised."""
    if isinstance(told, BaseException):
        raise told
    return told


@contextmanager
def _client(address: str) -> Iterator[Client]:
    """A connection to the scheduler, once a worker is there; what goes wrong with it is told in our words."""
    try:
        from distributed import Client
        from distributed.client import FutureCancelledError
    except ImportError as error:
        raise UsageError(
            "a run on a cluster needs the package distributed", remedy="pip install 'matters-arising[cluster]'"
        ) from error
    try:
        client = Client(address, timeout=_WAIT, set_as_default=False)
    except (OSError, ValueError) as error:
        remedy = "start one with `dask scheduler`, or check the address"
        raise UsageError(f"no scheduler answers ({error})", where=address, remedy=remedy) from error
    try:
        _wait_for_workers(client, address)
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "Sending large graph")  # a batch is as large as its files
            yield client
    except FutureCancelledError as error:
        remedy = "what was read is kept: run again"
        raise MattersError("the scheduler went away", where=address, remedy=remedy) from error
    finally:
        client.close()


def _wait_for_workers(client: Client, address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=_WAIT)
    except TimeoutError as error:
        raise UsageError("it has no worker", where=address, remedy=f"start some: `dask worker {address}`") from error


# ---- on a worker of the cluster ----------------------------------------------------------------------------


def _perform_batch(
    perform: Callable[[T], R], bounds: Bounds, version: str, run: str, batch: Sequence[T]
) -> list[R | Lost]:
    """What came of each task of this run, in order. Raises UsageError where this machine has another version."""
    if reading_version() != version:
        raise UsageError(
            f"it has version {reading_version()}, and the run {version}",
            where=f"the cluster's worker on {platform.node()}",
            remedy="install the same version everywhere",
        )
    crew = _own_crew(perform, bounds, run)
    found = {number: answer for (number, _), answer in crew.each(enumerate(batch))}
    return [found[number] for number in range(len(batch))]


def _own_crew(perform: Callable[[T], R], bounds: Bounds, run: str) -> Crew[tuple[int, T], R]:
    """The process that reads for this thread: a crash, a hang or hunger for memory costs it, not the cluster's worker.

    It stays for the batches of one run, so that models are loaded once.
    """
    if getattr(_here, "run", "") != run:
        if hasattr(_here, "crew"):
            _here.crew.close()
        multiprocessing.current_process().daemon = False  # or it may have no processes of its own
        _here.run, _here.crew = run, Crew(_Numbered(perform), 1, bounds)
    crew: Crew[tuple[int, T], R] = _here.crew
    return crew


class _Numbered(Generic[T, R]):
    """Performs a task that comes with its number, by which its result is found again."""

    def __init__(self, perform: Callable[[T], R]) -> None:
        self._perform = perform

    def __call__(self, numbered: tuple[int, T]) -> R:
        return self._perform(numbered[1])
