"""A file of what people say, a line of JSON each: no line is ever taken away, another line revokes it.

Corrections of links (`overrides`) and of claims (`verdicts`) are kept so; what a line says is theirs.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from matters_arising.ids import sha256_of

UNDO = "undo"


class Said(BaseModel):
    """One thing that a person said, or, where `act` is undo, that what was said under the id `of` is taken back."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(min_length=1)
    act: str
    of: str = ""


S = TypeVar("S", bound=Said)


@dataclass(frozen=True)  # no slots: `Entry[Override](...)` writes down what it is of
class Entry(Generic[S]):
    """What was said, and the number of its line, from 1."""

    line: int
    said: S


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that cannot be understood, or revokes what is not there, and why."""

    line: int
    why: str


@dataclass(frozen=True)
class Book(Generic[S]):
    """All lines of a file. `sha256` is of its bytes, empty where there is none."""

    entries: tuple[Entry[S], ...] = ()
    faults: tuple[Fault, ...] = ()
    sha256: str = ""
    lines: int = 0

    @property
    def revoked(self) -> dict[str, Entry[S]]:
        """What was revoked, by id, and the line that did it."""
        return {entry.said.of: entry for entry in self.entries if entry.said.act == UNDO}

    @property
    def active(self) -> tuple[Entry[S], ...]:
        """What nothing has revoked, in the order of the lines."""
        gone = self.revoked
        return tuple(entry for entry in self.entries if entry.said.act != UNDO and entry.said.id not in gone)

    def with_lines(self, more: Sequence[S]) -> Book[S]:
        """The book as it will be with these lines at its end."""
        entries = tuple(Entry(self.lines + place, said) for place, said in enumerate(more, start=1))
        return Book((*self.entries, *entries), self.faults, self.sha256, self.lines + len(entries))


def parse_book(data: bytes, kind: type[S]) -> Book[S]:
    """The book of a file. A line that cannot be understood is a fault of its own and costs no other line."""
    if not data:
        return Book()
    entries: dict[str, Entry[S]] = {}
    faults: list[Fault] = []
    lines = data.removeprefix(b"\xef\xbb\xbf").removesuffix(b"\n").split(b"\n")
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            said = kind.model_validate_json(line)
        except ValidationError as error:
            faults.append(Fault(number, _told(error)))
            continue
        held = entries.setdefault(said.id, Entry(number, said))
        if held.said != said:
            faults.append(Fault(number, f"another correction than line {held.line} has the id {said.id}"))
    known = {entry.said.id for entry in entries.values() if entry.said.act != UNDO}
    faults += [
        Fault(entry.line, f"it revokes {entry.said.of}, which no line holds")
        for entry in entries.values()
        if entry.said.act == UNDO and entry.said.of not in known
    ]
    faults.sort(key=lambda fault: fault.line)
    return Book(tuple(entries.values()), tuple(faults), sha256_of(data), len(lines))


def written(said: Said) -> bytes:
    """What was said, as a line of the file."""
    told = said.model_dump(exclude_defaults=True)
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


def _told(error: ValidationError) -> str:
    first = error.errors()[0]
    if first["type"] == "json_invalid":
        return "it is no JSON"
    name = ".".join(str(part) for part in first["loc"])
    return f"it is no correction: {name + ': ' if name else ''}{first['msg'].removeprefix('Value error, ')}"
