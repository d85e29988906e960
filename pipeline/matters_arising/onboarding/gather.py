"""What the database holds of the documents that were chosen: for understanding, and for asking."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from matters_arising.matters.verdicts import Docket, Part
from matters_arising.nlp.near_misses import Judging
from matters_arising.onboarding.understand import Read
from matters_arising.store.connection import Store
from matters_arising.store.missed import missed
from matters_arising.store.read import every, read_meetings, read_segmented
from matters_arising.store.review import Claim, claims

_ALL = 1_000_000
_NEAR = 0.5  # of a threshold, from which a claim was nearly made


def documents(store: Store, paths: Collection[str]) -> list[Read]:
    """The chosen documents as the run left them, in the order of their paths."""
    rows = every(store, "SELECT path, status, note FROM documents ORDER BY path")
    return [
        Read(
            *(row["path"], row["status"], row["note"]),
            segmented=read_segmented(store, row["path"]) if row["status"] == "read" else None,
        )
        for row in rows
        if row["path"] in paths
    ]


def offices(store: Store, paths: Collection[str]) -> list[tuple[str, str]]:
    """Each document with an office of somebody who attended."""
    return [
        (meeting.document, person.role)
        for meeting in read_meetings(store)
        if meeting.document in paths
        for person in meeting.participants
    ]


def askable(
    store: Store, judges: Sequence[tuple[Part, Judging]], docket: Docket, paths: Collection[str]
) -> list[Claim]:
    """The claims of business in the chosen documents, and those that were nearly made: from half of the threshold on.

    What a person has spoken of already is left out.
    """
    least = thresholds(judges)
    made = [one for one in claims(store, most=_ALL) if not one.procedural]
    near = [one for one in missed(store, docket, most=_ALL) if one.confidence >= _NEAR * least[one.part, one.label]]
    return [one for one in (*made, *near) if one.document in paths]


def thresholds(judges: Sequence[tuple[Part, Judging]]) -> dict[tuple[str, str], float]:
    """The probability from which each label is said, by part and label."""
    return {
        (part, label): float(least)
        for part, judge in judges
        for label, least in zip(judge.labels, judge.thresholds, strict=True)
    }
