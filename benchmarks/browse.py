"""A finished site: every link of every page, and in a real browser a thousand pages, accessibility, a phone, search.

    python benchmarks/browse.py SITE --out out/browse.md

`make browse SITE=DIR` runs it in the environment of the browser tests. What it writes has no words of any page, so that
the report of a real archive can be shown. Ends with 1 where anything is wrong, and names that on standard error.
"""

from __future__ import annotations

import argparse
import os
import posixpath
import random
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

from axe_playwright_python.sync_playwright import Axe
from lxml import html
from playwright.sync_api import Browser, Page, sync_playwright

TESTS = Path(__file__).resolve().parents[1] / "tests" / "browser"
sys.path.insert(0, str(TESTS))

from conftest import Watched  # noqa: E402
from test_browser_pages import WCAG  # noqa: E402

_LARGEST = 300_000  # bytes of a page that a poor line can bear
_PHONE = 320  # CSS pixels
_OPENED = 1_000  # pages, drawn by lot
_OF_EACH = 3  # pages of each kind that are looked at closely, the largest first
_ASKED = 40  # searches
_MOST = 20  # faults that are named
_SEARCH = """async (words) => {
    const field = document.querySelector("#words"), status = document.querySelector("[data-status=search]");
    const begun = performance.now();
    status.textContent = "";
    field.value = words;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    while (!status.textContent) await new Promise((resolve) => setTimeout(resolve, 2));
    return performance.now() - begun;
}"""


@dataclass
class Found:
    """What was looked at, and what is wrong with it."""

    pages: int = 0
    links: int = 0
    opened: int = 0
    seconds: float = 0.0
    largest: int = 0
    closely: int = 0
    searches: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; returns its exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path, help="the folder that `matters site` wrote")
    parser.add_argument("--out", type=Path, default=Path("out/browse.md"))
    chosen = parser.parse_args(arguments)
    site = chosen.site.resolve()
    if not (site / "index.html").is_file():
        parser.error(f"{site} holds no index.html; write a site there with `matters site --db FILE --out DIR`")
    found = look(site)
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    chosen.out.write_text(report(found), encoding="utf-8")
    print(report(found))
    for fault in found.wrong[:_MOST]:
        print(fault, file=sys.stderr)
    return int(bool(found.wrong))


def look(site: Path) -> Found:
    """Follow the links, open many pages, and look closely at some of each kind."""
    pages = sorted(site.rglob("*.html"))
    found = Found(pages=len(pages), largest=max(page.stat().st_size for page in pages))
    if found.largest > _LARGEST:
        found.wrong.append(f"a page of {found.largest} bytes")
    _links(site, pages, found)
    path = os.environ.get("CHROMIUM") or ("/usr/bin/chromium" if Path("/usr/bin/chromium").exists() else None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        _open(browser, pages, found)
        _closely(browser, list(_of_each_kind(site)), found)
        _search(browser, site, found)
        browser.close()
    return found


def _links(site: Path, pages: Sequence[Path], found: Found) -> None:
    """Every link leads to a page and a place of it, and every page is reached from the first."""
    places: dict[str, set[str]] = {}
    wanted: dict[str, set[tuple[str, str]]] = {}
    for page in pages:
        name = page.relative_to(site).as_posix()
        tree = html.parse(str(page)).getroot()
        places[name] = set(tree.xpath("//@id"))
        hrefs = [urlsplit(href) for href in tree.xpath("//a/@href")]
        own = [part for part in hrefs if not part.scheme and not part.netloc]
        found.links += len(own)
        wanted[name] = {(_named(name, unquote(part.path)), unquote(part.fragment)) for part in own}
    for name, links in wanted.items():
        for there, anchor in links:
            if there not in places and not (site / there).is_file():
                found.wrong.append(f"{name}: {there} is not there")
            elif anchor and there in places and anchor not in places[there]:
                found.wrong.append(f"{name}: {there} has no place {anchor}")
    left, reached = ["index.html"], {"index.html"}
    while left:
        new = {there for there, _ in wanted[left.pop()]} & wanted.keys() - reached
        reached |= new
        left += new
    found.wrong += [f"{name}: no link leads there" for name in sorted(places.keys() - reached)]


def _named(name: str, path: str) -> str:
    """The page that a link on the page `name` leads to, from the top of the site."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name


def _open(browser: Browser, pages: Sequence[Path], found: Found) -> None:
    """Open pages drawn by lot; none may speak on the console, ask the network, or lack its style."""
    drawn = random.Random(1).sample(pages, min(_OPENED, len(pages)))
    watched = Watched(browser.new_page())
    begun = time.perf_counter()
    for file in drawn:
        page = watched.open(file)
        if page.evaluate("getComputedStyle(document.body).maxWidth") != "1088px":
            found.wrong.append(f"{file}: without its style sheet")
    found.seconds, found.opened = time.perf_counter() - begun, len(drawn)
    found.wrong += watched.wrong
    watched.page.close()


def _of_each_kind(site: Path) -> Iterator[Path]:
    """The pages at the root that are first of their kind, and the largest and some others of each folder."""
    yield from (page for page in sorted(site.glob("*.html")) if not page.stem[-1].isdigit())
    drawn = random.Random(1)
    for folder in sorted(folder for folder in site.iterdir() if folder.is_dir()):
        inside = sorted(folder.glob("*.html"), key=lambda page: (-page.stat().st_size, page.name))
        if inside:
            yield inside[0]
            yield from drawn.sample(inside[1:], min(_OF_EACH - 1, len(inside) - 1))


def _closely(browser: Browser, pages: Sequence[Path], found: Found) -> None:
    """Accessibility by axe, in the dark of contrast alone; no scrolling sideways on a phone."""
    contrast = {"type": "rule", "values": ["color-contrast"]}
    for scheme, rules in (("light", {"type": "tag", "values": WCAG}), ("dark", contrast)):
        context = browser.new_context(color_scheme=scheme)
        page = context.new_page()
        for file in pages:
            page.goto(file.as_uri())
            result = Axe().run(page, options={"runOnly": rules})
            if result.violations_count:
                found.wrong.append(f"{file}, {scheme}: {result.generate_report()}")
        context.close()
    context = browser.new_context(viewport={"width": _PHONE, "height": 800})
    page = context.new_page()
    for file in pages:
        page.goto(file.as_uri())
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > _PHONE:
            found.wrong.append(f"{file}: {wide} pixels wide on a phone of {_PHONE}")
    context.close()
    found.closely = len(pages)


def _search(browser: Browser, site: Path, found: Found) -> None:
    """Ask for words of the site's own matters, and time the answers."""
    page = browser.new_page()
    words = _words(page, site)
    page.goto((site / "search.html").as_uri())
    found.searches = [page.evaluate(_SEARCH, asked) for asked in words]
    page.close()


def _words(page: Page, site: Path) -> list[str]:
    drawn = random.Random(1)
    titles = []
    for file in drawn.sample(sorted((site / "matters").glob("*.html")), _ASKED):
        page.goto(file.as_uri())
        titles.append(page.locator("h1").inner_text().split()[:2])
    return [" ".join(title) for title in titles]


def report(found: Found) -> str:
    """What was found, in Markdown."""
    searches = sorted(found.searches)
    slow = searches[int(0.95 * (len(searches) - 1))]
    return f"""# A site in a browser

`make browse SITE=DIR`, on {date.today():%d %B %Y}.

| | |
|---|---|
| pages | {found.pages:,}, the largest {found.largest / 1000:.0f} KB |
| links within the site, each followed | {found.links:,} |
| opened | {found.opened:,}, {1000 * found.seconds / found.opened:.0f} ms each |
| looked at closely (axe with WCAG 2.2 AA, in the dark contrast alone; {_PHONE} pixels wide) | {found.closely} |
| searches | {len(searches)}: half within {statistics.median(searches):.0f} ms, 95 of 100 within {slow:.0f} ms |
| wrong (broken links, console, network, accessibility, width, size) | {len(found.wrong)} |
"""


if __name__ == "__main__":
    sys.exit(main())
