"""What a judge thought of saying and did not: statements just below a threshold, for people to say what was missed."""

from __future__ import annotations

import heapq
import math
import sqlite3
from collections.abc import Iterator
from itertools import groupby

from matters_arising.errors import UsageError
from matters_arising.matters.verdicts import Docket
from matters_arising.store.connection import Store
from matters_arising.store.read import every, one, read_text
from matters_arising.store.review import COUNTED, Claim, beside, check_kind

# what was said after all, by a rule or a person, was not missed
_NEAR = (
    'SELECT n.part, n.label, n.chance, n.threshold, t.key, t.id, t.meeting, t.item, t.start, t."end", t.page, m.body, '
    "m.id AS meeting_id, m.date, d.path FROM near_misses n JOIN statements t ON t.key = n.statement "
    "JOIN current_meetings m ON m.key = t.meeting JOIN documents d ON d.key = m.document "
    "WHERE (n.part = 'event' AND NOT EXISTS (SELECT 1 FROM events e WHERE e.statement = t.key AND e.type = n.label)) "
    "OR (n.part = 'stance' AND NOT EXISTS (SELECT 1 FROM stances s WHERE s.statement = t.key)) "
    "ORDER BY n.statement, n.part"
)
_ITEM = "SELECT trim(number || ' ' || title) AS title FROM items WHERE key = ?"


def missed(store: Store, docket: Docket, *, kind: str = "", body: str = "", most: int = 100) -> list[Claim]:
    """The statements of the current minutes that came nearest to a threshold from below, the nearest first; each with
    the label it came nearest to. What `docket` speaks of already is left out.

    Raises UsageError where there is no such kind, or where the minutes were read before this was kept.
    """
    check_kind(kind)
    if not one(store, "SELECT 1 FROM near_misses LIMIT 1") and one(store, "SELECT 1 FROM statements LIMIT 1"):
        raise UsageError(
            "what was nearly said was not kept when these minutes were read",
            where=str(store.path),
            remedy="matters run FOLDER reads them again",
        )
    spoken = {(e.said.words.document, e.said.words.start) for e in docket.active}
    wanted = (
        row
        for row in every(store, _NEAR)
        if _is_of(row, kind) and (row["path"], row["start"]) not in spoken and body.casefold() in row["body"].casefold()
    )
    nearest = heapq.nsmallest(most, (min(rows, key=_rank) for rows in _by_statement(wanted)), key=_rank)
    texts = {path: read_text(store, path) for path in sorted({row["path"] for row in nearest})}
    return [_claim(store, row, texts[row["path"]]) for row in nearest]


def _is_of(row: sqlite3.Row, kind: str) -> bool:
    return kind in ("", row["part"], row["label"]) or (kind == COUNTED and row["label"] == "deferral")


def _by_statement(rows: Iterator[sqlite3.Row]) -> Iterator[list[sqlite3.Row]]:
    """The near misses of each statement and part."""
    for _, group in groupby(rows, key=lambda row: (row["key"], row["part"])):
        yield list(group)


def _rank(row: sqlite3.Row) -> tuple[float, str, str, str]:
    """How far below its threshold a label is, in odds; equals in the order of documents, statements and labels."""
    return _odds(row["threshold"]) - _odds(row["chance"]), row["path"], row["id"], row["label"]


def _claim(store: Store, row: sqlite3.Row, text: str) -> Claim:
    before, after = beside(store, row["meeting"], row["start"], row["end"])
    item = one(store, _ITEM, row["item"])
    return Claim(
        *(row["id"], row["part"], row["label"], row["chance"], text[row["start"] : row["end"]]),
        before=before,
        after=after,
        item=item["title"] if item else "",
        body=row["body"],
        meeting=row["meeting_id"],
        date=row["date"],
        document=row["path"],
        page=row["page"],
        missed=True,
    )


def _odds(chance: float) -> float:
    bounded = min(max(chance, 1e-6), 1 - 1e-6)
    return math.log(bounded / (1 - bounded))
