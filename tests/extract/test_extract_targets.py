"""To whom a matter is referred, as printed."""

import pytest
from matters_arising.extract.targets import target


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("It was agreed to refer the matter to the Finance Committee for consideration.", "the Finance Committee"),
        ("Remitted to the Weirs and Sluices Sub-Committee with powers.", "the Weirs and Sluices Sub-Committee"),
        (
            "The claim was passed on to the Harbour's insurance broker's panel to settle.",
            "the Harbour's insurance broker's panel",
        ),
        ("The letter was turned over to our solicitor for an opinion.", "our solicitor"),
        ("Lamp at the ferry steps: for the next agenda of the Lighting Panel.", "the Lighting Panel"),
        ("That the schedule be examined by the Otter Working Group on 14 January.", "the Otter Working Group"),
        ("The sluice question will be taken up by the River Authority.", "the River Authority"),
        ("To be raised at the Liaison Forum under any other business.", "the Liaison Forum"),
        ("The Kiln Committee shall look into the flue.", "The Kiln Committee"),
        ("Resolved that the Boats Committee hear both skippers and decide.", "the Boats Committee"),
        ("Let the Dredging Committee draw up a list of berths.", "the Dredging Committee"),
        ("Moorings fall within the remit of the Harbour Board.", "the Harbour Board"),
        ("Members formed a kiln panel, to be heard in June.", "a kiln panel"),
        ("Resolved that it be laid before the Trustees of the Reading Room.", "the Trustees of the Reading Room"),
        ("The request goes up to County Council for its decision.", "County Council"),
        ("The Board instructs its Warden to submit it to the 9th Conference.", "the 9th Conference"),
        ("This will be weighed and referred to the Weirs Board on June 2nd.", "the Weirs Board"),
        ("It was referred to the Ferry/Weirs Committee.", "the Ferry/Weirs Committee"),
        ("The formation of a berths panel to study it was moved.", "a berths panel"),
        ("Ms Orr moved to have the Weirs Committee work with staff to discuss tolls.", "the Weirs Committee"),
    ],
)
def test_whom_it_is_passed_to_is_read_as_printed(text: str, whom: str) -> None:
    assert target(text) == whom


@pytest.mark.parametrize(
    "text", ["Referral carried, 34-12.", "The motion was put and carried.", "It was left to dry.", ""]
)
def test_nobody_is_named_where_nobody_is_printed(text: str) -> None:
    assert target(text) == ""


def test_only_the_beginning_of_a_list_is_read() -> None:
    assert target("Ann Hale, Bob Oakes, " * 1000 + "passed to the Weirs Committee.") == ""
