"""The evidence of a pair of passages -> how likely it is that they are one matter, and what speaks for it.

A logistic model over `likeness.FEATURES`. Its weights were learned from the marked matters of seven series of
minutes (four of the sample archive, three real ones that are not part of this project), each judged by weights
learned from the other six before they were learned from all; they hold no word of any text.
"""

from __future__ import annotations

import math

from matters_arising.matters.likeness import FEATURES, Pair, Space

_INTERCEPT = -4.05
_WEIGHTS = {
    "heading": 0.9,
    "weight": 0.27,
    "rarest": 1.7,
    "second": 1.4,
    "gap": -0.42,
    "margin": 0.79,
    "margin_either": 0.71,
    "mutual": 0.39,
    "either": 0.67,
}
_IDENTIFIER = 3.0  # a reference number in both: set by hand, the marked series have too few to learn it from
_CITES = 4.0
STRANGERS = -5.5  # log-odds of two passages that share too little to be compared
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
    words = _shared(space, pair.earlier, pair.later)
    held = dict(zip(FEATURES, pair.evidence, strict=True))["heading"]
    return f"{'heading' if held > _SAME_HEADING else 'words'}: {', '.join(words)}"


def _shared(space: Space, earlier: int, later: int) -> list[str]:
    """The rarest words that two passages share, as the later prints them."""
    weights = space.words[earlier]
    shared = sorted((word for word in space.words[later] if word in weights), key=lambda w: (-weights[w], w))
    return [space.printed(later, word) for word in shared[:_NAMED]]
