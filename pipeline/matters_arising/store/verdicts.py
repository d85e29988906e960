"""People's verdicts in the database: the claims they speak of are put right in their tables, the raw ones laid aside.

Every question is asked of `events` and `stances`; so that none of them needs to know, a corrected claim stands there
with what a person said, and the row as it was read waits in `laid_aside`. Each time the archive is settled all raw rows
are laid back first, then the verdicts are applied to them anew: what a verdict changed is gone when the verdict is, and
no file is read for it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from numbers import Real
from pathlib import Path

from matters_arising.dates import parse
from matters_arising.extract.reason_codes import reason_code
from matters_arising.matters.overrides import Place, Shelf, seek
from matters_arising.matters.verdicts import (
    CLEARED,
    SIGNED,
    Changed,
    Docket,
    Line,
    Ruled,
    Verdict,
    parse_verdicts,
)
from matters_arising.models import Event, Meeting, Stance
from matters_arising.store import fields
from matters_arising.store.appending import read_lines
from matters_arising.store.connection import Store
from matters_arising.store.read import every, meta
from matters_arising.store.write import set_meta
from matters_arising.version import following_version
from matters_arising.vocab import NO_REASON, ReasonCode

Reading = Callable[[str, str, str, str], Event | Stance | None]
"""Part, document, statement and label -> the statement as that, with what its words say of it."""

_LABEL = {"event": "type", "stance": "label"}
_FIELDS = {"event": fields.EVENT, "stance": fields.STANCE}
_ONLY_OF: dict[str, dict[str, object]] = {
    "deferral": {"until": "", "until_date": "", "reason": "", "reason_code": "", "explicit": 1},
    "decision": {"outcome": ""},
    "referral": {"target": ""},
    "action": {"owner": "", "due": ""},
}
"""What only one kind of event has, and its value in the others."""

Row = dict[str, object]


def verdicts_path(store: Store) -> Path:
    """The file that the last run took verdicts from, or that is beside the database."""
    named = meta(store, "corrections")
    return Path(named) if named else verdicts_beside(store.path)


def verdicts_beside(database: str) -> Path:
    """The file of verdicts where none is named: beside the database, and called after it."""
    return Path(f"{database}.corrections.jsonl")


def read_docket(path: Path) -> Docket:
    """The verdicts of a file, none where there is no such file. Raises UsageError where it cannot be read."""
    return parse_verdicts(read_lines(path))


def put_ruled(store: Store, docket: Docket, ruled: Sequence[Ruled]) -> None:
    """Record, inside a transaction, which verdicts were applied and what became of each."""
    set_meta(store.connection, "corrections_sha256", docket.sha256)
    set_meta(store.connection, "corrections_told", json.dumps([asdict(one) for one in ruled]))


def read_ruled(store: Store) -> dict[str, Ruled]:
    """What became of each verdict when the archive was last settled, by id; nothing where another version did that."""
    if meta(store, "settled_version") != following_version():
        return {}
    rows = json.loads(meta(store, "corrections_told") or "[]")
    return {row["id"]: Ruled(**{**row, "changed": tuple(Changed(**one) for one in row["changed"])}) for row in rows}


def is_ruled(store: Store, docket: Docket) -> bool:
    """Whether the archive was settled with just these lines."""
    return meta(store, "corrections_sha256") == docket.sha256


# ---- the raw rows ----------------------------------------------------------------------------------------------


def lay_back(connection: sqlite3.Connection) -> None:
    """Put every raw row back in its place, and take away what people added; inside a transaction."""
    aside = connection.execute("SELECT part, id, row FROM laid_aside ORDER BY part, id").fetchall()
    for part, mark, _ in aside:
        connection.execute(f"DELETE FROM {part}s WHERE id = ?", (mark,))
    for part, _, kept in aside:
        if kept:
            row = json.loads(kept)
            if connection.execute(f"SELECT 1 FROM {part}s WHERE key = ?", (row["key"],)).fetchone():
                row["key"] = _next_key(connection, part)  # another file's mark took it meanwhile
            _insert(connection, part, row)
    connection.execute("DELETE FROM laid_aside")


def _lay_aside(connection: sqlite3.Connection, part: str, row: Row, *, added: bool = False) -> None:
    """Keep a row as it was read; one that was kept already is what a verdict made of it."""
    connection.execute(
        "INSERT INTO laid_aside (part, id, meeting, row) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (part, row["id"], row["meeting"], "" if added else json.dumps(row)),
    )


def _next_key(connection: sqlite3.Connection, part: str) -> int:
    return int(connection.execute(f"SELECT coalesce(max(key), 0) + 1 FROM {part}s").fetchone()[0])


def _insert(connection: sqlite3.Connection, part: str, row: Row) -> None:
    names = ", ".join(f'"{name}"' for name in row)
    places = ", ".join("?" for _ in row)
    connection.execute(f"INSERT INTO {part}s ({names}) VALUES ({places})", tuple(row.values()))


# ---- the verdicts ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Found:
    """A verdict with the statements that its words now stand in, and if in none, why."""

    entry: Line
    statements: tuple[sqlite3.Row, ...]
    why: str


def apply_verdicts(
    store: Store, docket: Docket, shelf: Shelf, current: Iterable[Meeting], reading: Reading
) -> tuple[Ruled, ...]:
    """Lay all raw rows back and apply the verdicts that nothing has revoked, in the order of their lines; inside a
    transaction. `current` are the minutes that count, in which words are sought whose file is gone."""
    lay_back(store.connection)
    of_meeting: dict[tuple[str, str], set[str]] = {}
    for meeting in current:
        of_meeting.setdefault((meeting.body.casefold(), meeting.date), set()).add(meeting.document)
    found = [_find(store, entry, shelf, of_meeting) for entry in docket.active]
    outdone = _outdone(found)
    ruled = []
    for one in found:
        entry, name = one.entry, one.entry.said.id
        if name in outdone:
            later = outdone[name]
            by = f" by {later.said.by}" if later.said.by else ""
            why = f"line {later.line}{by}, which came later, speaks of the same claim"
            ruled.append(Ruled(name, entry.line, False, why, later.said.id))
        elif not one.statements:
            ruled.append(Ruled(name, entry.line, False, one.why))
        else:
            changed = [
                change for where in one.statements for change in _apply(store.connection, entry.said, where, reading)
            ]
            ruled.append(Ruled(name, entry.line, True, changed=tuple(changed)))
    return tuple(ruled)


def _find(store: Store, entry: Line, shelf: Shelf, of_meeting: Mapping[tuple[str, str], set[str]]) -> _Found:
    verdict = entry.said
    sought = seek(verdict.words, shelf)
    places, why = list(sought.places), sought.why
    # A file that was replaced by one of another name: the minutes of the same meeting are read for the words.
    for document in sorted(of_meeting.get((verdict.body.casefold(), verdict.date), ())) if not places else ():
        places += seek(verdict.words.model_copy(update={"document": document, "sha256": ""}), shelf).places
    statements = [row for place in places if (row := _statement_at(store, place))]
    unique = {row["key"]: row for row in statements}
    return _Found(entry, tuple(unique.values()), why or "its words stand in no statement of the minutes")


def _statement_at(store: Store, place: Place) -> sqlite3.Row | None:
    """The statement that holds the most of a place."""
    rows = every(
        store,
        "SELECT s.*, d.path FROM statements s JOIN meetings m ON m.key = s.meeting "
        'JOIN documents d ON d.key = m.document WHERE d.path = ? AND s.start < ? AND s."end" > ? ORDER BY s.start',
        *(place.document, place.end, place.start),
    )
    return max(rows, key=lambda r: min(r["end"], place.end) - max(r["start"], place.start), default=None)


def _outdone(found: Sequence[_Found]) -> dict[str, Line]:
    """The verdicts after which another was given on the same claim, by id, with that one."""
    last: dict[tuple[str, str, int], Line] = {}
    outdone: dict[str, Line] = {}
    for one in reversed(found):
        verdict = one.entry.said
        claims = [(verdict.part, verdict.claimed, where["key"]) for where in one.statements]
        later = [last[claim] for claim in claims if claim in last]
        if later:
            outdone[verdict.id] = later[0]
        else:
            last.update(dict.fromkeys(claims, one.entry))
    return outdone


def _apply(connection: sqlite3.Connection, verdict: Verdict, where: sqlite3.Row, reading: Reading) -> Iterable[Changed]:
    """Put the claims of one statement right. What is said outlives; what was claimed and is not said goes."""
    part, label = verdict.part, _LABEL[verdict.part]
    rows: list[Row] = [
        dict(row)
        for row in connection.execute(
            f'SELECT * FROM {part}s WHERE meeting = ? AND start < ? AND "end" > ? ORDER BY start, key',
            (where["meeting"], where["end"], where["start"]),
        )
        if _mostly_within(row, where)
    ]
    claimed = [row for row in rows if row[label] == verdict.claimed]
    if not verdict.said:
        return [_gone(connection, part, row) for row in claimed]
    # a statement has one stance at most
    candidates = [*(row for row in rows if row[label] == verdict.said), *claimed, *(rows if part == "stance" else ())]
    kept = candidates[0] if candidates else None
    changed = [_put(connection, verdict, where, kept, reading)]
    others = {row["id"]: row for row in candidates if kept and row["id"] != kept["id"] and row[label] != verdict.said}
    return [*filter(None, changed), *(_gone(connection, part, row) for row in others.values())]


def _mostly_within(row: sqlite3.Row, where: sqlite3.Row) -> bool:
    """Whether a mark and a statement share more than half of the shorter one."""
    shared = min(row["end"], where["end"]) - max(row["start"], where["start"])
    return bool(2 * shared > min(row["end"] - row["start"], where["end"] - where["start"]))


def _gone(connection: sqlite3.Connection, part: str, row: Row) -> Changed:
    _lay_aside(connection, part, row)
    connection.execute(f"DELETE FROM {part}s WHERE id = ?", (row["id"],))
    return Changed(str(row["id"]), told_of(part, row), "")


def _put(
    connection: sqlite3.Connection, verdict: Verdict, where: sqlite3.Row, kept: Row | None, reading: Reading
) -> Changed | None:
    """Make `kept` what is said, or add it where there was nothing. None where the minutes do not count any more and
    nothing was claimed in them."""
    part, label = verdict.part, _LABEL[verdict.part]
    same = kept is not None and kept[label] == verdict.said
    read = None if same else reading(part, where["path"], where["id"], verdict.said)
    if kept is None and read is None:
        return None
    row: Row = dict(kept) if kept else {"key": _next_key(connection, part), "id": read.id if read else ""}
    if read is not None:
        row |= {name: _stored(getattr(read, name)) for name in _FIELDS[part]}
        row |= {"meeting": where["meeting"], "item": where["item"], "statement": where["key"]}
    elif part == "event" and not same:
        row |= {name: value for of, own in _ONLY_OF.items() if of != verdict.said for name, value in own.items()}
    row |= {label: verdict.said, "confidence": 1.0, "generator": verdict.generator, **_term(verdict, row)}
    if kept:
        _lay_aside(connection, part, kept)
        connection.execute(f"DELETE FROM {part}s WHERE id = ?", (kept["id"],))
    else:
        taken = connection.execute(f"SELECT 1 FROM {part}s WHERE id = ?", (row["id"],)).fetchone()
        row["id"] = f"{row['id']}-{SIGNED}" if taken or _is_aside(connection, part, row) else row["id"]
        _lay_aside(connection, part, row, added=True)
    _insert(connection, part, row)
    return Changed(str(row["id"]), told_of(part, kept) if kept else "", told_of(part, row))


def _is_aside(connection: sqlite3.Connection, part: str, row: Row) -> bool:
    aside = connection.execute("SELECT 1 FROM laid_aside WHERE part = ? AND id = ?", (part, row["id"])).fetchone()
    return aside is not None


def _term(verdict: Verdict, read: Row) -> Row:
    """Until when, why and with what outcome, where a person put that right."""
    out: Row = {}
    if verdict.part == "event" and verdict.said == "decision" and verdict.outcome:
        return {"outcome": "" if verdict.outcome == CLEARED else verdict.outcome}
    if verdict.part != "event" or verdict.said != "deferral":
        return out
    if verdict.until:
        until = "" if verdict.until == CLEARED else verdict.until
        out |= {"until": until, "until_date": parse(f"until {until}", base=verdict.date)}
    return out | _why(verdict, read)


def _why(verdict: Verdict, read: Row) -> Row:
    """The reason as a person put it right. Words that were read and are of another kind than a person says do not stay
    beside what the person says; those that a person gives are of the kind that they show, if none is named."""
    if not verdict.reason and not verdict.reason_code:
        return {}
    words = "" if verdict.reason == CLEARED else verdict.reason
    code = reason_code(words) if not verdict.reason_code else verdict.reason_code
    code = ReasonCode.UNSTATED if code == CLEARED else code
    if not verdict.reason and code == read.get("reason_code"):
        words = str(read.get("reason", ""))
    return {"reason": "" if code == ReasonCode.UNSTATED else words, "reason_code": code}


def _stored(value: object) -> object:
    if value is None:
        return ""
    return float(value) if isinstance(value, Real) and not isinstance(value, int) else value


def told_of(part: str, row: Mapping[str, object]) -> str:
    """A claim in a few words, for saying what was changed."""
    said = [str(row[_LABEL[part]])]
    if row[_LABEL[part]] == "deferral":
        said += [f"until “{row['until']}”"] if row["until"] else []
        said += [_told_why(str(row["reason"]), str(row["reason_code"]))] if row["reason_code"] else []
    said += [f"outcome {row['outcome']}"] if part == "event" and row["outcome"] else []
    return f"{', '.join(said)} ({row['confidence']:.2f}, {row['generator']})"


def _told_why(words: str, code: str) -> str:
    if code == ReasonCode.UNSTATED:
        return NO_REASON
    return f"reason {code}, “{words}”" if words else f"reason {code}"
