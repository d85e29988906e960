"""Who is named, as what they are to the body whose minutes these are."""

import pytest
from matters_arising.stance.parties import parties, tagged

COUNCIL = "Saltby Parish Council"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Council will ask residents", "@own will ask @public"),
        ("Saltby Parish Council will ask", "@own will ask"),
        ("Wexcombe Parish Council will ask", "@other will ask"),
        ("Mrs Oddy will write to the Harbour Authority", "@person will write to @other"),
        ("We have heard from the public", "@own have heard from @public"),
        ("Resolved to pay", "Resolved to pay"),
        ("Drawings were shown", "Drawings were shown"),
    ],
)
def test_parties_stand_as_what_they_are(text: str, expected: str) -> None:
    assert tagged(text, COUNCIL) == expected


def test_the_council_is_another_body_in_the_minutes_of_a_society() -> None:
    assert tagged("The Council will decide", "Bellringers' Society") == "@other will decide"


def test_this_body_is_always_the_own_one() -> None:
    assert tagged("This Trust will decide", "Bellringers' Society") == "@own will decide"


def test_a_party_keeps_its_place() -> None:
    text = "The work is for the Drainage Board and the tenants."
    assert [(one.kind, text[one.start : one.end]) for one in parties(text, COUNCIL)] == [
        ("other", "the Drainage Board"),
        ("public", "the tenants"),
    ]
