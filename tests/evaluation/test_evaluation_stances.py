"""Figures of stance models, counted by hand."""

import numpy as np
import pytest
from matters_arising.errors import UsageError
from matters_arising.evaluation.corpus import KINDS
from matters_arising.evaluation.stance_corpus import StanceEntry
from matters_arising.evaluation.stance_models import Rows, label_of, thinned
from matters_arising.evaluation.stances import as_text, family_named, keyword_label, own_figures
from matters_arising.stance.features import Passage


def entry(number: int, side: str, label: str) -> StanceEntry:
    return StanceEntry(
        f"made:{number}", side, label, ("Gate", "It leans."), "Something.", f"Body {number}", "uk", "x", 2001
    )


ENTRIES = [
    entry(1, "a", "collaborative"),
    entry(1, "b", "none"),
    entry(2, "a", "consultative"),
    entry(2, "b", "unilateral"),
    entry(3, "", "none"),
]
SAID = ["collaborative", "none", "consultative", "none", "unilateral"]


def test_labels_pairs_and_confusion_are_counted() -> None:
    found = own_figures(ENTRIES, SAID)
    assert found["right"] == 0.6
    assert found["labels"]["unilateral"]["precision"] == 0.0
    assert found["labels"]["collaborative"]["f1"] == 1.0
    assert (found["micro"]["hit"], found["micro"]["false"], found["micro"]["missed"]) == (2, 1, 1)
    assert found["detection"]["hit"] == 2
    assert found["pairs"] == {"pairs": 2, "both sides right": 0.5}
    assert found["confusion"] == {"none as unilateral": 1, "unilateral as none": 1}


def test_probabilities_that_are_always_right_have_no_error() -> None:
    classes = ["collaborative", "consultative", "none", "unilateral"]
    chances = np.array([[float(one.label == name) for name in classes] for one in ENTRIES])
    found = own_figures(ENTRIES, [one.label for one in ENTRIES], chances, classes)
    assert found["calibration error"] == 0.0
    assert found["risk and coverage"][-1] == {"from": 0.9, "said": 5, "precision": 1.0, "recall": 1.0}


def test_the_table_has_a_row_a_model() -> None:
    written = as_text({"held bodies": {"keywords": own_figures(ENTRIES, SAID)}})
    assert "| keywords | 0.67 | " in written


def test_keywords_say_what_most_cues_say() -> None:
    assert keyword_label(Passage("They planned and built it jointly.")) == "collaborative"
    assert keyword_label(Passage("The bill was paid.")) == "none"


def test_a_statement_nobody_read_has_no_label() -> None:
    empty = [0] * len(KINDS)
    assert label_of(empty) == "none"
    assert label_of([-1] * len(KINDS)) == ""
    assert label_of([*empty[:-1], 1]) == "unilateral"
    assert label_of([*empty[:-1], -1]) == ""


def test_thinning_keeps_every_stance_and_drops_what_is_unknown() -> None:
    labels = np.array(["none", "unilateral", "", "none", "none", "consultative"], dtype=object)
    rows = Rows((Passage("Something."),) * 6, labels, np.array(["a"] * 6, dtype=object))
    assert thinned(rows, one_in=2).labels.tolist() == ["none", "unilateral", "none", "consultative"]


def test_an_unknown_family_is_told() -> None:
    with pytest.raises(UsageError, match="no such family"):
        family_named("oracle")
