"""Lines that say no more than that all agree, and votes that say so in numbers: they answer what stands before them."""

from __future__ import annotations

import re

from matters_arising.extract.votes import votes
from matters_arising.matters.ballots import NO, YES, ballot

_AGREEMENT = r"(?:agreement|consensus|consent|assent|accord)"
_WHOLE = rf"(?:general|unanimous|full|complete|universal|common|mutual) {_AGREEMENT}"
_TO_IT = (
    r"(?:(?: (?:to|with|of|on|about))? (?:this|that|it|these|(?:the|this|that) "
    r"(?:motion|proposal|suggestion|request|recommendation|idea|approach|course)))?"
)
_ALL = re.compile(
    rf"\W*(?:(?:there (?:was|is|being)|with|by) )?{_WHOLE}{_TO_IT}\W*"
    r"|\W*(?:everyone|everybody|all(?: (?:the )?(?:members|those|councillors|trustees|directors|governors))?)"
    r"(?: (?:present|there|in attendance))?(?: (?:was|were|are|is|then|also|unanimously|fully))*"
    r" (?:agreed?|agrees|assent(?:ed|s)?|consent(?:ed|s)?|approved?|approves|accept(?:ed|s)?|support(?:ed|s)?"
    rf"|in agreement|in favou?r){_TO_IT}\W*",
    re.IGNORECASE,
)
_HOW = re.compile(rf"\b(?:(?:by|with) (?:an? )?)?(?:{_WHOLE}|(?<=by )(?:consensus|consent))\b", re.IGNORECASE)
_LABELLED = re.compile(r"\W*(?:votes? )?(?:ayes?|yeas?|yes|for|in favou?r)\W{0,3}\d{1,2}\b", re.IGNORECASE)


def is_assent(line: str) -> bool:
    """Whether a line says that all agree, and nothing else.

    >>> is_assent("There was general agreement."), is_assent("Everyone present supported the proposal.")
    (True, True)
    >>> is_assent("All agreed that the boat leaked."), is_assent("There was some agreement.")
    (False, False)
    """
    return bool(_ALL.fullmatch(line))


def without_assent(said: str) -> str:
    """A statement without the words for everybody's agreement: they are how it was settled, and no thing.

    >>> without_assent("Passed by unanimous consent."), without_assent("The tenancy agreement was passed.")
    ('Passed .', 'The tenancy agreement was passed.')
    """
    return _HOW.sub("", said)


def is_carried(tally: str) -> bool:
    """Whether a vote as printed has plainly more voices for than against.

    >>> is_carried("VOTE: 9/0 AYES: ASH, ROOK"), is_carried("Ayes: 3, Noes: 4"), is_carried("All in favour.")
    (True, False, True)
    >>> is_carried("For: 4, Against: 1"), is_carried("350 for the hitch of the trailer")
    (True, False)
    """
    found = ballot(votes(tally) or (tally if _LABELLED.match(tally) else ""), passed=True)
    if found is None:
        return False
    told = dict(found.counts)
    return told.get(YES, 0) > told.get(NO, 0) if told else not found.voters
