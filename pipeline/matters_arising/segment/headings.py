"""Where a heading may stand: every place that print, number or shape makes one likely, with its weight.

Nothing is decided here: `outline` believes numbers that run in sequence and styles that recur.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from matters_arising.models import Block, Document
from matters_arising.segment.heading import Heading
from matters_arising.segment.lexicon import is_act, is_honorific, is_name_like, word_list
from matters_arising.segment.named import is_people
from matters_arising.segment.numbering import labels_at
from matters_arising.segment.refrains import without_refrains
from matters_arising.segment.rolls import lists_of_people, named_there, names_one, roster
from matters_arising.segment.shapes import in_block, unnumbered
from matters_arising.segment.titling import is_caps, is_sentence, opening_words, reads_like_title, words

# four words, or eight in capitals, which no sentence is: "LIME TREE AT THE POUND. The tree surgeon's report ..."
_STOPPED = re.compile(
    r"([A-Z][A-Z’'/&-]{2,}(?:,? [A-Z\d&][A-Z\d’'/&-]*){0,7}|[A-Z][\w’'/&-]{2,}(?: [\w’'/&-]+){0,3})\.\s+(?=[A-Z\d£$])"
)
_NUMBERED = 3  # numbered headings: where there are so many, titles need no other sign
_TITLE = 8  # words of a line that heads a list
_MOSTLY = 0.7  # share of the paragraphs that head lists, where these are taken for items
_LISTED = 3  # words of a name at most, and numbered names close together that make a list of people
_OUTLINED = 3  # lines that head lists before they are believed to be items


def candidates(document: Document, *, start: int, end: int) -> list[Heading]:
    """Every likely heading between two offsets, in text order."""
    found: list[Heading] = []
    people, there = lists_of_people(document), named_there(document)
    listed = roster(document, start=start, end=end)
    over_lists = _over_lists(document, start=start, end=end)
    for index, block in enumerate(document.blocks):
        if start <= block.start < end and index not in people:
            if index in over_lists:
                found.append(unnumbered(index, block, block.end, ("bullet", 6.45), 1.0))
                continue
            places = in_block(document.text, index, block, listed)
            open_ended = index > 0 and _is_open_ended(document.text, document.blocks[index - 1])
            found.extend(
                place
                for place in places
                if place.labels
                or not (
                    _is_label(document.text, place)
                    or (place.is_run_in and (open_ended or names_one(document.text, place, there)))
                )
            )
    if sum(bool(heading.labels) for heading in found) < _NUMBERED:
        found = sorted([*found, *_stopped(document, found, start=start, end=end)], key=lambda heading: heading.start)
    found = _without_speakers(document.text, found)
    return without_refrains(document.text, found)


def _is_label(text: str, heading: Heading) -> bool:
    """Whether a title is the label of a form ("Venue:", "Contact:"), behind which no business stands."""
    title = text[heading.title_start : heading.title_end].strip(" :*_").lower()
    return title in word_list("labels") and ":" in text[heading.title_start : heading.title_end + 3]


def _without_speakers(text: str, found: list[Heading]) -> list[Heading]:
    """Leave out numbered names that stand one below the other and head nothing: who spoke, who volunteered."""
    ends = [*(heading.start for heading in found[1:]), len(text)][: len(found)]
    bare = [
        bool(heading.labels)
        and words(text[heading.title_start : end]) <= _LISTED
        and is_people(text[heading.title_start : end])
        for heading, end in zip(found, ends, strict=True)
    ]
    return [
        heading
        for place, heading in enumerate(found)
        if not bare[place] or sum(bare[max(0, place - 2) : place + 3]) < _LISTED
    ]


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
            out.append(unnumbered(index, block, match.end(1), ("stop", 8.2), 0.9))
    return out if len(out) >= _OUTLINED and 3 * len(out) >= len(prose) else []


def _over_lists(document: Document, *, start: int, end: int) -> set[int]:
    """The numbers of the lines that head lists: the bullets over deeper bullets of minutes written as an outline, and
    the short paragraphs over bullets where from the first of them on hardly anything else is printed, and neither print
    nor number makes headings."""
    within = [index for index, block in enumerate(document.blocks) if start <= block.start < end]
    headings = {index for index in within if _heads_list(document, index)}
    bullets = {index for index in headings if document.blocks[index].kind == "list"}
    lines = headings - bullets
    rest = [index for index in within if lines and index >= min(lines)]
    beside = [index for index in rest if document.blocks[index].kind != "list"]
    if any(_is_marked(document, index, end=end) for index in rest) or len(lines) < _MOSTLY * len(beside):
        lines = set()
    return set().union(*(of_one for of_one in (bullets, lines) if len(of_one) >= _OUTLINED))


def _heads_list(document: Document, index: int) -> bool:
    """Whether a block is a title without a number, and the next begins a list below it."""
    if index + 1 >= len(document.blocks):
        return False
    block, below = document.blocks[index], document.blocks[index + 1]
    over = below.kind == "list" and (
        block.kind == "paragraph" or (block.kind == "list" and below.level == block.level + 1 == 2)
    )
    printed = document.text[block.start : block.end]
    titled = over and words(printed) <= _TITLE and reads_like_title(printed)
    return titled and not labels_at(document.text, block.start, end=block.end)


def _is_marked(document: Document, index: int, *, end: int) -> bool:
    """Whether print or a number may make a heading of a block."""
    block = document.blocks[index]
    return (
        block.kind in ("heading", "row")
        or block.bold
        or bool(block.label or labels_at(document.text, block.start, end=end))
    )


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
