"""Feeds of news, Atom 1.0 and JSON Feed 1.1: of the archive, of each body, matter and saved search.

The dates in them are those of the minutes, or of the day on which a change was first seen, and never those of the run:
the same database gives the same bytes.
"""

from __future__ import annotations

import json
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from lxml import etree

from matters_arising.alerts.news import LABELS, News
from matters_arising.alerts.settings import Search
from matters_arising.alerts.words import html, line, plain
from matters_arising.ids import make_id

_ATOM = "http://www.w3.org/2005/Atom"
_DEFAULT = cast("dict[str, str]", {None: _ATOM})  # the types of lxml know no default namespace
_SPACE = uuid.UUID("6c1a4fae-6d0f-5d2b-9a39-6d6174746572")  # so that no id of ours is another's
_MOST = 200  # entries of a feed: readers ask for it again and again
_NO_DATE = "1970-01-01"


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed: `path` without its ending, `key` is what it is of, and its news, the latest first."""

    path: str
    key: str
    title: str
    news: tuple[News, ...]


def feeds(news: Sequence[News], searches: Iterable[Search] = ()) -> Iterator[Feed]:
    """The feeds that have news; that of the archive and those of searches are there in any case."""
    told = [one for one in news if one.kind != "search"]
    yield _feed("archive", "archive", "All minutes", told)
    for body, own in _by(told, lambda one: one.body):
        yield _feed(f"bodies/{make_id('body', body)}", f"body {body}", line(body) or "Body not known", own)
    for matter, own in _by((one for one in told if one.matter), lambda one: one.matter):
        yield _feed(f"matters/{matter}", f"matter {matter}", line(own[0].title), own)
    for search in searches:
        own = [one for one in news if search.name in one.searches]
        yield _feed(f"searches/{make_id('search', search.name)}", f"search {search.name}", line(search.name), own)


def _by(news: Iterable[News], key: Callable[[News], str]) -> list[tuple[str, list[News]]]:
    of: dict[str, list[News]] = defaultdict(list)
    for one in news:
        of[key(one)].append(one)
    return sorted(of.items())


def _feed(path: str, key: str, title: str, news: Sequence[News]) -> Feed:
    return Feed(path, key, title, tuple(news[:_MOST]))


def atom(feed: Feed, *, base: str = "", site: str = "") -> bytes:
    """A feed as Atom. `base` is where the feeds are published, `site` where the site is; both may be empty."""
    root = etree.Element(f"{{{_ATOM}}}feed", nsmap=_DEFAULT)
    _put(root, "id", _urn(f"feed {feed.key}"))
    _put(root, "title", f"Matters arising: {feed.title}")
    _put(root, "updated", _moment(max((one.date for one in feed.news), key=_day, default="")))
    _put(etree.SubElement(root, f"{{{_ATOM}}}author"), "name", "Matters Arising")
    if base:
        etree.SubElement(root, f"{{{_ATOM}}}link", rel="self", href=f"{base}{feed.path}.atom")
    if site:
        etree.SubElement(root, f"{{{_ATOM}}}link", rel="alternate", href=site)
    for one in feed.news:
        entry = etree.SubElement(root, f"{{{_ATOM}}}entry")
        _put(entry, "id", _urn(one.id))
        _put(entry, "title", line(one.headline))
        _put(entry, "updated", _moment(one.date))
        if one.link:
            etree.SubElement(entry, f"{{{_ATOM}}}link", rel="alternate", href=one.link)
        etree.SubElement(entry, f"{{{_ATOM}}}category", term=one.kind, label=LABELS[one.kind])
        _put(entry, "content", str(html(one)), type="html")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def json_feed(feed: Feed, *, base: str = "", site: str = "") -> bytes:
    """A feed as JSON Feed."""
    told: dict[str, object] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"Matters arising: {feed.title}",
        **({"home_page_url": site} if site else {}),
        **({"feed_url": f"{base}{feed.path}.json"} if base else {}),
        "items": [
            {
                "id": _urn(one.id),
                "title": line(one.headline),
                **({"url": one.link} if one.link else {}),
                "content_text": plain(one),
                "content_html": str(html(one)),
                "date_published": _moment(one.date),
                "tags": [one.kind],
                "_matters_arising": {
                    "news": one.id,
                    "matter": one.matter,
                    "document": line(one.document, 300),
                    "page": one.page,
                    "confidence": round(one.confidence, 4),
                },
            }
            for one in feed.news
        ],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _put(parent: etree._Element, name: str, text: str, **attributes: str) -> None:
    etree.SubElement(parent, f"{{{_ATOM}}}{name}", attrib=attributes).text = text


def _urn(key: str) -> str:
    return uuid.uuid5(_SPACE, key).urn


def _day(iso: str) -> str:
    """The first day that a date, which may be partial, can be; a feed must have one."""
    full = f"{iso or _NO_DATE}-01-01"[: len(_NO_DATE)] if len(iso) != 7 else f"{iso}-01"
    try:
        return date.fromisoformat(full).isoformat()
    except ValueError:
        return _NO_DATE


def _moment(iso: str) -> str:
    return f"{_day(iso)}T00:00:00Z"
