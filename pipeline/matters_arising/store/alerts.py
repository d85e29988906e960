"""What alerts ask of the database: where each mark stands by its own words, and what was told to whom.

A delivery is written down before it is made, together with the news that are in it, and marked when it was made. What
is written and not marked is made again, as the same delivery.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from matters_arising.ids import make_id
from matters_arising.store.connection import Store, transaction
from matters_arising.store.context import search
from matters_arising.store.read import every, one

_WHERE = "m.body_printed, m.date, d.sha256, coalesce(i.title, '') AS item"
_AROUND = (
    "JOIN current_meetings m ON m.key = t.meeting JOIN documents d ON d.key = m.document "
    "LEFT JOIN items i ON i.key = t.item"
)
_EVENTS = (
    f"SELECT t.id, {_WHERE}, t.quote, (SELECT count(*) FROM events o WHERE o.meeting = t.meeting AND o.type = t.type "
    f"AND o.item IS t.item AND o.quote = t.quote AND o.start < t.start) AS nth FROM events t {_AROUND}"
)
_STATEMENTS = (
    f"SELECT t.id, t.item AS within, t.form, {_WHERE}, t.text AS quote, m.id AS meeting, "
    "(SELECT count(*) FROM statements o WHERE o.meeting = t.meeting AND o.item IS t.item AND o.text = t.text "
    "AND o.start < t.start) AS nth, "
    "coalesce((SELECT min(x.id) FROM mentions n JOIN matters x ON x.key = n.matter "
    "WHERE n.meeting = t.meeting AND n.item = t.item), '') AS matter "
    f"FROM statements t {_AROUND} WHERE t.id = ?"
)
_SIGHTS = (
    f"SELECT x.id AS matter, x.title, m.id AS meeting, m.body, d.path, {_WHERE}, t.quote, t.link_score, "
    "(SELECT max(number) FROM pages p WHERE p.document = d.key AND p.start <= t.start) AS page "
    f"FROM mentions t JOIN matters x ON x.key = t.matter {_AROUND} WHERE length(m.date) = 10 "
    "ORDER BY x.id, m.date, d.path, m.id, t.link_score DESC, t.start"
)
_FULL = len("2021-05-14")
_WORDS = re.compile(r"[^\W_]+")
_ALL = 1_000_000  # more statements than one search has to give


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a passage stands, by what its own document prints: nothing here changes when other minutes come."""

    body: str
    date: str
    sha256: str
    item: str
    quote: str
    nth: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """A matter in the minutes of one dated meeting: the passage of it that is linked best."""

    matter: str
    title: str
    meeting: str
    body: str
    document: str
    page: int
    score: float
    spot: Spot


@dataclass(frozen=True, slots=True)
class Match:
    """A statement that a saved search found; `matter` is that of its item, empty where there is none."""

    meeting: str
    matter: str
    body: str
    date: str
    document: str
    page: int
    spot: Spot


@dataclass(frozen=True, slots=True)
class Subscribed:
    """A subscription as it was first seen: news of minutes before `since` are not for it."""

    since: str
    last_digest: str


@dataclass(frozen=True, slots=True)
class Told:
    """A news that a subscription has had, or that was there before it. `place` is where it stood."""

    news: str
    place: str


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A delivery that was written down: its id, when, and what is in it, as JSON."""

    id: str
    written: str
    payload: str


def news_id(kind: str, spot: Spot) -> str:
    """The id of a news of a kind that rests on a passage."""
    return make_id("news", kind, _minutes_key(spot), _folded(spot.item), _folded(spot.quote), spot.nth)


def place(kind: str, spot: Spot) -> str:
    """Where a news of a kind stands: its meeting and its heading, without its words."""
    return make_id("place", kind, _minutes_key(spot), _folded(spot.item))


def _minutes_key(spot: Spot) -> str:
    """The meeting by body and day, so that draft and approved minutes are one; else the bytes of the document."""
    body = _folded(spot.body)
    return f"{body} {spot.date}" if body and len(spot.date) == _FULL else spot.sha256


def _folded(text: str) -> str:
    return " ".join(_WORDS.findall(text.casefold()))


def spots_of_events(store: Store) -> dict[str, Spot]:
    """Where each event of the current minutes stands, by its id."""
    return {row["id"]: _spot(row, row["nth"]) for row in every(store, _EVENTS)}


def spots_of_meetings(store: Store) -> dict[str, Spot]:
    """The minutes of each current meeting, by its id, as a spot without a passage."""
    sql = (
        "SELECT m.id, m.body_printed, m.date, d.sha256, '' AS item, '' AS quote FROM current_meetings m "
        "JOIN documents d ON d.key = m.document"
    )
    return {row["id"]: _spot(row) for row in every(store, sql)}


def sights(store: Store) -> list[Seen]:
    """Every matter at every dated meeting, one for each, by matter and in the order of dates."""
    found: dict[tuple[str, str], Seen] = {}
    for row in every(store, _SIGHTS):
        seen = Seen(
            matter=row["matter"],
            title=row["title"],
            meeting=row["meeting"],
            body=row["body"],
            document=row["path"],
            page=row["page"] or 1,
            score=row["link_score"],
            spot=_spot(row),
        )
        found.setdefault((seen.matter, seen.meeting), seen)
    return list(found.values())


def matches(store: Store, query: str) -> list[Match]:
    """Every statement that `matters search` finds for a query; a heading only where nothing below it has the words."""
    hits = [(hit, every(store, _STATEMENTS, hit.statement)[0]) for hit in search(store, query, limit=_ALL)]
    below = {row["within"] for _, row in hits if row["form"] != "heading"}
    return [
        Match(row["meeting"], row["matter"], hit.body, hit.date, hit.document, hit.page, _spot(row, row["nth"]))
        for hit, row in hits
        if row["form"] != "heading" or row["within"] not in below
    ]


def titles(store: Store) -> dict[str, str]:
    """The title of each matter by its id."""
    return {row["id"]: row["title"] for row in every(store, "SELECT id, title FROM matters")}


def subjects(store: Store) -> dict[tuple[str, str], tuple[str, str]]:
    """The matter, by id and title, of each meeting and quote that an event of it stands in."""
    rows = every(
        store,
        "SELECT m.id AS meeting, t.quote, x.id, x.title FROM events t JOIN event_matters l ON l.event = t.key "
        "JOIN matters x ON x.key = l.matter JOIN current_meetings m ON m.key = t.meeting ORDER BY t.start DESC, t.id",
    )
    return {(row["meeting"], row["quote"]): (row["id"], row["title"]) for row in rows}


def _spot(row: sqlite3.Row, nth: int = 0) -> Spot:
    return Spot(row["body_printed"], row["date"], row["sha256"], row["item"], row["quote"], nth)


def subscribed(store: Store, name: str) -> Subscribed | None:
    """What is recorded of a subscription; None where it was never seen."""
    row = one(store, "SELECT since, last_digest FROM alerts_subscriptions WHERE name = ?", name)
    return Subscribed(row["since"], row["last_digest"]) if row else None


def subscribe(store: Store, name: str, *, since: str, before: Iterable[Told]) -> None:
    """Record a new subscription, and what was there `before` it and so is no news to it."""
    with transaction(store) as connection:
        connection.execute("INSERT INTO alerts_subscriptions (name, since) VALUES (?, ?)", (name, since))
        connection.executemany(
            "INSERT OR IGNORE INTO alerts_sent VALUES (?, ?, ?, '')", [(name, told.news, told.place) for told in before]
        )


def told(store: Store, name: str) -> list[Told]:
    """All that a subscription has had, or will have by a delivery that is written down."""
    rows = every(store, "SELECT news, place FROM alerts_sent WHERE subscription = ? ORDER BY news", name)
    return [Told(row["news"], row["place"]) for row in rows]


def write_down(store: Store, name: str, going: Iterable[tuple[Outgoing, Iterable[Told]]]) -> None:
    """Record deliveries before they are made, each with its news: all of them or none."""
    with transaction(store) as connection:
        for one_of, news in going:
            connection.execute(
                "INSERT INTO alerts_deliveries (id, subscription, written, payload) VALUES (?, ?, ?, ?)",
                (one_of.id, name, one_of.written, one_of.payload),
            )
            connection.executemany(
                "INSERT INTO alerts_sent VALUES (?, ?, ?, ?)",
                [(name, told.news, told.place, one_of.id) for told in news],
            )


def pass_over(store: Store, name: str, news: Iterable[Told]) -> None:
    """Record news that a subscription has had in other words."""
    with transaction(store) as connection:
        connection.executemany(
            "INSERT OR IGNORE INTO alerts_sent VALUES (?, ?, ?, '')", [(name, told.news, told.place) for told in news]
        )


def waiting(store: Store, name: str) -> list[Outgoing]:
    """The deliveries of a subscription that are written down and not marked as made, the oldest first."""
    sql = "SELECT * FROM alerts_deliveries WHERE subscription = ? AND sent = '' ORDER BY key"
    return [Outgoing(row["id"], row["written"], row["payload"]) for row in every(store, sql, name)]


def mark_made(store: Store, delivery: str, *, on: str) -> None:
    """Record that a delivery was made; what was in it need not be kept."""
    with transaction(store) as connection:
        connection.execute("UPDATE alerts_deliveries SET sent = ?, payload = '' WHERE id = ?", (on, delivery))


def mark_digest(store: Store, name: str, *, on: str) -> None:
    """Record the day of a subscription's last digest."""
    with transaction(store) as connection:
        connection.execute("UPDATE alerts_subscriptions SET last_digest = ? WHERE name = ?", (on, name))
