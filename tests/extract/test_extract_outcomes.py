"""How decisions ended, as their own words say it."""

from __future__ import annotations

import pytest
from matters_arising.extract.outcomes import outcome
from matters_arising.vocab import Outcome


@pytest.mark.parametrize(
    ("text", "ended"),
    [
        ("The motion was lost.", Outcome.REJECTED),
        ("Negatived.", Outcome.REJECTED),
        ("BYLAW DEFEATED.", Outcome.REJECTED),
        ("Motion by Oakes to let the hut died for lack of a second.", Outcome.REJECTED),
        ("The application was not supported; it was refused.", Outcome.REJECTED),
        ("Cllr Oakes was elected Chair.", Outcome.APPOINTED),
        ("The report was noted.", Outcome.NOTED),
        ("RESOLVED to let the field.", Outcome.ADOPTED),
        ("The policy was adopted as amended.", Outcome.ADOPTED),
        ("The rules were amended to allow for dogs.", Outcome.AMENDED),
        ("Subject to those changes the rules were agreed.", Outcome.AMENDED),
        ("Approval of the budget.", Outcome.ADOPTED),
        ("Agreed not to mow the bank.", Outcome.REJECTED),
        ("The board declined to lend the punt.", Outcome.REJECTED),
        ("Agreed to hold the fete in June, and not to hold a second.", Outcome.ADOPTED),
        ("Walkers were asked not to feed the ducks.", Outcome.ADOPTED),
        ("Ned was asked to keep the score and declined with thanks; Una will.", Outcome.ADOPTED),
        ("Agreed to close (Mr Tarn was dismissed early).", Outcome.ADOPTED),
        ("Grant request: declined.", Outcome.REJECTED),
        ("To have Ned mow the bank, not to exceed £70. Motion carried.", Outcome.ADOPTED),
        ("A closed session, which passed unanimously; the board came out at 8:10, no action taken.", Outcome.ADOPTED),
        ("To replace the failed pump: carried.", Outcome.ADOPTED),
        ("The motion failed for want of votes.", Outcome.REJECTED),
        ("The builder has failed to answer; agreed to write again.", Outcome.ADOPTED),
        ("The plan having been refused by the County, it was agreed to appeal.", Outcome.ADOPTED),
        ("The plan was refused by the Council.", Outcome.REJECTED),
        ("Offer not accepted.", Outcome.REJECTED),
        ("It was decided by all that the club would not sign.", Outcome.REJECTED),
        ("Decided against a second bridge.", Outcome.REJECTED),
        ("The members voted against a second bridge.", Outcome.REJECTED),
        ("To clear it for £50. Agreed. Cllr Lowe-Tarn voted against this.", Outcome.ADOPTED),
        ("Many attempts were made and failed, and it was agreed to ask the village.", Outcome.ADOPTED),
        ("Tarn moved to sell the punt, and it failed 2-3.", Outcome.REJECTED),
        ("Ferry survey: received, no action.", Outcome.NOTED),
        ("The account received from Tarn Boats was approved.", Outcome.ADOPTED),
        ("Agreed to appoint Una Lowe as ferrywoman.", Outcome.APPOINTED),
        ("The appointment of Una Lowe as ferrywoman was agreed.", Outcome.APPOINTED),
        ("Re-elect Una Lowe - 5 in favour.", Outcome.APPOINTED),
        ("Una Lowe is confirmed as a member of the board.", Outcome.APPOINTED),
        ("Una nominated, Ned seconded.", Outcome.APPOINTED),
        ("The board agreed some minor changes to the ferry rules.", Outcome.AMENDED),
        ("Amendments to the ferry rules were agreed.", Outcome.AMENDED),
        ("The board agreed to ask for changes to the ferry rules.", Outcome.ADOPTED),
        ("Agreed to hold the appointment of a ferrywoman over until May.", Outcome.ADOPTED),
        ("It was felt best not to object.", Outcome.REJECTED),
        ("It was AGREED that later prices should not be changed unless shown to all members.", Outcome.ADOPTED),
        ("It was agreed that the tide tables did not need to be read out.", Outcome.ADOPTED),
        ("It was agreed that dogs should not run loose on the quay.", Outcome.ADOPTED),
        ("Agreed that visitors would not be asked to join the panel.", Outcome.ADOPTED),
        ("Agreed not to paint the hut until the roof is dry.", Outcome.ADOPTED),
        ("The members agreed that Upper Wick would not be doing so.", Outcome.REJECTED),
        ("It was resolved that the ferry committee would not buy the punt.", Outcome.REJECTED),
        ("The appeal of the ferrymen was dismissed.", Outcome.REJECTED),
        ("The Chair agreed to accept the oars and rejected the old mast.", Outcome.OTHER),
        ("The oars were accepted but the mast was refused.", Outcome.OTHER),
        ("Agreed to decline the mast and accept the oars.", Outcome.OTHER),
        ("The oars were accepted and the mast was refused by the county.", Outcome.ADOPTED),
        ("Agreed to accept the oars. The mast was rejected by the county.", Outcome.ADOPTED),
    ],
)
def test_how_a_decision_ended(text: str, ended: Outcome) -> None:
    assert outcome(text) is ended
