"""Nights that follow only the bodies touched, one after the other: each leaves what a database made anew would hold."""

from __future__ import annotations

import random
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import toy_archive as toy
from hypothesis import given, settings
from hypothesis import strategies as st
from matters_arising import flow
from matters_arising.export import JUDGED
from matters_arising.matters.book import written
from matters_arising.matters.overrides import Anchor, correction
from matters_arising.matters.verdicts import Verdict, named
from matters_arising.stages import Stages
from matters_arising.store import Store, open_store
from matters_arising.store.examine import examine
from matters_arising.store.overrides import beside
from matters_arising.store.read import every
from matters_arising.store.verdicts import verdicts_beside

BODIES = ("Hillshire Action Group", "Hillshire Health Board", "Ousby Mill Committee", "Ambleton Ford Trust")
TITLES = ("Night shelter review", "Sluice of Nether Mill", "Ford stones at Tanner's Bank", "Clock", "Correspondence")
SAID = (
    "The night shelter review was put off.",
    "The shelter wants beds and the Action Group asked for a review of the night.",
    "Sluice - the gate of Nether Mill was put off.",
    "Ford stones - a mason looked at the bank and it was agreed.",
    "The mason asked who owns the stones, application 12/00345/F.",
    "Clock - it struck thirteen, and the hands were proposed for repair.",
    "The Health Board wrote that the review waits for the mill.",
    "Beds and stones and gate and hands were counted at the bank.",
    "It was agreed.",
)


class Night:
    """An archive that changes from night to night, beside the database that is brought up to date each time."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.dice, self.folder, self.root = random.Random(seed), folder, folder / "archive"
        self.path = str(folder / "x.db")
        self.root.mkdir()
        self.read = replace(toy.STAGES, follow=self._follow, harmonise=Stages().harmonise)
        self.bodies: list[set[str]] = []  # those of which minutes were followed, each time
        for body in BODIES:
            for month in (1, 2, 3):
                self.lay(body, month)

    def _follow(self, *parts, **named):  # type: ignore[no-untyped-def]
        self.bodies.append({meeting.body for meeting in parts[0]})
        return Stages().follow(*parts, **named)

    def lay(self, body: str, month: int, *, name: str | None = "") -> None:
        lines = []
        for title in self.dice.sample(TITLES, 3):
            lines += [f"# {title}", *self.dice.sample(SAID, self.dice.randint(1, 4))]
        path = self.root / body / f"{month:02}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(toy.minutes(f"2031-{month:02}-05", *lines, body="" if name is None else name or body))

    def change(self) -> None:
        body, month = self.dice.choice(BODIES), self.dice.randint(1, 9)
        act = self.dice.choice(["add", "add", "add", "merge", "rename", "nameless", "remove", "say", "cut", "unsaid"])
        files = sorted(self.root.glob("*/*.txt"))
        if act == "remove" and len(files) > 4:
            self.dice.choice(files).unlink()
        elif act == "merge":  # a name of the folder that is one with the other, or with none
            self.lay(body, month, name=self.dice.choice([f"{body}s", "Hillshire Forum", body.upper()]))
        elif act == "nameless":  # alone in its folder it is that folder's body's, beside others nobody's
            self.lay(self.dice.choice([body, "Unsaid"]), month, name=None)
        elif act == "rename":
            self.lay("Ousby Meadow Panel", month)
        elif act == "say":
            self._say()
        elif act == "cut":
            self._cut()
        elif act == "unsaid":
            verdicts_beside(self.path).unlink(missing_ok=True)
            beside(self.path).unlink(missing_ok=True)
        else:
            self.lay(body, month)

    def _say(self) -> None:
        with open_store(self.path) as store:
            rows = every(
                store,
                "SELECT d.path, d.sha256, e.* FROM events e JOIN meetings m ON m.key = e.meeting "
                "JOIN documents d ON d.key = m.document WHERE d.status = 'read' ORDER BY e.id",
            )
        if rows:
            row = self.dice.choice(rows)
            anchor = Anchor(document=row["path"], sha256=row["sha256"], quote=row["quote"], start=row["start"])
            said = Verdict(id="new", anchor=anchor, claimed=row["type"], said=self.dice.choice(["", "report"]))
            line = written(named(said, "2031-01-01", after=self.dice.randint(0, 999)))
            with verdicts_beside(self.path).open("ab") as file:
                file.write(line)

    def _cut(self) -> None:
        with open_store(self.path) as store:
            rows = every(
                store,
                "SELECT d.path, d.sha256, n.* FROM mentions n JOIN meetings m ON m.key = n.meeting "
                "JOIN documents d ON d.key = m.document ORDER BY d.path, n.start",
            )
        if len(rows) > 1:
            sides = [
                (Anchor(document=r["path"], sha256=r["sha256"], quote=" ".join(r["quote"].split()), start=r["start"]),)
                for r in self.dice.sample(rows, 2)
            ]
            act = self.dice.choice(["cut", "pin"])
            with beside(self.path).open("ab") as file:
                file.write(written(correction(act, *sides, when=str(self.dice.random()))))  # type: ignore[arg-type]

    def pass_over(self, *, stop: bool = False) -> None:
        with open_store(self.path, write=True) as store:
            asked = iter([False] * self.dice.randint(0, 2))
            self.go(store, stop=(lambda: next(asked, True)) if stop else flow.never)

    def go(self, store: Store, **named: Any) -> None:
        said = {"overrides": str(beside(self.path)), "verdicts": str(verdicts_beside(self.path))}
        flow.run(self.root, store, config=toy.ToyConfig(), stages=self.read, jobs=0, **said, **named)

    def check(self) -> None:
        (self.folder / "anew.db").unlink(missing_ok=True)
        for left in self.folder.glob("anew.db-*"):
            left.unlink()
        with open_store(self.path) as store, open_store(self.folder / "anew.db", write=True) as anew:
            self.go(anew)
            assert told(store) == told(anew)
            assert [one.check for one in examine(store) if one.state == "trouble"] == []


def told(store: Store) -> list[object]:
    """All that a database says of files that are in the archive; it also remembers those that are gone."""
    there = "JOIN meetings m ON m.key = t.meeting JOIN documents d ON d.key = m.document WHERE d.status <> 'withdrawn'"
    of_mark = "LEFT JOIN {0}_matters l ON l.{0} = t.key LEFT JOIN matters x ON x.key = l.matter"
    tables = (
        "SELECT id, title, body, bodies, first_date, last_date, appearances, deferrals, deferrals_inferred, streak, "
        "stated_deferrals, fate, decided, months FROM matters",
        'SELECT x.id, m.id, t.start, t."end", t.quote, t.status, t.link_reason, t.link_score FROM mentions t '
        f"JOIN matters x ON x.key = t.matter {there}",
        f"SELECT t.id, t.type, x.id FROM events t {of_mark.format('event')} {there}",
        f"SELECT t.id, x.id FROM stances t {of_mark.format('stance')} {there}",
        "SELECT x.id, y.id, p.reason, p.score FROM perhaps p JOIN matters x ON x.key = p.matter "
        "JOIN matters y ON y.key = p.other",
        "SELECT x.id, w.words FROM matters x LEFT JOIN matters_words w ON w.rowid = x.key",
        "SELECT t.id, t.body, d.path FROM meetings t JOIN documents d ON d.key = t.document "
        "WHERE d.status <> 'withdrawn'",
        "SELECT body, meetings, told FROM followed",
    )
    judged = [list(table.take(store)) for table in JUDGED.values()]
    return [*(sorted(map(tuple, every(store, of)), key=repr) for of in tables), judged]


@pytest.mark.long
@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10**6))
def test_each_night_leaves_what_a_database_made_anew_holds(seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        night = Night(Path(folder), seed)
        night.pass_over()
        for _ in range(4):
            for _ in range(night.dice.randint(1, 2)):
                night.change()
            if night.dice.random() < 0.2:
                night.pass_over(stop=True)  # cut off: what was read is kept, and nothing is followed
                night.change()
            night.pass_over()
            night.check()
