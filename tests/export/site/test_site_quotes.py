"""Quotes on a site: each in its place with its characters marked, each said once, no more said than is known."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
import toy_archive as toy
from lxml import html
from matters_arising.errors import UsageError
from matters_arising.export.site import passages, wording
from matters_arising.export.site.reading import Reading, read
from matters_arising.export.site.whole import files, write_site
from matters_arising.flow import run
from matters_arising.store import Store, open_store
from matters_arising.store.context import context
from matters_arising.store.quotes import Quote, minutes
from sites_by_hand import store_of

Site = dict[str, str]


def quote(**given: object) -> Quote:
    plain = Quote(
        "ev-1", "event", "deferral", True, {}, "Before. ", "It was put off.", " After.", 2, 8, 23, "", 0.8, "toy"
    )
    return replace(plain, **given)  # type: ignore[arg-type]


def test_each_quote_stands_in_its_place_as_the_database_shows_it(store: Store) -> None:
    quotes = [one for of in minutes(store) for one in of.quotes if one.part in ("event", "stance")]
    assert len(quotes) > 5
    for one in quotes:
        found = context(store, one.id)
        assert (one.quote, one.page) == (found.quote, found.page)
        assert found.before.endswith(one.before) and found.after.startswith(one.after)


def test_what_stands_under_another_item_is_not_shown_beside_a_quote(tmp_path: Path) -> None:
    lines = (
        "# Public speaking",
        "Ada Quince of 3 Dock Lane spoke of noise.",
        "# Pier",
        "It was put off.",
        "# Ferry",
        "Sold.",
    )
    root = toy.lay(tmp_path / "archive", {"a.txt": toy.minutes("2023-05-03", *lines)})
    with open_store(tmp_path / "x.db", write=True) as store:
        run(root, store, config=toy.ToyConfig(), stages=toy.WIDE, jobs=0)
        (one,) = (one for of in minutes(store) for one in of.quotes if one.what == "deferral")
        assert "Pier" in one.before and "Quince" not in one.before + one.after and "Ferry" not in one.after
        assert "Quince" in context(store, one.id).before


def test_a_page_marks_the_characters_of_the_quote(reading: Reading, site: Site) -> None:
    held, sheets = passages.quoted(reading.minutes, source_url="")
    for sheet in sheets:
        for place, own in zip(sheet.addresses, sheet.runs, strict=True):
            page = html.document_fromstring(site[place])
            marked = [node.text_content() for node in page.iter("mark")]
            assert marked == [passage.quote.replace("\f", "") for passage in own]
            for passage, block in zip(own, page.findall(".//blockquote"), strict=True):
                told = (passage.before + passage.quote + passage.after).replace("\f", "")
                assert block.text_content() == told
    assert all("#" in one.address for one in held.shown.values())


def test_each_mark_of_a_timeline_leads_to_its_quote(site: Site) -> None:
    page = next(
        text for name, text in site.items() if name.startswith("matters/") and "Crisis care review</h1>" in text
    )
    drawn = html.document_fromstring(page).find(".//svg")
    assert drawn is not None and drawn.get("role") == "group" and "xmlns" not in page
    places = [link.get("href") for link in drawn.iter("a")]
    assert len(places) == 4 and all(
        re.fullmatch(r"\.\./minutes/mtg-\w+\.html#(?:evt|stn|said)-\w+", place) for place in places
    )


def test_what_is_less_likely_than_not_accuses_nobody(tmp_path: Path) -> None:
    lines = ("# Lime kiln", "It was perhaps put off.", "It was perhaps agreed.")
    with open_store(store_of(tmp_path, {"a.txt": toy.minutes("2022-01-01", *lines)})) as store:
        (found,) = minutes(store)
        site = {name: data.decode() for name, data in files(read(store))}
    assert [one.what for one in found.quotes] == ["decision"] and found.unsure == 1
    matter = next(text for name, text in site.items() if name.startswith("matters/"))
    assert "It was perhaps agreed" in matter and "It was perhaps put off" not in matter
    assert "Not counted and not shown: 1 passage that may say it was put off" in matter
    assert "Nothing was found to be put off." in site["ledger.html"]


def test_one_stretch_is_quoted_once_with_all_that_it_was_read_as(reading: Reading) -> None:
    of = reading.minutes[0]
    both = (quote(), quote(id="ev-2", what="decision", told={"outcome": "other"}), quote(id="ev-3", start=9))
    held, sheets = passages.quoted([replace(of, quotes=both)], source_url="")
    (run,) = sheets[0].runs
    assert [[mark.mark for mark in passage.marks] for passage in run] == [["ev-1", "ev-2"], ["ev-3"]]
    assert held.address("ev-2").endswith("#ev-2") and held.address("unknown") == "bodies.html"


def test_a_long_set_of_minutes_goes_over_several_pages(reading: Reading) -> None:
    many = tuple(quote(id=f"ev-{at}", start=at, end=at + 1, quote="word " * 2_000) for at in range(60))
    held, sheets = passages.quoted([replace(reading.minutes[0], quotes=many)], source_url="")
    assert len(sheets[0].addresses) > 2
    assert {held.shown[f"ev-{at}"].address.partition("#")[0] for at in range(60)} == set(sheets[0].addresses)


def test_a_quote_that_never_ends_is_cut_and_says_so(reading: Reading) -> None:
    (passage,) = passages.quoted([replace(reading.minutes[0], quotes=(quote(quote="w" * 30_000),))], source_url="")[1][
        0
    ].runs[0]
    assert passage.cut == 6_000 and len(passage.quote) == 24_000 and passage.after == ""
    assert len(passage.marks[0].quote) <= passages.LONG


@pytest.mark.parametrize(
    ("given", "kind", "word"),
    [
        ({}, "deferred", "Put off"),
        ({"explicit": False}, "inferred", "Put off (inferred)"),
        ({"what": "action", "explicit": False}, "actioned", "Something to do"),
        ({"part": "stance", "what": "unilateral"}, "stance", "Labelled unilateral"),
        ({"part": "mention", "what": ""}, "discussed", "Came up"),
        ({"part": "statement", "what": ""}, "discussed", "Talk of partnership"),
    ],
)
def test_marks_have_plain_words(given: dict[str, object], kind: str, word: str) -> None:
    assert wording.kind_and_word(quote(**given)) == (kind, word)


@pytest.mark.parametrize(
    ("told", "facts"),
    [
        ({}, "no reason found in the passage"),
        ({"until": "May"}, "until “May”, no reason found in the passage"),
        ({"reason": "the plan was late", "reason_code": "information"}, "reason in the minutes: “the plan was late”"),
        ({"reason_code": "quorum"}, "no quorum"),
    ],
)
def test_a_putting_off_says_why_or_that_no_reason_was_found(told: dict[str, str], facts: str) -> None:
    assert wording.facts(quote(told=told)) == facts


def test_a_decision_to_put_off_is_not_called_an_adoption() -> None:
    assert wording.facts(quote(what="decision", told={"outcome": "adopted"}, puts_off=True)) == "to put it off"
    assert wording.facts(quote(what="decision", told={"outcome": "rejected"}, puts_off=True)) == "rejected"
    assert wording.facts(quote(what="decision", told={"outcome": "adopted"})) == "adopted"


def test_persons_are_not_named_outside_of_quotes() -> None:
    for name in ("Joan Ames", "Cllr Ames"):
        assert name not in wording.facts(quote(what="referral", told={"target": name}))
        assert name not in wording.facts(quote(part="stance", what="collaborative", told={"with_whom": name}))
        assert name not in wording.facts(quote(told={"reason": f"{name} was still writing"}))
        assert name not in wording.facts(quote(what="decision", told={"votes": f"For: {name}"}))
    assert wording.facts(quote(what="referral", told={"target": "the Clerk"})) == "to the Clerk"
    assert wording.facts(quote(what="decision", told={"votes": "4 to 2"})) == "votes 4 to 2"


def test_links_to_files_may_not_run_anything(store: Store, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("links")
    for prefix in ("javascript:alert(1)//", "data:text/html,", "JavaScript:x"):
        with pytest.raises(UsageError, match="may begin with"):
            write_site(store, folder / "site", source_url=prefix)
    assert not (folder / "site").exists()
