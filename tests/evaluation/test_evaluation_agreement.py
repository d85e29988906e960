"""Krippendorff's alpha against values worked out by hand and printed in the literature."""

from __future__ import annotations

import pytest
from matters_arising.evaluation.agreement import agreement, alpha_interval, krippendorff_alpha
from matters_arising.stance.labels import Labelled


def ratings(*rows: str) -> dict[str, dict[str, str]]:
    """Statements from the labels of each annotator, a letter a statement; a dot where they gave none."""
    return {
        str(unit): {str(coder): label for coder, label in enumerate(given) if label != "."}
        for unit, given in enumerate(zip(*rows, strict=True))
    }


@pytest.mark.parametrize(
    ("rows", "alpha"),
    [
        # eight labels, five n and three c; one statement of four differs: 1 - (2/8) / ((64 - 25 - 9) / 56)
        (("nncn", "nncc"), 1 - (2 / 8) / (30 / 56)),
        # three labels a statement, one odd; the third statement has one label and does not count: 1 - (2/6) / (10/30)
        (("ncu", "nn.", "nn."), 0.0),
        # always the other label: 1 - (4/4) / (8/12)
        (("nc", "cn"), -0.5),
        (("ncuc", "ncuc"), 1.0),
        # four observers, twelve units, five values: K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011)
        (("123321412...", "1233224125.3", ".3332342251.", "12332441251."), 0.743),
    ],
)
def test_alpha(rows: tuple[str, ...], alpha: float) -> None:
    assert krippendorff_alpha(ratings(*rows)) == pytest.approx(alpha, abs=5e-4)


@pytest.mark.parametrize("rows", [("nnn", "nnn"), ("n.c", ".n."), ("n",), ("", "")])
def test_alpha_is_not_defined_where_nothing_can_differ(rows: tuple[str, ...]) -> None:
    assert krippendorff_alpha(ratings(*rows)) is None
    assert alpha_interval(ratings(*rows)) == (None, None)


def test_the_interval_holds_alpha_and_is_narrower_with_more_statements() -> None:
    few = ratings("nncn" * 5, "nncc" * 5)
    many = ratings("nncn" * 80, "nncc" * 80)
    low, high = alpha_interval(few)
    closer, nearer = alpha_interval(many)
    assert low is not None and high is not None and closer is not None and nearer is not None
    assert low < closer < krippendorff_alpha(many) < nearer < high  # type: ignore[operator]
    assert alpha_interval(few) == (low, high) != alpha_interval(few, seed=1)


def test_full_agreement_has_no_width() -> None:
    assert alpha_interval(ratings("ncucn" * 6, "ncucn" * 6)) == (1.0, 1.0)


def test_only_statements_of_two_annotators_count_and_those_that_differ_are_named() -> None:
    given = [
        Labelled("a", "One.", label="none", annotator="ada"),
        Labelled("a", "One.", label="none", annotator="bo"),
        Labelled("b", "Two.", label="unilateral", annotator="ada"),
        Labelled("b", "Two.", label="consultative", annotator="bo"),
        Labelled("c", "Three.", label="none", annotator="cy"),
    ]
    found = agreement(given)
    assert found is not None
    assert (found.annotators, found.statements) == (("ada", "bo"), 2)
    assert found.alpha == pytest.approx(1 - (2 / 4) / ((16 - 4 - 1 - 1) / 12))
    assert [(one.id, one.text, dict(one.labels)) for one in found.differing] == [
        ("b", "Two.", {"ada": "unilateral", "bo": "consultative"})
    ]
    assert agreement(given[::4]) is None
