"""What a meeting first asks for: a price, a view, somebody's consent. It is marked as a decision, and is not yet one on
what was proposed.
"""

from __future__ import annotations

import re

from matters_arising.matters.traces import telling
from matters_arising.matters.words import stem, stems

_ACT = r"\b(?:agreed|resolved|decided)\b\W*(?:(?:unanimously|(?:by|with|\d+) [^:;,]{1,30})\W+)?"
_FIRST = r"(?:ask|obtain|seek|request|invite|write|enquire|inquire|investigate|consult|explore|approach|contact)"
_FIRST_DONE = (
    r"(?:asked|obtained|sought|requested|invited|written to|investigated|consulted|explored|approached|contacted)"
)
_SUBJECT = r"(?:that )?(?:(?!(?:and|be|to)\b)[\w’'-]+ ){0,6}"
_DEED = rf"(?:(?:to|should|would|will) (?P<to>{_FIRST})|be (?P<be>{_FIRST_DONE}))\b"
_ASKS = re.compile(f"{_ACT}{_SUBJECT}{_DEED}", re.IGNORECASE)
_MOVES = r"\b(?:moved?|moves|motion|proposed|proposes)\b(?: by [^;:]{1,80}?)?,? "
_MOVES_TO_ASK = re.compile(f"{_MOVES}{_SUBJECT}{_DEED}", re.IGNORECASE)
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
    act = _act(found)
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


def asks_instead(sentence: str) -> bool:
    """The same of a sentence in which something is put, and then decided.

    >>> asks_instead("Mr Orrin suggested a bench by the ford and it was agreed to ask the county.")
    True
    >>> asks_instead("It was suggested and agreed to ask the county for a bench.")
    False
    """
    found = _ASKS.search(sentence)
    put = sentence[: found.start()] if found else ""
    return bool(found and telling(put)) and asks_first(sentence[len(put) :], put)


def only_asks(decision: str, title: str) -> bool:
    """Whether all that is decided of the matter `title` is to ask somebody, to write, to obtain or find out something:
    it is before the body still, unless it is what is asked for, or the asking.

    >>> only_asks("It was agreed to invite the engineer.", "Weir"), only_asks("Agreed to seek a grant.", "Grant")
    (True, False)
    >>> only_asks("It was agreed that the smith be asked to mend the weir.", "Weir")
    False
    """
    return _is_the_asking(_ASKS.search(decision), decision, title)


def moves_to_ask(motion: str, title: str) -> bool:
    """The same of a motion: carried, it settles no more than that.

    >>> moves_to_ask("Ms Orr moved to ask again for offers.", "Weir lease"), moves_to_ask("Moved to let it.", "Weir")
    (True, False)
    """
    return _is_the_asking(_MOVES_TO_ASK.search(motion), motion, title)


def _is_the_asking(found: re.Match[str] | None, told: str, title: str) -> bool:
    if found is None:
        return False
    act, named = _act(found), set(stems(title))
    return not any(word.startswith(stem(act)[:5]) for word in named) and not named & set(
        telling(_asked_for(told, found, act))
    )


def _act(found: re.Match[str]) -> str:
    """What is decided to be done first, as one does it."""
    act = (found["to"] or found["be"]).lower().split()[0]
    return {"sought": "seek", "written": "write"}.get(act, act)


def _is_proposed(asked: str, wanted: set[str]) -> bool:
    """Whether what is asked for is what was proposed: it begins with a word of it, and has most of them."""
    what = telling(asked)
    return bool(what) and what[0] in wanted and 2 * len(wanted & set(what)) > len(wanted)
