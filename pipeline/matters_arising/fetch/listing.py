"""What a source lists, and what an answer brings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from matters_arising.fetch.telling import plain


@dataclass(frozen=True, slots=True)
class Item:
    """One file of minutes that a source lists.

    `key` is the same every night. `stem` is the path it should have below the source's folder, without ending, of safe
    parts. `place` is its address, or its path. `date` (ISO, or empty), `scope` (the body, or the page that lists it)
    say what part of the list it belongs to. `pages` allows that it is a web page.
    """

    key: str
    stem: str
    place: str | Path
    date: str = ""
    scope: str = ""
    pages: bool = False


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave us to ask whether a file has changed."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A file's bytes with what the server says of them. `unchanged`: it is as it was, and there are no bytes."""

    body: bytes = b""
    media: str = ""
    validators: Validators = field(default_factory=Validators)
    unchanged: bool = False
    sized: bool = True


def any_scope(_scope: str) -> bool:
    """The list is of all scopes."""
    return True


@dataclass(slots=True)
class Listing:
    """A source's list as far as it could be read. Nothing is concluded from absence unless all of it was.

    `doubts` say of parts that were read, and named nothing, why that may not be what was meant.
    """

    items: dict[str, Item] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    since: str = ""
    scopes: Callable[[str], bool] = any_scope

    def add(self, item: Item) -> None:
        self.items.setdefault(item.key, item)

    def fault(self, where: str, why: object) -> None:
        """Note that a part of the list could not be read."""
        self.faults.append(plain(f"{where}: {why}"))

    @property
    def whole(self) -> bool:
        return not self.faults

    def would_list(self, date: str, scope: str) -> bool:
        """Whether this list would name a file of that date and scope if the source still had it."""
        return (not self.since or (bool(date) and date >= self.since)) and self.scopes(scope)
