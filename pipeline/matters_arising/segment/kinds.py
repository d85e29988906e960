"""What kind of meeting the title tells of, and in what state the minutes are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from matters_arising.segment.lexicon import lexicon
from matters_arising.vocab import MeetingKind, MeetingStatus

_RARER_FIRST = ("workshop", "annual", "special", "committee", "ordinary")
_TO_ORDER = re.compile(r"\bcall(?:ed)?\b(?: \w+){0,3} to order\b", re.IGNORECASE)
_DRAFT = re.compile(
    r"\b(?:draft|unapproved|unconfirmed|unadopted|subject to (?:approval|confirmation)|not yet approved)\b",
    re.IGNORECASE,
)
_APPROVED = re.compile(r"\b(?:approved|confirmed|adopted|final|ratified|signed)\b", re.IGNORECASE)
_VOTED = re.compile(r"\b(?:was|were|moved|seconded|carried|\d+-\d)\b", re.IGNORECASE)  # last month's, here


def kind_of(titles: Sequence[str], body: str) -> MeetingKind:
    """The kind that the title lines tell; the rarer word wins over the usual one, and a body's own name says
    nothing ("Special Education Board") unless it is a committee's."""
    found = set()
    for line in titles:
        bare = _TO_ORDER.sub(" ", line.replace(body, " ") if body else line)
        says = re.search(r"\b(?:meeting|minutes|session|agm|egm|workshop|retreat)\b", bare, re.IGNORECASE)
        if not says and len(bare.split()) > 3:
            continue
        for kind in _RARER_FIRST:
            if any(re.search(rf"\b{re.escape(word)}\b", bare.lower()) for word in lexicon()["kinds"][kind]):
                found.add(kind)
    for kind in _RARER_FIRST:
        if kind in found and not (kind == "committee" and body):
            return _committee(MeetingKind(kind), body)
    return _committee(MeetingKind.UNKNOWN, body)


def _committee(kind: MeetingKind, body: str) -> MeetingKind:
    """Meetings of a committee are of that kind where nothing rarer is said."""
    last = body.rsplit(",", maxsplit=1)[-1].lower()
    is_committee = any(re.search(rf"\b{re.escape(word)}\b", last) for word in lexicon()["kinds"]["committee"])
    return MeetingKind.COMMITTEE if is_committee and kind in (MeetingKind.UNKNOWN, MeetingKind.ORDINARY) else kind


def status_of(titles: Sequence[str]) -> MeetingStatus:
    """Draft or approved where title, furniture or file name says so; a draft that names its approval is a draft."""
    joined = " | ".join(titles)
    if _DRAFT.search(joined):
        return MeetingStatus.DRAFT
    if any(_APPROVED.search(line) and len(line.split()) <= 10 and not _VOTED.search(line) for line in titles):
        return MeetingStatus.APPROVED
    return MeetingStatus.UNKNOWN
