"""Nights that go wrong: killed, broken, out of time or memory; the next makes it good, and nothing is lost."""

from __future__ import annotations

import fcntl
import json
import resource
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import toy_archive as toy
from matters_arising.errors import StoreError, UsageError
from matters_arising.export.nightly import lines
from matters_arising.nightly.lock import HeldError
from matters_arising.nightly.outcome import Outcome
from matters_arising.nightly.report import Told
from matters_arising.store import open_store
from matters_arising.store.overview import overview
from nights_by_hand import Nights, kinds

DATES = tuple(f"2030-{month:02}-10" for month in range(1, 7))

_SCRIPT = """
import os, signal, sys
from dataclasses import replace
from pathlib import Path
sys.path[:0] = [{toys!r}, {here!r}]
import toy_archive as toy
from matters_arising.nightly.night import night
from matters_arising.nightly.settings import Settings
from nights_by_hand import Clock

def kill(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

def read(source, *, limits):
    if "2030-04" in source.path:
        kill()
    return toy.read(source, limits=limits)

stages = dict(reading=dict(read=read), following=dict(follow=kill), fetching=dict())[{when!r}]
fetch = dict(fetch=kill) if {when!r} == "fetching" else dict()
night(Settings.load(Path({settings!r})), stages=replace(toy.STAGES, **stages), clock=Clock(), **fetch)
"""


@pytest.mark.parametrize("when", ["fetching", "reading", "following"])
def test_a_night_that_is_killed_is_made_good_by_the_next(when: str, nights: Nights) -> None:
    nights.come(*DATES)
    assert nights.settings
    script = _SCRIPT.format(
        toys=str(Path(toy.__file__).parent),
        here=str(Path(__file__).parent),
        when=when,
        settings=str(nights.folder / "matters.toml"),
    )
    killed = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert nights.health()["running"] is True and not (nights.folder / "reports").exists()
    if when == "reading":
        with open_store(nights.db) as store:
            assert overview(store).documents == {"read": 3} and overview(store).unsettled
    nights.clock.time += timedelta(days=1)
    report = nights.pass_one()
    assert report.exit_code == Outcome.WELL
    assert report.notes[0].startswith("the night of 2031-05-05T02:00:00+00:00 was cut off without a report")
    assert nights.canonical() == nights.rebuilt()
    assert nights.health()["running"] is False


def test_a_night_that_breaks_off_is_reported_with_its_place(nights: Nights) -> None:
    def follow(*_: Any, **__: Any) -> Any:
        raise ZeroDivisionError("by nought")

    nights.come(*DATES)
    report = nights.pass_one(stages=replace(toy.STAGES, follow=follow))
    told = json.loads(nights.report_path.read_text())
    assert report.exit_code == told["exit_code"] == Outcome.BROKEN and not told["measure"]
    assert "ZeroDivisionError: by nought" in told["broke"] and "in follow" in told["broke"]
    assert told["sources"][0]["new"] == 6 and told["before"]["documents"] == 0
    health = nights.health()
    assert (health["last_exit_code"], health["last_success"], health["running"]) == (1, "", False)
    assert nights.pass_one().exit_code == Outcome.WELL
    assert nights.canonical() == nights.rebuilt()


@pytest.mark.parametrize(
    ("fault", "code", "said"),
    [
        (KeyboardInterrupt(), Outcome.INTERRUPTED, "interrupted"),
        (MemoryError(), Outcome.BUDGET, "the budget of memory is used up"),
        (StoreError("the disk is full", where="x.db"), Outcome.DATABASE, "x.db: the disk is full"),
    ],
)
def test_how_a_night_broke_off_is_its_code(fault: BaseException, code: Outcome, said: str, nights: Nights) -> None:
    def follow(*_: Any, **__: Any) -> Any:
        raise fault

    nights.come(*DATES)
    report = nights.pass_one(stages=replace(toy.STAGES, follow=follow))
    assert (report.exit_code, report.broke, nights.health()["last_exit_code"]) == (code, said, code)
    assert nights.pass_one().exit_code == Outcome.WELL
    assert nights.canonical() == nights.rebuilt()


def test_a_file_that_needs_too_much_memory_costs_that_file(nights: Nights) -> None:
    def read(source: Any, *, limits: Any) -> Any:
        if "2030-02" in source.path:
            raise MemoryError
        return toy.read(source, limits=limits)

    nights.come(*DATES)
    report = nights.pass_one(stages=replace(toy.STAGES, read=read))
    assert report.exit_code == Outcome.UNREAD and report.after and report.after.documents == 5
    assert "it needs more memory than it may have" in report.unread[0].reason
    again = nights.pass_one()
    assert again.exit_code == Outcome.WELL and again.run and again.run.processed == 1
    assert nights.canonical() == nights.rebuilt()


def test_no_worker_has_more_memory_than_the_night(nights: Nights) -> None:
    bounds: list[int] = []

    def read(source: Any, *, limits: Any) -> Any:
        bounds.append(limits.max_memory_mb)
        return toy.read(source, limits=limits)

    nights.come("2030-01-10")
    nights.pass_one(stages=replace(toy.STAGES, read=read))
    nights.text += "[nightly.budget]\nmax_memory_mb = 1200\n"
    nights.come("2030-02-10")
    nights.pass_one(stages=replace(toy.STAGES, read=read))
    assert bounds == [1500, 1200]


def test_the_bound_of_memory_holds_while_the_night_does(nights: Nights) -> None:
    heard: list[int] = []

    def read(source: Any, *, limits: Any) -> Any:
        heard.append(resource.getrlimit(resource.RLIMIT_DATA)[0])
        return toy.read(source, limits=limits)

    before = resource.getrlimit(resource.RLIMIT_DATA)
    nights.text += "[nightly.budget]\nmax_memory_mb = 20000\n"
    nights.come("2030-01-10")
    assert nights.pass_one(stages=replace(toy.STAGES, read=read)).peak_memory_mb > 0
    assert heard == [20000 * 1024 * 1024] and resource.getrlimit(resource.RLIMIT_DATA) == before


def test_a_night_whose_time_is_up_stops_between_files_and_the_next_ones_go_on(nights: Nights) -> None:
    nights.text += '[nightly.budget]\nmax_minutes = 5\n[nightly.site]\nout = "site"\n'
    nights.come(*DATES)
    nights.clock.tick = timedelta(minutes=1)  # each look at the clock: the start, then once before each file
    report = nights.pass_one()
    assert report.exit_code == Outcome.BUDGET and report.run and (report.run.processed, report.run.left) == (4, 2)
    assert report.site is None and not (nights.folder / "site").exists() and not report.measure
    assert report.after and report.after.documents == 4 and report.before and report.before.documents == 0
    assert "2 files left for the next night" in report.notes[0]
    with open_store(nights.db) as store:
        assert overview(store).unsettled and overview(store).last_run == ""
    nights.clock.tick = timedelta(0)
    again = nights.pass_one()
    assert again.exit_code == Outcome.WELL and again.run and again.run.processed == 2
    assert nights.canonical() == nights.rebuilt()


def test_time_that_is_up_after_the_last_file_is_no_fault(nights: Nights) -> None:
    nights.text += "[nightly.budget]\nmax_minutes = 7.5\n"
    nights.come(*DATES)
    nights.clock.tick = timedelta(minutes=1)
    report = nights.pass_one()
    assert report.exit_code == Outcome.WELL and report.run and report.run.processed == 6


def test_one_night_at_a_time(nights: Nights) -> None:
    nights.come(*DATES)
    held: list[str] = []

    def fetch(*given: Any) -> Any:
        before = nights.health()
        with pytest.raises(HeldError) as told:
            nights.pass_one()
        held.append(str(told.value))
        assert told.value.exit_code == Outcome.HELD and nights.health() == before
        return []

    report = nights.pass_one(fetch=fetch)
    assert "another night is running: process " in held[0] and "since 2031-05-05T02:00:00+00:00" in held[0]
    assert len(nights.reports()) == 1 and report.broke == ""
    nights.pass_one()


def test_a_lock_that_its_holder_left_behind_is_none(nights: Nights) -> None:
    nights.come(*DATES)
    lock = nights.folder / "x.db.nightly.lock"
    lock.write_text('{"pid": 1, "host": "elsewhere", "start": "2030-01-01T00:00:00+00:00"}')
    assert nights.pass_one().exit_code == Outcome.WELL and lock.read_text() == ""
    with lock.open() as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(HeldError, match="it has not yet said who it is"):
            nights.pass_one()


def test_alerts_and_the_site_that_fail_are_told_and_cost_nothing_else(nights: Nights) -> None:
    nights.text += '[nightly.site]\nout = "site"\n'
    nights.sources += '[[alerts]]\nwords = "shelter"\n'
    asked: list[int] = []

    def alert(*_: Any) -> Any:
        asked.append(1)
        raise ConnectionError("the mail host does not answer")

    nights.come(*DATES)
    report = nights.pass_one(alert=alert)
    assert (report.exit_code, kinds(report), report.measure) == (Outcome.LOUD, ["alerts"], True)
    assert "ConnectionError: the mail host does not answer" in report.warnings[0].text
    assert kinds(nights.pass_one()) == ["alerts"]  # set, and nobody sends them
    (nights.folder / "site" / "mine.txt").write_text("mine")
    report = nights.pass_one(alert=alert)
    assert kinds(report) == ["site"] and len(asked) == 1  # no link to a page that is not there
    assert "mine.txt" in report.warnings[0].text and "alerts wait for the site" in report.warnings[0].text
    assert nights.canonical() == nights.rebuilt()


def test_feeds_that_cannot_be_written_are_told_and_cost_nothing_else(nights: Nights) -> None:
    nights.text += '[nightly.feeds]\nout = "feeds"\n'
    (nights.folder / "feeds").mkdir()
    (nights.folder / "feeds" / "mine.txt").write_text("mine")
    nights.come(*DATES)
    report = nights.pass_one()
    assert (report.exit_code, kinds(report), report.measure) == (Outcome.LOUD, ["feeds"], True)
    assert "mine.txt" in report.warnings[0].text and nights.canonical() == nights.rebuilt()


def test_what_was_told_is_in_the_report_though_not_all_was_taken(nights: Nights) -> None:
    nights.sources += '[[alerts]]\nwords = "shelter"\n'
    nights.come(*DATES)
    report = nights.pass_one(alert=lambda *_: Told(4, 9, ("desk",), ("tool: t.example: answered with 500",)))
    assert (report.exit_code, kinds(report)) == (Outcome.LOUD, ["alerts"])
    assert "1 message could not be sent, and will be tried again: tool: " in report.warnings[0].text
    told = json.loads(nights.report_path.read_text())["alerts"]
    assert told == {"messages": 4, "news": 9, "begun": ["desk"], "failed": ["tool: t.example: answered with 500"]}
    said = list(lines(report, nights.report_path))
    assert "alerts: 4 messages with 9 pieces of news sent" in said and "new subscription: desk" in said
    report = nights.pass_one(alert=lambda *_: Told())
    assert "alerts: there was nothing to send" in list(lines(report, nights.report_path))


def test_where_no_report_can_be_written_it_is_said(nights: Nights) -> None:
    nights.come(*DATES)
    (nights.folder / "reports").write_text("a file")
    with pytest.raises(UsageError, match="reports: it cannot be written"):
        nights.pass_one()
