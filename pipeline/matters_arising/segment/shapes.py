"""The shapes of a heading in one block: a number, print, a short line, cells of a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from matters_arising.documents.wrapping import ENDS
from matters_arising.models import Block
from matters_arising.segment.heading import Heading
from matters_arising.segment.lexicon import word_list
from matters_arising.segment.numbering import Label, label_of, labels_at, trailing_label
from matters_arising.segment.roster import Roster
from matters_arising.segment.sections import section_of
from matters_arising.segment.tables import has_actions
from matters_arising.segment.titling import (
    LONGEST_RUN_IN,
    LONGEST_TITLE,
    is_caps,
    reads_like_title,
    run_in_end,
    title_end,
    words,
)
from matters_arising.vocab import Section

_LINE = 8  # words of a title alone in its block
_STOPPED = 4  # the same with a full stop behind it
_ANSWER = re.compile(r"^(?:No|None|Nil|Not|Nothing)\b|\b(?:[Nn]one|[Nn]il)\.$|[:–—]")
_FLAT = 1500  # characters of one block from which numbers inside it may be headings of their own
_INNER_NUMBER = re.compile(
    r"(?:(?<=\s)|(?<=[.)\]]))(?=(?:[A-Z]{1,5}[ -]?)?\d{1,4}\s?[/.\-]\s?\d{1,4}[a-z]?[.):]?\s+[A-Z(“\"])"
    r"|(?<=\s)(?=\d{1,2}[.)]\s?[A-Z][a-z])"
)
_NARROWEST = 40  # characters: no text is wrapped to less, so that shorter lines end where they were meant to
_BONUS = {"heading": 0.5, "bold": 0.4, "caps": 0.4, "lead": 0.3}


def in_block(text: str, index: int, block: Block, roster: Roster) -> Iterator[Heading]:
    """The places of one block that may open an item; `index` is the number of the block in its document, `roster`
    names those who were there."""
    if block.kind == "row":
        heading = _row_heading(text, index, block, roster)
        if heading:
            yield heading
        return
    for line in [block.start, *_line_starts(text, block)]:
        first = line == block.start
        labels = _block_label(block) if first and block.label else labels_at(text, line, end=block.end)
        trailing = trailing_label(text, line, end=block.end)
        if labels:
            yield _numbered(text, index, block, labels, roster, strength=1.0 if first else 0.6)
        elif trailing:
            yield _trailing(index, block, trailing, line, strength=0.8 if first else 0.6)
        else:
            plain = _typographic(text, index, block) if first else _short_line(text, index, block, line)
            if plain:
                yield plain
    if block.end - block.start >= _FLAT:
        for match in _INNER_NUMBER.finditer(text, block.start + 1, block.end):
            labels = labels_at(text, match.end(), end=block.end)
            if labels and text[labels[0].start - 1] != "\n" and not _is_reference(text, labels[0].start):
                yield _numbered(text, index, block, labels, roster, strength=0.5)


def _is_reference(text: str, at: int) -> bool:
    """Whether a number inside a paragraph is referred to ("see item 56/19") rather than opens an item."""
    before = text[max(0, at - 20) : at].rstrip().rsplit(maxsplit=1)[-1:]
    return bool(before) and (before[0].strip("(,") in word_list("referring") or before[0] in ("Item", "No.", "Minute"))


def _line_starts(text: str, block: Block) -> Iterator[int]:
    at = text.find("\n", block.start, block.end)
    while at >= 0:
        yield at + 1
        at = text.find("\n", at + 1, block.end)


def _block_label(block: Block) -> list[Label]:
    """A number that the format keeps apart stands, with no width, before the text."""
    return [replace(label, start=block.start, end=block.start) for label in label_of(block.label)]


def _numbered(text: str, index: int, block: Block, labels: list[Label], roster: Roster, *, strength: float) -> Heading:
    start = labels[0].end
    end = title_end(text, start, block, roster)
    style, rank = _style(text, block, start, end)
    weight = strength - (0.35 if labels[0].plain else 0.0) + _BONUS.get(style.rstrip("0123456789"), 0.0)
    weight += 0.3 if end > start else -0.3
    depth = f"heading{block.level}" if block.kind == "heading" else f"list{max(1, block.level)}"
    standing = depth if labels[0].start == block.start else ""
    return Heading(labels[0].start, start, end, index, tuple(labels), style, rank, weight, standing)


def _trailing(index: int, block: Block, label: Label, line: int, *, strength: float) -> Heading:
    style = f"heading{block.level}" if block.kind == "heading" else "bold" if block.bold else "plain"
    weight = strength + _BONUS.get(style.rstrip("0123456789"), 0.0)
    return Heading(line, line, label.end, index, (label,), style, 6.4, weight)


def _style(text: str, block: Block, start: int, end: int) -> tuple[str, float]:
    if block.kind == "heading":
        return f"heading{block.level}", float(block.level)
    if is_caps(text[start:end]):
        return "caps", 6.1
    if block.bold:
        return "bold", 6.2
    return ("lead", 7.0) if block.lead >= end > start else ("plain", 7.5)


def _typographic(text: str, index: int, block: Block) -> Heading | None:
    """A heading without a number: by kind, bold print, capitals, or a short line that others follow."""
    count = words(text[block.start : block.end])
    if not re.search(r"[^\W\d_]{2}", text[block.start : block.end]):
        return None
    if block.kind == "heading" and count <= 2 * LONGEST_TITLE:
        return unnumbered(index, block, block.end, (f"heading{block.level}", float(block.level)), 1.5)
    first_line = text[block.start : block.end].split("\n", 1)[0]
    if block.bold and count <= LONGEST_TITLE:
        return unnumbered(index, block, block.end, ("caps", 6.1) if is_caps(first_line) else ("bold", 6.2), 1.2)
    if block.lead > block.start + 2 and words(text[block.start : block.lead]) <= LONGEST_RUN_IN:
        return unnumbered(index, block, block.lead, ("lead", 7.0), 0.9)
    short = _short_line(text, index, block, block.start)
    if short:
        return short
    cut = run_in_end(text, block.start, block.start + len(first_line))
    if block.start < cut < block.end and reads_like_title(text[block.start : cut]):
        return unnumbered(index, block, cut, ("colon", 8.0) if text[cut - 1] == ":" else ("dash", 8.5), 0.5)
    return None


def _short_line(text: str, index: int, block: Block, start: int) -> Heading | None:
    """A short line of capitals, one ending in a colon, or one alone in its block."""
    line_end = text.find("\n", start, block.end)
    line_end = block.end if line_end < 0 else line_end
    line = text[start:line_end].strip()
    count = words(line)
    if not line or count > 10 or not re.match(r"[A-Z“\"‘']", line):
        return None
    whole = start == block.start and line_end == block.end
    if start > block.start and _goes_on(text, block, start):
        return None
    if is_caps(line) and line[-1] not in ";,":
        heading = unnumbered(index, block, start + len(line), ("caps", 6.1), 1.0)
    elif line[-1] == ":" and count <= 8 and reads_like_title(line):
        heading = unnumbered(index, block, start + len(line), ("short", 6.5), 0.8)
    elif whole and _stands_alone(line) and reads_like_title(line) and block.kind == "paragraph":
        style = "stopped" if line[-1] == "." else "line"
        heading = unnumbered(index, block, start + len(line), (style, 6.6), 0.4)
    else:
        return None
    return replace(heading, start=start, title_start=start)


def _goes_on(text: str, block: Block, start: int) -> bool:
    """Whether the line at `start` is the rest of a sentence or title for which the line above had no room."""
    above = text[block.start : start].rstrip()
    if above.endswith(ENDS):
        return False
    room = len(above.rsplit("\n", 1)[-1]) + 1 + len(text[start : block.end].split(maxsplit=1)[0])
    widest = max(len(line) for line in text[block.start : block.end].split("\n"))
    return room > max(widest, _NARROWEST)


def _stands_alone(line: str) -> bool:
    """Whether a line is as short as a title; "Road safety." may be one, too, "No letters." is an answer."""
    if line[-1] == ".":
        return words(line) <= _STOPPED and not _ANSWER.search(line)
    return line[-1] not in ";,!?" and (words(line) <= _LINE or section_of(line) == Section.MINUTES)


def _row_heading(text: str, index: int, block: Block, roster: Roster) -> Heading | None:
    """The number and title cells of a table row that holds an item's notes in a further cell."""
    filled = [cell for cell in block.cells if cell.end > cell.start]
    printed = [text[cell.start : cell.end] for cell in filled]
    if len(filled) < 2 or has_actions(block) or printed == [name for name in block.header if name]:
        return None
    labels = labels_at(text, filled[0].start, end=filled[0].end)
    if not labels:
        return None
    alone = labels[0].end >= filled[0].end
    title = filled[1] if alone else filled[0]
    start = title.start if alone else labels[0].end
    end = title.end
    if words(text[start:end]) > 2 * LONGEST_TITLE:
        end = title_end(text, start, replace(block, start=title.start, end=title.end, lead=-1), roster)
    return Heading(filled[0].start, start, end, index, tuple(labels), "row", 7.2, 0.9)


def unnumbered(index: int, block: Block, end: int, print_of: tuple[str, float], weight: float) -> Heading:
    """A block without a number as a heading, of which the title ends at `end`; `print_of` is its style and rank."""
    style, rank = print_of
    return Heading(block.start, block.start, end, index, (), style, rank, weight)
