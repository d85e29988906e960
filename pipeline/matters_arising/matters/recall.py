"""Threads of a body whose minutes are as they were: recalled, not grown again.

Threads depend on the passages of their body and on nothing else. What is kept of them says for each passage where it
stands, by a hash of all that growing looks at, so that whatever changes is grown anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from typing import Any, Protocol

from matters_arising.matters.asides import aside
from matters_arising.matters.others import Kept
from matters_arising.matters.passages import Passage, piece
from matters_arising.matters.threads import Link, Near, Thread, threads


class Memory(Protocol):
    """What was kept when the archive was followed before: threads by hash, and what is kept of the bodies (`others`)
    that are not followed now."""

    @property
    def others(self) -> Mapping[str, Kept]: ...

    def recall(self, digest: str) -> str:
        """What was kept, empty where nothing was."""

    def keep(self, digest: str, held: str) -> None:
        """Keep it for the next time."""

    def keep_body(self, body: str, kept: Kept) -> None:
        """Keep this of a body that was followed."""


class NoMemory:
    """Everything is grown anew, and there are no other bodies."""

    @property
    def others(self) -> Mapping[str, Kept]:
        return {}

    def recall(self, digest: str) -> str:  # noqa: ARG002
        return ""

    def keep(self, digest: str, held: str) -> None: ...

    def keep_body(self, body: str, kept: Kept) -> None: ...


def recalled(passages: Sequence[Passage], memory: Memory) -> tuple[list[Thread], tuple[Near, ...]]:
    """The threads of one body and those that may be one, as `threads` has them."""
    digest = digest_of(passages)
    held = memory.recall(digest)
    if held:
        told = json.loads(held)
        return [_thread(entries, passages) for entries in told["threads"]], tuple(Near(*one) for one in told["near"])
    grown, evidence = threads(passages)
    near = evidence.near if evidence else ()
    told = {"threads": _kept(grown, passages), "near": [astuple(one) for one in near]}
    memory.keep(digest, json.dumps(told, ensure_ascii=False, separators=(",", ":")))
    return grown, near


def digest_of(passages: Sequence[Passage]) -> str:
    """A hash of all that growing looks at."""
    total = hashlib.sha256()
    for passage in passages:
        said = [(s.id, s.start, s.end, s.form, s.text) for s in passage.statements]
        about = (passage.title, passage.under, sorted(passage.numbers), passage.words, passage.text, passage.task)
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
    for place, first, last, titled, reason, *_ in entries:
        host = passages[place]
        said = host.statements[first : last + 1]
        if last < 0:
            found.append(host)
        elif reason.startswith("aside"):
            found.append(aside(host, said))
        else:
            found.append(piece(host, said, title=host.title if titled else ""))
    links = tuple(Link(reason, score) for *_, reason, score, _ in entries)
    return Thread(tuple(found), links, tuple(entry[-1] for entry in entries))
