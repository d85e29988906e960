"""Runs that are cut off: whatever happened, the next run ends with what an undisturbed one would have made."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import toy_archive as toy
from matters_arising.errors import StoreError
from matters_arising.export import canonical
from matters_arising.flow import run
from matters_arising.store import open_store
from matters_arising.store.overview import overview

pytestmark = pytest.mark.long
_SCRIPT = """
import os, signal, sys
from dataclasses import replace
from pathlib import Path
sys.path.insert(0, {toys!r})
import toy_archive as toy
from matters_arising.flow import run
from matters_arising.store import open_store, write

def die(*_, **__):
    os._exit(9)

def inside_a_transaction():
    whole, calls = write._put_text, []
    def text(*given):
        calls.append(1)
        whole(*given)
        if len(calls) == 3:
            die()
    write._put_text = text

def between_transactions(done, total, path):
    if done == 3:
        die()

def interrupted(done, total, path):
    if done == 2:
        os.kill(os.getpid(), signal.SIGINT)

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore it
    how = {how!r}
    stages = replace(toy.STAGES, follow=die) if how == "while following" else toy.STAGES
    heard = {{"between transactions": between_transactions, "interrupted": interrupted}}.get(how)
    if how == "inside a transaction":
        inside_a_transaction()
    with open_store({db!r}, write=True) as store:
        run(Path({root!r}), store, config=toy.ToyConfig(), stages=stages, jobs={jobs}, on_progress=heard)
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return toy.lay(tmp_path / "archive")


@pytest.fixture
def undisturbed(root: Path, tmp_path: Path) -> bytes:
    return finish(root, tmp_path / "undisturbed.db")


def finish(root: Path, db: Path) -> bytes:
    with open_store(db, write=True) as store:
        run(root, store, config=toy.ToyConfig(), stages=toy.STAGES, jobs=0)
        return canonical(store)


@pytest.mark.parametrize("how", ["between transactions", "inside a transaction", "while following", "interrupted"])
def test_a_run_that_is_killed_goes_on_where_it_stopped(
    how: str, root: Path, tmp_path: Path, undisturbed: bytes
) -> None:
    db = tmp_path / "killed.db"
    script = tmp_path / "killed.py"
    jobs = 2 if how == "interrupted" else 0
    toys = str(Path(toy.__file__).parent)
    script.write_text(_SCRIPT.format(toys=toys, how=how, db=str(db), root=str(root), jobs=jobs))
    killed = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=60, check=False)
    assert killed.returncode != 0
    assert ("KeyboardInterrupt" in killed.stderr) == (how == "interrupted")
    with open_store(db) as store:
        before = overview(store)
        assert before.unsettled
        assert 0 < sum(before.documents.values()) <= len(toy.FILES)
        check = store.connection.execute("PRAGMA integrity_check").fetchone()[0]
        assert check == "ok"
    assert finish(root, db) == undisturbed


def test_an_interrupted_stage_leaves_what_was_read(root: Path, tmp_path: Path, undisturbed: bytes) -> None:
    def extract(segmented: Any, *, model: Any) -> Any:
        if segmented.document.path == "2022-04.txt":
            raise KeyboardInterrupt
        return toy.extract(segmented, model=model)

    db = tmp_path / "x.db"
    with open_store(db, write=True) as store:
        with pytest.raises(KeyboardInterrupt):
            run(root, store, config=toy.ToyConfig(), stages=replace(toy.STAGES, extract=extract), jobs=0)
        assert overview(store).documents["read"] == 3
    assert finish(root, db) == undisturbed


@pytest.mark.parametrize("pages", [60, 75, 90])
def test_a_full_disk_is_told_and_the_next_run_goes_on(
    pages: int, root: Path, tmp_path: Path, undisturbed: bytes
) -> None:
    for number in range(40):  # enough that it does not fit
        lines = (f"It was agreed to do thing number {number} and line {line}." for line in range(40))
        (root / f"big {number}.txt").write_text(toy.minutes(f"2021-01-{number % 28 + 1:02}", "# Things", *lines))
    whole = finish(root, tmp_path / "whole.db")
    db = tmp_path / "x.db"
    with open_store(db, write=True) as store:
        store.connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreError, match=r"x\.db: the disk is full — free some space") as told:
            run(root, store, config=toy.ToyConfig(), stages=toy.STAGES, jobs=0)
        assert told.value.exit_code == 5
        assert store.connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert finish(root, db) == whole != undisturbed


def test_a_locked_database_is_told_and_the_next_run_goes_on(root: Path, tmp_path: Path, undisturbed: bytes) -> None:
    db = tmp_path / "x.db"
    open_store(db, write=True).close()
    with open_store(db, write=True) as other, open_store(db, write=True, wait=0.05) as store:
        other.connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another program is writing to it — wait until that run has ended"):
            run(root, store, config=toy.ToyConfig(), stages=toy.STAGES, jobs=0)
    assert finish(root, db) == undisturbed


def test_the_bench_of_faults_finds_no_difference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).resolve().parents[2] / "benchmarks"))
    import faults

    bench = faults.prepared(tmp_path, shipped=False, files=4)
    done = faults.trials(bench, 4, seed=3)
    assert {trial.fault for trial in done} >= {"SIGKILL", "disk full", "read error", "clock back"}
    assert [trial for trial in done if trial.difference] == []
    other = faults.Bench(bench.root, bench.work, False, b"something else", bench.seconds, bench.size)
    assert faults.judged(other, tmp_path / "other.db", "SIGKILL", "").difference.startswith("tables differ")
