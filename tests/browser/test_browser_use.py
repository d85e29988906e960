"""What a reader does: follows a point to its quote, sorts, filters, searches. All of it from disk."""

from __future__ import annotations

import re
from pathlib import Path

from conftest import Watched
from playwright.sync_api import Page, expect


def titles(page: Page) -> list[str]:
    return [" ".join(text.split()) for text in page.locator("tbody th a").all_inner_texts()]


def test_one_click_leads_from_a_point_to_the_quote_in_its_place(site: Path, watched: Watched) -> None:
    matter = next(page for page in (site / "matters").iterdir() if "Crisis care review</h1>" in page.read_text())
    page = watched.open(matter)
    points = page.locator(".picture svg a")
    assert points.count() == 4
    page.locator(".picture svg a .deferred").first.click()
    expect(page).to_have_url(re.compile(r"/minutes/mtg-\w+\.html#evt-\w+$"))
    passage = page.locator(".passage:has(:target)")
    expect(passage.locator("mark")).to_have_text(
        "The review was put off to the next meeting because the draft was not ready."
    )
    expect(passage.locator("mark")).to_be_in_viewport()
    expect(passage.locator(".rest").last).to_be_visible()
    place = passage.locator(".place").inner_text()
    assert "Crisis care review" in place and "Bus shelter" not in place  # its own item, and not the next
    colour = passage.locator("mark").evaluate("node => getComputedStyle(node).backgroundColor")
    assert colour != page.evaluate("getComputedStyle(document.body).backgroundColor")


def test_quotes_unfold_when_they_are_led_to(site: Path, watched: Watched) -> None:
    page = watched.open(max((site / "minutes").iterdir(), key=lambda file: file.stat().st_size))
    first = page.locator(".passage").first
    expect(first.locator(".rest").first).to_be_hidden()
    first.get_by_role("link", name="Show it in its place").click()
    expect(first.locator(".rest").first).to_be_visible()


def test_a_table_sorts_by_each_column_and_says_so(site: Path, watched: Watched) -> None:
    page = watched.open(site / "ledger.html")
    assert titles(page) == ["Crisis care review", "Bus shelter"]
    head = page.locator("thead th").first
    page.get_by_role("button", name="Matter", exact=True).click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    assert titles(page) == ["Bus shelter", "Crisis care review"]
    page.get_by_role("button", name="Matter", exact=True).click()
    expect(head).to_have_attribute("aria-sort", "descending")
    page.get_by_role("button", name="Put off at").click()
    assert head.get_attribute("aria-sort") is None
    assert titles(page) == ["Crisis care review", "Bus shelter"]


def test_the_ledger_filters_by_reason_way_and_period(site: Path, watched: Watched) -> None:
    page = watched.open(site / "ledger.html")
    page.get_by_label("For the reason").select_option("information")
    expect(page.locator("tbody tr")).to_have_count(1)
    page.get_by_label("Said").select_option("i")
    expect(page.locator("tbody tr")).to_have_count(0)
    expect(page.get_by_role("status")).to_have_text("0 of 2 shown here fit.")
    page.get_by_role("button", name="Show all").click()
    expect(page.locator("tbody tr")).to_have_count(2)
    page.get_by_label("With the words").fill("shelter")
    expect(page.locator("tbody tr")).to_have_count(1)
    page.get_by_label("With the words").fill("")
    page.get_by_label("Put off from the year").select_option("2022")
    expect(page.locator("tbody tr")).to_have_count(2)


def test_a_table_of_many_pages_is_sorted_and_filtered_as_a_whole(many: Path, watched: Watched) -> None:
    page = watched.open(many / "ledger.html")
    parts = page.locator(".pager").first.locator("a").count()
    assert parts > 1
    page.get_by_label("Of the body").select_option(label="Lower Netherby Board")
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^\d+ of \d{3,} shown here fit\.$"))
    expect(page.locator("tbody tr")).to_have_count(100)
    expect(page.locator(".pager").first).to_be_hidden()
    page.get_by_role("button", name="Show 100 more").click()
    expect(page.locator("tbody tr")).to_have_count(200)
    links = page.locator("tbody th a")
    links.first.click()
    expect(page.locator("h1")).to_contain_text("Kiln")


def test_search_finds_matters_before_quotes_by_the_beginnings_of_words(site: Path, watched: Watched) -> None:
    page = watched.open(site / "search.html")
    page.get_by_label("Words").fill("crisis rev")
    expect(page.get_by_role("status")).to_have_text("2 found.")
    expect(page.locator(".answers a").first).to_have_text("Crisis care review")
    page.get_by_label("Words").fill("shelters")
    answers = page.locator(".answers li")
    expect(answers.first).to_contain_text("Matter.")
    expect(answers.last).to_contain_text("Quote.")
    page.get_by_label("Among").select_option("quotes")
    expect(answers.first).to_contain_text("Quote.")
    page.get_by_label("Words").fill("shelter")
    expect(page.get_by_role("status")).to_have_text("1 found.")
    page.locator(".answers a").first.click()  # straight from the field, which must not answer anew
    expect(page.locator(".passage:has(:target) mark")).to_contain_text("shelter")
    page.go_back()


def test_search_says_when_there_is_nothing(site: Path, watched: Watched) -> None:
    page = watched.open(site / "search.html", "#zebra%20crossing")
    expect(page.get_by_role("status")).to_have_text("Nothing found that has all of these words.")
    page.get_by_label("Words").fill("§")
    expect(page.locator(".answers li")).to_have_count(0)


def test_search_folds_accents_and_stays_quick(many: Path, watched: Watched) -> None:
    page = watched.open(many / "search.html")
    page.get_by_label("Words").fill("cafe kiln 5")
    expect(page.locator(".answers li").first).to_contain_text("Café")
    took = page.evaluate(
        """async () => {
            const field = document.querySelector("#words"), status = document.querySelector("[data-status=search]");
            const begun = performance.now();
            status.textContent = "";
            field.value = "lime wet";
            field.dispatchEvent(new Event("input", { bubbles: true }));
            while (!status.textContent) await new Promise((resolve) => setTimeout(resolve, 5));
            return performance.now() - begun;
        }"""
    )
    assert took < 1_000


def test_the_first_page_leads_to_search(site: Path, watched: Watched) -> None:
    page = watched.open(site / "index.html")
    page.get_by_label("Search matters and quotes").fill("bus & shelter")
    page.keyboard.press("Enter")
    expect(page.locator(".answers li").first).to_contain_text("Bus shelter")


def test_hostile_words_run_nowhere(hostile: Path, watched: Watched) -> None:
    page = watched.open(hostile / "search.html")
    page.get_by_label("Words").fill("script alert")
    expect(page.locator(".answers li").first).to_be_visible()
    for name in ("ledger.html", "matters.html"):
        page = watched.open(hostile / name)
        page.get_by_label("With the words").fill("alert")
        page.wait_for_timeout(100)
    assert page.evaluate("document.querySelectorAll('[onclick], [onload], [onerror], main script').length") == 0
