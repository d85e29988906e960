"""The claims of the database that a person may be asked about, each in its place; and the claims that sheets name."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from matters_arising.errors import UsageError
from matters_arising.matters.verdicts import SIGNED, VOCABULARY, Part, Verdict
from matters_arising.stance.labels import Labelled
from matters_arising.store import ends
from matters_arising.store.connection import Store
from matters_arising.store.read import every, one, read_text

Order = Literal["doubt", "harm"]
ORDERS: tuple[Order, ...] = ("doubt", "harm")
COUNTED = "matter-count"
KINDS = (*VOCABULARY["event"], "stance", *VOCABULARY["stance"], COUNTED)
_NEAR = 2  # statements shown on either side
_MARKS = (
    "SELECT '{part}' AS part, t.id, t.{label} AS label, t.confidence, t.quote, t.start, t.\"end\", t.page, m.date, "
    "m.id AS meeting, m.body, m.key AS meeting_key, d.path, coalesce(trim(i.number || ' ' || i.title), '') AS item, "
    "x.id AS matter, x.title, x.deferrals + x.deferrals_inferred AS times, x.fate, x.last_date, {own} FROM {part}s t "
    "JOIN current_meetings m ON m.key = t.meeting JOIN documents d ON d.key = m.document "
    "LEFT JOIN items i ON i.key = t.item LEFT JOIN {part}_matters l ON l.{part} = t.key "
    f"LEFT JOIN matters x ON x.key = l.matter WHERE t.generator NOT LIKE '{SIGNED}%'"
)
_EVENTS = _MARKS.format(
    part="event",
    label="type",
    own="t.procedural, t.explicit, t.until, t.reason, t.reason_code, t.outcome, '' AS status, "
    f"({ends.COUNTED}) AS counted",
)
_STANCES = _MARKS.format(
    part="stance",
    label="label",
    own="0 AS procedural, 1 AS explicit, '' AS until, '' AS reason, '' AS reason_code, '' AS outcome, "
    "t.status, 0 AS counted",
)


@dataclass(frozen=True, slots=True)
class Claim:
    """What the tool says of a passage, or (`missed`) was near to saying, with what stands around it.

    `times` counts the meetings at which its matter was put off; `counted` says whether this is one of them. `lost` says
    that its matter was not found again after it, `procedural` that it is the routine of any meeting.
    """

    id: str
    part: Part
    label: str
    confidence: float
    quote: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    item: str
    body: str
    meeting: str
    date: str
    document: str
    page: int
    explicit: bool = True
    until: str = ""
    reason: str = ""
    reason_code: str = ""
    outcome: str = ""
    status: str = ""
    title: str = ""
    times: int = 0
    counted: bool = False
    lost: bool = False
    missed: bool = False
    procedural: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """What the id in a sheet stands for: the part and label as they are now, or were read, and the words."""

    id: str
    part: str
    label: str
    document: str
    sha256: str
    start: int
    end: int
    body: str
    date: str


def check_kind(kind: str) -> None:
    """UsageError where there is no such kind of claim."""
    if kind and kind not in KINDS:
        raise UsageError(f"there is no kind {kind!r}", remedy=f"kinds are {', '.join(KINDS)}")


def claims(store: Store, *, kind: str = "", body: str = "", order: str = "doubt", most: int = 100) -> list[Claim]:
    """The claims of the current minutes of one kind, of bodies with the words `body` in their name; those that a person
    has spoken of already are left out.

    In the order of `doubt` that comes first which is nearest to one half; in that of `harm`, what accuses: counted in
    the ledger, not found again, alone. Of the kind `matter-count` each is a deferral that is counted, the matters that
    were put off at the most meetings first. Raises UsageError where there is no such kind or order.
    """
    check_kind(kind)
    if order not in ORDERS:
        raise UsageError(f"there is no order {order!r}", remedy=f"orders are {', '.join(ORDERS)}")
    rows = [row for sql in (_EVENTS, _STANCES) for row in every(store, sql)]
    rows = [row for row in rows if _is_of(row, kind) and body.casefold() in row["body"].casefold()]
    if kind == COUNTED:
        rows.sort(key=lambda row: (-row["times"], row["matter"], row["date"], row["path"], row["start"], row["id"]))
    else:
        rows.sort(
            key=lambda row: (_harm(row) if order == "harm" else 0, _doubt(row), row["path"], row["start"], row["id"])
        )
    return [_claim(store, row) for row in rows[:most]]


def _is_of(row: sqlite3.Row, kind: str) -> bool:
    if kind == COUNTED:
        return _is_counted(row)
    return not kind or kind in (row["part"], row["label"])


def _is_counted(row: sqlite3.Row) -> bool:
    return bool(row["label"] == "deferral" and row["counted"] and not row["procedural"])


def _is_lost(row: sqlite3.Row) -> bool:
    return bool(row["fate"] == "not found since" and row["date"] == row["last_date"])


def _harm(row: sqlite3.Row) -> int:
    accuses = (_is_counted(row), _is_lost(row), row["label"] == "unilateral")
    return accuses.index(True) if any(accuses) else len(accuses)


def _doubt(row: sqlite3.Row) -> float:
    return round(abs(float(row["confidence"]) - 0.5), 6)


def _claim(store: Store, row: sqlite3.Row) -> Claim:
    before, after = beside(store, row["meeting_key"], row["start"], row["end"])
    return Claim(
        **{name: row[name] for name in ("id", "part", "label", "confidence", "quote", "item", "body", "meeting")},
        **{name: row[name] for name in ("date", "page", "until", "reason", "reason_code", "outcome", "status")},
        before=before,
        after=after,
        document=row["path"],
        explicit=bool(row["explicit"]),
        procedural=bool(row["procedural"]),
        title=row["title"] or "",
        times=row["times"] or 0,
        counted=_is_counted(row),
        lost=_is_lost(row),
    )


def beside(store: Store, meeting: int, start: int, end: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The two statements before a stretch of a meeting's minutes, and the two after it, in text order."""
    within = "SELECT text FROM statements WHERE meeting = ? AND"
    before = every(store, f'{within} "end" <= ? ORDER BY start DESC LIMIT {_NEAR}', meeting, start)
    after = every(store, f"{within} start >= ? ORDER BY start LIMIT {_NEAR}", meeting, end)
    return tuple(row["text"] for row in reversed(before)), tuple(row["text"] for row in after)


# ---- claims that a sheet names -----------------------------------------------------------------------------------

_PLACE = (
    "SELECT d.path, d.sha256, m.body, m.date FROM meetings m JOIN documents d ON d.key = m.document WHERE m.key = ?"
)


def named_claims(store: Store, ids: Collection[str]) -> dict[str, Named]:
    """The claims and statements with these ids, those that people took away among them; unknown ids are left out."""
    found = {}
    for mark in sorted(ids):
        for part, label, row in _rows_of(store, mark):
            place = one(store, _PLACE, row["meeting"])
            assert place is not None
            words = {"document": place["path"], "sha256": place["sha256"], "body": place["body"], "date": place["date"]}
            found[mark] = Named(mark, part, label, start=int(row["start"]), end=int(row["end"]), **words)
            break
    return found


def _rows_of(store: Store, mark: str) -> Iterable[tuple[str, str, dict[str, int]]]:
    for part, label in (("event", "type"), ("stance", "label")):
        row = one(store, f"SELECT * FROM {part}s WHERE id = ?", mark)
        aside = one(store, "SELECT row FROM laid_aside WHERE part = ? AND id = ? AND row <> ''", part, mark)
        values = dict(row) if row else json.loads(aside["row"]) if aside else None
        if values:
            yield part, values[label], values
    row = one(store, "SELECT * FROM statements WHERE id = ?", mark)
    if row:
        yield "", "", dict(row)


def texts(store: Store, found: Iterable[Named]) -> dict[str, str]:
    """The texts of the documents that claims stand in, by path."""
    return {path: read_text(store, path) for path in sorted({claim.document for claim in found})}


def statements_of(store: Store, verdicts: Iterable[Verdict]) -> dict[str, Labelled]:
    """The statements that verdicts quote, as long as their files are here unchanged, by the verdicts' ids."""
    found = {}
    for verdict in verdicts:
        words = verdict.words
        row = one(
            store,
            "SELECT s.*, m.body, m.date, d.path, coalesce(i.title, '') AS heading FROM statements s "
            "JOIN meetings m ON m.key = s.meeting JOIN documents d ON d.key = m.document "
            "LEFT JOIN items i ON i.key = s.item WHERE d.sha256 = ? AND d.status = 'read' AND s.start <= ? "
            'AND s."end" > ? ORDER BY s.start DESC LIMIT 1',
            *(words.sha256, words.start, words.start),
        )
        if row:
            before = every(
                store,
                f'SELECT text FROM statements WHERE meeting = ? AND item IS ? AND "end" <= ? ORDER BY start DESC '
                f"LIMIT {_NEAR}",
                *(row["meeting"], row["item"], row["start"]),
            )
            found[verdict.id] = Labelled(
                row["id"],
                row["text"],
                before=tuple(each["text"] for each in reversed(before)),
                document=row["path"],
                **{name: row[name] for name in ("heading", "body", "date", "start", "end")},
            )
    return found
