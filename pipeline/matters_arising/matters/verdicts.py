"""What people say against a claim: it is right, it is wrong, it is something else; and how that is written down.

A verdict is anchored to the words of the minutes, as the corrections of links are (see `overrides`), and says what the
tool had claimed of them and what a person says instead. It is one line of JSON. No line is ever taken away: another
line revokes it. Where two speak of the same claim the later line wins, and both stay in the file.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from matters_arising.ids import make_id, sha256_of
from matters_arising.matters.overrides import Anchor, Fault
from matters_arising.vocab import EventType, ReasonCode, StanceLabel

Part = Literal["event", "stance"]
VOCABULARY: Mapping[str, tuple[str, ...]] = {
    "event": tuple(kind.value for kind in EventType),
    "stance": tuple(label.value for label in StanceLabel),
}
CLEARED = "none"  # of a term or a reason: the minutes print none
SIGNED = "correction"  # how the generator of what a person said begins
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+")
_LONGEST_NAME = 80


class Verdict(BaseModel):
    """One thing that a person said of one claim, or (`act` undo) that the verdict `of` is taken back.

    `claimed` is the label that the tool gave, or was near to giving; `said` the one that a person gives, empty for
    none. `until` and `reason_code` are those of a deferral where they were put right, `none` where there is none.
    `body` and `date` are those of the meeting.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(min_length=1)
    act: Literal["say", "undo"] = "say"
    anchor: Anchor | None = None
    part: Part = "event"
    claimed: str = ""
    said: str = ""
    until: str = ""
    reason_code: str = ""
    body: str = ""
    date: str = ""
    of: str = ""
    by: str = ""
    when: str = ""
    note: str = ""

    @field_validator("until", "by", "note", mode="before")
    @classmethod
    def _writable(cls, value: object) -> object:
        """Half a character, as a broken console gives, would make a line that nobody can read again."""
        return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value

    @model_validator(mode="after")
    def _whole(self) -> Verdict:
        if self.act == "undo":
            if not self.of:
                raise ValueError("an undo names the correction that it revokes as 'of'")
            return self
        if self.anchor is None:
            raise ValueError("it quotes no words, as 'anchor'")
        known = VOCABULARY[self.part]
        if self.claimed not in known or (self.said and self.said not in known):
            raise ValueError(f"the labels of an {self.part} are {', '.join(known)}")
        if self.reason_code and self.reason_code not in (CLEARED, *ReasonCode):
            raise ValueError(f"reason codes are {', '.join(ReasonCode)}, {CLEARED}")
        return self

    @property
    def words(self) -> Anchor:
        """The words that it speaks of. An undo has none."""
        assert self.anchor is not None
        return self.anchor

    @property
    def claim(self) -> tuple[str, ...]:
        """The claim that it speaks of, for comparing: the same words, read as the same thing."""
        return self.part, self.claimed, self.words.document, self.words.quote, str(self.words.start)

    @property
    def content(self) -> tuple[object, ...]:
        """All that it says, without when it was said."""
        return (*self.claim, self.said, self.until, self.reason_code, self.by, self.note)

    @property
    def generator(self) -> str:
        """How what it made is signed: on one line, without marks that turn or hide text."""
        name = " ".join(_CONTROL.sub(" ", self.by).split())[:_LONGEST_NAME]
        return f"{SIGNED} by {name}" if name else SIGNED


@dataclass(frozen=True, slots=True)
class Line:
    """A verdict and the number of its line, from 1."""

    line: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Docket:
    """All lines of a file of verdicts. `sha256` is of its bytes, empty where there is none."""

    entries: tuple[Line, ...] = ()
    faults: tuple[Fault, ...] = ()
    sha256: str = ""
    lines: int = 0

    @property
    def revoked(self) -> dict[str, Line]:
        """What was taken back, by id, and the line that did it."""
        return {entry.verdict.of: entry for entry in self.entries if entry.verdict.act == "undo"}

    @property
    def active(self) -> tuple[Line, ...]:
        """The verdicts that nothing has revoked, in the order of their lines."""
        gone = self.revoked
        return tuple(e for e in self.entries if e.verdict.act == "say" and e.verdict.id not in gone)

    def with_lines(self, verdicts: Sequence[Verdict]) -> Docket:
        """The docket as it will be with these lines at its end."""
        more = tuple(Line(self.lines + place, verdict) for place, verdict in enumerate(verdicts, start=1))
        return Docket((*self.entries, *more), self.faults, self.sha256, self.lines + len(more))


@dataclass(frozen=True, slots=True)
class Changed:
    """One claim that a verdict changed, in words: `before` and `after` are empty where it was not there."""

    id: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Ruled:
    """What became of a verdict: whether it applies, why not, and what it changed. `outdone_by` is the id of the later
    verdict on the same claim, which wins."""

    id: str
    line: int
    applies: bool
    why: str = ""
    outdone_by: str = ""
    changed: tuple[Changed, ...] = ()


def parse_verdicts(data: bytes) -> Docket:
    """The verdicts of a file. A line that cannot be understood is a fault of its own and costs no other line."""
    if not data:
        return Docket()
    entries: dict[str, Line] = {}
    faults: list[Fault] = []
    lines = data.removeprefix(b"\xef\xbb\xbf").removesuffix(b"\n").split(b"\n")
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            verdict = Verdict.model_validate_json(line)
        except ValidationError as error:
            faults.append(Fault(number, _said(error)))
            continue
        held = entries.setdefault(verdict.id, Line(number, verdict))
        if held.verdict != verdict:
            faults.append(Fault(number, f"another correction than line {held.line} has the id {verdict.id}"))
    known = {entry.verdict.id for entry in entries.values() if entry.verdict.act == "say"}
    faults += [
        Fault(entry.line, f"it revokes {entry.verdict.of}, which no line holds")
        for entry in entries.values()
        if entry.verdict.act == "undo" and entry.verdict.of not in known
    ]
    faults.sort(key=lambda fault: fault.line)
    return Docket(tuple(entries.values()), tuple(faults), sha256_of(data), len(lines))


def written_verdict(verdict: Verdict) -> bytes:
    """A verdict as a line of the file."""
    told = verdict.model_dump(exclude_defaults=True)
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


def named(verdict: Verdict, when: str, *, after: int) -> Verdict:
    """The verdict with its time and its id. `after` is the number of lines before it: a verdict that is given, taken
    back and given again within a second is another one."""
    content = verdict.content if verdict.act == "say" else ("undo", verdict.of, verdict.by, verdict.note)
    return verdict.model_copy(update={"when": when, "id": make_id("cor", *content, when, after)})


def undoing(of: str, *, by: str = "", note: str = "") -> Verdict:
    """That a verdict is taken back; `named` gives it its id."""
    return Verdict(id="new", act="undo", of=of, by=by, note=note)


def unsaid(verdicts: Sequence[Verdict], docket: Docket) -> list[Verdict]:
    """Those of `verdicts` that the docket does not end with already, claim by claim: a sheet that is handed in twice
    says nothing new the second time, whoever spoke last in it."""
    held: dict[tuple[str, ...], list[tuple[object, ...]]] = defaultdict(list)
    for entry in docket.active:
        held[entry.verdict.claim].append(entry.verdict.content)
    new: dict[tuple[str, ...], list[Verdict]] = defaultdict(list)
    for verdict in (each for each in verdicts if each.act == "say"):
        said = new[verdict.claim]
        if not said or said[-1].content != verdict.content:
            said.append(verdict)
    known = {claim for claim, said in new.items() if held[claim][-len(said) :] == [each.content for each in said]}
    said = [verdict for claim, said in new.items() if claim not in known for verdict in said]
    return [*said, *(verdict for verdict in verdicts if verdict.act == "undo")]


def _said(error: ValidationError) -> str:
    first = error.errors()[0]
    if first["type"] == "json_invalid":
        return "it is no JSON"
    name = ".".join(str(part) for part in first["loc"])
    return f"it is no correction: {name + ': ' if name else ''}{first['msg'].removeprefix('Value error, ')}"
