"""Rows of tables: which cells hold the words, which the owner and the date due, by what the header calls them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from matters_arising.models import Block

_OWNER = re.compile(
    r"\b(?:who|whom|owner|responsib\w*|lead|by whom|action(?:ee)?(?: by)?|assigned(?: to)?|person|officer|initials)\b",
    re.I,
)
_DUE = re.compile(r"\b(?:due|when|by when|deadline|date|target|complete(?:d)? by|timescale|time ?frame)\b", re.I)
_DOING = re.compile(r"\b(?:action|task|what|description|agreed|to be done|details?)\b", re.I)
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
    """The parts of a table row in text order. Owner and due are told by the header, never by position alone."""
    roles = _roles(block)
    cells = {role: _cell(text, block, index) for role, index in roles.items()}
    if "doing" in roles and "owner" in roles and block.cells[roles["doing"]].end <= block.end:
        cell = block.cells[roles["doing"]]
        if cell.end > cell.start:
            prose = len(text[cell.start : cell.end].split()) > 4 * _PROSE
            return [RowPart(cell.start, cell.end, not prose, True, cells.get("owner", ""), cells.get("due", ""))]
    prose_cells = [c for c in block.cells if len(text[c.start : c.end].split()) >= _PROSE]
    if not prose_cells:
        return [RowPart(block.start, block.end, whole=True)]
    return list(_by_cell(block, roles, cells))


def has_actions(block: Block) -> bool:
    """Whether a row belongs to a table of actions: its header names what is to be done and by whom."""
    roles = _roles(block)
    return "doing" in roles and "owner" in roles


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
    if len(block.header) != len(block.cells):
        return {}
    names = [re.sub(r"\s+", " ", name) for name in block.header]
    roles: dict[str, int] = {}
    for index, name in enumerate(names):
        if _DUE.search(name) and "due" not in roles and index > 0:
            roles["due"] = index
        elif _DOING.search(name) and "doing" not in roles and len(names) > 1 and not re.search(r"\bby\b", name, re.I):
            roles["doing"] = index
        elif _OWNER.search(name) and "owner" not in roles:
            roles["owner"] = index
    if "owner" not in roles and "doing" in roles and roles["doing"] == len(names) - 1:
        roles["owner"] = roles.pop("doing")  # a last column called "Action" beside the notes holds initials
    return roles


def _cell(text: str, block: Block, index: int) -> str:
    span = block.cells[index]
    return re.sub(r"\s+", " ", text[span.start : span.end]).strip()
