"""Minimal pairs: two passages that differ in one thing, where that thing turns a mark.

    python -m matters_arising.evaluation.hard_cases [corpus/hard_cases.jsonl]

A pair is right where the mark it turns on is found on the side that has it, and not on the other. No model learns
from these passages.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from matters_arising.errors import UsageError
from matters_arising.ids import sha256_of
from matters_arising.models import Event, Segmented, Source
from matters_arising.vocab import EventType

_DEFAULT = Path("corpus/hard_cases.jsonl")
_AMERICAN = ("us", "ca")
_PLACES = ("above", "heading", "before", "after")


@dataclass(frozen=True, slots=True)
class Side:
    """One passage: the statement that is judged, what stands around it, and the types of the marks on it."""

    text: str
    above: str
    heading: str
    before: str
    after: str
    types: frozenset[str]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two passages that differ in one thing. `turns` is the type that stands on one of them alone."""

    id: str
    turns: EventType
    usage: str
    rule: str
    one: Side
    other: Side


def load_pairs(path: Path) -> list[Pair]:
    """All pairs of a file. `UsageError` names a line that is no pair, or whose sides do not differ in its type."""
    out = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            entry = json.loads(line)
            turns = EventType(entry["turns"].partition(":")[0])
            one, other = _side(entry, "a"), _side(entry, "b")
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise UsageError(f"not a pair ({error})", where=f"{path}:{number}") from error
        if (turns in one.types) == (turns in other.types):
            raise UsageError(f"{entry['id']}: both sides agree on {turns}", where=f"{path}:{number}")
        out.append(Pair(entry["id"], turns, entry["usage"], entry["rule"], one, other))
    return out


def _side(entry: Mapping[str, object], name: str) -> Side:
    own = entry[name]
    if not isinstance(own, Mapping):
        raise TypeError(f"{name} is no passage")
    places = {place: str(own.get(place, entry.get(place, ""))) for place in _PLACES}
    types = frozenset(str(mark).rstrip("!").partition(":")[0] for mark in own["types"])
    return Side(str(own["text"]), types=types, **places)


def as_minutes(side: Side, usage: str) -> tuple[Segmented, int, int]:
    """The passage as minutes taken apart, and where its statement begins and ends in their text.

    The title says where the body is at home, as it does in life: it prints the date as they do there.
    """
    from matters_arising.documents import read
    from matters_arising.segment import segment

    parts = [
        f"Minutes of the meeting held on {'March 12, 2019' if usage in _AMERICAN else '12 March 2019'}",
        side.above,
        side.heading,
        side.before,
        side.text,
        side.after,
    ]
    marks = ["# ", "## ", "### " if side.above else "## ", "", "", ""]
    written = "\n\n".join(mark + part for mark, part in zip(marks, parts, strict=True) if part)
    data = written.encode()
    document = read(Source("minutes.md", data, sha256_of(data)))
    start = document.text.index(side.text)
    return segment(document), start, start + len(side.text)


def right(pair: Pair, extract: Callable[[Segmented], Sequence[Event]]) -> bool:
    """Whether the type that the pair turns on is found where it stands, and only there."""
    for side in (pair.one, pair.other):
        segmented, start, end = as_minutes(side, pair.usage)
        found = any(
            event.type is pair.turns and event.start < end and event.end > start for event in extract(segmented)
        )
        if found != (pair.turns in side.types):
            return False
    return True


def tally(pairs: Iterable[Pair], extract: Callable[[Segmented], Sequence[Event]]) -> dict[str, tuple[int, int]]:
    """By type: how many pairs are right, of how many."""
    good, total = Counter[str](), Counter[str]()
    for pair in pairs:
        total[pair.turns] += 1
        good[pair.turns] += right(pair, extract)
    return {name: (good[name], total[name]) for name in sorted(total)}


def main(arguments: Sequence[str] | None = None) -> int:
    """The command: the shipped models on the pairs of a file."""
    from matters_arising.extract import extract, load

    given = sys.argv[1:] if arguments is None else list(arguments)
    model = load()
    found = tally(load_pairs(Path(given[0]) if given else _DEFAULT), lambda segmented: extract(segmented, model=model))
    for name, (good, total) in found.items():
        print(f"{name:10} {good:4} of {total}")
    good, total = (sum(counts) for counts in zip(*found.values(), strict=True))
    print(f"{'all':10} {good:4} of {total}  {good / total:.1%}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
