"""The title of the minutes: the lines that stand before anybody is named as present and before any business."""

from __future__ import annotations

import re

from matters_arising.dates import find
from matters_arising.models import Document
from matters_arising.segment.lexicon import lexicon
from matters_arising.segment.names import names_in
from matters_arising.segment.sections import section_of
from matters_arising.segment.titling import is_sentence
from matters_arising.vocab import Section

_MOST_LINES = 18
_WRAPPED = 8  # words of a line that may reach the paper's edge
_MOST_WORDS = 28  # a longer line is prose
_BEFORE_BUSINESS = (Section.OTHER, Section.MINUTES, Section.NEXT_MEETING, Section.FINANCE, Section.PLANNING)
_TITLE_WORDS = re.compile(
    r"\b(?:minutes|draft|unapproved|unconfirmed|approved|agenda|held|meeting of|meeting held|meeting notes)\b",
    re.IGNORECASE,
)
_OTHER_MEETING = re.compile(
    r"\b(?:next|last|previous|prior|preceding|confirm\w*|approv(?:al|e|ing)|sign\w*|adopt(?:ion|ing)?|arising)\b",
    re.I,
)
_THERE = re.compile(  # "Trustees present", "6 members in attendance: Ann Lowe"
    r"\W*(?:(?:present|apologies|attend\w+|in attendance|those (?:present|attending))\b"
    r"|(?:[\w'’]+ ){1,4}(?:present|attending|in attendance)\s*(?:[:(–—-]|$))",
    re.IGNORECASE,
)
_LIST = re.compile(rf"(?:{_THERE.pattern})\W*", re.IGNORECASE)  # the label alone: the list is below
_CLOCK = re.compile(r"\b\d{1,2}[.:]\d{2}\s?(?:[ap]\.?m|hrs|hours)?\b|\b\d{1,2}\s?[ap]\.?m\b", re.IGNORECASE)


def title_lines(document: Document, *, start: int, end: int) -> list[str]:
    """The title's printed lines and table cells, white space folded; at most the first eighteen. Where a list of those
    who came stands first, each on a line, they are none of the title's."""
    lines: list[str] = []
    listed = False
    for block in document.blocks:
        if block.end <= start:
            continue
        if block.start >= end or len(lines) >= _MOST_LINES:
            break
        for line in _unwrapped(document.text[max(block.start, start) : min(block.end, end)]):
            plain = re.sub(r"\s+", " ", line).strip()
            if not plain:
                continue
            if _opens_business(plain):
                if lines:
                    return lines
                listed = _LIST.fullmatch(plain) is not None
                continue  # a preface before the title
            listed = listed and not is_title_line(plain) and ":" not in plain
            if not listed:
                lines.append(plain)
    return lines[:_MOST_LINES]


def _unwrapped(printed: str) -> list[str]:
    """The lines and cells of a block; a long line that breaks off at the paper's edge is joined to the next."""
    out: list[str] = []
    for line in re.split(r"[\n\t]", printed):
        if (
            out
            and len(out[-1].split()) >= _WRAPPED
            and out[-1].rstrip()[-1:].isalpha()
            and len(out[-1].split()) < _MOST_WORDS
        ):
            out[-1] = f"{out[-1]} {line}"
        else:
            out.append(line)
    return out


def is_title_line(line: str) -> bool:
    """Whether a line belongs to the title of minutes ("DRAFT", "Minutes of the meeting held…", a date, an hour)."""
    if re.match(r"\W*(?:draft|un(?:approved|confirmed|adopted))\b", line, re.IGNORECASE):
        return True
    if len(line.split()) > _MOST_WORDS or _OTHER_MEETING.search(line):
        return False
    return bool(_TITLE_WORDS.search(line) or _CLOCK.search(line) or any(mention.full for mention in find(line)))


def is_kind_of_meeting(line: str) -> bool:
    """Whether a line says what kind of meeting it was and nothing else.

    >>> is_kind_of_meeting("Annual General Meeting"), is_kind_of_meeting("Annual Meeting with the county")
    (True, False)
    """
    words = re.findall(r"[a-z-]+", line.lower())
    known = {*lexicon()["frame"], *lexicon()["soft_frame"], "board", "committee"}
    return any(word in ("meeting", "agm", "egm") for word in words) and all(word in known for word in words)


def is_of_another(line: str, title: str) -> bool:
    """Whether a line that names minutes is about another day than `title`, which opens these: it heads the confirming
    of those minutes. Where the title is printed again on a page, it has its own day or the body's name."""
    days = {(mention.month, mention.day) for mention in find(line) if mention.day}
    own = {(mention.month, mention.day) for mention in find(title) if mention.day}
    return bool(days) and not days & own and not names_in(line)


def _opens_business(line: str) -> bool:
    """Whether a line is the first after the title: who was there, a standing item, or prose."""
    if len(line.split()) > _MOST_WORDS and not re.match(r"\W*(?:draft )?minutes\b", line, re.IGNORECASE):
        return True
    if is_title_line(line):
        return False
    if line.endswith(".") and len(line.split()) > 6 and is_sentence(line):
        return True
    label = re.split(r"[:–—-]\s", line, maxsplit=1)[0]
    if section_of(label[:60]) not in _BEFORE_BUSINESS:
        return True
    return _THERE.match(line) is not None
