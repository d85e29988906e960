"""Whose minutes these are: the name of the body as printed at the head, else in furniture, front matter, file name
or folder; and what kind of meeting and state of minutes the same words tell."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from pathlib import PurePosixPath
from typing import Any

from matters_arising.dates import find
from matters_arising.models import Document
from matters_arising.vocab import MeetingKind, MeetingStatus

_HEAD = 1500
_OF = re.compile(
    r"\b(?:minutes|meeting|session|proceedings)\s+(?:of|for)\s+(?:the\s+|a\s+|an\s+)?(?P<name>[^.;\n]{3,140})",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s*(?:,|;|\(|\||•|[–—]|-\s|\b(?:was|were|held|on|at|via|in the|in|which|convened|took|commenc\w+|meeting|minutes|agenda"
    r"|action summary|for|dated|date|committee name|approved|draft|unapproved|present|virtual\w*|online|by)\b|\d).*$",
    re.IGNORECASE | re.DOTALL,
)
_LEAD = re.compile(
    r"^\W*(?:(?:the|a|an|approved|draft|unapproved|unconfirmed|confirmed|final|action summary|minutes|meeting|meetings|of|for"
    r"|regular|special|ordinary|extraordinary|emergency|monthly|full|public|open|joint|notes|record|proceedings|virtual)\b[\s:–—-]*)+",
    re.IGNORECASE,
)
_SMALL = frozenset("of the and for in on upon at by to with a an le la de".split())


@lru_cache(maxsize=1)
def lexicon() -> dict[str, Any]:
    """`resources/en/bodies.json`: words that name bodies, kinds of meetings, and usual abbreviations."""
    raw = resources.files("matters_arising").joinpath("resources/en/bodies.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(raw)
    return loaded


def body_name(document: Document, *, start: int, end: int) -> str:
    """The body's name as printed, in capitals made lower where all was capitals; empty when nothing tells."""
    ranked = sorted(_names(document, start, end), key=lambda pair: -pair[0])
    return ranked[0][1] if ranked and ranked[0][0] > 0 else ""


def kind_of(head: str) -> MeetingKind:
    """The kind of meeting that title words tell: the rarer word wins over the usual one."""
    lowered = head.lower()
    for name in ("workshop", "annual", "special", "committee", "ordinary"):
        for word in lexicon()["kinds"][name]:
            if re.search(rf"\b{re.escape(word)}\b", lowered):
                return MeetingKind(name)
    return MeetingKind.UNKNOWN


def status_of(head: str) -> MeetingStatus:
    """Draft or approved where the head, file name or furniture says so."""
    lowered = head.lower()
    if re.search(
        r"\b(?:draft|unapproved|unconfirmed|subject to (?:approval|confirmation)|not yet approved)\b", lowered
    ):
        return MeetingStatus.DRAFT
    if re.search(r"\b(?:approved|confirmed|adopted|final|signed)\b", lowered):
        return MeetingStatus.APPROVED
    return MeetingStatus.UNKNOWN


def _names(document: Document, start: int, end: int) -> Iterator[tuple[float, str]]:
    head = document.text[start : min(end, start + _HEAD)]
    lines = [line.strip() for line in head.split("\n") if line.strip()][:14]
    for match in _OF.finditer(head.replace("\n", " ")):
        name = _clean(match["name"])
        if _names_body(name):
            yield 3.0 - match.start() / _HEAD - (0.8 if _generic(name) else 0.0), _cased(name)
    yield from _title_lines(lines)
    for line in document.furniture[:20]:
        if _names_body(_clean(line)):
            yield 1.2, _cased(_clean(line))
    for key in ("title", "og:title", "subject"):
        name = _clean(document.front_matter.get(key, ""))
        if _names_body(name):
            yield 1.0, _cased(name)
    yield from _from_path(document.path)


def _title_lines(lines: list[str]) -> Iterator[tuple[float, str]]:
    for place, line in enumerate(lines):
        name = _clean(line)
        if not _names_body(name):
            continue
        titled = bool(re.search(r"\b(?:minutes|meeting)\b", line, re.IGNORECASE))
        score = 2.0 - 0.12 * place + (0.4 if titled else 0.0)
        if _generic(name):
            above = next(
                (_clean(other) for other in reversed(lines[:place]) if _names_body(_clean(other))), ""
            )
            if above and not _generic(above):
                yield score + 0.7, f"{_cased(above)} {_cased(name)}"
            score -= 0.9
        yield score, _cased(name)


def _clean(line: str) -> str:
    """A title line without its kind, date and place, leaving the name."""
    plain = re.sub(r"\s+", " ", line).strip(" *_#|")
    for mention in reversed(find(plain)):
        plain = plain[: mention.start] + plain[mention.end :]
    bare = _LEAD.sub("", plain)
    bare = re.sub(
        r"^(?:annual|special|ordinary|regular)\s+(?:general\s+)?meeting of\s+(?:the\s+)?",
        "",
        bare,
        flags=re.I,
    )
    return _TAIL.sub("", bare).strip(" ,:;–—-.*")


def _names_body(name: str) -> bool:
    """Whether what is left reads like the name of a body: a word for one, capitals, and not too long."""
    tokens = name.split()
    if not 1 <= len(tokens) <= 12:
        return False
    lowered = name.lower()
    organ = any(re.search(rf"\b{re.escape(word)}s?\b", lowered) for word in lexicon()["organs"])
    capital = all(
        token[:1].isupper() or token.lower() in _SMALL or not token[:1].isalpha() for token in tokens
    )
    return organ and capital


def _generic(name: str) -> bool:
    """A name that only says what sort of organ it is, and needs that of its parent to mean something."""
    lowered = re.sub(r"['’]s?\b", "", name.lower())
    return any(lowered in (word, word.rstrip("s")) for word in lexicon()["generic"])


def _cased(name: str) -> str:
    letters = [letter for letter in name if letter.isalpha()]
    if sum(letter.isupper() for letter in letters) < 0.8 * len(letters):
        return name
    return " ".join(
        word.lower() if word.lower() in _SMALL and place else word[:1].upper() + word[1:].lower()
        for place, word in enumerate(name.split())
    )


def _from_path(path: str) -> Iterator[tuple[float, str]]:
    """The file's or a folder's name where its words name a body ("ashby-pc" is Ashby Parish Council)."""
    parts = PurePosixPath(path)
    for place, stem in enumerate([parts.stem, *reversed(parts.parent.parts)]):
        words = [w for w in re.split(r"[\W_\d]+", stem) if w]
        spelled = [lexicon()["abbreviations"].get(w.lower(), w[:1].upper() + w[1:]) for w in words]
        name = _clean(" ".join(spelled))
        if _names_body(name) and len(name.split()) >= 2:
            yield 0.6 - 0.1 * place, name
