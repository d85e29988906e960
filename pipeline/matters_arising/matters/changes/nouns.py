"""What is compared, and what may differ: versions of minutes, their passages and marks; changes and flags."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "draft to approved",
    "silent later edit",
    "edit that says so",
    "draft revised",
    "back to draft",
    "other copy",
    "edit",
]
What = Literal["altered", "added", "removed"]


@dataclass(frozen=True, slots=True)
class Passage:
    """Statements of one version that are compared as one: all but the first are a few words, which lean on it.

    `item` is the title of their item, `text` for comparing, `quote` what is printed, of which the first `heading`
    characters are the heading that the rest leans on."""

    item: str
    start: int
    end: int
    page: int
    text: str
    quote: str
    heading: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """An event of one version."""

    type: str
    start: int
    end: int
    page: int
    quote: str
    outcome: str
    votes: str
    until: str
    procedural: bool
    confidence: float


@dataclass(frozen=True, slots=True)
class Version:
    """The minutes of one meeting as one text of a document has them. `first_seen` is when the run began that found it
    first, empty where that was not recorded."""

    document: str
    sha256: str
    body: str
    date: str
    status: str
    first_seen: str
    passages: tuple[Passage, ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of one version, and the page that they are on."""

    quote: str
    page: int


@dataclass(frozen=True, slots=True)
class Flag:
    """An event whose words differ: a decision, a vote or a deferral. `detail` says which of its facts do, `confidence`
    is the probability that it is one, the lesser where both texts have it."""

    type: str
    what: What
    before: Quoted | None
    after: Quoted | None
    detail: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Change:
    """A passage that differs. Of an added one there is no `before`, of a removed one no `after`. `flags` are the
    decisions, votes and deferrals in it that differ."""

    what: What
    before: Quoted | None
    after: Quoted | None
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts of one meeting's minutes that differ. The passages are in the order in which they stand."""

    kind: Kind
    earlier: Version
    later: Version
    changes: tuple[Change, ...]

    @property
    def flags(self) -> tuple[Flag, ...]:
        """The decisions, votes and deferrals that differ, in the order of their passages."""
        return tuple(flag for change in self.changes for flag in change.flags)


def quoted(words: Passage | Mark) -> Quoted:
    """A passage or an event as it is quoted."""
    return Quoted(words.quote, words.page)
