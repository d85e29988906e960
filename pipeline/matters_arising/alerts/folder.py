"""The folder of feeds: each file replaced whole, and left alone where it would be the same."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from matters_arising.alerts.days import calendars, named_days
from matters_arising.alerts.feeds import atom, feeds, json_feed
from matters_arising.alerts.gather import gather
from matters_arising.alerts.settings import Settings
from matters_arising.errors import UsageError
from matters_arising.export.folder import SITE, holder
from matters_arising.store.alerts import spots_of_events
from matters_arising.store.connection import Store
from matters_arising.store.promises import promises_of
from matters_arising.store.read import read_events

LIST = "feeds.json"
_MADE_BY = "matters feeds"


def write_feeds(store: Store, settings: Settings, folder: Path) -> tuple[int, int]:
    """Write all feeds and calendars of a database into `folder`; how many files there are, and how many changed.

    Raises UsageError where the folder holds something else, lies in that of a site, or cannot be written.
    """
    if site := holder(folder, SITE):
        raise UsageError(
            f"it lies in the folder of a site ({site}), which could then not be written again",
            where=str(folder),
            remedy="choose another --out, beside the site; publish both under one address if you like",
        )
    return write(dict(files(store, settings)), folder)


def files(store: Store, settings: Settings) -> Iterator[tuple[str, bytes]]:
    """Every feed and calendar, and a list of them, by their paths."""
    news = gather(store, searches=settings.searches, site=settings.site)
    news = [one for one in news if one.confidence >= settings.least]
    listed = []
    for feed in feeds(news, settings.searches):
        yield f"{feed.path}.atom", atom(feed, base=settings.feeds, site=settings.site)
        yield f"{feed.path}.json", json_feed(feed, base=settings.feeds, site=settings.site)
        entries = {"title": feed.title, "atom": f"{feed.path}.atom", "json": f"{feed.path}.json"}
        listed.append({**entries, "entries": len(feed.news)})
    events = {event.id: event for event in read_events(store)}
    days = list(named_days(promises_of(store).judged, events, spots_of_events(store), least=settings.least))
    yield from calendars(days)
    yield LIST, (json.dumps({"made_by": _MADE_BY, "feeds": listed}, ensure_ascii=False, indent=1) + "\n").encode()


def write(wanted: Mapping[str, bytes], folder: Path) -> tuple[int, int]:
    """Make the folder hold these files; those of an earlier run that are not among them are removed."""
    try:
        there = _there(folder)
        folder.mkdir(parents=True, exist_ok=True)
        changed = sum(_replaced(folder / name, data) for name, data in wanted.items())
        for name in there - set(wanted):
            (folder / name).unlink()
    except OSError as error:
        raise UsageError(
            f"the feeds cannot be written ({error.strerror})", where=str(folder), remedy="choose another --out"
        ) from error
    return len(wanted), changed


def _there(folder: Path) -> set[str]:
    """The feeds that lie in the folder. Raises UsageError where anything else does."""
    if not folder.exists():
        return set()
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
    strange = sorted(name for name in found if not _is_ours(name))
    if strange or (found and not _made_by_us(folder / LIST)):
        raise UsageError(
            f"the folder holds something that no feeds of ours put there ({(strange or sorted(found))[0]})",
            where=str(folder),
            remedy="choose another --out; nothing was changed",
        )
    return found


def _is_ours(name: str) -> bool:
    parts: Sequence[str] = name.split("/")
    within = len(parts) == 1 or (len(parts) == 2 and parts[0] in ("bodies", "matters", "searches"))
    return within and parts[-1].endswith((".atom", ".json", ".ics", ".part"))


def _made_by_us(path: Path) -> bool:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(told, dict) and told.get("made_by") == _MADE_BY


def _replaced(path: Path, data: bytes) -> bool:
    """Put the bytes there at one stroke; false where they are there already."""
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(data)
    part.replace(path)
    return True
