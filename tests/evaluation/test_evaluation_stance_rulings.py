from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from matters_arising.documents import read
from matters_arising.evaluation.corpus import Marked
from matters_arising.evaluation.stance_rulings import stance_rulings_of
from matters_arising.ids import sha256_of
from matters_arising.models import Source
from matters_arising.nlp.openings import openings_of
from matters_arising.segment import segment
from matters_arising.stance.said import said
from matters_arising.vocab import StanceLabel

LABELS = tuple(StanceLabel)
LEAST = 0.05
MINUTES = b"""# Lampford Harbour Board

Minutes of the meeting held on March 4, 2031

## 1. Crane

The Sailing Club had not been consulted on the crane. The Board and the Club will clear the slip jointly. The Coastguard
supplied the buoys. We thank the Club for working together with us.

## 2. Quay

The Chair opened the public hearing on the quay. Views of the growers are sought.
"""
SEGMENTED = segment(read(Source("a.md", MINUTES, sha256_of(MINUTES))))
SPANS = tuple((i, i + 1) for i in range(len(SEGMENTED.statements)))


def ruled(judged: Any) -> Any:
    gold: Any = None
    marked = Marked("a", gold, SEGMENTED, SPANS, tuple((0,) * 9 for _ in SPANS), ())
    return stance_rulings_of([marked], judged, LABELS, least=LEAST).applied(judged)


@given(st.lists(st.floats(0, 1), min_size=len(SPANS) * len(LABELS), max_size=len(SPANS) * len(LABELS)))
def test_what_is_measured_is_what_the_program_says(chances: list[float]) -> None:
    judged = np.array(chances).reshape(len(SPANS), len(LABELS))
    least = np.full(len(LABELS), 0.4)
    found = said(SEGMENTED, openings_of(SEGMENTED), judged, LABELS, least, generator="g")
    program = {one.row: (one.label, one.chance) for one in found}
    measured = {
        row: max(
            ((LABELS[column], float(row_of[column])) for column in np.flatnonzero(row_of >= 0.4)), key=lambda x: x[1]
        )
        for row, row_of in enumerate(ruled(judged))
        if (row_of >= 0.4).any()
    }
    assert {row: chance for row, (_, chance) in program.items()} == {
        row: chance for row, (_, chance) in measured.items()
    }


def test_rules_of_form_stand_beside_the_judge() -> None:
    found = ruled(np.full((len(SPANS), len(LABELS)), 0.5))
    by_text = {one.text: row.round(2).tolist() for one, row in zip(SEGMENTED.statements, found, strict=True)}
    assert by_text["The Sailing Club had not been consulted on the crane."] == [0.0, 0.0, 0.85]
    assert by_text["The Board and the Club will clear the slip jointly."] == [0.5, 0.5, 0.5]
    assert by_text["The Coastguard supplied the buoys."] == [0.25, 0.5, 0.5]  # no word says together
    assert by_text["We thank the Club for working together with us."][0] == 0.0
    assert by_text["The Chair opened the public hearing on the quay."][1] == 0.0
    assert by_text["Views of the growers are sought."][1] == 0.5
