"""Texts of one meeting's minutes held against each other: those of one path over time, and a draft and what replaced
it under another path."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from matters_arising.matters.changes import Comparison, Mark, Passage, Version, compare, joined
from matters_arising.segment.versions import same_meeting
from matters_arising.store.connection import Store
from matters_arising.store.read import every, read_text
from matters_arising.store.versions import unpacked

_PATHS = "SELECT DISTINCT path FROM versions ORDER BY path"
_EARLIER = "SELECT key, sha256, first_seen FROM versions WHERE path = ? ORDER BY key"
_CURRENT = (
    "SELECT d.key, d.path, d.sha256, coalesce((SELECT first_seen FROM seen s WHERE s.path = ?), '') AS first_seen "
    "FROM documents d JOIN documents o ON o.path = ? WHERE d.path IN (o.path, o.duplicate_of) AND EXISTS "
    "(SELECT 1 FROM texts t WHERE t.document = d.key)"
)
_REPLACED = (
    "SELECT m.key, n.key AS stays FROM meetings m JOIN meetings n ON n.key = m.superseded_by ORDER BY m.body, m.date"
)
_MEETING = (
    "SELECT m.*, d.path, d.sha256, coalesce(s.first_seen, '') AS first_seen FROM meetings m "
    "JOIN documents d ON d.key = m.document LEFT JOIN seen s ON s.path = d.path WHERE {} ORDER BY m.start"
)
_STATEMENTS = (
    "SELECT t.*, coalesce(i.title, '') AS title FROM statements t LEFT JOIN items i ON i.key = t.item "
    "WHERE t.meeting = ? ORDER BY t.start"
)
_FACTS = ("type", "start", "end", "page", "quote", "outcome", "votes", "until", "procedural", "confidence")


def changes_of(store: Store, *, body: str = "", since: str = "") -> list[Comparison]:
    """All pairs of texts whose words differ: of bodies with `body` in their name, and whose later text was first seen
    on the day `since` or after it (a text of which that was not recorded is then left out). The latest come first."""
    found = [*_of_paths(store), *_of_meetings(store)]
    chosen = [
        one
        for one in found
        if body.casefold() in one.later.body.casefold() and (not since or one.later.first_seen[:10] >= since)
    ]
    chosen.sort(key=lambda one: (one.later.body, one.later.date, one.later.document))
    return sorted(chosen, key=lambda one: one.later.first_seen, reverse=True)


@dataclass(frozen=True, slots=True)
class _Text:
    """The text of a document at one time, with its meetings by their natural ids."""

    sha256: str
    text: str
    meetings: dict[str, Version]
    spans: dict[str, tuple[int, int]]

    def part(self, natural: str) -> str:
        return self.text[slice(*self.spans[natural])]


def _of_paths(store: Store) -> Iterator[Comparison]:
    """Each text that a path had against the next one."""
    for row in every(store, _PATHS):
        path = row["path"]
        texts = [_earlier(store, path, version) for version in every(store, _EARLIER, path)]
        texts += [_current(store, document) for document in every(store, _CURRENT, path, path)[:1]]
        for one, other in pairwise(texts):
            if one.sha256 == other.sha256:
                continue
            for earlier, later in _same_meetings(one, other):
                if told := compare(earlier, later):
                    yield told


def _same_meetings(one: _Text, other: _Text) -> Iterator[tuple[Version, Version]]:
    """The meetings that both texts report. A path under which the minutes of the next meeting are put is no change."""
    left = dict(other.meetings)
    for natural, earlier in one.meetings.items():
        named = [natural] if natural in left and earlier.date else []
        alike = (name for name in left if same_meeting(one.part(natural), other.part(name)))
        found = next(iter(named), None) or next(alike, None)
        if found:
            yield earlier, left.pop(found)


def _of_meetings(store: Store) -> Iterator[Comparison]:
    """Minutes that gave way to a later version in another document, against that version."""
    for row in every(store, _REPLACED):
        (earlier,) = _versions(store, "m.key = ?", row["key"]).values()
        (later,) = _versions(store, "m.key = ?", row["stays"]).values()
        if earlier.status == later.status and earlier.first_seen > later.first_seen:
            earlier, later = later, earlier
        if told := compare(earlier, later):
            yield told


def _current(store: Store, document: sqlite3.Row) -> _Text:
    text = read_text(store, document["path"])
    meetings = _versions(store, "m.document = ?", document["key"], text=text)
    rows = every(store, 'SELECT natural, start, "end" FROM meetings WHERE document = ?', document["key"])
    return _Text(document["sha256"], text, meetings, {r["natural"]: (r["start"], r["end"]) for r in rows})


def _versions(store: Store, of: str, *values: object, text: str | None = None) -> dict[str, Version]:
    found = {}
    for row in every(store, _MEETING.format(of), *values):
        whole = read_text(store, row["path"]) if text is None else text
        statements = every(store, _STATEMENTS, row["key"])
        events = every(store, "SELECT * FROM events WHERE meeting = ? ORDER BY start, id", row["key"])
        found[row["natural"]] = Version(
            *(row["path"], row["sha256"], row["body"], row["date"], row["status"], row["first_seen"]),
            passages=joined([_passage(s, s["title"], whole) for s in statements], whole),
            marks=tuple(_mark(e) for e in events),
        )
    return found


def _earlier(store: Store, path: str, version: sqlite3.Row) -> _Text:
    key = version["key"]
    text = unpacked(every(store, "SELECT text FROM versions WHERE key = ?", key)[0]["text"])
    rows = every(store, "SELECT * FROM version_meetings WHERE version = ? ORDER BY start", key)
    of_meeting = "WHERE version = ? AND natural = ? ORDER BY start, rowid"
    meetings = {}
    for row in rows:
        statements = every(store, f"SELECT * FROM version_statements {of_meeting}", key, row["natural"])
        events = every(store, f"SELECT * FROM version_events {of_meeting}", key, row["natural"])
        meetings[row["natural"]] = Version(
            *(path, version["sha256"], row["body"], row["date"], row["status"], version["first_seen"]),
            passages=joined([_passage(s, s["item"], text) for s in statements], text),
            marks=tuple(_mark(e) for e in events),
        )
    return _Text(version["sha256"], text, meetings, {r["natural"]: (r["start"], r["end"]) for r in rows})


def _passage(row: sqlite3.Row, item: str, text: str) -> Passage:
    start, end = row["start"], row["end"]
    return Passage(item, start, end, row["page"], row["text"], text[start:end])


def _mark(row: sqlite3.Row) -> Mark:
    return Mark(*(row[name] for name in _FACTS))
