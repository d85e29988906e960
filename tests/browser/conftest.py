"""A real browser, and sites of a toy archive to open in it from disk. `make test-browser` runs what is here.

Chromium is taken from $CHROMIUM, else from /usr/bin/chromium, else from where Playwright put its own.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / "store"), str(TESTS / "export" / "site")]

import toy_archive as toy  # noqa: E402
from matters_arising.export.site import write_site  # noqa: E402
from matters_arising.store import open_store  # noqa: E402
from sites_by_hand import HOSTILE, store_of  # noqa: E402

MANY = {
    f"2021-{month:02}.txt": toy.minutes(
        f"2021-{month:02}-03",
        *(
            line
            for at in range(month, 90 * month, month)
            for line in (
                f"# Kiln {at} of the long list {'and so on ' * 12}",
                "It was put off because the lime was wet.",
            )
        ),
        body="Ambleton Café Forum" if month % 2 else "Lower Netherby Board",
    )
    for month in range(1, 13)
}

LINES = (
    "It was put off to the next meeting because the survey was not ready.",
    "It was proposed that the parish write to the county.",
    "It was agreed.",
    "There was no news of it.",
    "The work will be done together with the Trust.",
)
LARGE = {
    f"{body}-{month // 12 + 1990}-{month % 12 + 1:02}.txt": toy.minutes(
        f"{month // 12 + 1990}-{month % 12 + 1:02}-{body + 4:02}",
        *(
            line
            for item in range(4)
            for line in (
                f"# Ferry stage {(7 * month + 5 * body + item) % 90}",
                LINES[(month + item * body) % len(LINES)],
            )
        ),
        body=f"Parish {'ABCDEF'[body]} Council",
    )
    for body in range(6)
    for month in range(50)
}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or ("/usr/bin/chromium" if Path("/usr/bin/chromium").exists() else None)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield opened
        opened.close()


def _site(folder: Path, minutes: dict[str, str]) -> Path:
    with open_store(store_of(folder, minutes)) as store:
        write_site(store, folder / "site", source_url="../archive")
    return folder / "site"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the toy archive."""
    return _site(tmp_path_factory.mktemp("plain"), {**toy.FILES})


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose tables go over several pages."""
    return _site(tmp_path_factory.mktemp("many"), MANY)


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of 300 sets of minutes of six bodies over four years."""
    return _site(tmp_path_factory.mktemp("large"), LARGE)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of minutes that mean harm."""
    return _site(tmp_path_factory.mktemp("hostile"), {**HOSTILE})


class Watched:
    """A page, and what it did that it should not: messages, errors, requests for anything but files."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.wrong: list[str] = []
        page.on("console", lambda message: self.wrong.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (self.wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda asked: None if asked.url.startswith("file://") else self.wrong.append(asked.url))
        page.on("requestfailed", self._failed)

    def _failed(self, asked: Request) -> None:
        if asked.failure != "net::ERR_ABORTED":  # the next page was opened before this one had its icon
            self.wrong.append(f"failed: {asked.url}: {asked.failure}")

    def open(self, file: Path, anchor: str = "") -> Page:
        self.page.goto(f"{file.as_uri()}{anchor}")
        return self.page


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    """A page of a wide window; the test fails where it did anything wrong."""
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    found = Watched(context.new_page())
    yield found
    context.close()
    assert found.wrong == []
