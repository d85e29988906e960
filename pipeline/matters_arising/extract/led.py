"""What the entries of a list are by the line that leads it: "The board agreed:" settles each, "Suggestions:" puts each.

    The board agreed:                      Suggestions from the floor included:
    1. To buy the roller                   a) A fair at the mill
    2. The hut would be let to the scouts  b) More trees at the quay

Read alone an entry is a bare infinitive or a mere name, and the line above it settles nothing that could be told.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matters_arising.extract.earlier_errands import entries_of, mark_of
from matters_arising.models import Segmented, Statement
from matters_arising.nlp.people import is_office
from matters_arising.vocab import EventType

GENERATOR = "rule:led-entry/2"
_LONGEST = 40  # words of a line that leads
# a body that agrees; a motion's "Be it resolved:" only puts what is below it
_SETTLED = r"(?:agreed|decided|(?:was|were|council|board|committee|members|trustees|governors|unanimously) resolved)"
_AGREES = re.compile(
    rf"\b{_SETTLED}(?:\W{{1,4}}that\W*|(?: (?:upon|on|to|as follows|the following))?\s*[:–—-]+\W*)$", re.IGNORECASE
)
# a list of things, such as payments or dates
_THINGS = re.compile(
    r"\bfollowing (?!(?:was|were|points|steps|measures|changes|arrangements|principles|recommendations|proposals"
    r"|resolutions|motions)\b)(?:\w+ ){1,4}(?:was|were)\b",
    re.IGNORECASE,
)
# an act, and no more than the name of a thing: "To buy it", "The hut would be let"
_ACT = re.compile(
    r"^\W*(?:\w{1,3}[.)]\W*)?(?:to|that)\b|\b(?:will|would|shall|should|must|be)\b",
    re.IGNORECASE,
)
_SHORTEST = 4  # words of an entry that says what is to be done, its mark among them
_THAT = re.compile(r"\bthat\W*$", re.IGNORECASE)
_ELECTION = re.compile(
    r"^\W*(?:\d+[.)]?\s+)?(?:annual )?(?:re-?)?(?:election|appointment)s? of (?:the |new )?(?:\w+ ){0,2}"
    r"(?:officers?|committee|office[- ]?(?:bearers?|holders?)|officials)\b.{0,20}$"
    r"|^\W*(?:\d+[.)]?\s+)?(?:annual |committee |officers?[’']? )?elections?(?: results?)?\W*$"
    # "Officers were elected for the coming year as follows:", "The following were duly appointed:"
    r"|\b(?:was|were|are) (?:\w+ )?(?:re-?)?(?:elected|appointed|chosen)\b[^.;:]{0,60}:\W*$",
    re.IGNORECASE,
)
_NAME = r"(?:(?:Mrs?|Ms|Dr|Cllr|Rev)\.? )?[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){1,3}"
_HOLDERS = rf"{_NAME}(?:(?:\s?[/&,]\s?|\sand\s)(?:{_NAME}|[A-Z\d]{{3,}}))*(?:\s?\([^()]{{1,30}}\))?\.?"
_HOLDER = re.compile(rf"\W*(?:[A-Z][\w-]*[ /])*(?P<office>[A-Z][a-z]+)\s*[:.…–—-]+\s*{_HOLDERS}")
_SPACED = re.compile(rf"(?P<office>[A-Z][a-z]+)\s(?={_HOLDERS}$)")  # "Vice President Ann Bell"
_SEVERAL = 2  # offices from which on they are the result of an election
_PUTS = re.compile(
    r"^(?!.*\b(?:accept|adopt|approv|endors)\w*).*\b(?:suggestions?|recommendations|ideas)\b[^.;]{0,70}[:–—-]+\W*$"
    r"|\b(?:suggested|recommended|proposed)(?: (?:that|to|the following|as follows))?\s*:\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Led:
    """By statement id, what each entry is, and the lines that lead them, which themselves are no such thing."""

    entries: Mapping[str, EventType]
    leads: Mapping[str, EventType]


def led(segmented: Segmented) -> Led:
    """What entries are by the line that leads their list: acts that were agreed; what is marked as an entry of a list,
    with a number, letter or bullet, where the line ends in "that" or makes them suggestions; the offices of an
    election, each with the name of who holds it now."""
    entries: dict[str, EventType] = {}
    leads: dict[str, EventType] = {}
    text, marks = segmented.document.text, _marks(segmented)
    for place, lead in enumerate(segmented.statements):
        kind = _kind(lead.text)
        if not kind:
            continue
        below = entries_of(text, lead, segmented.statements[place + 1 :])
        if _ELECTION.search(lead.text):
            found = [entry for entry in below if _is_holder(entry)]
            found = found if len(found) >= _SEVERAL and not _are_candidates(found) else []
        else:
            found = [entry for entry in below if _is_led(entry[0], lead, kind, marks)]
        for entry in found:
            entries[entry[0].id] = leads[lead.id] = kind
    return Led(entries, leads)


def _marks(segmented: Segmented) -> Mapping[str, str]:
    """By statement id, the kind of mark with which each begins."""
    out: dict[str, str] = {}
    end = 0
    for one in segmented.statements:
        out[one.id], end = mark_of(one.text, segmented.document.text[end : one.start]), one.end
    return out


def _kind(lead: str) -> EventType | None:
    if len(lead.split()) > _LONGEST:
        return None
    if _ELECTION.search(lead) or (_AGREES.search(lead) and not _THINGS.search(lead)):
        return EventType.DECISION
    return EventType.PROPOSAL if _PUTS.search(lead) else None


def _is_led(entry: Statement, lead: Statement, kind: EventType, marks: Mapping[str, str]) -> bool:
    if kind is EventType.DECISION and len(entry.text.split()) < _SHORTEST:
        return False
    if kind is EventType.DECISION and _ACT.search(entry.text):
        return True
    return bool(marks[entry.id]) and (kind is EventType.PROPOSAL or bool(_THAT.search(lead.text)))


def _are_candidates(entries: Sequence[Sequence[Statement]]) -> bool:
    """Whether an office is printed with one name, and then with another: with those who stand for it."""
    offices = [re.split(r"\s*[:.…–—-]", entry[0].text)[0].lower() for entry in entries]
    return len(set(offices)) < len(offices)


def _is_holder(entry: Sequence[Statement]) -> bool:
    """Whether an entry is no more than an office and a name: who put that forward would stand behind it."""
    if len(entry) > 1:
        return False
    text = entry[0].text
    whole = _HOLDER.fullmatch(text)
    return any(is_office(re.sub("ies$", "y", one["office"])) for one in ([whole] if whole else _SPACED.finditer(text)))
