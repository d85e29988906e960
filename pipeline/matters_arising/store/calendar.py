"""When each body met, as far as its minutes are here, and how a person's words find a body."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from matters_arising.errors import NothingFoundError, UsageError
from matters_arising.store.connection import Store
from matters_arising.store.read import every

_LISTED = 8


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting whose minutes are here, with its date, which may be partial."""

    meeting: str
    date: str


def calendar(store: Store) -> dict[str, tuple[Held, ...]]:
    """The dated meetings of each body, in order, from minutes that no later version replaced."""
    found: dict[str, list[Held]] = defaultdict(list)
    for row in every(store, "SELECT DISTINCT body, date, id FROM current_meetings WHERE date <> '' ORDER BY date, id"):
        found[row["body"]].append(Held(row["id"], row["date"]))
    return {body: tuple(held) for body, held in found.items()}


def body_named(store: Store, words: str) -> str:
    """The body whose name is `words`, or the only one that has them in its name.

    Raises NothingFoundError where none has, and UsageError, which lists them, where several have.
    """
    found = bodies_with(store, words)
    exact = [body for body in found if body.casefold() == words.casefold()]
    if not exact and len(found) > 1:
        listed = "\n".join(f"  {body}" for body in found[:_LISTED])
        more = f"\n  … and {len(found) - _LISTED} more" if len(found) > _LISTED else ""
        raise UsageError(f"“{words}” may mean several bodies; give more of the name:\n{listed}{more}")
    return (exact or found)[0]


def bodies_with(store: Store, words: str) -> list[str]:
    """The bodies that have `words` in their names, all where there are none.

    Raises NothingFoundError, which lists those that there are, where none has: that nothing was found of a body whose
    name is misspelt must not read as if it had put nothing off.
    """
    named: list[str] = [row["body"] for row in every(store, "SELECT DISTINCT body FROM current_meetings ORDER BY body")]
    found = [body for body in named if words.casefold() in body.casefold()]
    if words and not found:
        listed = "; ".join(filter(None, named[:_LISTED]))
        more = f"; and {len(named) - _LISTED} more: matters info" if len(named) > _LISTED else ""
        there = f"there are: {listed}{more}" if listed else "no minutes were read; matters info says why"
        raise NothingFoundError("no body has these words in its name", where=words, remedy=there)
    return found
