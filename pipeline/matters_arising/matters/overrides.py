"""What people say against the threads: this and that are one matter, or they are not; and how it is written down.

A correction is anchored to the words of the minutes and never to an id of ours, so that it is found again after a
later run, a new version of the software, or a file put in anew. It is one line of JSON, and no line is ever taken
away: another line revokes it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, model_validator

from matters_arising.ids import make_id
from matters_arising.matters import book

Act = Literal["pin", "cut", "merge", "split", "undo"]

JOINING = frozenset({"pin", "merge"})
_ENOUGH = 240  # characters of a mention that tell it from all else in its file, nearly always


class Anchor(BaseModel):
    """The words of one mention: where they stood, and in which bytes. `quote` has its white space folded."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    document: str = Field(min_length=1)
    sha256: str
    quote: str = Field(min_length=1)
    start: int = Field(ge=0)


class Override(book.Said):
    """One correction. A pin or merge says that all mentions of `one` and `other` are one matter; a cut or split that
    no mention of `one` is of one matter with any of `other`. An undo revokes the correction `of`."""

    act: Act
    one: tuple[Anchor, ...] = ()
    other: tuple[Anchor, ...] = ()
    by: str = ""
    when: str = ""
    note: str = ""

    @model_validator(mode="after")
    def _whole(self) -> Override:
        if self.act == "undo" and not self.of:
            raise ValueError("an undo names the correction that it revokes as 'of'")
        if self.act != "undo" and not (self.one and self.other):
            raise ValueError(f"a {self.act} quotes a mention on either side, as 'one' and 'other'")
        return self

    @property
    def joins(self) -> bool:
        """Whether it puts mentions together; else it keeps them apart."""
        return self.act in JOINING


Entry: TypeAlias = book.Entry[Override]
Book: TypeAlias = book.Book[Override]


def parse(data: bytes) -> Book:
    """The corrections of a file. A line that cannot be understood is a fault of its own and costs no other line."""
    return book.parse_book(data, Override)


def correction(
    act: Act,
    one: Sequence[Anchor] = (),
    other: Sequence[Anchor] = (),
    *,
    of: str = "",
    by: str = "",
    when: str = "",
    note: str = "",
) -> Override:
    """A new correction, with its id."""
    said = [(a.document, a.sha256, a.start, a.quote) for a in (*one, *other)]
    name = make_id("lnk", act, len(one), *(part for entry in said for part in entry), of, when)
    return Override(id=name, act=act, one=tuple(one), other=tuple(other), of=of, by=by, when=when, note=note)


def anchor(text: str, document: str, sha256: str, start: int, end: int) -> Anchor:
    """What is quoted of the mention at `start` to `end` of a document's text: its first words, and more of it only
    where these stand elsewhere in the document too."""
    whole = _folded(text[start:end])
    quote = whole if len(whole) <= _ENOUGH else whole[:_ENOUGH].rsplit(" ", 1)[0]
    if len(_standing(quote, text)) > 1:
        quote = whole
    return Anchor(document=document, sha256=sha256, quote=quote, start=start)


# ---- found again ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a document's text."""

    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Shelf:
    """The documents that corrections can be found in: the hash of each by its path, and its text when it is asked
    for. `later` gives for minutes that gave way to a later version the documents of those that stand for them."""

    sha256: Mapping[str, str]
    text: Callable[[str], str]
    later: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sought:
    """Where the words of an anchor may stand now, best first, and if nowhere, why not."""

    places: tuple[Place, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A correction with the places of its words, for each anchor of either side."""

    entry: Entry
    one: tuple[Sought, ...]
    other: tuple[Sought, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a correction: whether it applies, and what should be said of it.

    `one` and `other` are the matters that the words of either side now stand in. `against` are the ids of the later
    corrections that it contradicts.
    """

    id: str
    line: int
    applies: bool
    why: str = ""
    one: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    against: tuple[str, ...] = ()

    @property
    def matters(self) -> tuple[str, ...]:
        """The matters of both sides, each once."""
        return tuple(dict.fromkeys((*self.one, *self.other)))


def place(entry: Entry, shelf: Shelf) -> Placed:
    """Look up the words of a correction."""
    sides = (entry.said.one, entry.said.other)
    one, other = (tuple(seek(each, shelf) for each in side) for side in sides)
    return Placed(entry, one, other)


def seek(sought: Anchor, shelf: Shelf) -> Sought:
    """Where the words of an anchor stand now: in the same bytes at their old place, else where they stand just once.

    A file that was moved is found by its bytes; minutes that gave way to a later version, in that version.
    """
    path = _path(sought, shelf)
    if not path:
        return Sought((), f"{sought.document} is no longer read in this archive")
    found: list[Place] = []
    whys: list[str] = []
    for document in (path, *shelf.later.get(path, ())):
        spans = _standing(sought.quote, shelf.text(document))
        same = shelf.sha256[document] == sought.sha256
        known = [span for span in spans if same and span[0] == sought.start]
        if known or len(spans) == 1:
            found.append(Place(document, *(known or spans)[0]))
        else:
            times = f"stand {len(spans)} times" if spans else "do not stand"
            whys.append(
                f"the words “{_shortened(sought.quote)}” {times} in {document}{'' if same else ' as it is now'}"
            )
    return Sought(tuple(found), "" if found else whys[0])


def _path(sought: Anchor, shelf: Shelf) -> str:
    if shelf.sha256.get(sought.document) == sought.sha256:
        return sought.document
    moved = sorted(path for path, sha256 in shelf.sha256.items() if sha256 == sought.sha256)
    return moved[0] if moved else sought.document if sought.document in shelf.sha256 else ""


def _standing(quote: str, text: str) -> list[tuple[int, int]]:
    """Where a quote stands in a text, whatever the white space between its words."""
    pattern = r"\s+".join(map(re.escape, quote.split()))
    return [match.span() for match in re.finditer(pattern, text)]


def _folded(text: str) -> str:
    return " ".join(text.split())


def _shortened(quote: str) -> str:
    return quote if len(quote) <= 60 else quote[:60].rsplit(" ", 1)[0] + " …"
