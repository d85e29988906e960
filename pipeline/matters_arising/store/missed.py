"""What a judge thought of saying and did not: statements just below a threshold, for people to say what was missed."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from typing import Any, Protocol

from matters_arising.matters.verdicts import Docket, Part
from matters_arising.models import Segmented
from matters_arising.store import candidates
from matters_arising.store.candidates import MOST, Progress, drawn, sizes_of
from matters_arising.store.connection import Store
from matters_arising.store.read import every, read_segmented
from matters_arising.store.review import COUNTED, Claim, check_kind

LEAST = 0.02  # below it nobody but chance would say it
_LEAST_WORDS = 4
_NEAR = 2


class Judging(candidates.Judging, Protocol):
    """A judge of events or of stances."""

    @property
    def thresholds(self) -> Any: ...


def missed(
    store: Store,
    judges: Sequence[tuple[Part, Judging]],
    docket: Docket,
    *,
    kind: str = "",
    body: str = "",
    most: int = 100,
    on_progress: Progress | None = None,
) -> list[Claim]:
    """The statements of the current minutes that came nearest to a threshold from below, the nearest first; each with
    the label it came nearest to. What `docket` speaks of already is left out.

    Of a large archive documents are judged that are drawn by chance, about as many statements of each body. Raises
    UsageError where there is no such kind.
    """
    check_kind(kind)
    spoken = {(e.said.words.document, e.said.words.start) for e in docket.active}
    found: list[tuple[float, Claim]] = []
    chosen = drawn(sizes_of(store, body=body), MOST, 0)
    for done, path in enumerate(chosen, start=1):
        segmented = read_segmented(store, path)
        for of in judges:
            found += _near_misses(store, segmented, of, kind, spoken)
        if on_progress:
            on_progress(done, len(chosen), path)
    found = [(distance, claim) for distance, claim in found if body.casefold() in claim.body.casefold()]
    found.sort(key=lambda one: (one[0], one[1].document, one[1].id, one[1].label))
    return [claim for _, claim in found[:most]]


def _near_misses(
    store: Store, segmented: Segmented, of: tuple[Part, Judging], kind: str, spoken: Collection[tuple[str, int]]
) -> list[tuple[float, Claim]]:
    part, judge = of
    wanted = [label for label in judge.labels if kind in ("", part, label) or (kind == COUNTED and label == "deferral")]
    path = segmented.document.path
    if not wanted or not segmented.statements:
        return []
    said = _said(store, path, part)
    taken = {start for start, _ in said} if part == "stance" else set()  # a statement has one stance at most
    meetings = {meeting.id for meeting in segmented.meetings}
    near = []
    for i, (one, row) in enumerate(zip(segmented.statements, judge.chances(segmented), strict=True)):
        if one.form == "heading" or len(one.text.split()) < _LEAST_WORDS:
            continue
        if (path, one.start) in spoken or one.start in taken or one.meeting not in meetings:
            continue
        open_to = [label for label in wanted if (one.start, label) not in said]
        if nearest := _nearest(judge, row, open_to):
            near.append((i, *nearest))
    return _claims(segmented, part, near)


def _said(store: Store, path: str, part: Part) -> set[tuple[int, str]]:
    """Where each event or stance of a document begins, and its label."""
    column = "type" if part == "event" else "label"
    rows = every(
        store,
        f"SELECT t.start, t.{column} AS label FROM {part}s t JOIN meetings m ON m.key = t.meeting "
        "JOIN documents d ON d.key = m.document WHERE d.path = ?",
        path,
    )
    return {(row["start"], row["label"]) for row in rows}


def _nearest(judge: Judging, chances: Any, open_to: Collection[str]) -> tuple[float, str, float] | None:
    """How far below its threshold the nearest label is, which that is, and how likely."""
    below = (
        (_odds(float(least)) - _odds(float(chance)), label, float(chance))
        for label, least, chance in zip(judge.labels, judge.thresholds, chances, strict=True)
        if label in open_to and LEAST <= chance < least
    )
    return min(below, default=None)


def _claims(
    segmented: Segmented, part: Part, near: Sequence[tuple[int, float, str, float]]
) -> list[tuple[float, Claim]]:
    """The statements, by their places in the document, as claims; each with its distance from the threshold."""
    texts = [one.text for one in segmented.statements]
    meetings = {meeting.id: meeting for meeting in segmented.meetings}
    titles = {item.id: f"{item.number} {item.title}".strip() for item in segmented.items}
    out = []
    for i, distance, label, chance in near:
        one = segmented.statements[i]
        meeting = meetings[one.meeting]
        claim = Claim(
            *(one.id, part, label, chance, segmented.document.text[one.start : one.end]),
            before=tuple(texts[max(0, i - _NEAR) : i]),
            after=tuple(texts[i + 1 : i + 1 + _NEAR]),
            item=titles.get(one.item, ""),
            body=meeting.body,
            meeting=meeting.id,
            date=meeting.date,
            document=segmented.document.path,
            page=one.page,
            missed=True,
        )
        out.append((distance, claim))
    return out


def _odds(chance: float) -> float:
    bounded = min(max(chance, 1e-6), 1 - 1e-6)
    return math.log(bounded / (1 - bounded))
