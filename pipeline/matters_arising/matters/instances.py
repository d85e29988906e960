"""A thing that a body does again every year is another matter each time: this year's budget, this year's review.

Where a thread was settled, was silent for most of a year, and comes up again with nothing that looks back, what
follows is a new instance.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from matters_arising.matters.passages import Passage
from matters_arising.matters.tally import is_sure
from matters_arising.vocab import EventType, Outcome

_LONG = 300  # days: most of a year, less than from one year's meeting to the next
_SETTLED = frozenset({Outcome.ADOPTED, Outcome.AMENDED, Outcome.REJECTED, Outcome.WITHDRAWN, Outcome.APPOINTED})
_OPEN = frozenset({EventType.DEFERRAL, EventType.REFERRAL, EventType.ACTION})


def instances(
    members: Sequence[int], passages: Sequence[Passage], looks_back: Callable[[int, int], bool]
) -> Iterator[list[int]]:
    """The places of one thread, in order, apart where a new instance begins.

    `looks_back` says of two places, earlier first, whether the later names the earlier: by its number, or under
    Matters arising.
    """
    part: list[int] = []
    for place in members:
        if part and _begins(part, place, passages) and not any(looks_back(at, place) for at in part):
            yield part
            part = []
        part.append(place)
    yield part


def _begins(part: Sequence[int], place: int, passages: Sequence[Passage]) -> bool:
    before, here = passages[part[-1]].meeting.date, passages[place].meeting.date
    if _days(before, here) < _LONG:
        return False
    last = [event for at in part if passages[at].meeting.date == before for event in passages[at].events]
    sure = [event for event in last if is_sure(event)]
    settled = any(event.type is EventType.DECISION and event.outcome in _SETTLED for event in sure)
    return settled and not any(event.type in _OPEN for event in sure)


def _days(one: str, other: str) -> int:
    """Days from one printed date to another; none where one lacks its day."""
    if len(one) < 10 or len(other) < 10:
        return 0
    return (date.fromisoformat(other) - date.fromisoformat(one)).days
