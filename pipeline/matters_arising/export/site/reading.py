"""All that the site tells, read from the database once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from matters_arising.export.story import Calendar
from matters_arising.matters.practice import Act, Course
from matters_arising.matters.promises import Promise
from matters_arising.matters.proposals import Proposal
from matters_arising.store.calendar import calendar
from matters_arising.store.connection import Store
from matters_arising.store.ledger import Entry
from matters_arising.store.life import Life, life_of
from matters_arising.store.overrides import read_told
from matters_arising.store.overview import Overview, overview
from matters_arising.store.practice import BodyPractice, MatterPractice, courses, practice_of_bodies
from matters_arising.store.promises import promises_of
from matters_arising.store.proposals import proposals_of
from matters_arising.store.quotes import Minutes, minutes
from matters_arising.store.read import every
from matters_arising.store.sittings import records

NO_COURSE = Course((), (), (), None)


@dataclass(frozen=True, slots=True)
class FileNote:
    """A file, what became of it, and why or how."""

    path: str
    status: str
    note: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The whole archive. `lives` are by matter, `turned` are the matters that turned, `files` those with a note.

    `missing` counts by body the meetings that its minutes name and that are not in the archive, at least.
    `corrections` counts what people have put right about which passages are of one matter.
    """

    overview: Overview
    minutes: tuple[Minutes, ...]
    lives: Mapping[str, Life]
    calendar: Calendar
    practices: tuple[BodyPractice, ...]
    turned: tuple[MatterPractice, ...]
    files: tuple[FileNote, ...]
    promises: tuple[Promise, ...]
    proposals: tuple[Proposal, ...]
    corrections: int
    missing: Mapping[str, int]

    @property
    def ledger(self) -> tuple[Entry, ...]:
        """The matters that were put off, as the ledger orders them."""
        return self.overview.deferred

    def course(self, matter: str) -> Course:
        """Where a matter turned; an empty course for most."""
        return next((one.course for one in self.turned if one.matter == matter), NO_COURSE)


def file_notes(store: Store) -> tuple[FileNote, ...]:
    """The files of which something is to be said, by path."""
    rows = every(store, "SELECT path, status, note FROM documents WHERE note <> '' OR status <> 'read' ORDER BY path")
    return tuple(FileNote(row["path"], row["status"], row["note"]) for row in rows)


def read(store: Store) -> Reading:
    """Ask the database for everything, in an order that is always the same."""
    practices, turned = tuple(practice_of_bodies(store)), tuple(courses(store))
    spoken = {act.stance for one in practices for act in _acts(one)}
    ids = [row["id"] for row in every(store, "SELECT id FROM matters ORDER BY title COLLATE NOCASE, first_date, id")]
    whole = overview(store)
    return Reading(
        overview=whole,
        minutes=tuple(minutes(store, spoken=spoken)),
        lives={matter: life_of(store, matter) for matter in ids},
        calendar=calendar(store),
        practices=practices,
        turned=turned,
        files=file_notes(store),
        promises=promises_of(store).judged,
        proposals=proposals_of(store).judged,
        corrections=sum(told.applies for told in read_told(store).values()),
        missing={one.body: one.missing for one in records(store, {row.body for row in whole.bodies})},
    )


def _acts(one: BodyPractice) -> list[Act]:
    """What is quoted of a body that is no stance by a mark of its own: talk."""
    return list(one.whole.talk.acts)
