"""What became of a matter, as far as the minutes that are here tell. Facts only; where they do not tell: "open".

`adopted`, `rejected`, `withdrawn`: the last decision said so. `carried out`: reported as done after that.
`deferred, pending`: its last appearance put it off. `referred`: its last appearance passed it on. `not found since`:
something was proposed or put off, and the body has met, with minutes that could be read, at more meetings since than
it ever let pass between two appearances of a matter that returned, and none of them mentions it. Otherwise `open`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from matters_arising.models import Event
from matters_arising.vocab import EventType, Outcome

_DONE = re.compile(
    r"\b(?:completed?|installed|done|repaired|replaced|finished|in place|delivered|carried out|mended|erected)\b",
    re.IGNORECASE,
)
_NOT_DONE = re.compile(r"\b(?:not|yet to|still|await\w*|until|will be|to be|no)\b", re.IGNORECASE)
_LEAST_MEETINGS = 6  # fewer later meetings say nothing, whatever the body's rhythm
_BY_OUTCOME = {Outcome.REJECTED: "rejected", Outcome.WITHDRAWN: "withdrawn"}


def fate(appearances: Sequence[Sequence[Event]], *, later_meetings: int, longest_gap: int) -> str:
    """The fate of a matter from its events by appearance, in the order of dates.

    `later_meetings` counts the body's readable meetings after the last appearance, `longest_gap` the meetings that
    the body let pass at most between two appearances of any matter that came back.
    """
    last = list(appearances[-1]) if appearances else []
    kinds = {event.type for event in last}
    everything = [event for events in appearances for event in events]
    decisions = [event for event in everything if event.type is EventType.DECISION and not event.procedural]
    if EventType.REPORT in kinds and any(_says_done(event.quote) for event in last if event.type is EventType.REPORT):
        return "carried out"
    if EventType.DEFERRAL in kinds or (not decisions and any(e.type is EventType.PROPOSAL for e in everything)):
        if later_meetings > max(longest_gap, _LEAST_MEETINGS - 1):
            return f"not found in the {later_meetings} meetings since"
        return "deferred, pending" if EventType.DEFERRAL in kinds else "open"
    if EventType.REFERRAL in kinds:
        return "referred"
    if decisions:
        return _BY_OUTCOME.get(decisions[-1].outcome or Outcome.OTHER, "adopted")
    return "open"


def _says_done(quote: str) -> bool:
    return bool(_DONE.search(quote)) and not _NOT_DONE.search(quote)
