"""Plain text, often hard-wrapped: printed lines become paragraphs again, form feeds become pages."""

from __future__ import annotations

import re

from matters_arising.documents.assemble import Piece
from matters_arising.documents.labels import opens_entry, without_bullet


def plain_pieces(text: str) -> tuple[list[Piece], int]:
    """The paragraphs of a plain text, and its number of pages."""
    pieces: list[Piece] = []
    pages = text.split("\f")
    if len(pages) > 1 and not pages[-1].strip():
        pages.pop()
    for number, page in enumerate(pages, start=1):
        lines = page.split("\n")
        width = _measure(lines)
        open_lines: list[str] = []
        for line in lines:
            if open_lines and not _goes_on(open_lines[-1], line, width):
                pieces.append(_piece(open_lines, number))
                open_lines = []
            if line.strip():
                open_lines.append(line)
        if open_lines:
            pieces.append(_piece(open_lines, number))
    return pieces, len(pages)


def _measure(lines: list[str]) -> int:
    """The width to which the text is wrapped: what nine lines in ten do not exceed."""
    lengths = sorted(len(line.rstrip()) for line in lines if line.strip())
    return lengths[int(len(lengths) * 0.9)] if lengths else 0


def _goes_on(before: str, line: str, width: int) -> bool:
    if not line.strip() or opens_entry(line):
        return False
    first = line.split()[0]
    # The next word would have fitted on the line before: the break was meant.
    return len(before.rstrip()) + 1 + len(first) > min(width, 160) * 0.92


def _piece(lines: list[str], page: int) -> Piece:
    first, bullet = without_bullet(lines[0])
    entry = bullet or opens_entry(lines[0])
    text = "\n".join(re.sub(r"[ \t\u00a0]+", " ", line).strip() for line in (first, *lines[1:]))
    return Piece(text, "list" if entry else "paragraph", page, 1 if entry else 0)
