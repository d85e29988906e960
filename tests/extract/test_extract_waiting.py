import pytest
from matters_arising.extract.waiting import is_left_waiting


@pytest.mark.parametrize(
    "text",
    [
        "It was agreed to wait until the weir was surveyed.",
        "Members felt it best to leave mending the slip until the autumn.",
        "It was decided to leave this for now.",
        "Repainting the ferry is on hold owing to the frost.",
        "They talked long, with the question remaining unresolved.",
        "The rent of the boathouse to be considered later.",
        "It is to be decided at a later date.",
        "Two quotes will be sought; this matter will be an agenda item for the May meeting.",
        "The weir will be an agenda item again.",
        "The keeper's talk is delayed until the next meeting.",
        "The doors are continued for a restudy.",
        "The price of oak will be found out before a decision is made.",
        "All actions carried forward.",
        "The remaining items were carried over.",
        "The board will revisit this in six months.",
        "Trustees to discuss the moorings at a future meeting.",
        "We shall hold off building what cannot be moved.",
        "The committee will review the tolls at its ordinary meeting on October 28th.",
        "It was agreed to hold for now.",
        "This will be discussed at the March meeting.",
        "This list of repairs will be addressed further at the 9/17/2024 meeting.",
        "That question will be reviewed; this problem will be looked at during the 8th Conference.",
        "final decision postponed to next meeting (in the spring).",
        "moved to next meeting.",
        "as Ms Orr is not present we postpone items 1 and 4",
        "There wasn't time for the remaining items in the agenda",
        "The trustees did not have time to discuss this item.",
        "Posts in the lower field - ongoing",
        "Slip Numbers: Ongoing.",
        "A7 TQ to ask the mill for a rope – ONGOING",
        "-- continues",
    ],
)
def test_what_is_left_for_now_waits(text: str):
    assert is_left_waiting(text)


@pytest.mark.parametrize(
    "text",
    [
        "If there is ice it would be best to wait until March.",
        "Ms Orr asked that it be decided to wait for the survey.",
        "It was agreed to leave the gate open until the first frost.",
        "It was agreed not to wait for the survey.",
        "The work that was stopped in May is no longer on hold by the mill.",
        "The fair will be reviewed later in the meeting.",
        "The keeper would like this matter to be an item for the May meeting.",
        "The ferry was delayed until noon.",
        "There was a talk before a decision was made.",
        "Actions carried forward:",
        "The chair hopes that the board will revisit this in six months.",
        "The committee will look at a rule for those who have not rowed in three years.",
        "The ferry will wait for late guests.",
        "A copy of the lease will be on the table at the May meeting.",
        "Work with the mill, the weir etc. ongoing",
        "The meeting moved to the next agenda item.",
        "We shall go down to the slip, which will be open during the fair.",
        "There was no time for lunch.",
        "It had been postponed to the next meeting.",
        "We may not have time for the rest of the agenda.",
        "The mill would have preferred to wait for the survey.",
    ],
)
def test_a_wish_or_what_is_over_does_not_wait(text: str):
    assert not is_left_waiting(text)


def test_what_a_list_says_was_tabled_waits_only_where_to_table_is_to_set_aside():
    assert is_left_waiting("Letter of the mill, March 4 – TABLED.", tabling=True)
    assert not is_left_waiting("Letter of the mill, March 4 – TABLED.")
