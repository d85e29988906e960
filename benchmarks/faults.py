"""Runs that are killed, starved and robbed of what was not yet on the disk: does the next run lose anything?

The command `matters run`, in a process of its own, over a small archive of toy minutes (or, with --shipped, over a few
files of the sample with the trained models). Each trial disturbs one run, lets the next one end, and holds its tables
byte for byte against those of an undisturbed run; the result is also looked at as `matters doctor` does.

    python benchmarks/faults.py --points 100 --out benchmarks/faults.md
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import signal
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests" / "store"))

import toy_archive as toy  # noqa: E402
from matters_arising.export import canonical  # noqa: E402
from matters_arising.store import open_store  # noqa: E402
from matters_arising.store.examine import TROUBLE, examine  # noqa: E402

_COMMAND = """
import os, sys
from datetime import UTC, datetime, timedelta
sys.path.insert(0, {toys!r})
import toy_archive as toy
from matters_arising import cli, flow
plain = flow.run
if {toy!r}:
    flow.run = lambda *given, **named: plain(*given, **{{**named, "stages": toy.STAGES, "jobs": 0}})
if {clock!r}:
    left = iter(range(100, 0, -1))
    flow._now = lambda: (datetime(2000, 1, 1, tzinfo=UTC) + timedelta(days=next(left))).isoformat()
if __name__ == "__main__":
    cli.main()
"""
_FRAME = 24  # bytes before each page in a write-ahead log
_FINE = (0, 4)  # all read; some files could not be read, which the toy archive has on purpose


@dataclass(frozen=True, slots=True)
class Trial:
    """One disturbed run: how, where (in words), what is wrong with what the next run made of it; empty for nothing."""

    fault: str
    where: str
    struck: bool
    difference: str


@dataclass(frozen=True, slots=True)
class Bench:
    """An archive, the folder to work in, what an undisturbed run makes of it, and how long it writes."""

    root: Path
    work: Path
    shipped: bool
    whole: bytes
    seconds: float
    size: int


def prepared(work: Path, *, shipped: bool, files: int = 24) -> Bench:
    """Lay the archive down and run once without disturbance."""
    root = work / "archive"
    if shipped:
        sample = HERE.parent / "corpus" / "sample" / "mental-health-action-group"
        chosen = sorted(path for path in sample.iterdir() if path.is_file())[:4]
        root.mkdir()
        for path in chosen:
            shutil.copy(path, root)
    else:
        toy.lay(root)
        for number in range(files):
            lines = [f"It was agreed to do thing {number}, part {line}." for line in range(60)]
            date = f"2021-{number % 12 + 1:02}-{number // 12 + 1:02}"
            (root / f"more {number:02}.txt").write_text(
                toy.minutes(date, "# Crisis care review", "It was put off.", "# Things", *lines)
            )
    bench = Bench(root, work, shipped, b"", 0.0, 0)
    db = work / "undisturbed.db"
    process = start(bench, db)
    _until(process, db.exists)
    begun = time.monotonic()
    if process.wait() not in _FINE:
        raise SystemExit("the undisturbed run failed")
    seconds = time.monotonic() - begun
    return Bench(root, work, shipped, tables(db), seconds, db.stat().st_size)


def start(bench: Bench, db: Path, *, clock: bool = False, limit: int = 0) -> subprocess.Popen[bytes]:
    """The command, in a process group of its own; no file it writes may grow beyond `limit` bytes, where one is set."""
    script = bench.work / f"command{int(clock)}.py"
    script.write_text(_COMMAND.format(toys=str(HERE.parent / "tests" / "store"), toy=not bench.shipped, clock=clock))

    def bound() -> None:
        if limit:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.Popen(
        [sys.executable, script, "run", str(bench.root), "--db", str(db), "--quiet", "--jobs", "1"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=bound if limit else None,  # noqa: PLW1509 - this process has no threads
    )


def tables(db: Path) -> bytes:
    """All public tables, in order."""
    with open_store(db) as store:
        return canonical(store)


def judged(bench: Bench, db: Path, fault: str, where: str, *, struck: bool = True) -> Trial:
    """Let the next run end, and say how its tables differ; then a database of this trial is not needed any more."""
    code = start(bench, db).wait()
    if code not in _FINE:
        return Trial(fault, where, struck, f"the next run ended with {code}")
    found = tables(db)
    if found != bench.whole:
        pairs = zip(found.splitlines(), bench.whole.splitlines(), strict=False)
        first = next((f"{one[:80]!r} for {other[:80]!r}" for one, other in pairs if one != other), "a table is longer")
        return Trial(fault, where, struck, f"tables differ: {first}")
    with open_store(db) as store:
        wrong = [f"{one.check}: {one.example}" for one in examine(store) if one.state == TROUBLE]
    for path in bench.work.glob(f"{db.name}*"):
        path.unlink()
    return Trial(fault, where, struck, "; ".join(wrong))


# ---- the faults ----------------------------------------------------------------------------------------------


def killed(bench: Bench, db: Path, dice: random.Random, *, power: bool = False) -> Trial:
    """SIGKILL at a random moment of the time in which the run writes; with `power`, what was not yet synced is gone.

    A moment at which the run had ended already, or had nothing in its log, is no trial, and is drawn again.
    """
    while True:
        after = _killed_once(bench, db, dice)
        lost = _without_power(db, dice) if power else ""
        if after is not None and bool(lost) == power:
            where = f"{after * 1000:.0f} ms into writing"
            return judged(bench, db, "power loss" if power else "SIGKILL", f"{where}, {lost}" if lost else where)
        for path in bench.work.glob(f"{db.name}*"):
            path.unlink()


def _killed_once(bench: Bench, db: Path, dice: random.Random, *, clock: bool = False) -> float | None:
    """Seconds into writing at which a run was killed; None where it had ended."""
    process = start(bench, db, clock=clock)
    _until(process, db.exists)
    after = dice.uniform(0, bench.seconds)
    time.sleep(after)
    struck = process.poll() is None
    if struck:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return after if struck else None


def _without_power(db: Path, dice: random.Random) -> str:
    """Cut the write-ahead log at a random byte behind what a checkpoint has synced, and drop the index of it."""
    log, index = Path(f"{db}-wal"), Path(f"{db}-shm")
    if not log.exists() or not log.stat().st_size:
        return ""
    synced = struct.unpack_from("=I", index.read_bytes(), 96)[0] if index.exists() else 0
    page = int.from_bytes(log.read_bytes()[8:12], "big")
    least = min(log.stat().st_size, 32 + synced * (_FRAME + page) if synced else 0)
    cut = dice.randint(least, log.stat().st_size)
    size = log.stat().st_size
    os.truncate(log, cut)
    index.unlink(missing_ok=True)
    return f"log cut from {size:,} to {cut:,} bytes, index gone"


def full(bench: Bench, db: Path, dice: random.Random) -> Trial:
    """No file may grow beyond a random size: the disk is full for the database or its log."""
    limit = dice.randint(8_192, bench.size)
    code = start(bench, db, limit=limit).wait()
    where = f"at {limit:,} bytes, the run ended with {code}"
    if code not in (*_FINE, 5):
        return Trial("disk full", where, True, f"it ended with {code}, not 5")
    return judged(bench, db, "disk full", where, struck=code == 5)


def unreadable(bench: Bench, db: Path, dice: random.Random) -> Trial:
    """In place of a file there is a link that leads nowhere, or a folder; then the file is there again."""
    path = dice.choice(sorted(bench.root.iterdir()))
    aside = bench.work / "aside"
    path.rename(aside)
    how = dice.choice(("a link that leads nowhere", "a folder"))
    if how == "a folder":
        path.mkdir()
    else:
        path.symlink_to("nowhere")
    code = start(bench, db).wait()
    if path.is_symlink():
        path.unlink()
    else:
        path.rmdir()
    aside.rename(path)
    where = f"{how} in place of {path.name}, the run ended with {code}"
    if code not in _FINE:
        return Trial("read error", where, True, f"it ended with {code}")
    return judged(bench, db, "read error", where)


def locked(bench: Bench, db: Path, dice: random.Random) -> Trial:
    """Another program writes to the database for longer than a run waits."""
    open_store(db, write=True).close()
    other = sqlite3.connect(db, isolation_level=None)
    process = start(bench, db)
    time.sleep(dice.uniform(0, 0.5))
    other.execute("BEGIN IMMEDIATE")
    code = process.wait()
    other.execute("ROLLBACK")
    other.close()
    if code not in (*_FINE, 5):
        return Trial("locked", f"the run ended with {code}", True, f"it ended with {code}, not 5")
    return judged(bench, db, "locked", f"the run ended with {code}", struck=code == 5)


def clock(bench: Bench, db: Path, dice: random.Random) -> Trial:
    """A run whose clock goes back with every look at it, killed, before the next one of today."""
    after = _killed_once(bench, db, dice, clock=True)
    for path in bench.root.iterdir():
        os.utime(path, (0, 0))
    return judged(bench, db, "clock back", "files and run of an earlier time", struck=after is not None)


def power(bench: Bench, db: Path, dice: random.Random) -> Trial:
    """Power loss at a random moment."""
    return killed(bench, db, dice, power=True)


_OTHERS: tuple[tuple[Callable[[Bench, Path, random.Random], Trial], int], ...] = (
    *((full, 5), (unreadable, 10), (locked, 50), (clock, 10)),
)


def trials(bench: Bench, points: int, seed: int, say: Callable[[Trial], None] = lambda _: None) -> list[Trial]:
    """`points` kills, every second one with loss of power; beside them, some trials of each other fault."""
    dice = random.Random(seed)
    plan = [(killed, power)[number % 2] for number in range(points)]
    plan += [fault for fault, each in _OTHERS for _ in range(max(1, points // each))]
    done = []
    for number, fault in enumerate(plan):
        trial = fault(bench, bench.work / f"{number}.db", dice)
        say(trial)
        done.append(trial)
    return done


def report(done: list[Trial], bench: Bench, points: int, seed: int) -> str:
    """What was tried and what was found, in Markdown."""
    kinds = list(dict.fromkeys(trial.fault for trial in done))
    rows = []
    for kind in kinds:
        own = [trial for trial in done if trial.fault == kind]
        wrong = sum(bool(trial.difference) for trial in own)
        rows.append(f"| {kind} | {len(own)} | {sum(trial.struck for trial in own)} | {wrong} |")
    wrong = [f"- {t.fault}, {t.where}: {t.difference}" for t in done if t.difference]
    files = sum(1 for _ in bench.root.iterdir())
    archive = (
        "a part of the sample, with the trained models" if bench.shipped else "an archive of toy minutes, toy stages"
    )
    return "\n".join(
        (
            "# Faults",
            "",
            f"`python benchmarks/faults.py --points {points} --seed {seed}{' --shipped' if bench.shipped else ''}` (or "
            f"`make faults`), on {time.strftime('%d %B %Y')}: the command `matters run` over {archive}, {files} files, "
            "in a process of its own. Each trial disturbs one run and lets the next one end. A difference is a byte of "
            "any public table that is not as after an undisturbed run, or anything that `matters doctor` finds.",
            "",
            "| fault | trials | of them cut the run short or kept a file from it | differences |",
            "|---|---|---|---|",
            *rows,
            "",
            f"The undisturbed run wrote for {bench.seconds:.2f} s; moments were drawn evenly from that time. Loss of "
            "power is simulated: after SIGKILL, the write-ahead log is cut at a random byte behind what a checkpoint "
            "has synced, and its index is deleted. A full disk is a bound on the size of files (RLIMIT_FSIZE).",
            "",
            "Differences:" if wrong else "No difference was found.",
            *wrong,
            "",
        )
    )


def _until(process: subprocess.Popen[bytes], happens: Callable[[], bool]) -> None:
    while process.poll() is None and not happens():
        time.sleep(0.002)


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--points", type=int, default=100)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--shipped", action="store_true")
    asked.add_argument("--out", type=Path)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = prepared(Path(folder), shipped=given.shipped)
        done = trials(bench, given.points, given.seed, lambda t: print(t.fault, t.where, t.difference or "same"))
        told = report(done, bench, given.points, given.seed)
    if given.out:
        given.out.write_text(told, encoding="utf-8")
    print(told)
    return int(any(trial.difference for trial in done))


if __name__ == "__main__":
    sys.exit(main())
