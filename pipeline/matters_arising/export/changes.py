"""What differs between two texts of minutes, for a person at a terminal, for a spreadsheet, for a program."""

from __future__ import annotations

import csv
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from matters_arising.export.formats import Layout, cell
from matters_arising.export.terminal import folded, say
from matters_arising.export.words import count
from matters_arising.matters.changes import Change, Comparison, Flag, Quoted, Version

if TYPE_CHECKING:
    from rich.console import Console

COLUMNS = (
    *("kind", "body", "date", "part", "change", "before", "before_page", "after", "after_page", "detail"),
    *(f"{side}_{name}" for side in ("earlier", "later") for name in ("document", "sha256", "status", "first_seen")),
)
_MARGIN = 4
_SHOWN = 30  # passages of one comparison at a terminal
_CAUTION = (
    "Only the words of the texts are compared. Who changed them, and why, is not known here; the later text may say "
    "so. Earlier texts of a file are known only where this database read them."
)
_SIDES = (("earlier", "before"), ("later", "after"))  # what the texts are called, and what stands in them
_COPIES = (("one text", "in one"), ("the other", "in the other"))  # where it is not known which was first
_SENTENCES = {
    "draft to approved": "The earlier text is marked as a draft, the later one as approved; their words differ.",
    "silent later edit": "Both texts are marked as approved, their words differ, and no passage that differs speaks of "
    "a correction.",
    "edit that says so": "Both texts are marked as approved, their words differ, and a passage that differs speaks of "
    "a correction.",
    "draft revised": "Both texts are marked as drafts; their words differ.",
    "back to draft": "The earlier text is marked as approved, the later one as a draft; their words differ.",
    "other copy": "Two documents report one meeting; their words differ. Which was written first is not known.",
    "edit": "The words differ. At least one of them does not say whether it is a draft or approved.",
}


def sentence(one: Comparison) -> str:
    """What is known of the two texts, in words."""
    return _SENTENCES[one.kind]


def print_changes(console: Console, found: Sequence[Comparison]) -> None:
    """Each pair of texts and every passage that differs, once, first those with decisions, votes and deferrals."""
    say(console, _CAUTION)
    for one in found:
        say(console)
        say(console, (one.later.date or "no date", "bold"), f"  {_plain(one.later.body)}: {one.kind}")
        say(console, sentence(one), indent=_MARGIN)
        sides = _SIDES if one.kind != "other copy" else _COPIES
        for (side, _), version in zip(sides, (one.earlier, one.later), strict=True):
            say(console, f"{side}: {_plain(_described(version))}", indent=_MARGIN)
        differ = f"{count(len(one.changes), 'passage')} {'differs' if len(one.changes) == 1 else 'differ'}"
        among = f", among them {count(len(one.flags), 'decision, vote or deferral', 'decisions, votes or deferrals')}"
        say(console, differ + (among if one.flags else ""), indent=_MARGIN)
        for change in sorted(one.changes, key=lambda change: not change.flags)[:_SHOWN]:
            _print_change(console, change, [name for _, name in sides])
        if len(one.changes) > _SHOWN:
            say(console, f"and {len(one.changes) - _SHOWN:,} more: --format json", indent=_MARGIN)


def as_plain(one: Comparison) -> dict[str, Any]:
    """A comparison for JSON: both texts, what differs, and the events among it."""
    return {
        "kind": one.kind,
        "sentence": sentence(one),
        "body": one.later.body,
        "date": one.later.date,
        **{side: _facts(version) for side, version in (("earlier", one.earlier), ("later", one.later))},
        "passages": [{"change": c.what, **_sides(c)} for c in one.changes],
        "events": [{"type": f.type, "change": f.what, **_sides(f), "detail": f.detail} for f in one.flags],
    }


def change_rows(found: Iterable[Comparison]) -> Iterator[tuple[Any, ...]]:
    """One row a passage or event, in the order of COLUMNS."""
    for one in found:
        versions = [value for version in (one.earlier, one.later) for value in _facts(version).values()]
        parts: tuple[Change | Flag, ...] = (*one.flags, *one.changes)
        for part in parts:
            name, detail = (part.type, part.detail) if isinstance(part, Flag) else ("passage", "")
            quotes = [
                v for side in (part.before, part.after) for v in ((side.quote, side.page) if side else ("", None))
            ]
            yield (one.kind, one.later.body, one.later.date, name, part.what, *quotes, detail, *versions)


def write_csv(found: Iterable[Comparison]) -> None:
    """One row a passage or event to standard output; a text that a spreadsheet would run is given an apostrophe."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in change_rows(found):
        writer.writerow([cell(value, Layout()) for value in row])


def _facts(version: Version) -> dict[str, str]:
    return {name: getattr(version, name) for name in ("document", "sha256", "status", "first_seen")}


def _sides(part: Change | Flag) -> dict[str, dict[str, Any] | None]:
    return {name: _quote(getattr(part, name)) for name in ("before", "after")}


def _quote(words: Quoted | None) -> dict[str, Any] | None:
    return {"quote": words.quote, "page": words.page} if words else None


def _described(version: Version) -> str:
    status = version.status or "status not told"
    seen = f"first seen {version.first_seen}" if version.first_seen else "first seen at a time that was not recorded"
    return f"{version.document}, {status}, {seen}, sha256 {version.sha256}"


def _print_change(console: Console, change: Change, names: Sequence[str]) -> None:
    """A passage, with what is told of the decisions, votes and deferrals in it."""
    told = [f"{flag.type} {flag.what}" + (f" ({flag.detail})" if flag.detail else "") for flag in change.flags]
    head = f"passage {change.what}" + (f": {'; '.join(dict.fromkeys(told))}" if told else "")
    say(console, (_plain(head), "italic"), indent=_MARGIN)
    for name, words in zip(names, (change.before, change.after), strict=True):
        said = f"“{_plain(words.quote)}” (p. {words.page})" if words else "not in this text"
        say(console, (f"{name}: ", "dim"), said, indent=2 * _MARGIN)


def _plain(text: str) -> str:
    """A text as one line, without what would steer a terminal or turn the direction of what follows."""
    return "".join("�" if unicodedata.category(char) in ("Cc", "Cf") else char for char in folded(text))
