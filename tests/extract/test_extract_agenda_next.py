import pytest
from matters_arising.extract.agenda_next import goes_on_agenda


@pytest.mark.parametrize(
    "text",
    [
        "Clerk to place on November agenda.",
        "To be put on the agenda in autumn.",
        "The toll will be an agenda item for the August meeting of the board.",
        "It was agreed to put the rules back on the Agenda of the next meeting.",
        "The warden agreed to add it to the January agenda to discuss the price.",
        "The weir would be on the June agenda for discussion.",
        "This will be an item on the next agenda.",
    ],
)
def test_what_is_put_on_a_later_agenda_goes_on_it(text: str):
    assert goes_on_agenda(text)


@pytest.mark.parametrize(
    "text",
    [
        "It was suggested that the warden add an item to the next agenda.",
        "Ms Oakes asked that the toll go on the June agenda.",
        "An update on the weir will be on the next agenda.",
        "The agenda for the June meeting was read.",
        "It was on the agenda tonight.",
        "The key is to be put in the box.",
    ],
)
def test_what_is_only_wished_or_was_on_it_does_not(text: str):
    assert not goes_on_agenda(text)
