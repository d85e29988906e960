"""The titles of a page on which several meetings stand one below the other, each under a title of the same form."""

from __future__ import annotations

import re
from collections.abc import Sequence

from matters_arising.dates import find
from matters_arising.models import Block, Document
from matters_arising.segment.lexicon import lexicon, word_list

_HEAD = 600  # characters within which the first of the titles stands
_OPENING = 400  # characters after a title in which it is said who was there, or that they met
_NEAR = 100  # characters around a title in which it is said to be that of an agenda
_MOST_WORDS = 14
_MEETING = re.compile(r"\b(?:meetings?|minutes|agm|egm)\b", re.IGNORECASE)
_BEGUN = re.compile(
    r"^\W*(?:(?:members?\s+)?present|apologies|attendees|attendance|in attendance|those present)\b"
    r"|\bmeeting\b[^.;]{0,200}\b(?:was held|took place|was called to order|convened)\b",
    re.IGNORECASE | re.MULTILINE,
)
_AGENDA = re.compile(r"^\W*agenda\W*$", re.IGNORECASE | re.MULTILINE)
_FIRST = re.compile(r"(?:item\s+)?1\s?[.):]|1\s+[A-Z]")


def series(document: Document) -> dict[int, str]:
    """Where a further meeting's minutes begin on the page, with the date (ISO) that their title prints.

    A title is a line of its own that holds a whole date, the kind of meeting and no other word than the first; it is
    printed as the first is, or its day is later than theirs above. That the minutes of another day are only dealt with
    under it is ruled out by what stands below: who was there, that they met, or the first of the items.
    """
    heads = [(block, *_title(document, block)) for block in document.blocks]
    dated = [(block, words, iso) for block, words, iso in heads if iso]
    first, own, day = next(iter(dated), (None, frozenset(), ""))
    if first is None or first.start > _HEAD:
        return {}
    out: dict[int, str] = {}
    for block, words, iso in dated[1:]:
        days = (day, *out.values())
        alike = first.bold and (block.kind, block.level, block.bold) == (first.kind, first.level, True)
        if words <= own and iso not in days and (alike or iso > max(days)) and _begins(document, block):
            out[block.start] = iso
    return out


def _title(document: Document, block: Block) -> tuple[frozenset[str], str]:
    """The words of a title beside its date and the kind of meeting, and the date; no date where it is none."""
    line = document.text[block.start : block.end].strip("\n *_")
    if block.cells or "\n" in line or len(line.split()) > _MOST_WORDS or not _MEETING.search(line):
        return frozenset(), ""
    dates = {mention.iso for mention in find(line) if mention.full}
    if len(dates) != 1:
        return frozenset(), ""
    for mention in reversed(find(line)):
        line = f"{line[: mention.start]} {line[mention.end :]}"
    told = {*lexicon()["frame"], *lexicon()["soft_frame"], *word_list("small_in_names")}
    words = frozenset(re.findall(r"[a-z]+", line.lower()))
    return words - told, dates.pop()


def _begins(document: Document, title: Block) -> bool:
    """Whether the minutes of a meeting begin below a title, and not what is on the agenda of one to come."""
    if _AGENDA.search(document.text, max(0, title.start - _NEAR), title.end + _NEAR):
        return False
    if _BEGUN.search(document.text, title.end, title.end + _OPENING):
        return True
    below = _below(document.blocks, title)
    return any(block.label.strip("(.)") == "1" or _FIRST.match(document.text, block.start) for block in below)


def _below(blocks: Sequence[Block], title: Block) -> Sequence[Block]:
    """The two blocks below a title."""
    place = blocks.index(title)
    return blocks[place + 1 : place + 3]
