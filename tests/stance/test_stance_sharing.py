"""What is shared is told by how a clause puts it, not by who is named in it."""

import pytest
from matters_arising.stance.sharing import is_plain, shares_nothing


@pytest.mark.parametrize(
    "text",
    [
        "The slip will be cleared in partnership with the Sailing Club.",
        "The plan was drawn up jointly by the Harbour Board and the County.",
        "A joint bid is being written.",
        "The Board and the growers will work together on the wall.",
        "We are working closely with the Rowing Trust on a new quay.",
        "The Club asked if both councils would pay.",
        "The cost is split between the Board and the Club.",
        "They will share the cost of the crane.",
        "A meeting was arranged with the Coastguard to agree a rota.",
        "The two have a shared rota.",
    ],
)
def test_some_word_says_that_a_thing_is_done_together(text: str) -> None:
    assert is_plain(text) and not shares_nothing(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Coastguard supplied the buoys and collected them.",
        "Mrs Oddy asked the Sailing Club for its key.",
        "The joint use agreement was read.",  # about whose use it is
        "The Joint Committee met in May.",
    ],
)
def test_no_word_says_so(text: str) -> None:
    assert not is_plain(text)


@pytest.mark.parametrize(
    "text",
    [
        "WHEREAS it is good to work together with other harbours;",  # a recital
        "Harbour partnership",  # a title
        "That we enter into an agreement with Messrs Bream for gravel.",
        "The lease with the Rowing Trust was signed.",
        "The Clerk will work with the architect on the plans.",  # hired
        "The engineers will work with the Board on the wall.",
        "The crane team collaborated with other departments.",  # its own staff
        "We thank the Club for working in partnership with us.",
        "Volunteers are sought to join the committee.",  # its own offices
        "The Clerk will share the plans with the Club.",  # told
        "Residents are encouraged to help the Coastguard.",
    ],
)
def test_forms_that_share_nothing_whoever_is_named(text: str) -> None:
    assert shares_nothing(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Board and the Club will clear the slip jointly under an agreement with the County.",
        "Volunteers are sought to clear the slip.",
        "The public health departments of both counties will run it.",
        "It was settled by agreement with the Club.",
        "The Club will share the running.",
    ],
)
def test_nothing_is_ruled_out_that_may_be_shared(text: str) -> None:
    assert not shares_nothing(text)
