"""A site of some hundred sets of minutes: every link followed, every page silent and small, tables and search whole."""

from __future__ import annotations

import re
from pathlib import Path

from conftest import LARGE, Watched
from playwright.sync_api import expect
from walking import walk

LARGEST = 300_000  # bytes of a page that a poor line can bear


def test_every_page_is_reached_by_links_that_lead_somewhere(large: Path, watched: Watched) -> None:
    reached, wrong = walk(watched.page, large)
    assert wrong == []
    there = {page.relative_to(large).as_posix() for page in large.rglob("*.html")}
    assert reached == there and sum(name.startswith("minutes/") for name in reached) == len(LARGE)


def test_no_page_is_large(large: Path) -> None:
    sizes = {page.name: page.stat().st_size for page in large.rglob("*.html")}
    assert max(sizes.values()) <= LARGEST, max(sizes, key=lambda name: sizes[name])


def test_each_quote_is_highlighted_where_its_link_leads(large: Path, watched: Watched) -> None:
    page = watched.open(sorted((large / "matters").iterdir())[0])
    links = page.locator("a.quote")
    quotes = [text.removeprefix("In its place: ").strip("“”") for text in links.all_text_contents()]
    addresses = [link.get_attribute("href") or "" for link in links.all()]
    assert len(quotes) > 10
    for quote, address in zip(quotes, addresses, strict=True):
        page.goto((large / "matters" / address.partition("#")[0]).resolve().as_uri() + f"#{address.partition('#')[2]}")
        marked = page.locator(".passage:has(:target) mark")
        assert marked.text_content() == quote
        expect(marked).to_be_in_viewport()


def test_a_body_and_a_year_narrow_the_ledger(large: Path, watched: Watched) -> None:
    page = watched.open(large / "ledger.html")
    shown = page.get_by_role("status")
    page.get_by_label("Of the body").select_option(label="Parish C Council")
    expect(shown).to_have_text(re.compile(r"^\d+ of 90 shown here fit\.$"))
    of_body = int(shown.inner_text().split()[0])
    page.get_by_label("Put off from the year").select_option("1994")
    expect(shown).not_to_have_text(f"{of_body} of 90 shown here fit.")
    assert 0 < int(shown.inner_text().split()[0]) < of_body < 90
