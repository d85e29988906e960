"""Markdown, as written by hand or converted from PDF: front matter, headings, lists, quotes, tables, pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from matters_arising.documents.assemble import Parts, Piece
from matters_arising.documents.clock import Clock
from matters_arising.documents.decode import decode
from matters_arising.documents.inline import inline
from matters_arising.documents.labels import NUMBER, without_bullet
from matters_arising.models import BlockKind, Source

_HEADING = re.compile(r"^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r"^ {0,3}(=+|-{2,})[ \t]*$")
_RULE = re.compile(r"^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)[^`]*$")
_ITEM = re.compile(r"^(\s*)([-*+\u2022]|\d{1,9}[.)])(?:[ \t]+(.*))?$")
_QUOTE = re.compile(r"^ {0,3}> ?")
_PAGE = re.compile(r"^\s*<!--\s*page(?:[ _-]*(?:break|number|no\.?))?\s*[:=]?\s*\"?(\d{1,5})?\"?[^>]*-->\s*$", re.I)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_DELIMITER = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_PIPE = re.compile(r"(?<!\\)\|")
_TABLE_OPEN = re.compile(r"^\s*<table[\s>]", re.I)
_TABLE_CLOSE = re.compile(r"</table\s*>", re.I)
_HARD_BREAK = re.compile(r"(?: {2,}|\\|<br\s*/?>\s*)$", re.I)


@dataclass
class _Reader:
    """Where the reading stands: pieces so far, the open paragraph, the page, the number of tables."""

    pieces: list[Piece] = field(default_factory=list)
    open_lines: list[str] = field(default_factory=list)
    open_kind: BlockKind = "paragraph"
    open_level: int = 0
    page: int = 1
    tables: int = 0

    def close(self) -> None:
        """End the open paragraph or list entry."""
        if self.open_lines:
            self.add("\n".join(self.open_lines), self.open_kind, self.open_level)
        self.open_lines, self.open_kind, self.open_level = [], "paragraph", 0

    def add(self, source: str, kind: BlockKind, level: int = 0) -> None:
        words = inline(source)
        if words.text:
            bold = words.bold or kind == "heading"
            self.pieces.append(Piece(words.text, kind, self.page, level, bold=bold, lead=words.lead))


def read_markdown(source: Source, clock: Clock) -> Parts:
    """Read a Markdown file."""
    text, notes = decode(source.data)
    front, body, more = front_matter(text)
    clock.check()
    pieces, pages = markdown_pieces(body)
    return Parts(pieces, pages, front_matter=front, notes=[*notes, *more])


def markdown_pieces(text: str) -> tuple[list[Piece], int]:
    """The blocks of a Markdown text without its front matter, and the number of its last page."""
    reader = _Reader()
    lines = text.split("\n")
    index = 0
    while index < len(lines):
        index = _step(reader, lines, index)
    reader.close()
    return reader.pieces, reader.page


def _step(reader: _Reader, lines: Sequence[str], index: int) -> int:
    """Take the line at `index` (and what belongs to it); returns the index of the next line to take."""
    line = lines[index]
    if page := _PAGE.match(line):
        reader.close()
        number = int(page.group(1) or 0)
        first = number == 1 and not reader.pieces
        reader.page = 1 if first else max(reader.page + 1, min(number, reader.page + 1000))
        return index + 1
    if not line.strip():
        reader.close()
        return index + 1
    if heading := _HEADING.match(line):
        reader.close()
        reader.add(heading.group(2) or "", "heading", len(heading.group(1)))
        return index + 1
    if _QUOTE.match(line):
        return _quote(reader, lines, index)
    if _TABLE_OPEN.match(line):
        return _html_table(reader, lines, index)
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


def _text_line(reader: _Reader, line: str) -> None:
    """A line of a paragraph or list entry: begin a new one, or go on with the open one."""
    item = _ITEM.match(line)
    if item and (item.group(3) or "").strip():
        reader.close()
        depth = len(item.group(1).expandtabs(4)) // 2 + 1
        number = item.group(2)
        reader.open_kind, reader.open_level = "list", depth
        kept = "" if not number[0].isdigit() else f"{number} "
        reader.open_lines = [kept + item.group(3)]
    elif reader.open_lines and _goes_on(reader.open_lines[-1], line):
        reader.open_lines.append(line.strip(" \t") if not _HARD_BREAK.search(line) else line.lstrip())
    else:
        reader.close()
        words, bullet = without_bullet(line)
        reader.open_kind = "list" if bullet or NUMBER.match(_unescaped(line)) else "paragraph"
        reader.open_level = 1 if reader.open_kind == "list" else 0
        reader.open_lines = [words.lstrip()]


def _unescaped(line: str) -> str:
    return re.sub(r"\\([.)(\-])", r"\1", line)


def _goes_on(before: str, line: str) -> bool:
    """Whether `line` goes on with the paragraph that `before` belongs to."""
    if NUMBER.match(_unescaped(line)) or without_bullet(line)[1]:
        return False
    if _HARD_BREAK.search(before):
        words = line.lstrip("*_ \t")
        return words[:1].islower() and len(before.strip()) > 60
    return True


def _quote(reader: _Reader, lines: Sequence[str], index: int) -> int:
    """A block quote is read as Markdown of its own; its paragraphs become quotes."""
    end = index
    while end < len(lines) and _QUOTE.match(lines[end]):
        end += 1
    reader.close()
    inner, _ = markdown_pieces("\n".join(_QUOTE.sub("", line) for line in lines[index:end]))
    for piece in inner:
        table = piece.table + reader.tables if piece.table >= 0 else -1
        kind: BlockKind = "quote" if piece.kind == "paragraph" else piece.kind
        reader.pieces.append(replace(piece, kind=kind, page=reader.page, table=table))
    reader.tables += len({piece.table for piece in inner if piece.table >= 0})
    return end


def _is_table(lines: Sequence[str], index: int) -> bool:
    line = lines[index].strip()
    if line.startswith("|") and len(_PIPE.findall(line)) >= 2:
        return True
    following = lines[index + 1] if index + 1 < len(lines) else ""
    return bool(_PIPE.search(line)) and "|" in following and bool(_DELIMITER.match(following))


def _table(reader: _Reader, lines: Sequence[str], index: int) -> int:
    reader.close()
    rows: list[tuple[str, ...]] = []
    header: tuple[str, ...] = ()
    while index < len(lines) and _PIPE.search(lines[index]) and lines[index].strip():
        if _DELIMITER.match(lines[index]):
            header = rows[-1] if len(rows) == 1 else header
        else:
            rows.append(_cells(lines[index]))
        index += 1
    for row in rows:
        _add_row(reader, row, header)
    reader.tables += 1
    return index


def _cells(line: str) -> tuple[str, ...]:
    inner = line.strip().removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return tuple(inline(cell.replace("\\|", "|")).text for cell in _PIPE.split(inner))


def _add_row(reader: _Reader, cells: tuple[str, ...], header: tuple[str, ...]) -> None:
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


def _html_table(reader: _Reader, lines: Sequence[str], index: int) -> int:
    from matters_arising.documents.html import html_table

    reader.close()
    end = index
    while end < len(lines) - 1 and not _TABLE_CLOSE.search(lines[end]):
        end += 1
    for piece in html_table("\n".join(lines[index : end + 1])):
        table = reader.tables if piece.table >= 0 else -1
        reader.pieces.append(replace(piece, page=reader.page, table=table))
    reader.tables += 1
    return end + 1


def front_matter(text: str) -> tuple[dict[str, str], str, tuple[str, ...]]:
    """The front matter as flat strings, the text after it, and notes where it could not be understood."""
    if not text.startswith("---\n"):
        return {}, text, ()
    end = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.M).search(text, 4)
    if end is None:
        return {}, text, ()
    body = text[end.end() :].lstrip("\n")
    import yaml

    try:
        loaded = yaml.load(text[4 : end.start()], Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" (line {mark.line + 2})" if mark else ""
        return {}, body, (f"front matter is not YAML{line}: left out",)
    if not isinstance(loaded, dict):
        return ({}, body, ()) if loaded in (None, "") else ({}, text, ())
    return {str(key): _flat(value) for key, value in loaded.items()}, body, ()


def _flat(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_flat(item) for item in value)
    return "" if value is None else str(value)
