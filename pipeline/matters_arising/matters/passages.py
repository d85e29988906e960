"""Meetings cut into passages: the stretches that deal with one thing each.

An item that is about one thing is one passage. Under a standing heading (Finance, Correspondence, Matters arising)
the paragraphs that hang together by their words are one, for there the heading says nothing of what is dealt
with; so too in an item so long that it has swallowed the next. Every statement lies in exactly one passage.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from matters_arising.matters.headings import Headings, headings, is_label, scopes
from matters_arising.matters.paragraphs import (
    Paragraph,
    entries,
    is_next_entry,
    is_poor,
    is_stage,
    names_no_thing,
    opens_entry,
    paragraphs,
    turned,
    without_heading,
    without_mark,
    without_number,
)
from matters_arising.matters.scale import Noted, Rests, Scale, Weight, weight_among
from matters_arising.matters.words import stems
from matters_arising.models import AgendaItem, Event, Meeting, Statement
from matters_arising.vocab import Section

_ROUTINE = frozenset({Section.ATTENDANCE, Section.APOLOGIES, Section.INTERESTS, Section.CLOSING, Section.NEXT_MEETING})
# parts of an agenda that say what kind of thing stands under them
_TELLING_PARTS = frozenset(
    {Section.OTHER, Section.FINANCE, Section.PLANNING, Section.CORRESPONDENCE, Section.REPORTS, Section.PUBLIC}
)
_RUN_IN = re.compile(
    r"^\W*(?:\d{1,3}(?:\.\d{1,3})+\.?\s+|\(?[0-9a-zA-Z]{1,4}\\?[).]\s*)?(?P<title>.{3,90}?)\s*(?:\s[-–—]+\s|:\s|:$|\.\s*[-–—]\s)"
)
# "Item #8, the salt shed, was deferred", printed under the motion before it: no part of that motion.
_NAMES_ITEM = re.compile(r"^\W*(?:agenda )?item\s*(?:no\.?|number|#)?\s*\d", re.IGNORECASE)
_ITEM = re.compile(r"\bitem\s*(?:no\.?|number|#)?\s*\d", re.IGNORECASE)
# "This agenda item was postponed.": what it is about stands before it
_OF_THE_LAST = re.compile(
    r"^\W*(?:This|The same)\s+(?:agenda\s+)?(?:item|matter|motion|proposal|question|request|application)\b",
    re.IGNORECASE,
)
_THERE = re.compile(r"\b(?:present|attend\w*|absent|apologies|regrets)\b", re.IGNORECASE)
_SEVERAL = 4  # people who make a roll
_RUN_IN_WORDS = 10
_MOVED = re.compile(r"\s*(?:be it (?:hereby |further )*resolved )?that\b", re.IGNORECASE)
_FEW = 3  # paragraphs that an item about one thing keeps together unasked
_SWALLOWED = 7  # paragraphs under one heading, from which on it may have swallowed the next
_HANGS = 0.20  # share of a paragraph's weight of words already in the passage: it goes on
_HANGS_LOOSELY = 0.35  # the same where nothing says that the paragraphs belong together
_BRIEF = 150  # characters of a paragraph under Minutes that may only approve them
_APPROVAL = re.compile(r"\b(?:minutes|circulated|correct|accurate|true|record|signed|none)\b", re.IGNORECASE)


Key = tuple[str, str, str, int, int]


@dataclass(frozen=True, slots=True)
class Passage:
    """One stretch of the minutes of one meeting, and what was marked in it. Offsets point into `Document.text`.

    `title` is its own or run-in heading, empty under a standing heading; `under` the heading of the long item it
    was cut from; `heading` the one that it stands under, be it standing, but for those that say nothing of it
    (Apologies, Matters arising, Tasks). `text` is its reading text, heading included. `numbers` are the minute numbers
    printed on it. `arising` says that it stands under Matters arising. `business` is false for the routine of any
    meeting. `task` says that it is an entry of a list of tasks.
    """

    meeting: Meeting
    item: str
    start: int
    end: int
    title: str
    text: str
    under: str = ""
    heading: str = ""
    numbers: frozenset[str] = frozenset()
    arising: bool = False
    business: bool = True
    task: bool = False
    words: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()

    @property
    def key(self) -> Key:
        """Its natural order in an archive: by body, date, document and place."""
        return self.meeting.body, self.meeting.date, self.meeting.document, self.start, self.end


@dataclass(slots=True)
class _Draft:
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


@dataclass(frozen=True, slots=True)
class Cuts:
    """Passages by body, date and place; how much words weigh in the archive; what the cut of each body rests on."""

    passages: list[Passage]
    weight: Weight
    rests: dict[str, Rests]


def cut(
    meetings: Iterable[Meeting],
    items: Iterable[AgendaItem],
    statements: Iterable[Statement],
    events: Iterable[Event],
) -> list[Passage]:
    """The passages of an archive, by body, date and place."""
    return cuts(meetings, items, statements, events).passages


def cuts(
    meetings: Iterable[Meeting],
    items: Iterable[AgendaItem],
    statements: Iterable[Statement],
    events: Iterable[Event],
    beside: Iterable[Rests] = (),
) -> Cuts:
    """The passages of some bodies of an archive; `beside` are what those of the other bodies rest on."""
    meetings = sorted(meetings, key=lambda m: (m.body, m.date, m.document, m.start))
    items = sorted(items, key=lambda i: (i.meeting, i.start, -i.end, i.id))
    scope = scopes(items)
    said: dict[str, list[Statement]] = defaultdict(list)
    for statement in sorted(statements, key=lambda s: (s.meeting, s.start, s.end, s.id)):
        said[statement.meeting].append(statement)
    marked: dict[str, list[Event]] = defaultdict(list)
    for event in sorted(events, key=lambda e: (e.meeting, e.start, e.end, e.id)):
        marked[event.meeting].append(event)
    printed = {meeting.id: paragraphs(said[meeting.id], scope) for meeting in meetings}
    known = headings(meetings, items, printed)
    begins: dict[str, int] = {}
    for item in items:
        begins.setdefault(item.meeting, item.start)
    weight, noted = _scales(meetings, printed, beside)
    passages: list[Passage] = []
    for meeting in meetings:
        drafts = _drafts(printed[meeting.id], known, noted[meeting.body])
        found = [_passage(meeting, draft, known, marked[meeting.id]) for draft in drafts]
        first = begins.get(meeting.id, 0)
        passages.extend(_without_title_lines(found, first))
    return Cuts(passages, weight, {body: scale.rests() for body, scale in noted.items()})


def _scales(
    meetings: Iterable[Meeting], printed: Mapping[str, Sequence[Paragraph]], beside: Iterable[Rests]
) -> tuple[Weight, dict[str, Noted]]:
    """What words weigh among all paragraphs, and a scale for each body."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    number: Counter[str] = Counter()
    for meeting in meetings:
        number[meeting.body] += len(printed[meeting.id])
        for paragraph in printed[meeting.id]:
            seen[meeting.body].update(paragraph.words)
    every, total = Counter[str](), number.total()
    for rests in beside:
        total += rests.paragraphs
        every.update(dict(zip(rests.words, rests.counts, strict=True)))
    for of_one in seen.values():
        every.update(of_one)
    weight = weight_among(total, every)
    return weight, {body: Noted(weight, number[body], seen[body]) for body in number}


def piece(passage: Passage, statements: Sequence[Statement], *, title: str) -> Passage:
    """A part of a passage as a passage of its own: these statements of it.

    Marks that stand elsewhere in the minutes and were given to the passage go with its beginning.
    """
    start, end = statements[0].start, statements[-1].end
    begins = statements[0] == passage.statements[0]
    text = " ".join(statement.text for statement in statements)
    return replace(
        passage,
        start=start,
        end=end,
        title=title,
        text=text,
        words=stems(without_number(text)),
        statements=tuple(statements),
        events=tuple(
            event
            for event in passage.events
            if start <= event.start < end or (begins and not passage.start <= event.start < passage.end)
        ),
    )


def run_in_title(text: str) -> str:
    """The heading that runs into a paragraph ("b) The pump - ..."), empty where there is none.

    >>> run_in_title("b) The pump - still broken"), run_in_title("The pump was mended on Monday.")
    ('The pump', '')
    >>> run_in_title("Decision - the pump is to be mended.")
    ''
    >>> run_in_title("R-12 A. Orrin, B. Vane: That the pump be mended")
    ''
    """
    found = _RUN_IN.match(text)
    title = found["title"].strip(" *_#") if found and not _MOVED.match(text, found.end()) else ""
    return title if len(title.split()) <= _RUN_IN_WORDS and not names_no_thing(title) else ""


def is_motion(title: str) -> bool:
    """Whether what is taken for a heading is a motion: it names itself, and not what follows its vote.

    >>> is_motion("That we pave Mill Lane"), is_motion("Paving of Mill Lane")
    (True, False)
    """
    return bool(_MOVED.match(title))


def _drafts(printed: Sequence[Paragraph], known: Headings, scale: Scale) -> list[_Draft]:
    parts = [
        part for paragraph in printed for part in (turned if _loose(paragraph, known) else entries)(paragraph, scale)
    ]
    drafts: list[_Draft] = []
    last: dict[str, _Draft] = {}
    lines = Counter(one.scope for one, after in zip_longest(parts, parts[1:]) if one and _heads(one, after))
    for place, printed_so in enumerate(parts):
        if printed_so.bounds:  # of no matter, and what stands after it goes on with nothing
            drafts.append(_Draft([printed_so], set(), "", "", headed=False, opening=False, marked=False, bound=True))
            continue
        after = parts[place + 1] if place + 1 < len(parts) else None
        item = known.items.get(printed_so.scope)
        opens = item is not None and item.start <= printed_so.start < item.start + 3
        form = item is not None and known.is_form(item)
        paragraph = without_heading(printed_so, item.title) if item and opens and form else printed_so
        loose = _loose(paragraph, known)
        heads = (
            not opens and _heads(paragraph, after) and not (lines[paragraph.scope] == 1 and _is_named(drafts, known))
        )
        goes_on = drafts and not drafts[-1].bound and drafts[-1].paragraphs[-1].scope == paragraph.scope
        draft = drafts[-1] if goes_on else None
        elsewhere = not opens and bool(_NAMES_ITEM.match(paragraph.text))
        goes_on = draft is not None and not heads and not elsewhere
        if draft and goes_on and _belongs(paragraph, draft, known, scale, loose=loose):
            draft.paragraphs.append(paragraph)
            draft.words |= paragraph.words
            draft.headed = draft.opening = False
            continue
        after_motion = item is not None and draft is not None and draft.settled and is_motion(item.title)
        names = item is not None and item.id not in known.standing and not elsewhere and not after_motion
        title = item.title if item and names and not heads and (opens or paragraph.scope not in last) else ""
        under = item.title if item and names and not title else ""
        named = paragraph.title or run_in_title(paragraph.text)
        title = without_mark(title or (paragraph.text if heads else "") or named)
        words = set(paragraph.words) | set(stems(title))
        drafts.append(_Draft([paragraph], words, title, under, heads, opens, paragraph.marked))
        last[paragraph.scope] = drafts[-1]
    return drafts


def _loose(paragraph: Paragraph, known: Headings) -> bool:
    """Whether nothing says that the paragraphs under its heading belong together."""
    return (
        paragraph.scope not in known.items
        or paragraph.scope in known.standing
        or (known.busy.get(paragraph.scope, 0) >= _SWALLOWED and paragraph.scope not in known.whole)
    )


def _is_named(drafts: Sequence[_Draft], known: Headings) -> bool:
    """Whether the last that stands there is the bare heading of one thing: the line below it is the first point of it,
    unless other lines below head further parts."""
    last = drafts[-1] if drafts else None
    scope = last.paragraphs[0].scope if last else ""
    bare = last is not None and last.opening and len(last.paragraphs) == 1 and last.paragraphs[0].line
    return bare and scope in known.items and scope not in known.standing


def _heads(paragraph: Paragraph, after: Paragraph | None) -> bool:
    """Whether a short line heads the paragraph that follows it; "Discussion:" heads no thing of its own, and what
    begins with a small letter heads nothing."""
    return (
        not names_no_thing(paragraph.text)
        and not without_mark(paragraph.text)[:1].islower()
        and (paragraph.line or paragraph.form == "heading")
        and after is not None
        and after.scope == paragraph.scope
        and not after.line
        and not after.marked
    )


def _belongs(paragraph: Paragraph, draft: _Draft, known: Headings, scale: Scale, *, loose: bool) -> bool:
    """Whether a paragraph goes on with the passage before it, under the same heading."""
    first = next((one for one in draft.paragraphs if not one.line), draft.paragraphs[0])
    if paragraph.title or paragraph.turns or is_next_entry(first.text, paragraph.text, scale):
        return False
    if loose and opens_entry(paragraph.text, draft.words, scale):
        return False
    if _lists_tasks(paragraph.scope, known) and not draft.headed and paragraph.form not in ("vote", "outcome"):
        return False
    poor = is_poor(paragraph.words, scale)
    if draft.settled and paragraph.form not in ("vote", "outcome") and _ITEM.search(paragraph.text):
        return False
    if draft.settled and not poor and not paragraph.line and scale.is_less(paragraph.words, draft.words, _HANGS):
        return False
    if paragraph.form in ("vote", "outcome") or (poor and not paragraph.line) or draft.headed:
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


def _lists_tasks(scope: str, known: Headings) -> bool:
    """Whether a heading is that of a list of tasks, each of which is of another thing; "Discussion" heads none."""
    item = known.items.get(scope)
    return item is not None and (item.section == Section.ACTIONS or (is_label(item) and not is_stage(item.title)))


def _passage(meeting: Meeting, draft: _Draft, known: Headings, events: Sequence[Event]) -> Passage:
    said = [statement for paragraph in draft.paragraphs for statement in paragraph.statements]
    scope = draft.paragraphs[0].scope
    start, end = said[0].start, said[-1].end
    inside = tuple(event for event in events if start <= event.start < end)
    chain = known.chain(scope)
    numbers = {paragraph.number for paragraph in draft.paragraphs}
    elsewhere = _NAMES_ITEM.match(draft.paragraphs[0].text)
    tells = bool(chain) and chain[0].section in _TELLING_PARTS and not is_label(chain[0])
    heading = chain[0].title if tells else ""
    if chain and scope not in known.standing:
        numbers.add(chain[0].number)
    return Passage(
        meeting=meeting,
        item=scope or said[0].item,
        start=start,
        end=end,
        title=draft.title,
        text=" ".join(statement.text for statement in said),
        under=draft.under,
        heading=heading if not elsewhere and not is_motion(heading) else "",
        numbers=frozenset(numbers - {""}),
        arising=any(item.section == Section.MATTERS_ARISING for item in chain),
        task=_lists_tasks(scope, known) or draft.paragraphs[0].form == "action",
        business=_is_business(draft, chain, inside, loose=_loose(draft.paragraphs[0], known))
        and not (_is_roll(said, meeting) and not inside),
        words=tuple(word for paragraph in draft.paragraphs for word in stems(without_number(paragraph.text))),
        statements=tuple(said),
        events=inside,
    )


def _is_business(draft: _Draft, chain: Sequence[AgendaItem], events: Sequence[Event], *, loose: bool) -> bool:
    """Whether a passage deals with anything but the form of a meeting."""
    if draft.bound:
        return False
    if events:
        return any(not event.procedural for event in events)
    section = chain[0].section if chain else Section.OTHER
    text = " ".join(paragraph.text for paragraph in draft.paragraphs)
    approval = section == Section.MINUTES and len(text) < _BRIEF and bool(_APPROVAL.search(text))
    bare = loose and draft.opening and len(draft.paragraphs) == 1 and draft.paragraphs[0].line
    said = draft.words - set(stems(draft.title)) if draft.title else draft.words
    nothing = len(said) <= (2 if draft.title else 1)
    return not (nothing or bare or section in _ROUTINE or approval)


def _is_roll(said: Sequence[Statement], meeting: Meeting) -> bool:
    """Whether a passage without a heading of its own only says who was there."""
    rest = " ".join(statement.text for statement in said)
    told = bool(_THERE.search(rest))
    there = [person.name for person in meeting.participants if " " in person.name and person.name in rest]
    for name in there:
        rest = rest.replace(name, " ")
    return told and len(there) >= _SEVERAL and len(set(stems(rest))) <= len(there)


def _without_title_lines(found: Sequence[Passage], first: int) -> list[Passage]:
    """What stands before the first item and marks nothing is the title of the minutes, not their business."""
    return [
        replace(passage, business=False)
        if passage.start < first and not passage.item and not passage.events
        else passage
        for passage in found
    ]
