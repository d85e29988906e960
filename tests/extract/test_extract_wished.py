"""What would be good to do is put to the others."""

import pytest
from matters_arising.extract import extract
from matters_arising.extract.wished import is_wished
from matters_arising.vocab import EventType
from test_extract_status import judge, minutes


@pytest.mark.parametrize(
    "text",
    [
        "It would be useful to have a second boat.",
        "Ms Orr thought it might be easier for the club to rent one.",
        "It would be best if the lamp were lit.",
        "The rope is slack and it is maybe worth asking the mill.",
    ],
)
def test_what_would_be_good_is_proposed(text: str):
    assert is_wished(text)
    assert [event.type for event in extract(minutes(text), model=judge())] == [EventType.PROPOSAL]


@pytest.mark.parametrize(
    "text",
    [
        "It would be good to know who paid for it.",
        "It would be useful.",
        "The lamp would be best placed up the hill to the left.",
        "It was good to have a second boat.",
    ],
)
def test_what_only_calls_something_good_puts_nothing(text: str):
    assert not is_wished(text)
