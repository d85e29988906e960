"""What is put off and comes to nothing: lost motions, and what was dealt with after all."""

import pytest
from matters_arising.extract.undone import came_to_nothing


@pytest.mark.parametrize(
    ("text", "later"),
    [
        ("Ms Oakes moved to postpone the weir to June and then withdrew it.", []),
        ("It was proposed that the ferry lie over to May, and, no one seconding, the toll was set.", []),
        ("An amendment that the lease be deferred was put and defeated, 3-8.", []),
        ("Mr Reed asked to leave the slip until the spring; by seven to one we voted not to do so.", []),
        ("Lowe moved, second by Oakes, to table the bid.", ["Ayes 2, nays 5.", "Motion failed."]),
        ("The weir was first held over and then, when the plans came, approved.", []),
        ("The vote to table being thus undone, the toll was passed, 4-3.", []),
        ("Put back to June; the order was later rescinded and the lease granted.", []),
        ("We agreed to leave it to May but, all the names being in, approved it there and then.", []),
        ("In spite of the hour the lease was gone into.", []),
        ("The mill's map was missing, but even so the toll was adopted.", []),
    ],
)
def test_what_was_put_off_and_is_not_at_the_end_puts_nothing_off(text: str, later: list[str]):
    assert came_to_nothing(text, later)


@pytest.mark.parametrize(
    ("text", "later"),
    [
        ("Ms Oakes moved to postpone the weir to June, which was carried.", []),
        ("Lowe moved, second by Oakes, to table the bid.", ["Motion carried, 5-2."]),
        ("The motion to approve the bid failed, and it was held over to May.", []),
        ("Mr Reed withdrew his objection, and the lease was deferred.", []),
        ("The lease was approved, then, when the map was missed, put back to May.", []),
        ("The weir was deferred, but the toll was approved.", []),
        ("The lease was deferred until it is approved by the mill.", []),
        ("Deferred to May, when the plans will be taken.", []),
        ("The matter could not be gone into.", []),
        ("Until the map is here no toll can be adopted.", []),
        ("Nothing was settled.", []),
    ],
)
def test_what_stays_put_off_is(text: str, later: list[str]):
    assert not came_to_nothing(text, later)
