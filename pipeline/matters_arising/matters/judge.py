"""The evidence of a pair of passages -> how likely it is that they are one matter, and what speaks for it.

A logistic model over `likeness.FEATURES`. Its weights were learned from the marked matters of seven series of
minutes (four of the sample archive, three real ones that are not part of this project), each judged by weights
learned from the other six before they were learned from all; they hold no word of any text.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from matters_arising.matters.likeness import FEATURES, Pairs
from matters_arising.matters.passages import Passage
from matters_arising.matters.space import Space
from matters_arising.matters.words import is_figure, stem, stems, surface

if TYPE_CHECKING:
    from numpy.typing import NDArray

_INTERCEPT = -4.52
_WEIGHTS = {
    "heading": 0.52,
    "weight": 0.17,
    "rarest": 2.89,
    "second": 1.04,
    "gap": -0.43,
    "margin": 0.80,
    "margin_either": 0.66,
    "mutual": 0.13,
    "either": 0.83,
}
_IDENTIFIER = 4.5  # a reference number in both: set by hand, the marked series have too few to learn it from
_CITES = 6.5
_OTHERS = -2.5  # applications in words of one pattern, each with a number of its own; by hand, too
_NAMESAKES = -5.0  # headings in like words, each with a name of its own; by hand, too
_HEADED = (0.0, 0.5, 1.2)  # no heading in common, one of one word, one of several; by hand, too
STRANGERS = -7.0  # log-odds of two passages that share too little to be compared
_SAME_HEADING = 0.99
_NAMED = 3  # words that a reason names


def log_odds(pairs: Pairs) -> NDArray[Any]:
    """The log-odds that the two passages of each pair are one matter."""
    import numpy as np

    learned = weighed(pairs.evidence)
    result: NDArray[Any] = (
        learned
        + _IDENTIFIER * pairs.identifier
        + _CITES * pairs.cites
        + _OTHERS * pairs.others
        + _NAMESAKES * pairs.namesakes
        + np.take(_HEADED, np.minimum(pairs.headed, 2))
    )
    return result


def weighed(evidence: NDArray[Any]) -> NDArray[Any]:
    """The log-odds of pairs of which nothing but their evidence (pairs, features) is known."""
    import numpy as np

    learned = np.zeros(len(evidence))
    for column, name in enumerate(FEATURES):
        learned = learned + _WEIGHTS[name] * evidence[:, column]
    return _INTERCEPT + learned


def probability(odds: float) -> float:
    """Log-odds as a probability, 0 to 1."""
    return 1 / (1 + math.exp(-odds))


def reason(space: Space, pairs: Pairs, row: int) -> str:
    """What ties the two passages of a pair, the strongest evidence first: a number, a minute cited, a heading, or
    words."""
    earlier, later = int(pairs.earlier[row]), int(pairs.later[row])
    shared_codes = sorted(space.codes[earlier] & space.codes[later])
    if shared_codes:
        return f"same number: {shared_codes[0]}"
    if pairs.cites[row]:
        numbers = space.passages[earlier].numbers & space.citing[later]
        return f"cites minute {', '.join(sorted(numbers))}"
    words = reason_of_words(space, earlier, space.passages[later])
    held = pairs.evidence[row, FEATURES.index("heading")]
    return f"heading{words.removeprefix('words')}" if held > _SAME_HEADING else words


def reason_of_words(space: Space, near: int, passage: Passage) -> str:
    """The rarest words that a passage shares with one of the space, as the passage prints them."""
    here = space.passages[near]
    shared = {*passage.words, *stems(passage.title)} & {*here.words, *stems(here.title)} & space.weight.keys()
    telling = (word for word in shared if not is_figure(word))
    rarest = sorted(telling, key=lambda word: (-space.weight[word], word))[:_NAMED]
    printed = {stem(word): word for word in reversed(surface(f"{passage.title} {passage.text}"))}
    return "words: " + ", ".join(printed.get(word, word) for word in rarest)
