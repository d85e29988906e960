"""Every page in a browser: silent on the console, accessible, fit for a phone, whole without scripts."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import Watched
from playwright.sync_api import Browser

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def one_of_each(site: Path) -> list[Path]:
    """The pages at the root, and the largest page of each folder."""
    folders = [folder for folder in sorted(site.iterdir()) if folder.is_dir()]
    largest = [max(found, key=lambda page: page.stat().st_size) for folder in folders if (found := pages(folder))]
    return [*sorted(site.glob("*.html")), *largest]


@pytest.mark.parametrize("name", ["site", "hostile"])
def test_every_page_opens_without_a_word(name: str, watched: Watched, request: pytest.FixtureRequest) -> None:
    for page in pages(request.getfixturevalue(name)):
        opened = watched.open(page)
        assert opened.evaluate("getComputedStyle(document.body).maxWidth") == "1088px", "the style sheet was not loaded"
        assert opened.evaluate("document.compatMode") == "CSS1Compat"
        assert watched.wrong == [], page


@pytest.mark.parametrize(
    ("name", "scheme"),
    [("site", "light"), ("site", "dark"), ("hostile", "light"), ("hostile", "dark"), ("many", "light")],
)
def test_pages_are_accessible(name: str, scheme: str, browser: Browser, request: pytest.FixtureRequest) -> None:
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    for file in one_of_each(request.getfixturevalue(name)):
        page.goto(file.as_uri())
        for details in page.query_selector_all("summary"):
            details.click()
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
        assert found.violations_count == 0, f"{file}: {found.generate_report()}"
    context.close()


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("name", ["site", "many", "hostile"])
def test_no_page_scrolls_sideways_on_a_phone(
    name: str, width: int, browser: Browser, request: pytest.FixtureRequest
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    for file in one_of_each(request.getfixturevalue(name)):
        page.goto(file.as_uri())
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, (file, wide)
    context.close()


def test_pages_are_whole_without_scripts(site: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "ledger.html").as_uri())
    assert page.locator("tbody tr").count() == 2 and page.locator("form").is_hidden()
    page.goto((site / "search.html").as_uri())
    assert page.locator("noscript p").is_visible() and page.locator("form").is_hidden()
    context.close()


def test_the_keyboard_reaches_the_content_first(site: Path, watched: Watched) -> None:
    page = watched.open(site / "ledger.html")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.inner_text() == "Skip to the content"
    box = skip.bounding_box()
    assert box and box["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_printed_page_has_all_text_around_its_quotes_and_no_forms(site: Path, watched: Watched) -> None:
    page = watched.open(next((site / "minutes").glob("*.html")))
    page.emulate_media(media="print")
    assert page.locator(".rest").first.is_visible() and page.locator("nav").first.is_hidden()
