"""What a night says of itself: a report, kept by date, and the health file, which is there even while it runs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from matters_arising.export.site import Written
from matters_arising.fetch import Fetched
from matters_arising.flow import Done
from matters_arising.nightly.files import write_json
from matters_arising.nightly.loud import Measure, Warned
from matters_arising.nightly.outcome import Outcome
from matters_arising.store.census import Census

_GOOD = (Outcome.WELL, Outcome.UNREAD)


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that may be minutes and could not be read, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Told:
    """What people were told: `messages` that were taken, with so many `news`. `begun` are subscriptions that were seen
    for the first time, `failed` sentences on what was not taken and is tried again."""

    messages: int = 0
    news: int = 0
    begun: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fed:
    """The feeds and calendars: how many `files` there are, and how many of them are new or changed."""

    files: int
    changed: int


@dataclass(frozen=True, slots=True)
class Report:
    """One night. What it did not come to is None or empty.

    `missing` are files that the database holds and the archive does not; `withdrawn` says whether that was concluded.
    `measure` says that later nights are compared with this one. `broke` says where the night broke off, empty where it
    came to its end. `last_run` is the newest run that the database knew of, by which a later night sees that another
    database has taken its place.
    """

    version: str
    start: str
    end: str = ""
    exit_code: int = Outcome.BROKEN
    sources: tuple[Fetched, ...] = ()
    before: Census | None = None
    after: Census | None = None
    run: Done | None = None
    missing: tuple[str, ...] = ()
    withdrawn: bool = False
    unread: tuple[Unread, ...] = ()
    site: Written | None = None
    feeds: Fed | None = None
    alerts: Told | None = None
    warnings: tuple[Warned, ...] = ()
    notes: tuple[str, ...] = ()
    broke: str = ""
    last_run: str = ""
    measure: bool = False
    peak_memory_mb: int = 0


def put_report(folder: Path, report: Report, *, keep: int) -> Path:
    """Write a report under the time of its start, and remove all but the last `keep` and the last measure."""
    name = datetime.fromisoformat(report.start).astimezone(UTC).strftime("%Y-%m-%dT%H-%M-%SZ")
    path, again = folder / f"{name}.json", 1
    while path.exists():
        again += 1
        path = folder / f"{name}_{again}.json"
    write_json(path, asdict(report))
    measure = next((there for there, told in _newest_first(folder) if told.get("measure")), None)
    for old in _reports(folder)[keep:]:
        if old != measure:
            old.unlink()
    return path


def last_measure(folder: Path) -> Measure | None:
    """What the last good night had; None where none is known."""
    for _, told in _newest_first(folder):
        try:
            if told["measure"]:
                sources = {one["source"]: _length(one) for one in told["sources"]}
                return Measure(told["start"], Census(**told["after"]), sources)
        except (KeyError, TypeError):
            continue  # written by another version, or by hand
    return None


def newest_run(folder: Path) -> tuple[str, str]:
    """The start of the last night whose report knows of a run, and that run; empty where there is none."""
    for _, told in _newest_first(folder):
        if isinstance(run := told.get("last_run"), str) and run:
            return str(told.get("start", "")), run
    return "", ""


def _length(fetched: Mapping[str, Any]) -> int:
    """How many files were had of a source. What could not be had is left out: once it is taken off the list, that is
    no shorter."""
    return int(fetched["new"] + fetched["changed"] + fetched["unchanged"])


def _reports(folder: Path) -> list[Path]:
    """Newest first: the names begin with the date."""
    return sorted(folder.glob("[0-9]*T*Z*.json"), key=lambda path: path.stem, reverse=True)


def _newest_first(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    for path in _reports(folder):
        told = _object(path)
        if told:
            yield path, told


def _object(path: Path) -> dict[str, Any]:
    """A JSON object from a file; empty where there is none."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


# ---- health --------------------------------------------------------------------------------------------------


def begin_health(path: Path, *, start: datetime, every_hours: float) -> str:
    """Say that a night has begun. Gives the start of the last one where it never ended, else an empty text."""
    before = _object(path)
    known = {name: before.get(name, "") for name in ("last_end", "last_success", "last_exit_code", "last_report")}
    begun = {"last_start": _text(start), "running": True, **known}
    write_json(path, {**begun, "next_expected": _text(start + timedelta(hours=every_hours))})
    return str(before.get("last_start", "")) if before.get("running") is True else ""


def refuse_health(path: Path, why: str, *, at: datetime) -> None:
    """Say that a night was asked for and did not begin, because of its settings. What is said of a night that is under
    way, or was cut off, stays: beside it stands only why the other did not begin."""
    before = _object(path)
    told = {"last_start": _text(at), "running": False, "last_end": _text(at), "last_report": ""}
    ended = {} if before.get("running") is True else {**told, "last_exit_code": int(Outcome.CONFIGURATION)}
    write_json(path, {"last_success": "", **before, **ended, "why": why})


def end_health(path: Path, report: Report, name: str) -> None:
    """Say how the night ended, whose report has this name."""
    told = {"running": False, "last_end": report.end, "last_exit_code": int(report.exit_code), "last_report": name}
    success = {"last_success": report.end} if report.exit_code in _GOOD else {}
    write_json(path, {**_object(path), **told, **success})


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
