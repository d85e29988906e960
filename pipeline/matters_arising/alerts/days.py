"""The days that minutes name: until when a matter was put off, by when a thing is due. As a calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import cast

from matters_arising.alerts.words import line
from matters_arising.dates import find
from matters_arising.ids import make_id
from matters_arising.matters.promises import Promise
from matters_arising.matters.terms import term
from matters_arising.models import Event
from matters_arising.store.alerts import Spot, news_id
from matters_arising.vocab import EventType

_FULL = len("2021-05-14")


@dataclass(frozen=True, slots=True)
class Named:
    """A day that the minutes name for a matter. `meant`: it is that of a meeting named otherwise."""

    id: str
    day: str
    meant: bool
    promise: Promise


def named_days(
    judged: Iterable[Promise], events: Mapping[str, Event], spots: Mapping[str, Spot], *, least: float
) -> Iterator[Named]:
    """The day of each promise: the one that is printed, else that of the meeting meant, where its minutes are here.

    "In May", with no minutes of May, is no day.
    """
    for one in judged:
        if one.confidence < least:
            continue
        printed = _printed(one, events[one.event])
        if day := printed or one.due:
            yield Named(news_id("day", spots[one.event]), day, not printed, one)


def _printed(one: Promise, event: Event) -> str:
    """The day that the words name, as a day and a month; empty where they name none."""
    if not any(mention.day and mention.month for mention in find(one.until)):
        return ""
    task = one.kind is EventType.ACTION
    asked = term(one.until, event.quote, said_on=one.said.date, body=one.body, until_date=event.until_date, task=task)
    return asked.iso if asked.asks == "day" and len(asked.iso) == _FULL else ""


def calendars(days: Iterable[Named]) -> Iterator[tuple[str, bytes]]:
    """The calendar of the archive and of each body, with their paths."""
    ordered = sorted(days, key=lambda named: (named.day, named.id))
    yield "archive.ics", _calendar("All minutes", ordered)
    for body in sorted({named.promise.body for named in ordered}):
        own = [named for named in ordered if named.promise.body == body]
        yield f"bodies/{make_id('body', body)}.ics", _calendar(body, own)


def _calendar(title: str, days: Iterable[Named]) -> bytes:
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//Matters Arising//matters feeds//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"Matters arising: {line(title)}")
    for named in days:
        one, day = named.promise, date.fromisoformat(named.day)
        entry = Event()
        entry.add("uid", f"{named.id}@matters-arising")
        # Not the time of the run, so that the same archive gives the same bytes.
        entry.add("dtstamp", datetime.fromisoformat(one.said.date).replace(tzinfo=UTC))
        entry.add("dtstart", day)
        entry.add("dtend", day + timedelta(1))
        entry.add("transp", "TRANSPARENT")
        what = one.words.capitalize() + (" this day" if one.kind is EventType.DEFERRAL else "")
        entry.add("summary", f"{what}: {line(one.title)}")
        entry.add("description", _description(named))
        entry.add("categories", [line(one.body)])
        calendar.add_component(entry)
    return cast(bytes, calendar.to_ical())


def _description(named: Named) -> str:
    one = named.promise
    meant = " (the day of the meeting meant)" if named.meant else ""
    return "\n".join(
        (
            f"Minutes of {one.said.date}, {line(one.body)}: {one.words} “{line(one.until)}”{meant}.",
            f"“{line(one.said.quote, 700)}”",
            f"p. {one.said.page}, {line(one.said.document, 300)}",
            f"State in the archive: {one.state}.",
        )
    )
