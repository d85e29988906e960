import pytest
from matters_arising.extract.enacting import is_enacted


@pytest.mark.parametrize(
    "text",
    [
        "It was agreed to mend the slip.",
        "7. It was decided that we wouldn't print the list of boats.",
        "The participants agreed to finish the list within two weeks.",
        "Members present unanimously agreed that the mooring be let.",
        "It was agreed that the fee was to be raised.",
        "The Committee took note of the report on the weir.",
        "The board disbanded the following panels:",
    ],
)
def test_what_the_meeting_agreed_to_do_is_settled(text: str):
    assert is_enacted(text)


@pytest.mark.parametrize(
    "text",
    [
        "It was agreed that the winter was hard.",
        "The board agreed that the new sail offered a better look.",
        "It was agreed that careful rowers are quieter.",
        "The panel agreed that the list put too much weight on boats.",
        "It was agreed that the level of the upper pond, often the worse of the two, was good.",
        "It was agreed to the surprise of all.",
        "At the last meeting it was agreed to mend the slip.",
        "It was agreed at the last meeting to mend the slip.",
        "Ms Orr agreed to mend the slip.",
        "It was not agreed to mend the slip.",
        "The keeper took note of the tide.",
    ],
)
def test_what_all_think_or_one_takes_on_settles_nothing(text: str):
    assert not is_enacted(text)
