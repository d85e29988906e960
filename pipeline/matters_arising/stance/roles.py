"""Whose stance, with whom, how firm, in which phase: read off the clause that carries it."""

from __future__ import annotations

import re

from matters_arising.nlp.people import PERSON, is_person, subject
from matters_arising.vocab import Phase, StanceStatus

_ORGANISATION = (
    r"(?:[Tt]he |[Oo]ur |[Aa]ll |[Ll]ocal )?(?:[A-Z][\w&’'-]*(?: (?:(?:of|for|the|&|of the|for the) )?[A-Z][\w&’'-]*)*"
    r"|(?:residents|parents|carers|families|patients|service users|members of the public|the public|the community"
    r"|staff"
    r"|neighbours|villagers|tenants|users|stakeholders|partners|pupils|students|volunteers|landowners|councillors))"
)
_WITH = re.compile(
    rf"\b(?:with|alongside|between|together with|in partnership with|jointly with|along with)\s+"
    rf"({_ORGANISATION}(?:(?:, | and | & ){_ORGANISATION})*)"
)
_ASKED = re.compile(
    rf"\b(?:invit(?:ed?|ing)|ask(?:ed|ing)?|consult(?:ed|ing)?(?: with)?|survey(?:ed)? of|views of|comments from"
    rf"|feedback from|input from|opinions? of|responses from|open to)\s+({_ORGANISATION})"
)
_NEGATED = re.compile(r"\b(?:not|no|never|without|neither|nor|refused|declined|cancelled|n['’]t)\b", re.IGNORECASE)
_ASPIRATION = re.compile(
    r"\b(?:committed to|commitment to|values?|valued|believes? in|spirit of|ethos|keen on|importance of|vision)\b",
    re.IGNORECASE,
)
_PROPOSED = re.compile(
    r"\b(?:suggest\w*|propos\w*|recommend\w*|should|could|ask(?:ed|s)? (?:that|if|whether|for)|request\w*"
    r"|would like|offer\w*|"
    r"hope\w*|if|might|may|need(?:s|ed)? to|keen to|invit\w*)\b",
    re.IGNORECASE,
)
_COMMITTED = re.compile(
    r"\b(?:will|would|shall|to be|agreed (?:to|that)|going to|intend\w*|plan(?:s|ned) to|is to|are to|resolved)\b",
    re.IGNORECASE,
)
_PHASES = (
    (
        Phase.REVIEW,
        r"\b(?:review\w*|evaluat\w*|audit\w*|assess\w*|inspect\w*|monitor\w*|inquiry|investigat\w*|feedback)\b",
    ),
    (
        Phase.PROBLEM_SOLVING,
        r"\b(?:solve|solution|resolve|problem|issue|tackle|address|sort|concerns?|complain\w*)\b",
    ),
    (
        Phase.DESIGN,
        r"\b(?:design\w*|draft\w*|plan(?:s|ned|ning)?|develop\w*|strateg\w*|propos\w*|scope|options)\b",
    ),
    (
        Phase.DECIDE,
        r"\b(?:decid\w*|decision\w*|vote\w*|approv\w*|agree\w*|consult\w*|views?|comment\w*|choose|opinion\w*)\b",
    ),
)
_PHASE_PATTERNS = tuple((phase, re.compile(pattern, re.IGNORECASE)) for phase, pattern in _PHASES)


def holder(text: str, speaker: str) -> str:
    """Whose stance it is: the subject of the clause, else the speaker, as printed."""
    found = subject(text)
    if found:
        return found
    match = re.search(
        rf"({PERSON}) (?:will|would|has|had|have|is|are|was|were|to|agreed|decided|offered|invited)\b", text
    )
    return match.group(1) if match and is_person(match.group(1)) else speaker


def with_whom(text: str) -> str:
    """The other party, as printed; empty when alone."""
    for pattern in (_WITH, _ASKED):
        match = pattern.search(text)
        if match:
            return match.group(1).strip()
    return ""


def status(text: str) -> StanceStatus:
    """Whether it was done, promised, asked for, denied or praised."""
    if _ASPIRATION.search(text):
        return StanceStatus.ASPIRATION
    if _NEGATED.search(text):
        return StanceStatus.NEGATED
    if _PROPOSED.search(text):
        return StanceStatus.PROPOSED
    if _COMMITTED.search(text):
        return StanceStatus.COMMITTED
    return StanceStatus.ENACTED


def phase(text: str) -> Phase:
    """The part of the work that is shared or kept; `deliver` where no word tells of another."""
    for found, pattern in _PHASE_PATTERNS:
        if pattern.search(text):
            return found
    return Phase.DELIVER
