"""Votes of a meeting on its own debate, and on changes to what is before it: they end neither a motion nor a matter."""

from __future__ import annotations

import re

_DEBATE = (
    r"(?:\b(?:clos|end|limit|extend|curtail|resum)(?:e|ing)? (?:(?:the|further|all) )?(?:debate|discussion|speaking)\b"
    r"|\bcut off (?:debate|discussion)\b|\bclosure of (?:the )?(?:debate|discussion)\b"
    r"|\bcall(?:ed|ing)? (?:for )?the (?:previous )?question\b|\bprevious question\b"
    r"|\bquestion (?:was called|be (?:now )?put)\b"
    r"|\b(?:suspen\w+|waiv\w+|reinstat\w+)(?: of)? (?:the )?(?:rules|standing orders)\b"
    r"|\b(?:go|goes|went|gone|going|moved?|moving|enter(?:ed)?|resolved?) into (?:\w+ )?(?:session|committee|camera)\b"
    r"|\bexclu\w+ (?:of )?(?:the )?(?:press|public)\b|\b(?:take|took|for) a (?:\w+ )?(?:recess|break)\b"
    r"|\b(?:vary|alter|change) the order of (?:business|the agenda)\b)"
)
_OWN = r"(?:the|this|that|his|her|their|said|first|second|third|friendly|proposed|an)"
_ENDED = r"(?:carried|agreed|passed|accepted|adopted|approved|withdrawn)"
_REST = r"(?:(?!\b(?:motion|proposal|resolution|question|and|but)\b)[^.;,]){0,120}"
_SAYS_HOW = re.compile(rf"\b(?:{_ENDED}|lost|defeated|failed)\b", re.IGNORECASE)
_OF_DEBATE = re.compile(
    rf"(?:\b(?:motions?|moved?|moves|proposed|agreed|resolved|voted?)\b[^.;,]{{0,40}}?)?{_DEBATE}{_REST}"
    rf"(?:[.:;]\s*(?:{_ENDED}|lost|defeated|failed)\b[^.;]*)?",
    re.IGNORECASE,
)
_CHANGE_ENDED = re.compile(
    rf"\b{_OWN} amendments?\b(?! (?:to|of) (?!(?:the|this|that|his|her|their) (?:\w+ )?(?:motion|proposal|resolution)))"
    rf"(?:(?!\b(?:carried|adopted|approved|passed)\b)[^.;,]){{0,80}}?\b{_ENDED}\b{_REST}"
    rf"|\bwithdr\w+ (?:\w+ ){{0,3}}amendments?\b{_REST}",
    re.IGNORECASE,
)


def without_incidental(decision: str) -> str:
    """A decision without what it tells of the debate, and of changes to a motion that were made or taken back.

    >>> without_incidental("Motion to close debate carried 5-2. The motion failed.")
    '. The motion failed.'
    >>> without_incidental("Mr Orrin withdrew his amendment."), without_incidental("The lease amendment was approved.")
    ('Mr Orrin .', 'The lease amendment was approved.')
    """
    return _CHANGE_ENDED.sub("", _OF_DEBATE.sub("", decision))


def says_how(text: str) -> bool:
    """Whether a text tells how something ended ("carried", "lost")."""
    return bool(_SAYS_HOW.search(text))


def is_incidental(motion: str) -> bool:
    """Whether a motion is on the debate itself."""
    return bool(_OF_DEBATE.search(motion))
