"""What can only be said over the whole archive: names of bodies, versions of one meeting, matters."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from matters_arising.ids import make_id
from matters_arising.models import Event, Matter, Meeting, Mention, Stance
from matters_arising.store.ends import put_ends
from matters_arising.store.words import index_words
from matters_arising.vocab import MeetingKind, MeetingStatus

_MONTH = len("2021-05")
_KEY_OF = "(SELECT key FROM {} WHERE id = ?)"
_RANK = {MeetingStatus.APPROVED: 0, MeetingStatus.UNKNOWN: 1, MeetingStatus.DRAFT: 2}


def superseded(
    meetings: Iterable[Meeting], text: Callable[[Meeting], str], same: Callable[..., bool]
) -> dict[Meeting, Meeting]:
    """Which minutes are an earlier version of which: the version that gives way -> the one that stays.

    Minutes of the same body and date are versions of one meeting where `same` finds their texts alike, and their kinds
    allow it: see `may_be_one`. The approved version stays, then the longer one. Minutes of which only the month is
    known give way to such of a day in it: one meeting must not be counted twice.
    """
    groups: dict[tuple[str, str], list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        if meeting.date:
            groups[meeting.body, meeting.date].append(meeting)
    gives_way: dict[Meeting, Meeting] = {}
    stand: dict[tuple[str, str], list[Meeting]] = defaultdict(list)

    def settle_one(meeting: Meeting, among: Iterable[Meeting]) -> bool:
        others = [other for other in among if other.document != meeting.document]
        others.sort(key=lambda other: other.kind != meeting.kind)  # one of its own kind, where there is one
        winner = next((other for other in others if may_be_one(other, meeting, text, same)), None)
        if winner:
            gives_way[meeting] = winner
        return winner is not None

    for (body, date), group in sorted(groups.items(), key=lambda entry: (-len(entry[0][1]), entry[0])):
        stays = stand[body, date[:_MONTH]] if len(date) == _MONTH else []
        for meeting in sorted(group, key=_best_first):
            if not settle_one(meeting, stays):
                stays.append(meeting)
        if len(date) > _MONTH:
            stand[body, date[:_MONTH]].extend(stays)
    return gives_way


def may_be_one(one: Meeting, other: Meeting, text: Callable[[Meeting], str], same: Callable[..., bool]) -> bool:
    """Whether two minutes of one body and day are of one meeting, by their kinds and texts.

    The kind is often told by one of two versions only: a file is called "Full Council", a cell of the manifest says
    ordinary. But an annual, special or committee's meeting is held beside an ordinary one on the same evening, with the
    same people and phrases: minutes of no told kind are taken for those of a told one only where most of both is the
    same, and minutes of two told kinds are of two meetings.
    """
    if one.kind == other.kind:
        return same(text(one), text(other))
    return MeetingKind.UNKNOWN in (one.kind, other.kind) and same(text(one), text(other), whole=True)


def later_documents(gives_way: Mapping[Meeting, Meeting]) -> dict[str, tuple[str, ...]]:
    """For each document with minutes that gave way, the documents of those that stand for them."""
    found: dict[str, set[str]] = defaultdict(set)
    for meeting, stays in gives_way.items():
        found[meeting.document].add(stays.document)
    return {document: tuple(sorted(others)) for document, others in found.items()}


def public_ids(meetings: Iterable[Meeting], gives_way: Collection[Meeting]) -> dict[Meeting, str]:
    """An id for each meeting that no other has: the natural one for the minutes that stand for it.

    Other minutes with the same natural id (an earlier version; a second part) have their document in it.
    """
    taken: set[str] = set()
    ids: dict[Meeting, str] = {}
    for meeting in sorted(meetings, key=lambda m: (m in gives_way, *_best_first(m))):
        ids[meeting] = make_id("mtg", meeting.id, meeting.document) if meeting.id in taken else meeting.id
        taken.add(meeting.id)
    return ids


def _best_first(meeting: Meeting) -> tuple[int, int, str, int]:
    return _RANK[meeting.status], meeting.start - meeting.end, meeting.document, meeting.start


def put_meetings(
    connection: sqlite3.Connection, ids: Mapping[Meeting, str], gives_way: Mapping[Meeting, Meeting]
) -> None:
    """Record each meeting's public id, the harmonised name of its body, and the version that replaces it."""
    known = {
        (path, natural): (key, (public, body, stays))
        for key, path, natural, public, body, stays in connection.execute(
            "SELECT m.key, d.path, m.natural, m.id, m.body, m.superseded_by FROM meetings m "
            "JOIN documents d ON d.key = m.document"
        )
    }
    changed = []
    for meeting, public in ids.items():
        key, was = known[meeting.document, meeting.id]
        stays = gives_way.get(meeting)
        now = (public, meeting.body, known[stays.document, stays.id][0] if stays else None)
        if now != was:
            changed.append((*now, key))
    connection.executemany("UPDATE meetings SET id = ?, body = ?, superseded_by = ? WHERE key = ?", changed)


def corrected_bodies(connection: sqlite3.Connection) -> frozenset[str]:
    """The bodies in whose minutes a claim is not as it was read, since people say otherwise."""
    rows = connection.execute("SELECT DISTINCT m.body FROM laid_aside l JOIN meetings m ON m.key = l.meeting")
    return frozenset(row[0] for row in rows)


def put_matters(
    connection: sqlite3.Connection,
    matters: Sequence[Matter],
    mentions: Sequence[Mention],
    matter_of: Mapping[str, str],
    *,
    stance_matter_of: Mapping[str, str],
    perhaps: Iterable[tuple[str, str, str, float]] = (),
    but: Collection[str] = (),
) -> None:
    """Record the matters in place of those recorded before, but for those of the bodies that stand as they are (`but`);
    `perhaps` are two that may be one, by what, and how likely."""
    connection.execute("DELETE FROM matters WHERE body NOT IN (SELECT value FROM json_each(?))", (_json(but),))
    connection.executemany(
        "INSERT INTO matters VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', NULL)",
        [
            (
                *(m.id, m.title, m.body, _json(m.bodies), m.first_date, m.last_date),
                *(m.appearances, m.deferrals, m.deferrals_inferred, m.streak, m.stated_deferrals, m.fate),
            )
            for m in matters
        ],
    )
    connection.executemany(
        f"INSERT INTO mentions VALUES (NULL, {_KEY_OF.format('matters')}, {_KEY_OF.format('meetings')}, "
        f"{_KEY_OF.format('items')}, ?, ?, ?, ?, ?, ?)",
        [
            (
                *(m.matter, m.meeting, m.item, m.start, m.end, m.quote),
                *(m.status, m.link_reason, float(m.link_score)),
            )
            for m in mentions
        ],
    )
    for part, links in (("event", matter_of), ("stance", stance_matter_of)):
        connection.executemany(
            f"INSERT INTO {part}_matters VALUES ({_KEY_OF.format(part + 's')}, {_KEY_OF.format('matters')})",
            sorted(links.items()),
        )
    connection.executemany(
        f"INSERT INTO perhaps VALUES ({_KEY_OF.format('matters')}, {_KEY_OF.format('matters')}, ?, ?)", list(perhaps)
    )
    followed = [_key(connection, m.id) for m in matters] if but else None
    put_ends(connection, followed)
    index_words(connection, followed)


def _json(names: Iterable[str]) -> str:
    return json.dumps(list(names), ensure_ascii=False)


def _key(connection: sqlite3.Connection, matter: str) -> int:
    return int(connection.execute("SELECT key FROM matters WHERE id = ?", (matter,)).fetchone()[0])


def matters_of_stances(
    stances: Iterable[Stance],
    events: Iterable[Event],
    mentions: Iterable[Mention],
    matter_of: Mapping[str, str],
) -> dict[str, str]:
    """The matter of each stance: that of the events of its own statement, else of its item where that is one.

    A stance whose statement or item speaks of several matters is left without one.
    """
    by_statement: dict[str, set[str]] = defaultdict(set)
    for event in events:
        if event.statement and event.id in matter_of:
            by_statement[event.statement].add(matter_of[event.id])
    by_item: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        if mention.item:
            by_item[mention.item].add(mention.matter)
    found: dict[str, str] = {}
    for stance in stances:
        candidates = by_statement.get(stance.statement) or by_item.get(stance.item) or set()
        if len(candidates) == 1:
            found[stance.id] = next(iter(candidates))
    return found
