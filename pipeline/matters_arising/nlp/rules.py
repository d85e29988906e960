"""Phrase rules as data: named patterns of `resources/en/event_rules.json`, compiled once.

A rule is evidence, not a judge: its hits are features of the model, and they say whether a putting-off is printed
in so many words. The name of a rule is shown wherever it helped.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

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
    text = files("matters_arising").joinpath("resources", "en", name).read_text(encoding="utf-8")
    data = json.loads(text)
    macros: dict[str, str] = {}
    for macro, body in data["macros"].items():
        macros[macro] = _expand(body, macros)
    return tuple(_compile(entry, macros, where=name) for entry in data["rules"])


def _expand(pattern: str, macros: dict[str, str]) -> str:
    return _MACRO.sub(lambda match: macros[match.group(1)], pattern)


def _compile(entry: dict[str, str | bool], macros: dict[str, str], *, where: str) -> Rule:
    flags = re.NOFLAG if entry.get("case") else re.IGNORECASE
    try:
        pattern = re.compile(_expand(str(entry["pattern"]), macros), flags)
    except re.error as error:
        raise ModelError(f"rule {entry['name']} does not compile: {error}", where=where) from error
    return Rule(str(entry["name"]), str(entry["type"]), pattern, bool(entry.get("explicit")))


def hits(text: str, rules: tuple[Rule, ...]) -> list[Rule]:
    """The rules that find something in a statement, in the order of the file."""
    return [rule for rule in rules if rule.pattern.search(text)]
