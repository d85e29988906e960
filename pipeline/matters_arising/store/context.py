"""A quote in its place: what stands around it, in which file, on which page. And where words stand."""

from __future__ import annotations

import json
import re
import sqlite3
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from matters_arising.errors import NothingFoundError
from matters_arising.store.connection import Store
from matters_arising.store.read import every, one, read_text

_LETTER = re.compile(r"[^\W_]")
_AROUND = 400  # characters shown on either side, then to the end of the line
_FIRST = 1000  # of the statements that have the words, so many are looked up at once


@dataclass(frozen=True, slots=True)
class Context:
    """A statement, event or stance (`what` says which, and of what kind) with the text around its quote.

    `before`, `quote` and `after` are the document's own text, joined without a gap.
    """

    id: str
    what: str
    before: str
    quote: str
    after: str
    document: str
    page: int
    start: int
    end: int
    meeting: str
    date: str
    body: str
    item: str
    matter: str
    confidence: float
    generator: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement that has the words. In `marked` they stand between the characters U+0002 and U+0003."""

    statement: str
    text: str
    marked: str
    date: str
    body: str
    document: str
    page: int
    item: str


_SHOWN = {
    "statements": "'statement' AS what, t.text AS quote, 1.0 AS confidence, '' AS generator, '' AS matter",
    "events": "t.type AS what, t.quote, t.confidence, t.generator, (SELECT x.id FROM event_matters l "
    "JOIN matters x ON x.key = l.matter WHERE l.event = t.key) AS matter",
    "stances": "t.label || ', ' || t.status AS what, t.quote, t.confidence, t.generator, (SELECT x.id FROM "
    "stance_matters l JOIN matters x ON x.key = l.matter WHERE l.stance = t.key) AS matter",
}
_PLACE = (
    'SELECT t.id, t.start, t."end", t.page, m.id AS meeting, m.date, m.body, d.path, '
    "coalesce(trim(i.number || ' ' || i.title), '') AS item, {shown} FROM {table} t "
    "JOIN meetings m ON m.key = t.meeting JOIN documents d ON d.key = m.document "
    "LEFT JOIN items i ON i.key = t.item WHERE t.id = ?"
)
_SCORED = (
    "SELECT rowid, bm25(statements_text) AS score FROM statements_text WHERE statements_text MATCH ? "
    "ORDER BY score LIMIT ?"
)
_PLACED = (
    "SELECT t.key, m.date, d.path, t.start FROM json_each(?) w CROSS JOIN statements t ON t.key = w.value "
    "JOIN current_meetings m ON m.key = t.meeting JOIN documents d ON d.key = m.document"
)
_MARKED = (
    "SELECT t.key, t.id, t.text, highlight(statements_text, 0, char(2), char(3)) AS marked, m.date, m.body, "
    "d.path, t.page, coalesce(trim(i.number || ' ' || i.title), '') AS item FROM statements_text "
    "JOIN statements t ON t.key = statements_text.rowid JOIN meetings m ON m.key = t.meeting "
    "JOIN documents d ON d.key = m.document LEFT JOIN items i ON i.key = t.item "
    "WHERE statements_text MATCH ? AND statements_text.rowid IN (SELECT value FROM json_each(?))"
)


def context(store: Store, mark: str) -> Context:
    """The event, stance or statement with the id `mark`. Raises NothingFoundError where there is none."""
    for table, shown in _SHOWN.items():
        row = one(store, _PLACE.format(shown=shown, table=table), mark)
        if row is not None:
            return _context(row, read_text(store, row["path"]))
    remedy = "ids stand in the output of timeline, deferrals -v, search and export"
    if one(store, "SELECT 1 FROM matters WHERE id = ?", mark):
        remedy = f"this is a matter: matters timeline {mark}"
    raise NothingFoundError(f"there is no event, stance or statement {mark}", where=store.path, remedy=remedy)


def search(store: Store, words: str, *, limit: int) -> list[Hit]:
    """The statements of current minutes that have all of `words`, best first. "Defer" finds "deferred"."""
    # Quoted, a word is never taken for an operator; a sign alone would match nothing.
    asked = " ".join(f'"{word}"' for word in words.replace('"', " ").split() if _LETTER.search(word))
    if not asked:
        return []
    first = max(_FIRST, 10 * limit)
    while (found := _best(store, asked, limit, first)) is None:
        first *= 8
    marked = {key: Hit(*hit) for key, *hit in every(store, _MARKED, asked, json.dumps(found))}
    return [marked[key] for key in found]


def _best(store: Store, asked: str, limit: int, first: int) -> list[int] | None:
    """The keys of the best statements of current minutes, looked for among the `first` so many of all: what is said
    often is not looked up whole. None where the best may be others.

    Of equals the earlier is better, so that those that are as good as the last looked at cannot be told to be among the
    best: there may be more of them.
    """
    hits = every(store, _SCORED, asked, first)
    cut = len(hits) == first
    if cut:
        hits = [hit for hit in hits if hit["score"] < hits[-1]["score"]]
    scores = {hit["rowid"]: hit["score"] for hit in hits}
    rows = every(store, _PLACED, json.dumps(list(scores)))
    if len(rows) < limit and cut:
        return None
    rows.sort(key=lambda row: (scores[row["key"]], row["date"], row["path"], row["start"]))
    return [row["key"] for row in rows[:limit]]


def around(text: str, start: int, end: int, items: Sequence[int] = ()) -> tuple[str, str, str]:
    """A stretch of a document's text in its place: what stands before it, the stretch, what stands after it.

    `items` are where the items of the agenda begin, in order: what stands under another one is not shown, for it is
    of other business, and of other people.

    >>> around("One.\\nTwo, three.\\nFour.", 5, 8)
    ('One.\\n', 'Two', ', three.\\nFour.')
    >>> around("One.\\nTwo, three.\\nFour.", 5, 8, [0, 5, 17])
    ('', 'Two', ', three.\\n')
    """
    first = text.rfind("\n", 0, max(0, start - _AROUND)) + 1
    last = text.find("\n", min(len(text), end + _AROUND))
    last = last if last >= 0 else len(text)
    own, following = bisect_right(items, start), bisect_left(items, end)
    first = max(first, items[own - 1]) if own else first
    last = min(last, items[following]) if following < len(items) else last
    return text[first:start], text[start:end], text[end:last]


def _context(row: sqlite3.Row, text: str) -> Context:
    start, end = row["start"], row["end"]
    before, quote, after = around(text, start, end)
    return Context(
        id=row["id"],
        what=row["what"],
        before=before,
        quote=quote,
        after=after,
        document=row["path"],
        page=row["page"],
        start=start,
        end=end,
        meeting=row["meeting"],
        date=row["date"],
        body=row["body"],
        item=row["item"],
        matter=row["matter"] or "",
        confidence=row["confidence"],
        generator=row["generator"],
    )
