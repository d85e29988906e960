"""The meetings that a document reports, each with its body, date, kind, status, chair and people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from matters_arising.config import Hints
from matters_arising.dates import Order, find, order_of
from matters_arising.ids import make_id
from matters_arising.models import Document, Meeting, Participant
from matters_arising.segment.bodies import body_name
from matters_arising.segment.kinds import kind_of, status_of
from matters_arising.segment.outline import Node
from matters_arising.segment.parts import RECORD, Part
from matters_arising.segment.people import chair_of, participants
from matters_arising.segment.recognise import called_off
from matters_arising.segment.sections import section_of
from matters_arising.segment.titles import title_lines
from matters_arising.segment.uses import body_key
from matters_arising.segment.when import meeting_date
from matters_arising.vocab import MeetingKind, MeetingStatus, Section

_HEAD = 2500
_CALLED_OFF_AT_MOST = 2500  # characters: longer minutes tell of another meeting that was called off
_OPENED = re.compile(r"\bcall(?:ed(?: (?:the|this) (?:[\w-]+ ){0,3}?meeting)?)? to order\b", re.IGNORECASE)
_NEXT = re.compile(r"\b(?:next|following|future)\s+(?:[\w-]+\s+){0,4}?meetings?\b[^.]{0,120}", re.IGNORECASE)


def meeting_of(document: Document, nodes: Sequence[Node], *, part: Part, ordinal: int, hints: Hints) -> Meeting:
    """The meeting whose minutes are `part` of the document and whose items are headed by `nodes`."""
    start, end = part.start, part.end
    business = nodes[0].heading.start if nodes else end
    text = document.text
    order = order_of(text[start:end])
    titles = title_lines(document, start=start, end=min(end, max(business, start + _HEAD)))
    name = PurePosixPath(document.path).stem.replace("_", " ").replace("-", " ")
    aside = [document.front_matter.get("title", ""), name]
    body = hints.body or body_name(document, titles, start=start, end=end)
    date = hints.date or meeting_date(document, start=start, end=end, order=order, business=business)
    kind = MeetingKind(hints.kind) if hints.kind else kind_of([*titles, *aside], body)
    told = [*titles, *document.furniture[:8], *aside]
    status = MeetingStatus(hints.status) if hints.status else status_of(told)
    lists = _attendance(text, nodes, part)
    people = participants(lists)
    return Meeting(
        id=make_id("mtg", *_key(document, body, date), kind, ordinal),
        body=body,
        date=date,
        kind=kind,
        status=status,
        document=document.path,
        start=start,
        end=end,
        chair=chair_of("\n".join([text[start : min(end, start + _HEAD)], *lists]), people),
        participants=people,
        notes=_notes(text[start:end], people, date, order),
        next_meeting=_next_meeting(text[start:end], date, order),
    )


def _notes(text: str, people: Sequence[Participant], date: str, order: Order) -> tuple[str, ...]:
    """That the meeting was called off, in the words of its minutes. Where people were present, or it was called to
    order, and something was done, they tell of another that was, unless it is a quorum that was wanting."""
    off = called_off(text, date, order=order) if len(text) < _CALLED_OFF_AT_MOST else ""
    came = any(person.attendance == "present" for person in people) or _OPENED.search(text)
    met = came and RECORD.search(_OPENED.sub("", text))
    return (f"called off: {off}",) if off and (not met or "quorate" in off) else ()


def _attendance(text: str, nodes: Sequence[Node], part: Part) -> list[str]:
    """The stretches that list people: what stands before the first item, and the items on attendance."""
    before = (node.heading.start for node in nodes if node.label or node.heading.rank < 6.3)
    first = next(before, part.end)
    out = [text[part.start : min(first, part.start + _HEAD)]]
    for place, node in enumerate(nodes):
        if section_of(node.title) in (Section.ATTENDANCE, Section.APOLOGIES):
            following = nodes[place + 1].heading.start if place + 1 < len(nodes) else part.end
            out.append(text[node.heading.title_start : min(following, node.heading.start + _HEAD)])
    return out


def _key(document: Document, body: str, date: str) -> tuple[str, str]:
    """Body and date, or the file itself where the date is not told; a folder stands for a body not told."""
    if not date:
        return (document.path, "")
    return (body_key(body) or str(PurePosixPath(document.path).parent), date)


def _next_meeting(text: str, date: str, order: Order) -> str:
    """The last date that the minutes give for the next meeting, completed from this one's."""
    found = ""
    for match in _NEXT.finditer(text):
        for mention in find(match.group(), order=order):
            iso = mention.on(date) if date else mention.iso
            if iso and iso > date:
                found = iso
                break
    return found
