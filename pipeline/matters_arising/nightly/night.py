"""One night, from the lock to the report: this file reads like its table of contents."""

from __future__ import annotations

import resource
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from matters_arising import flow
from matters_arising.config import Config
from matters_arising.errors import MattersError, SourceError, UsageError
from matters_arising.export.words import count
from matters_arising.fetch import Fetched, fetch_all, no_longer_listed
from matters_arising.nightly import loud, outward
from matters_arising.nightly.lock import held
from matters_arising.nightly.loud import Warned
from matters_arising.nightly.outcome import Outcome
from matters_arising.nightly.outward import Alert
from matters_arising.nightly.report import (
    Report,
    Unread,
    begin_health,
    end_health,
    last_measure,
    newest_run,
    put_report,
)
from matters_arising.nightly.settings import Settings
from matters_arising.stages import Stages, with_stances
from matters_arising.store import Store, open_store
from matters_arising.store.census import census, known_files, knows_run, last_run, unread
from matters_arising.version import following_version

_ACCEPT = "matters nightly --accept"
_NAMED = 5  # files that a note names
Clock = Callable[[], datetime]
Fetch = Callable[[Sequence[Mapping[str, Any]], Path, Path], Sequence[Fetched]]
"""Bring what is new of these tables of sources into the archive's folder; the last is the folder where sources keep
what they had seen. Gives one Fetched a source, whatever went wrong with it."""


def now() -> datetime:
    """The time of the clock, in UTC."""
    return datetime.now(UTC)


def night(
    settings: Settings,
    *,
    fetch: Fetch = fetch_all,
    alert: Alert | None = None,
    stages: Stages | None = None,
    clock: Clock = now,
    accept: bool = False,
) -> tuple[Report, Path]:
    """One night of an archive, and where its report lies. `accept` takes what is missing, or less, for right.

    Whatever goes wrong is in the report; only what keeps it from being written is raised: HeldError where another
    night is running, UsageError where lock, health file or report cannot be written.
    """
    start = clock()
    own = settings.nightly
    try:
        with held(own.db.with_name(f"{own.db.name}.nightly.lock"), start=start):
            cut_off = begin_health(own.health, start=start, every_hours=own.every_hours)
            this = _Night(settings, fetch=fetch, alert=alert, stages=stages, clock=clock, start=start, accept=accept)
            if cut_off:
                this.note(f"the night of {cut_off} was cut off without a report; this one goes on from there")
            with _bounded_memory(own.budget.max_memory_mb):
                this.spend()
            report = this.ended()
            path = put_report(own.reports, report, keep=own.keep_reports)
            end_health(own.health, report, path.name)
            return report, path
    except OSError as error:
        where = str(error.filename or own.reports)
        raise UsageError(f"it cannot be written ({error.strerror})", where=where, remedy="mend that") from error


@contextmanager
def _bounded_memory(megabytes: int | None) -> Iterator[None]:
    """Bound what this process, and each one that it starts, may hold as its own.

    The bound is on private writable memory (RLIMIT_DATA), not on addresses: libraries that are mapped, and models that
    are, would count against those many times over. It is of each process; the sum is for systemd's MemoryMax.
    """
    if megabytes is None:
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_DATA, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def _within(config: Config, megabytes: int | None) -> Config:
    """Settings by which no process that reads has more memory than the night may use: workers may come from a server
    of processes that was started before the night was bounded."""
    if megabytes is None or megabytes >= config.limits.max_memory_mb:
        return config
    return config.model_copy(update={"limits": config.limits.model_copy(update={"max_memory_mb": megabytes})})


class _Night:
    """A night on its way: its report grows with each step, so that there is one wherever it breaks off."""

    def __init__(
        self,
        settings: Settings,
        *,
        fetch: Fetch,
        alert: Alert | None,
        stages: Stages | None,
        clock: Clock,
        start: datetime,
        accept: bool,
    ) -> None:
        self.settings, self.own = settings, settings.nightly
        self.fetch, self.alert, self.stages, self.clock, self.accept = fetch, alert, stages, clock, accept
        minutes = self.own.budget.max_minutes
        self.deadline = start + timedelta(minutes=minutes) if minutes else None
        self.report = Report(version=following_version(), start=start.isoformat(timespec="seconds"))
        self.last = last_measure(self.own.reports)
        self.newest_run = newest_run(self.own.reports)

    def note(self, *texts: str) -> None:
        self.report = replace(self.report, notes=(*self.report.notes, *texts))

    def warn(self, *warned: Warned) -> None:
        self.report = replace(self.report, warnings=(*self.report.warnings, *warned))

    def found_less(self, warned: Sequence[Warned]) -> None:
        """Warn, unless a person has said that it is right."""
        if self.accept:
            self.note(*(f"accepted: {one.text}" for one in warned))
        else:
            self.warn(*(replace(one, text=f"{one.text}; if that is right: {_ACCEPT}") for one in warned))

    # ---- the steps -------------------------------------------------------------------------------------------

    def spend(self) -> None:
        """All steps; where one breaks off, the report says so."""
        try:
            self.work()
        except KeyboardInterrupt:
            self.broke("interrupted", Outcome.INTERRUPTED)
        except MemoryError:
            self.broke("the budget of memory is used up", Outcome.BUDGET)
        except MattersError as error:
            self.broke(str(error), error.exit_code)
        except Exception:
            self.broke(f"a fault of this program: please report it\n{traceback.format_exc()}", Outcome.BROKEN)

    def broke(self, why: str, code: int) -> None:
        self.report = replace(self.report, broke=why, exit_code=code)

    def work(self) -> None:
        with open_store(self.own.db, write=True) as store:
            self.report = replace(self.report, before=census(store))
            self.warn(*self.another_database(store))
            whole = self.archive_is_there(store) and self.fetched() and self.read(store)
            files = tuple(Unread(*one) for one in unread(store))
            self.report = replace(self.report, after=census(store), unread=files, last_run=last_run(store))
            self.note(*self.left_behind())
            if whole:
                self.compare()
                self.publish(store)
        self.report = replace(self.report, exit_code=self.outcome(), measure=whole and self.is_measure())

    def another_database(self, store: Store) -> Iterator[Warned]:
        """Whether the database is not the one, or not as new as the one, that the last report is of."""
        night, run = self.newest_run
        if not run or knows_run(store, run):
            return
        if last_run(store):
            said = (
                f"the database is older than the report of {night}: a backup was put back, perhaps. What alerts have "
            )
            yield Warned("older", f"{said}told since that backup is told again")
        else:
            said = (
                f"the database is a new one, and there is a report of {night}. Earlier texts are not in it, and every "
            )
            yield Warned("older", f"{said}subscription begins anew; a backup that is put back has both")

    def archive_is_there(self, store: Store) -> bool:
        """False where the archive's folder is missing or empty and should not be: a disk that is not mounted, perhaps.
        Nothing is fetched into such a folder, and nothing concluded from it."""
        archive, known = self.own.archive, known_files(store)
        there = archive.is_dir() and next(archive.iterdir(), None) is not None
        if known and not there:
            text = f"the archive's folder is {'empty' if archive.is_dir() else 'missing'}: {archive}"
            self.warn(Warned("archive", f"{text}; the {count(known, 'file')} known of it stay as they were"))
            return False
        archive.mkdir(parents=True, exist_ok=True)
        return True

    def fetched(self) -> bool:
        """Ask the sources. That one cannot be asked keeps no other from being read."""
        try:
            found = tuple(self.fetch(self.settings.sources, self.own.archive, self.own.memory))
        except UsageError:
            raise
        except Exception as error:
            self.warn(Warned("unreachable", f"the sources could not be asked ({type(error).__name__}: {error})"))
            return True
        self.report = replace(self.report, sources=found)
        silent = {str(table["name"]) for table in self.settings.sources} - {one.source for one in found}
        self.warn(*(Warned("unreachable", f"nothing is known of source {name}") for name in sorted(silent)))
        self.warn(*loud.unreached(found), *loud.doubtful(found))
        if self.last:
            self.found_less(loud.less(found, self.last, self.own.loud))
        return True

    def read(self, store: Store) -> bool:
        """Read what is new or changed and follow the matters. False where that did not come to its end."""
        config = _within(Config.load(self.own.archive), self.own.budget.max_memory_mb)
        stages = self.stages or (with_stances(config.stances) if config.stances else Stages())
        try:
            done = flow.run(
                self.own.archive,
                store,
                config=config,
                stages=stages,
                jobs=self.own.jobs,
                overrides=config.overrides,
                verdicts=config.corrections,
                stop=self.is_over,
                gone=self.may_be_withdrawn,
            )
        except SourceError as error:
            self.warn(Warned("archive", str(error)))
            return False
        self.report = replace(self.report, run=done)
        self.note(*done.notes)
        if done.left:
            self.note(f"time is up: {count(done.left, 'file')} left for the next night; site and alerts wait for it")
        return not done.left

    def is_over(self) -> bool:
        return self.deadline is not None and self.clock() >= self.deadline

    def may_be_withdrawn(self, missing: Sequence[str], known: int) -> bool:
        """Absence is concluded only where every source was read to its end, and not of many files at once."""
        sources_whole = not any(one.kind in loud.NOT_ASKED for one in self.report.warnings)
        few = self.accept or 100 * len(missing) <= self.own.loud.missing * known
        self.report = replace(self.report, missing=tuple(missing), withdrawn=sources_whole and few)
        if not sources_whole:
            self.note(f"{count(len(missing), 'file')} missing from the archive, kept: not every source was read")
        elif not few:
            self.warn(
                Warned(
                    "missing",
                    f"{len(missing):,} of {count(known, 'file')} are missing from the archive; they stay as they were. "
                    f"If that is right: {_ACCEPT}",
                )
            )
        return self.report.withdrawn

    def left_behind(self) -> Iterator[str]:
        """Files that could not be read and that no source lists any more: nobody will mend them, or take them away."""
        gone = no_longer_listed(self.own.memory)
        paths = [one.path for one in self.report.unread if one.path in gone]
        if paths:
            more = f" and {len(paths) - _NAMED} more" if len(paths) > _NAMED else ""
            yield (
                f"{', '.join(paths[:_NAMED])}{more}: could not be read, and the source no longer lists it; it is kept "
                f"in {self.own.archive}, and told each night until somebody deletes it there"
            )

    def compare(self) -> None:
        """Hold the counts against the last good night's."""
        if self.last and self.report.after:
            self.found_less(loud.dropped(self.report.after, self.last, self.own.loud))
            self.warn(*loud.more_unread(self.report.after, self.last))

    def publish(self, store: Store) -> None:
        """Rebuild site and feeds and tell people. What leads to pages of the site waits where that failed."""
        site, failed = outward.put_site(store, self.settings)
        self.report = replace(self.report, site=site)
        self.warn(*failed)
        if failed:
            return
        feeds, failed = outward.put_feeds(store, self.settings)
        self.report = replace(self.report, feeds=feeds)
        self.warn(*failed)
        told, failed = outward.tell(store, self.settings, self.alert)
        self.report = replace(self.report, alerts=told)
        self.warn(*failed)

    # ---- how it ended ----------------------------------------------------------------------------------------

    def outcome(self) -> Outcome:
        """Of a night that did not break off."""
        if self.report.run and self.report.run.left:
            return Outcome.BUDGET
        if any(one.kind not in loud.NOT_ASKED for one in self.report.warnings):
            return Outcome.LOUD
        if self.report.warnings:
            return Outcome.UNREACHABLE
        if self.report.unread or any(one.failed for one in self.report.sources):
            return Outcome.UNREAD
        return Outcome.WELL

    def is_measure(self) -> bool:
        return all(one.kind in loud.PASSING for one in self.report.warnings)

    def ended(self) -> Report:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        return replace(self.report, end=self.clock().isoformat(timespec="seconds"), peak_memory_mb=peak)
