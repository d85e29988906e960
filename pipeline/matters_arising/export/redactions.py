"""Rules of redaction and the log of what they removed, without the words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from matters_arising.export.terminal import say
from matters_arising.export.words import count
from matters_arising.redactions import Redactions
from matters_arising.store import Store
from matters_arising.store.read import every

if TYPE_CHECKING:
    from rich.console import Console

_MARGIN = 4


def rule_rows(rules: Redactions) -> list[dict[str, str]]:
    """The rules for JSON; what is removed is not repeated."""
    return [
        {
            "id": rule.id,
            "kind": "pattern" if rule.pattern else "quote" if rule.quote else "text",
            "scope": rule.scope,
            "of": rules.everywhere().cover(rule.document or rule.body),
            **{name: rules.cover(getattr(rule, name)) for name in ("reason", "by", "date")},
        }
        for rule in rules.rules
    ]


def log_rows(store: Store) -> list[dict[str, Any]]:
    """The log, oldest first."""
    rows = every(store, 'SELECT "when", rule, document, passages FROM redaction_log ORDER BY key')
    return [dict(row) for row in rows]


def print_rules(console: Console, rules: Sequence[dict[str, str]], log: Sequence[dict[str, Any]]) -> None:
    """Each rule with its scope and reason, and how often it removed something."""
    for rule in rules:
        of = f" {rule['of']}" if rule["of"] else ""
        say(console, (rule["id"], "bold"), f"  {rule['kind']}, {rule['scope']}{of}")
        told = ", ".join(filter(None, (rule["reason"], rule["by"], rule["date"])))
        say(console, told or "no reason given", indent=_MARGIN)
        own = [line for line in log if line["rule"] == rule["id"]]
        for line in own:
            where = line["document"] or "what was made of the documents"
            say(console, f"{line['when']}: {count(line['passages'], 'passage')}, {where}", indent=_MARGIN)
        if not own:
            say(console, "nothing was removed by it so far", indent=_MARGIN)
