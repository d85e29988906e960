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


def test_names_are_no_words_in_common_but_what_is_done_is_one_whoever_bears_it() -> None:
    put = frozenset(telling("That Ned Orrin paint the gate."))
    assert not bears_on("Agreed that Orrin count the ponies.", put, movers="Ned Orrin")
    assert bears_on("Adopted No. 14/31.", frozenset({"adopt", "byelaw"}), after=1, movers="Adopted Byelaws")
    assert bears_on("Rook and Orrin agreed to see to it.", put, movers="Rook Orrin")


def test_what_only_introduces_a_list_answers_nothing_by_itself() -> None:
    assert bears_on("It was agreed.", PUT)
    assert not bears_on("It was agreed that:", PUT)


def test_a_motion_that_stands_below_answers_nothing_above() -> None:
    assert bears_on("In view of the changed weather the original motion was voted on.", PUT, after=4)
    assert not bears_on("In view of the changed weather the following motion was voted on.", PUT, after=4)
