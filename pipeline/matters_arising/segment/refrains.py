"""What is printed like a heading and is none: acts, people, recurring labels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from matters_arising.segment.forms import is_cramped_outcome
from matters_arising.segment.heading import Heading
from matters_arising.segment.lexicon import is_act, is_honorific, is_name_like, word_list
from matters_arising.segment.named import is_people
from matters_arising.segment.sections import section_of
from matters_arising.segment.titling import is_sentence, is_short_title, words
from matters_arising.vocab import Section

_MONEY = re.compile(r"[£$€]\s?\d|\d[.,]\d\d\b")
NOTHING = ("none", "nil", "n/a", "none reported", "no report", "none declared")
_PAGE = re.compile(r"\W*page\s+\d+(?:\s*(?:of|/)\s*\d+)?\W*", re.IGNORECASE)
_SURNAME = re.compile(
    r"\b(?:M(?:r|rs|s|iss|x)|Dr|Cllrs?|Clr|Cr|Coun|Councill?ors?|Rev|Revd|Fr|Sir|Dame|Prof|Director|Commissioner|Trustee"
    r"|Supervisor|Alderman|Ald|Mayor|Canon|Col|Sgt|Bro|Sis)\b\.?\s+(?:[A-Z]\.?\s?){0,3}([A-Z][\w’'-]+)"
    r"|\b[A-Z]\.\s?([A-Z][a-z][\w’'-]+)"
)
_STRONG = 6.3  # ranks below are printed as headings; "Actions" over each item's is a label, once it heads their list
_HEADS = 60  # characters of text below what may be a title or a name
_ROLLS = (Section.ATTENDANCE, Section.APOLOGIES)
_RECURS = 3  # times a heading-like stretch stands in one document before it is a label


def without_refrains(text: str, found: list[Heading]) -> list[Heading]:
    """Leave out what is printed like a heading but names an act, a person or a recurring label.

    A title opens one item; words that come back at the head of many paragraphs ("Recommendation:", a speaker's
    name, the body's name beside each page number) are labels.
    """
    printed = [re.sub(r"\s+", " ", text[h.title_start : h.title_end]).strip() for h in found]
    keys = [re.sub(r"\W+", " ", title.lower()).strip() for title in printed]
    counts = Counter(keys)
    under, people = _always_under(found, keys), _titled_people(text)
    kept = []
    ends = [*(heading.start for heading in found[1:]), len(text)][: len(found)]
    for heading, title, key, end in zip(found, printed, keys, ends, strict=True):
        if heading.labels:
            if not (heading.labels[0].plain and key and counts[key] > _RECURS):
                kept.append(heading)
            continue
        strong = heading.style.startswith("heading") and key not in under
        todo = (
            counts[key] == 1 and heading.rank < _STRONG and ": " not in title and section_of(title) == Section.ACTIONS
        )
        if _ends_a_roll(heading, title, text, kept):
            kept.append(heading)
            continue
        if (
            (is_act(title) and not todo)
            or is_cramped_outcome(title)
            or (counts[key] >= _RECURS and not strong)
            or _is_no_title(heading, title, people, heads=len(text[heading.title_end : end].strip()) >= _HEADS)
        ):
            continue
        kept.append(heading)
    return kept


def _ends_a_roll(heading: Heading, title: str, text: str, kept: Sequence[Heading]) -> bool:
    """Whether a heading that names no more than a part of the minutes ("Notes") ends the list of who was there: what
    stands below it is business, though it has no title of its own."""
    if not (kept and heading.style.startswith("heading") and _is_part(title)):
        return False
    last = kept[-1]
    return last.rank >= heading.rank and section_of(text[last.title_start : last.title_end]) in _ROLLS


def _is_part(title: str) -> bool:
    tokens = re.findall(r"\w+", title.lower())
    return all(token in word_list("column_heads") for token in tokens) and section_of(title) == Section.OTHER


def _always_under(found: Sequence[Heading], keys: Sequence[str]) -> set[str]:
    """Headings that always stand right below one of a higher level: "Minutes:" under the title of each item."""
    below = {
        key
        for before, heading, key in zip(found, found[1:], keys[1:], strict=False)
        if before.rank < heading.rank and before.title_end > before.title_start
    }
    alone = {
        key
        for before, heading, key in zip([None, *found], found, keys, strict=False)
        if before is None or before.rank >= heading.rank
    }
    return below - alone


def _titled_people(text: str) -> frozenset[str]:
    """The words, lower case, that stand behind a title or initials somewhere ("Mr. Tate", "P. Orr"): surnames."""
    return frozenset(match[match.lastindex or 0].lower() for match in _SURNAME.finditer(text))


def _is_no_title(heading: Heading, title: str, people: frozenset[str], *, heads: bool) -> bool:
    """Whether an unnumbered stretch is a name or a sentence rather than a title.

    Two or three words with capitals may be either: they are a name where they open with a title or have initials, where
    the last is the surname of somebody (`people`), and where they head no text (`heads`).
    """
    _, colon, value = title.partition(":")
    value = value if colon and value.strip() else title
    if value.strip(" .").lower() in NOTHING or (value is not title and is_people(value)):
        return True
    tokens = re.findall(r"\w+", title.lower())
    if _is_part(title):
        return True
    if (
        _MONEY.search(title)
        or _PAGE.fullmatch(title)
        or (heading.style in ("short", "line", "stopped") and all(map(is_honorific, tokens)))
    ):
        return True
    if heading.style == "short" or heading.is_run_in:
        if re.fullmatch(r"[A-Z]{2,3}\W*", title) and section_of(title) == Section.OTHER:  # somebody's initials
            return True
        if is_people(title) or is_name_like(title):
            return True
        return not is_short_title(title) and heading.style != "lead"
    if heading.style in ("caps", "bold", "line", "stopped") and is_name_like(
        title.title() if title.isupper() else title
    ):
        sure = is_honorific(tokens[0]) or re.search(r"\b[A-Z]\.", title) is not None or tokens[-1] in people
        return sure or heading.style in ("line", "stopped") or not heads
    return heading.style != "caps" and is_sentence(title) and words(title) > 4
