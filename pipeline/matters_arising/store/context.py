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
_RANKED = 30_000  # statements that have the words, up to which the best of them are looked for
_LATELY = 300  # meetings
_PLACED_AT_ONCE = 1000


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
    "SELECT rowid, bm25(statements_text) AS score FROM statements_text WHERE statements_text MATCH ? ORDER BY score"
)
_MORE = "SELECT 1 FROM statements_text WHERE statements_text MATCH ? LIMIT 1 OFFSET ?"
# From the newest meeting back until there are enough, of meetings on a day or later. What is said at one stands side by
# side.
_NEWEST = (
    "SELECT t.key FROM meetings newest CROSS JOIN current_meetings m ON m.key = newest.key "
    "JOIN documents d ON d.key = m.document CROSS JOIN statements_text ON statements_text.rowid BETWEEN "
    "(SELECT min(key) FROM statements WHERE meeting = newest.key) AND "
    "(SELECT max(key) FROM statements WHERE meeting = newest.key) "
    "CROSS JOIN statements t ON t.key = statements_text.rowid AND t.meeting = newest.key "
    "WHERE newest.date >= ? AND statements_text MATCH ? ORDER BY newest.date DESC, d.path, t.start LIMIT ?"
)
_DAY = "SELECT date FROM meetings newest ORDER BY date DESC LIMIT 1 OFFSET ?"
_NEWEST_OF_ALL = (
    "SELECT t.key FROM statements_text CROSS JOIN statements t ON t.key = statements_text.rowid "
    "JOIN current_meetings m ON m.key = t.meeting JOIN documents d ON d.key = m.document "
    "WHERE statements_text MATCH ? ORDER BY m.date DESC, d.path, t.start LIMIT ?"
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
    """The statements of current minutes that have all of `words`, best first. "Defer" finds "deferred".

    Of words that are said often (`are_common`) the newest are given: among so many the best are but the shortest.
    """
    asked = _asked(words)
    if not asked:
        return []
    common = limit < _RANKED and _are_common(store, asked)
    found = _newest(store, asked, limit) if common else _best(store, asked, limit)
    marked = {key: Hit(*hit) for key, *hit in every(store, _MARKED, asked, json.dumps(found))}
    return [marked[key] for key in found]


def are_common(store: Store, words: str) -> bool:
    """Whether so many statements have all of `words` that a search gives the newest of them, and not the best."""
    asked = _asked(words)
    return bool(asked) and _are_common(store, asked)


def _are_common(store: Store, asked: str) -> bool:
    return one(store, _MORE, asked, _RANKED) is not None


def _asked(words: str) -> str:
    """The words as the index is asked for them; quoted, none is taken for an operator; a sign alone would match
    nothing."""
    return " ".join(f'"{word}"' for word in words.replace('"', " ").split() if _LETTER.search(word))


def _newest(store: Store, asked: str, limit: int) -> list[int]:
    """The keys of the newest statements of current minutes. What is said often was nearly always said lately."""
    day = one(store, _DAY, _LATELY)
    found = every(store, _NEWEST, day["date"], asked, limit) if day else []
    if len(found) < limit:
        found = every(store, _NEWEST_OF_ALL, asked, limit)
    return [row["key"] for row in found]


def _best(store: Store, asked: str, limit: int) -> list[int]:
    """The keys of the best statements of current minutes; of equals the earlier is better. No more are looked up than
    may be among them."""
    hits = every(store, _SCORED, asked)
    found: list[int] = []
    first = 0
    while first < len(hits) and len(found) < limit:
        last = min(first + _PLACED_AT_ONCE, len(hits)) - 1
        while last + 1 < len(hits) and hits[last + 1]["score"] == hits[last]["score"]:
            last += 1
        scores = {hit["rowid"]: hit["score"] for hit in hits[first : last + 1]}
        rows = every(store, _PLACED, json.dumps(list(scores)))
        rows.sort(key=lambda row: (scores[row["key"]], row["date"], row["path"], row["start"]))
        found += [row["key"] for row in rows]
        first = last + 1
    return found[:limit]


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
