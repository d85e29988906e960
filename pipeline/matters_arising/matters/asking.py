"""What a meeting first asks for: a price, a view, somebody's consent. It is marked as a decision, and is not yet one on
what was proposed.
"""

from __future__ import annotations

import re

from matters_arising.matters.traces import telling
from matters_arising.matters.words import stem

_ACT = r"\b(?:agreed|resolved|decided)\b\W*(?:(?:unanimously|(?:by|with|\d+) [^:;,]{1,30})\W+)?"
_FIRST = r"(?:ask|obtain|seek|request|invite|enquire|inquire|investigate|consult|explore|approach|contact)"
_FIRST_DONE = r"(?:asked|obtained|sought|requested|invited|investigated|consulted|explored|approached|contacted)"
_SUBJECT = r"(?:that )?(?:(?!(?:and|be|to)\b)[\w’'-]+ ){0,6}"
_ASKS = re.compile(
    rf"{_ACT}{_SUBJECT}(?:(?:to|should|would|will) (?P<to>{_FIRST})|be (?P<be>{_FIRST_DONE}))\b", re.IGNORECASE
)
_OF_SOMEBODY = frozenset(map(stem, ("ask", "request", "invite")))
_OF_A_THING = frozenset(map(stem, ("seek", "obtain")))
_TO_DO = re.compile(
    r"^\W{0,3}(?:(?!(?:about|for|how|if|on|what|when|whether|why)\b)[^\s.,;:]+ ){0,6}?to\b(?P<what>.*)",
    re.IGNORECASE | re.DOTALL,
)


def asks_first(decision: str, proposed: str) -> bool:
    """Whether a meeting that was asked for one thing decided to ask, obtain or find out another first. Where the
    proposal was to do just that, or where what was proposed is itself asked for, the decision is its adoption.

    >>> asks_first("It was resolved to ask the smith for a price.", "She proposed that the gate be mended.")
    True
    >>> asks_first("It was agreed that three prices be obtained.", "He proposed to obtain three prices.")
    False
    >>> asks_first("It was agreed that the smith be asked to mend the gate.", "She proposed that the gate be mended.")
    False
    >>> asks_first("It was agreed, and the clerk is to seek a smith.", "She proposed that the gate be mended.")
    False
    """
    found = _ASKS.search(decision)
    if found is None:
        return False
    act = (found["to"] or found["be"]).lower().replace("sought", "seek")
    words = re.findall(r"[a-z]+", proposed.lower().replace("sought", "seek"))
    if stem(act) in map(stem, words):
        return False
    asked = set(telling(found[0])) if stem(act) in _OF_SOMEBODY else set()  # who is asked is no part of the deed
    return not _is_proposed(_asked_for(decision, found, act), set(telling(proposed)) - asked)


def _asked_for(decision: str, found: re.Match[str], act: str) -> str:
    """What is to be got, or what somebody is asked to do; nothing where they are only to find out about it."""
    if stem(act) in _OF_A_THING:
        return found[0] if found["be"] else decision[found.end() :]
    to_do = _TO_DO.match(decision[found.end() :]) if stem(act) in _OF_SOMEBODY else None
    return to_do["what"] if to_do else ""


def _is_proposed(asked: str, wanted: set[str]) -> bool:
    """Whether what is asked for is what was proposed: it begins with a word of it, and has most of them."""
    what = telling(asked)
    return bool(what) and what[0] in wanted and 2 * len(wanted & set(what)) > len(wanted)
