"""Runs on a cluster: two worker processes on this machine, one of them killed while it reads."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import dask
import pytest
import toy_archive as toy
from distributed import Client, LocalCluster
from killing import GUILTY, Killing
from matters_arising import cluster as own
from matters_arising.errors import MattersError, UsageError
from matters_arising.export import canonical
from matters_arising.flow import run
from matters_arising.store import open_store
from matters_arising.store.overview import overview
from matters_arising.workers import Bounds

pytestmark = pytest.mark.long
NEWS = {f"2030-{month:02}.txt": toy.minutes(f"2030-{month:02}-10", "# Pond", "It was agreed.") for month in range(1, 9)}


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    quick = dask.config.set({"distributed.comm.timeouts.connect": "2s"})  # else it asks a dead worker for 30 s
    two = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": ":0"}
    with quick, LocalCluster(**two, processes=True, silence_logs="CRITICAL") as started:
        yield started.scheduler_address


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return toy.lay(tmp_path / "archive", {**toy.FILES, **NEWS})


def read_with(root: Path, db: Path, **options: Any) -> bytes:
    with open_store(db, write=True) as store:
        run(root, store, **{"config": toy.ToyConfig(), "stages": toy.STAGES, "jobs": 1, **options})
        return canonical(store)


def failing_at_once(scheduler: str, *, after: int) -> None:
    """Have the scheduler give a batch up once `after` more workers have died with it."""
    with Client(scheduler, set_as_default=False) as client:

        def allow(dask_scheduler: Any) -> None:
            dask_scheduler.allowed_failures = after

        client.run_on_scheduler(allow)


def test_a_worker_killed_in_the_middle_costs_nothing_and_tables_are_as_of_one_process(
    scheduler: str, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own, "_BATCH", 4)
    (root / "crash.txt").write_text(toy.minutes("2030-09-10", "CRASH"))
    marks = tmp_path / "marks"
    marks.mkdir()
    stages = replace(toy.STAGES, read=Killing(marks, always=False))
    found = read_with(root, tmp_path / "a.db", cluster=scheduler, stages=stages)
    assert len(list(marks.iterdir())) == 1
    assert found == read_with(root, tmp_path / "b.db")


def test_a_file_that_kills_every_worker_is_lost_alone_and_tried_again(
    scheduler: str, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own, "_BATCH", 4)
    failing_at_once(scheduler, after=0)
    marks = tmp_path / "marks"
    marks.mkdir()
    whole = read_with(root, tmp_path / "b.db", jobs=0)
    stages = replace(toy.STAGES, read=Killing(marks, always=True))
    read_with(root, tmp_path / "a.db", cluster=scheduler, stages=stages)
    assert len(list(marks.iterdir())) == 2  # in its batch, then by itself
    with open_store(tmp_path / "a.db") as store, open_store(tmp_path / "b.db") as other:
        lost = {
            one[0]: one[1]
            for one in store.connection.execute("SELECT path, note FROM documents WHERE path = ?", [GUILTY])
        }
        assert lost == {GUILTY: "the workers that read it were lost; it is tried again at the next run"}
        assert overview(store).documents["read"] == overview(other).documents["read"] - 1
    assert read_with(root, tmp_path / "a.db", jobs=0) == whole


def test_a_cluster_whose_workers_all_go_ends_the_run_and_keeps_what_was_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own, "_LOOK", 0.2)
    monkeypatch.setattr(own, "_DESERTED", 1)
    monkeypatch.setattr(own, "_BATCH", 1)
    with LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=":0", silence_logs="CRITICAL") as started:
        found = own.perform_on(started.scheduler_address, str, range(40), bounds=Bounds(5, 1))
        assert next(found) == (0, "0")
        started.scale(0)
        with pytest.raises(MattersError, match="no worker for 1 seconds") as told:
            list(found)
    assert "what was read is kept" in str(told.value)


def test_where_nobody_answers_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own, "_WAIT", 0.5)
    with pytest.raises(UsageError, match="no scheduler answers"):
        list(own.perform_on("tcp://127.0.0.1:1", str, [1], bounds=Bounds(5, 1)))


def test_without_the_extra_it_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r"matters-arising\[cluster\]"):
        list(own.perform_on("tcp://127.0.0.1:1", str, [1], bounds=Bounds(5, 1)))


def test_a_worker_of_another_version_reads_nothing() -> None:
    with pytest.raises(UsageError, match="and the run another — install the same version everywhere"):
        own._perform_batch(str, Bounds(5, 1), "another", "a run", [1])
