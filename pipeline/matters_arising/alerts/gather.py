"""All news of a database, asked of what the other commands ask."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from matters_arising.alerts import news
from matters_arising.alerts.changed import Pages, changed
from matters_arising.alerts.news import Course, News
from matters_arising.alerts.settings import Search
from matters_arising.matters.fate import cut_off
from matters_arising.matters.record import places, returns
from matters_arising.models import Meeting
from matters_arising.store import alerts
from matters_arising.store.alerts import Seen
from matters_arising.store.changes import changes_of
from matters_arising.store.connection import Store
from matters_arising.store.ledger import ledger
from matters_arising.store.promises import promises_of
from matters_arising.store.proposals import proposals_of
from matters_arising.store.read import read_current

_FULL = len("2021-05-14")


def gather(store: Store, *, searches: Sequence[Search] = (), site: str = "") -> list[News]:
    """Every news that the minutes of the archive hold, the latest first; with links where the `site` is published."""
    meetings = {meeting.id: meeting for meeting in read_current(store).values()}
    sights = alerts.sights(store)
    spots = alerts.spots_of_events(store)
    courses = _courses(meetings.values(), sights)
    titles = alerts.titles(store)
    every = [
        *news.put_off(ledger(store), sights, spots, meetings),
        *news.promised(promises_of(store).judged, spots, courses),
        *news.unanswered(proposals_of(store).judged, spots, courses),
        *news.returned(sights, courses),
        *news.minutes(meetings.values(), alerts.spots_of_meetings(store), sights),
        *changed(changes_of(store), _pages(meetings.values(), store)),
        *(one for search in searches for one in news.found(search.name, alerts.matches(store, search.query), titles)),
    ]
    return [replace(one, link=_link(one, site)) for one in news.once(every)]


def _link(one: News, site: str) -> str:
    """The page of the site that tells of it: its matter's, else that of its minutes, else the first."""
    if not site:
        return ""
    if one.matter:
        return f"{site}matters/{one.matter}.html"
    return f"{site}minutes/{one.meeting}.html" if one.meeting else site


def _pages(meetings: Iterable[Meeting], store: Store) -> Pages:
    known = list(meetings)
    return Pages(
        {(one.document, one.date): one.id for one in known},
        {(one.body, one.date): one.id for one in known if one.date},
        alerts.subjects(store),
    )


def _courses(meetings: Iterable[Meeting], sights: Iterable[Seen]) -> dict[str, Course]:
    of: dict[str, list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        of[meeting.body].append(meeting)
    seen: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for sight in sights:
        seen[sight.body][sight.matter].add(sight.meeting)
    return {
        body: Course(
            tuple(sorted({meeting.date for meeting in own if len(meeting.date) == _FULL})),
            cut_off(returns(seen[body].values(), places(own))),
        )
        for body, own in of.items()
    }
