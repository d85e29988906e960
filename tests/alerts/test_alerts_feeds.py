"""Feeds and calendars: well formed, the same bytes for the same archive, and nothing of the minutes is markup."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from lxml import etree
from matters_arising.alerts.days import calendars, named_days
from matters_arising.alerts.feeds import atom, feeds, json_feed
from matters_arising.alerts.folder import files, write, write_feeds
from matters_arising.alerts.settings import Search, Settings
from matters_arising.config import Config
from matters_arising.errors import UsageError
from matters_arising.export.site import write_site
from matters_arising.matters.promises import Promise
from matters_arising.matters.sights import Evidence
from matters_arising.models import Event
from matters_arising.store import Store
from matters_arising.store.alerts import Spot
from matters_arising.vocab import EventType
from news_by_hand import HARM, HOSTILE, JANUARY, MARCH, MAY, Night, news

ATOM = "{http://www.w3.org/2005/Atom}"
SETTINGS = Settings(
    site="https://m.example", feeds="https://m.example/feeds", searches=(Search(name="o", query="bed"),)
)


def entries(data: bytes) -> dict[str, str]:
    """The entries of an Atom feed that has what every feed must: their ids and moments."""
    root = etree.fromstring(data)
    assert root.tag == f"{ATOM}feed" and root.findtext(f"{ATOM}author/{ATOM}name")
    found = {}
    for one in [root, *root.findall(f"{ATOM}entry")]:
        mark, updated = one.findtext(f"{ATOM}id") or "", one.findtext(f"{ATOM}updated") or ""
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", mark) and one.findtext(f"{ATOM}title")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", updated)
        found[mark] = updated
    assert len(found) == len(root.findall(f"{ATOM}entry")) + 1
    return dict(list(found.items())[1:])


def test_no_feeds_go_into_the_folder_of_a_site(store: Store, night: Night, tmp_path: Path) -> None:
    night(JANUARY)
    site = tmp_path / "public"
    write_site(store, site)
    for out in (site / "feeds", site / "more" / "feeds"):
        with pytest.raises(UsageError, match="lies in the folder of a site"):
            write_feeds(store, SETTINGS, out)
    write_site(store, site)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "site.json").write_text('{"name": "of somebody else"}')
    assert write_feeds(store, SETTINGS, tmp_path / "other" / "feeds")[0] > 0


def test_all_feeds_of_an_archive_are_well_formed_and_say_the_same_twice(store: Store, night: Night) -> None:
    night({**JANUARY, **MARCH})
    first = dict(files(store, SETTINGS))
    night({})
    assert dict(files(store, SETTINGS)) == first
    listed = json.loads(first["feeds.json"])["feeds"]
    assert {one["title"] for one in listed} == {"All minutes", "Ambleton Forum", "Osier bed", "o"}
    for one in listed:
        told = json.loads(first[one["json"]])
        assert told["version"] == "https://jsonfeed.org/version/1.1"
        assert {item["id"] for item in told["items"]} == set(entries(first[one["atom"]]))
        assert len(told["items"]) == one["entries"] > 0
    assert b'href="https://m.example/feeds/archive.atom"' in first["archive.atom"]


def test_entries_keep_ids_and_moments_when_minutes_come(store: Store, night: Night) -> None:
    night(JANUARY)
    before = entries(dict(files(store, SETTINGS))["archive.atom"])
    night({**MARCH, **MAY})
    after = entries(dict(files(store, SETTINGS))["archive.atom"])
    assert before.items() < after.items()


def test_what_is_less_probable_than_asked_is_in_no_feed(store: Store, night: Night) -> None:
    night(JANUARY)
    [told] = [data for name, data in files(store, Settings(least=0.95)) if name == "archive.atom"]
    assert b"put off" not in told and b"New minutes" in told


def test_minutes_that_mean_harm_are_text_in_every_feed() -> None:
    for feed in feeds([news(**HOSTILE), news(id="news-2", kind="search", searches=(HARM,), **HOSTILE)], []):
        root = etree.fromstring(atom(feed))
        for shown in (etree.tostring(root, encoding="unicode"), json_feed(feed).decode()):
            assert not re.search("[\x00\u202e\u2066\ufffe]|u0000|x{1000}", shown)
        [item] = json.loads(json_feed(feed))["items"]
        assert "<script" not in item["content_html"] and "<script" not in etree.tostring(root, encoding="unicode")
        content = root.findtext(f"{ATOM}entry/{ATOM}content") or ""
        assert "<script" not in content and "&lt;script&gt;" in content


@pytest.mark.parametrize(("date", "day"), [("2031-03", "2031-03-01"), ("2031", "2031-01-01"), ("", "1970-01-01")])
def test_a_feed_needs_a_moment_and_takes_the_first_that_can_be(date: str, day: str) -> None:
    [feed, *_] = feeds([news(date=date)])
    assert set(entries(atom(feed)).values()) == {f"{day}T00:00:00Z"}


def promise(until: str, *, due: str = "", **changed: Any) -> tuple[Promise, Event]:
    said = Evidence("2031-01-08", "mtg-1", f"It was put off until {until}.", "1.txt", 3)
    one = Promise(
        "pending", "", "mat-1", "Osier bed", "Ambleton Forum", EventType.DEFERRAL, until, until, 0.9, said, due
    )
    event = Event(until, EventType.DEFERRAL, "1.txt", "mtg-1", "", "", 0, 9, 3, said.quote, said.date, until=until)
    return replace(one, **changed), event


def days_of(*given: tuple[Promise, Event]) -> list[Any]:
    events = {event.id: event for _, event in given}
    spots = {
        mark: Spot("Ambleton Forum", "2031-01-08", "ab", "Osier bed", event.quote) for mark, event in events.items()
    }
    promised = named_days([one for one, _ in given], events, spots, least=0.75)
    parsed = Calendar.from_ical(next(data for name, data in calendars(promised) if name == "archive.ics"))
    return list(parsed.walk("VEVENT"))


def test_a_day_that_is_named_is_a_day_of_the_calendar() -> None:
    [one] = days_of(promise("14 May"))
    assert (str(one["DTSTART"].dt), str(one["DTEND"].dt)) == ("2031-05-14", "2031-05-15")
    assert str(one["SUMMARY"]) == "Put off until this day: Osier bed"
    assert "“It was put off until 14 May.”" in str(one["DESCRIPTION"]) and "p. 3, 1.txt" in str(one["DESCRIPTION"])
    assert days_of(promise("14 May"))[0]["UID"] == one["UID"]


def test_a_month_or_the_next_meeting_is_no_day_until_its_minutes_say_which() -> None:
    assert days_of(promise("May"), promise("the next meeting"), promise("the autumn"), promise("31 June")) == []
    [one] = days_of(promise("May", due="2031-05-21"))
    assert str(one["DTSTART"].dt) == "2031-05-21" and "the day of the meeting meant" in str(one["DESCRIPTION"])


def test_what_is_improbable_is_in_no_calendar_and_harm_is_text() -> None:
    assert days_of(promise("14 May", confidence=0.6)) == []
    [one] = days_of(promise("14 May", title=HARM, body=HARM))
    assert not re.search("[\x00\u202e\r\n\ufffe]", str(one["SUMMARY"]))


def test_a_folder_of_feeds_is_left_alone_where_it_is_the_same_and_where_it_is_not_ours(
    store: Store, night: Night, tmp_path: Path
) -> None:
    night({**JANUARY, **MARCH})
    number, changed = write_feeds(store, SETTINGS, tmp_path / "out")
    assert number == changed and write_feeds(store, SETTINGS, tmp_path / "out") == (number, 0)
    write({"feeds.json": (tmp_path / "out/feeds.json").read_bytes()}, tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").rglob("*") if path.is_file()] == ["feeds.json"]
    (tmp_path / "out/mine.txt").write_text("keep")
    with pytest.raises(UsageError, match="mine"):
        write_feeds(store, SETTINGS, tmp_path / "out")
    with pytest.raises(UsageError):
        write_feeds(store, SETTINGS, tmp_path / "archive")


def test_the_run_reads_a_matters_toml_that_sets_alerts(tmp_path: Path) -> None:
    (tmp_path / "matters.toml").write_text(
        'usage = "uk"\n[[searches]]\nname = "o"\nquery = "bed"\n[alerts]\nleast = 0.8\n'
    )
    assert Config.load(tmp_path).usage == "uk"
    assert Settings.load(tmp_path / "matters.toml").least == 0.8
