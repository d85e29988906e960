"""A matter's course as the shifts are read off it, and what a shift is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from matters_arising.models import Meeting

Kind = Literal["forum", "scope", "merger", "chair"]
KINDS: tuple[Kind, ...] = ("forum", "scope", "merger", "chair")


@dataclass(frozen=True, slots=True)
class Said:
    """A statement that deals with a matter. `after` are the three that follow it in the minutes, of whatever matter:
    they may tell how a motion ended. `heading` says that it is one."""

    text: str
    page: int
    start: int
    after: tuple[str, ...] = ()
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Stop:
    """A matter at one meeting, and what the minutes say where they deal with it."""

    meeting: Meeting
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """A matter and its stops, in any order."""

    matter: str
    title: str
    stops: tuple[Stop, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """A statement of the minutes of some body."""

    date: str
    document: str
    said: Said


@dataclass(frozen=True, slots=True)
class Around:
    """The archive around a matter: the dates of each body's meetings, what a body's minutes print, the titles of the
    matters of a body by their ids, the matters under the numbered items of a meeting, and, where changes of chair are
    asked for, the dates and chairs of each body's meetings."""

    held: Mapping[str, Sequence[str]]
    minutes_of: Callable[[str], Sequence[Printed]]
    titles: Mapping[str, Mapping[str, str]]
    numbered: Callable[[str], Mapping[str, str]]
    chairs: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Words:
    """A quote with its place."""

    date: str
    body: str
    document: str
    page: int
    quote: str


@dataclass(frozen=True, slots=True)
class Shift:
    """What changed at the meeting of `date`, in a sentence of plain facts, with the words that say so.

    `later` is empty where one passage says it all. `confidence` is the share of such shifts that a careful reader
    would sign, as far as those read tell.
    """

    kind: Kind
    matter: str
    title: str
    body: str
    date: str
    sentence: str
    earlier: Words
    later: Words | None
    confidence: float


def words_of(stop: Stop, said: Said) -> Words:
    """A statement as a quote."""
    meeting = stop.meeting
    return Words(meeting.date, meeting.body, meeting.document, said.page, " ".join(said.text.split()))
