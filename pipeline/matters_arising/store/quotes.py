"""What was marked in each set of current minutes, in its place: meeting by meeting, for those who publish quotes."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from matters_arising.ids import make_id
from matters_arising.matters.tally import LIKELY, to_put_off
from matters_arising.store.connection import Store
from matters_arising.store.context import around
from matters_arising.store.read import every, read_text

_MEETINGS = (
    "SELECT m.*, d.path, d.media_type, d.note FROM current_meetings m JOIN documents d ON d.key = m.document "
    "ORDER BY m.body, m.date, d.path, m.start, m.id"
)
_EVENTS = (
    "SELECT t.*, 'event' AS part, type AS what, '' AS phase, '' AS status, '' AS with_whom, '' AS holder, "
    "coalesce((SELECT x.id FROM event_matters l JOIN matters x ON x.key = l.matter WHERE l.event = t.key), '') "
    "AS matter FROM events t WHERE t.meeting = ?"
)
_STANCES = (
    "SELECT t.*, 'stance' AS part, label AS what, '' AS outcome, '' AS votes, '' AS until, '' AS reason, "
    "'' AS reason_code, '' AS target, '' AS due, '' AS actor, "
    "'' AS seconder, '' AS owner, '' AS until_date, 1 AS explicit, 0 AS procedural, "
    "coalesce((SELECT x.id FROM stance_matters l JOIN matters x ON x.key = l.matter WHERE l.stance = t.key), '') "
    "AS matter FROM stances t WHERE t.meeting = ?"
)
_MENTIONS = (
    'SELECT n.start, n."end", n.quote, x.id AS matter, (SELECT max(number) FROM pages p '
    "WHERE p.document = m.document AND p.start <= n.start) AS page FROM mentions n "
    "JOIN matters x ON x.key = n.matter JOIN meetings m ON m.key = n.meeting "
    "WHERE n.meeting = ? ORDER BY n.start, x.id"
)
_STATEMENTS = 'SELECT t.id, t.start, t."end", t.page FROM statements t WHERE t.meeting = ? ORDER BY t.start'
_TOLD = (
    *(
        "actor",
        "seconder",
        "outcome",
        "votes",
        "until",
        "until_date",
        "reason",
        "reason_code",
        "owner",
        "due",
        "target",
    ),
    *("holder", "with_whom", "status", "phase"),
)


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of the minutes in its place, and what it was read as.

    `part` is "event", "stance", "mention" (a passage of a matter in which nothing was marked) or "statement", `what`
    the type or label. `told` are the attributes that the passage gives, by their names in the codebook. `before`,
    `quote` and `after` are the document's own text, joined without a gap. `matter` is empty where there is none.
    `puts_off` says that most of it was read as putting the matter off, too: a decision there is one to do so.
    """

    id: str
    part: str
    what: str
    explicit: bool
    told: dict[str, str]
    before: str
    quote: str
    after: str
    page: int
    start: int
    end: int
    matter: str
    confidence: float
    generator: str
    puts_off: bool = False


@dataclass(frozen=True, slots=True)
class Minutes:
    """A meeting with the quotes of its minutes, in order. `note` tells how the file was read, `unsure` counts marks
    left out: putting-offs and stances that are less likely than not."""

    meeting: str
    body: str
    date: str
    kind: str
    status: str
    document: str
    media_type: str
    note: str
    notes: tuple[str, ...]
    quotes: tuple[Quote, ...]
    unsure: int


def mention_id(matter: str, meeting: str, quote: str) -> str:
    """The id of a passage of a matter in which nothing was marked, from its folded quote."""
    return make_id("said", matter, meeting, " ".join(quote.split()))


def minutes(store: Store, *, spoken: Collection[str] = (), only: Collection[str] | None = None) -> Iterator[Minutes]:
    """All current minutes, or `only` those of the meetings with these ids, by body and date.

    `spoken` are ids of statements to be quoted beside the marks.

    Left out are the routine of any meeting (its minutes, its close), which is of no matter, and what speaks against a
    body and is less likely than not: the second is counted in `unsure`.
    """
    document, text = "", ""
    for row in every(store, _MEETINGS):
        if only is not None and row["id"] not in only:
            continue
        if row["path"] != document:
            document, text = row["path"], read_text(store, row["path"])
        quotes, unsure = _quotes(store, row, text, spoken)
        yield Minutes(
            meeting=row["id"],
            body=row["body"],
            date=row["date"],
            kind=row["kind"],
            status=row["status"],
            document=document,
            media_type=row["media_type"],
            note=row["note"],
            notes=tuple(row["notes"].splitlines()),
            quotes=tuple(sorted(quotes, key=lambda one: (one.start, one.end, one.part, one.what, one.id))),
            unsure=unsure,
        )


@dataclass(frozen=True, slots=True)
class _Text:
    """The text of a document, and where the items of one of its meetings begin."""

    whole: str
    items: tuple[int, ...]


def items_of(store: Store, meeting: str) -> tuple[int, ...]:
    """Where the items of a meeting begin in the text of its document, in order."""
    rows = every(
        store,
        "SELECT DISTINCT i.start FROM items i JOIN meetings m ON m.key = i.meeting WHERE m.id = ? ORDER BY 1",
        meeting,
    )
    return tuple(row["start"] for row in rows)


def _quotes(store: Store, meeting: sqlite3.Row, text: str, spoken: Collection[str]) -> tuple[list[Quote], int]:
    marked = [*every(store, _EVENTS, meeting["key"]), *every(store, _STANCES, meeting["key"])]
    shown = [row for row in marked if _is_sure(row) and not row["procedural"]]
    off = [(row["start"], row["end"], row["confidence"]) for row in shown if row["what"] == "deferral"]
    place = _Text(text, items_of(store, meeting["id"]))
    found = [_marked(row, place, puts_off=to_put_off((row["start"], row["end"]), off)) for row in shown]
    matters = {quote.matter for quote in found}
    mentions = every(store, _MENTIONS, meeting["key"])
    found += [_mention(row, meeting["id"], place) for row in mentions if row["matter"] not in matters]
    if spoken:
        rows = every(store, _STATEMENTS, meeting["key"])
        found += [_plain(row["id"], "statement", row, place) for row in rows if row["id"] in spoken]
    return found, sum(not _is_sure(row) for row in marked)


def _is_sure(row: sqlite3.Row) -> bool:
    accuses = row["part"] == "stance" or row["what"] == "deferral"
    return not accuses or row["confidence"] >= LIKELY


def _marked(row: sqlite3.Row, text: _Text, *, puts_off: bool) -> Quote:
    before, quote, after = around(text.whole, row["start"], row["end"], text.items)
    return Quote(
        id=row["id"],
        part=row["part"],
        what=row["what"],
        explicit=bool(row["explicit"]),
        told={name: row[name] for name in _TOLD if row[name]},
        before=before,
        quote=quote,
        after=after,
        page=row["page"],
        start=row["start"],
        end=row["end"],
        matter=row["matter"],
        confidence=row["confidence"],
        generator=row["generator"],
        puts_off=puts_off,
    )


def _mention(row: sqlite3.Row, meeting: str, text: _Text) -> Quote:
    mark = mention_id(row["matter"], meeting, row["quote"])
    return _plain(mark, "mention", row, text, matter=row["matter"])


def _plain(mark: str, part: str, row: sqlite3.Row, text: _Text, *, matter: str = "") -> Quote:
    before, quote, after = around(text.whole, row["start"], row["end"], text.items)
    place = (row["page"] or 1, row["start"], row["end"])
    return Quote(mark, part, "", True, {}, before, quote, after, *place, matter, 1.0, "")
