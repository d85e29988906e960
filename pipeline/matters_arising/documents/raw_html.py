"""HTML that stands in Markdown: from which line to which it goes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from matters_arising.documents.assemble import Piece, printed
from matters_arising.documents.html import BLOCKS
from matters_arising.documents.inline import inline

_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "wbr"]
)
_WHOLE = frozenset(["dl", "ol", "pre", "script", "style", "svg", "table", "ul"])  # read to their end, over blank lines
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9]{0,20})(?:\s[^<>]*)?(?P<empty>/?)>?")
_MARKED = re.compile(r"\*\*|__|\]\(")
_OPENS = re.compile(r"\s*</?([A-Za-z][A-Za-z0-9]{0,20})(?=[\s/>]|$)")


def opens_markup(line: str) -> bool:
    """Whether a line begins HTML of its own: with the tag of a block, or of what prints nothing."""
    match = _OPENS.match(line)
    return match is not None and match[1].lower() in (BLOCKS | _WHOLE)


def holds_blocks(source: str) -> bool:
    """Whether there is HTML in a line of Markdown that makes blocks of its own: a list in a table's cell."""
    return any(match["name"].lower() in BLOCKS and match.group().endswith(">") for match in _TAG.finditer(source))


def without_marks(piece: Piece) -> Piece:
    """A block of HTML without the Markdown that was written into it."""
    if not _MARKED.search(printed(piece)):
        return piece
    words = inline(piece.text)
    return replace(
        piece,
        text=words.text,
        bold=piece.bold or words.bold,
        lead=max(words.lead, len(words.text) if piece.bold else 0),
        cells=tuple(inline(cell).text for cell in piece.cells),
        header=tuple(inline(cell).text for cell in piece.header),
    )


def closings(lines: Sequence[str]) -> dict[int, int]:
    """For each line on which a list, table or the like opens that is closed again, the last line on which one is."""
    still_open: dict[str, list[int]] = {}
    out: dict[int, int] = {}
    for index, line in enumerate(lines):
        for match in _TAG.finditer(line) if "<" in line else ():
            name = match["name"].lower()
            if name not in _WHOLE or match["empty"]:
                continue
            if not match["end"]:
                still_open.setdefault(name, []).append(index)
            elif still_open.get(name):
                opened = still_open[name].pop()
                out[opened] = max(out.get(opened, 0), index)
    return out


def markup_end(lines: Sequence[str], start: int, closed: dict[int, int]) -> int:
    """The index behind the last line of the HTML that begins at `start`.

    It goes on to a blank line, or until all that it opened is closed; a list, table or the like is read whole.
    """
    reach, depth, index = start, 0, start
    while index < len(lines):
        if index > reach and not lines[index].strip():
            return index
        reach = max(reach, closed.get(index, 0))
        depth += _depth(lines[index])
        index += 1
        if depth <= 0 and index > reach:
            return index
    return index


def _depth(line: str) -> int:
    """How many more elements the line opens than it closes."""
    tags = [match for match in _TAG.finditer(line) if match["name"].lower() not in _VOID and not match["empty"]]
    return sum(-1 if match["end"] else 1 for match in tags)
