"""Matters read back for what changed about them on their way: `matters.shifts`."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from itertools import groupby

from matters_arising.matters.shifts import Around, Course, Printed, Said, Shift, Stop, shifts_of
from matters_arising.store.calendar import body_named
from matters_arising.store.connection import Store
from matters_arising.store.meant import Candidate, find_matter
from matters_arising.store.read import bodies_of, every, read_current

_NEXT = 3  # statements after a motion that may tell how it ended
_STATEMENTS = "SELECT key, text, page, start, form FROM statements WHERE meeting = ? ORDER BY start, id"


def shifts_of_matter(store: Store, query: str) -> tuple[list[Shift], Candidate, list[Candidate]]:
    """The shifts of the matter that `query` means, as `meant.find_matter` finds it; that matter, and the others it
    might have meant."""
    best, others = find_matter(store, query)
    archive = _Archive(store)
    row = every(store, "SELECT key, id, title FROM matters WHERE id = ?", best.matter)[0]
    around = replace(archive.around(), chairs=archive.chairs())
    return shifts_of([archive.course(row)], around), best, others


def shifts_of_body(store: Store, body: str = "") -> list[Shift]:
    """The shifts of all matters in the minutes of the body that `body` names, or of all bodies.

    A change of chair is the same for all matters of a body, and told of one matter only.
    """
    named = body_named(store, body) if body else ""
    archive = _Archive(store)
    rows = every(store, "SELECT key, id, title, bodies FROM matters ORDER BY first_date, id")
    courses = (archive.course(row) for row in rows if not named or named in bodies_of(row))
    return [shift for shift in shifts_of(courses, archive.around()) if not named or shift.body == named]


class _Archive:
    """The meetings of an archive, and what is printed in them, each read once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._meetings = read_current(store)
        self._of_body: dict[str, list[int]] = defaultdict(list)
        for key, meeting in self._meetings.items():
            self._of_body[meeting.body].append(key)
        self._said = cache(self._read_statements)

    def course(self, row: sqlite3.Row) -> Course:
        """A matter with its stops."""
        mentions = every(
            self._store,
            'SELECT meeting, start, "end" FROM mentions WHERE matter = ? ORDER BY meeting, start',
            row["key"],
        )
        stops = tuple(
            self._stop(meeting, [(one["start"], one["end"]) for one in group])
            for meeting, group in groupby(mentions, key=lambda one: one["meeting"])
            if meeting in self._meetings
        )
        return Course(row["id"], row["title"], stops)

    def around(self) -> Around:
        """The archive around the matters."""
        titles: dict[str, dict[str, str]] = defaultdict(dict)
        for row in every(self._store, "SELECT id, title, bodies FROM matters ORDER BY id"):
            for body in bodies_of(row):
                titles[body][row["id"]] = row["title"]
        held = {body: [self._meetings[key].date for key in keys] for body, keys in self._of_body.items() if body}
        return Around(held, cache(self._printed), titles, cache(self._numbered))

    def chairs(self) -> dict[str, list[tuple[str, str]]]:
        """The date and chair of each meeting of each body."""
        held = {body: [self._meetings[key] for key in keys] for body, keys in self._of_body.items() if body}
        return {body: [(one.date, one.chair) for one in of_one] for body, of_one in held.items()}

    def _stop(self, meeting: int, places: list[tuple[int, int]]) -> Stop:
        said = tuple(one for one in self._said(meeting) if any(low <= one.start < high for low, high in places))
        return Stop(self._meetings[meeting], said)

    def _read_statements(self, meeting: int) -> tuple[Said, ...]:
        rows = every(self._store, _STATEMENTS, meeting)
        texts = [row["text"] for row in rows]
        return tuple(
            Said(
                row["text"], row["page"], row["start"], tuple(texts[at + 1 : at + 1 + _NEXT]), row["form"] == "heading"
            )
            for at, row in enumerate(rows)
        )

    def _printed(self, body: str) -> tuple[Printed, ...]:
        return tuple(
            Printed(self._meetings[key].date, self._meetings[key].document, said)
            for key in self._of_body.get(body, ())
            for said in self._said(key)
        )

    def _numbered(self, meeting: str) -> Mapping[str, str]:
        """The matters under the numbered items of a meeting, where an item has only one."""
        rows = every(
            self._store,
            "SELECT i.number, min(x.id) AS matter FROM items i JOIN current_meetings m ON m.key = i.meeting "
            "JOIN mentions n ON n.item = i.key JOIN matters x ON x.key = n.matter WHERE m.id = ? AND i.number <> '' "
            "GROUP BY i.number HAVING min(x.id) = max(x.id)",
            meeting,
        )
        return {row["number"].strip(" ."): row["matter"] for row in rows}
