"""What is asked when the agenda is approved: that an item be put off or taken out. It is said of that item.

"JT asked for item 7 to be put off", under the approval of the agenda, is no matter of the agenda's. It goes to the item
that it names, by number or by the words of its title, where that stands in the same minutes and nothing there says that
it was dealt with after all; counted there it is counted once. What names an item by a number that is not printed, or by
one of several, is no matter's: the numbers of an agenda are not always those of the minutes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from matters_arising.matters.passages import Passage, piece
from matters_arising.matters.tally import is_sure
from matters_arising.matters.words import ACTS, stems
from matters_arising.models import AgendaItem, Event, Statement
from matters_arising.segment.sections import is_agenda
from matters_arising.vocab import EventType, Outcome, Section

_NUMBER = r"[A-Za-z]?\d{1,3}(?:[.-]\d{1,3})*[a-z]?"
_NAMED_BY_NUMBER = re.compile(
    rf"\b(?:items?|numbers?|nos?\.|#)\s*(?:no\.?|numbers?|#)?\s*(?P<numbers>{_NUMBER}(?:\s*(?:,|and|&|to)\s*{_NUMBER})*)\b",
    re.IGNORECASE,
)
# "item 7, the bus shelter", "item 7 (bus shelter)", "item 7 regarding the shelter": a number, and what it is of
_AND_BY_WORDS = re.compile(r"\s*(?:[(\[,:–—-]\s*[\"“'‘]?(?:the\s+)?[A-Z]|(?:re|regarding|concerning|about|on)\b)")
_OFF_THE_AGENDA = re.compile(
    r"\b(?:remov|withdr|delet|strik|struck|stricken|pull|tak|drop)\w*\b[^.;]{0,80}?\b(?:from|off)"
    r" (?:the|this|tonight[’']s|today[’']s) (?:\w+ )?agenda\b",
    re.IGNORECASE,
)
_WORDS = 2  # of a title that tell it from others
_MOST = 0.75  # of its words


@dataclass(frozen=True, slots=True)
class _Minutes:
    """The passages of one meeting by the item that they stand under, and those items."""

    under: Mapping[str, Sequence[Passage]]
    items: Sequence[AgendaItem]


def of_items(passages: Sequence[Passage], items: Iterable[AgendaItem]) -> list[Passage]:
    """The passages with what is asked of the agenda given to the items that it names; in their order, by meeting."""
    headings: dict[str, list[AgendaItem]] = defaultdict(list)
    for item in items:
        headings[item.meeting].append(item)
    by_meeting: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        by_meeting[passage.meeting.id].append(passage)
    return [
        passage
        for meeting, of_one in by_meeting.items()
        for passage in (_placed(of_one, headings[meeting]) if any(map(_asks, of_one)) else of_one)
    ]


def _asks(passage: Passage) -> bool:
    return _is_under_agenda(passage) or any(_OFF_THE_AGENDA.search(one.text) for one in _telling(passage))


def _is_under_agenda(passage: Passage) -> bool:
    return any(is_agenda(heading) for heading in (passage.title, passage.under, passage.heading))


def _telling(passage: Passage) -> list[Statement]:
    """The statements of a passage that something is marked of."""
    marked = {event.statement for event in passage.events if not event.procedural}
    return [statement for statement in passage.statements if statement.id in marked]


def _placed(passages: Sequence[Passage], items: Sequence[AgendaItem]) -> list[Passage]:
    under: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        under[passage.item].append(passage)
    minutes = _Minutes(under, items)
    given: dict[tuple[str, int], list[Event]] = defaultdict(list)
    left: list[Passage] = []
    for passage in passages:
        if not _asks(passage):
            left.append(passage)
            continue
        taken: set[str] = set()
        for statement in _telling(passage):
            if not (_is_under_agenda(passage) or _OFF_THE_AGENDA.search(statement.text)):
                continue
            asked = [event for event in passage.events if event.statement == statement.id and _takes_out(event)]
            target = _named(statement.text, minutes, besides=passage)
            if target and asked:
                given[target.item, target.start].extend([] if _is_dealt_with(target, minutes) else asked)
            if target or _names_by_number_alone(statement.text):
                taken.update(event.id for event in asked)
        left.append(_without(passage, taken))
    return [_with(passage, given[passage.item, passage.start]) for passage in left]


def _takes_out(event: Event) -> bool:
    return event.type is EventType.DEFERRAL or event.outcome == Outcome.WITHDRAWN


def _named(text: str, minutes: _Minutes, *, besides: Passage) -> Passage | None:
    """The first passage of the one item that a statement names; none where it names none, or several."""
    numbers = _numbers(text)
    if numbers:
        of_it = [item for item in minutes.items if _plain(item.number) in numbers]
    else:
        said = set(stems(text))
        of_it = [item for item in minutes.items if item.section is Section.OTHER and _is_in(item.title, said)]
    found = [minutes.under[item.id][0] for item in of_it if minutes.under.get(item.id) and item.id != besides.item]
    return found[0] if len(found) == len(of_it) == max(1, len(numbers)) == 1 else None


def _numbers(text: str) -> list[str]:
    return [
        _plain(number) for found in _NAMED_BY_NUMBER.finditer(text) for number in re.findall(_NUMBER, found["numbers"])
    ]


def _plain(number: str) -> str:
    return number.strip(" .()[]:#").casefold()


def _is_in(title: str, said: set[str]) -> bool:
    words = {word for word in stems(title) if word not in ACTS and not word[0].isdigit()}
    return len(words & said) >= max(_WORDS, _MOST * len(words))


def _names_by_number_alone(text: str) -> bool:
    found = list(_NAMED_BY_NUMBER.finditer(text))
    return bool(found) and not any(_AND_BY_WORDS.match(text, one.end()) for one in found)


def _is_dealt_with(target: Passage, minutes: _Minutes) -> bool:
    """Whether the minutes of an item tell of anything but that it was put off."""
    events = [event for passage in minutes.under[target.item] for event in passage.events if is_sure(event)]
    return bool(events) and not any(_takes_out(event) for event in events)


def _without(passage: Passage, taken: set[str]) -> Passage:
    """A passage without the marks that are said of items; what is left of one under the agenda has no title of the
    agenda's, and is no business where nothing is left."""
    events = tuple(event for event in passage.events if event.id not in taken)
    if not _is_under_agenda(passage):
        business = passage.business and (bool(events) or not passage.events)
        return replace(passage, events=events, business=business)
    telling = _telling(replace(passage, events=events))
    if not telling:
        return replace(passage, events=events, business=False)
    first = passage.statements.index(telling[0])
    bare = replace(passage, events=events, under="", heading="")
    return piece(bare, passage.statements[first:], title="")


def _with(passage: Passage, asked: Sequence[Event]) -> Passage:
    if not asked:
        return passage
    return replace(passage, events=(*passage.events, *asked), business=True)
