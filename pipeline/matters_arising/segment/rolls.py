"""Who was there, as the head of the minutes lists it: it numbers and names people, and opens no item."""

from __future__ import annotations

import re

from matters_arising.models import Document
from matters_arising.segment.heading import Heading
from matters_arising.segment.titling import LONGEST_TITLE, is_sentence, words

_THERE = re.compile(r"(?:present|attend(?:ed|ing|ance|ees)|apologies|absent|regrets)\b", re.IGNORECASE)
_ROLL = re.compile(rf"\b{_THERE.pattern}\W*:\s*$", re.IGNORECASE)  # "The following members were present:"
_LEADING = re.compile(r"\W*(\d{1,3})\b")


def lists_of_people(document: Document) -> set[int]:
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


def named_there(document: Document) -> frozenset[str]:
    """The words of the line that says who was there ("Present: Petra (chair), Abdi, Lou"): "Lou:" is no title."""
    printed = (document.text[block.start : block.end] for block in document.blocks)
    line = next((text for text in printed if _THERE.match(text.lstrip("*_ ")) and ":" in text), "")
    named = re.findall(r"[^\W\d_]{2,}", line.partition(":")[2])
    return frozenset(word for word in named if not _THERE.fullmatch(word))


def names_one(text: str, heading: Heading, there: frozenset[str]) -> bool:
    """Whether the title is a name among those of who was there."""
    return text[heading.title_start : heading.title_end].strip(" :–—-") in there
