"""One vote that minutes print twice: how a motion ended, its votes, and below them what was thereby decided."""

from __future__ import annotations

import re
from collections.abc import Sequence

from matters_arising.models import Event, Statement
from matters_arising.vocab import EventType

_MOTION = re.compile(r"^\W*motion\b\W{1,3}(?!\w+ (?:to|that|by)\b)", re.IGNORECASE)
_DECISION = re.compile(r"^\W*(?:decision|result|outcome)\b\W*", re.IGNORECASE)
_BELOW = 10  # statements


def told_again(events: Sequence[Event], statements: Sequence[Statement]) -> frozenset[str]:
    """The ids of the decisions on a line "Motion: approved" that a decision below the votes tells again, behind the
    word "Decision": of the two it says what was decided."""
    place = {statement.id: at for at, statement in enumerate(statements)}
    decisions = [(place[event.statement], event) for event in events if event.type is EventType.DECISION]
    below = [(at, event) for at, event in decisions if _is_told(at, statements)]
    return frozenset(
        event.id
        for at, event in decisions
        if _MOTION.match(statements[at].text)
        and any(
            at < lower <= at + _BELOW and other.outcome is event.outcome and _is_voted(statements[at + 1 : lower])
            for lower, other in below
        )
    )


def _is_told(at: int, statements: Sequence[Statement]) -> bool:
    """Whether a statement stands behind the word that a decision follows, in its line or in the line before."""
    before = statements[at - 1].text if at else ""
    return bool(_DECISION.match(statements[at].text) or _DECISION.fullmatch(before))


def _is_voted(between: Sequence[Statement]) -> bool:
    """Whether votes are printed, and no other motion."""
    return any(one.form == "vote" for one in between) and not any(_MOTION.match(one.text) for one in between)
