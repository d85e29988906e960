"""Which stretches of a file are minutes: several meetings in one file are told apart, and what is bound in after
the close (reports, budgets, slides) is left out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matters_arising.dates import find
from matters_arising.models import Block, Document
from matters_arising.segment.names import names_in
from matters_arising.segment.series import series
from matters_arising.segment.titles import is_title_line

CLOSE = re.compile(
    r"\bmeeting\b[^.\n]{0,60}?\b(?:closed|adjourned|ended|concluded|terminated|finished)\b"
    r"(?!\s+(?:to|into|for|session|until))"
    r"|\b(?:closed|adjourned|ended|concluded|terminated)\s+(?:the|this)\s+(?:\w+\s+){0,2}meeting\b"
    r"|\bmeeting close[sd]?\b|\bclose of (?:the )?meeting\b|\badjourned\s+at\s+\d|\bclosed? at \d"
    r"|\badj(?:ourned)?[.:]?\s+(?:at\s+)?\d|\bno (?:further|other|more) business\b|\bmeeting be adjourned\b",
    re.IGNORECASE,
)
RECORD = re.compile(
    r"\b(?:resolved|agreed|seconded|carried|moved|approved|apologies|adjourn\w*|proposed by|motion|reported that"
    r"|noted that|call(?:ed(?: (?:the|this) (?:[\w-]+ ){0,3}?meeting)?)? to order|present:|unanimous\w*|informed the"
    r"|advised that|asked (?:if|that|about)|voted(?=,? (?:that|to)\b)|ordered(?=,? that\b)"
    r"|(?-i:[A-Z][\w’'-]+) moves? (?:that|to|for)|nominated(?= (?-i:[A-Z]))|votes?\W{0,3}\d+ ?[-–] ?\d+"
    r"|\d+ in favou?r)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"\b(?:present|apologies|called to order|call to order|in attendance|attendees|attending|roll call|regrets)\b",
    re.IGNORECASE,
)
# the opening line of an entry in a minute book: "March 3, 1958. Board met at 7:30."
_MET = re.compile(r"\b(?:met|present(?=\s*[:.])|convened|assembled|called to order)\b", re.IGNORECASE)
_WEEKDAY = re.compile(r"\W*(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\b\W*)?", re.IGNORECASE)
_MINUTES = re.compile(r"\b(?:minutes|notes|record) of\b|\bminutes\b", re.IGNORECASE)
_SIGNED = re.compile(
    r"_{4}|\.{6}|\bsigned\b|\battest\b|^\W*[^\n]{0,40}\b(?:secretary|clerk|chair\w*|president|mayor)\W*(?:date\W*)?$",
    re.IGNORECASE | re.MULTILINE,
)
_TITLE = 600  # characters within which a title prints its date
_ENTRY = 150  # characters below which no entry in a minute book is believed
_SHORTEST = 500  # characters below which no meeting's minutes are believed
_REACH = 2500  # characters after a title in which somebody is named as present
_ANNEX = 12000  # characters after the close from which it is asked whether they are minutes at all
_AFTER_CLOSE = 1200  # characters after the close that still are the minutes' own: signatures, action lists


@dataclass(frozen=True, slots=True)
class Part:
    """The minutes of one meeting, from `start` to `end`; `annex` counts the characters left out after them.

    `entry` is the date of minutes that a line of a minute book opens, or one of the titles that part a page into
    meetings, so that the book's or the page's body is theirs.
    """

    start: int
    end: int
    annex: int = 0
    entry: str = ""


def parts(document: Document) -> list[Part]:
    """The meetings of a file, in order. A file without visible text has none."""
    text = document.text
    if not text.strip():
        return []
    titles = series(document)
    starts = _starts(document, titles)
    out: list[Part] = []
    for start, following in zip(starts, [*starts[1:], len(text)], strict=True):
        end = _end(document, start, following)
        line = text[start:end].split("\n", 1)[0]
        entry = titles.get(start) or (entry_date(line) if out and not _is_title(line) else "")
        out.append(Part(start, end, following - end, entry))
    return out


def _starts(document: Document, titles: Mapping[int, str]) -> list[int]:
    """Where minutes begin: the file's start, each of the `titles` that part a page, and each later title with a date of
    its own and people present."""
    text = document.text
    found = [0]
    known = {_identity(text[:_TITLE])}
    for block in document.blocks:
        first = text[block.start : block.end].split("\n", 1)[0]
        entry = entry_date(first)
        if block.start in titles and block.start - found[-1] >= _ENTRY:
            found.append(block.start)
            known.add(_identity(text[block.start : block.start + _TITLE // 2]))
            continue
        if block.start - found[-1] < (_ENTRY if entry else _SHORTEST) or not (entry or _is_title(first)):
            continue
        identity = _identity(text[block.start : block.start + _TITLE // 2])
        if not identity[0] or identity in known:
            continue
        if not entry and not _OPENING.search(text, block.start, block.start + _REACH):
            continue
        if CLOSE.search(text, found[-1], block.start):
            found.append(block.start if entry else _title_start(document, block.start))
            known.add(identity)
    return found


def _is_title(line: str) -> bool:
    words = line.split()
    return len(words) <= 28 and bool(_MINUTES.search(line)) and is_title_line(line) and words[0][:1].isupper()


def entry_date(line: str) -> str:
    """The date of an entry in a minute book, by the line that opens it: a whole date, and that they met; else empty."""
    opening = line[:200]
    date = next((mention for mention in find(opening[:60]) if mention.full), None)
    if date is None or not _WEEKDAY.fullmatch(opening[: date.start]) or not _MET.search(opening, date.end):
        return ""
    return date.iso


def _identity(title: str) -> tuple[str, str]:
    """The date that a title prints, and the body: one evening may see two meetings."""
    date = next((mention.iso for mention in find(title) if mention.full), "")
    lines = [line for line in title.split("\n") if is_title_line(line)]
    return date, next((name.casefold() for line in lines for name in names_in(line)), "")


def _title_start(document: Document, at: int) -> int:
    """The first of the short lines above a title that belong to it: the body's name, "DRAFT"."""
    start = at
    for block in reversed([block for block in document.blocks if block.end <= at][-3:]):
        line = document.text[block.start : block.end]
        if (
            len(line.split()) > 8
            or line.rstrip()[-1:] in ".:;,"
            or CLOSE.search(line)
            or re.search(r"\bsigned|_{3}|chair", line, re.I)
        ):
            break
        if document.page_at(block.start) != document.page_at(at):
            break
        start = block.start
    return start


def _end(document: Document, start: int, end: int) -> int:
    """Where the minutes end: after the close, if what follows is long and is no record of a meeting."""
    text = document.text
    for close in CLOSE.finditer(text, start, end):
        tail = _tail_start(document, close.end(), end)
        if end - close.end() < _ANNEX:
            return end
        if not tail or close.end() - start < _SHORTEST:
            continue
        if _density(text, tail, end) < 0.35 * _density(text, start, tail):
            return tail
    return end


def _tail_start(document: Document, close: int, end: int) -> int:
    """The first block after the signatures that follow a close, or on the next page; 0 where there is neither."""
    signed = [match.end() for match in _SIGNED.finditer(document.text, close, min(end, close + _AFTER_CLOSE))]
    page = document.page_at(close)
    for block in _blocks_from(document.blocks, close):
        if block.start >= end:
            return 0
        if (signed and block.start >= signed[-1]) or (not signed and document.page_at(block.start) > page):
            return block.start
    return 0


def _blocks_from(blocks: Sequence[Block], offset: int) -> Sequence[Block]:
    return blocks[bisect_left(blocks, offset, key=lambda block: block.start) :]


def _density(text: str, start: int, end: int) -> float:
    """Phrases of a record for each thousand characters."""
    return 1000 * sum(1 for _ in RECORD.finditer(text, start, end)) / max(1, end - start)
