"""Rows of tables: which cells hold the words, which the owner and the date due, by what the header calls them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from matters_arising.models import Block
from matters_arising.segment.named import PARTS, is_people

_OWNER = re.compile(
    r"\b(?:who|whom|owner|responsib\w*|lead|by whom|action(?:ee| by)|assigned(?: to)?|person|officer|initials)\b",
    re.I,
)
_DUE = re.compile(r"\b(?:due|when|by when|deadline|date|target|complete(?:d)? by|timescale|time ?frame)\b", re.I)
_DOING = re.compile(r"\b(?:action|task|what|description|agreed|to be done|details?)\b", re.I)
_BY = re.compile(r"\W*by\W*", re.I)
_ACTION = re.compile(r"\baction\b", re.I)
_INITIALS = re.compile(r"[A-Z]{2,4}")
_SAID = re.compile(r"\s|(?:ed|ing)$|^(?:no|none|nil)$", re.I)  # more than one word, or one that says what became of it
_BY_WHOM = re.compile(r"\bwhom?\b|\b(?:owner|responsib\w*|assigned)\b", re.I)
_BY_WHEN = re.compile(r"\b(?:when|due|deadline|time ?scale|time ?frame|target)\b", re.I)
_REFERENCE = re.compile(r"\W*[A-Za-z]{0,4}\W?\d[\w/.-]*\W*")  # "27b/31": the number of an entry
_PROSE = 12  # words from which a cell is read as sentences


@dataclass(frozen=True, slots=True)
class RowPart:
    """A stretch of a row that is read together. `whole` keeps it one statement; `action` says what kind."""

    start: int
    end: int
    whole: bool = False
    action: bool = False
    owner: str = ""
    due: str = ""


def row_parts(text: str, block: Block) -> list[RowPart]:
    """The parts of a table row in text order. Owner and due are told by the header, never by position alone, and only
    where the cell holds no more than that: whatever else a row says is in one of its parts."""
    named = _roles(block)
    roles = {role: index for role, index in named.items() if _fills(text, block, role, index)}
    cells = {role: _cell(text, block, index) for role, index in roles.items()}
    if "doing" in roles and "owner" in named and block.cells[roles["doing"]].end <= block.end:
        cell = block.cells[roles["doing"]]
        if cell.end > cell.start:
            return list(_of_action(text, block, roles, cells))
    prose_cells = [c for c in block.cells if len(text[c.start : c.end].split()) >= _PROSE]
    if not prose_cells:
        return [RowPart(block.start, block.end, whole=True)]
    return list(_by_cell(block, roles, cells))


def has_actions(block: Block) -> bool:
    """Whether a row belongs to a table of actions: its header names what is to be done and by whom."""
    roles = _roles(block)
    return "doing" in roles and "owner" in roles


def _of_action(text: str, block: Block, roles: dict[str, int], cells: dict[str, str]) -> Iterator[RowPart]:
    """What is to be done as one statement with its owner and date, and what the row's other cells say beside it."""
    for index, cell in enumerate(block.cells):
        said = text[cell.start : cell.end]
        prose = len(said.split())
        if index == roles["doing"]:
            whole = prose <= 4 * _PROSE
            yield RowPart(cell.start, cell.end, whole, True, cells.get("owner", ""), cells.get("due", ""))
        elif index not in roles.values() and any(map(str.isalpha, said)) and not _REFERENCE.fullmatch(said):
            yield RowPart(cell.start, cell.end, prose < _PROSE)


def _by_cell(block: Block, roles: dict[str, int], cells: dict[str, str]) -> Iterator[RowPart]:
    aside = {roles[role] for role in ("owner", "due") if role in roles}
    longest = max(range(len(block.cells)), key=lambda i: block.cells[i].end - block.cells[i].start)
    for index, cell in enumerate(block.cells):
        if cell.end <= cell.start or index in aside:
            continue
        mine = index == longest
        yield RowPart(
            cell.start,
            cell.end,
            owner=cells.get("owner", "") if mine else "",
            due=cells.get("due", "") if mine else "",
        )


def _roles(block: Block) -> dict[str, int]:
    """Which column is the doing, the owner, the date due; a column has one role and the first to fit takes it."""
    if not block.header or len(block.header) != len(block.cells):
        return {}
    names = [re.sub(r"\s+", " ", name) for name in block.header]
    doing = [
        i for i, n in enumerate(names) if _DOING.search(n) and len(names) > 1 and not re.search(r"\bby\b", n, re.I)
    ]
    due = next((i for i, n in enumerate(names) if i and _DUE.search(n)), -1)
    owner = next((i for i, n in enumerate(names) if i not in (*doing, due) and _OWNER.search(n)), -1)
    doing = [i for i in doing if i != due]
    if owner >= 0:  # "Description", "Action", "Owner": what somebody is to do is the action
        doing.sort(key=lambda i: _ACTION.search(names[i]) is None)
    elif _ACTION.search(names[-1]):  # a last column called "Action" beside the notes: initials
        owner = len(names) - 1
        doing = [i for i in doing if i != owner]
    if not doing and owner > 0 and due >= 0 and _BY_WHOM.search(names[owner]) and _BY_WHEN.search(names[due]):
        doing = [owner - 1]  # "Item", "", "By whom", "By when": what is to be done stands before who is to do it
    if owner >= 0 and due < 0:  # "Who", "By": a day, where it is told elsewhere whose it is
        due = next((i for i, n in enumerate(names) if i > owner and _BY.fullmatch(n)), -1)
    found = {"due": due, "doing": doing[0] if doing else -1, "owner": owner}
    return {role: index for role, index in found.items() if index >= 0}


def _fills(text: str, block: Block, role: str, index: int) -> bool:
    """Whether a cell says what its column is for and nothing else. A column called for what is done ("Action") has an
    owner in it only where its cell is somebody; one called for whom or when has it unless the cell is prose."""
    cell = _cell(text, block, index)
    if role == "doing":
        return True
    if role == "owner" and _ACTION.search(block.header[index]) and not _OWNER.search(block.header[index]):
        return not cell or _is_somebody(cell)
    return len(cell.split()) < _PROSE


def _is_somebody(cell: str) -> bool:
    """Whether a cell holds people, initials or offices and nothing else ("NO/PA", "Clerk and Cllr Ash")."""
    alone = [part.strip(" .") for part in PARTS.split(cell) if part.strip(" .")]
    return is_people(cell) or all(_INITIALS.fullmatch(part) or not _SAID.search(part) for part in alone)


def _cell(text: str, block: Block, index: int) -> str:
    span = block.cells[index]
    return re.sub(r"\s+", " ", text[span.start : span.end]).strip()
