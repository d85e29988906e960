"""Printed lines become paragraphs again: by gap, indent, numbering, type, and whether the line was full."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from matters_arising.documents.assemble import Piece
from matters_arising.documents.labels import BULLET, NUMBER, is_label
from matters_arising.documents.lines import Line, gap_of, room
from matters_arising.documents.words import Word
from matters_arising.documents.wrapping import ENDS, flows

_INDENT = 4.0  # points: smaller differences are the printer's
_HEADING_CHARS = 140


@dataclass
class Paragraph:
    """Lines that belong together. `right` is where full lines of its column end, in points."""

    lines: list[Line]
    right: float
    margins: list[str] = field(default_factory=list)


def paragraphs(lines: Sequence[Line], *, right: float) -> list[Paragraph]:
    """Group the lines of one column, given in reading order. `right` is where its full lines end, in points."""
    made: list[Paragraph] = []
    pitch = _pitch(lines)
    for line in lines:
        if made and not _begins(made[-1], line, pitch):
            made[-1].lines.append(line)
        else:
            made.append(Paragraph([line], right))
    for paragraph in made:
        paragraph.margins.extend(line.margin for line in paragraph.lines if line.margin)
    return made


def _pitch(lines: Sequence[Line]) -> float:
    """The usual distance from one line to the next within a paragraph, in type heights."""
    steps = [
        (after.base - before.base) / before.size
        for before, after in pairwise(lines)
        if before.page == after.page and after.base > before.base and before.size > 0
    ]
    close = sorted(step for step in steps if step < 2.2)
    # Within paragraphs lines stand closest; a document of single lines has no such step, so take a low one.
    return close[len(close) // 4] if close else 1.2


def _begins(paragraph: Paragraph, line: Line, pitch: float) -> bool:
    """Whether `line` opens a new paragraph rather than going on with `paragraph`."""
    last = paragraph.lines[-1]
    if line.page != last.page or line.base < last.base - line.size:
        return not joins(paragraph, line)
    if (line.base - last.base) / last.size > pitch * 1.3 + 0.05:
        return True
    if abs(line.size - last.size) > 0.15 * last.size:
        return True
    if _opens_entry(line) and not _number_in_sentence(paragraph, line):
        return True
    if _flows(paragraph, line):
        return False
    if line.bold != last.bold and (line.bold or len(paragraph.lines) == 1) and not _full(paragraph, line):
        return True
    if _shifted(paragraph, line) or _runs_in(paragraph, line):
        return True
    return not _full(paragraph, line)


def _runs_in(paragraph: Paragraph, line: Line) -> bool:
    """Whether `line` opens in bold as the paragraph did: the next of several entries with run-in headings."""
    first, last = paragraph.lines[0].words[0], paragraph.lines[-1].words[-1]
    return first.bold and line.words[0].bold and not last.bold and last.text.endswith((".", "!", "?", ";"))


def _opens_entry(line: Line) -> bool:
    text = line.text
    if BULLET.match(text) or NUMBER.match(text):
        return True
    number, tab, _ = text.partition("\t")
    return bool(tab) and is_label(number)


def _number_in_sentence(paragraph: Paragraph, line: Line) -> bool:
    """Whether the number at the head of `line` is the end of a sentence, as in "until March / 9. The clerk"."""
    first, last = paragraph.lines[0], paragraph.lines[-1]
    if BULLET.match(line.text) or "\t" in line.text[:12] or last.text.endswith(ENDS):
        return False
    hanging = len(paragraph.lines) > 1 and abs(last.left - first.left) > _INDENT
    if hanging and abs(line.left - first.left) <= _INDENT:
        return False
    flush = abs(line.left - last.left) <= _INDENT
    return flush and not line.words[0].bold and not _opens_entry(first) and _full(paragraph, line)


def _full(paragraph: Paragraph, line: Line) -> bool:
    """Whether the paragraph's last line had no room left for the first word of `line`, and was not tabbed out."""
    last = paragraph.lines[-1].words
    if len(last) > 2 and gap_of(last[-2], last[-1]) == "\t":
        return False
    return room(paragraph.lines[-1], line) > paragraph.right


def _flows(paragraph: Paragraph, line: Line) -> bool:
    """Whether the sentence goes on from a line that is not short."""
    last = paragraph.lines[-1]
    return last.right - last.left >= 0.6 * (paragraph.right - last.left) and flows(last.text, line.text)


def _shifted(paragraph: Paragraph, line: Line) -> bool:
    """Whether the left edge says that a paragraph begins: an indent, or an outdent that is no first line's."""
    last = paragraph.lines[-1]
    shift = line.left - last.left
    if abs(shift) < _INDENT:
        return False
    if len(paragraph.lines) > 1:
        return True
    if shift < 0:  # flush after an indented first line
        return -shift > 4 * last.size or _opens_entry(last)
    return not (_hangs(last, line) or (_full(paragraph, line) and not last.text.endswith(ENDS)))


def _hangs(first: Line, line: Line) -> bool:
    """Whether `line` is indented to the text after the number or bullet of `first`."""
    if len(first.words) < 2 or line.left <= first.left:
        return False
    return _opens_entry(first) or abs(first.words[1].left - line.left) < _INDENT


def joins(paragraph: Paragraph, line: Line) -> bool:
    """Whether `line`, the first of the next page or column, goes on with the paragraph."""
    last = paragraph.lines[-1]
    text, following = last.text.rstrip(), line.text.lstrip()
    if _opens_entry(line) or abs(line.size - last.size) > 0.15 * last.size:
        return False
    if following[:1].islower() or flows(text, following):
        return True
    if line.bold or last.bold or text.endswith(ENDS):
        return False
    return _full(paragraph, line)


def pieces_of(made: Sequence[Paragraph], *, body: float, cell: bool = False) -> list[Piece]:
    """Pieces of the paragraphs. `body` is the type height of the running text, in points.

    In a table's cell the last paragraph heads nothing, however bold it is.
    """
    indents = _indents(made)
    pieces = [_piece(paragraph, body, indents) for paragraph in made]
    if cell and pieces and pieces[-1].kind == "heading":
        pieces[-1] = replace(pieces[-1], kind="paragraph", level=0)
    return pieces


def _indents(made: Sequence[Paragraph]) -> list[float]:
    """The left edges of list entries, from the left; each is a depth of its own."""
    lefts: list[float] = []
    for paragraph in made:
        left = paragraph.lines[0].left
        if (
            _opens_entry(paragraph.lines[0])
            and not paragraph.lines[0].bold
            and not any(abs(left - other) <= _INDENT for other in lefts)
        ):
            lefts.append(left)
    return sorted(lefts)


def _piece(paragraph: Paragraph, body: float, indents: Sequence[float]) -> Piece:
    """One piece: the bullet dropped, headings told by type, the opening bold run counted."""
    first = paragraph.lines[0]
    lines = [list(line.words) for line in paragraph.lines]
    bullet = _drop_bullet(lines[0])
    text = ""
    breaks: list[tuple[int, int]] = []
    flags: list[bool] = []
    for words, line in zip(lines, paragraph.lines, strict=True):
        if not words:
            continue
        if text:
            text += "\n"
            flags.append(False)
        if line.page != (breaks[-1][1] if breaks else first.page):
            breaks.append((len(text), line.page))
        for index, word in enumerate(words):
            gap = gap_of(words[index - 1], word) if index else ""
            text += gap
            flags.extend([word.bold and words[index - 1].bold] * len(gap))
            text += word.text
            flags.extend([word.bold] * len(word.text))
    lead = _lead(text, flags)
    bold = lead == len(text) or all(line.bold for line in paragraph.lines)
    piece = Piece(text, page=first.page, bold=bold, lead=lead, breaks=tuple(breaks))
    piece = replace(piece, margin=join_margins(paragraph.margins))
    large = first.size >= 1.15 * body and len(text) <= _HEADING_CHARS
    if (bold or large) and not bullet and len(text) <= _HEADING_CHARS and text[-1:] not in (".", ";", ","):
        return replace(piece, kind="heading", level=1 if large else 2, bold=True)
    if bullet or _opens_entry(first):
        return replace(piece, kind="list", level=_depth(first.left, indents))
    return piece


def _depth(left: float, indents: Sequence[float]) -> int:
    return 1 + sum(1 for indent in indents if indent < left - _INDENT)


def _drop_bullet(words: list[Word]) -> bool:
    """Take the bullet off the front of a line's words, in place; says whether there was one."""
    if len(words) > 1 and BULLET.fullmatch(words[0].text + " "):
        del words[0]
        return True
    match = BULLET.match(words[0].text)
    if match and match.end() and not words[0].text[0].isascii():
        rest = words[0].text[match.end() :]
        if rest:
            words[0] = replace(words[0], text=rest)
            return True
    return False


def _lead(text: str, flags: Sequence[bool]) -> int:
    """How many characters open the text in bold; a number before them may be in plain type."""
    start = 0
    if (number := NUMBER.match(text)) and not flags[0]:
        start = number.end()
        while start < len(text) and text[start].isspace():
            start += 1
    end = start
    while end < len(text) and (flags[end] or text[end].isspace()):
        end += 1
    return len(text[:end].rstrip()) if end > start else 0


def join_margins(margins: Sequence[str]) -> str:
    """What the margin prints beside one paragraph: initials as a list, a wrapped phrase as one."""
    entries = [margin.strip() for margin in margins if margin.strip()]
    initials = all(len(part) <= 4 and part.isupper() for entry in entries for part in entry.split())
    return (", " if initials else " ").join(entries)


def body_size(lines: Iterable[Line]) -> float:
    """The type height of the running text: the median over all letters."""
    sizes = sorted((line.size, sum(len(word.text) for word in line.words)) for line in lines)
    return median([size for size, count in sizes for _ in range(max(1, count // 10))] or [0.0])
