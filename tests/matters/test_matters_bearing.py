"""Whether what is settled bears on what was put before it."""

from __future__ import annotations

import pytest
from matters_arising.matters.bearing import bears_on, refers_back
from matters_arising.matters.traces import telling

PUT = frozenset(telling("That the gate of the lower orchard be mended and painted green before the autumn fair."))
LONG = "It was agreed to hire a stage, two tents, forty lamps and a piper for the fair."


@pytest.mark.parametrize(
    ("said", "bears"),
    [
        ("It was agreed to paint it green.", True),
        ("Agreed to mend the gate, at a cost of £40 from the reserve, if the smith can come by May.", True),
        ("It was agreed that the orchard be seen to.", True),
        (LONG, False),  # one word of many
        ("It was agreed to write to Tarn Boats about the moorings, the slipway and the orchard wall.", False),
    ],
)
def test_a_word_in_common_is_enough_where_little_else_is_said(said: str, bears: bool) -> None:
    assert bears_on(said, PUT, after=2) is bears


@pytest.mark.parametrize(
    ("said", "back"),
    [
        ("These proposals were agreed.", True),
        ("It was agreed to this request.", True),
        ("The same was agreed.", True),
        ("The original motion was agreed.", True),
        ("It was decided that the Resolutions be printed.", False),  # of condolence, it may be
        ("It was agreed that the applications be filed by street.", False),
        ("The following motion was voted on:", False),
        ("They then turned to the next proposal.", False),
    ],
)
def test_what_points_back_is_one_thing_and_not_below(said: str, back: bool) -> None:
    assert refers_back(said) is back


def test_a_motion_that_stands_below_answers_nothing_above() -> None:
    assert bears_on("In view of the changed weather the original motion was voted on.", PUT, after=4)
    assert not bears_on("In view of the changed weather the following motion was voted on.", PUT, after=4)
