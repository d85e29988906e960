"""Decisions that settle no more than that a thing waits, or who is to look at it: they adopt nothing."""

from __future__ import annotations

import re

_ACT = r"\b(?:agreed|resolved|decided|determined|voted)\b"
_CLAUSE = r"(?:(?!\b(?:and|but)\b)[^.;:])"
_WAITS = re.compile(
    rf"{_ACT}{_CLAUSE}{{0,80}}? (?:to|should|shall|would|will|must) (?:a?wait|hold off|hold back)\b", re.IGNORECASE
)
_WAIT = re.compile(r"\b(?:a?wait|hold(?:ing)? (?:off|back))", re.IGNORECASE)
_IT = (
    r"(?:it|this|them|these|(?:the|this|that|these) (?:\w+ )?(?:matters?|motions?|proposals?|suggestions?|requests?"
    r"|questions?|items?|issues?|applications?|ideas?|letters?))"
)
_REFERS = re.compile(
    rf"{_ACT}{_CLAUSE}{{0,40}}?(?: (?:to )?(?:refer|remit) {_IT} (?:back )?to\b|"
    rf" {_IT} (?:should |would |will )?be (?:referred|remitted) (?:back )?to\b)",
    re.IGNORECASE,
)
_REFER = re.compile(r"\b(?:refer|remit)", re.IGNORECASE)


def only_waits(decision: str, proposed: str) -> bool:
    """Whether it was decided to wait, where that was not itself what was proposed.

    >>> only_waits("It was agreed to wait until the roof was dry.", "She proposed that the hut be painted.")
    True
    >>> only_waits("It was agreed to wait until May.", "She proposed to wait until the roof was dry.")
    False
    """
    return bool(_WAITS.search(decision)) and not _WAIT.search(proposed)


def only_refers(decision: str, proposed: str) -> bool:
    """The same of a decision to have somebody else look at it.

    >>> only_refers("It was resolved to refer the matter to the Reeve.", "She proposed that the hut be painted.")
    True
    >>> only_refers("It was agreed to refer walkers to the map.", "She proposed that the hut be painted.")
    False
    """
    return bool(_REFERS.search(decision)) and not _REFER.search(proposed)
