"""What was told stays known when words of it are covered: who has had it is not told it again without them.

A news is known by what its minutes print, so that covering gives it another id. That a name is removed on request must
not bring a second message to everybody who had the first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from matters_arising.store.alerts import Spot, news_id, place
from matters_arising.store.connection import Store
from matters_arising.store.read import every

# kinds of news that rest on one passage, or on minutes; one of two texts is known again by where it stands
_KINDS = (
    "put off", "promise slipped", "promise vanished", "promise kept", "not found again", "returned", "minutes",
    "search",
)  # fmt: skip
_MEETING = "m.body_printed, m.date, d.sha256"
_AROUND = "JOIN documents d ON d.key = m.document"
_ITEM = "LEFT JOIN items i ON i.key = t.item"
_SPOTS = {
    "meeting": f"SELECT m.key, {_MEETING}, '' AS item, '' AS quote, 0 AS nth FROM current_meetings m {_AROUND}",
    "event": f"SELECT t.key, {_MEETING}, coalesce(i.title, '') AS item, t.quote, row_number() OVER "
    "(PARTITION BY t.meeting, t.type, t.item, t.quote ORDER BY t.start) - 1 AS nth "
    f"FROM events t JOIN current_meetings m ON m.key = t.meeting {_AROUND} {_ITEM}",
    "statement": f"SELECT t.key, {_MEETING}, coalesce(i.title, '') AS item, t.text AS quote, row_number() OVER "
    "(PARTITION BY t.meeting, t.item, t.text ORDER BY t.start) - 1 AS nth "
    f"FROM statements t JOIN current_meetings m ON m.key = t.meeting {_AROUND} {_ITEM}",
    "mention": f"SELECT t.key, {_MEETING}, coalesce(i.title, '') AS item, t.quote, 0 AS nth "
    f"FROM mentions t JOIN current_meetings m ON m.key = t.meeting {_AROUND} {_ITEM}",
}
Spots = Mapping[tuple[str, int], Spot]


def spots(store: Store) -> Spots:
    """Where everything stands that a news may rest on, by its table and key; nothing where nobody was told anything."""
    if not every(store, "SELECT 1 FROM alerts_sent LIMIT 1"):
        return {}
    return {
        (table, row["key"]): Spot(
            row["body_printed"], row["date"], row["sha256"], row["item"], row["quote"], row["nth"]
        )
        for table, sql in _SPOTS.items()
        for row in every(store, sql)
    }


def keep_known(store: Store, before: Spots) -> None:
    """Give what was told of passages that were covered since `before` the ids that their news have now."""
    now = spots(store) if before else {}
    moved = dict(_moved((spot, now[key]) for key, spot in before.items() if key in now and now[key] != spot))
    if not moved:
        return
    for row in every(store, "SELECT subscription, news, place FROM alerts_sent"):
        if row["news"] in moved:
            news, where = moved[row["news"]]
            store.connection.execute(
                "UPDATE OR REPLACE alerts_sent SET news = ?, place = ? WHERE subscription = ? AND news = ?",
                (news, where if row["place"] else "", row["subscription"], row["news"]),
            )


def _moved(pairs: Iterator[tuple[Spot, Spot]]) -> Iterator[tuple[str, tuple[str, str]]]:
    for before, now in pairs:
        for kind in _KINDS:
            yield news_id(kind, before), (news_id(kind, now), place(kind, now))
