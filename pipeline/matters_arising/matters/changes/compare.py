"""Two versions are compared: what differs, in the order in which it stands, and what sort of change that is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from matters_arising.matters.changes.differing import differing
from matters_arising.matters.changes.flags import flags_within, lone, marks_in
from matters_arising.matters.changes.folding import folded
from matters_arising.matters.changes.nouns import Change, Comparison, Kind, Passage, Version, quoted
from matters_arising.matters.changes.pairing import paired
from matters_arising.vocab import MeetingStatus

_SAYS_SO = re.compile(r"\b(?:correct(?:ed|ions?)|amended|amendments?|revised|reissued|errat(?:um|a))\b", re.IGNORECASE)


def compare(earlier: Version, later: Version) -> Comparison | None:
    """What differs between two versions; nothing where no words do."""
    gone, new = differing(earlier.passages, later.passages)
    pairs, gone, new = paired(gone, new)
    if not (pairs or gone or new):
        return None
    changes = (
        *(_altered(one, other, earlier, later) for one, other in pairs),
        *(Change("removed", quoted(one), None, tuple(lone(one, earlier, "removed"))) for one in gone),
        *(Change("added", None, quoted(other), tuple(lone(other, later, "added"))) for other in new),
    )
    places = [*(other.start for _, other in pairs), *(_moved(one, pairs) for one in gone), *(n.start for n in new)]
    ordered = tuple(change for _, change in sorted(zip(places, changes, strict=True), key=lambda pair: pair[0]))
    return Comparison(_kind(earlier, later, ordered), earlier, later, ordered)


def _altered(one: Passage, other: Passage, earlier: Version, later: Version) -> Change:
    """What became of a passage. The heading that it leans on is quoted only where nothing else differs."""
    before, after = (replace(quoted(p), quote=p.quote[p.heading :]) for p in (one, other))
    if folded(before.quote) == folded(after.quote):
        before, after = quoted(one), quoted(other)
    flags = flags_within(marks_in(one, earlier), marks_in(other, later), (one, other))
    return Change("altered", before, after, tuple(flags))


def _kind(earlier: Version, later: Version, changes: Sequence[Change]) -> Kind:
    draft, approved = MeetingStatus.DRAFT, MeetingStatus.APPROVED
    match earlier.status, later.status:
        case (draft.value, approved.value):
            return "draft to approved"
        case (approved.value, draft.value) if earlier.document == later.document:
            return "back to draft"
    if earlier.document != later.document:
        return "other copy"
    if earlier.status == later.status == approved:
        says_so = any(c.after and _SAYS_SO.search(c.after.quote) for c in changes)
        return "edit that says so" if says_so else "silent later edit"
    return "draft revised" if earlier.status == later.status == draft else "edit"


def _moved(one: Passage, pairs: Sequence[tuple[Passage, Passage]]) -> int:
    """About where a removed passage would stand in the later text."""
    nearest = min(pairs, key=lambda pair: abs(pair[0].start - one.start), default=None)
    return one.start + (nearest[1].start - nearest[0].start if nearest else 0)
