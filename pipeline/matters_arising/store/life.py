"""The life of a matter, meeting by meeting, and how a person's words find it."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import log2

from matters_arising.errors import NothingFoundError, UsageError
from matters_arising.matters.fate import outcome_words
from matters_arising.matters.tally import to_put_off
from matters_arising.matters.terms import bare
from matters_arising.store.connection import Store
from matters_arising.store.ledger import decided
from matters_arising.store.read import bodies_of, every, one
from matters_arising.store.words import having, words_of
from matters_arising.vocab import NO_REASON, EventType, ReasonCode

_LISTED = 8  # candidates that a person can take in at a look
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


@dataclass(frozen=True, slots=True)
class Candidate:
    """A matter that a question may mean. `score` orders the matters that one question may mean."""

    matter: str
    title: str
    body: str
    appearances: int
    first_date: str
    last_date: str
    score: float


def find_matter(store: Store, query: str) -> tuple[Candidate, list[Candidate]]:
    """The matter that `query` means (an id, or words of its title and quotes), and the others it might.

    Raises NothingFoundError where no matter has the words, and UsageError, which lists them, where several do
    and none stands out.
    """
    found = candidates(store, query)
    if not found:
        raise NothingFoundError(
            f"no matter has the words “{query}”",
            where=store.path,
            remedy="try fewer words, or: matters search",
        )
    best, *others = found
    rivals = [other for other in others if not _stands_out(best, other)]
    if rivals:
        listed = "\n".join(f"  {c.matter}  {c.title}  ({c.body}, {_meetings(c)})" for c in found[:_LISTED])
        more = f"\n  … and {len(found) - _LISTED} more" if len(found) > _LISTED else ""
        raise UsageError(f"“{query}” may mean several matters; choose one by its id:\n{listed}{more}")
    return best, others


def candidates(store: Store, query: str) -> list[Candidate]:
    """The matters whose title and quotes hold half of the words of `query` or more, best first."""
    exact = one(store, "SELECT * FROM matters WHERE id = ?", query)
    if exact:
        return [_candidate(exact, 1.0)]
    asked = words_of(query)
    if not asked:
        return []
    said = having(store, asked)
    rows = every(
        store, "SELECT x.* FROM json_each(?) w CROSS JOIN matters x ON x.key = w.value", json.dumps(list(said))
    )
    scored = [
        _candidate(row, _score(asked, words_of(row["title"]), said[row["key"]], row["appearances"])) for row in rows
    ]
    found = [candidate for candidate in scored if candidate.score]
    return sorted(found, key=lambda c: (-c.score, -c.appearances, c.first_date, c.matter))


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
        decided=decided(store, [row["key"]]).get(matter, ""),
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


def _score(asked: list[str], title: list[str], said: set[str], appearances: int) -> float:
    """How well a matter answers: the words found (in its title before its quotes), how little else its title says,
    and how often the matter came up: a question is rarely about what was named once. Nought where fewer than half
    of the words are found."""
    found = sum(1.0 if word in title else 0.7 if word in said else 0.0 for word in asked) / len(asked)
    if found < 0.5:
        return 0.0
    telling = [word for word in title if len(word) > 2] or title
    told = sum(word in asked for word in telling) / len(telling) if telling else 0.0
    return found * (0.6 + 0.4 * told) + 0.15 * log2(1 + appearances) + (0.1 if title == asked else 0.0)


def _meetings(candidate: Candidate) -> str:
    return f"{candidate.appearances} meeting{'s' if candidate.appearances != 1 else ''}"


def _stands_out(best: Candidate, other: Candidate) -> bool:
    return best.score >= other.score + 0.1 or best.appearances >= 2 * other.appearances


def _candidate(row: sqlite3.Row, score: float) -> Candidate:
    return Candidate(
        matter=row["id"],
        title=row["title"],
        body=row["body"],
        appearances=row["appearances"],
        first_date=row["first_date"],
        last_date=row["last_date"],
        score=score,
    )
