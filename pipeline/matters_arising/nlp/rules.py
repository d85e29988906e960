"""Phrase rules as data: named patterns of `resources/en/event_rules.json`, compiled once.

A rule is evidence, not a judge: its hits are features of the model, and they say whether a putting-off is printed
in so many words. The name of a rule is shown wherever it helped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from matters_arising.errors import ModelError

_MACRO = re.compile(r"\{([A-Z]+)\}")


@dataclass(frozen=True, slots=True)
class Rule:
    """A named pattern over the reading text of a statement. `type` is the event it speaks for, or empty."""

    name: str
    type: str
    pattern: re.Pattern[str]
    explicit: bool = False


@cache
def event_rules() -> tuple[Rule, ...]:
    """All rules for events, in the order of the file."""
    return load_rules("event_rules.json")


def load_rules(name: str) -> tuple[Rule, ...]:
    """Read and compile a rule file of the package. `{MACRO}` stands for its definition."""
    data = read_rules(name)
    return tuple(
        Rule(str(entry["name"]), str(entry["type"]), pattern, bool(entry.get("explicit")))
        for entry, pattern in compile_each(data["rules"], data["macros"], where=name)
    )


def read_rules(name: str) -> dict[str, Any]:
    """A rule file of the package, as it is written."""
    text = files("matters_arising").joinpath("resources", "en", name).read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text)
    return data


def compile_each(
    entries: Iterable[Mapping[str, Any]], macros: Mapping[str, str], *, where: str
) -> Iterator[tuple[Mapping[str, Any], re.Pattern[str]]]:
    """Entries of a rule file, each with its `pattern` compiled; `where` names the file in a `ModelError`."""
    known: dict[str, str] = {}
    for macro, body in macros.items():
        known[macro] = _expand(body, known)
    for entry in entries:
        yield entry, _compile(entry, known, where=where)


def _expand(pattern: str, macros: Mapping[str, str]) -> str:
    return _MACRO.sub(lambda match: macros[match.group(1)], pattern)


def _compile(entry: Mapping[str, Any], macros: Mapping[str, str], *, where: str) -> re.Pattern[str]:
    flags = re.NOFLAG if entry.get("case") else re.IGNORECASE
    try:
        return re.compile(_expand(str(entry["pattern"]), macros), flags)
    except re.error as error:
        raise ModelError(f"rule {entry['name']} does not compile: {error}", where=where) from error


def hits(text: str, rules: tuple[Rule, ...]) -> list[Rule]:
    """The rules that find something in a statement, in the order of the file."""
    return [rule for rule in rules if rule.pattern.search(text)]
