"""Errands by their place: entries of a list whose head calls them actions, printed without a word that bids.

    Actions                              Actions: for the Warden          Next steps
    [TQ] Order the rope                  Look for a second boat           Ann: poster for the fair
    Rota for the hut (Ann, Tom)          Make more use of the ferry       Tom, Ann: tidy the hut

A head alone makes nothing an errand, for news and prose stand under it as well. An entry is one that says whose it is,
before it or behind it, or whose head says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from matters_arising.extract.earlier_errands import entries_of
from matters_arising.models import Segmented, Statement
from matters_arising.nlp.late import LatePattern
from matters_arising.nlp.openings import Openings
from matters_arising.nlp.people import PERSON, is_office, is_person

GENERATOR = "rule:listed-errand/2"

_HEAD = LatePattern(
    r"^\W*(?:\d+[.)]?\s+)?(?i:(?:new |agreed |summary of )*(?:actions?|tasks?|to[ -]dos?|assignments|next steps)"
    r"(?: points?| items?| list| summary| agreed| required| arising)*)"
    rf"\s*(?:[:–-]?\s*(?i:for) (?P<whose>(?:the )?{PERSON}))?\W*$"
)
_LABELLED = re.compile(r"^\[(?P<whose>[A-Z]{2,3}(?:, ?[A-Z]{2,3})*|All|ALL)\]\s+(?=[A-Z])")
_AND = r", ?| & | and | ?/ ?"
_NAMES = rf"{PERSON}(?:(?:{_AND}){PERSON})*"
_BEFORE = LatePattern(rf"^(?:\d+[.)]\s+)?(?P<whose>{_NAMES})(?:\s*:|\s[-–—])\s+(?=[^\W_])")
_BEHIND = LatePattern(rf"(?:\((?P<whose>{_NAMES})\)|(?:\w:|\s[-–—])\s+(?P<last>{_NAMES}))\W*$")
# what tells of something, and is no errand wherever it stands
_TELLS = re.compile(r"\b(?:was|were|is|are|has|have|had|been|said|noted|reported)\b|\?")
_LONGEST = 40  # words
_SEVERAL = 2  # entries that end in names, before brackets are taken to say whose they are


def listed(segmented: Segmented, openings: Openings) -> Mapping[str, str]:
    """By statement id, whose errand an entry of such a list is. `openings` tells which words are names."""
    out: dict[str, str] = {}
    for place, head in enumerate(segmented.statements):
        if found := _HEAD.match(head.text):
            entries = entries_of(segmented.document.text, head, segmented.statements[place + 1 :])
            whose = found["whose"] or ""
            first = [entry[0] for entry in entries]
            out.update(_errands(first, whose if _is_known(whose, openings) else "", openings))
    return out


def _is_known(whose: str, openings: Openings) -> bool:
    """Whether a label names somebody: by an office, or by a word that is a name in these minutes."""
    last = whose.rpartition(" ")[2]
    return is_office(last) or is_office(last.lower()) or any(map(openings.names, whose.split()))


def _are_known(whose: str, openings: Openings) -> bool:
    return all(_is_known(one, openings) for one in re.split(_AND, whose))


def _errands(entries: Sequence[Statement], whose: str, openings: Openings) -> dict[str, str]:
    out: dict[str, str] = {}
    short = [one for one in entries if len(one.text.split()) <= _LONGEST and not _TELLS.search(one.text)]
    behind = {one.id: found for one in short if (found := _BEHIND.search(one.text))}
    named = {
        key: found["whose"] or found["last"]
        for key, found in behind.items()
        if found["whose"] or _are_known(found["last"], openings)
    }
    for one in short:
        before = _BEFORE.match(one.text)
        own = _LABELLED.match(one.text) or (before if before and _are_known(before["whose"], openings) else None)
        if own:
            out[one.id] = own["whose"]
        elif one.id in named and len(named) >= _SEVERAL:
            out[one.id] = named[one.id]
        elif whose:
            out[one.id] = whose
    return {key: name for key, name in out.items() if is_person(name) or name.lower() == "all"}
