"""Markdown, as written by hand or converted from PDF: front matter, headings, lists, quotes, tables, pages."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from matters_arising.config import Limits
from matters_arising.documents.assemble import Parts, Piece, printed
from matters_arising.documents.bounds import check_parts
from matters_arising.documents.celled import Cell, celled_pieces, is_minutes
from matters_arising.documents.clock import Clock
from matters_arising.documents.decode import decode
from matters_arising.documents.front_matter import front_matter
from matters_arising.documents.furniture import is_page_line, without_furniture
from matters_arising.documents.inline import inline
from matters_arising.documents.labels import NUMBER, without_bullet
from matters_arising.documents.raw_html import closings, holds_blocks, markup_end, opens_markup
from matters_arising.documents.reading_markdown import Reading, page_sign
from matters_arising.documents.wrapping import ENDS, flows, wrap_edge
from matters_arising.models import Source

_HEADING = re.compile(r"^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r"^ {0,3}(=+|-{2,})[ \t]*$")
_RULE = re.compile(r"^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)[^`]*$")
_ITEM = re.compile(r"^(\s*)([-*+\u2022]|\d{1,9}[.)])(?:[ \t]+(.*))?$")
_QUOTE = re.compile(r"^ {0,3}> ?")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_DELIMITER = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_PIPE = re.compile(r"(?<!\\)\|")
_TAB = re.compile(r"(?<=\S)(?: {3,}|[ ]*\t\s*)(?=\S)")
_NARROWEST = 40  # characters: text is not wrapped to less
_DEEPEST = 40  # quotes within quotes; signs of more are left out
_OFTEN = 2000  # lines between looks at the clock
_HARD_BREAK = re.compile(r"(?: {2,}|\\|<br\s*/?>\s*)$", re.I)


def read_markdown(source: Source, limits: Limits, clock: Clock) -> Parts:
    """Read a Markdown file. Comments that number pages, as converters leave them, part its pages."""
    text, notes = decode(source.data)
    check_parts(text.count("\n") + text.count("|") + text.count("<"), limits, source.path)
    front, body, more = front_matter(text)
    lines = _without_comments(body).replace("\f", "\n<!-- page -->\n").split("\n")
    reader = Reading(_width(lines), closed=closings(lines))
    index = steps = 0
    while index < len(lines):
        index = _step(reader, lines, index)
        steps += 1
        if steps % _OFTEN == 0:
            clock.check(page=reader.page)
    reader.close()
    pieces, taken = without_furniture(reader.pieces, reader.page)
    return Parts(_joined_over_pages(pieces), reader.page, [*taken, *reader.furniture], front, [*notes, *more])


def _joined_over_pages(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with those paragraphs made whole that a page break divides."""
    made: list[Piece] = []
    for piece in pieces:
        last = made[-1] if made else None
        divided = last is not None and last.page != piece.page and last.kind in ("paragraph", "list", "quote")
        if last and divided and piece.kind == "paragraph" and flows(last.text, piece.text):
            breaks = (*last.breaks, (len(last.text) + 1, piece.page), *piece.breaks)
            made[-1] = replace(last, text=f"{last.text}\n{piece.text}", bold=last.bold and piece.bold, breaks=breaks)
        else:
            made.append(piece)
    return made


def _without_comments(text: str) -> str:
    """The text without its comments; one that is not closed is text."""
    closed = text.rfind("-->") + len("-->")
    return _COMMENT.sub(_kept_comment, text[:closed]) + text[closed:] if closed > len("-->") else text


def _kept_comment(match: re.Match[str]) -> str:
    """Comments print nothing, but one that numbers a page."""
    return match.group() if page_sign(match.group()) else ""


def _width(lines: Sequence[str]) -> float:
    """How far wrapped lines reach, in characters."""
    texts = [line.strip() for line in lines if line.strip() and line.lstrip()[0] not in "#|<>"]
    sure = [
        len(before.strip()) + 1 + len(after.split(maxsplit=1)[0])
        for before, after in pairwise(lines)
        if before.strip() and after.strip()[:1].islower()
    ]
    return wrap_edge([len(text) for text in texts], sure)


def _step(reader: Reading, lines: Sequence[str], index: int) -> int:
    """Take the line at `index` (and what belongs to it); returns the index of the next line to take."""
    line = lines[index]
    if page := page_sign(line):
        reader.close()
        reader.turn(page)
        return index + 1
    if not line.strip():
        reader.close()
        return index + 1
    if heading := _HEADING.match(line):
        reader.close()
        reader.indents = []
        reader.add(heading.group(2) or "", "heading", len(heading.group(1)))
        return index + 1
    if _QUOTE.match(line):
        return _quote(reader, lines, index)
    if opens_markup(line):
        reader.close()
        end = markup_end(lines, index, reader.closed)
        reader.markup("\n".join(lines[index:end]))
        return end
    if _is_table(lines, index):
        return _table(reader, lines, index)
    if _UNDERLINE.match(line) and len(reader.open_lines) == 1 and reader.open_kind == "paragraph":
        reader.open_kind, reader.open_level = "heading", 1 if "=" in line else 2
        reader.close()
        return index + 1
    if _RULE.match(line) or _FENCE.match(line):
        reader.close()
        return index + 1
    _text_line(reader, line)
    return index + 1


def _text_line(reader: Reading, line: str) -> None:
    """A line of a paragraph or list entry: begin a new one, or go on with the open one."""
    indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
    item = _ITEM.match(line)
    if not (item and (item.group(3) or "").strip()):
        item = None
    begins = not reader.open_lines or _begins(reader, line)
    reader.hard = bool(_HARD_BREAK.search(line))
    printed = _TAB.sub("\t", _HARD_BREAK.sub("", line).strip())
    if not begins:
        reader.open_lines.append(printed)
        return
    reader.close()
    words, bullet = without_bullet(printed)
    if item or bullet or NUMBER.match(_plain(line)):
        reader.open_kind, reader.open_level = "list", reader.depth(indent)
    else:
        reader.open_kind, reader.open_level = "paragraph", 0
        if not indent:
            reader.indents = []
    reader.open_lines = [words]


def _plain(line: str) -> str:
    """The line without the marks that may stand before its number."""
    return re.sub(r"\\([.)(\-])", r"\1", line).lstrip(" \t*_")


def _begins(reader: Reading, line: str) -> bool:
    """Whether `line` begins a paragraph of its own, rather than going on with the open one.

    In Markdown a single line break means nothing; in text that was converted to it, it often ends a paragraph.
    """
    before = reader.open_lines[-1]
    text = _plain(line)
    room = len(before) + 1 + len(text.split(maxsplit=1)[0]) if text else 0
    full = room > reader.width >= _NARROWEST and not reader.hard
    if without_bullet(line)[1] or (NUMBER.match(text) and (not full or before.endswith(ENDS))):
        return True
    if is_page_line(text) or is_page_line(before) or (_ITEM.match(line) and not full):
        return True
    if "\n".join(reader.open_lines).count("**") % 2:
        return False
    if flows(before, text) and len(before) > 0.5 * min(reader.width, 120):
        return False
    return not full


def _quote(reader: Reading, lines: Sequence[str], index: int) -> int:
    """A block quote is read as Markdown of its own; its paragraphs become quotes."""
    end = index
    while end < len(lines) and _QUOTE.match(lines[end]):
        end += 1
    reader.close()
    inside = [_QUOTE.sub("", line) for line in lines[index:end]]
    if reader.quotes >= _DEEPEST:
        inside = [line.lstrip("> \t") for line in inside]
    inner = Reading(
        reader.width,
        page=reader.page,
        tables=reader.tables,
        quotes=reader.quotes + 1,
        spanned=reader.spanned,
        closed=closings(inside),
    )
    at = 0
    while at < len(inside):
        at = _step(inner, inside, at)
    inner.close()
    for piece in inner.pieces:
        reader.pieces.append(replace(piece, kind="quote") if piece.kind == "paragraph" else piece)
    reader.page, reader.tables, reader.spanned = inner.page, inner.tables, inner.spanned
    reader.furniture.extend(inner.furniture)
    return end


def _is_table(lines: Sequence[str], index: int) -> bool:
    line = lines[index].strip()
    if line.startswith("|") and len(_PIPE.findall(line)) >= 2:
        return True
    following = lines[index + 1] if index + 1 < len(lines) else ""
    return bool(_PIPE.search(line)) and "|" in following and bool(_DELIMITER.match(following.strip()))


def _table(reader: Reading, lines: Sequence[str], index: int) -> int:
    reader.close()
    rows: list[list[Cell]] = []
    headed = False
    while index < len(lines) and _PIPE.search(lines[index]) and lines[index].strip():
        if _DELIMITER.match(lines[index]):
            headed = headed or len(rows) == 1
        else:
            rows.append(_cells(lines[index], reader.page))
        index += 1
    if headed:
        rows[0] = [replace(cell, heading=True) for cell in rows[0]]
    if is_minutes(rows):
        reader.pieces.extend(celled_pieces(rows, reader.tables))
    else:
        header = tuple(cell.text for cell in rows[0]) if headed else ()
        for row in rows:
            _add_row(reader, tuple(cell.text for cell in row), header)
    reader.tables += 1
    return index


def _cells(line: str, page: int) -> list[Cell]:
    inner = line.strip().removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return [_cell(cell.replace("\\|", "|"), page) for cell in _PIPE.split(inner)]


def _cell(source: str, page: int) -> Cell:
    """One cell, a paragraph a line; the first is bold where a bold run opens the cell and takes it up."""
    if holds_blocks(source):
        inside = Reading(math.inf, page=page)
        inside.markup(source)
        return Cell("\n".join(text for piece in inside.pieces if (text := printed(piece))), tuple(inside.pieces))
    found = inline(source)
    lines = found.text.split("\n") if found.text else []
    bold = [found.bold or (index == 0 and 0 < len(line) <= found.lead) for index, line in enumerate(lines)]
    return Cell(
        found.text, tuple(Piece(line, page=page, bold=heavy) for line, heavy in zip(lines, bold, strict=True) if line)
    )


def _add_row(reader: Reading, cells: tuple[str, ...], header: tuple[str, ...]) -> None:
    if any(cells):
        reader.pieces.append(
            Piece(
                kind="row",
                page=reader.page,
                table=reader.tables,
                cells=cells,
                header=header,
                bold=cells == header,
            )
        )
