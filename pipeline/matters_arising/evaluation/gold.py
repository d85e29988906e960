"""Gold marks: passages of real or written minutes that a careful reader marked with the codebook.

A gold folder holds one JSON file a document: `document` (path below the archive root), `date` of the meeting,
`body`, and `marks`, each with `type` (an event) or `label` (a stance) and its verbatim `quote`.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from matters_arising.errors import UsageError
from matters_arising.vocab import EventType, StanceLabel

EVENTS: tuple[str, ...] = tuple(EventType)
STANCES: tuple[str, ...] = tuple(StanceLabel)

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[£$%]", re.UNICODE)
_HYPHENATED = re.compile(r"(?<=\w)[-\u00ad]\s*\n\s*(?=\w)")


@dataclass(frozen=True, slots=True)
class Token:
    """A lower-case word of a document and the characters it was read from."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """The marks of one document. `marks` are the JSON objects of the gold file, unchanged.

    `judged` are the word spans that were read where a document was not read whole; None where it was.
    """

    document: str
    date: str
    body: str
    marks: tuple[Mapping[str, Any], ...]
    judged: tuple[tuple[int, int], ...] | None = None


def _fold(word: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", word).lower().replace("’", "").replace("'", "")
    return re.findall(r"[a-z0-9£$%]+", plain)


def tokenise(text: str) -> list[Token]:
    """Words without case, punctuation, layout or hyphenation, so that two readings of one page agree."""
    joins = {match.start(): match.end() for match in _HYPHENATED.finditer(text)}
    out: list[Token] = []
    for match in _WORD.finditer(text):
        pieces = _fold(match.group())
        glued = out and out[-1].end in joins and joins[out[-1].end] == match.start()
        for number, piece in enumerate(pieces):
            if glued and number == 0:
                last = out.pop()
                out.append(Token(last.text + piece, last.start, match.end()))
            else:
                out.append(Token(piece, match.start(), match.end()))
    return out


def words(text: str) -> list[str]:
    """The token texts of `tokenise`."""
    return [token.text for token in tokenise(text)]


def kind_of(mark: Mapping[str, Any]) -> str:
    """The stance label or event type of a mark."""
    return str(mark.get("label") or mark.get("type"))


def locate(quote: Sequence[str], document: Sequence[str], occurrence: int = 0) -> tuple[int, int] | None:
    """Where a quote's words stand in a document's words, as (start, end) token numbers, or None.

    Exact first (`occurrence` counts repeated quotes from 0); else the densest window of the quote's length
    that holds three quarters of its words, since scans and columns lose some.
    """
    size = len(quote)
    if not size:
        return None
    first, want = quote[0], list(quote)
    starts = [
        i for i in range(len(document) - size + 1) if document[i] == first and list(document[i : i + size]) == want
    ]
    if starts:
        start = starts[min(occurrence, len(starts) - 1)]
        return start, start + size
    return _densest(want, document)


def _densest(want: Sequence[str], document: Sequence[str]) -> tuple[int, int] | None:
    size, need, have = len(want), Counter(want), Counter[str]()
    got = best = 0
    where: tuple[int, int] | None = None
    for i, word in enumerate(document):
        have[word] += 1
        got += have[word] <= need[word]
        if i >= size:
            old = document[i - size]
            got -= have[old] <= need[old]
            have[old] -= 1
        if got > best:
            best, where = got, (max(0, i - size + 1), i + 1)
    return where if best >= 0.75 * size else None


def load_gold(folder: Path) -> list[GoldDocument]:
    """All gold documents below `folder`, by document path. Files of matters are left out."""
    out = []
    for path in sorted(folder.rglob("*.json")):
        if path.name == "matters.json":
            continue
        out.append(_read(path))
    return sorted(out, key=lambda gold: gold.document)


def _read(path: Path) -> GoldDocument:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        marks = tuple(data["marks"])
        for mark in marks:
            if kind_of(mark) not in EVENTS + STANCES:
                raise UsageError(f"no such type or label: {kind_of(mark)!r}", where=str(path))
        return GoldDocument(data["document"], data["date"], data["body"], marks)
    except (json.JSONDecodeError, KeyError) as error:
        raise UsageError(
            f"not a gold file ({error})", where=str(path), remedy="see corpus/README.md for its form"
        ) from error


@lru_cache(maxsize=512)
def _words_of(text: str) -> tuple[str, ...]:
    return tuple(words(text))


def spans_of(marks: Sequence[Mapping[str, Any]], text: str) -> list[tuple[str, tuple[int, int], Mapping[str, Any]]]:
    """(kind, token span, mark) for each mark that stands in `text`; the others are left out.

    A mark that says its place (`span`) stands there, one that says how often its words stand before it (`nth`) at
    that one of their places; of the others the first of a quote stands at its first place.
    """
    document = _words_of(text)
    seen: Counter[tuple[str, str]] = Counter()
    out = []
    for mark in marks:
        key = (kind_of(mark), str(mark["quote"]))
        if "span" in mark:
            out.append((key[0], (int(mark["span"][0]), int(mark["span"][1])), mark))
            continue
        where = locate(words(key[1]), document, int(mark.get("nth", seen[key])))
        seen[key] += 1
        if where:
            out.append((key[0], where, mark))
    return out
