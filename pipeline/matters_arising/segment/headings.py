"""Where a heading may stand: every place that print, number or shape makes one likely, with its weight.

Nothing is decided here: `outline` believes numbers that run in sequence and styles that recur.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from matters_arising.models import Block, Document
from matters_arising.segment.lexicon import is_act, is_name_like
from matters_arising.segment.numbering import Label, label_of, labels_at

_LONGEST_TITLE = 18  # words; a longer stretch is a sentence
_LONGEST_RUN_IN = 9
_FLAT = 1500  # characters of one block from which numbers inside it may be headings of their own
_COLON = re.compile(r"[^\n:]{2,90}?(?<!\d):(?=[\s“\"'])")
_DASH = re.compile(r"[^\n]{2,80}?\s?[–—-]{1,2}(?=\s)")
_STOP = re.compile(r"[.!?;](?=\s|$)")
_INNER_NUMBER = re.compile(
    r"(?:(?<=\s)|(?<=[.)\]]))(?=(?:[A-Z]{1,5}[ -]?)?\d{1,4}\s?[/.\-]\s?\d{1,4}[a-z]?[.):]?\s+[A-Z(“\"])"
    r"|(?<=[.!?:)]\s)(?=\d{1,2}[.)]\s?[A-Z])|(?<=\s\s)(?=\d{1,2}[.)]\s+[A-Z])"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A place that may open an item. `start` is that of the number, or of the title where there is none.

    `style` names how it is printed; `rank` orders styles from chapter (0) to run-in (9). `run_in` says that the
    item's text goes on in the same block.
    """

    start: int
    title_start: int
    title_end: int
    block: int
    labels: tuple[Label, ...]
    style: str
    rank: float
    weight: float
    run_in: bool


def candidates(document: Document, *, start: int, end: int) -> list[Heading]:
    """Every likely heading between two offsets, in text order."""
    found: list[Heading] = []
    for index, block in enumerate(document.blocks):
        if block.start >= end or block.end <= start:
            continue
        found.extend(_in_block(document, index, block))
    return _without_refrains(document.text, found)


def _in_block(document: Document, index: int, block: Block) -> Iterator[Heading]:
    text = document.text
    if block.kind == "row":
        heading = _row_heading(text, index, block)
        if heading:
            yield heading
        return
    opening = _opening(text, index, block)
    if opening:
        yield opening
    for line in _line_starts(text, block):
        labels = labels_at(text, line, end=block.end)
        if labels:
            yield _numbered(text, index, block, labels, strength=0.6)
        else:
            short = _short_line(text, index, block, line)
            if short:
                yield short
    if block.end - block.start >= _FLAT:
        for match in _INNER_NUMBER.finditer(text, block.start + 1, block.end):
            labels = labels_at(text, match.end(), end=block.end)
            if labels:
                yield _numbered(text, index, block, labels, strength=0.3)


def _line_starts(text: str, block: Block) -> Iterator[int]:
    at = text.find("\n", block.start, block.end)
    while at >= 0:
        yield at + 1
        at = text.find("\n", at + 1, block.end)


def _opening(text: str, index: int, block: Block) -> Heading | None:
    """The heading with which a block opens, by its number, its print or its shape."""
    if block.label:
        labels = [replace(label, start=block.start, end=block.start) for label in label_of(block.label)]
    else:
        labels = labels_at(text, block.start, end=block.end)
    if labels:
        return _numbered(text, index, block, labels, strength=1.0)
    return _typographic(text, index, block)


def _numbered(text: str, index: int, block: Block, labels: list[Label], *, strength: float) -> Heading:
    at = labels[0].start if strength == 1.0 else labels[0].start
    title_start = max(labels[0].end, at)
    title_end, run_in = _title_end(text, title_start, block)
    style, rank = _style(text, block, title_start, title_end)
    weight = strength - (0.35 if labels[0].plain else 0.0)
    weight += {"heading": 0.5, "bold": 0.4, "caps": 0.4, "lead": 0.3}.get(style.rstrip("0123456789"), 0.0)
    weight += 0.3 if title_end > title_start else -0.3
    return Heading(at, title_start, title_end, index, tuple(labels), style, rank, weight, run_in)


def _title_end(text: str, start: int, block: Block) -> tuple[int, bool]:
    """Where the title that starts at `start` ends, and whether text follows it in the block.

    The end equals `start` where there is no title: a numbered paragraph.
    """
    if block.kind == "heading" or block.bold:
        if _words(text[start : block.end]) <= 2 * _LONGEST_TITLE:
            return block.end, False
    elif block.lead > start and _words(text[start : block.lead]) <= _LONGEST_TITLE:
        return block.lead, text[block.lead : block.end].strip(" .:–-\n") != ""
    line_end = text.find("\n", start, block.end)
    line_end = block.end if line_end < 0 else line_end
    cut = _cut(text, start, line_end)
    if cut > start:
        return cut, cut < block.end and text[cut : block.end].strip(" .:–-") != ""
    line = text[start:line_end]
    if _words(line) <= _LONGEST_TITLE and not _STOP.search(line.rstrip(".")):
        if line_end == block.end:
            return block.end, False
        following = text[line_end + 1 : line_end + 2]
        if following.isupper() or not following.isalpha():
            return line_end, True
    return _title_case_end(text, start, block.end), True


def _cut(text: str, start: int, end: int) -> int:
    """The end of a run-in title closed by a colon or a dash, `start` where there is none."""
    for pattern in (_COLON, _DASH):
        match = pattern.match(text, start, end)
        if match and _words(match.group()) <= _LONGEST_RUN_IN and not _STOP.search(match.group().rstrip(":")):
            return match.end()
    return start


def _title_case_end(text: str, start: int, end: int) -> int:
    """The end of the capitalised words with which a paragraph opens, where a new sentence follows them."""
    words = list(re.finditer(r"\S+", text[start : min(end, start + 200)]))
    for i in range(2, min(len(words), _LONGEST_TITLE)):
        word = words[i].group()
        before = words[i - 1].group()
        if before[-1] in ".;!?" and len(before) > 2:
            return start + words[i - 1].end()
        opens = re.match(
            r"(?:The|It|There|A|An|No|This|That|All|Cllrs?|Mrs?|Ms|Councillors?|Members|RESOLVED|AGREED|To)\b",
            word,
        )
        if opens and before[-1].isalnum() and before.lower() not in _OPEN_WORDS:
            return start + words[i - 1].end()
    return start


_OPEN_WORDS = frozenset("of the and for to from in on at with by a an or re between under".split())


def _style(text: str, block: Block, start: int, end: int) -> tuple[str, float]:
    title = text[start:end]
    if block.kind == "heading":
        return f"heading{block.level}", float(block.level)
    if _is_caps(title):
        return "caps", 6.1
    if block.bold:
        return "bold", 6.2
    if block.lead >= end > start:
        return "lead", 7.0
    return "plain", 7.5


def _typographic(text: str, index: int, block: Block) -> Heading | None:
    """A heading without a number: by kind, bold print, capitals, or a short line that others follow."""
    words = _words(text[block.start : block.end])
    if not words or not re.search(r"[A-Za-z]{2}", text[block.start : block.end]):
        return None
    if block.kind == "heading" and words <= 2 * _LONGEST_TITLE:
        return _unnumbered(index, block, block.end, f"heading{block.level}", float(block.level), 1.5)
    first_line = text[block.start : block.end].split("\n", 1)[0]
    if block.bold and words <= _LONGEST_TITLE:
        style, rank = ("caps", 6.1) if _is_caps(first_line) else ("bold", 6.2)
        return _unnumbered(index, block, block.end, style, rank, 1.2)
    if block.lead > block.start + 2 and _words(text[block.start : block.lead]) <= _LONGEST_RUN_IN:
        return _unnumbered(index, block, block.lead, "lead", 7.0, 0.9)
    short = _short_line(text, index, block, block.start)
    if short:
        return short
    cut = _cut(text, block.start, block.start + len(first_line))
    if cut > block.start and cut < block.end and _titled(text[block.start : cut]):
        style, rank = ("colon", 8.0) if text[cut - 1] == ":" else ("dash", 8.5)
        return _unnumbered(index, block, cut, style, rank, 0.5)
    return None


def _short_line(text: str, index: int, block: Block, start: int) -> Heading | None:
    """A short line of capitals, or one ending in a colon, alone on its line."""
    line_end = text.find("\n", start, block.end)
    line_end = block.end if line_end < 0 else line_end
    line = text[start:line_end].strip()
    words = _words(line)
    if not line or words > 10 or not re.match(r"[A-Z“\"‘']", line):
        return None
    ends = line[-1]
    whole = start == block.start and line_end == block.end
    if _is_caps(line) and ends not in ";,":
        heading = _unnumbered(index, block, start + len(line), "caps", 6.1, 1.0)
    elif ends == ":" and words <= 8 and _titled(line):
        heading = _unnumbered(index, block, start + len(line), "short", 6.5, 0.8)
    elif whole and ends not in ".;,!?" and words <= 8 and _titled(line) and block.kind == "paragraph":
        heading = _unnumbered(index, block, start + len(line), "line", 6.6, 0.4)
    else:
        return None
    return replace(heading, start=start, title_start=start, run_in=line_end < block.end)


def _row_heading(text: str, index: int, block: Block) -> Heading | None:
    """The number and title cells of a table row that holds an item's notes in a further cell."""
    filled = [cell for cell in block.cells if cell.end > cell.start]
    if (
        len(filled) < 2
        or block.header
        and text[block.start : block.end].split("\t") == [h for h in block.header if h]
    ):
        return None
    labels = labels_at(text, filled[0].start, end=filled[0].end)
    if not labels:
        return None
    alone = labels[0].end >= filled[0].end
    title = filled[1] if alone else filled[0]
    start = title.start if alone else labels[0].end
    if _words(text[start : title.end]) > 2 * _LONGEST_TITLE:
        end, run_in = _title_end(text, start, replace(block, start=title.start, end=title.end, lead=-1))
    else:
        end, run_in = title.end, title is not filled[-1]
    return Heading(filled[0].start, start, end, index, tuple(labels), "row", 7.2, 0.9, run_in)


def _unnumbered(index: int, block: Block, end: int, style: str, rank: float, weight: float) -> Heading:
    return Heading(block.start, block.start, end, index, (), style, rank, weight, end < block.end)


def _without_refrains(text: str, found: list[Heading]) -> list[Heading]:
    """Leave out what is printed like a heading but names an act, a person or a recurring label.

    A title opens one item; words that come back at the head of many paragraphs ("Recommendation:", a speaker's
    name, "RESOLVED") are labels within items.
    """
    counts = Counter(_key(text, heading) for heading in found if not heading.labels)
    kept = []
    for heading in found:
        if heading.labels:
            kept.append(heading)
            continue
        title = text[heading.title_start : heading.title_end]
        run_in = heading.style in ("lead", "colon", "dash", "short")
        if is_act(title) or (counts[_key(text, heading)] >= 3 and not heading.style.startswith("heading")):
            continue
        if run_in and is_name_like(title):
            continue
        kept.append(heading)
    return kept


def _key(text: str, heading: Heading) -> str:
    return re.sub(r"\W+", " ", text[heading.title_start : heading.title_end].lower()).strip()


def _titled(line: str) -> bool:
    """Whether a stretch reads like a title: opens with a capital, and holds no finite sentence's marks."""
    words = re.findall(r"[A-Za-z][A-Za-z'’]*", line)
    if not words or not words[0][0].isupper():
        return False
    return not _STOP.search(line.rstrip(".:")) and not re.search(
        r"\b(?:was|were|had|has|is|are|will|would)\b", line
    )


def _is_caps(line: str) -> bool:
    letters = [letter for letter in line if letter.isalpha()]
    return len(letters) >= 3 and sum(letter.isupper() for letter in letters) >= 0.85 * len(letters)


def _words(stretch: str) -> int:
    return len(stretch.split())


def titles(text: str, headings: Sequence[Heading]) -> list[str]:
    """The titles as printed, folded to one line, without closing colons and dashes."""
    return [re.sub(r"\s+", " ", text[h.title_start : h.title_end]).strip(" \t:–—-.") for h in headings]
