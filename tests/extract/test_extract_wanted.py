import pytest
from matters_arising.extract.wanted import is_only_wanted, is_title


@pytest.mark.parametrize(
    "text",
    [
        "Mr Tarn asked why the vote on the weir could not be deferred for a month.",
        "We need to be clear about the tolls before the next fair.",
        "Try to agree the route by letter.",
        "We still need to finish the count of the boats.",
        "If refused, the board will have to look again at its budget.",
        "Otherwise the vote will be further delayed.",
        "The bank seems firm; should there be any slip it will be looked at again.",
        "Had the talk been moved to March the answer could not have been sent in time.",
        "Ms Orr agreed to draft the terms and to bring them to the board.",
        "The board authorized Mr. Lund to get three prices and bring his advice back.",
        "The trust asked that the keeper come back with an account of the work.",
    ],
)
def test_what_is_only_wanted_or_supposed_holds_nothing_over(text: str):
    assert is_only_wanted(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mr Tarn asked why, and it was agreed that the vote should be deferred to May.",
        "Need to discuss at another meeting.",
        "We need to look at this again in May.",
        "If not urgent it can wait until after the fair.",
        "Ms Orr agreed to find out more and bring the matter back to the board.",
        "Mr Tarn will ask the mill, and a decision was deferred until he reports back.",
        "The lease will come back to the board in May.",
        "Staff will bring the lease back for a vote.",
        "Ms Orr will bring it back to the board.",
    ],
)
def test_what_is_held_over_is_more_than_wanted(text: str):
    assert not is_only_wanted(text)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Action items still to be completed (carried over):", True),
        ("Time and date to be determined.", True),
        ("17. To receive suggested items to be considered at the next meeting (all)", True),
        ("Any matters will be brought forward to the next meeting.", True),
        ("All items carried over.", False),
        ("Date of the visit to the mill to be confirmed.", False),
        ("Items for the next meeting: the weir, the slip", False),
        ("This item to be considered at the next meeting.", False),
        ("To consider the matter again at the next meeting.", False),
    ],
)
def test_the_title_of_an_item_or_a_list_puts_nothing_off(text: str, title: bool):
    assert is_title(text) is title
