"""What a judge thought of saying and did not: statements just below a threshold, for people to say what was missed."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any, Protocol

from matters_arising.matters.verdicts import Docket, Part
from matters_arising.models import Segmented
from matters_arising.store.candidates import MOST, Progress, drawn
from matters_arising.store.connection import Store
from matters_arising.store.read import every, read_segmented
from matters_arising.store.review import COUNTED, Claim, check_kind

LEAST = 0.02  # below it nobody but chance would say it
_LEAST_WORDS = 4
_NEAR = 2
_SIZES = (
    "SELECT m.body, d.path, count(*) AS statements FROM statements t JOIN current_meetings m ON m.key = t.meeting "
    "JOIN documents d ON d.key = m.document GROUP BY m.body, d.path ORDER BY m.body, d.path"
)


class Judging(Protocol):
    """A judge of events or of stances."""

    @property
    def labels(self) -> tuple[str, ...]: ...
    @property
    def thresholds(self) -> Any: ...
    def chances(self, segmented: Segmented) -> Any: ...


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
    sizes: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for row in every(store, _SIZES):
        if body.casefold() in row["body"].casefold():
            sizes[row["body"]][row["path"]] = row["statements"]
    spoken = {(e.said.words.document, e.said.words.start) for e in docket.active}
    found: list[tuple[float, Claim]] = []
    chosen = drawn(sizes, MOST, 0)
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
    column = "type" if part == "event" else "label"
    wanted = [label for label in judge.labels if kind in ("", part, label) or (kind == COUNTED and label == "deferral")]
    path, texts = segmented.document.path, [one.text for one in segmented.statements]
    if not wanted or not texts:
        return []
    rows = every(
        store,
        f"SELECT t.start, t.{column} AS label FROM {part}s t JOIN meetings m ON m.key = t.meeting "
        "JOIN documents d ON d.key = m.document WHERE d.path = ?",
        path,
    )
    said = {(row["start"], row["label"]) for row in rows}
    taken = {start for start, _ in said} if part == "stance" else set()  # a statement has one stance at most
    meetings = {meeting.id: meeting for meeting in segmented.meetings}
    titles = {item.id: f"{item.number} {item.title}".strip() for item in segmented.items}
    out = []
    for i, (one, row) in enumerate(zip(segmented.statements, judge.chances(segmented), strict=True)):
        if one.form == "heading" or len(one.text.split()) < _LEAST_WORDS:
            continue
        if (path, one.start) in spoken or one.start in taken or one.meeting not in meetings:
            continue
        near = [
            (_odds(float(least)) - _odds(float(chance)), label, float(chance))
            for label, least, chance in zip(judge.labels, judge.thresholds, row, strict=True)
            if label in wanted and LEAST <= chance < least and (one.start, label) not in said
        ]
        if near:
            distance, label, chance = min(near)
            meeting = meetings[one.meeting]
            quote = segmented.document.text[one.start : one.end]
            claim = Claim(
                *(one.id, part, label, chance, quote),
                before=tuple(texts[max(0, i - _NEAR) : i]),
                after=tuple(texts[i + 1 : i + 1 + _NEAR]),
                item=titles.get(one.item, ""),
                body=meeting.body,
                meeting=meeting.id,
                date=meeting.date,
                document=path,
                page=one.page,
                missed=True,
            )
            out.append((distance, claim))
    return out


def _odds(chance: float) -> float:
    bounded = min(max(chance, 1e-6), 1 - 1e-6)
    return math.log(bounded / (1 - bounded))
