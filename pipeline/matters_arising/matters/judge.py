"""The evidence of a pair of passages -> how likely it is that they are one matter, and what speaks for it.

A logistic model over `likeness.FEATURES`. Its weights were learned from the marked matters of seven series of
minutes (four of the sample archive, three real ones that are not part of this project), each judged by weights
learned from the other six before they were learned from all; they hold no word of any text.
"""

from __future__ import annotations

import math

from matters_arising.matters.likeness import FEATURES, Pair, Space
from matters_arising.matters.passages import Passage
from matters_arising.matters.words import stem, stems, surface

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
_CITES = 5.5
STRANGERS = -7.0  # log-odds of two passages that share too little to be compared
_SAME_HEADING = 0.99
_NAMED = 3  # words that a reason names


def log_odds(pair: Pair) -> float:
    """The log-odds that two passages are one matter."""
    learned = sum(_WEIGHTS[name] * value for name, value in zip(FEATURES, pair.evidence, strict=True))
    return _INTERCEPT + learned + _IDENTIFIER * pair.identifier + _CITES * pair.cites


def probability(odds: float) -> float:
    """Log-odds as a probability, 0 to 1."""
    return 1 / (1 + math.exp(-odds))


def reason(space: Space, pair: Pair) -> str:
    """What ties two passages, the strongest evidence first: a number, a minute cited, a heading, or words."""
    shared_codes = sorted(space.codes[pair.earlier] & space.codes[pair.later])
    if shared_codes:
        return f"same number: {shared_codes[0]}"
    if pair.cites:
        numbers = space.passages[pair.earlier].numbers & space.citing[pair.later]
        return f"cites minute {', '.join(sorted(numbers))}"
    held = dict(zip(FEATURES, pair.evidence, strict=True))["heading"]
    words = reason_of_words(space, pair.earlier, space.passages[pair.later])
    return f"heading{words.removeprefix('words')}" if held > _SAME_HEADING else words


def reason_of_words(space: Space, near: int, passage: Passage) -> str:
    """The rarest words that a passage shares with one of the space, as the passage prints them."""
    weights = space.words[near]
    shared = {*passage.words, *stems(passage.title)} & weights.keys()
    rarest = sorted(shared, key=lambda word: (-weights[word], word))[:_NAMED]
    printed = {stem(word): word for word in reversed(surface(f"{passage.title} {passage.text}"))}
    return "words: " + ", ".join(printed.get(word, word) for word in rarest)
