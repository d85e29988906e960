"""What a body answers to an application, in a word or two."""

import pytest
from matters_arising.extract import extract
from matters_arising.extract.answered import is_answer
from matters_arising.extract.outcomes import outcome
from matters_arising.vocab import Outcome
from test_extract_status import judge, minutes


@pytest.mark.parametrize(
    "text",
    [
        "12/00345/F New porch at the mill - Support",
        "New porch at the mill 12/00345/F Support",
        "PL/00412 Two huts at the quay NO OBSERVATIONS",
        "23/1045/FUL: shed at the weir. No comment",
    ],
)
def test_the_answer_stands_behind_what_was_applied_for(text: str):
    assert is_answer(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ms Orr spoke on 12/00345/F and had much support",
        "The mill trust - Support",
        "New porch at the mill 12/00345/F",
        "No comment.",
    ],
)
def test_without_a_number_or_a_mark_it_is_no_answer(text: str):
    assert not is_answer(text)


def test_alone_it_answers_the_application_above_it():
    assert is_answer("OBJECTIONS", "PL/00412 Two huts at the quay")
    assert is_answer("No comment.", "Two huts at the quay", ["Planning"])
    assert not is_answer("No comment.", "Two huts at the quay", ["Public comment"])


def test_it_is_a_decision_though_a_judge_doubts():
    taken = minutes("PL/00412 Two huts at the quay\nNO OBSERVATIONS\nAll came by boat.")
    assert [(event.type, event.quote) for event in extract(taken, model=judge())] == [("decision", "NO OBSERVATIONS")]


def test_how_it_ends_is_told_by_the_answer():
    answers = ["OBJECTIONS", "NO OBJECTIONS", "PL/00412 Huts OBJECTIONS", "NO OBSERVATIONS", "No comment."]
    assert [outcome(answer) for answer in answers] == [
        Outcome.REJECTED,
        Outcome.ADOPTED,
        Outcome.REJECTED,
        Outcome.NOTED,
        Outcome.NOTED,
    ]
