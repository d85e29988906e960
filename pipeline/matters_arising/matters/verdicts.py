"""What people say against a claim: it is right, it is wrong, it is something else; and how that is written down.

A verdict is anchored to the words of the minutes, as the corrections of links are (see `overrides`), and says what the
tool had claimed of them and what a person says instead. It is one line of JSON. No line is ever taken away: another
line revokes it. Where two speak of the same claim the later line wins, and both stay in the file.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from pydantic import field_validator, model_validator

from matters_arising.ids import make_id
from matters_arising.matters import book
from matters_arising.matters.overrides import Anchor
from matters_arising.vocab import EventType, Outcome, ReasonCode, StanceLabel

Part = Literal["event", "stance"]
VOCABULARY: Mapping[str, tuple[str, ...]] = {
    "event": tuple(kind.value for kind in EventType),
    "stance": tuple(label.value for label in StanceLabel),
}
CLEARED = "none"  # of a term, a reason or an outcome: the minutes print none
SIGNED = "correction"  # how the generator of what a person said begins
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+")
_LONGEST_NAME = 80


class Verdict(book.Said):
    """One thing that a person said of one claim, or (`act` undo) that the verdict `of` is taken back.

    `claimed` is the label that the tool gave, or was near to giving; `said` the one that a person gives, empty for
    none. `until`, `reason` and `reason_code` are those of a deferral where they were put right, `outcome` that of a
    decision; each is `none` where there is none. A reason is in the words of the minutes.
    `body` and `date` are those of the meeting.
    """

    act: Literal["say", "undo"] = "say"
    anchor: Anchor | None = None
    part: Part = "event"
    claimed: str = ""
    said: str = ""
    until: str = ""
    reason: str = ""
    reason_code: str = ""
    outcome: str = ""
    body: str = ""
    date: str = ""
    by: str = ""
    when: str = ""
    note: str = ""

    @field_validator("until", "reason", "by", "note", mode="before")
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
        if self.outcome and self.outcome not in (CLEARED, *Outcome):
            raise ValueError(f"outcomes are {', '.join(Outcome)}, {CLEARED}")
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
        return (*self.position, self.note)

    @property
    def position(self) -> tuple[object, ...]:
        """What somebody says of the claim, whatever they note beside it."""
        # what was not put right is left out, so that a verdict has the id that it had before it could be
        more = [f"{name}={value}" for name in ("reason", "outcome") if (value := getattr(self, name))]
        return (*self.claim, self.said, self.until, self.reason_code, *more, self.by)

    @property
    def generator(self) -> str:
        """How what it made is signed: on one line, without marks that turn or hide text."""
        name = " ".join(_CONTROL.sub(" ", self.by).split())[:_LONGEST_NAME]
        return f"{SIGNED} by {name}" if name else SIGNED


Line: TypeAlias = book.Entry[Verdict]
Docket: TypeAlias = book.Book[Verdict]


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
    return book.parse_book(data, Verdict)


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
        held[entry.said.claim].append(entry.said.content)
    new: dict[tuple[str, ...], list[Verdict]] = defaultdict(list)
    for verdict in (each for each in verdicts if each.act == "say"):
        said = new[verdict.claim]
        if not said or said[-1].content != verdict.content:
            said.append(verdict)
    known = {claim for claim, said in new.items() if held[claim][-len(said) :] == [each.content for each in said]}
    said = [verdict for claim, said in new.items() if claim not in known for verdict in said]
    return [*said, *(verdict for verdict in verdicts if verdict.act == "undo")]


def withdrawn(verdicts: Sequence[Verdict], docket: Docket) -> list[tuple[Verdict, Line]]:
    """Those of `verdicts` that their author took back before and has not given since, each with the line that took
    it back: a sheet that is handed in again must not bring them back unasked."""
    standing = {entry.said.position for entry in docket.active}
    gone = {
        entry.said.position: docket.revoked[entry.said.id]
        for entry in docket.entries
        if entry.said.act == "say" and entry.said.id in docket.revoked
    }
    return [
        (verdict, gone[verdict.position])
        for verdict in verdicts
        if verdict.act == "say" and verdict.position in gone and verdict.position not in standing
    ]
