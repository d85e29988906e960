"""Two models on the same statements, counted by hand."""

from __future__ import annotations

import numpy as np
import pytest
from matters_arising.errors import UsageError
from matters_arising.evaluation.stance_cases import Case
from matters_arising.evaluation.stance_corpus import LABELS
from matters_arising.evaluation.stance_duel import Answers, answers_of_judge, as_minutes, compare, duel, mcnemar
from matters_arising.export.duel import as_text
from matters_arising.nlp.judge import Judge
from matters_arising.stance.features import Passage
from scipy.stats import binomtest


def answers(name: str, said: list[str], learned: tuple[bool, ...] | None = None) -> Answers:
    chances = np.array([[0.7 if label == one else 0.1 for label in LABELS] for one in said])
    return Answers(name, f"model:{name}", tuple(said), chances, learned)


TRUTH = ["collaborative", "none", "unilateral", "none", "consultative", "none"]
CASES = [
    Case(f"st-{n}", "", label, Passage(f"Statement {n}.", body="Ash Guild"), "label files", "Ash Guild")
    for n, label in enumerate(TRUTH)
]
ONE = answers("one", TRUTH, learned=(True, True, False, False, False, False))
OTHER = answers("other", ["collaborative", "none", "none", "unilateral", "consultative", "none"])


def test_the_exact_test_is_that_of_the_binomial() -> None:
    for first, second in ((0, 0), (3, 3), (9, 1), (0, 6), (40, 20), (900, 1000)):
        expected = binomtest(first, first + second, 0.5).pvalue if first + second else 1.0
        assert mcnemar(first, second) == pytest.approx(expected)


def test_models_are_counted_by_label() -> None:
    found = compare(CASES, [ONE, OTHER])
    assert found["labels"] == {"collaborative": 1, "consultative": 1, "unilateral": 1, "none": 3}
    other = found["models"]["other"]
    assert (other["right"], found["models"]["one"]["right"]) == (0.667, 1.0)
    none = other["labels"]["none"]
    assert (none["precision"], none["recall"], none["hit"], none["false"], none["missed"]) == (0.667, 0.667, 2, 1, 1)
    assert none["intervals"]["precision"][0] < 0.667 < none["intervals"]["precision"][1]
    assert other["stance or none"]["f1"] == 0.667
    assert other["confusion"]["unilateral"] == {"collaborative": 0, "consultative": 0, "unilateral": 0, "none": 1}
    assert (found["models"]["one"]["learned from"], other["learned from"]) == (2, None)
    # of 24 probabilities 18 are 0.1 with none right, and 6 are 0.7 with all right
    assert found["models"]["one"]["calibration error"] == pytest.approx((18 * 0.1 + 6 * 0.3) / 24)


def test_the_statements_on_which_one_alone_is_right_are_listed() -> None:
    (pair,) = compare(CASES, [ONE, OTHER], errors=5)["pairs"]
    assert (pair["both right"], pair["both wrong"]) == (4, 0)
    assert pair["only one right"] == {"one": 2, "other": 0}
    assert pair["p"] == 0.5
    assert [one["id"] for one in pair["discordant"]] == ["st-2", "st-3"]
    assert pair["discordant"][1]["said"] == {"one": "none", "other": "unilateral"}
    assert [one["id"] for one in compare(CASES, [ONE, OTHER], errors=1)["pairs"][0]["discordant"]] == ["st-2"]


def test_of_three_models_each_two_are_compared() -> None:
    found = compare(CASES, [ONE, OTHER, answers("third", ["none"] * 6)])
    assert [(pair["one"], pair["other"]) for pair in found["pairs"]] == [
        ("one", "other"),
        ("one", "third"),
        ("other", "third"),
    ]


def test_a_person_is_told_what_was_learned_from() -> None:
    written = as_text(compare(CASES, [ONE, OTHER], errors=1))
    assert "It has learned from 2 of these 6" in written
    assert "| unilateral | 0.00 (0.00 to 0.00) |" in written
    assert "only one 2, only other 0, both wrong 0. McNemar's exact test: p = 0.5." in written
    assert "st-2  unilateral; one said unilateral, other said none\n    Statement 2.  (Ash Guild)" in written


def test_a_passage_becomes_minutes_whose_last_statement_is_judged() -> None:
    found = as_minutes(Passage("* 1. It was\u2028so.", ("One.", "Two."), "5. Gates", "Ash Guild"))
    assert [one.text for one in found.statements] == ["5. Gates", "One.", "Two.", "* 1. It was\u2028so."]
    for one in found.statements:
        assert found.document.text[one.start : one.end] == one.text
    assert (found.items[0].title, found.meetings[0].body) == ("5. Gates", "Ash Guild")
    assert [one.form for one in as_minutes(Passage("Alone.")).statements] == ["sentence"]


def test_the_shipped_judge_says_what_reaches_its_threshold() -> None:
    judge = Judge(
        name="stances",
        version="9",
        labels=("collaborative", "consultative", "unilateral"),
        features=("w:jointly", "w:alone"),
        ordinary=frozenset({"jointly", "alone"}),
        groups={"w": 1.0},
        weights=np.array([[6, 0, 0], [0, 0, 6]], dtype=np.float32),
        bias=np.full(3, -2, dtype=np.float32),
        slope=np.ones(3, dtype=np.float32),
        offset=np.zeros(3, dtype=np.float32),
        thresholds=np.array([0.5, 0.5, 0.99], dtype=np.float32),
    )
    texts = ("jointly", "alone", "neither")
    found = answers_of_judge(judge, [Case(t, "", "none", Passage(t, ("jointly",)), "", "") for t in texts])
    assert found.said == ("collaborative", "none", "none")
    assert found.generator == "model:stances/9"
    assert found.chances.shape == (3, 4) and (found.chances[:2, 3] == 0).all() and found.chances[2, 3] > 0.5


@pytest.mark.parametrize(("models", "told"), [([], "no model is named"), (["a", "a"], "a is named twice")])
def test_models_are_named_once(models: list[str], told: str, tmp_path: object) -> None:
    with pytest.raises(UsageError, match=told):
        duel(models, [], corpus=tmp_path)  # type: ignore[arg-type]
