"""Which standing part of an agenda a heading names, by a lexicon kept as data."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from importlib import resources

from matters_arising.vocab import Section

_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "any",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "or",
        "the",
        "to",
        "with",
        "by",
        "at",
        "receive",
        "consider",
        "note",
        "record",
    ]
)


def section_of(title: str) -> Section:
    """The standing section that `title` names, `Section.OTHER` where it names a matter of its own.

    A phrase of the lexicon counts when all its words stand in the title in order and it covers the better part
    of the title's content words; of several the one that covers most wins.

    >>> section_of("To receive apologies for absence"), section_of("Bridge over the brook")
    (<Section.APOLOGIES: 'apologies'>, <Section.OTHER: ''>)
    """
    words = _words(title)
    if not words:
        return Section.OTHER
    best, found = 0.0, Section.OTHER
    for section, phrase in _lexicon():
        if _in_order(phrase, words):
            cover = len(phrase) / len(words)
            early = 0.2 if words[: len(phrase)] == phrase else 0.0
            if cover + early >= 0.5 and cover + early + 0.01 * len(phrase) > best:
                best, found = cover + early + 0.01 * len(phrase), section
    return found


def _words(title: str) -> tuple[str, ...]:
    plain = title.lower().replace("’", "").replace("'", "")
    return tuple(word for word in re.findall(r"[a-z]+", plain) if word not in _SMALL)


def _in_order(phrase: tuple[str, ...], words: tuple[str, ...]) -> bool:
    rest = iter(words)
    return all(any(word == other for other in rest) for word in phrase)


@lru_cache(maxsize=1)
def _lexicon() -> tuple[tuple[Section, tuple[str, ...]], ...]:
    raw = resources.files("matters_arising").joinpath("resources/en/sections.json").read_text("utf-8")
    entries = {(Section(name), _words(phrase)) for name, phrases in json.loads(raw).items() for phrase in phrases}
    return tuple(sorted(entry for entry in entries if entry[1]))
