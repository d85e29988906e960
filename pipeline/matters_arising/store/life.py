"""The life of a matter, meeting by meeting."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from matters_arising.errors import NothingFoundError
from matters_arising.matters.fate import outcome_words
from matters_arising.matters.tally import to_put_off
from matters_arising.matters.terms import bare
from matters_arising.store.connection import Store
from matters_arising.store.read import bodies_of, every, one
from matters_arising.vocab import NO_REASON, EventType, ReasonCode

_OFTEN = 4  # meetings before which a matter came up often


@dataclass(frozen=True, slots=True)
class Mark:
    """An event or stance: `what` is its type or label, `who` its actor, owner or holder as printed."""

    id: str
    what: str
    who: str
    quote: str
    page: int
    detail: str
    explicit: bool
    confidence: float
    generator: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the minutes that deals with a matter, how that left it, and why it is taken to be that matter."""

    status: str
    quote: str
    page: int
    link_reason: str
    link_score: float


@dataclass(frozen=True, slots=True)
class Appearance:
    """A matter at one meeting: the passages that deal with it, and what was marked there.

    `status` is how the passages left it, each said once.
    """

    meeting: str
    date: str
    body: str
    document: str
    status: str
    passages: tuple[Passage, ...]
    events: tuple[Mark, ...]
    stances: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Kin:
    """A matter that may be the same as another, and was left apart: by what, and how likely by that alone."""

    matter: str
    title: str
    reason: str
    score: float


@dataclass(frozen=True, slots=True)
class Life:
    """A matter and its appearances in the order of their dates. The counts are those of `models.Matter`. `kin` are
    matters that may be the same, the likeliest first. `decided` is the day of the decision that settled it, empty where
    none is known to have."""

    matter: str
    title: str
    body: str
    bodies: tuple[str, ...]
    first_date: str
    last_date: str
    deferrals: int
    deferrals_inferred: int
    streak: int
    stated_deferrals: int
    fate: str
    appearances: tuple[Appearance, ...]
    kin: tuple[Kin, ...] = ()
    decided: str = ""


def life_of(store: Store, matter: str) -> Life:
    """All that the archive says of one matter. Raises NothingFoundError where there is no such id."""
    row = one(store, "SELECT * FROM matters WHERE id = ?", matter)
    if row is None:
        raise NothingFoundError(f"there is no matter {matter}", where=store.path, remedy="list them: matters deferrals")
    return Life(
        matter=row["id"],
        title=row["title"],
        body=row["body"],
        bodies=bodies_of(row),
        first_date=row["first_date"],
        last_date=row["last_date"],
        deferrals=row["deferrals"],
        deferrals_inferred=row["deferrals_inferred"],
        streak=row["streak"],
        stated_deferrals=row["stated_deferrals"],
        fate=row["fate"],
        appearances=tuple(_appearances(store, row["key"])),
        kin=tuple(_kin(store, row["key"])),
        decided=row["decided"],
    )


def _kin(store: Store, matter: int) -> Iterator[Kin]:
    rows = every(
        store,
        "SELECT x.id, x.title, p.reason, p.score FROM perhaps p JOIN matters x "
        "ON x.key = CASE WHEN p.matter = ? THEN p.other ELSE p.matter END "
        "WHERE p.matter = ? OR p.other = ? ORDER BY p.score DESC, x.id",
        *[matter] * 3,
    )
    yield from (Kin(row["id"], row["title"], row["reason"], row["score"]) for row in rows)


def lives_before(store: Store, body: str) -> list[Life]:
    """The matters that a body put off, the most often first, and then those that came before it often."""
    lives = [
        life_of(store, row["id"])
        for row in every(store, "SELECT id, bodies FROM matters ORDER BY first_date, id")
        if body in bodies_of(row)
    ]
    found = [(life, *_times_before(life, body)) for life in lives]
    wanted = [(life, put_off, came) for life, put_off, came in found if put_off or came >= _OFTEN]
    return [life for life, _, _ in sorted(wanted, key=lambda one: (-one[1], -one[2], one[0].first_date))]


def _times_before(life: Life, body: str) -> tuple[int, int]:
    """At how many meetings of a body it was put off, and at how many it came up."""
    here = [at for at in life.appearances if at.body == body]
    return sum("deferred" in at.status.split(", ") for at in here), len(here)


def _appearances(store: Store, matter: int) -> Iterator[Appearance]:
    events, stances = _marks(store, "event", matter), _marks(store, "stance", matter)
    mentions = every(
        store,
        "SELECT n.*, m.id AS meeting_id, m.date, m.body, d.path, (SELECT max(number) FROM pages p "
        "WHERE p.document = d.key AND p.start <= n.start) AS page FROM mentions n "
        "JOIN current_meetings m ON m.key = n.meeting JOIN documents d ON d.key = m.document "
        "WHERE n.matter = ? ORDER BY m.date, d.path, m.id, n.start",
        matter,
    )
    for meeting, group in groupby(mentions, key=lambda mention: mention["meeting"]):
        rows = list(group)
        yield Appearance(
            meeting=rows[0]["meeting_id"],
            date=rows[0]["date"],
            body=rows[0]["body"],
            document=rows[0]["path"],
            status=", ".join(dict.fromkeys(row["status"] for row in rows)),
            passages=tuple(
                Passage(row["status"], row["quote"], row["page"] or 1, row["link_reason"], row["link_score"])
                for row in rows
            ),
            events=tuple(events[meeting]),
            stances=tuple(stances[meeting]),
        )


def _marks(store: Store, part: str, matter: int) -> dict[int, list[Mark]]:
    """The events or stances of a matter, by the key of their meeting; what is the routine of any meeting (its minutes,
    its close) is no event of a matter."""
    is_event = part == "event"
    found: dict[int, list[Mark]] = defaultdict(list)
    rows = every(
        store,
        f"SELECT t.* FROM {part}s t JOIN {part}_matters l ON l.{part} = t.key "
        f"JOIN current_meetings m ON m.key = t.meeting WHERE l.matter = ? {'AND NOT t.procedural' if is_event else ''} "
        "ORDER BY t.start, t.id",
        matter,
    )
    off: dict[int, list[tuple[int, int, float]]] = defaultdict(list)
    for row in rows if is_event else ():
        if row["type"] == EventType.DEFERRAL:
            off[row["meeting"]].append((row["start"], row["end"], row["confidence"]))
    for row in rows:
        found[row["meeting"]].append(
            Mark(
                id=row["id"],
                what=row["type"] if is_event else row["label"],
                who=(row["actor"] or row["owner"]) if is_event else row["holder"],
                quote=row["quote"],
                page=row["page"],
                detail=_event_detail(row, off[row["meeting"]]) if is_event else _stance_detail(row),
                explicit=bool(row["explicit"]) if is_event else True,
                confidence=row["confidence"],
                generator=row["generator"],
            )
        )
    return found


def _event_detail(row: sqlite3.Row, off: Sequence[tuple[int, int, float]]) -> str:
    told = (
        outcome_words(row["outcome"], puts_off=to_put_off((row["start"], row["end"]), off)),
        row["votes"],
        f"until {bare(row['until'])}" if row["until"] else "",
        _why(row["reason"], row["reason_code"]),
        f"to {row['target']}" if row["target"] else "",
        f"due {row['due']}" if row["due"] else "",
    )
    return ", ".join(filter(None, told))


def _why(reason: str, code: str) -> str:
    if not reason and code == ReasonCode.UNSTATED:
        return NO_REASON
    return f"reason: {reason or code}" if reason or code else ""


def _stance_detail(row: sqlite3.Row) -> str:
    return ", ".join(
        filter(None, (row["status"], row["phase"], f"with {row['with_whom']}" if row["with_whom"] else ""))
    )
