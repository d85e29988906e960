"""The routine of any meeting: its minutes, apologies, interests, agenda, close."""

from __future__ import annotations

import re

from matters_arising.extract import of_record
from matters_arising.extract.lending import belongs_to_line_before
from matters_arising.extract.scenes import Scene
from matters_arising.extract.stamps import is_bare_time
from matters_arising.nlp.rules import event_rules, hits
from matters_arising.vocab import EventType, Section

_RECORD = r"(?:correct|true|accurate)\W+(?:and\W+\w+\W+)?record\b"
# what the chair signs at the end of the minutes: it approves these minutes, and is often set after the last item; a
# lease that is signed, or a record that is kept of something else, is a matter like any other
_SIGNED = re.compile(
    r"^\W*(?:approved|confirmed|agreed|adopted|accepted)\W+(?:and|as)\W+(?:duly\W+)?signed\b"
    r"|^\W*(?:duly\W+)?signed(?:\W*[_.…]{3}|[\W_]*(?:$|(?:by|as|(?:the )?chair\w*|dated?)\b"
    r"|on (?:the )?(?:\d|\w+day\b)|\d|(?-i:[A-Z][\w.’'-]*[\W_]+){1,4}(?:chair\w*|dated?)\b))"
    rf"|\b(?:minutes|signed)\b[^.;]{{0,80}}?{_RECORD}"
    rf"|\b(?:approv|confirm|agre|adopt|accept)ed as an? {_RECORD}"
    rf"|\bas an? {_RECORD}(?! of\b)|^\W*(?:otherwise )?(?:an? )?{_RECORD}\W*$"
    rf"|{_RECORD}[\W_]*(?:chair\w*\b|(?:\w+ ){{0,4}}?signed\b|of (?:the )?(?:\w+ ){{0,2}}?(?:minutes|proceedings)\b)",
    re.IGNORECASE,
)
_ROUTINE_SECTIONS = frozenset(
    {
        Section.APOLOGIES,
        Section.INTERESTS,
        Section.NEXT_MEETING,
        Section.CLOSING,
    }
)
_OPENING_SECTIONS = frozenset({Section.ATTENDANCE, Section.MINUTES})  # where other things are gone through, too
APPROVING = frozenset({EventType.PROPOSAL, EventType.DECISION})


def is_procedural(kind: EventType, scene: Scene) -> bool:
    """Whether the act belongs to the routine of any meeting: its minutes, apologies, interests, close.

    Under the heading of the minutes many bodies go through what arises from them, and under that of those present
    stands what has lost its own heading: only what approves is routine there. A line that says no more than who moved
    and seconded is as the sentence that it follows.
    """
    own = scene.statement.text
    said = f"{scene.before} {own}" if kind is EventType.PROPOSAL and _follows(scene) else own
    named = {rule.name for rule in hits(said, event_rules())}
    if named & {"scope.minutes", "scope.meeting-itself", "scope.payments"} or _SIGNED.search(said) or is_bare_time(own):
        return True
    heading = scene.item.title if scene.item else ""
    of_agenda = any(of_record.is_of_agenda(text, heading) for text in {own, said})
    if kind in APPROVING and (of_agenda or is_correction(scene)):
        return True
    section = scene.section
    return section in _ROUTINE_SECTIONS or (section in _OPENING_SECTIONS and kind in APPROVING)


def _follows(scene: Scene) -> bool:
    behind_heading = not scene.earlier or scene.earlier[0].form == "heading"
    return not behind_heading and belongs_to_line_before(scene.statement.text, scene.after)


def is_correction(scene: Scene) -> bool:
    """Whether a statement is part of a correction of earlier minutes."""
    earlier = [one.text for one in scene.earlier]
    return of_record.is_correction(scene.statement.text, earlier, scene.section, lead=scene.lead)
