"""The whole archive's events -> matters and their mentions, the same whatever the order of arrival."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from matters_arising.ids import make_id
from matters_arising.matters.fate import fate
from matters_arising.matters.passages import Passage, cut
from matters_arising.matters.tally import stated, status_of, tally
from matters_arising.matters.threads import Thread, threads
from matters_arising.models import AgendaItem, Event, Matter, Meeting, Mention, Statement

_TITLE_LENGTH = 90


@dataclass(frozen=True, slots=True)
class Followed:
    """The matters of an archive, their mentions, and the matter of each event, by id."""

    matters: tuple[Matter, ...]
    mentions: tuple[Mention, ...]
    matter_of: dict[str, str]


def follow(
    meetings: Iterable[Meeting],
    items: Iterable[AgendaItem],
    statements: Iterable[Statement],
    events: Iterable[Event],
) -> Followed:
    """Link what was dealt with at each meeting into matters, body by body.

    Every passage of business becomes a mention of exactly one matter. A body that is not known is followed under
    its empty name, document by document, since nothing says that two such documents are of one body.
    """
    series: dict[tuple[str, str], list[Passage]] = defaultdict(list)
    for passage in cut(meetings, items, statements, events):
        alone = "" if passage.meeting.body and passage.meeting.date else passage.meeting.document
        series[passage.meeting.body, alone].append(passage)
    matters: list[Matter] = []
    mentions: list[Mention] = []
    for _, passages in sorted(series.items()):
        calendar = _calendar(passages)
        linked = threads([passage for passage in passages if passage.business])
        longest = max((gap for thread in linked for gap in _gaps(thread, calendar)), default=0)
        for thread in linked:
            matter = _matter(thread, calendar, longest)
            matters.append(matter)
            mentions.extend(_mentions(thread, matter.id))
    matter_of = {event: mention.matter for mention in mentions for event in mention.events}
    return Followed(tuple(sorted(matters, key=lambda m: m.id)), tuple(mentions), matter_of)


def _calendar(passages: Sequence[Passage]) -> dict[str, int]:
    """The place of each meeting in the body's series, by date."""
    dates = {passage.meeting.id: (passage.meeting.date, passage.meeting.id) for passage in passages}
    return {meeting: place for place, (meeting, _) in enumerate(sorted(dates.items(), key=lambda entry: entry[1]))}


def _gaps(thread: Thread, calendar: dict[str, int]) -> list[int]:
    places = [calendar[passage.meeting.id] for passage in thread.passages]
    return [later - earlier - 1 for earlier, later in pairwise(places)]


def _matter(thread: Thread, calendar: dict[str, int], longest: int) -> Matter:
    passages = thread.passages
    first, last = passages[0], passages[-1]
    appearances = [passage.events for passage in passages]
    counted = tally(appearances)
    return Matter(
        id=make_id("mat", first.meeting.body, first.meeting.date, first.meeting.document, first.statements[0]),
        title=_title(passages),
        body=first.meeting.body,
        bodies=tuple(sorted({passage.meeting.body for passage in passages})),
        first_date=first.meeting.date,
        last_date=last.meeting.date,
        appearances=len({passage.meeting.id for passage in passages}),
        deferrals=counted.explicit,
        deferrals_inferred=counted.inferred,
        streak=counted.streak,
        stated_deferrals=max(stated(passage.text) for passage in passages),
        fate=fate(appearances, later_meetings=len(calendar) - 1 - calendar[last.meeting.id], longest_gap=longest),
    )


def _title(passages: Sequence[Passage]) -> str:
    """The heading printed most often, the shorter where two tie; else the first words of the first passage."""
    printed = [passage.title.strip(" .:-–") for passage in passages if passage.title]
    if printed:
        return min(printed, key=lambda title: (-printed.count(title), len(title), title))[:_TITLE_LENGTH]
    text = passages[0].text
    return text if len(text) <= _TITLE_LENGTH else text[:_TITLE_LENGTH].rsplit(" ", 1)[0] + " …"


def _mentions(thread: Thread, matter: str) -> list[Mention]:
    return [
        Mention(
            matter=matter,
            meeting=passage.meeting.id,
            date=passage.meeting.date,
            body=passage.meeting.body,
            document=passage.meeting.document,
            item=passage.item,
            start=passage.start,
            end=passage.end,
            quote=passage.text,
            status=status_of(passage.events),
            link_reason=link.reason,
            link_score=round(link.score, 4),
            events=tuple(event.id for event in passage.events),
        )
        for passage, link in zip(thread.passages, thread.links, strict=True)
    ]
