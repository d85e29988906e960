"""Our own statements with and without a stance, many of them in pairs that differ in one thing (`corpus/stance`).

    === Fellbeck Housing Association, tenant scrutiny panel | uk | housing association | 2014
    @ 2a unilateral | holder=the Trust | with= | status=enacted | phase=review | miss=
    < a statement before, or a heading
    < the statement before
    > the statement that is judged

Entries with one number, told apart by letters, are a minimal pair. `miss` names the near miss that an entry is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from matters_arising.errors import UsageError
from matters_arising.evaluation.corpus import KINDS, Marked, word_spans
from matters_arising.evaluation.gold import GoldDocument
from matters_arising.evaluation.hard_cases import Side, as_minutes
from matters_arising.ids import sha256_of
from matters_arising.vocab import Phase, StanceLabel, StanceStatus

NONE = "none"
LABELS = (*StanceLabel, NONE)
_BODY = re.compile(r"===\s*(?P<body>.+?)\s*\|\s*(?P<usage>uk|ie|us|ca)\s*\|\s*(?P<kind>.+?)\s*\|\s*(?P<year>\d{4})\s*")
_ENTRY = re.compile(r"@\s*(?P<number>\d+)(?P<side>[a-z]?)\s+(?P<label>\w+)\s*(?:\|(?P<rest>.*))?")
_KEYS = frozenset({"holder", "with", "status", "phase", "miss"})


@dataclass(frozen=True, slots=True)
class StanceEntry:
    """A statement of imaginary minutes with what stands before it. `label` is a stance, or `none`.

    `id` is file and number; `side` is a letter in a minimal pair, empty elsewhere. `near_miss` names what it is
    easily mistaken for.
    """

    id: str
    side: str
    label: str
    before: tuple[str, ...]
    text: str
    body: str
    usage: str
    kind: str
    year: int
    holder: str = ""
    with_whom: str = ""
    status: str = ""
    phase: str = ""
    near_miss: str = ""


class Told(Protocol):
    """A statement with its label, as far as figures need it; `StanceEntry` is one."""

    @property
    def id(self) -> str: ...
    @property
    def side(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def body(self) -> str: ...


AnyTold = TypeVar("AnyTold", bound=Told)


def load_stances(folder: Path) -> list[StanceEntry]:
    """Every entry of the folder's `.txt` files. `UsageError` names file and line of what cannot be read."""
    return [entry for path in sorted(folder.glob("*.txt")) for entry in _read(path)]


def is_held(entry: StanceEntry) -> bool:
    """Whether the entry is never learned from, so that it can be measured on: so is every fifth body, by its name."""
    return int(sha256_of(entry.body.encode())[:8], 16) % 5 == 0


def pairs_of(entries: Sequence[AnyTold]) -> list[tuple[AnyTold, AnyTold]]:
    """The minimal pairs: entries of one number whose labels differ."""
    by_number: defaultdict[str, list[AnyTold]] = defaultdict(list)
    for entry in entries:
        if entry.side:
            by_number[entry.id].append(entry)
    return [
        (one, other)
        for same in by_number.values()
        for number, one in enumerate(same)
        for other in same[number + 1 :]
        if one.label != other.label
    ]


def as_marked(entry: StanceEntry, *, archive: str) -> Marked:
    """The entry as a document of which one statement is judged, for stances alone."""
    side = Side(entry.text, above="", heading="", before="\n\n".join(entry.before), after="", types=frozenset())
    segmented, start, end = as_minutes(side, entry.usage)
    spans = word_spans(segmented)
    labels = [[-1] * len(KINDS) for _ in spans]
    inside = [
        row
        for row, statement in enumerate(segmented.statements)
        if statement.start < end and statement.end > start and spans[row][1] > spans[row][0]
    ]
    best = max(inside, key=lambda row: spans[row][1] - spans[row][0])
    for stance in StanceLabel:
        labels[best][KINDS.index(stance)] = int(entry.label == stance)
    gold = GoldDocument(f"{entry.id}{entry.side}", "", entry.body, (), judged=(spans[best],))
    return Marked(archive, gold, segmented, spans, tuple(map(tuple, labels)), ())


def _read(path: Path) -> Iterator[StanceEntry]:
    about: dict[str, str] = {}
    head: re.Match[str] | None = None
    before: list[str] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        where = f"{path}:{number}"
        if not line.strip():
            continue
        if line.startswith("==="):
            about = {**_fit(_BODY, line, where).groupdict(), "file": path.stem}
        elif line.startswith("@"):
            if head is not None:
                raise UsageError("the entry before has no statement (`> …`)", where=where)
            head, before = _fit(_ENTRY, line, where), []
        elif line.startswith("<") and head is not None:
            before.append(line[1:].strip())
        elif line.startswith(">") and head is not None and about:
            yield _entry(head, tuple(before), line[1:].strip(), about, where)
            head = None
        else:
            raise UsageError("neither body, entry, context nor statement", where=where)
    if head is not None:
        raise UsageError("the last entry has no statement", where=str(path))


def _fit(pattern: re.Pattern[str], line: str, where: str) -> re.Match[str]:
    match = pattern.fullmatch(line.strip())
    if match is None:
        raise UsageError(f"cannot be read: {line.strip()[:60]!r}", where=where)
    return match


def _entry(head: re.Match[str], before: tuple[str, ...], text: str, about: dict[str, str], where: str) -> StanceEntry:
    said: dict[str, str] = {}
    for part in (head.group("rest") or "").split("|"):
        key, _, value = part.partition("=")
        if key.strip() and key.strip() not in _KEYS:
            raise UsageError(f"no such attribute: {key.strip()!r}", where=where)
        said[key.strip()] = value.strip()
    label, status, phase = head.group("label"), said.get("status", ""), said.get("phase", "")
    if label not in LABELS:
        raise UsageError(f"no such label: {label!r}", where=where)
    if label != NONE and (status not in set(StanceStatus) or phase not in set(Phase)):
        raise UsageError(f"no such status or phase: {status!r}, {phase!r}", where=where)
    return StanceEntry(
        f"{about['file']}:{head.group('number')}",
        head.group("side"),
        label,
        before,
        text,
        about["body"],
        about["usage"],
        about["kind"],
        int(about["year"]),
        holder=said.get("holder", ""),
        with_whom=said.get("with", ""),
        status=status if label != NONE else "",
        phase=phase if label != NONE else "",
        near_miss=said.get("miss", ""),
    )
