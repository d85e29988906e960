from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matters_arising.documents import read
from matters_arising.evaluation.attributes import attributes, same
from matters_arising.evaluation.baselines import keyword_rules
from matters_arising.evaluation.bootstrap import f1_interval
from matters_arising.evaluation.corpus import Marked, lay
from matters_arising.evaluation.gold import GoldDocument
from matters_arising.evaluation.metrics import figures
from matters_arising.evaluation.reliability import reliability, risk_coverage
from matters_arising.evaluation.report import Unseen
from matters_arising.evaluation.score import Count
from matters_arising.ids import sha256_of
from matters_arising.models import Source
from matters_arising.segment import segment

TEXT = """# Minutes of Elmbrook Parish Council, 4 March 2031

## 1. Pond
The pond was deferred to the May meeting because the surveyor was ill. Nothing else was said of ducks.

## 2. Gate
Ms Orr will paint the gate by the end of June. The hall was warm.
"""


def document() -> Marked:
    data = TEXT.encode()
    marks = (
        {"type": "deferral", "quote": "The pond was deferred to the May meeting", "until": "the May meeting",
         "reason": "the surveyor was ill", "explicit": True},
        {"type": "action", "quote": "Ms Orr will paint the gate", "owner": "Ms Orr", "due": "end of June"},
    )  # fmt: skip
    segmented = segment(read(Source("elm/a.md", data, sha256_of(data))))
    return lay(GoldDocument("elm/a.md", "2031-03-04", "Elmbrook Parish Council", marks), segmented, "elm")


def test_a_perfect_judge_has_perfect_figures_and_a_shy_one_finds_nothing() -> None:
    marked = document()
    there = np.array([[float(row[2] == 1)] for row in marked.labels])
    found = figures(Unseen([marked], ("deferral",), there, [np.array([0.5])]))
    assert found["micro"]["f1"] == 1 and found["labels"]["deferral"]["interval"] == [1, 1]
    assert found["deferrals found"] == {
        "explicit": {"marks": 1, "recall": 1.0},
        "inferred": {"marks": 0, "recall": 0.0},
    }
    assert found["formats"] == {"md": {"documents": 1, "f1": 1.0}}
    shy = figures(Unseen([marked], ("deferral",), there * 0.4, [np.array([0.5])]))
    assert shy["micro"]["f1"] == 0 and shy["calibration error"] > 0


def test_attributes_are_held_against_the_gold() -> None:
    found = attributes([document()])
    assert found["until"] == {"marks": 1, "right": 1.0, "marks without": 0, "read though not there": 0.0}
    assert found["owner"]["right"] == found["due"]["right"] == found["reason"]["right"] == 1
    assert "seconder" not in found


def test_an_attribute_is_right_where_most_of_its_words_are() -> None:
    assert same("until", "the next meeting", "next meeting")
    assert not same("until", "the next meeting", "the May meeting of the whole board")
    assert not same("outcome", "adopted", "adopted with joy")


def test_a_phrase_rule_alone_is_a_judge_to_be_beaten() -> None:
    marked = document()
    said = keyword_rules([marked], ("deferral",))
    assert said[:, 0].tolist() == [float(row[2] == 1) for row in marked.labels]


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60))
def test_calibration_counts_every_statement_once(cases: list[tuple[float, bool]]) -> None:
    chances, truth = np.array([c for c, _ in cases]), np.array([int(t) for _, t in cases])
    table, error = reliability(chances, truth)
    assert sum(row["statements"] for row in table) == len(cases)
    assert 0 <= error <= 1


def test_what_is_said_with_certainty_and_never_true_is_an_error_of_one() -> None:
    assert reliability(np.ones(5), np.zeros(5, dtype=np.int64))[1] == pytest.approx(1)


def test_leaving_the_doubtful_unsaid_buys_precision_with_recall() -> None:
    chances, truth = np.array([0.9, 0.6, 0.4, 0.3]), np.array([1, 0, 1, 0])
    low, high = risk_coverage(chances, truth, at=(0.2, 0.7))
    assert (low["precision"], low["recall"], high["precision"], high["recall"]) == (0.5, 1.0, 1.0, 0.5)


def test_an_interval_holds_its_score_and_is_the_same_again() -> None:
    counts = [Count(3, 1, 0), Count(0, 2, 4), Count(5, 0, 1), Count(2, 2, 2)]
    low, high = f1_interval(counts)
    assert low < sum(counts, Count()).f1 < high
    assert f1_interval(counts) == (low, high)
