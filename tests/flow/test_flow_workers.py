"""Work spread over processes."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Iterator

import pytest
from matters_arising.errors import ModelError
from matters_arising.workers import Bounds, Lost, perform_each


def double(number: int) -> int:
    return number * 2


def awkward(number: int) -> int:
    if number == 3:
        os._exit(1)
    if number == 5:
        try:
            time.sleep(60)
        except Exception:
            return -1  # a stage that swallows what it should not
    if number == 7:
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
        time.sleep(60)
    return number * 2


def refuse(number: int) -> int:
    raise ModelError("no model", remedy="get one")


@pytest.mark.parametrize("jobs", [0, 1, 2])
def test_each_task_comes_back_with_its_result(jobs: int) -> None:
    made = dict(perform_each(double, range(20), jobs=jobs, bounds=Bounds(30, 5)))
    assert made == {number: number * 2 for number in range(20)}


def test_only_the_guilty_are_lost() -> None:
    made = dict(perform_each(awkward, range(10), jobs=2, bounds=Bounds(1, 0.5)))
    lost = {number: made.pop(number) for number in (3, 5, 7)}
    assert lost[5] == Lost("it took longer than 1 seconds")
    for number in (3, 7):
        assert lost[number] == Lost("it brought its process down, or held it for more than 1.5 seconds")
    assert made == {number: number * 2 for number in (0, 1, 2, 4, 6, 8, 9)}


def test_a_slow_task_is_stopped_in_this_process_too() -> None:
    made = dict(perform_each(awkward, [4, 5], jobs=0, bounds=Bounds(0.2, 1)))
    assert made == {4: 8, 5: Lost("it took longer than 0.2 seconds")}
    assert signal.getsignal(signal.SIGALRM) == signal.SIG_DFL


def test_outside_the_main_thread_no_signal_is_set() -> None:
    made: dict[int, int | Lost] = {}
    thread = threading.Thread(target=lambda: made.update(perform_each(double, [1], jobs=0, bounds=Bounds(1, 1))))
    thread.start()
    thread.join()
    assert made == {1: 2}


@pytest.mark.parametrize("jobs", [0, 1])
def test_an_exception_of_the_work_ends_it(jobs: int) -> None:
    with pytest.raises(ModelError, match="no model — get one"):
        list(perform_each(refuse, range(3), jobs=jobs, bounds=Bounds(5, 1)))


def test_few_tasks_are_in_flight_and_none_is_left_behind() -> None:
    taken: list[int] = []

    def tasks() -> Iterator[int]:
        for number in range(1000):
            taken.append(number)
            yield number

    work = perform_each(double, tasks(), jobs=1, bounds=Bounds(5, 1))
    next(work)
    assert len(taken) <= 3
    work.close()  # type: ignore[attr-defined]
    deadline = time.monotonic() + 20
    while multiprocessing.active_children() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not multiprocessing.active_children()
