"""Where a heading may stand: every place that print, number or shape makes one likely, with its weight.

Nothing is decided here: `outline` believes numbers that run in sequence and styles that recur.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from matters_arising.models import Block, Document
from matters_arising.segment.lexicon import is_act, is_honorific, is_name_like, word_list
from matters_arising.segment.numbering import Label, label_of, labels_at, trailing_label
from matters_arising.segment.sections import section_of
from matters_arising.segment.tables import has_actions
from matters_arising.segment.titling import (
    LONGEST_RUN_IN,
    LONGEST_TITLE,
    is_caps,
    is_people,
    is_sentence,
    is_short_title,
    opening_words,
    reads_like_title,
    run_in_end,
    title_end,
    words,
)
from matters_arising.vocab import Section

_FLAT = 1500  # characters of one block from which numbers inside it may be headings of their own
_INNER_NUMBER = re.compile(
    r"(?:(?<=\s)|(?<=[.)\]]))(?=(?:[A-Z]{1,5}[ -]?)?\d{1,4}\s?[/.\-]\s?\d{1,4}[a-z]?[.):]?\s+[A-Z(“\"])"
    r"|(?<=\s)(?=\d{1,2}[.)]\s?[A-Z][a-z])"
)
_MONEY = re.compile(r"[£$€]\s?\d|\d[.,]\d\d\b")
NOTHING = ("none", "nil", "n/a", "none reported", "no report", "none declared")
_PAGE = re.compile(r"\W*page\s+\d+(?:\s*(?:of|/)\s*\d+)?\W*", re.IGNORECASE)
_BONUS = {"heading": 0.5, "bold": 0.4, "caps": 0.4, "lead": 0.3}
_THERE = re.compile(r"(?:present|attend(?:ed|ing|ance|ees)|apologies|absent|regrets)\b", re.IGNORECASE)
_ROLL = re.compile(rf"\b{_THERE.pattern}\W*:\s*$", re.IGNORECASE)  # "The following members were present:"
_LEADING = re.compile(r"\W*(\d{1,3})\b")
_SURNAME = re.compile(
    r"\b(?:M(?:r|rs|s|iss|x)|Dr|Cllrs?|Clr|Cr|Coun|Councill?ors?|Rev|Revd|Fr|Sir|Dame|Prof|Director|Commissioner|Trustee"
    r"|Supervisor|Alderman|Ald|Mayor|Canon|Col|Sgt|Bro|Sis)\b\.?\s+(?:[A-Z]\.?\s?){0,3}([A-Z][\w’'-]+)"
    r"|\b[A-Z]\.\s?([A-Z][a-z][\w’'-]+)"
)
_HEADS = 60  # characters of text below what may be a title or a name
_STOPPED = re.compile(r"([A-Z][\w’'/&-]{2,}(?: [\w’'/&-]+){0,3})\.\s+(?=[A-Z\d£$])")
_NUMBERED = 3  # numbered headings: where there are so many, titles need no other sign
_OUTLINED = 3  # bullets that head others before they are believed to be items
_RECURS = 3  # times a heading-like stretch stands in one document before it is a label


@dataclass(frozen=True, slots=True)
class Heading:
    """A place that may open an item. `start` is that of the number, or of the title where there is none.

    `style` names how it is printed; `rank` orders styles from chapter (0) to run-in (9).
    """

    start: int
    title_start: int
    title_end: int
    block: int
    labels: tuple[Label, ...]
    style: str
    rank: float
    weight: float

    @property
    def is_run_in(self) -> bool:
        """Whether the style is that of a few words at the head of a paragraph."""
        return self.style in ("lead", "colon", "dash")


def candidates(document: Document, *, start: int, end: int) -> list[Heading]:
    """Every likely heading between two offsets, in text order."""
    found: list[Heading] = []
    people, there = _lists_of_people(document), _named_there(document)
    bulleted = _bulleted(document, start=start, end=end)
    for index, block in enumerate(document.blocks):
        if start <= block.start < end and index not in people:
            if index in bulleted:
                found.append(_unnumbered(index, block, block.end, ("bullet", 6.45), 1.0))
                continue
            places = _in_block(document.text, index, block)
            open_ended = index > 0 and _is_open_ended(document.text, document.blocks[index - 1])
            found.extend(
                place
                for place in places
                if place.labels or not place.is_run_in or not (open_ended or _names_one(document.text, place, there))
            )
    if sum(bool(heading.labels) for heading in found) < _NUMBERED:
        found = sorted([*found, *_stopped(document, found, start=start, end=end)], key=lambda heading: heading.start)
    return _without_refrains(document.text, found)


def _lists_of_people(document: Document) -> set[int]:
    """The numbers of the blocks that list who was there, below a line that says so: they number nobody's business."""
    out: set[int] = set()
    listing, last = False, -1
    for index, block in enumerate(document.blocks):
        printed = document.text[block.start : block.end]
        if listing and block.kind == "list" and not is_sentence(printed):
            number = _LEADING.match(printed)
            listing = not number or int(number.group(1)) > last  # the agenda counts from one again
            last = int(number.group(1)) if number else last
            if listing:
                out.add(index)
                continue
        short = words(printed) <= 2 * LONGEST_TITLE
        listing = short and bool(_ROLL.search(printed))
        last = -1
    return out


def _stopped(document: Document, found: Sequence[Heading], *, start: int, end: int) -> list[Heading]:
    """Titles that open paragraphs and end in a full stop ("Canteen. The secretary said …"), where most do so."""
    taken = {heading.block for heading in found if heading.style != "line"}
    prose = [i for i, block in enumerate(document.blocks) if block.kind == "paragraph" and start <= block.start < end]
    out = []
    for index in prose:
        block = document.blocks[index]
        match = _STOPPED.match(document.text, block.start, block.end)
        title = match.group(1) if match else ""
        named = is_act(title) or is_name_like(title) or is_people(title) or is_sentence(title)
        if match and index not in taken and not named and not is_honorific(title.split()[-1]):
            out.append(_unnumbered(index, block, match.end(1), ("stop", 8.2), 0.9))
    return out if len(out) >= _OUTLINED and 3 * len(out) >= len(prose) else []


def _named_there(document: Document) -> frozenset[str]:
    """The words of the line that says who was there ("Present: Petra (chair), Abdi, Lou"): "Lou:" is no title."""
    printed = (document.text[block.start : block.end] for block in document.blocks)
    line = next((text for text in printed if _THERE.match(text.lstrip("*_ ")) and ":" in text), "")
    named = re.findall(r"[^\W\d_]{2,}", line.partition(":")[2])
    return frozenset(word for word in named if not _THERE.fullmatch(word))


def _names_one(text: str, heading: Heading, there: frozenset[str]) -> bool:
    return text[heading.title_start : heading.title_end].strip(" :–—-") in there


def _bulleted(document: Document, *, start: int, end: int) -> set[int]:
    """The numbers of the bulleted lines that head deeper bullets: the items of minutes written as an outline."""
    out = set()
    for index, (block, below) in enumerate(pairwise(document.blocks)):
        printed = document.text[block.start : block.end]
        heads = block.kind == below.kind == "list" and below.level == block.level + 1 == 2
        if heads and start <= block.start < end and words(printed) <= 8 and reads_like_title(printed):
            out.add(index)
    out = {index for index in out if not labels_at(document.text, document.blocks[index].start, end=end)}
    return out if len(out) >= _OUTLINED else set()


def _is_open_ended(text: str, block: Block) -> bool:
    """Whether a paragraph breaks off in mid-sentence, so that the next block can open nothing."""
    if block.kind not in ("paragraph", "list"):
        return False
    printed = text[block.start : block.end].rstrip()
    return words(printed) > 10 and printed[-1] not in '.!?:;)”"’' and not is_caps(printed)


def titles(text: str, headings: Sequence[Heading], *, end: int) -> list[str]:
    """The titles as printed, on one line, without number; for a paragraph without a title its opening words."""
    out = []
    for place, heading in enumerate(headings):
        printed = text[heading.title_start : heading.title_end]
        if heading.labels and heading.labels[0].start >= heading.title_start:
            printed = printed.replace(heading.labels[0].printed, " ")
        following = headings[place + 1].start if place + 1 < len(headings) else end
        title = re.sub(r"\s+", " ", printed).strip(" \t:–—-.•*_")
        out.append(title or opening_words(text[heading.title_end : min(following, heading.title_end + 400)]))
    return out


def _in_block(text: str, index: int, block: Block) -> Iterator[Heading]:
    if block.kind == "row":
        heading = _row_heading(text, index, block)
        if heading:
            yield heading
        return
    for line in [block.start, *_line_starts(text, block)]:
        first = line == block.start
        labels = _block_label(block) if first and block.label else labels_at(text, line, end=block.end)
        trailing = trailing_label(text, line, end=block.end)
        if labels:
            yield _numbered(text, index, block, labels, strength=1.0 if first else 0.6)
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
                yield _numbered(text, index, block, labels, strength=0.5)


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


def _numbered(text: str, index: int, block: Block, labels: list[Label], *, strength: float) -> Heading:
    start = labels[0].end
    end = title_end(text, start, block)
    style, rank = _style(text, block, start, end)
    weight = strength - (0.35 if labels[0].plain else 0.0) + _BONUS.get(style.rstrip("0123456789"), 0.0)
    weight += 0.3 if end > start else -0.3
    return Heading(labels[0].start, start, end, index, tuple(labels), style, rank, weight)


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
        return _unnumbered(index, block, block.end, (f"heading{block.level}", float(block.level)), 1.5)
    first_line = text[block.start : block.end].split("\n", 1)[0]
    if block.bold and count <= LONGEST_TITLE:
        return _unnumbered(index, block, block.end, ("caps", 6.1) if is_caps(first_line) else ("bold", 6.2), 1.2)
    if block.lead > block.start + 2 and words(text[block.start : block.lead]) <= LONGEST_RUN_IN:
        return _unnumbered(index, block, block.lead, ("lead", 7.0), 0.9)
    short = _short_line(text, index, block, block.start)
    if short:
        return short
    cut = run_in_end(text, block.start, block.start + len(first_line))
    if block.start < cut < block.end and reads_like_title(text[block.start : cut]):
        return _unnumbered(index, block, cut, ("colon", 8.0) if text[cut - 1] == ":" else ("dash", 8.5), 0.5)
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
    wrapped = (
        start > block.start and line[-1] == "." and text[:start].rstrip()[-1:] not in ".!?:;"
    )  # "… the July\nPCC."
    if is_caps(line) and line[-1] not in ";," and not wrapped:
        heading = _unnumbered(index, block, start + len(line), ("caps", 6.1), 1.0)
    elif line[-1] == ":" and count <= 8 and reads_like_title(line):
        heading = _unnumbered(index, block, start + len(line), ("short", 6.5), 0.8)
    elif whole and line[-1] not in ".;,!?" and count <= 8 and reads_like_title(line) and block.kind == "paragraph":
        heading = _unnumbered(index, block, start + len(line), ("line", 6.6), 0.4)
    else:
        return None
    return replace(heading, start=start, title_start=start)


def _row_heading(text: str, index: int, block: Block) -> Heading | None:
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
        end = title_end(text, start, replace(block, start=title.start, end=title.end, lead=-1))
    return Heading(filled[0].start, start, end, index, tuple(labels), "row", 7.2, 0.9)


def _unnumbered(index: int, block: Block, end: int, print_of: tuple[str, float], weight: float) -> Heading:
    style, rank = print_of
    return Heading(block.start, block.start, end, index, (), style, rank, weight)


def _without_refrains(text: str, found: list[Heading]) -> list[Heading]:
    """Leave out what is printed like a heading but names an act, a person or a recurring label.

    A title opens one item; words that come back at the head of many paragraphs ("Recommendation:", a speaker's
    name, the body's name beside each page number) are labels.
    """
    printed = [re.sub(r"\s+", " ", text[h.title_start : h.title_end]).strip() for h in found]
    keys = [re.sub(r"\W+", " ", title.lower()).strip() for title in printed]
    counts = Counter(keys)
    under, people = _always_under(found, keys), _titled_people(text)
    kept = []
    ends = [*(heading.start for heading in found[1:]), len(text)][: len(found)]
    for heading, title, key, end in zip(found, printed, keys, ends, strict=True):
        if heading.labels:
            if not (heading.labels[0].plain and key and counts[key] > _RECURS):
                kept.append(heading)
            continue
        strong = heading.style.startswith("heading") and key not in under
        if (
            is_act(title)
            or (counts[key] >= _RECURS and not strong)
            or _is_no_title(heading, title, people, heads=len(text[heading.title_end : end].strip()) >= _HEADS)
        ):
            continue
        kept.append(heading)
    return kept


def _always_under(found: Sequence[Heading], keys: Sequence[str]) -> set[str]:
    """Headings that always stand right below one of a higher level: "Minutes:" under the title of each item."""
    below = {
        key
        for before, heading, key in zip(found, found[1:], keys[1:], strict=False)
        if before.rank < heading.rank and before.title_end > before.title_start
    }
    alone = {
        key
        for before, heading, key in zip([None, *found], found, keys, strict=False)
        if before is None or before.rank >= heading.rank
    }
    return below - alone


def _titled_people(text: str) -> frozenset[str]:
    """The words, lower case, that stand behind a title or initials somewhere ("Mr. Tate", "P. Orr"): surnames."""
    return frozenset(match[match.lastindex or 0].lower() for match in _SURNAME.finditer(text))


def _is_no_title(heading: Heading, title: str, people: frozenset[str], *, heads: bool) -> bool:
    """Whether an unnumbered stretch is a name or a sentence rather than a title.

    Two or three words with capitals may be either: they are a name where they open with a title or have initials, where
    the last is the surname of somebody (`people`), and where they head no text (`heads`).
    """
    _, colon, value = title.partition(":")
    value = value if colon and value.strip() else title
    if value.strip(" .").lower() in NOTHING or (value is not title and is_people(value)):
        return True
    tokens = re.findall(r"\w+", title.lower())
    if all(token in word_list("column_heads") for token in tokens) and section_of(title) == Section.OTHER:
        return True
    if (
        _MONEY.search(title)
        or _PAGE.fullmatch(title)
        or (heading.style in ("short", "line") and all(map(is_honorific, tokens)))
    ):
        return True
    if heading.style == "short" or heading.is_run_in:
        if re.fullmatch(r"[A-Z]{2,3}\W*", title) and section_of(title) == Section.OTHER:  # somebody's initials
            return True
        if is_people(title) or is_name_like(title):
            return True
        return not is_short_title(title) and heading.style != "lead"
    if heading.style in ("caps", "bold", "line") and is_name_like(title.title() if title.isupper() else title):
        sure = is_honorific(tokens[0]) or re.search(r"\b[A-Z]\.", title) is not None or tokens[-1] in people
        return sure or heading.style == "line" or not heads
    return heading.style != "caps" and is_sentence(title) and words(title) > 4
