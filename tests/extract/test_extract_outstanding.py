import pytest
from matters_arising.extract.outstanding import is_outstanding, is_unanswered


@pytest.mark.parametrize(
    "text",
    [
        "Ms Orr has not spoken to the miller yet.",
        "The cheque had not yet cleared the bank.",
        "The steps by the weir are still awaiting repair.",
        "At the time of the meeting the cheque had not yet cleared the bank.",
        "No further signs were thought necessary.",
        "There being no second, the motion was not considered.",
        "The item was not added for lack of support.",
        "The boat crew is continuing its look for a winch.",
        "The new way of paying tolls is not yet used.",
        "A path by the mill was talked of, but it was not considered feasible.",
    ],
)
def test_work_that_is_not_done_or_goes_on_puts_nothing_off(text: str):
    assert is_outstanding(text)


@pytest.mark.parametrize(
    "text",
    [
        "The board has not decided yet.",
        "The tolls are not yet agreed.",
        "The lease was not considered at length and will come back.",
        "The terms of the Monitoring Officer will be taken in May.",
        "The group had not yet met.",
        "Ms Orr did not come, and the weir will be discussed at the next meeting.",
        "The board is continuing this hearing to May 4.",
        "It was agreed that more should be known, and the item was not added.",
    ],
)
def test_what_the_body_has_not_settled_may_be_put_off(text: str):
    assert not is_outstanding(text)


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("There has been no response from the mill.", True),
        ("Mr Lund has not heard from the bank.", True),
        ("We are still waiting to hear back from the court.", True),
        ("It was agreed to await a reply from the mill.", False),
        ("The slip is on hold, awaiting replies from builders.", False),
        ("No reply: to be taken at the next meeting.", False),
        ("The survey is awaited.", False),
    ],
)
def test_that_somebody_has_not_answered_is_a_report(text: str, only: bool):
    assert is_unanswered(text) is only
