"""Plain text: its lines are laid out like a printed page's, and so read like one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from matters_arising.config import Limits
from matters_arising.documents.assemble import Parts
from matters_arising.documents.bounds import check_pages, check_parts
from matters_arising.documents.clock import Clock
from matters_arising.documents.decode import decode
from matters_arising.documents.layout import layout
from matters_arising.documents.words import Page, Word
from matters_arising.documents.wrapping import flows
from matters_arising.models import Source

_WIDE, _HIGH = 6.0, 12.0  # points: a character of typewriting, and its line
_WORD = re.compile(r"\S+")
_RULE = re.compile(r"^\s*([-=_*~#.\u2500-\u257f])(?:\s*\1){2,}\s*$")
_NARROWEST, _WIDEST = 40, 132  # characters: text is wrapped by hand or program to a width between these
_RAGGED = 14  # characters that a full line may be short of the width, for want of room for a long word
_UNWRAPPED = 1e9  # points: beyond all lines, so that none is full


def read_plain(source: Source, limits: Limits, clock: Clock) -> Parts:
    """Read a text file. Form feeds part its pages."""
    text, notes = decode(source.data)
    sheets = text.split("\f")
    if len(sheets) > 1 and not sheets[-1].strip():
        sheets.pop()
    check_pages(len(sheets), limits, source.path)
    check_parts(sum(1 for _ in _WORD.finditer(text)), limits, source.path)
    pages = []
    for number, sheet in enumerate(sheets, start=1):
        clock.check(page=number)
        pages.append(_page(sheet.split("\n"), number))
    wrapped = is_wrapped(text.replace("\f", "\n").split("\n"))
    pieces, furniture = layout(pages, right=None if wrapped else _UNWRAPPED)
    return Parts(pieces, len(pages), furniture, {}, list(notes))


def _page(lines: Sequence[str], number: int) -> Page:
    """The lines as words with places. A line of dashes or the like is a rule; the line it underlines is bold."""
    words = []
    for row, line in enumerate(lines):
        if _RULE.match(line):
            continue
        expanded = line.expandtabs(8)
        below = lines[row + 1].strip() if row + 1 < len(lines) else ""
        bold = bool(_RULE.match(below)) and abs(len(below) - len(line.strip())) <= 3
        top = row * _HIGH
        for match in _WORD.finditer(expanded):
            left, right = match.start() * _WIDE, match.end() * _WIDE
            words.append(Word(match.group(), left, right, top, top + _HIGH, _HIGH, bold))
    return Page(number, _WIDEST * _WIDE, len(lines) * _HIGH, tuple(words))


def is_wrapped(lines: Sequence[str]) -> bool:
    """Whether lines end where there was no more room, so that paragraphs have to be put together again.

    In most wrapped texts many lines are of nearly one length. In minutes of many short lines and a few long sentences
    few are, and what tells is that sentences go on from one line to the next at that length.
    """
    printed = [line.expandtabs(8).rstrip() for line in lines]
    lengths = sorted(len(line) for line in printed if line)
    usual = lengths[int(len(lengths) * 0.97)] if lengths else 0
    if not _NARROWEST <= usual <= _WIDEST:
        return False
    near = sum(usual - _RAGGED <= length <= usual for length in lengths)
    return near >= 3 and (near >= 0.2 * len(lengths) or _goes_on(printed, usual))


def _goes_on(printed: Sequence[str], usual: int) -> bool:
    """Whether most of the full lines that another one follows go on in it, and more than one does."""
    full = [(line, below) for line, below in pairwise(printed) if below and usual - _RAGGED <= len(line) <= _WIDEST]
    going = sum(flows(line, below) and len(f"{line} {below.split()[0]}") > usual for line, below in full)
    return going > 1 and 2 * going >= len(full)
