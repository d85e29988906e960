"""What a label rests on."""

import numpy as np
import pytest
from matters_arising.errors import UsageError
from matters_arising.stance.classifier import StanceClassifier
from matters_arising.stance.explain import carrying_clause, explain, rule_of
from matters_arising.stance.features import CUES, GROUPS, Passage, StanceFeatures
from sklearn.tree import DecisionTreeClassifier

BODY = "Saltby Parish Council"
LEARNED = [
    ("The Council and the Harbour Authority will plan the {} jointly.", "collaborative"),
    ("The {} was planned together with the Harbour Authority.", "collaborative"),
    ("Tenants were asked for their views on the {}.", "consultative"),
    ("The comments of tenants on the {} were read.", "consultative"),
    ("The Authority changed the {} without consulting anybody.", "unilateral"),
    ("The Authority declined the offer and did the {} by itself.", "unilateral"),
    ("The {} was painted.", "none"),
    ("The bill for the {} was paid.", "none"),
]


@pytest.fixture(scope="module")
def taught() -> tuple[StanceClassifier, StanceFeatures]:
    things = ("gate", "pond", "wall", "hall", "path", "roof")
    read = [(Passage(text.format(thing), body=BODY), label) for text, label in LEARNED for thing in things]
    features = StanceFeatures({group: weight for group, weight in GROUPS.items() if group in CUES})
    matrix = features.fit_transform([one for one, _ in read])
    return StanceClassifier(folds=3).fit(matrix, np.array([label for _, label in read])), features


def test_the_cue_that_carries_a_label_is_named(taught: tuple[StanceClassifier, StanceFeatures]) -> None:
    one = Passage("The hedge has grown; the Authority cut it without consulting anybody.", body=BODY)
    found = explain(one, *taught)
    assert found.label == "unilateral"
    assert "alone.without" in {reason.cue for reason in found.supporting}
    assert "consulting" in found.clause and "hedge" not in found.clause
    assert all(reason.weight > 0 for reason in found.supporting)
    assert all(reason.weight < 0 for reason in found.opposing)
    assert found.chance > 0.5


def test_the_rule_is_that_of_the_strongest_cue_of_the_statement() -> None:
    assert rule_of("unilateral", ["before ask.views", "alone.refuse", "ask.views"]) == 6
    assert rule_of("none", ["heading ask.views"]) == 8
    assert rule_of("consultative", []) == 1


def test_the_clause_is_the_one_with_the_cues() -> None:
    one = Passage("The bill was paid; tenants were asked for their views.", body=BODY)
    assert carrying_clause(one, ["ask.views", "ask.asked"]) == "tenants were asked for their views"


def test_what_is_not_linear_is_not_explained() -> None:
    passages = [Passage("The bill was paid."), Passage("Tenants were asked."), Passage("They did it jointly.")] * 4
    features = StanceFeatures({"q": 1.0}, least=1)
    matrix = features.fit_transform(passages)
    labels = ["none", "consultative", "collaborative"] * 4
    model = StanceClassifier(DecisionTreeClassifier(), folds=2).fit(matrix, labels)
    with pytest.raises(UsageError, match="linear"):
        explain(passages[1], model, features)
