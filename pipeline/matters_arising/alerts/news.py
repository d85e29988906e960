"""What is news in an archive: one thing that minutes show, with its quote, said once.

The id of a news is a hash of what its own minutes print: the meeting, the heading, the quote. It stays the same when
other minutes come, when these are read again, and when the ids of matters shift.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Literal, NamedTuple

from matters_arising.export.site.wording import REASONS
from matters_arising.export.words import count
from matters_arising.matters.promises import Promise
from matters_arising.matters.proposals import Proposal
from matters_arising.matters.terms import bare
from matters_arising.models import Meeting
from matters_arising.store.alerts import Match, Seen, Spot, news_id, place
from matters_arising.store.ledger import Entry

Kind = Literal[
    "put off", "put off again", "promise slipped", "promise vanished", "promise kept", "not found again", "returned",
    "minutes", "search", "text changed", "decision changed",
]  # fmt: skip
KINDS: tuple[Kind, ...] = (
    "put off", "put off again", "promise slipped", "promise vanished", "promise kept", "not found again", "returned",
    "minutes", "search", "text changed", "decision changed",
)  # fmt: skip
LABELS: Mapping[Kind, str] = {
    "put off": "Put off",
    "put off again": "Put off again",
    "promise slipped": "Later than its named time",
    "promise vanished": "Not found at its named time, nor since",
    "promise kept": "Dealt with by its named time",
    "not found again": "A proposal not found again",
    "returned": "Came back",
    "minutes": "New minutes",
    "search": "Found by a saved search",
    "text changed": "Another text under the same path",
    "decision changed": "Draft and approved minutes differ",
}
"""How a news of each kind is headed."""
_STATES: Mapping[str, Kind] = {
    "slipped": "promise slipped",
    "vanished": "promise vanished",
    "kept": "promise kept",
}
_NOT_FOUND = ("not found again", "agreed, not found again")
_SETTLED = ("adopted", "rejected", "withdrawn", "carried out")  # fates that leave nothing open


@dataclass(frozen=True, slots=True)
class News:
    """One thing that the minutes show, and the passage that shows it.

    `date` is that of the minutes by which it came to be known, `known` that of the newest minutes it rests on: what is
    not found rests on all later ones. Of a text that changed, both are the day on which the later one was first seen,
    as long as that is known. `earlier` is the passage as the earlier text has it, on `earlier_page` of
    `earlier_document`; all empty where the news is not of two texts. `place` is where in its minutes it stands: a news
    there, where one that was told is gone, is that one in other words; empty for what rests on more than its own
    minutes. `searches` are the names of the saved searches that found it. `confidence` is the probability that it is
    so.
    """

    id: str
    kind: Kind
    sentence: str
    title: str
    matter: str
    body: str
    date: str
    known: str
    quote: str
    document: str
    page: int
    meeting: str
    confidence: float
    place: str = ""
    searches: tuple[str, ...] = ()
    link: str = ""
    earlier: str = ""
    earlier_document: str = ""
    earlier_page: int = 0

    @property
    def headline(self) -> str:
        """The kind, and the matter where there is one."""
        of = self.title or self.body
        return f"{LABELS[self.kind]}: {of}" if of else LABELS[self.kind]


class Course(NamedTuple):
    """The dated meetings of a body in order, and after how many of them a matter comes back if it does."""

    dates: tuple[str, ...]
    returns_within: int

    def when(self, day: str, meetings: int) -> str:
        """The date of the n-th meeting after a day, or of the last."""
        after = [date for date in self.dates if date > day]
        return after[min(meetings, len(after)) - 1] if after else day


def put_off(
    entries: Iterable[Entry],
    sights: Iterable[Seen],
    spots: Mapping[str, Spot],
    meetings: Mapping[str, Meeting],
) -> Iterator[News]:
    """Each putting-off of each matter: how many before it, how many in a row, whether a reason is stated, and what has
    settled the matter since: minutes come late, and out of order.
    """
    came_up = {matter: [seen.meeting for seen in of] for matter, of in groupby(sights, key=lambda s: s.matter)}
    for entry in entries:
        off = [at.meeting for at in entry.meetings]
        for nth, at in enumerate(entry.meetings, start=1):
            run = _run(came_up.get(entry.matter, []), set(off), at.meeting)
            told = [f"Put off {'again ' if nth > 1 else ''}on {at.date or 'a meeting without a date'}"]
            told += [f"until {bare(at.until)}"] if at.until else []
            told += [f"the {_nth(nth)} meeting at which it was put off"] if nth > 1 else []
            told += [f"{run} in a row"] if run > 1 else []
            told += ["inferred from the minutes"] if not at.explicit else []
            reason = (
                f"Reason as minuted: {at.reason or REASONS.get(at.reason_code, at.reason_code)}."
                if at.stated
                else "No reason found."
            )
            yield News(
                id=news_id("put off", spots[at.event]),
                kind="put off again" if nth > 1 else "put off",
                sentence=f"{', '.join(told)}. {reason}{_since_then(entry, at.date)}",
                title=entry.title,
                matter=entry.matter,
                body=meetings[at.meeting].body,
                date=at.date,
                known=at.date,
                quote=at.quote,
                document=at.document,
                page=at.page,
                meeting=at.meeting,
                confidence=at.confidence,
                place=place("put off", spots[at.event]),
            )


def _since_then(entry: Entry, day: str) -> str:
    """What minutes of later meetings settled; empty where they settled nothing."""
    settled = entry.last_date if entry.fate == "carried out" else entry.decided
    if entry.fate not in _SETTLED or not day or settled <= day:
        return ""
    return f" Since then: {entry.fate} on {settled}."


def _run(came_up: Sequence[str], off: set[str], meeting: str) -> int:
    """At how many appearances in a row, up to this meeting, it was put off."""
    if meeting not in came_up:
        return 1
    run = 0
    for at in reversed(came_up[: came_up.index(meeting) + 1]):
        if at not in off:
            break
        run += 1
    return run


def promised(judged: Iterable[Promise], spots: Mapping[str, Spot], courses: Mapping[str, Course]) -> Iterator[News]:
    """What came later than its named time, was not found then nor since, or was dealt with by it."""
    for one in judged:
        if one.state not in _STATES:
            continue
        kind, course = _STATES[one.state], courses.get(one.body, Course((), 0))
        shown = one.found or one.said
        first = f"On {one.said.date} {one.words} “{one.until}”"
        meant = f" (the meeting of {one.due})" if one.due else ""
        last = course.dates[-1] if course.dates else one.said.date
        yield News(
            id=news_id(kind, spots[one.event]),
            kind=kind,
            sentence=f"{first}{meant}; {one.why}.",
            title=one.title,
            matter=one.matter,
            body=one.body,
            date=one.found.date if one.found else course.when(one.due, course.returns_within),
            known=one.found.date if one.found else last,
            quote=shown.quote,
            document=shown.document,
            page=shown.page,
            meeting=shown.meeting,
            confidence=one.confidence,
        )


def unanswered(judged: Iterable[Proposal], spots: Mapping[str, Spot], courses: Mapping[str, Course]) -> Iterator[News]:
    """Proposals that the minutes of the meetings since do not have again."""
    for one in judged:
        if one.fate not in _NOT_FOUND or one.said.mark not in spots:
            continue
        course = courses.get(one.body, Course((), 0))
        yield News(
            id=news_id("not found again", spots[one.said.mark]),
            kind="not found again",
            sentence=f"Proposed on {one.said.date}; {one.sentence}.",
            title=one.title or one.item,
            matter=one.matter,
            body=one.body,
            date=course.when(one.said.date, course.returns_within + 1),
            known=course.dates[-1] if course.dates else one.said.date,
            quote=one.said.quote,
            document=one.said.document,
            page=one.said.page,
            meeting=one.said.meeting,
            confidence=one.confidence,
        )


def returned(sights: Iterable[Seen], courses: Mapping[str, Course]) -> Iterator[News]:
    """Matters that came back after more meetings than their body lets pass before a matter returns."""
    for _, own in groupby(sights, key=lambda seen: (seen.matter, seen.body)):
        for before, now in pairwise(own):
            course = courses[now.body]
            between = sum(before.spot.date < date < now.spot.date for date in course.dates)
            if between <= course.returns_within:
                continue
            yield News(
                id=news_id("returned", now.spot),
                kind="returned",
                sentence=f"Back on {now.spot.date}; before that last found on {before.spot.date}, "
                f"{count(between, 'meeting')} between without it.",
                title=now.title,
                matter=now.matter,
                body=now.body,
                date=now.spot.date,
                known=now.spot.date,
                quote=now.spot.quote,
                document=now.document,
                page=now.page,
                meeting=now.meeting,
                confidence=now.score,
                place=place("returned", now.spot),
            )


def minutes(meetings: Iterable[Meeting], spots: Mapping[str, Spot], sights: Iterable[Seen]) -> Iterator[News]:
    """Minutes that are in the archive."""
    dealt = Counter(seen.meeting for seen in sights)
    for meeting in meetings:
        status = f", {meeting.status}" if meeting.status else ""
        held = dealt[meeting.id]
        matters = f"; {count(held, 'matter')} followed in them" if held else ""
        yield News(
            id=news_id("minutes", spots[meeting.id]),
            kind="minutes",
            sentence=f"Minutes of {meeting.date or 'a meeting without a date'}{status}{matters}.",
            title="",
            matter="",
            body=meeting.body,
            date=meeting.date,
            known=meeting.date,
            quote="",
            document=meeting.document,
            page=1,
            meeting=meeting.id,
            confidence=1.0,
            place="",
        )


def found(name: str, hits: Iterable[Match], titles: Mapping[str, str]) -> Iterator[News]:
    """The statements that a saved search finds. What two searches find is one news."""
    for hit in hits:
        yield News(
            id=news_id("search", hit.spot),
            kind="search",
            sentence=f"A statement of {hit.date or 'a meeting without a date'} has the words.",
            title=titles.get(hit.matter, ""),
            matter=hit.matter,
            body=hit.body,
            date=hit.date,
            known=hit.date,
            quote=hit.spot.quote,
            document=hit.document,
            page=hit.page,
            meeting=hit.meeting,
            confidence=1.0,
            place="",
            searches=(name,),
        )


def once(all_news: Iterable[News]) -> list[News]:
    """Each news once, the latest first; what several searches found carries the names of all."""
    of: dict[str, News] = {}
    for one in all_news:
        before = of.get(one.id)
        if before is None or one.confidence > before.confidence:
            of[one.id] = replace(one, searches=(*(before.searches if before else ()), *one.searches))
        else:
            of[one.id] = replace(before, searches=(*before.searches, *one.searches))
    return sorted(sorted(of.values(), key=lambda n: n.id), key=lambda n: n.date, reverse=True)


def _nth(number: int) -> str:
    """
    >>> [_nth(n) for n in (2, 3, 11, 21)]
    ['2nd', '3rd', '11th', '21st']
    """
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
