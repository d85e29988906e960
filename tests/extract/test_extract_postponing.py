"""Motions to put a thing off: known by their form, and by what became of them."""

from __future__ import annotations

import pytest
from matters_arising.extract.postponing import is_put_off

CARRIED = ["Motion carried."]


@pytest.mark.parametrize(
    ("text", "later"),
    [
        ("Motion by Oakes, seconded by Lowe, to continue the public hearing on the weir to June 10, 2031.", CARRIED),
        ("Lowe moved, second by Oakes, to postpone action on the sluice ordinance for two weeks.", ["All ayes."]),
        ("Moved by Oakes, seconded by Lowe, that the request be tabled until the next meeting.", ["Vote 5-2."]),
        ("Substitute motion (Oakes/Lowe) to postpone to June 10.", ["Passed 3-1 (Reed no)."]),
        ("It was agreed to defer the lease until the surveyor has been.", []),
        ("The item was laid over one week.", []),
        ("Moved by Oakes, seconded by Lowe: THAT the rezoning be postponed to the June session.", CARRIED),
        ("Oakes moved to continue the hearing to June 10.", ["Ayes 4, nays 1.", "The next item was called at 8:55."]),
        ("The Mill Lane ditch stood adjourned to the 4th of May.", []),
        ("It was agreed to adjourn the draft toll to Monday week.", []),
        ("The chair declared debate on the weir adjourned to the next session.", []),
        ("The Board granted the continuance to May 14.", []),
        ("The second reading was postponed to June 3.", []),
        ("4.1 The draft terms of the tender were carried forward.", []),
        ("Item 12 was deferred again, as the surveyor was away.", []),
        ("The lessees' request was held over pending a second opinion.", []),
        # said of what is to come
        ("As Mr Reed is away the ferry lease will be deferred until the next meeting.", []),
        ("Choice of a slipway contractor: decision to be carried over to 3 June.", []),
        ("Chair Lowe announced that item 6 would be held over to Thursday, June 10.", []),
        ("Item 4.2 will now be held over until the August meeting.", []),
        # a decision put off by a decision; what a clerk notes; what is moved to another day
        ("The trustees agreed to postpone a decision on the punt that Mr Reed keeps.", []),
        ("It was decided to defer consideration of a second lamp until late in the year.", []),
        ("Sweeping of the hythe has been tabled until the June meeting.", []),
        ("The question was tabled to be discussed at the following session.", []),
        ("Ferry bye-laws – for review – deferred", []),
        ("Otter count: figures were given out but discussion deferred to next meeting", []),
        ("As only two of the board had come, the hearing was moved to July 24.", []),
        ("This item was rescheduled to the July 14, 2031 meeting.", []),
        ("Ordered to lie over to the next Vestry.", []),
        ("The points raised will be dealt with at the next meeting of the trust.", []),
        (
            "On the article to see if the town will accept the lane, voted to postpone the article to the May meeting.",
            [],
        ),
        ("Reed asked the meeting to postpone Article 9 to the June session, and it was so voted.", []),
    ],
)
def test_a_motion_to_put_off_that_is_carried_puts_off(text: str, later: list[str]):
    assert is_put_off(text, later)


@pytest.mark.parametrize(
    ("text", "later"),
    [
        ("Moved by Oakes that the request be tabled until the next meeting.", ["Motion failed."]),
        ("Moved by Oakes that the request be tabled until the next meeting.", ["Vote 2-5."]),
        ("Moved by Oakes that the request be tabled until the next meeting.", ["Ayes: 2, nays: 5."]),
        ("Moved by Oakes that the request be tabled until the next meeting.", ["The warden spoke of the otters."]),
        ("Moved by Oakes to continue the hearing to June 10; the motion died for lack of a second.", []),
        # the meeting itself, money, going on with something
        ("It was agreed to adjourn this meeting until 7 June.", []),
        ("It was agreed that payments be deferred until June.", []),
        ("It was agreed that the ferry should continue to run until nine.", []),
        ("The balance was carried forward.", []),
        ("The report on the drains was tabled.", []),
        # another body's, an earlier day's
        ("The District wrote that the application was deferred.", []),
        ("The report had been deferred.", []),
        ("Eagle Creek has resolved to postpone the vote until June.", []),
        ("In February the question of the lamp was deferred until the board should have quoted.", []),
        ("Members asked whether the item was postponed to June.", []),
        ("The District announced that its decision would be postponed until June.", []),
        ("If the plans come late the item will be deferred to June.", []),
        ("The decision will not be deferred to June.", []),
        ("Repayment of the ferry loan, as agreed in the lease, is to be deferred until April.", []),
        ("Lowe moved that the item be deferred to June; it will be deferred to June.", []),
        ("The agreement will be continued for a further year.", []),
        ("No proposals had yet been tabled for the next season.", []),
        ("It was moved to approve the June figures.", []),
        ("The motion was moved to a vote.", []),
        ("(This has been rescheduled to August 10.)", []),
        ("Lowe moved to postpone a decision on the punt.", ["Motion failed."]),
        ("The District wrote that it had agreed to postpone a decision on the weir.", []),
        ("Reserves – carried over", []),
        ("The beam was ordered to be laid over the ford.", []),
        ("Options: the bill was deferred, or paid.", []),
        ("There are four more bids that will be reviewed at a future meeting.", []),
        ("He will review the matter and sees that work making noise will be delayed until nine.", []),
    ],
)
def test_what_only_looks_like_one_puts_nothing_off(text: str, later: list[str]):
    assert not is_put_off(text, later)
