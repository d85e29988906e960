"""Which words of a body's minutes name one thing of many: streets, houses, people, and numbers.

Two headings of one pattern ("Rezoning of 35 Lime Avenue", "Rezoning of 80 Well Street") are told apart by these alone.
The names of those who put motions are of no matter: whoever seconds one thing seconds the next.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from matters_arising.matters.words import stem, stems, surface
from matters_arising.models import Statement
from matters_arising.segment.lexicon import is_honorific, word_list

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’](?=[^\W\d_]))*")
_NAME = r"[A-Z][\w'’.-]*"
_PUTS = re.compile(
    rf"\b(?i:moved|seconded|proposed|motion|2nd)\b[^.;:]{{0,40}}?\bby:? +(?P<by>{_NAME}(?: {_NAME}){{0,2}})|"
    rf"(?P<who>(?:{_NAME} ){{1,3}})(?i:moved|moves|seconded|seconds|2nd)\b"
)
_IN_BRACKETS = re.compile(r"\W*\(([^()]+)\)\W*")
_ALWAYS = 0.8  # share of the places inside sentences at which a name is printed with a capital letter
_TITLED = 0.5  # share of such words in a sentence, from which on it is printed as a heading and tells nothing


def names(statements: Iterable[Statement]) -> frozenset[str]:
    """The stems that are printed with a capital letter wherever they do not begin a sentence."""
    seen: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for statement in statements:
        words = _WORD.findall(statement.text)[1:]
        large = [word for word in words if word[0].isupper()]
        if statement.form == "heading" or len(large) >= _TITLED * len(words):
            continue
        seen.update(map(stem, words))
        capital.update(map(stem, large))
    return frozenset(word for word, times in capital.items() if times >= _ALWAYS * seen[word])


def movers(statements: Sequence[Statement], named: Collection[str]) -> frozenset[str]:
    """The stems of the names of those who are printed as moving or seconding: such as are `named`, or are nowhere
    printed with a small letter ("Director" is, where something is done directly)."""
    found = {word for one in statements for put in _PUTS.finditer(one.text) for word in stems(put["by"] or put["who"])}
    small = {stem(word) for one in statements for word in surface(one.text) if found and not word[0].isupper()}
    return frozenset(word for word in found if word in named or word not in small)


def without_office(name: str) -> str:
    """A name without the words for an office in front of it; what is nothing else stays as it is.

    >>> without_office("Deputy Chief Orrin"), without_office("Ann Orrin"), without_office("General Manager")
    ('Orrin', 'Ann Orrin', 'General Manager')
    """
    words = name.split()
    first = next((at for at, word in enumerate(words) if not _is_of_office(word)), 0)
    return " ".join(words[first:])


def names_presenter(line: str) -> bool:
    """Whether a line in brackets says who presents what stands above it: an office, and a name.

    >>> names_presenter("(Acting Mill Manager Orr)"), names_presenter("(Ann Orrin, Clerk)"), names_presenter("(Weir)")
    (True, True, False)
    """
    found = _IN_BRACKETS.fullmatch(line)
    words = found[1].replace(",", " ").split() if found else []
    offices = [_is_of_office(word) for word in words]
    return any(offices) and not all(offices) and all(word[:1].isupper() or word in ("and", "&") for word in words)


def _is_of_office(word: str) -> bool:
    return word[:1].isupper() and (is_honorific(word) or word.lower() in word_list("offices"))
