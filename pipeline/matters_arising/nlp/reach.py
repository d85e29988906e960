"""What a statement says of one of its clauses, without a parser: denied, retold, only proposed, conditional, lost.

The rules and boundaries are those of `resources/en/modifier_rules.json`, which the spaCy component reads, too; here
they are asked about characters of one statement.
"""

from __future__ import annotations

import re
from functools import cache

from matters_arising.nlp.rules import compile_each, event_rules, read_rules

_FILE = "modifier_rules.json"


def reaching(text: str, start: int, end: int) -> frozenset[str]:
    """The categories of the modifiers in whose reach some of the characters `start` to `end` of a statement are.

    >>> sorted(reaching("The Board did not approve the lease, but the Clerk will write.", 18, 25))
    ['negated']
    >>> sorted(reaching("The Board did not approve the lease, but the Clerk will write.", 56, 61))
    []
    """
    cuts = [(cut.start(), cut.end(), side) for pattern, side in _boundaries() for cut in pattern.finditer(text)]
    found: set[str] = set()
    taken: list[tuple[int, int]] = []
    for category, direction, pattern in _rules():
        for hit in pattern.finditer(text):
            low, high = hit.span()
            if any(low < over and under < high for under, over in taken):
                continue
            if not category:
                taken.append((low, high))
                continue
            first, last = low, high
            if direction != "forward":
                first = max((over for _, over, _ in cuts if over <= low), default=0)
            if direction != "backward":
                last = min((under for under, _, side in cuts if under >= high and side == "both"), default=len(text))
            if start < last and first < end:
                found.add(category)
    return frozenset(found)


@cache
def _rules() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    data = read_rules(_FILE)
    shared = {rule.name: rule.pattern for rule in event_rules()}
    own = [entry for entry in data["rules"] if "pattern" in entry]
    patterns = {entry["name"]: pattern for entry, pattern in compile_each(own, data["macros"], where=_FILE)}
    return tuple(
        (
            str(entry["category"]),
            str(entry.get("direction", "both")),
            patterns[entry["name"]] if entry["name"] in patterns else shared[entry["same_as"]],
        )
        for entry in data["rules"]
        if not entry.get("other")
    )


@cache
def _boundaries() -> tuple[tuple[re.Pattern[str], str], ...]:
    data = read_rules(_FILE)
    return tuple(
        (pattern, str(entry.get("side", "both")))
        for entry, pattern in compile_each(data["boundaries"], data["macros"], where=_FILE)
    )
