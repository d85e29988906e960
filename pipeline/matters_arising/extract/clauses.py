"""The clauses of a statement, as far as its stops, connectives and subjects show them."""

from __future__ import annotations

import re

from matters_arising.nlp.late import LatePattern
from matters_arising.nlp.people import PERSON

_FINITE = (
    r"(?:is|are|was|were|has|have|had|will|would|shall|should|can|could|may|might|must|does|did|cannot|agreed"
    r"|stated|said"
    r"|advised|reported|asked|proposed|suggested|requested|felt|noted|replied|explained)\b"
)
_NOUNS = (
    r"(?i:the|an?|this|these|that|those|no|any|some|all|further|more|several|other|its|their|our)(?: [\w’'/()-]+){0,5}?"
)
SUBJECT = rf"(?:(?i:it|this|he|she|they|we|there|everyone)|{PERSON}|{_NOUNS})"
HEAD = (
    rf"(?:{SUBJECT} (?:also |therefore |then |now |all )?{_FINITE}|[a-z]+s (?:were|are|have|had|will|would)\b"
    rf"|(?:(?i:he|she|they|we)|{PERSON}) (?:also |then )?(?:[a-z]{{2,}}ed|awaits?)\b)"
)
"""How a new main clause begins: a subject and its finite verb."""

_NO_TITLE = r"(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|St|Cr|Fr))(?<!\b(?:Mrs|Rev|Col|Ald|Sgt|Hon))(?<!\b(?:Cllr|Coun|Supt|Prof))"
STOP = rf"(?:{_NO_TITLE}[.;](?!\d))"
"""A stop that ends a clause: not that of a title, of an initial or in a number."""
_BREAK = LatePattern(
    rf"{_NO_TITLE}[.;]\s+"
    rf"|\s[-–—]\s|:\s|,?\s(?:and|but|so|however|whereas|while|whilst),? (?={HEAD})|,\s(?={HEAD})"
    r"|,?\s(?:therefore|however|thus|but|so(?! far\b)),?\s|\sand\s(?=(?:will|would|shall|should)\b)"
)
_FRAME = re.compile(
    r"^.{0,120}?\b(?:(?:stat|advis|report|explain|not|comment|repli|confirm|agre|announc|mention|indicat|respond|resolv"
    r"|believ|emphasis)(?:ed|es)|said|says|felt|informed [\w ]{2,30}?|told [\w ]{2,30}?|appears?|appeared) that "
    r"|^.{0,60}?\bapologi[sz]ed for |^.{0,60}?\bsaid (?=(?:there|it|he|she|they|the|this|no|nothing)\b)"
)
# "Old Barn Lane There was no news": a heading that runs into its sentence
_RUN_IN = re.compile(r"^(?:[A-Z][\w’'-]*\s+){1,6}(?=(?:There|No|This|These|It|Nothing|Still|To|Not)\b)")
_NUMBER = re.compile(r"^(?:(?:\d+(?:\.\d+)*|[a-z]|[ivx]+)[.)]* (?=\S))")


def clause_around(text: str, at: int) -> tuple[int, int]:
    """Where the clause begins and ends that a place in a statement stands in."""
    breaks = [match.span() for match in _BREAK.finditer(text)]
    first = max((end for _, end in breaks if end <= at), default=0)
    last = min((start for start, _ in breaks if start >= at), default=len(text))
    return first, last


def clauses(text: str) -> list[str]:
    """The clauses in order, each without what introduces it ("Ms Tarn reported that").

    >>> clauses("The plans had not arrived, and the Clerk will chase them.")
    ['The plans had not arrived', 'the Clerk will chase them']
    """
    parts = (part.strip(" ,.;:-–") for part in _BREAK.split(_NUMBER.sub("", text)))
    bare = (_RUN_IN.sub("", _FRAME.sub("", part)) for part in parts)
    return [part for part in bare if part]
