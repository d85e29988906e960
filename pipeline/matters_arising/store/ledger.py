"""The deferral ledger: what was put off, at which meetings, for how long, for what minuted reason."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from dataclasses import dataclass

from matters_arising.extract.news import is_no_news
from matters_arising.store.connection import Store
from matters_arising.store.ends import COUNTED
from matters_arising.store.read import every
from matters_arising.vocab import ReasonCode


@dataclass(frozen=True, slots=True)
class PuttingOff:
    """One matter put off at one meeting, and the passage that says so. `explicit` is false where inferred."""

    event: str
    meeting: str
    body: str
    date: str
    explicit: bool
    until: str
    reason: str
    reason_code: str
    quote: str
    document: str
    page: int
    confidence: float

    @property
    def stated(self) -> bool:
        """Whether the minutes give a reason."""
        return bool(self.reason) or self.reason_code not in ("", ReasonCode.UNSTATED)


@dataclass(frozen=True, slots=True)
class Entry:
    """A matter in the ledger. `deferrals` and `inferred` count meetings, as the codebook counts them.

    `months` are the whole months from the first putting-off to the decision that settled the matter, on `decided`, else
    to its last appearance; None where the dates do not tell. `unstated` counts the meetings at which no reason was
    found. `last_reason` is the last one given. `doubtful` are further meetings whose minutes perhaps say that it was
    put off: they are counted nowhere else.
    """

    matter: str
    title: str
    body: str
    deferrals: int
    inferred: int
    months: int | None
    streak: int
    unstated: int
    doubtful: int
    last_reason: str
    last_date: str
    fate: str
    meetings: tuple[PuttingOff, ...]
    decided: str = ""

    @property
    def times(self) -> int:
        """Meetings at which it was put off, explicit and inferred together."""
        return self.deferrals + self.inferred

    @property
    def no_news(self) -> int:
        """Meetings at which it is inferred from no more than that the minutes say that there was no news of it."""
        return sum(not at.explicit and is_no_news(at.quote) for at in self.meetings)

    @property
    def first_date(self) -> str:
        """When it was first put off."""
        return self.meetings[0].date if self.meetings else ""

    @property
    def by(self) -> tuple[tuple[str, int], ...]:
        """The bodies that put it off, the first to do so first, and at how many meetings each."""
        return tuple(Counter(at.body for at in self.meetings).items())


# As the index of the ledger has them.
_TIMES = "deferrals + deferrals_inferred"
_ORDER = f"{_TIMES} DESC, deferrals DESC, coalesce(months, 0) DESC, title, id"
_NAMES = (  # from one name to the next, whatever the number of matters under each
    "WITH RECURSIVE names (body) AS (SELECT min(body) FROM matters UNION ALL "
    "SELECT (SELECT min(m.body) FROM matters m WHERE m.body > names.body) FROM names WHERE names.body IS NOT NULL) "
    "SELECT body FROM names WHERE body IS NOT NULL"
)


def ledger(store: Store, *, body: str = "", at_least: int = 1, most: int | None = None) -> list[Entry]:
    """The matters that were put off, the most often first, then the longest.

    Of bodies with the words `body` in their name, put off at `at_least` so many meetings, and no more than `most` of
    them: what is not asked for is not looked up.
    """
    rows = _often(store, body, at_least, most)
    part = bool(body) or at_least > 1 or most is not None
    at = _put_off(store, [row["key"] for row in rows] if part else None)
    return [_entry(row, list(at[row["key"]].values())) for row in rows]


def _often(store: Store, body: str, at_least: int, most: int | None) -> list[sqlite3.Row]:
    """The matters that were put off so often, in the order of the ledger, which an index has."""
    whose, asked = "matters x", list[str]()
    if body:
        named = [row["body"] for row in every(store, _NAMES) if body.casefold() in row["body"].casefold()]
        whose, asked = "json_each(?) w CROSS JOIN matters x ON x.body = w.value", [json.dumps(named)]
    sql = f"SELECT x.* FROM {whose} WHERE {_TIMES} > 0 AND {_TIMES} >= ? ORDER BY {_ORDER} LIMIT ?"
    return every(store, sql, *asked, at_least, -1 if most is None else most)


def put_off(store: Store) -> list[tuple[str, str, PuttingOff, bool]]:
    """Every passage that puts a matter off, or perhaps does: id and title of the matter, the passage, and whether the
    ledger counts it.

    Matter by matter, meeting by meeting; of the passages of one meeting the one that speaks for it stands first.
    """
    named = {row["key"]: (row["id"], row["title"]) for row in every(store, "SELECT key, id, title FROM matters")}
    at = _put_off(store, None)
    return [
        (*named[key], passage, counted)
        for key in sorted(at, key=lambda k: named[k][::-1])
        for of_one_meeting in at[key].values()
        for passage, counted in sorted(of_one_meeting, key=lambda one: _rank(one[0]))
    ]


def _put_off(store: Store, matters: list[int] | None) -> dict[int, dict[str, list[tuple[PuttingOff, bool]]]]:
    """By matter and meeting what says that it was put off, and whether that counts; of these `matters`, or of all."""
    at: dict[int, dict[str, list[tuple[PuttingOff, bool]]]] = defaultdict(lambda: defaultdict(list))
    linked = "events t JOIN event_matters l ON l.event = t.key"
    if matters is not None:  # from the few matters to their events, in this order
        linked = (
            "json_each(?) w CROSS JOIN event_matters l ON l.matter = w.value CROSS JOIN events t ON t.key = l.event"
        )
    for row in every(
        store,
        "SELECT l.matter, t.id AS event, m.id AS meeting, m.body, m.date, t.explicit, t.until, t.reason, "
        "t.reason_code, t.quote, d.path AS document, t.page, t.confidence, "
        f"{COUNTED} AS counted FROM {linked} JOIN current_meetings m ON m.key = t.meeting "
        "JOIN documents d ON d.key = m.document WHERE t.type = 'deferral' AND NOT t.procedural "
        "ORDER BY m.date, d.path, t.explicit DESC, t.confidence DESC, t.start, t.id",
        *([] if matters is None else [json.dumps(matters)]),
    ):
        at[row["matter"]][row["meeting"]].append((_putting_off(row), bool(row["counted"])))
    return at


def _putting_off(row: sqlite3.Row) -> PuttingOff:
    return PuttingOff(
        event=row["event"],
        meeting=row["meeting"],
        body=row["body"],
        date=row["date"],
        explicit=bool(row["explicit"]),
        until=row["until"],
        reason=row["reason"],
        reason_code=row["reason_code"],
        quote=row["quote"],
        document=row["document"],
        page=row["page"],
        confidence=row["confidence"],
    )


def _chosen(of_one_meeting: list[PuttingOff]) -> PuttingOff:
    """One matter, one meeting, one putting-off: the explicit one, and of those one that gives its reason."""
    return min(of_one_meeting, key=_rank)


def _rank(passage: PuttingOff) -> tuple[bool, bool, float]:
    return not passage.explicit, not passage.stated, -passage.confidence


def _entry(row: sqlite3.Row, by_meeting: list[list[tuple[PuttingOff, bool]]]) -> Entry:
    sure = [[p for p, counted in of_one if counted] for of_one in by_meeting]
    meetings = [_chosen(of_one) for of_one in sure if of_one]
    reasons = [p.reason or p.reason_code for p in meetings if p.stated]
    return Entry(
        matter=row["id"],
        title=row["title"],
        body=row["body"],
        deferrals=row["deferrals"],
        inferred=row["deferrals_inferred"],
        months=row["months"],
        streak=row["streak"],
        unstated=sum(not p.stated for p in meetings),
        doubtful=len(by_meeting) - len(meetings),
        last_reason=reasons[-1] if reasons else "",
        last_date=row["last_date"],
        fate=row["fate"],
        meetings=tuple(meetings),
        decided=row["decided"],
    )
