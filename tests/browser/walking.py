"""Walking a site as a reader who follows every link, page after page, from the first."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Page

_FOUND = """() => ({
    links: [...document.querySelectorAll("a[href]")].map((a) => new URL(a.getAttribute("href"), document.baseURI).href),
    places: [...document.querySelectorAll("[id]")].map((node) => node.id),
    styled: getComputedStyle(document.body).maxWidth === "1088px",
})"""


def walk(page: Page, site: Path) -> tuple[set[str], list[str]]:
    """The pages that the links of a site lead to, and what is wrong: pages without style, links that lead nowhere."""
    wrong: list[str] = []
    places: dict[str, set[str]] = {}
    wanted: dict[str, set[str]] = defaultdict(set)
    left = ["index.html"]
    while left:
        at = left.pop()
        if at in places:
            continue
        if not (site / at).is_file():
            wrong.append(f"{at}: there is no such page")
            places[at] = set()
            continue
        page.goto((site / at).as_uri())
        found = page.evaluate(_FOUND)
        places[at] = set(found["places"])
        if not found["styled"]:
            wrong.append(f"{at}: without its style sheet")
        for name, anchor in _within(site, found["links"]):
            wanted[name].add(anchor)
            left.append(name)
    for name, anchors in wanted.items():
        wrong += [f"{name}#{anchor}: there is no such place" for anchor in anchors - places[name] - {""}]
    return set(places), wrong


def _within(site: Path, links: list[str]) -> list[tuple[str, str]]:
    """The pages of the site among these links, each with the place on it."""
    root = f"{site.as_uri()}/"
    parts = [urlsplit(link) for link in links if link.startswith(root)]
    return [(unquote(part.path).removeprefix(f"{site}/"), unquote(part.fragment)) for part in parts]
