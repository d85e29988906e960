from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from matters_arising.documents import read
from matters_arising.evaluation.corpus import Marked
from matters_arising.evaluation.rulings import rulings_of
from matters_arising.extract.said import said
from matters_arising.extract.scenes import scenes_of
from matters_arising.ids import sha256_of
from matters_arising.models import Source
from matters_arising.segment import segment
from matters_arising.vocab import EventType

LABELS = tuple(EventType)
THRESHOLDS = np.full(len(LABELS), 0.4)
MINUTES = b"""# Lampford Harbour Board

Minutes of the meeting held on March 4, 2031

## 1. Minutes

Ms. Orr read the minutes.

## 2. Consent agenda

A motion was made by Ms. Orr, seconded by Mr. Tuck, that the consent agenda be approved.

Motion carried; 5-0

That the Board approve the lease of the slip.

## 3. Crane

The crane was approved by the yard and the board agreed. The sign is still not in place. The motion to continue the
hearing to May 4 was carried. This was deferred from the last meeting.
"""
SEGMENTED = segment(read(Source("a.md", MINUTES, sha256_of(MINUTES))))
SCENES = scenes_of(SEGMENTED)
SPANS = tuple((i, i + 1) for i in range(len(SEGMENTED.statements)))


def marked() -> Marked:
    given: Any = None
    return Marked("a", given, SEGMENTED, SPANS, tuple((0,) * 9 for _ in SPANS), ())


@given(st.lists(st.floats(0.05, 0.99), min_size=len(SPANS) * len(LABELS), max_size=len(SPANS) * len(LABELS)))
def test_what_is_measured_is_what_the_program_says(chances: list[float]):
    judged = np.array(chances).reshape(len(SPANS), len(LABELS))
    program = {
        (one.row, one.label): one.chance for one in said(SEGMENTED, SCENES, judged, LABELS, THRESHOLDS, generator="g")
    }
    ruled = rulings_of([marked()], judged, LABELS).applied(judged)
    measured = {
        (row, label): ruled[row, column]
        for row in range(len(SPANS))
        for column, label in enumerate(LABELS)
        if ruled[row, column] >= THRESHOLDS[column]
    }
    assert program == measured


def test_what_is_unlikely_is_said_by_its_form_alone():
    judged = np.full((len(SPANS), len(LABELS)), 0.01)
    ruled = rulings_of([marked()], judged, LABELS).applied(judged)
    found = {
        (SEGMENTED.statements[row].text, str(LABELS[column]))
        for row, column in zip(*np.nonzero(ruled > 0.4), strict=True)
    }
    assert ("That the Board approve the lease of the slip.", "decision") in found
    assert ("Motion carried; 5-0", "decision") in found
    assert {label for _, label in found} <= {"decision", "deferral"}
