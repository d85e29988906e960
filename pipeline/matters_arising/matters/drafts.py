"""The paragraphs of a meeting gathered into drafts of passages: what goes on with what stands above it.

An item that is about one thing keeps its paragraphs together; under a standing heading, and in an item so long that it
has swallowed the next, those hang together that share their words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from matters_arising.matters.clauses import begins, behind_movers, names_movers
from matters_arising.matters.headings import Headings, is_label
from matters_arising.matters.names import names_presenter
from matters_arising.matters.paragraphs import (
    Paragraph,
    entries,
    is_next_entry,
    is_poor,
    is_stage,
    names_no_thing,
    opens_entry,
    turned,
    without_heading,
    without_mark,
)
from matters_arising.matters.resolutions import going_on
from matters_arising.matters.scale import Scale
from matters_arising.matters.words import stems
from matters_arising.models import AgendaItem
from matters_arising.segment.lexicon import is_act
from matters_arising.segment.running import is_entry
from matters_arising.vocab import Section

_RUN_IN = re.compile(
    r"^\W*(?:\d{1,3}(?:\.\d{1,3})+\.?\s+|\(?[0-9a-zA-Z]{1,4}\\?[).]\s*)?(?P<title>.{3,90}?)\s*(?:\s[-–—]+\s|:\s|:$|\.\s*[-–—]\s)"
)
# "Item #8, the salt shed, was deferred", printed under the motion before it: no part of that motion.
NAMES_ITEM = re.compile(r"^\W*(?:agenda )?item\s*(?:no\.?|number|#)?\s*\d", re.IGNORECASE)
_ITEM = re.compile(r"\bitem\s*(?:no\.?|number|#)?\s*\d", re.IGNORECASE)
# "This agenda item was postponed.": what it is about stands before it
_OF_THE_LAST = re.compile(
    r"^\W*(?:This|The same)\s+(?:agenda\s+)?(?:item|matter|motion|proposal|question|request|application)\b",
    re.IGNORECASE,
)
# "Action: B. Lease of the weir", printed under the vote on A
_NEXT_ACT = re.compile(r"^\W*actions?\W+[A-Z\d]{1,2}[.)]\s+(?=[A-Z])", re.IGNORECASE)
_RUN_IN_WORDS = 10
_MOVED = re.compile(r"\s*(?:be it (?:hereby |further )*resolved )?that\b", re.IGNORECASE)
_FEW = 3  # paragraphs that an item about one thing keeps together unasked
_SWALLOWED = 7  # paragraphs under one heading, from which on it may have swallowed the next
_HANGS = 0.20  # share of a paragraph's weight of words already in the passage: it goes on
_HANGS_LOOSELY = 0.35  # the same where nothing says that the paragraphs belong together


@dataclass(slots=True)
class Draft:
    """A passage while it grows."""

    paragraphs: list[Paragraph]
    words: set[str]
    title: str
    under: str
    headed: bool
    opening: bool
    marked: bool
    bound: bool = False

    @property
    def settled(self) -> bool:
        """Whether its last words say how the meeting voted: what follows may be the next thing."""
        return self.paragraphs[-1].statements[-1].form in ("vote", "outcome")

    def go_on(self, paragraph: Paragraph) -> None:
        """Take what stands next as part of it."""
        self.paragraphs.append(paragraph)
        self.words |= paragraph.words
        self.headed = self.opening = False


def run_in_title(text: str) -> str:
    """The heading that runs into a paragraph ("b) The pump - ..."), empty where there is none.

    >>> run_in_title("b) The pump - still broken"), run_in_title("The pump was mended on Monday.")
    ('The pump', '')
    >>> run_in_title("Decision - the pump is to be mended.")
    ''
    >>> run_in_title("R-12 A. Orrin, B. Vane: That the pump be mended"), run_in_title("R-12/4 A. Orrin, B. Vane:")
    ('', '')
    """
    found = _RUN_IN.match(text)
    told = found and (behind_movers(text) != text or is_act(text[found.end() :]))
    title = found["title"].strip(" *_#") if found and not told else ""
    return title if len(title.split()) <= _RUN_IN_WORDS and not names_no_thing(title) else ""


def is_motion(title: str) -> bool:
    """Whether what is taken for a heading is a motion: it names itself, and not what follows its vote.

    >>> is_motion("That we pave Mill Lane"), is_motion("Paving of Mill Lane")
    (True, False)
    """
    return bool(_MOVED.match(title))


def drafts_of(printed: Sequence[Paragraph], known: Headings, scale: Scale) -> list[Draft]:
    """The drafts of one meeting's minutes, in text order; every paragraph is part of one."""
    parts = [
        part for paragraph in printed for part in (turned if is_loose(paragraph, known) else entries)(paragraph, scale)
    ]
    drafts: list[Draft] = []
    last: dict[str, Draft] = {}
    resolved = going_on(parts, known.items)
    lines = Counter(one.scope for one, after in zip_longest(parts, parts[1:]) if one and _heads(one, after))
    for place, printed_so in enumerate(parts):
        if printed_so.bounds:  # of no matter, and what stands after it goes on with nothing
            drafts.append(Draft([printed_so], set(), "", "", headed=False, opening=False, marked=False, bound=True))
            continue
        if place in resolved:
            drafts[-1].go_on(printed_so)
            last.setdefault(printed_so.scope, drafts[-1])
            continue
        after = parts[place + 1] if place + 1 < len(parts) else None
        item = known.items.get(printed_so.scope)
        opens = item is not None and item.start <= printed_so.start < item.start + 3
        form = item is not None and known.is_form(item)
        paragraph = without_heading(printed_so, item.title) if item and opens and form else printed_so
        loose = is_loose(paragraph, known)
        heads = (
            not opens
            and place + 1 not in resolved  # it is the mover's line or the number
            and _heads(paragraph, after)
            and not (lines[paragraph.scope] == 1 and _is_named(drafts, known))
        )
        goes_on = drafts and not drafts[-1].bound and drafts[-1].paragraphs[-1].scope == paragraph.scope
        draft = drafts[-1] if goes_on else None
        elsewhere = not opens and bool(NAMES_ITEM.match(paragraph.text))
        another = draft is not None and draft.settled and place + 1 in resolved
        goes_on = draft is not None and not heads and not elsewhere and not another
        if draft and goes_on and _belongs(paragraph, draft, known, scale, loose=loose):
            draft.go_on(paragraph)
            continue
        after_motion = item is not None and draft is not None and draft.settled and is_motion(item.title)
        named_by = item if item and item.id not in known.standing and not elsewhere and not after_motion else None
        title, under = _titles(paragraph, named_by, heads=heads, first=opens or paragraph.scope not in last)
        words = set(paragraph.words) | set(stems(title))
        drafts.append(Draft([paragraph], words, title, under, heads, opens, paragraph.marked))
        last[paragraph.scope] = drafts[-1]
    return drafts


def _titles(paragraph: Paragraph, item: AgendaItem | None, *, heads: bool, first: bool) -> tuple[str, str]:
    """The title of a draft that begins with a paragraph, and the heading that it stands under where that is another.
    `item` is the heading, where that may name it; `first` says that the paragraph is the first below that, `heads` that
    it is a heading itself."""
    own = item.title if item and first and not heads else ""
    under = item.title if item and not own else ""
    named = paragraph.title or run_in_title(paragraph.text)
    title = without_mark(own or (paragraph.text if heads else "") or named)
    return "" if begins(paragraph.text) and names_movers(title) else title, under


def is_loose(paragraph: Paragraph, known: Headings) -> bool:
    """Whether nothing says that the paragraphs under its heading belong together."""
    return (
        paragraph.scope not in known.items
        or paragraph.scope in known.standing
        or (known.busy.get(paragraph.scope, 0) >= _SWALLOWED and paragraph.scope not in known.whole)
    )


def _is_named(drafts: Sequence[Draft], known: Headings) -> bool:
    """Whether the last that stands there is the bare heading of one thing: the line below it is the first point of it,
    unless other lines below head further parts."""
    last = drafts[-1] if drafts else None
    scope = last.paragraphs[0].scope if last else ""
    bare = last is not None and last.opening and len(last.paragraphs) == 1 and last.paragraphs[0].line
    return bare and scope in known.items and scope not in known.standing


def _heads(paragraph: Paragraph, after: Paragraph | None) -> bool:
    """Whether a short line heads the paragraph that follows it; "Discussion:" heads no thing of its own, nor does who
    presents it or how the vote went, and what begins with a small letter heads nothing."""
    return (
        not names_no_thing(paragraph.text)
        and not names_presenter(paragraph.text)
        and not without_mark(paragraph.text)[:1].islower()
        and paragraph.form != "vote"
        and not is_act(paragraph.text.rpartition(":")[2])
        and (paragraph.line or paragraph.form == "heading")
        and after is not None
        and after.scope == paragraph.scope
        and not after.line
        and not after.marked
    )


def _belongs(paragraph: Paragraph, draft: Draft, known: Headings, scale: Scale, *, loose: bool) -> bool:
    """Whether a paragraph goes on with the passage before it, under the same heading."""
    first = next((one for one in draft.paragraphs if not one.line), draft.paragraphs[0])
    ends = paragraph.form in ("vote", "outcome")
    if paragraph.title or paragraph.turns or (not ends and is_next_entry(first.text, paragraph.text, scale)):
        return False
    if loose and draft.settled and (paragraph.form == "motion" or _NEXT_ACT.match(paragraph.text)):
        return False
    if loose and not ends and opens_entry(paragraph.text, draft.words, scale):
        return False
    if lists_tasks(paragraph.scope, known) and not draft.headed and not ends:
        return False
    if is_entry(paragraph.text) and is_entry(first.text) and scale.is_less(paragraph.words, draft.words, _HANGS):
        return False
    poor = is_poor(paragraph.words, scale)
    if draft.settled and not ends and _ITEM.search(paragraph.text):
        return False
    if draft.settled and not poor and not paragraph.line and scale.is_less(paragraph.words, draft.words, _HANGS):
        return False
    if ends or (poor and not paragraph.line) or draft.headed:
        return True
    if _OF_THE_LAST.match(paragraph.text):
        return True
    if draft.opening and paragraph.scope in known.items and paragraph.scope not in known.standing:
        return True
    if not loose and (known.busy.get(paragraph.scope, 0) <= _FEW or paragraph.scope in known.whole):
        return True
    if loose and (paragraph.marked or "row" in (paragraph.form, draft.paragraphs[-1].form)):
        return False
    entry_goes_on = draft.marked and not paragraph.line
    share = _HANGS if entry_goes_on or not loose else _HANGS_LOOSELY
    return not scale.is_less(paragraph.words, draft.words, share)


def lists_tasks(scope: str, known: Headings) -> bool:
    """Whether a heading is that of a list of tasks, each of which is of another thing; "Discussion" heads none."""
    item = known.items.get(scope)
    return item is not None and (item.section == Section.ACTIONS or (is_label(item) and not is_stage(item.title)))
