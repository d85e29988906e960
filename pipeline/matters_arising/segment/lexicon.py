"""Small word lists kept as data, and the questions asked of them: is this an act, a name, an abbreviation?"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from importlib import resources
from typing import Any


def word_list(name: str) -> frozenset[str]:
    """One of the lists of `resources/en/segment.json`, lower case."""
    return _lists()[name]


@lru_cache(maxsize=1)
def lexicon() -> dict[str, Any]:
    """`resources/en/bodies.json`: words that name bodies, words that frame their names, usual abbreviations."""
    raw = resources.files("matters_arising").joinpath("resources/en/bodies.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(raw)
    return loaded


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    raw = resources.files("matters_arising").joinpath("resources/en/segment.json").read_text("utf-8")
    return {name: frozenset(entries) for name, entries in json.loads(raw).items()}


def is_act(title: str) -> bool:
    """Whether a heading-like stretch reports an act ("RESOLVED", "Motion carried:") and titles nothing."""
    tokens = re.findall(r"[a-z]+", title.lower().removeprefix("not "))
    acts = word_list("acts")
    if not tokens or tokens[0] not in acts:
        return False
    if len(tokens) == 1 or tokens[1] in acts:
        return True
    return all(token in acts or token in word_list("act_fillers") for token in tokens)


def opens_with_act(stretch: str) -> bool:
    """Whether a stretch opens with what is done to the matter above it, and how or until when it is done.

    >>> opens_with_act("Deferred to the July meeting: no price"), opens_with_act("Deferred items: the slipway")
    (True, False)
    """
    opening = re.match(r"\W*([A-Z][A-Za-z]+) ([a-z]+)\b", stretch)
    if not opening or opening[1].lower() not in word_list("done"):
        return False
    return opening[2] in word_list("joining") or opening[2] in word_list("done_how")


def is_honorific(token: str) -> bool:
    """Whether a word stands before a person's name ("Cllr", "Dr.", "Mayor")."""
    return token.lower().strip(".,") in word_list("honorifics")


def is_name_like(title: str) -> bool:
    """Whether a stretch looks like a person's name with or without an office ("Cllr B. Ash", "Ann Lee (Clerk)")."""
    plain = re.sub(r"\([^)]*\)", " ", title).strip(" \t:–—-.")
    tokens = plain.split()
    if not tokens or len(tokens) > 5:
        return False
    if is_honorific(tokens[0]):
        return all(token[:1].isupper() for token in tokens)
    names = [token for token in tokens if re.fullmatch(r"(?:Mc|Mac|O['’]|D['’])?[A-Z][a-z'’-]+|[A-Z]\.?", token)]
    known = any(token.lower() in word_list("title_words") for token in tokens)
    return len(tokens) in (2, 3) and len(names) == len(tokens) and not known


def is_abbreviation(token: str) -> bool:
    """Whether a token's full stop belongs to it ("Cllr.", "No.", "e.g.", an initial)."""
    bare = token.lower().rstrip(".")
    return bare in word_list("abbreviations") or (len(bare) == 1 and bare.isalpha()) or "." in bare
