"""Work spread over processes."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from matters_arising.errors import ModelError
from matters_arising.workers import Bounds, Crew, Lost, perform_each


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


def fatal(task: tuple[int, str]) -> int:
    """Notes in a folder that it was begun; number 3 kills its process, with SIGSEGV, with SIGKILL, or only once."""
    number, told = task
    folder, how = told.rsplit("#", 1)
    begun = len(list(Path(folder).glob(f"{number}-*")))
    Path(folder, f"{number}-{begun}").touch()
    if number == 3 and not (how == "once" and begun):
        os.kill(os.getpid(), signal.SIGSEGV if how == "SIGSEGV" else signal.SIGKILL)
    return number


def read_by(tmp_path: Path, how: str) -> tuple[dict[int, int | Lost], list[str]]:
    tasks = [(number, f"{tmp_path}#{how}") for number in range(8)]
    made = {number: result for (number, _), result in perform_each(fatal, tasks, jobs=2, bounds=Bounds(60, 5))}
    return made, sorted(path.name for path in tmp_path.iterdir())


def test_a_killed_process_costs_the_task_it_had_in_hand(tmp_path: Path) -> None:
    made, begun = read_by(tmp_path, "SIGKILL")
    lost = made.pop(3)
    assert isinstance(lost, Lost) and lost.again
    assert lost.reason == (
        "the process reading it was killed twice (SIGKILL), perhaps because memory was short; "
        "it is tried again at the next run"
    )
    assert made == {number: number for number in (0, 1, 2, 4, 5, 6, 7)}
    assert begun == sorted([*(f"{number}-0" for number in range(8)), "3-1"])  # no other was begun twice


def test_a_process_killed_once_costs_nothing(tmp_path: Path) -> None:
    made, begun = read_by(tmp_path, "once")
    assert made == {number: number for number in range(8)} and "3-1" in begun


def test_a_crash_of_a_library_is_no_reason_to_try_again_another_day(tmp_path: Path) -> None:
    made, _ = read_by(tmp_path, "SIGSEGV")
    assert made[3] == Lost("it brought its process down (SIGSEGV)")


def hungry(megabytes: int) -> str:
    try:
        return f"{len(bytearray(megabytes * 1024 * 1024)):,}"
    except MemoryError:
        return "starved"


def test_a_process_has_no_more_memory_than_it_may() -> None:
    made = dict(perform_each(hungry, [1, 2_000, 2], jobs=1, bounds=Bounds(60, 5, megabytes=600)))
    assert made == {1: "1,048,576", 2_000: "starved", 2: "2,097,152"}


_held: list[bytes] = []


def hold(megabytes: int) -> int:
    """Keeps so much for ever, as a library that leaks does; gives its process."""
    _held.append(b"x" * (megabytes * 1024 * 1024))
    return os.getpid()


def test_a_process_that_holds_too_much_is_replaced_and_no_other() -> None:
    done = [pid for _, pid in perform_each(hold, [0, 1, 200, 2, 3], jobs=1, bounds=Bounds(60, 5, settled=150))]
    assert done[0] == done[1] == done[2] != done[3] == done[4]


def test_a_process_is_replaced_after_so_many_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("matters_arising.workers._TASKS_EACH", 2)
    done = [pid for _, pid in perform_each(hold, [0, 0, 0, 0, 0], jobs=1, bounds=Bounds(60, 5))]
    assert done[0] == done[1] != done[2] == done[3] != done[4]


def test_a_crew_goes_on_after_its_process_was_killed_while_idle() -> None:
    crew = Crew(hold, 1, Bounds(60, 5))
    ((_, first),) = crew.each([0])
    ((_, same),) = crew.each([0])
    assert isinstance(first, int) and first == same
    os.kill(first, signal.SIGKILL)
    ((_, other),) = crew.each([0])
    assert isinstance(other, int) and other != first
    crew.close()
