import pytest
from matters_arising.extract.told import (
    is_event_put_off,
    is_history,
    is_of_an_earlier_meeting,
    is_of_another_body,
    is_only_status,
)

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
        "Deferred at the May meeting, the lease was before the board again.",
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


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("The court case on the weir was postponed for the third time.", ""),
        ("However, the case was postponed again until 3 May.", "The trespass case was to be heard by the magistrate."),
        ("The hearing was adjourned by the judge to the autumn.", ""),
        ("The dredging has been put off by the contractors.", ""),
        ("The tribunal was again adjourned.", ""),
        ("The suit in the High Court of Orrin against those who hold the weir was postponed until May.", ""),
    ],
)
def test_what_a_court_or_another_authority_put_off_this_body_did_not(text: str, before: str):
    assert is_of_another_body(text, before)


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("The tennis court was deferred.", ""),
        ("The hearing was adjourned to May.", "Ms Orr opened the hearing on the plan."),
        ("The lease was deferred by the board.", "The county court is in High Street."),
        ("The trial of the pump was postponed.", ""),
        ("The case for a new pump was deferred.", "The pump is old."),
    ],
)
def test_what_lay_before_this_body_it_put_off(text: str, before: str):
    assert not is_of_another_body(text, before)


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("Nothing to report.", True),
        ("There was nothing further to report at this time.", True),
        ("Still appointments to be made.", True),
        ("The Treasurer had nothing further to report.", True),
        ("There was nothing to report as all was covered on the agenda.", True),
        ("Ms Orr was not present and there was nothing to report.", True),
        ("There is little further to report.", True),
        ("No news", True),
        ("No report.", True),
        ("Ms Orr was absent.", True),
        ("A quorum was not present.", False),
        ("No news of the lease, which is left to May.", False),
        ("The Clerk had nothing to report on the weir and it was put off.", False),
        ("The Warden said that there was nothing to report on the weir.", False),
        ("Weir lamp - nothing to report.", False),
        ("Nothing to report, and left over to May.", False),
        ("The lease is still to be decided.", False),
    ],
)
def test_a_mere_status_puts_nothing_off(text: str, only: bool):
    assert is_only_status(text) is only


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The boat fair had been postponed.", True),
        ("6) The Ferry Conference due to be held on the 9th May had been postponed.", True),
        ("The regatta dinner has been cancelled.", True),
        ("The fair lease had been deferred.", False),
        ("The talk on the fair has been deferred to the next meeting.", False),
        ("The fair was deferred.", False),
    ],
)
def test_that_an_event_will_not_take_place_then_is_told(text: str, event: bool):
    assert is_event_put_off(text) is event


@pytest.mark.parametrize(
    ("text", "before", "heading"),
    [
        ("The weir had then been deferred for a visit.", "", ""),
        ("The lease was put back last year until the toll was set.", "", ""),
        ("Last month we could not agree on a toll, and left it at that.", "", ""),
        ("The slip was held over.", "The clerk read from the minutes of 4 May as follows:", ""),
        ("Deferred for a plan of the drains.", "", "Previous action, meeting of January 6"),
    ],
)
def test_what_was_put_off_long_since_is_history(text: str, before: str, heading: str):
    assert is_history(text, before, heading)


@pytest.mark.parametrize(
    ("text", "before", "heading"),
    [
        ("The weir had been deferred, and was deferred again.", "", ""),
        ("The lease is put back until the toll is set.", "", ""),
        ("Last month's toll was held over.", "", ""),
        ("The slip was held over.", "The clerk read the letter.", "Slip"),
    ],
)
def test_what_is_put_off_anew_is_no_history(text: str, before: str, heading: str):
    assert not is_history(text, before, heading)


def test_what_an_authority_puts_off_of_its_own_is_another_bodys():
    assert is_of_another_body("The Department has deferred its grant to May.")
    assert is_of_another_body("The hearing was adjourned by the Weir Commission.", own="Tarn Ferry Board")
    assert not is_of_another_body("The hearing was adjourned by the Weir Commission.", own="Weir Commission")
    assert not is_of_another_body("The Department having deferred its grant, we held the lease over.")
    assert not is_of_another_body("The Department having deferred its grant, the lease was held over.")
