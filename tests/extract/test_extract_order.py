from __future__ import annotations

import pytest
from matters_arising.extract.order import is_of_this_meeting


@pytest.mark.parametrize(
    "text",
    [
        "Ownership of the pinfold: to be discussed at Item 8.",
        "This was dealt with under agenda item 6.2 below.",
        "The bids will be considered in private, see section 14.",
        "Held over to item iv.",
        "Mrs Orrin asked that the matter be taken later in the meeting.",
        "To be discussed after item 12 this evening, later in the agenda.",
        "The tariffs were left, as they would come up later.",
        "Concerts – see later.",
        "The election had been postponed to this month's meeting.",
        "Held over from March to tonight’s agenda.",
        "The lease is not ready and would be taken as the last item.",
        "Agreed that the ferry be discussed before the budget item.",
        "Agreed to bring this forward on the agenda.",
        "It will be discussed again under any other business.",
        "Deferred to item 110d.",
    ],
)
def test_another_place_on_the_same_agenda(text: str) -> None:
    assert is_of_this_meeting(text)


@pytest.mark.parametrize(
    "text",
    [
        "Item 8 was deferred.",
        "It had come to this meeting, and was held over until October.",
        "Guests were welcomed to this meeting; the lease was deferred.",
        "Deferred; prices would come up later in the year.",
        "Deferred; it will be taken as item 4 of the next meeting.",
        "To be discussed under item 3 in June.",
        "Item 5 to be considered again on 4 May.",
        "Consideration of the bids was put off.",
        "It will be taken as the first item in June.",
        "Agreed that the ferry be discussed before the fair.",
        "It was agreed to discuss the 12 points raised by the surveyor.",
    ],
)
def test_what_may_be_put_off_to_another_day(text: str) -> None:
    assert not is_of_this_meeting(text)
