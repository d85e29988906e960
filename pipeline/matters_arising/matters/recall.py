"""Threads of a body whose minutes are as they were: recalled, not grown again.

Threads depend on the passages of their body and on nothing else. What is kept of them says for each passage where it
stands, by a hash of all that growing looks at, so that whatever changes is grown anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import astuple
from typing import Any, Protocol

from matters_arising.matters.asides import piece
from matters_arising.matters.passages import Passage
from matters_arising.matters.threads import Link, Near, Thread, threads


class Memory(Protocol):
    """What was kept when the archive was followed before, by hash."""

    def recall(self, digest: str) -> str:
        """What was kept, empty where nothing was."""

    def keep(self, digest: str, held: str) -> None:
        """Keep it for the next time."""


class NoMemory:
    """Everything is grown anew."""

    def recall(self, digest: str) -> str:  # noqa: ARG002
        return ""

    def keep(self, digest: str, held: str) -> None: ...


def recalled(passages: Sequence[Passage], memory: Memory) -> tuple[list[Thread], tuple[Near, ...]]:
    """The threads of one body and those that may be one, as `threads` has them."""
    digest = _digest(passages)
    held = memory.recall(digest)
    if held:
        told = json.loads(held)
        return [_thread(entries, passages) for entries in told["threads"]], tuple(Near(*one) for one in told["near"])
    grown, evidence = threads(passages)
    near = evidence.near if evidence else ()
    told = {"threads": _kept(grown, passages), "near": [astuple(one) for one in near]}
    memory.keep(digest, json.dumps(told, ensure_ascii=False, separators=(",", ":")))
    return grown, near


def _digest(passages: Sequence[Passage]) -> str:
    total = hashlib.sha256()
    for passage in passages:
        said = [(s.id, s.start, s.end, s.form, s.text) for s in passage.statements]
        about = (passage.title, passage.under, sorted(passage.numbers), passage.words, passage.text)
        total.update(repr((passage.key, passage.meeting.id, passage.item, about, said)).encode("utf-8"))
    return total.hexdigest()


def _kept(grown: Sequence[Thread], passages: Sequence[Passage]) -> list[list[list[Any]]]:
    """For each thread its passages: the place in the list, the first and the last statement of a piece (-1 for the
    passage whole) and whether it has the title; then the link, and where its evidence is."""
    place_of = {id(passage): place for place, passage in enumerate(passages)}
    home = {
        statement.id: (place, number)
        for place, passage in enumerate(passages)
        for number, statement in enumerate(passage.statements)
    }

    def where(passage: Passage) -> tuple[int, int, int, bool]:
        if id(passage) in place_of:
            return place_of[id(passage)], 0, -1, True
        place, first = home[passage.statements[0].id]
        return place, first, first + len(passage.statements) - 1, bool(passage.title)

    return [
        [
            [*where(passage), link.reason, link.score, place]
            for passage, link, place in zip(thread.passages, thread.links, thread.places, strict=True)
        ]
        for thread in grown
    ]


def _thread(entries: Sequence[Sequence[Any]], passages: Sequence[Passage]) -> Thread:
    found: list[Passage] = []
    for place, first, last, titled, *_ in entries:
        host = passages[place]
        title = host.title if titled else ""
        found.append(host if last < 0 else piece(host, host.statements[first : last + 1], title=title))
    links = tuple(Link(reason, score) for *_, reason, score, _ in entries)
    return Thread(tuple(found), links, tuple(entry[-1] for entry in entries))
