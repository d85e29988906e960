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
    ],
)
def test_who_was_told_to_do_something_has_an_errand(text: str) -> None:
    assert is_bidden(text)
    assert [event.type for event in extract(minutes(text), model=judge())] == [EventType.ACTION]


@pytest.mark.parametrize(
    "text",
    [
        "The Warden was asked to explain the fare.",
        "Residents were asked to report bad ice.",
        "I was asked to look into it.",
        "It was requested that the fare be printed.",
        "Mr Tuck was directed to Ms Orr.",
        "At the last meeting the Warden was asked to get prices.",
    ],
)
def test_what_was_done_there_or_asked_of_all_is_none(text: str) -> None:
    assert not is_bidden(text)
