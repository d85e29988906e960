from __future__ import annotations

from typing import Any

import numpy as np
from matters_arising.documents import read
from matters_arising.ids import sha256_of
from matters_arising.models import NearMiss, Segmented, Source
from matters_arising.nlp.near_misses import near_misses
from matters_arising.segment import segment

MINUTES = b"""# Lamp Guild

Minutes of the meeting held on 4 May 2031

## Wicks

The wicks were looked at again. Noted so.

The oil may be bought together with the mill.
"""


class Judge:
    """Says of each statement what is written down for its first word."""

    labels = ("collaborative", "unilateral")
    thresholds = np.array([0.4, 0.5])

    def __init__(self, **chances: tuple[float, float]) -> None:
        self._chances = chances

    def chances(self, segmented: Segmented) -> Any:
        return np.array([self._chances.get(one.text.split()[0], (0.39, 0.49)) for one in segmented.statements])


def near(part: str, **chances: tuple[float, float]) -> list[tuple[str, NearMiss]]:
    segmented = segment(read(Source("a.md", MINUTES, sha256_of(MINUTES))))
    texts = {one.id: one.text for one in segmented.statements}
    return [(texts[one.statement], one) for one in near_misses(segmented, part, Judge(**chances))]


def test_what_is_below_a_threshold_and_not_far_below_is_nearly_said():
    found = near("event", The=(0.3, 0.019), Minutes=(0, 0))
    assert {(text, one.label) for text, one in found} == {
        ("The wicks were looked at again.", "collaborative"),
        ("The oil may be bought together with the mill.", "collaborative"),
    }
    assert {(one.part, one.chance, one.threshold) for _, one in found} == {("event", 0.3, 0.4)}


def test_headings_and_a_word_or_two_are_not_asked_about():
    assert not {text for text, _ in near("event")} & {"Wicks", "Noted so.", "Lamp Guild"}


def test_a_statement_with_a_stance_came_near_to_no_other():
    assert near("stance", The=(0.45, 0.3), Minutes=(0, 0)) == []
    assert {one.label for _, one in near("event", The=(0.45, 0.3), Minutes=(0, 0))} == {"unilateral"}
