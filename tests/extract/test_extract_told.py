import pytest
from matters_arising.extract.told import is_of_an_earlier_meeting

HELD = "2031-06-23"


@pytest.mark.parametrize(
    "text",
    [
        "This item was tabled on May 12 until the count was in.",
        "Deferred from the May meeting",
        "It had been deferred at the previous meeting for want of a quorum.",
        "The matter was continued from June 2, 2031.",
        "This was held over from our last meeting.",
        "The mill lease, postponed from 3 March 2030, was taken first.",
        "The vote was deferred at the June 2030 meeting.",
    ],
)
def test_what_was_put_off_at_an_earlier_meeting_is_told(text: str):
    assert is_of_an_earlier_meeting(text, held=HELD)


@pytest.mark.parametrize(
    "text",
    [
        "The lease was deferred at the June meeting.",
        "The lease was deferred on 23rd June 2031.",
        "Deferred from the last meeting, and put off to July.",
        "The vote was postponed from May 4 to July 2.",
        "It was deferred at the last meeting and is deferred again.",
        "Tabled: the lease, which was deferred on May 12.",
        "The hearing is to be continued from May 4.",
        "The lease was deferred on the advice of counsel.",
        "The lease was deferred to the May meeting.",
    ],
)
def test_what_this_meeting_puts_off_is_not_told(text: str):
    assert not is_of_an_earlier_meeting(text, held=HELD)


def test_without_the_date_of_the_meeting_only_an_earlier_meeting_named_as_one_is_told():
    assert not is_of_an_earlier_meeting("The lease was deferred at the May meeting.", held="")
    assert is_of_an_earlier_meeting("The lease was deferred at the previous meeting.", held="")
