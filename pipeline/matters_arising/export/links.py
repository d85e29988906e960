"""People's corrections of matters: as a person reads them, and as rows that a linker can learn from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from matters_arising.export.terminal import say
from matters_arising.export.words import count
from matters_arising.matters.overrides import Anchor, Book, Entry, Told
from matters_arising.store.life import Life

if TYPE_CHECKING:
    from rich.console import Console

_DONE = {"pin": "pinned", "cut": "cut", "merge": "merged", "split": "split", "undo": "taken back"}
_MARGIN = 4
_QUOTED = 2  # quotes of one side that are printed whole
_SHOWN = 90


def state_of(entry: Entry, book: Book, told: dict[str, Told]) -> str:
    """Whether a correction applies, in words."""
    name = entry.said.id
    if name in book.revoked:
        return f"taken back in line {book.revoked[name].line}"
    if name not in told:
        return "not followed yet: the next matters run will"
    if not told[name].applies:
        return f"does not apply: {told[name].why}"
    return f"applies, in part: {told[name].why}" if told[name].why else "applies"


def as_rows(book: Book, told: dict[str, Told]) -> list[dict[str, Any]]:
    """Every correction with its state, as plain values."""
    return [
        {
            **entry.said.model_dump(mode="json"),
            "line": entry.line,
            "applies": entry in book.active and entry.said.id in told and told[entry.said.id].applies,
            "state": state_of(entry, book, told),
            "matters": list(told[entry.said.id].matters) if entry.said.id in told else [],
        }
        for entry in book.entries
        if entry.said.act != "undo"
    ]


def pairs(book: Book, told: dict[str, Told]) -> Iterator[dict[str, Any]]:
    """The pairs of mentions that people judged, as training rows for a linker: label `join` or `separate`.

    Those of corrections that were taken back, and of those that a later one contradicts, are left out; what no longer
    applies because a file is gone was said all the same.
    """
    for entry in book.active:
        made = entry.said
        if made.id in told and told[made.id].against:
            continue
        for one, other in product(made.one, made.other):
            yield {
                "label": "join" if made.joins else "separate",
                **_side("one", one),
                **_side("other", other),
                **{"correction": made.id, "act": made.act, "by": made.by, "when": made.when, "note": made.note},
            }


def _side(name: str, anchor: Anchor) -> dict[str, Any]:
    return {
        f"{name}_document": anchor.document,
        f"{name}_sha256": anchor.sha256,
        f"{name}_start": anchor.start,
        f"{name}_quote": anchor.quote,
    }


def print_done(console: Console, entry: Entry, path: Path, lives: Sequence[Life]) -> None:
    """What a correction came to: its id and line, and the matters that its words now stand in."""
    made = entry.said
    say(console, (f"{_DONE[made.act]}: {made.of or made.id}", "bold"), f"  line {entry.line} of {path}")
    for life in lives:
        dates = ", ".join(appearance.date or "no date" for appearance in life.appearances)
        meetings = count(len(life.appearances), "meeting")
        say(console, life.title, ("  " + life.matter, "dim"), f"  {meetings}: {dates}", indent=_MARGIN)


def print_corrections(console: Console, book: Book, told: dict[str, Told]) -> None:
    """Every correction with its quotes, who made it, and whether it applies."""
    for entry in book.entries:
        made = entry.said
        if made.act == "undo":
            continue
        say(console, (f"{made.act}  {made.id}", "bold"), f"  line {entry.line}: {state_of(entry, book, told)}")
        who = "  ".join(filter(None, (made.by, made.when, made.note)))
        if who:
            say(console, (who, "dim"), indent=_MARGIN)
        for side, word in ((made.one, ""), (made.other, "and" if made.joins else "not")):
            for place, quoted in enumerate(side[:_QUOTED]):
                shown = quoted.quote if len(quoted.quote) <= _SHOWN else quoted.quote[:_SHOWN] + " …"
                lead = f"{word} " if word and not place else ""
                say(console, f"{lead}“{shown}”", ("  " + quoted.document, "dim"), indent=_MARGIN)
            if len(side) > _QUOTED:
                say(console, f"and {count(len(side) - _QUOTED, 'more mention')}", indent=_MARGIN)
    for fault in book.faults:
        say(console, (f"line {fault.line}", "bold"), f" is left out: {fault.why}")


def as_lines(rows: Iterator[dict[str, Any]]) -> str:
    """Rows as JSON Lines."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
