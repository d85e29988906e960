"""A model learned from labels: what it learns from, what is measured, and that nothing seen is measured on."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from matters_arising.errors import UsageError
from matters_arising.evaluation.bootstrap import intervals
from matters_arising.evaluation.calibration import threshold_of
from matters_arising.evaluation.reliability import reliability
from matters_arising.evaluation.score import Count
from matters_arising.evaluation.stance_cases import Case, in_units, read_cases
from matters_arising.evaluation.stance_models import Family
from matters_arising.evaluation.stance_training import check, label_at, left_out, thresholds, train
from matters_arising.stance.features import Passage
from sklearn.linear_model import LogisticRegression

TEXTS = {
    "collaborative": "The {thing} will be planned by the Guild and the Society jointly.",
    "consultative": "Members were asked for their views on the {thing}.",
    "unilateral": "The Guild changed the {thing} without asking anybody.",
    "none": "The bill for the {thing} was paid.",
}
THINGS = ("gate", "pond", "wall")
WORDS = Family("words", {"w": 1.0, "q": 0.5}, lambda: LogisticRegression(C=5.0))


def case(label: str, thing: str, body: str, origin: str = "label files", document: str = "") -> Case:
    text = TEXTS[label].format(thing=thing)
    return Case(f"{body} {label} {thing}", "", label, Passage(text, body=body), origin, body, document)


def cases(bodies: int, origin: str = "label files") -> list[Case]:
    return [case(label, thing, f"{origin} {n}", origin) for n in range(bodies) for label in TEXTS for thing in THINGS]


def write(path: Path, rows: list[dict[str, object]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_a_statement_counts_once_and_a_disputed_one_not_at_all(tmp_path: Path) -> None:
    one = {"id": "1", "text": "It was agreed together.", "body": "Ash Guild", "before": ["a", "b"], "heading": "Gate"}
    two = {"id": "2", "text": "It was paid."}
    first = write(tmp_path / "a.jsonl", [{**one, "label": "collaborative", "annotator": "x"}, {**two, "label": "none"}])
    second = write(
        tmp_path / "b.jsonl",
        [{**one, "label": "collaborative", "annotator": "y"}, {**two, "label": "unilateral", "annotator": "y"}],
    )
    found = read_cases([first, second])
    assert [(one.id, one.label, one.body) for one in found.cases] == [("1", "collaborative", "Ash Guild")]
    assert found.cases[0].passage == Passage("It was agreed together.", ("a", "b"), "Gate", "Ash Guild")
    assert found.disputed == ("2",)
    assert [(name, labels) for name, _, labels in found.files] == [("a.jsonl", 2), ("b.jsonl", 2)]


def test_without_a_body_the_document_stands_for_it_and_else_the_statement(tmp_path: Path) -> None:
    rows = [
        {"id": "1", "text": "It was paid.", "label": "none", "document": "a.pdf"},
        {"id": "2", "text": "It is old.", "label": "none"},
    ]
    assert [one.body for one in read_cases([write(tmp_path / "a.jsonl", rows)]).cases] == ["a.pdf", "2"]


def test_intervals_are_drawn_over_bodies_only_where_there_are_several() -> None:
    assert in_units(cases(12))[1] == "bodies"
    few = [case("none", str(n), "one body", document=f"{n % 11}.pdf") for n in range(22)]
    found, unit = in_units(few)
    assert (unit, len({one.body for one in found})) == ("documents", 11)
    found, unit = in_units(few[:5])
    assert (unit, len({one.body for one in found})) == ("statements", 5)


def test_precision_and_recall_have_intervals() -> None:
    found = intervals([Count(1, 1, 0)] * 5)
    assert found == {"precision": (0.5, 0.5), "recall": (1.0, 1.0), "f1": (2 / 3, 2 / 3)}
    low, high = intervals([Count(1, 0, 0), Count(0, 1, 1)] * 10)["precision"]
    assert low < 0.5 < high


def test_too_few_kinds_of_label_are_told() -> None:
    with pytest.raises(UsageError, match="no labels to learn from"):
        check([])
    with pytest.raises(UsageError, match="all 3 statements are labelled none"):
        check([case("none", thing, "x") for thing in THINGS])


def test_a_statement_without_a_stance_stands_for_many() -> None:
    sure, there = np.array([0.9, 0.8, 0.7, 0.6]), np.array([1, 1, 0, 1])
    assert threshold_of(sure, there, least_precision=0.7) == 0.6
    assert threshold_of(sure, there, weights=np.array([1, 1, 50, 1.0]), least_precision=0.7) == 0.8
    even = reliability(np.array([0.5, 0.5]), np.array([1, 0]))[1]
    assert even == 0.0
    assert reliability(np.array([0.5, 0.5]), np.array([1, 0]), np.array([1.0, 3.0]))[1] == 0.25


def test_a_label_of_few_statements_is_hardly_ever_said() -> None:
    truth = np.array(["collaborative"] * 12 + ["unilateral"] * 9 + ["none"] * 12)
    chances = np.zeros((33, 4))
    chances[:12, 0] = chances[12:21, 2] = 0.8
    found = thresholds(chances, truth, share=0.3)
    assert found == {"collaborative": 0.8, "consultative": 0.95, "unilateral": 0.95}
    assert label_at(chances[[0, 12, 32]], found) == ["collaborative", "none", "none"]


def test_no_stance_is_said_at_a_probability_below_the_precision_asked() -> None:
    truth = np.array(["collaborative"] * 12 + ["unilateral"] * 12 + ["none"] * 12)
    chances = np.zeros((36, 4))
    chances[:12, 0] = chances[12:24, 2] = 0.4
    assert thresholds(chances, truth, share=0.02) == {"collaborative": 0.4, "consultative": 0.95, "unilateral": 0.7}


def test_what_is_left_out_was_not_seen() -> None:
    """Every body has its own word for its one label: whoever has seen the body knows, whoever has not cannot."""
    labels = [label for label in TEXTS for _ in range(3)]
    own = [
        Case(f"{n} {i}", "", label, Passage(f"{'abcdefghijkl'[n] * 5} happened then"), "label files", f"body {n}")
        for n, label in enumerate(labels)
        for i in range(6)
    ]
    chances, fold = left_out(own, WORDS, seed=0, share=0.5)
    assert (fold >= 0).all()
    for body in {one.body for one in own}:
        assert len({fold[i] for i, one in enumerate(own) if one.body == body}) == 1
    assert chances.max(axis=1).mean() < 0.7


def test_figures_of_labels_and_of_our_corpus_stand_apart() -> None:
    held = [case("unilateral", "roof", "held"), case("none", "roof", "held"), case("none", "roof", "label files 0")]
    found = train([*cases(6), *cases(4, "our corpus")], held, WORDS, share=0.5)
    sections = found.metrics["sections"]
    assert {name: one["statements"] for name, one in sections.items()} == {
        "label files, bodies left out": 72,
        "our corpus, bodies left out": 48,
        "held part of our corpus": 2,  # the third is of a body that was learned from
    }
    assert sections["label files, bodies left out"]["right"] > 0.95
    assert found.metrics["calibrated on"] == ["label files"]
    assert found.model.abstain == found.metrics["thresholds"]


def test_one_body_is_left_out_in_parts() -> None:
    found = train(
        [case(label, f"{thing} {n}", "x") for label in TEXTS for thing in THINGS for n in range(4)], [], WORDS
    )
    assert found.metrics["folds"] == 5
    assert found.metrics["sections"]["label files, bodies left out"]["intervals over"] == "statements"


def test_where_nothing_can_be_left_out_it_still_learns() -> None:
    found = train([case("none", "gate", "x"), case("none", "wall", "y"), case("unilateral", "gate", "x")], [], WORDS)
    assert (found.metrics["folds"], found.metrics["sections"]) == (0, {})
    assert set(found.metrics["thresholds"].values()) == {0.95}


def test_the_same_seed_gives_the_same_figures() -> None:
    one, other = (train(cases(5), [], WORDS, seed=3) for _ in range(2))
    assert one.metrics == other.metrics
