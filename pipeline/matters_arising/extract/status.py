"""How an errand stands, by the word behind it: whoever prints that of an errand has it from earlier minutes.

    Action 2: Ms Orr to order the chain.
        Complete. It came in May.
    Action 3: Mr Tarn to mend the oar.
        Not to be taken forward.
    DONE The warden to ask the ferryman
    Ms Lowe to write to the mill. Done

Such a line reports on the errand and is none anew, whether it was done or not: what is to be done by next time is what
the minutes say behind it. "Ongoing" alone may also say that a fresh errand has no end; it counts only in a list whose
other errands have a plainer word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from matters_arising.extract.earlier_errands import BIDS, Part, mark_of
from matters_arising.models import Block, Segmented, Statement

GENERATOR = "rule:errand-status/1"

_DONE = r"(?:done|closed|completed?|actioned|discharged|finished|fulfilled)"
_UNDONE = (
    rf"(?:(?:not|part(?:ly|ially)?|mostly|largely)\s+(?:yet\s+)?{_DONE}|not\s+(?:yet\s+)?started"
    r"|(?:work\s+|still\s+)?in\s+progress)"
)
DROPPED = (
    r"(?:not\s+(?:to\s+be\s+|being\s+)?(?:taken\s+forward|pursued|progressed)"
    r"|no\s+longer\s+(?:required|needed|necessary|relevant|applicable)|superseded)"
)
"""That an errand will not be done, and nobody is behind with it: a pattern, for building others."""
_VAGUE = r"(?:(?:still\s+)?on-?going|outstanding|pending|carried\s+(?:forward|over))"
_STATE = rf"(?:(?:now|all|action|status:?)\s+)?(?:(?P<done>{_DONE})|(?P<left>{_UNDONE}|{DROPPED})|(?P<vague>{_VAGUE}))"
# it is the whole of its sentence, or is set apart from what goes on: "Complete - it came in May"
_OPENS = re.compile(rf"^\W*{_STATE}(?!\s*:)(?=\s*[.;,!)\]–—]|\s+-|\s*$)", re.IGNORECASE)
_CLOSES = re.compile(rf"(?:[.;!?]\s|\s[–—-]|[(\[])\s*{_STATE}\W*$", re.IGNORECASE)
_BEFORE = re.compile(rf"^\W*(?:DONE\b:?|\[(?i:{_DONE})\]|\((?i:{_DONE})\))\s+(?=[A-Z][\w’'-]*[a-z])")
_TASK = re.compile(r"\W?\[[A-Z]{2,3}\]\s")  # "[TQ] Order the rope"
_LONGEST_CELL = 8  # words


@dataclass(frozen=True, slots=True)
class Stated:
    """What a statement is in an entry whose status is printed, and where that ends: with the errand, or behind it."""

    part: Part
    end: int


def statuses(segmented: Segmented) -> Mapping[str, Stated]:
    """By statement id, the errands whose status is printed, and the lines that do no more than print it."""
    text, out = segmented.document.text, {}
    rows = [block for block in segmented.document.blocks if block.kind == "row"]
    lines = list(_lines(segmented))
    for line in lines:
        out.update(_beside(line, text, rows))
    return _below(lines, text) | out


def _lines(segmented: Segmented) -> Iterator[list[Statement]]:
    """The statements of each printed line."""
    line: list[Statement] = []
    for one in segmented.statements:
        if line and (one.meeting != line[0].meeting or "\n" in segmented.document.text[line[-1].end : one.start]):
            yield line
            line = []
        line.append(one)
    if line:
        yield line


def _beside(line: Sequence[Statement], text: str, rows: Sequence[Block]) -> dict[str, Stated]:
    """The status before an errand, at its end, behind it on its line, or in another cell of its row."""
    out: dict[str, Stated] = {}
    for one, behind in zip_longest(line, line[1:]):
        state = _OPENS.match(behind.text) if behind else None
        closes = _CLOSES.search(one.text)
        if one is line[0] and _BEFORE.match(one.text):
            out[one.id] = Stated(Part.DONE, one.end)
        elif not _is_errand(one):
            continue
        elif closes and not closes["vague"]:
            out[one.id] = Stated(_part(closes), one.end)
        elif behind and state and not state["vague"]:
            out.update(_entry([one], behind, state))
        elif one.form in ("row", "action") and (cell := _status_cell(one, text, rows)):
            out[one.id] = Stated(_part(cell[0]), cell[1])
    return out


def _below(lines: Sequence[Sequence[Statement]], text: str) -> dict[str, Stated]:
    """The status on the line below an errand that is marked as one, or that stands in a list of several with theirs.

    Where an errand of the same mark stands without one right above, the word is a heading over what follows.
    """
    found: list[tuple[Sequence[Statement], Statement, re.Match[str]]] = []
    above: Sequence[Statement] = ()
    for line, below in pairwise(lines):
        state = _OPENS.match(below[0].text) if below[0].meeting == line[0].meeting else None
        if state and any(map(_is_errand, line)) and not _is_alike(above, line, text):
            found.append((line, below[0], state))
        above = line
    plain = [one for one in found if not one[2]["vague"]]
    out: dict[str, Stated] = {}
    for errand, word, state in found:
        listed = sum(other[0][0].meeting == errand[0].meeting for other in plain) > 1
        if listed or (errand[0].form == "action" and not state["vague"]):
            out.update(_entry(errand, word, state))
    return out


def _is_errand(one: Statement) -> bool:
    return one.form == "action" or bool(BIDS.search(one.text) or _TASK.match(one.text))


def _is_alike(above: Sequence[Statement], line: Sequence[Statement], text: str) -> bool:
    """Whether the line above is an errand that is marked in the same way."""
    if not above or not any(map(_is_errand, above)) or above[0].item != line[0].item:
        return False
    before = text[above[-1].end : line[0].start]
    return mark_of(above[0].text, "") == mark_of(line[0].text, before)


def _entry(errand: Sequence[Statement], state: Statement, word: re.Match[str]) -> dict[str, Stated]:
    first, *more = errand
    bare = not word["vague"] and not state.text[word.end() :].strip(" .;,!)]–—-")
    out = {first.id: Stated(_part(word), state.end)}
    out.update({one.id: Stated(Part.ERRAND, one.end) for one in more if _is_errand(one)})
    return out | ({state.id: Stated(Part.STATE, state.end)} if bare else {})


def _status_cell(one: Statement, text: str, rows: Sequence[Block]) -> tuple[re.Match[str], int] | None:
    """The word of a cell that has little else, to the right of the errand in its row, and where that cell ends."""
    row = next((block for block in rows if block.start <= one.start < block.end), None)
    for cell in row.cells if row else ():
        words = text[cell.start : cell.end]
        if cell.start > one.start and len(words.split()) <= _LONGEST_CELL and (state := _OPENS.match(words)):
            return None if state["vague"] else (state, cell.end)
    return None


def _part(state: re.Match[str]) -> Part:
    return Part.DONE if state["done"] else Part.LEFT
