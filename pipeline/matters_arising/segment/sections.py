"""Which standing part of an agenda a heading names, by a lexicon kept as data."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from importlib import resources

from matters_arising.dates import find
from matters_arising.segment.lexicon import word_list
from matters_arising.vocab import Section

# "Planning application 18/0180": a reference makes one matter of what would else be a standing heading.
_REFERENCE = re.compile(r"\d+/\d+|\b[A-Z]{1,4}\d{3,}")
_DONE_WITH_AGENDA = re.compile(
    r"(?:approv|adopt|accept|confirm|agree|review|amend|chang|addition|add|delet|remov|correct|revis|modif|set|order"
    r"|business|meeting|propos|today|tonight|present|as|regular|circulat|publish|or|s)\w*"
)
_EVERYDAY = (Section.ATTENDANCE, Section.CLOSING)  # named by words that have other uses: "Footpath closure"
_OF_MATTERS = (Section.PLANNING, Section.FINANCE, Section.CORRESPONDENCE, Section.REPORTS, Section.PUBLIC)


@lru_cache(maxsize=8192)
def section_of(title: str) -> Section:
    """The standing section that `title` names, `Section.OTHER` where it names a matter of its own.

    A phrase of the lexicon counts when all its words stand in the title in order and it covers the better part
    of the title's content words; of several the one that covers most wins.

    >>> section_of("To receive apologies for absence"), section_of("Bridge over the brook")
    (<Section.APOLOGIES: 'apologies'>, <Section.OTHER: ''>)
    >>> section_of("Good of the Order"), section_of("Secretary's Report")
    (<Section.OTHER_BUSINESS: 'other-business'>, <Section.REPORTS: 'reports'>)
    >>> section_of("Closure of the meeting"), section_of("Footpath closure")
    (<Section.CLOSING: 'closing'>, <Section.OTHER: ''>)
    """
    words = _words(title)
    best, found = 0.0, Section.OTHER
    for first in sorted(set(words)):
        for section, phrase in _lexicon().get(first, ()):
            if not _in_order(phrase, words):
                continue
            if section in _EVERYDAY and len(phrase) == 1 and not set(words) <= _known_words():
                continue
            early = 0.2 if words[: len(phrase)] == phrase else 0.0
            cover = len(phrase) / len(words) + early
            if cover >= 0.5 and cover + 0.01 * len(phrase) > best:
                best, found = cover + 0.01 * len(phrase), section
    return Section.OTHER if found in _OF_MATTERS and _REFERENCE.search(title) else found


def is_agenda(title: str) -> bool:
    """Whether a heading is that of the agenda itself: its adoption, what is added to it or taken from it.

    >>> is_agenda("Approval of the Agenda"), is_agenda("Additions/deletions to agenda"), is_agenda("Consent agenda")
    (True, True, False)
    """
    words = _words(title)
    return "agenda" in words and all(word == "agenda" or _DONE_WITH_AGENDA.fullmatch(word) for word in words)


def _words(title: str) -> tuple[str, ...]:
    for mention in reversed(find(title)):  # "Minutes of the meeting held on 4 May" are minutes
        title = f"{title[: mention.start]} {title[mention.end :]}"
    plain = title.lower().replace("’", "").replace("'", "")
    return tuple(word for word in re.findall(r"[a-z]+", plain) if word not in word_list("small_in_titles"))


def _in_order(phrase: tuple[str, ...], words: tuple[str, ...]) -> bool:
    rest = iter(words)
    return all(any(word == other for other in rest) for word in phrase)


@lru_cache(maxsize=1)
def _known_words() -> frozenset[str]:
    """All words of the lexicon: a heading of these alone speaks of the meeting, not of a thing."""
    return frozenset(word for phrases in _lexicon().values() for _, phrase in phrases for word in phrase)


@lru_cache(maxsize=1)
def _lexicon() -> dict[str, tuple[tuple[Section, tuple[str, ...]], ...]]:
    """The phrases of `resources/en/sections.json`, by their first word."""
    raw = resources.files("matters_arising").joinpath("resources/en/sections.json").read_text("utf-8")
    entries = {(Section(name), _words(phrase)) for name, phrases in json.loads(raw).items() for phrase in phrases}
    by_first: dict[str, list[tuple[Section, tuple[str, ...]]]] = {}
    for section, phrase in sorted(entry for entry in entries if entry[1]):
        by_first.setdefault(phrase[0], []).append((section, phrase))
    return {first: tuple(phrases) for first, phrases in by_first.items()}
