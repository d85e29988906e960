"""How well the judges did on marked minutes that they had not seen, as their kept metrics say it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from matters_arising.errors import ModelError
from matters_arising.matters.tally import ALONE, LIKELY
from matters_arising.nlp.trained import folder_of
from matters_arising.vocab import EventType

_PARTS = ("until", "reason", "reason_code", "outcome", "votes", "target", "due")  # attributes that the site prints


_ENOUGH = 10  # passages: one right of one is no "100 of 100"


@dataclass(frozen=True, slots=True)
class Score:
    """Of a hundred passages said to be such, `right` are; of a hundred that are, `found` are. `said` and `marks` are
    how many were said to be and had been marked by a reader."""

    label: str
    right: int
    found: int
    said: int
    marks: int

    @property
    def is_known(self) -> bool:
        """Whether enough passages were said to be such for a share of them to mean anything."""
        return self.said >= _ENOUGH


@dataclass(frozen=True, slots=True)
class Attribute:
    """Of a hundred passages that give it, so many were read right; of a hundred without, one was read in so many."""

    name: str
    right: int
    invented: int
    marks: int


@dataclass(frozen=True, slots=True)
class Accuracy:
    """What was measured, on so many documents of so many archives. `counted` is that of the labels that speak against
    a body, as the site counts them; of putting-offs only those that count by themselves."""

    documents: int
    archives: int
    events: tuple[Score, ...]
    stances: tuple[Score, ...]
    counted: tuple[Score, ...]
    attributes: tuple[Attribute, ...]

    def of(self, label: str) -> Score | None:
        """How well a label does that speaks against a body, as the site counts it; None where that was not measured."""
        return next((score for score in self.counted if score.label == label), None)


def accuracy() -> Accuracy:
    """The kept metrics of the shipped judges; empty where they are not there."""
    events, stances = _metrics("events"), _metrics("stances")
    unseen = events.get("unseen archives", {})
    return Accuracy(
        documents=events.get("documents", 0),
        archives=len(unseen.get("archives", {})),
        events=_scores(unseen),
        stances=_scores(stances.get("unseen archives", {})),
        counted=tuple(
            score
            for kept in (events, stances)
            for label, of in kept.get("unseen archives", {}).get("labels", {}).items()
            if (kept is stances or label == "deferral") and (score := _counted(label, of))
        ),
        attributes=tuple(
            Attribute(
                name.replace("_", " "),
                _hundred(found["right"]),
                _hundred(found["read though not there"]),
                found["marks"],
            )
            for name, found in events.get("attributes", {}).items()
            if name in _PARTS
        ),
    )


def _metrics(name: str) -> dict[str, Any]:
    try:
        path = folder_of(name, holding="metrics.json") / "metrics.json"
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (ModelError, OSError, ValueError):
        return {}
    return found


def _scores(unseen: Mapping[str, Any]) -> tuple[Score, ...]:
    return tuple(
        Score(
            label, _hundred(of["precision"]), _hundred(of["recall"]), of["hit"] + of["false"], of["hit"] + of["missed"]
        )
        for label, of in unseen.get("labels", {}).items()
    )


def _counted(label: str, of: Mapping[str, Any]) -> Score | None:
    """A label where it is likely enough to be counted, whatever came before."""
    least = ALONE if label == EventType.DEFERRAL else LIKELY
    marks = of["hit"] + of["missed"]
    for step in of.get("abstention", ()):
        if step["from"] == least:
            return Score(label, _hundred(step["precision"]), _hundred(step["recall"]), step["said"], marks)
    return None


def _hundred(share: float) -> int:
    return round(100 * share)
