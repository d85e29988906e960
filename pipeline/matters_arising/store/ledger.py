"""The deferral ledger: what was put off, at which meetings, for how long, for what minuted reason."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from matters_arising.dates import months_between
from matters_arising.matters.fate import says_how
from matters_arising.matters.tally import LIKELY, to_put_off
from matters_arising.store.connection import Store
from matters_arising.store.read import every
from matters_arising.vocab import EventType, Outcome, ReasonCode


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
    def first_date(self) -> str:
        """When it was first put off."""
        return self.meetings[0].date if self.meetings else ""

    @property
    def by(self) -> tuple[tuple[str, int], ...]:
        """The bodies that put it off, the first to do so first, and at how many meetings each."""
        return tuple(Counter(at.body for at in self.meetings).items())


# Whether the event `t`, linked by `l`, stands at a meeting that is counted as having put the matter off.
COUNTED = (
    f"t.confidence >= {LIKELY} AND EXISTS (SELECT 1 FROM mentions n WHERE n.matter = l.matter "
    "AND n.meeting = t.meeting AND n.status = 'deferred')"
)
# What was decided of matters whose fate a decision gave, and what put them off, from few matters to their events.
_DECIDING = (
    "SELECT x.id, x.title, x.fate, m.date, m.id AS meeting, t.type, t.quote, t.outcome, t.confidence, t.start, "
    f"t.\"end\", t.type = 'deferral' AND {COUNTED} AS counted FROM {{of}} CROSS JOIN event_matters l "
    "ON l.matter = x.key CROSS JOIN events t ON t.key = l.event JOIN current_meetings m ON m.key = t.meeting "
    "WHERE x.fate IN ('adopted', 'rejected', 'withdrawn') AND t.type IN ('decision', 'deferral') "
    "AND NOT t.procedural ORDER BY x.key, m.date, m.id, t.start, t.id"
)
_TIMES = "deferrals + deferrals_inferred"  # as the index on it has it
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
    rows = _often(store, body, max(1, at_least), most)
    keys = [row["key"] for row in rows]
    settled = decided(store, keys)
    at = _put_off(store, None if not body and at_least <= 1 and most is None else keys)
    entries = [_entry(row, list(at[row["key"]].values()), settled.get(row["id"], "")) for row in rows]
    return sorted(entries, key=lambda e: (-e.times, -e.deferrals, -(e.months or 0), e.title, e.matter))[:most]


def _often(store: Store, body: str, at_least: int, most: int | None) -> list[sqlite3.Row]:
    """The matters that were put off so often; of more than `most` of them the first, and those that equal the last of
    these."""
    whose, asked = f"matters x WHERE {_TIMES} >= ?", list[str]()
    if body:
        named = [row["body"] for row in every(store, _NAMES) if body.casefold() in row["body"].casefold()]
        whose, asked = f"json_each(?) w CROSS JOIN {whose} AND x.body = w.value", [json.dumps(named)]
    last = (at_least, 0)
    if most is not None:
        ranked = f"SELECT {_TIMES}, deferrals FROM {whose} ORDER BY 1 DESC, 2 DESC LIMIT 1 OFFSET ?"
        last = next((tuple(row) for row in every(store, ranked, *asked, at_least, max(0, most - 1))), last)
    rows = every(store, f"SELECT x.*, {_TIMES} AS times FROM {whose}", *asked, last[0])
    return [row for row in rows if (row["times"], row["deferrals"]) >= last]


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


class _Decision(NamedTuple):
    quote: str
    outcome: Outcome | None


def decided(store: Store, matters: Sequence[int] | None = None) -> dict[str, str]:
    """The day on which each matter was settled, by its id; of all, or of the `matters` with these keys.

    That is the first decision that settles it after all that is counted as putting it off. Left out are the matters
    that this does not leave as their fate tells: which decision gave that is not known.
    """
    days: dict[str, str] = {}
    found = (
        every(store, _DECIDING.format(of="matters x"))
        if matters is None
        else every(
            store,
            _DECIDING.format(of="json_each(?) w CROSS JOIN matters x ON x.key = w.value"),
            json.dumps(list(matters)),
        )
    )
    for _, rows in groupby(found, key=lambda row: row["id"]):
        events = list(rows)
        last = max((row["date"] for row in events if row["counted"]), default="")
        since = (row for row in events if row["date"] > last)
        meetings = (
            (day, list(held)) for (day, _), held in groupby(since, key=lambda row: (row["date"], row["meeting"]))
        )
        day, how = next(((day, how) for day, held in meetings for how in _ends(held)), ("", ""))
        if how == events[0]["fate"]:
            days[events[0]["id"]] = day
    return days


def _ends(of_one_meeting: Sequence[sqlite3.Row]) -> Iterator[str]:
    """How the likely decisions of one meeting on a matter end it, the last one first."""
    off = [(row["start"], row["end"], row["confidence"]) for row in of_one_meeting if row["type"] == EventType.DEFERRAL]
    for row in reversed(of_one_meeting):
        if (
            row["type"] != EventType.DECISION
            or row["confidence"] < LIKELY
            or to_put_off((row["start"], row["end"]), off)
        ):
            continue
        outcome = Outcome(row["outcome"]) if row["outcome"] else None
        if how := says_how(_Decision(row["quote"], outcome), row["title"]):
            yield how


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


def _entry(row: sqlite3.Row, by_meeting: list[list[tuple[PuttingOff, bool]]], decided: str) -> Entry:
    sure = [[p for p, counted in of_one if counted] for of_one in by_meeting]
    meetings = [_chosen(of_one) for of_one in sure if of_one]
    reasons = [p.reason or p.reason_code for p in meetings if p.stated]
    first = meetings[0].date if meetings else ""
    return Entry(
        matter=row["id"],
        title=row["title"],
        body=row["body"],
        deferrals=row["deferrals"],
        inferred=row["deferrals_inferred"],
        months=months_between(first, decided or row["last_date"]),
        streak=row["streak"],
        unstated=sum(not p.stated for p in meetings),
        doubtful=len(by_meeting) - len(meetings),
        last_reason=reasons[-1] if reasons else "",
        last_date=row["last_date"],
        fate=row["fate"],
        meetings=tuple(meetings),
        decided=decided,
    )
