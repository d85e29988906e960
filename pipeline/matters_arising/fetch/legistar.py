"""A client of Legistar's web API: meetings are events, and an event may have a file of minutes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import httpx

from matters_arising.fetch.client import Client
from matters_arising.fetch.failures import Failure, Unreachable
from matters_arising.fetch.listing import Item, Listing
from matters_arising.fetch.names import safe, safe_path
from matters_arising.fetch.settings import Legistar
from matters_arising.fetch.telling import plain

# Where Legistar itself keeps the files of its clients.
FILES = ("*.legistar.com", "*.legistar1.com", "legistar.granicus.com")
_MOST_PAGES = 1000


def list_events(source: Legistar, client: Client, today: date) -> Listing:
    """The minutes of the events since a date. Raises Failure where not even the first page can be read.

    Pages are asked for until one is empty: a server may give fewer events at once than it was asked for, so that a
    short page does not say that it is the last.
    """
    since = source.start(today).isoformat()
    listing = Listing(since=since, scopes=source.wants)
    try:
        for event in _events(source, client, since):
            _add(listing, source, event)
    except Failure as failure:
        if not listing.items and isinstance(failure, _First):
            raise Unreachable(str(failure)) from None
        listing.fault("the list of events", failure)
    return listing


class _First(Failure):
    """Not even the first page came."""


def _events(source: Legistar, client: Client, since: str) -> Iterator[dict[str, Any]]:
    seen: set[Any] = set()
    for page in range(_MOST_PAGES):
        try:
            found = _page(source, client, since, skip=len(seen))
        except Failure as failure:
            raise (Failure if page else _First)(str(failure)) from None
        if not found:
            return
        new = [event for event in found if event.get("EventId") not in seen]
        if not new:
            raise Failure("the server gives the same page again")
        seen |= {event.get("EventId") for event in new}
        yield from new
    raise Failure(f"there are more than {_MOST_PAGES} pages")


def _page(source: Legistar, client: Client, since: str, *, skip: int) -> list[dict[str, Any]]:
    asked = {
        "$filter": f"EventDate ge datetime'{since}'",
        "$orderby": "EventId",
        "$top": str(source.page),
        "$skip": str(skip),
    }
    url = httpx.URL(f"{source.api.rstrip('/')}/{source.client}/events", params=asked)
    try:
        told = json.loads(client.get(str(url)).body)
    except (ValueError, RecursionError):
        raise Failure("the answer is no JSON, or breaks off") from None
    if not isinstance(told, list) or not all(isinstance(event, dict) for event in told):
        raise Failure("the answer is no list of events")
    return told


def _add(listing: Listing, source: Legistar, event: dict[str, Any]) -> None:
    address, body = event.get("EventMinutesFile"), plain(str(event.get("EventBodyName") or "")).lstrip("* ")
    status = str(event.get("EventMinutesStatusName") or "")
    if not isinstance(address, str) or not address.strip() or not source.wants(body):
        return
    if source.statuses and status.casefold() not in {wanted.casefold() for wanted in source.statuses}:
        return
    day = str(event.get("EventDate") or "")[:10]
    stem = safe_path([safe(body), f"{day} {body} minutes"])
    listing.add(Item(f"event {event.get('EventId')}", stem, address.strip(), date=day, scope=body))
