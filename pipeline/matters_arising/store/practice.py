"""Stances read back for talk beside practice: by body, and by matter."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from matters_arising.matters.practice import Act, Course, Practice, Stretch, course, over_time, practice
from matters_arising.stance.parties import names_a_person
from matters_arising.stance.talk import FOUND_BY, PRECISION, is_talk
from matters_arising.stance.within import Household
from matters_arising.store.connection import Store
from matters_arising.store.meant import Candidate, find_matter
from matters_arising.store.read import every
from matters_arising.vocab import StanceLabel, StanceStatus

_ACTS = (
    "SELECT t.id AS stance, t.label, t.status, t.phase, t.holder, t.with_whom, m.body, m.id AS meeting, m.date, "
    "coalesce(x.id, '') AS matter, t.quote, d.path AS document, t.page, t.start, t.confidence FROM stances t "
    "JOIN current_meetings m ON m.key = t.meeting JOIN documents d ON d.key = m.document "
    "LEFT JOIN stance_matters l ON l.stance = t.key LEFT JOIN matters x ON x.key = l.matter "
    "ORDER BY m.date, d.path, t.start, t.id"
)
# Statements that may talk of partnership and carry no stance. Their matter is that of their item, if it has only one.
_SPOKEN = (
    "SELECT t.id AS stance, '' AS phase, t.speaker AS holder, '' AS with_whom, m.body, m.id AS meeting, m.date, "
    "coalesce((SELECT min(x.id) FROM mentions n JOIN matters x ON x.key = n.matter WHERE n.item = t.item "
    "HAVING min(x.id) = max(x.id)), '') AS matter, t.text AS quote, d.path AS document, t.page, t.start "
    "FROM statements_text f JOIN statements t ON t.key = f.rowid JOIN current_meetings m ON m.key = t.meeting "
    "JOIN documents d ON d.key = m.document WHERE statements_text MATCH ? "
    "AND NOT EXISTS (SELECT 1 FROM stances s WHERE s.statement = t.key) ORDER BY m.date, d.path, t.start, t.id"
)


@dataclass(frozen=True, slots=True)
class BodyPractice:
    """Talk beside practice of one body: over all its minutes, and by stretches of time.

    `meetings` of it are in the archive, from `first_date` to `last_date`; what they do not say is in no count.
    """

    body: str
    meetings: int
    first_date: str
    last_date: str
    whole: Practice
    over_time: tuple[Practice, ...]


@dataclass(frozen=True, slots=True)
class MatterPractice:
    """Talk beside practice of one matter, and where it turned."""

    matter: str
    title: str
    body: str
    whole: Practice
    course: Course


def practice_of_bodies(
    store: Store, *, body: str = "", by: Stretch = "year", people: bool = False
) -> list[BodyPractice]:
    """Every body with a current meeting, those with most acts first; only those with the words `body` in their name.

    `people` keeps the names of persons as holders: by default only bodies, offices and groups are named. Minutes whose
    body cannot be told may be several bodies' and are counted as nobody's; what another party did, of which the minutes
    of a body tell, is no practice of that body.
    """
    of: dict[str, list[Act]] = defaultdict(list)
    for act in _acts(store, people=True):
        if _is_its_own(act):
            of[act.body].append(act if people else _nameless(act))
    rows = every(
        store,
        "SELECT body, count(*) AS meetings, coalesce(min(nullif(date, '')), '') AS first_date, max(date) AS last_date "
        "FROM current_meetings WHERE body <> '' GROUP BY body ORDER BY body",
    )
    found = [
        BodyPractice(
            body=row["body"],
            meetings=row["meetings"],
            first_date=row["first_date"],
            last_date=row["last_date"],
            whole=practice(of[row["body"]]),
            over_time=tuple(over_time(of[row["body"]], by=by)),
        )
        for row in rows
        if body.casefold() in row["body"].casefold()
    ]
    return sorted(found, key=lambda one: (-len(of[one.body]), one.body))


def practice_of_matter(store: Store, query: str, *, people: bool = False) -> tuple[MatterPractice, list[Candidate]]:
    """The matter that `query` means, as `meant.find_matter` finds it, and the others it might have meant."""
    best, others = find_matter(store, query)
    acts = [act for act in _acts(store, people=people) if act.matter == best.matter]
    return MatterPractice(best.matter, best.title, best.body, practice(acts), course(acts)), others


def courses(store: Store, *, body: str = "", people: bool = False) -> list[MatterPractice]:
    """The matters that turned, those taken away to be done alone first, then by title."""
    of: dict[str, list[Act]] = defaultdict(list)
    for act in _acts(store, people=people):
        of[act.matter].append(act)
    found = [
        MatterPractice(row["id"], row["title"], row["body"], practice(of[row["id"]]), went)
        for row in every(store, "SELECT id, title, body FROM matters ORDER BY title, id")
        if body.casefold() in row["body"].casefold() and (went := course(of.get(row["id"], ()))).turns
    ]
    return sorted(found, key=lambda one: (one.course.taken is None, one.title, one.matter))


def _is_its_own(act: Act) -> bool:
    """Whether an act is the body's whose minutes tell of it. What was done alone is held against somebody, and so only
    where the body itself or an office of it is read as who did it; all else unless another body or people are."""
    held = Household(act.body).named(act.holder)
    if act.label is StanceLabel.UNILATERAL:
        return bool(held) and all(own for _, own in held)
    return all(own or one.kind == "person" for one, own in held)


def _nameless(act: Act) -> Act:
    holder, with_whom = ("" if names_a_person(name) else name for name in (act.holder, act.with_whom))
    return replace(act, holder=holder, with_whom=with_whom)


def _acts(store: Store, *, people: bool) -> Iterator[Act]:
    """The stances of all current minutes, and the statements that only talk of partnership."""
    for row in every(store, _ACTS):
        told = StanceLabel(row["label"]), StanceStatus(row["status"])
        yield _act(row, *told, row["confidence"], people=people)
    for row in every(store, _SPOKEN, FOUND_BY):
        if is_talk(row["quote"]):
            yield _act(row, StanceLabel.COLLABORATIVE, StanceStatus.ASPIRATION, PRECISION, people=people)


def _act(row: sqlite3.Row, label: StanceLabel, status: StanceStatus, confidence: float, *, people: bool) -> Act:
    given = {**dict(zip(row.keys(), row, strict=True)), "label": label, "status": status, "confidence": confidence}
    act = Act(**given)
    return act if people else _nameless(act)
