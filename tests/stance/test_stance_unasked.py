"""That somebody was not asked is said of what happened, and of nobody who only tells of it."""

import pytest
from matters_arising.stance.unasked import is_unasked, who_did_not_ask

BODY = "Saltby Parish Council"


@pytest.mark.parametrize(
    "text",
    [
        "The Sailing Club had not been consulted.",
        "The County did not consult.",
        "None of the growers was consulted.",
        "There was a lack of consultation on the quay.",
        "The Board regretted that no proper consultation had taken place.",
        "The quay was sold without consulting the growers.",
        "The fees were set without any reference to the Club.",
        "The crane was moved without informing the Harbour Board.",
        "There has been no discussion with residents about the crane.",
        "Growers were not allowed to attend the meetings.",
        "The Council was not consulted on 3 May.",
        "The County should have told us but the Club was not consulted.",
    ],
)
def test_they_were_not_asked(text: str) -> None:
    assert is_unasked(text, BODY)


@pytest.mark.parametrize(
    "text",
    [
        "The quay should not be sold without consulting the growers.",  # a demand
        "No plan will be put in without full consultation.",  # a promise
        "If the growers were not consulted, the order is void.",  # a case
        "Had growers not been consulted?",
        "There is a rumour that the Club was not consulted.",
        "It was denied that the Club had not been consulted.",
        "Mr Oddy asked that nothing be sold without consulting the Club.",
        "Trees with no consultation required: two limes.",
        "Members had not been consulted by the Chairman.",  # its own
        "The Clerk bought the crane without consulting the committee.",
        "The report was taken with no discussion.",  # with nobody
        "There have been no discussions with the Coastguard.",  # none was owed
        "The motion passed with no discussion with 24 in favour.",
        "The Club had been consulted.",
    ],
)
def test_it_is_not_said_that_they_were_not_asked(text: str) -> None:
    assert not is_unasked(text, BODY)


def test_who_did_not_ask_is_printed_behind_by_or_nowhere() -> None:
    assert who_did_not_ask("The Club had not been consulted by the Harbour Board.", BODY) == "the Harbour Board"
    assert who_did_not_ask("Mrs Oddy said that the Club had not been consulted.", BODY) == ""
    assert who_did_not_ask("Mr Tarn made comments on the lack of consultation.", BODY) == ""
