import pytest
from matters_arising.extract import extract
from matters_arising.extract.bidden import is_bidden
from matters_arising.vocab import EventType
from test_extract_status import judge, minutes


@pytest.mark.parametrize(
    "text",
    [
        "The Warden was asked to get prices for the lamp.",
        "The club’s delegates were instructed to speak up and to vote against; the Clerk was asked to write.",
        "The Treasurer was instructed that Mrs Bell be struck off.",
        "They were also requested to enter a second boat.",
        "Mr Tuck requests the bureau to mend all the errors.",
        "The Council heard Ms Orr and requested the county to look at the weir.",
        "The committee charged the bureau with writing it down.",
        "REMINDS the secretaries that they must hand in their papers,",
    ],
)
def test_who_was_told_to_do_something_has_an_errand(text: str) -> None:
    assert is_bidden(text)
    assert EventType.ACTION in [event.type for event in extract(minutes(text), model=judge())]


@pytest.mark.parametrize(
    "text",
    [
        "The Warden was asked to explain the fare.",
        "Residents were asked to report bad ice.",
        "I was asked to look into it.",
        "It was requested that the fare be printed.",
        "Mr Tuck was directed to Ms Orr.",
        "At the last meeting the Warden was asked to get prices.",
        "WHEREAS the Conference instructs the Warden to get prices,",
        "The Board requested that the lamp be lit.",
        "The Council requests the Government to pay for it.",
        "The Chairman requested all members to rise.",
        "The Board requested an addition to the policy.",
        "The committee requests the board send a letter to two members.",
    ],
)
def test_what_was_done_there_or_asked_of_all_is_none(text: str) -> None:
    assert not is_bidden(text)
