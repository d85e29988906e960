"""Until when a matter is put off, as the clause prints it."""

from __future__ import annotations

import re

from matters_arising.extract.clauses import HEAD
from matters_arising.extract.times import DAY, GATHERING, MONTH, is_named

_POINT = (
    rf"(?:{GATHERING}|{DAY}"
    r"|(?i:(?:the |a |some )?(?:next|future|later|following|new|suitable|appropriate) "
    r"(?:date|year|month|week|term|time|cycle|round|season|financial year|agenda|stage|point)s?)"
    rf"|(?:the )?(?:(?:end|beginning|start|middle) of )?(?:early |late |mid-?)?{MONTH}(?:,? \d{{4}})?"
    r"|(?i:(?:the )?(?:early |late )?(?:spring|summer|autumn|winter|fall|new year)(?! \w+ing\b)(?: term| \d{4})?)"
    r"|(?:early |late |mid-?)?(?:19|20)\d\d(?:/\d+)?(?=[.,;)]|$)"
    r"|(?i:the time being|the future|due course|the end of (?:the )?\w+|such time as [^.;,]{3,80}))"
)
# the stronger word first: what a thing is put off *to* is when it is wanted, what happens *in* May may be anything
_UNTIL = tuple(
    re.compile(rf"\b(?i:{word})\s+({_POINT})(?! weather)")
    for word in (r"until|till|(?<!prior )(?<!due )to", r"for(?: the)?|at|on|by", r"in|during|pending")
)
MAIN = (
    r"(?= (?:(?i:this|it|these|letters?|a \w+|the \w+|no \w+)) (?:\w+ )?(?:will|would|is being|is to|can|could"
    r"|was (?:put|deferred))\b"
    r"| (?:this|it) (?:was|is|had|has)\b)"
)
_UNTIL_CLAUSE = re.compile(
    rf"\b((?i:until|till|once|after|when(?= (?:the|this|these|they|it|we|he|she|there|all|an?)\b)|following (?:the"
    rf"|receipt))"
    rf" [^.;,]{{4,90}}?)(?:{MAIN}|(?=[.;,]| - | – |$))"
)
_NEAR = 8  # characters: as far as the head of a clause reaches back
# at the head of its sentence such a clause ends, comma or none, where the main clause begins
_HEADS = re.compile(r"(?:^|[.;:–—-]\s*|,\s|\b(?:that|and|but)\s)$")
_ANEW = re.compile(
    rf"(?<!\bthat)(?<!\bwhich)(?<!\bwho)(?<!\bthan)(?<!\band)(?<!\bor)(?<!\bof)(?<!\bas)(?<!\bif) (?={HEAD})"
)
_FAR = 300  # characters: what stands further off in a text without stops belongs to something else
# what follows something is a time to come only where the sentence speaks of what is to come
_LOOKS_BACK = re.compile(r"(?i:after|following)\b")
_TO_COME = re.compile(r"\b(?:will|would|shall|should|to|be|can|could|may|might|must|until|till)\b", re.IGNORECASE)
_ADVERB = re.compile(
    r"\b((?i:as soon as possible|in due course|next (?:month|week|year|term|time)|in \d[-–\d]* (?:weeks|months)"
    r"|(?:a )?later(?: in the \w+| date| stage)?"
    r"|following the \w+ of (?:this|the) \w+))\b"
)
_OF_HEADING = re.compile(r"\b(?:the )?next (?:meeting|agenda)\b", re.IGNORECASE)
FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|would|will|could|did|not|being)\b")


def term_in(text: str) -> str:
    """Until when, as printed; empty means undated."""
    for pattern in _UNTIL:
        for match in pattern.finditer(text):
            if is_named(match.group(1)):
                return match.group(1).strip(" .")
    clauses_of_time = (clause for pattern in (_UNTIL_CLAUSE, _ADVERB) for clause in pattern.finditer(text))
    return next(filter(None, (own_words(text, clause) for clause in clauses_of_time)), "")


def own_words(text: str, clause: re.Match[str]) -> str:
    """A clause of time without the main clause behind it; empty where it tells of what has been ("After an hour the
    item was left")."""
    words = clause.group(1).strip()
    if _HEADS.search(text, max(0, clause.start(1) - _NEAR), clause.start(1)):
        verb = FINITE.search(words)
        main = _ANEW.search(words, verb.end() if verb else 0)
        words = words[: main.start()].rstrip() if main else words
    start, end = clause.start(1), clause.start(1) + len(words)
    rest = text[max(0, start - _FAR) : start] + text[end : end + _FAR]
    return "" if _LOOKS_BACK.match(words) and not _TO_COME.search(rest) else words


def term_of_heading(title: str) -> str:
    """What a heading says of all that stands under it ("Items for the next agenda"), or empty."""
    match = _OF_HEADING.search(title)
    return match.group() if match else ""
