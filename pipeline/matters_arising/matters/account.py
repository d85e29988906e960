"""What is told of one thread: a matter with its counts and its fate, and its mentions, one a meeting."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from matters_arising.ids import make_id
from matters_arising.matters.absence import Absence
from matters_arising.matters.fate import SILENT, cut_off, fate
from matters_arising.matters.passages import Passage
from matters_arising.matters.record import Record
from matters_arising.matters.subject import names_another, tells_of_another
from matters_arising.matters.tally import ALONE, EXPECTED, counted, is_sure, stated, status_of, tally
from matters_arising.matters.threads import Link, Thread
from matters_arising.matters.words import stems
from matters_arising.models import Event, Matter, Mention
from matters_arising.vocab import EventType

_FIRM = ("opens", "heading", "same", "by way")  # reasons of links that are more than words in common
_SAME_PLACE = 4  # characters between two passages printed one after the other


@dataclass(frozen=True, slots=True)
class Calendar:
    """For each meeting of one body, at how many later ones something of it could be missed, none where the record after
    it has gaps; and after how many a matter returns if it does."""

    since: Mapping[str, int]
    returns_within: int


def calendar_of(passages: Sequence[Passage], linked: Sequence[Thread]) -> Calendar:
    """The calendar of a body, from its passages in the order of their meetings and the threads that they are in."""
    meetings = {passage.meeting.id: passage.meeting for passage in passages}
    place = {meeting: at for at, meeting in enumerate(meetings)}
    gaps = [
        later - earlier
        for thread in linked
        for earlier, later in pairwise(sorted({place[passage.meeting.id] for passage in thread.passages}))
    ]
    record = Record(meetings.values(), silent=())
    since = {one.id: 0 if record.gap(one) else len(meetings) - 1 - place[one.id] for one in meetings.values()}
    return Calendar(since, cut_off(gaps))


def _by_meeting(thread: Thread) -> list[list[tuple[Passage, Link]]]:
    """The passages of a thread, meeting by meeting, in order."""
    groups: dict[str, list[tuple[Passage, Link]]] = {}
    for passage, link in zip(thread.passages, thread.links, strict=True):
        groups.setdefault(passage.meeting.id, []).append((passage, link))
    return list(groups.values())


_Group = Sequence[tuple[Passage, Link]]  # the passages of one thread at one meeting


def _body(group: _Group) -> str:
    return group[0][0].meeting.body


@dataclass(frozen=True, slots=True)
class _Known:
    """The words of a thread at one of its meetings: those of its title and of its headings there, and all in which it
    is told elsewhere, which may hold another's as well, for what stands in one paragraph often does so again."""

    title: frozenset[str]
    told: frozenset[str]


def _known(groups: Sequence[_Group], title: str) -> list[_Known]:
    said = [frozenset(word for passage, _ in group for word in passage.words) for group in groups]
    times = Counter(word for words in said for word in words)
    found = []
    for group, words in zip(groups, said, strict=True):
        headed = (stems(heading) for one, _ in group for heading in (one.title, one.under, one.heading))
        told = frozenset(word for word, count in times.items() if count > (word in words))
        found.append(_Known(frozenset(stems(title)).union(*headed), told))
    return found


def _own(event: Event, passage: Passage, link: Link, known: _Known) -> float:
    """How likely what a passage tells is told of its thread: of an aside, taken out of what another thread deals with,
    as likely as its tie; of a whole passage it is taken as told, but for a putting-off that names another thing."""
    if event.type is EventType.DEFERRAL:
        above = [one.text for one in passage.statements if one.end <= event.start]
        if names_another(event.quote, known.title, known.told, above=above[::-1]):
            return 0.0
    return link.score if link.reason.startswith("aside") else 1.0


def _appearances(groups: Sequence[_Group], known: Sequence[_Known]) -> list[list[Event]]:
    """What was done at each meeting of a thread, without the putting-offs that do not count."""
    found: list[list[Event]] = [[] for _ in groups]
    for body in {_body(group) for group in groups}:
        places = [place for place, group in enumerate(groups) if _body(group) == body]
        marked = [
            [
                (event, _own(event, passage, link, known[place]))
                for passage, link in groups[place]
                for event in passage.events
            ]
            for place in places
        ]
        for place, events in zip(places, counted(marked), strict=True):
            found[place] = events
    return found


def _put_off(groups: Sequence[_Group]) -> frozenset[str]:
    """The statements that more likely than not put the thread off, be they not sure enough to count: what they decide
    ends nothing."""
    marked = (event for group in groups for passage, _ in group for event in passage.events)
    return frozenset(event.statement for event in marked if event.type is EventType.DEFERRAL and is_sure(event))


def _tied(group: _Group) -> float:
    """How likely what a thread has of one meeting is its own: where a heading or a number ties it, that is taken for
    sure."""
    return max(1.0 if link.reason.startswith(_FIRM) else link.score for _, link in group)


def _ended(
    groups: Sequence[_Group],
    appearances: Sequence[Sequence[Event]],
    title: str,
    strange: Set[str],
    *,
    since: int,
    within: int,
    absence: Absence,
) -> str:
    """What became of a thread with these `appearances`, `since` which its body has met so often; `within` so many
    meetings a matter returns if it does.

    It is told where the meetings that are likely its own alone tell the same: what may be another's neither ends nor
    reopens it.
    """
    became = partial(fate, title=title, returns_within=within, put_off=_put_off(groups), strange=strange)
    own = [events for group, events in zip(groups, appearances, strict=True) if _tied(group) >= ALONE]
    weak = min(link.score for _, link in groups[-1]) < ALONE
    ended = became(appearances, later_meetings=since)
    if ended == SILENT and (weak or absence.is_doubtful(title, [passage for passage, _ in groups[-1]])):
        since = 0
        ended = became(appearances, later_meetings=since)
    return ended if len(own) == len(groups) or became(own, later_meetings=since) == ended else "open"


def _strange(last: _Group, title: Set[str], told: Set[str]) -> frozenset[str]:
    """The statements that report something of a thread's last meeting, and may as well be another thread's: by the tie
    of their passage, by what they say is done where no heading has a word of the title and none is said elsewhere, or
    for being less likely than what counts after another."""
    found: set[str] = set()
    for passage, link in last:
        headed = not title.isdisjoint(stems(passage.title))
        for event in (one for one in passage.events if one.type is EventType.REPORT):
            another = not headed and tells_of_another(event.quote, title | told)
            if another or event.confidence * link.score < EXPECTED:
                found.add(event.statement)
    return frozenset(found)


def account_of(
    thread: Thread,
    calendars: Mapping[str, Calendar],
    returned: Set[str],
    title: str,
    absence: Absence,
    *,
    again: Set[str],
) -> Matter:
    """What is counted of one thread. A streak is of one body: what another does between breaks none.

    Of a piece of an item that came back, of what a later matter may be (`again`), of a body that nothing names, where
    `absence` doubts it, and where its last appearance may be another's, it is not said that it was not found since.
    """
    first, last = thread.passages[0].meeting, thread.passages[-1].meeting
    groups = _by_meeting(thread)
    known = _known(groups, title)
    appearances = _appearances(groups, known)
    sums = tally(appearances)
    at_body: dict[str, list[list[Event]]] = defaultdict(list)
    for group, marked in zip(groups, appearances, strict=True):
        at_body[_body(group)].append(marked)
    calendar = calendars[last.id]
    left = {passage.item for passage in thread.passages if passage.meeting.id == last.id}
    name = matter_id(thread.passages[0])
    found = left <= returned or name in again or not last.body
    since = 0 if found else calendar.since[last.id]
    strange = _strange(groups[-1], frozenset(stems(title)), known[-1].told)
    ended = _ended(groups, appearances, title, strange, since=since, within=calendar.returns_within, absence=absence)
    return Matter(
        id=name,
        title=title,
        body=first.body,
        bodies=tuple(sorted({passage.meeting.body for passage in thread.passages})),
        first_date=first.date,
        last_date=last.date,
        appearances=len(appearances),
        deferrals=sums.explicit,
        deferrals_inferred=sums.inferred,
        streak=max(tally(of_one).streak for of_one in at_body.values()),
        stated_deferrals=max(stated(passage.text) for passage in thread.passages),
        fate=ended,
    )


def matter_id(first: Passage) -> str:
    """From where the matter first comes up, so that it stays as the thread grows.

    The first statement's own id names its words, its meeting and its document, and not its place in the text.
    """
    return make_id("mat", first.meeting.body, first.meeting.date, first.statements[0].id)


def mentions_of(thread: Thread, matter: Matter) -> list[Mention]:
    """The mentions of a matter, one a meeting, in the order of dates."""
    groups = _by_meeting(thread)
    told = zip(groups, _appearances(groups, _known(groups, matter.title)), strict=True)
    return [_mention(group, done, matter.id) for group, done in told]


def _mention(group: _Group, done: Sequence[Event], matter: str) -> Mention:
    """One mention of the passages of one meeting: its place is the stretch of them that says most."""
    stretches: list[list[Passage]] = []
    for passage, _ in group:
        if stretches and 0 <= passage.start - stretches[-1][-1].end <= _SAME_PLACE:
            stretches[-1].append(passage)
        else:
            stretches.append([passage])
    main = max(stretches, key=lambda s: (sum(len(p.events) for p in s), sum(len(p.text) for p in s), -s[0].start))
    events = [event for passage, _ in group for event in passage.events]
    meeting = main[0].meeting
    link = max((link for _, link in group), key=lambda link: (link.score, link.reason))
    return Mention(
        matter=matter,
        meeting=meeting.id,
        date=meeting.date,
        body=meeting.body,
        document=meeting.document,
        item=main[0].item,
        start=main[0].start,
        end=main[-1].end,
        quote=" ".join(passage.text for passage in main),
        status=status_of(done),
        link_reason=link.reason,
        link_score=round(link.score, 4),
        events=tuple(event.id for event in events),
    )
