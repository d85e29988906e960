"""Who, to whom, how it ended, by what vote: the attributes of an event that its own words give.

Each function takes the reading text of a statement and returns the phrases as printed, empty where the text
does not say. Nothing is guessed from outside the statement, except what a margin or action column prints beside it.
"""

from __future__ import annotations

import re

from matters_arising.models import Statement
from matters_arising.nlp.people import PERSON, is_person, subject
from matters_arising.vocab import Outcome

_MOVER = re.compile(
    rf"(?:[Pp]roposed|PROPOSED|[Mm]oved|MOVED|[Mm]otion(?: was)?(?: made)?|[Nn]ominated|[Pp]roposer"
    rf"|[Pp]rop)\b[:.]?\s*"
    rf"(?:by\b:?\s*|was made by\s*|from\s*)?({PERSON})"
)
_MOVES = re.compile(
    rf"({PERSON}),? (?:then |also )?(?:moved|made a motion|proposed|suggested|asked|requested|recommended"
    rf"|nominated|urged"
    r"|enquired|wondered|offered|felt|thought|would like)\b"
)
_SECONDER = re.compile(rf"(?:[Ss]econd(?:ed)?|SECONDED|2nd(?:ed)?|[Ss]ec)\b[:.]?\s*(?:by\b:?\s*)?({PERSON})")
_SECONDS = re.compile(rf"({PERSON}),? seconded\b")
_PAIR = re.compile(rf"^(?:[\w./-]*\d[\w./-]*\s+)?({PERSON})\s*(?:[,/&]|\band\b)\s*({PERSON})\s*:\s")
_REPORTER = re.compile(
    rf"({PERSON}),? (?:has |had |then |also |again )?(?:reported|advised|confirmed|informed|stated|said|noted"
    rf"|explained|told"
    r"|updated|announced|mentioned|gave|provided|contacted|wrote|written|spoke|met|attended|sent|received"
    r"|completed)\b"
)
_DECIDER = re.compile(
    r"\b((?:[Tt]he )?(?:[A-Z]?[a-z]+ )?(?:[Cc]ouncil|[Bb]oard|[Cc]ommittee|[Mm]embers|[Gg]overnors|[Tt]rustees"
    r"|[Gg]roup"
    r"|[Mm]eeting|[Cc]ouncillors)) (?:then |unanimously |all |therefore )?(?:agreed|resolved|decided|approved"
    r"|adopted|noted"
    r"|accepted|voted|rejected|appointed|elected)\b"
)
_OUTCOMES = (
    (
        Outcome.REJECTED,
        r"\b(?:not (?:carried|approved|agreed|adopted)|lost|defeated|failed|fails|rejected|refused|declined"
        r"|dismissed|denied|turned down|not to (?:proceed|support|pursue|accept)|object(?:ed|ion)s? (?:to|be))\b",
    ),
    (Outcome.WITHDRAWN, r"\bwithdrawn\b|\bwithdrew\b"),
    (Outcome.APPOINTED, r"\b(?:appointed|elected|re-elected|co-opted|appointment of|nominated as)\b"),
    (
        Outcome.AMENDED,
        r"\b(?:as amended|amended|with (?:the )?(?:following )?(?:amendments?|changes?|corrections?))\b",
    ),
    (Outcome.NOTED, r"\b(?:noted|receive(?:d)? and file|for information|received|accept(?:ed)? and file)\b"),
)
_OUTCOME_PATTERNS = tuple((outcome, re.compile(pattern, re.IGNORECASE)) for outcome, pattern in _OUTCOMES)
_ADOPTED = re.compile(
    r"\b(?:agreed|approved|adopted|resolved|carried|passed|accepted|ratified|endorsed|authori[sz]ed|granted"
    r"|decided|confirmed"
    r"|supported?|enacted|in favou?r|unanimous(?:ly)?|no objections?)\b",
    re.IGNORECASE,
)
_VOTES = re.compile(
    r"(?:\b(?:the )?(?:following )?votes?[^.;]{0,20}:\s*[^.]{3,300}"
    r"|\b(?:AYES?|YEAS?|Ayes?|Yeas?)\b\s*[:–-]?[^.]{1,200}(?:NOES?|NAYS?|Noes?|Nays?|ABST\w*|Abst\w*)\b[^.]{0,80}"
    r"|\b\d+ (?:votes? )?(?:for|in favou?r)(?:,| and| to)? ?(?:\d+|none|no) ?(?:votes? )?(?:against"
    r"|opposed)?(?:[, and]+\d+ abst\w+)?"
    r"|\b(?:by|vote of|vote:?)\s\d+\s?(?:[-–]|votes? to|to)\s?\d+(?:\s?[-–]\s?\d+)?"
    r"|\(?\b\d{1,2}\s?[-–]\s?\d{1,2}(?:\s?[-–]\s?\d{1,2})?\)?(?=\s*(?:vote|$|\.$))"
    r"|\b(?:carried |passed |approved |agreed |voted )?unanimously\b|\b[Aa]ll (?:were )?in favou?r\b"
    r"|\bunanimous vote\b)"
)
_TARGET = re.compile(
    r"\b(?:refer(?:red|ring)?|remit(?:ted)?|passed|delegated?|sent|forwarded|handed|transferred"
    r"|escalated)\b[^.;]{0,80}?"
    r"\b(?:back )?to ((?:the |our |its |an? )?[A-Z\w][^.;,]{2,60}?)"
    r"(?= (?:for|to|so|who|which|and|in order|with)\b|[.;,]|$)"
)
# The list of people is atomic: a long one that is nobody's errand must not be tried in every division.
_OWNER = re.compile(
    rf"((?>{PERSON}(?:(?:, | and | & |/){PERSON})*)),? (?:(?:is|was|were|are|has|had|kindly|also|has kindly) )*"
    r"(?:to|will|shall|would|agreed to|offered to|undertook to|volunteered to|asked to|said (?:he|she|they"
    r"|that (?:he|she|they))"
    # "to be mended" has no doer
    r" would|promised to|agreed (?:he|she|they) would)\b(?! (?:now |also )?be [a-z]+(?:ed|en|t)\b)"
)
_TOLD = re.compile(
    rf"(?:asked|instructed|directed|requested|tasked|authori[sz]ed|agreed that|resolved that"
    rf"|for) ({PERSON}) (?:to|would|should|will)\b"
)
_DUE = re.compile(
    r"\b((?:by|before|prior to|no later than|within|in time for|ahead of|at) (?:the )?(?:end of [\w ]{3,20}"
    r"|next [\w ]{3,25}"
    r"|\d[\w ,/.-]{2,20}\d{2,4}|\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+|[A-Z][a-z]+ \d{1,2}(?:, \d{4})?|[A-Z][a-z]+day"
    r"|(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December)(?: \d{4})?(?: meeting)?"
    r"|\w+ (?:days|weeks|months))|immediately|as soon as possible|asap|ASAP|next week|this week"
    r"|the following week)\b"
)


def mover_and_seconder(text: str) -> tuple[str, str]:
    """Who put it to the body, and who seconded."""
    pair = _PAIR.match(text)
    if pair and is_person(pair.group(1)) and is_person(pair.group(2)):
        return pair.group(1), pair.group(2)
    return _first(text, _MOVER, _MOVES), _first(text, _SECONDER, _SECONDS)


def reporter(text: str) -> str:
    """Who reports, or is reported to have acted."""
    return _first(text, _REPORTER)


def decider(text: str) -> str:
    """The body that settles it, where the sentence names it."""
    return _first(text, _DECIDER)


def outcome(text: str) -> Outcome:
    """How a decision ended, by the words of its clause."""
    for found, pattern in _OUTCOME_PATTERNS:
        if pattern.search(text):
            return found
    return Outcome.ADOPTED if _ADOPTED.search(text) else Outcome.OTHER


def votes(text: str) -> str:
    """The vote as printed: a count, a roll call, or "unanimously"."""
    match = _VOTES.search(text)
    return match.group().strip(" ()") if match else ""


def target(text: str) -> str:
    """To whom a matter is referred."""
    match = _TARGET.search(text)
    return match.group(1).strip() if match else ""


def owner(statement: Statement) -> str:
    """Who is to act: the action column if there is one, else the one who is said to do it or is told to."""
    if statement.owner:
        return statement.owner
    return _first(statement.text, _TOLD, _OWNER) or (subject(statement.text) if statement.form == "action" else "")


def due(statement: Statement) -> str:
    """By when, as printed."""
    if statement.due:
        return statement.due
    match = _DUE.search(statement.text)
    return match.group(1) if match else ""


def _first(text: str, *patterns: re.Pattern[str]) -> str:
    for pattern in patterns:
        for match in pattern.finditer(text):
            if is_person(match.group(1)):
                return match.group(1).strip()
    return ""
