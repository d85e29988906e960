"""An archive that is read by nights, with a clock that the test turns and sources that answer as they are told."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import toy_archive as toy
from matters_arising.export import canonical
from matters_arising.flow import run
from matters_arising.nightly.night import night
from matters_arising.nightly.report import Report
from matters_arising.nightly.settings import Settings
from matters_arising.store import open_store

FIRST = datetime(2031, 5, 5, 2, 0, tzinfo=UTC)


@dataclass
class Clock:
    """Stands still unless `tick` says how much passes each time that it is looked at."""

    time: datetime = FIRST
    tick: timedelta = timedelta(0)

    def __call__(self) -> datetime:
        self.time += self.tick
        return self.time


@dataclass
class Nights:
    """An archive's nights in a folder: `incoming` is a watched folder whose files are copied into the archive."""

    folder: Path
    clock: Clock = field(default_factory=Clock)
    text: str = '[nightly]\narchive = "archive"\ndb = "x.db"\njobs = 0\n'
    sources: str = '[[sources]]\nkind = "folder"\nname = "Clerk"\npath = "incoming"\n'

    def __post_init__(self) -> None:
        self.incoming, self.archive, self.db = (self.folder / name for name in ("incoming", "archive", "x.db"))
        self.incoming.mkdir()

    @property
    def settings(self) -> Settings:
        path = self.folder / "matters.toml"
        path.write_text(f"{self.text}\n{self.sources}", encoding="utf-8")
        return Settings.load(path)

    def pass_one(self, **options: Any) -> Report:
        """One night; the next is a day later."""
        report, self.report_path = night(self.settings, **{"stages": toy.STAGES, "clock": self.clock, **options})
        self.clock.time += timedelta(days=1)
        return report

    def come(self, *dates: str, words: str = "It was agreed.", failing: bool = False) -> None:
        """Minutes of these days come into the watched folder."""
        for date in dates:
            lines = (
                "# Crisis care review",
                "BROKEN" if failing else words,
                "# Bus shelter",
                "The shelter was put off.",
            )
            (self.incoming / f"{date}.txt").write_text(toy.minutes(date, *lines), encoding="utf-8")

    def canonical(self) -> bytes:
        with open_store(self.db) as store:
            return canonical(store)

    def rebuilt(self) -> bytes:
        """What reading the archive from nothing gives."""
        path = self.folder / "rebuilt.db"
        path.unlink(missing_ok=True)
        with open_store(path, write=True) as store:
            run(self.archive, store, config=toy.ToyConfig(), stages=toy.STAGES, jobs=0)
            return canonical(store)

    def health(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads((self.folder / "health.json").read_text())
        return told

    def reports(self) -> list[Path]:
        return sorted((self.folder / "reports").iterdir())


def kinds(report: Report) -> list[str]:
    return [warned.kind for warned in report.warnings]
