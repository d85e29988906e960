"""What surrounds the content of a web page: navigation, banners, side bars, footers."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

_HOLDS = 0.2  # of the page's words outside links: what holds more is no boilerplate, whatever it is called
_TAGS = frozenset(["nav", "aside", "footer", "menu", "dialog"])
_ROLES = frozenset(["navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar", "alert"])
_NAMES = frozenset(
    [
        *("nav", "navbar", "navigation", "menu", "submenu", "breadcrumb", "breadcrumbs", "crumbs", "sidebar", "footer"),
        *("cookie", "cookies", "share", "sharing", "social", "search", "skip", "banner", "masthead", "widget", "login"),
        *("pagination", "pager", "related", "comments", "advert", "ads", "promo", "newsletter", "subscribe", "toolbar"),
    ]
)
_BLOCKS = frozenset(["ul", "ol", "dl", "div", "td", "th", "table", "section", "p", "center", "header", "form"])
_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


@dataclass(slots=True)
class Weight:
    """What is printed inside an element: words, words in links, links, and its longest run outside links."""

    words: int = 0
    linked: int = 0
    links: int = 0
    longest: int = 0

    def hold(self, words: int, length: int) -> None:
        """Take in a text of so many words and, outside links, letters; in a link it has no length of its own."""
        self.words += words
        self.linked += 0 if length else words
        self.longest = max(self.longest, length)

    def add(self, inner: Weight, *, links: int) -> None:
        """Take in what an element inside holds, and itself where it is a link."""
        self.words += inner.words
        self.linked += inner.linked
        self.links += inner.links + links
        self.longest = max(self.longest, inner.longest)


def weigh(root: Any) -> dict[int, Weight]:
    """The weight of every element below `root`, by the element's `mem_id`."""
    weights: dict[int, Weight] = defaultdict(Weight)
    order: list[tuple[int, int, bool]] = []  # each element, what it stands in, and whether it is a link
    linked: set[int] = set()
    for node in root.traverse(include_text=True):
        own, above = node.mem_id, node.parent.mem_id if node.parent is not None else 0
        if node.tag != "-text":
            order.append((own, above, node.tag == "a"))
            if node.tag == "a" or above in linked:
                linked.add(own)
        elif text := (node.text_content or "").strip():
            weights[above].hold(len(text.split()), 0 if above in linked else len(text))
    for own, above, link in reversed(order):
        weights[above].add(weights[own], links=int(link))
    return weights


def is_boilerplate(node: Any, weights: dict[int, Weight], page: Weight) -> bool:
    """Whether an element stands around the content: by its kind, role or name, or because it is a bunch of links."""
    weight = weights[node.mem_id]
    if weight.words - weight.linked > _HOLDS * max(page.words - page.linked, 1):
        return False
    attributes = node.attributes
    if node.tag in _TAGS or (attributes.get("role") or "").lower() in _ROLES:
        return True
    if node.tag == "header" and not _inside(node, ("main", "article")):
        return True
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    if any(part.lower() in _NAMES for part in _PART.findall(names)):
        return True
    if node.tag not in _BLOCKS or weight.links < 3:
        return False
    share = weight.linked / max(weight.words, 1)
    return share > 0.7 or (share > 0.4 and weight.links >= 4 and weight.longest < 80)


def _inside(node: Any, tags: tuple[str, ...]) -> bool:
    parent = node.parent
    while parent is not None:
        if parent.tag in tags:
            return True
        parent = parent.parent
    return False
