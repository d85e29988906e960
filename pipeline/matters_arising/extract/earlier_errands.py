"""Errands of an earlier meeting that minutes print again, each with its state: what is done is no fresh errand.

    Actions from the last meeting:
    - Ms Orr to order the chain. Chain ordered and paid for.
    - A7 The warden to ask the ferryman, done - CLOSED
    - Mr Tarn to mend the oar - ongoing

The first two report a thing done. What is not done, or is printed without a state, stays what it is, and so does a
fresh errand in the same list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from itertools import takewhile

from matters_arising.models import Segmented, Statement
from matters_arising.nlp.people import PARTICIPLE

GENERATOR = "rule:earlier-errand-done/1"


class Part(Enum):
    """What a statement is in an entry whose errand is done."""

    ERRAND = "the errand, where a sentence behind it tells that it is done"
    DONE = "a word says that it is done, behind the errand or in a line with who did it"
    TOLD = "a sentence that tells that it is done, and may tell more"
    LEFT = "a word says that it is not done, or not to be"
    STATE = "no more than the word: closed"


_LONGEST_LEAD = 12  # words
_BEFORE = 30  # characters before a word of state that may take it back
_EARLIER = r"(?:last|previous|past|outstanding|earlier|prior|open|arising)"
_LEAD = re.compile(
    rf"\b{_EARLIER}\b.*\bactions?\b|\bactions?\b.*\b{_EARLIER}\b"
    r"|\b(?:updates?|review|progress|status|report)\b (?:of|on|against|from) (?:the |all )?(?:\w+ )?actions?\b"
    r"|\bactions?\b (?:points? |items? |list )?(?:updates?|review|log|tracker|register|progress|status)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"\b(?:was|were|is|are|has|have|had|took|there)\b", re.IGNORECASE)
BIDS = re.compile(r"\b(?:will|shall|would|should|must|to (?!date\b)[a-z]+)\b", re.IGNORECASE)
_ARISING = re.compile(r"\bmatters?\W+arising\b", re.IGNORECASE)
_BULLET = re.compile(r"[•●▪◦‣·⁃∙–—*-]")
_MARKS = {
    "code": re.compile(r"\W?[A-Za-z]{1,3}[ .-]?\d{1,4}(?:[./]\d{1,4})*[).:]?\s"),  # "AP125", "A7:"
    "number": re.compile(r"\W?\d{1,3}(?:[./]\d{1,4})*(?:[).:]|\s+[–-])?\s"),
    "letter": re.compile(r"\W?(?:[ivx]{1,4}|[a-z])[).]\s", re.IGNORECASE),
    "action": re.compile(r"\W?actions?\b", re.IGNORECASE),
}

_DONE = r"(?:done|closed|completed?|actioned|discharged|finished|fulfilled|carried out|dealt with)"
# "…, done - CLOSED", "… (complete as per list)"; not "when it is complete", "to be completed", "mostly done"
_CLOSES = re.compile(
    rf"(?:^|[.;:,–—|(/-]|\b(?:now|all|been))\s*(?:now |all |been |action )?{_DONE}\W*$"
    rf"|[(\[]\s*(?:now |all )?{_DONE}\b(?!,? (?:except|but|apart|bar|by|on|when|once|if))[^()\[\]]*[)\]]?\W*$",
    re.IGNORECASE,
)
_BARE = 4  # words: "See item 6 - CLOSED."
_OPEN = (
    r"(?:yet|still|await\w*|waiting|on-?going|outstanding|pending|carr(?:y|ied) (?:forward|over)|defer\w*|in progress"
    r"|under ?way|tbc|chas\w+|overdue|in hand|part(?:ly|ially)?|half|nearly|almost|mostly)"
)
_STILL_OPEN = re.compile(rf"\b{_OPEN}\b", re.IGNORECASE)
_NOT_DONE = re.compile(
    rf"\b(?:{_OPEN}|not|no|none|nothing|nobody|never|nor|once|when|until|unless|if|be)\b|\?", re.IGNORECASE
)
# what a participle says of the time to come, or of what was only spoken of
_SPOKEN = (
    r"(?:planned|scheduled|arranged|booked|proposed|postponed|delayed|requested|required|needed|intended|promised"
    r"|expected|agreed|suggested|discussed|considered|noted|asked|supposed|hoped|set|reported|advised|informed|stated"
    r"|explained|told|mentioned|confirmed|offered|volunteered|wanted|raised)"
)
_NO_PARTICIPLE = r"(?:\w*eed|shed|bed|red|hundred|kindred|sacred|naked)"
_TELLS = re.compile(
    r"^\W*(?:(?!(?:is|are|being|will|would|should|shall|may|might|can|could|must|to|who|which|that)\b)"
    r"[\w’'&/-]+ ){0,8}?"
    rf"(?:(?:has|have|had|was|were) (?:(?:now|already|all|since|duly|[a-z]+ly) )?(?:been )?(?!{_SPOKEN}\b){PARTICIPLE}"
    rf"|(?!{_SPOKEN}\b|{_NO_PARTICIPLE}\b)(?i:[a-z]+ed|sent|made|done|given|taken|written|bought|paid|found|got|put|built"
    r"|drawn|held|met|shown))\b"
)


def parts(segmented: Segmented) -> Mapping[str, Part]:
    """By statement id: its part in an entry of earlier errands that is said to be done; no other statement is there."""
    out: dict[str, Part] = {}
    for lead, entries in _lists(segmented):
        for entry in entries:
            out.update(_parts_of(entry, named=bool(_LEAD.search(lead))))
    return out


def _lists(segmented: Segmented) -> Iterator[tuple[str, list[list[Statement]]]]:
    """Each list of earlier errands: the line that leads it, and the statements of each of its entries."""
    statements = segmented.statements
    for place, lead in enumerate(statements):
        if _is_lead(lead.text):
            yield lead.text, entries_of(segmented.document.text, lead, statements[place + 1 :])


def _is_lead(text: str) -> bool:
    """Whether a line is a title or ends open; a sentence that speaks of earlier actions leads no list."""
    if len(text.split()) > _LONGEST_LEAD or BIDS.search(text) or not (_LEAD.search(text) or _ARISING.search(text)):
        return False
    return text.rstrip()[-1] in ":;–—-" or not _SENTENCE.search(text)


def entries_of(text: str, lead: Statement, below: Sequence[Statement]) -> list[list[Statement]]:
    """The entries of a list. It ends at another meeting or list, and where the way changes in which its entries are
    marked: with a bullet, a code, a number, a letter, the word "action", or not at all. Nor is an entry marked as the
    lead is: that is the next item."""
    out: list[list[Statement]] = []
    end, way = lead.end, ""
    for one in below:
        between, end = text[end : one.start], one.end
        mark = mark_of(one.text, between)
        if one.meeting != lead.meeting or _is_lead(one.text):
            break
        if out and "\n" not in between:
            out[-1].append(one)
            continue
        if not out:
            way = mark
            if mark and mark == mark_of(lead.text, ""):
                break
        if way and not mark and "\n\n" not in between:
            out[-1].append(one)
        elif mark != way or (not mark and one.form == "heading"):
            break
        else:
            out.append([one])
    return out


def mark_of(text: str, before: str) -> str:
    """The kind of mark with which an entry of a list begins, given what is printed before it; empty where none does."""
    if _BULLET.search(before):
        return "bullet"
    return next((kind for kind, form in _MARKS.items() if form.match(text)), "")


def _parts_of(entry: Sequence[Statement], *, named: bool) -> dict[str, Part]:
    """The parts of an entry whose errand is done. Where the list is not `named` one of actions, an entry is an errand
    by its verb, and only a word that closes it says that it is done."""
    first = entry[0]
    if not (named or BIDS.search(first.text)):
        return {}
    if _is_closed(first.text):
        return {first.id: Part.DONE}
    for one in entry[1:]:
        if _is_closed(one.text) or (named and _is_told(one.text)):
            break
    else:
        return {}
    if any(_STILL_OPEN.search(other.text) for other in entry[1:]):
        return {}
    if _is_closed(one.text) and len(re.findall(r"\w+", one.text)) <= _BARE:
        return {first.id: Part.DONE, one.id: Part.STATE}
    part = Part.DONE if _is_closed(one.text) else Part.TOLD
    return {before.id: Part.ERRAND for before in takewhile(lambda each: each is not one, entry)} | {one.id: part}


def _is_closed(text: str) -> bool:
    """Whether a word at the end, or in brackets, says that it is done.

    >>> _is_closed("To be done."), _is_closed("Order paint (completed)"), _is_closed("When it is done.")
    (False, True, False)
    """
    found = _CLOSES.search(text)
    return found is not None and not _NOT_DONE.search(text[max(0, found.start() - _BEFORE) : found.start()])


def _is_told(text: str) -> bool:
    """Whether a sentence tells of a thing done.

    >>> _is_told("Chain ordered."), _is_told("The chain has been sent."), _is_told("Chain not ordered.")
    (True, True, False)
    >>> _is_told("A visit arranged for May."), _is_told("The chain is to be ordered.")
    (False, False)
    """
    found = _TELLS.match(text)
    return found is not None and not _NOT_DONE.search(found.group())
