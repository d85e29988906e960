"""A list that one line settles: "The following people were elected:", and then who was nominated for what."""

from __future__ import annotations

import re
from collections.abc import Sequence

from matters_arising.matters.tally import is_sure
from matters_arising.models import Event, Statement
from matters_arising.vocab import EventType, Outcome

_LEADS = re.compile(r":\W*$|^\W*the following\b", re.IGNORECASE)
# somebody is told to put something; "Moved: A. Orr" names who moved an entry of the list
_NARRATES = re.compile(
    r"\b(?:propos|suggest|ask|request|recommend|mov|urg|want|wish|felt|thought)(?:ed|es)?\b(?!\s*[:;–-])", re.IGNORECASE
)
_SENTENCE_ENDS = re.compile(r"[.!?][”\"'’)\]]*$")
_SENTENCE_WORDS = 4  # from which on what ends in a full stop is a sentence


class Led:
    """The list in which the next statements of an item stand, while the item is read from top to bottom; `settled` is
    what the line above it settles."""

    def __init__(self) -> None:
        self.settled: list[Event] = []

    def read(self, statement: Statement, others: Sequence[Event], *, put: bool) -> None:
        """Go on to a statement, given its marks but for proposals, and whether something is `put` in it. A list ends
        where something is said, where somebody is told to put something, or with the next thing that is settled."""
        settling = [event for event in others if is_sure(event) and event.type is EventType.DECISION]
        if settling:
            self.settled = settling if _LEADS.search(statement.text) else []
        elif statement.form != "motion":
            elects = any(event.outcome is Outcome.APPOINTED for event in self.settled)  # "Treasurer: Ann Orr"
            told = bool((statement.speaker and not elects) or _NARRATES.search(statement.text))
            self.settled = [] if told or (not put and is_sentence(statement.text)) else self.settled


def is_sentence(text: str) -> bool:
    """Whether a statement is a whole sentence, and not a word or an entry of a list."""
    return len(text.split()) >= _SENTENCE_WORDS and bool(_SENTENCE_ENDS.search(text))
