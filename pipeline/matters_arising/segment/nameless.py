"""Minutes that name no body, in a folder where none does: they are those of whoever the folder is called by."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from matters_arising.models import Meeting
from matters_arising.segment.folders import home, label
from matters_arising.segment.uses import FEW, surnames


def called_by_folder(meetings: Sequence[Meeting]) -> list[Meeting]:
    """The meetings in the order given; where all minutes of a folder name no body, it is called by the folder
    ("oak-hill" is Oak Hill). Such a page of a site says on every other page of it whose it is.

    Nothing is called by the top of the archive, nor by a folder in which two companies met who share nobody: these
    may be the minutes of two bodies.
    """
    filed: dict[str, list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        filed[home(meeting.document)].append(meeting)
    places = [place for place, own in filed.items() if place and _is_of_one_nameless(own)]
    alike = Counter(map(label, places))
    called = {place: label(place) if alike[label(place)] == 1 else place for place in places}
    return [replace(meeting, body=called.get(home(meeting.document), meeting.body)) for meeting in meetings]


def called_by(body: str, document: str) -> bool:
    """Whether a body has the name of the folder in which a document lies.

    >>> called_by("Oak Hill", "sites/oak-hill/minutes/2031.txt"), called_by("Oak Hill Trust", "oak-hill/2031.txt")
    (True, False)
    """
    place = home(document)
    return bool(place) and body in (label(place), place)


def _is_of_one_nameless(meetings: Sequence[Meeting]) -> bool:
    """Whether none of the minutes names a body, and all who came hang together by those who came twice."""
    if any(meeting.body for meeting in meetings):
        return False
    companies: list[frozenset[str]] = []
    for came in map(surnames, meetings):
        if len(came) < FEW:
            continue
        met = [company for company in companies if company & came]
        companies = [company for company in companies if not company & came] + [came.union(*met)]
    return len(companies) <= 1
