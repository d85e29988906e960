"""Which words of a body's minutes name one thing of many: streets, houses, people, and numbers.

Two headings of one pattern ("Rezoning of 35 Lime Avenue", "Rezoning of 80 Well Street") are told apart by these alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from matters_arising.matters.words import stem
from matters_arising.models import Statement

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’](?=[^\W\d_]))*")
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
