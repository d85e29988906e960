import pytest
from matters_arising.extract.undecided import is_undecided


@pytest.mark.parametrize(
    "text",
    [
        "Because of the suit the trustees did not vote on the weir.",
        "With Ms Oakes gone the board could not take a decision.",
        "That left too few governors to decide on the lease.",
        "There were not enough members present to vote.",
        "The committee never got round to the tolls.",
        "We didn't get to this item.",
        "Five were for the slip and five against, and there we left it.",
        "The panel picks this up again on 3 June.",
        "That leaves the toll undecided until the county has spoken.",
        "Slip repairs: work suspended, pending a licence.",
        "It was resolved that the regatta rest for a year and be looked at afresh.",
    ],
)
def test_what_the_body_did_not_settle_is_undecided(text: str):
    assert is_undecided(text)


@pytest.mark.parametrize(
    "text",
    [
        "The board did not vote for the weir.",
        "Mr Reed complained that the board did not vote on it.",
        "There were enough members present to vote.",
        "We did get to this item.",
        "If the committee cannot take a decision the county will.",
        "Work on the slip was suspended last spring and has begun again.",
        "Ms Oakes picks up the keys again on Friday.",
        "The gate was left open until the first frost.",
    ],
)
def test_what_was_settled_or_only_looks_unsettled_is_not(text: str):
    assert not is_undecided(text)
