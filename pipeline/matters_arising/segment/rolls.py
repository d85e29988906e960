"""Who was there, as the head of the minutes lists it: it numbers and names people, and opens no item."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from matters_arising.models import AgendaItem, Document
from matters_arising.segment.entry import OF_THE_LIST
from matters_arising.segment.heading import Heading
from matters_arising.segment.lexicon import is_honorific, word_list
from matters_arising.segment.parts import RECORD
from matters_arising.segment.people import participants
from matters_arising.segment.roster import Roster
from matters_arising.segment.sentences import sentences
from matters_arising.segment.titling import LONGEST_TITLE, is_sentence, words
from matters_arising.vocab import Section

_THERE = re.compile(r"(?:present|attend(?:ed|ing|ance|ees)|apologies|absent|regrets)\b", re.IGNORECASE)
_ROLL = re.compile(rf"\b{_THERE.pattern}\W*:\s*$", re.IGNORECASE)  # "The following members were present:"
_TOLD = 4  # words besides those of the act itself that tell what was done
_LEADING = re.compile(r"\W*(\d{1,3})\b")
_HEAD = 2500  # characters in which minutes say who was there


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


def roster(document: Document, *, start: int, end: int) -> Roster:
    """Those whom the head of the minutes between two offsets lists. A line with a number lists nobody and ends a list,
    wherever the format keeps its number."""
    lines = []
    for block in document.blocks:
        if start <= block.start < min(end, start + _HEAD):
            printed = document.text[block.start : block.end]
            numbered = block.label or printed[:1].isdigit()
            lines.append(f"0. {printed}" if numbered else printed)
    return _roster_of(["\n".join(lines)])


def without_business(document: Document, items: Sequence[AgendaItem]) -> tuple[AgendaItem, ...]:
    """The items, those on attendance ending where what was done at the meeting begins.

    Where the business behind a list of people has lost its headings it stands under that list, and would pass for
    routine. A numbered item ends only where more than one block of business is in it: of one it may be the sequel.
    """
    holding = {item.parent for item in items}
    return tuple(
        replace(item, end=_roll_end(document, item))
        if item.section in (Section.ATTENDANCE, Section.APOLOGIES) and item.id not in holding
        else item
        for item in items
    )


def _roll_end(document: Document, item: AgendaItem) -> int:
    first = bisect_right(document.blocks, item.start, key=lambda block: block.start)
    found = []
    for block in document.blocks[first:]:
        if block.start >= item.end:
            break
        if _is_business(document.text[block.start : min(block.end, item.end)]):
            found.append(block.start)
    return found[0] if len(found) > (1 if item.number else 0) else item.end


def _is_business(printed: str) -> bool:
    """Whether a block tells that something was done which is more than that somebody was there, or away."""
    return any(_is_act(printed[low:high]) for low, high in sentences(printed, 0, len(printed)))


def _is_act(sentence: str) -> bool:
    opening = OF_THE_LIST.search(sentence) or re.search(r"\bto order\b", sentence)
    if opening or not is_sentence(sentence) or not RECORD.search(sentence):
        return False
    said = word_list("acts") | word_list("act_fillers") | word_list("small_in_titles")
    return sum(word not in said for word in re.findall(r"\b[a-z]{2,}\b", sentence)) >= _TOLD


def _roster_of(texts: Iterable[str]) -> Roster:
    """The roster of the stretches that say who was there."""
    names = [
        [token.strip(".,") for token in person.name.split() if not is_honorific(token)]
        for person in participants(texts)
    ]
    return Roster(
        frozenset(" ".join(name).lower() for name in names if len(name) > 1),
        frozenset(name[-1].lower() for name in names if name),
    )
