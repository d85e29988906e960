"""Whether a clause tells what was done, or only what somebody wished, denied, retold or imagined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from matters_arising.nlp.reach import reaching

Standing = Literal["", "done", "before", "coming", "carried"]

_UNSAID = frozenset({"negated", "hypothetical", "lost"})
_LOST = re.compile(
    r"\b(?:lost|defeated|rejected|withdr[ae]wn?|withdrew|fell|failed|fails|no seconder|not (?:carried|agreed|approved"
    r"|seconded|supported)|died|refused|ruled out|voted down|declined)\b",
    re.IGNORECASE,
)
_CARRIES = re.compile(
    r"\b(?:agreed|resolved|carried|carries|approved|adopted|passed|unanimous(?:ly)?|all in favou?r)\b", re.IGNORECASE
)
# within the motion itself "the form that the Committee agreed to" carries nothing
_CARRIED_HERE = re.compile(
    r"(?i:\b(?:carried|passed|unanimous(?:ly)?|all in favou?r)\b|\bit was (?:\w+ly )?(?:agreed|resolved)\b"
    r"|^\W*(?:agreed|resolved)\b)|\b(?:AGREED|RESOLVED)\b"
)
# "The petition was referred" asks for nothing: here it is a thing that something is done with
_ASKING = re.compile(
    r"\b(?:the|this|that|his|her|their|its|a) (?:petition|proposal|request|recommendation|suggestion)s?"
    r"(?= (?:was|were|is|has|had|be)\b)",
    re.IGNORECASE,
)
_OUTCOME_WORDS = 25  # words of a line that tells how the motion above it ended
_VOTE = re.compile(r"(?<![\d/:.])(\d{1,2}) ?(?:[-–]|to) ?(\d{1,2})(?![\d/:.])")
_MOVED = re.compile(r"\b(?:motion|moved|moves|amendment|proposer|seconded)\b", re.IGNORECASE)
_SOFT = re.compile(
    r"\b(?:may|might|could|should|ought|can|cannot|likely|probably|hop(?:e|ed|es|ing)|options?|wish\w*|consider)\b"
)
_COMING = re.compile(r"\b(?:will|would|shall|(?:is|are|was|were) to|to)(?: now| then| also)?(?: be)? *$")
_BEFORE = re.compile(r"\b(?:has|have)(?: now| since| also| already| recently)?(?: been)? *$")
_UNDONE = re.compile(r"\b(?:not|never|n[’']t|nor)\b[^.;:,]{0,20}$|\bto have(?: been)? *$", re.IGNORECASE)
_TELLS = re.compile(
    r"\b(?:thought|felt|believed|doubted|feared|considered that|understood|assumed|expected|wondered)\b", re.IGNORECASE
)


def standing(text: str, start: int, end: int, after: Sequence[str]) -> Standing:
    """How firm the act printed at `start` to `end` of a statement is: done at the meeting, before it, to come, or a
    motion that was carried. Empty where it was denied, retold, conditional, an opinion, lost, or left open.

    >>> standing("The plan was referred to the Works Committee.", 13, 24, ())
    'done'
    >>> standing("Mr Ash moved that it be referred to the Works Committee.", 21, 32, ("The motion was lost.",))
    ''
    """
    categories = reaching(_ASKING.sub(lambda match: "x" * len(match.group()), text), start, end)
    lead = text[:start]
    if _UNDONE.search(lead):
        return ""
    if categories & _UNSAID or "historical" in categories or text.rstrip().endswith("?"):
        return ""
    if _SOFT.search(lead.rpartition(";")[2]) or _TELLS.search(lead) or _LOST.search(text):
        return ""
    lines = [line for line in after if len(line.split()) <= _OUTCOME_WORDS]
    if any(_LOST.search(line) or _outvoted(line) for line in (text, *lines)):
        return ""
    has_carried = bool(_CARRIED_HERE.search(text)) or any(_CARRIES.search(line) for line in lines)
    if "proposed" in categories or _MOVED.search(lead):
        return "carried" if has_carried else ""
    close = lead[-24:].lower()
    if _BEFORE.search(close):
        return "before"
    return "coming" if _COMING.search(close) and not _CARRIES.search(lead) else "done"


def _outvoted(line: str) -> bool:
    """Whether a line gives a vote that was not won ("2-3")."""
    return any(int(vote[1]) <= int(vote[2]) for vote in _VOTE.finditer(line))
