"""Sentences of a size that no clerk writes come to an end: a form whose cost grows with their square would hang."""

import pytest
from matters_arising.extract import agenda_next, outstanding, postponing, told, undecided, undone, waiting

FORMS = (
    postponing.is_put_off,
    told.is_history,
    told.is_of_another_body,
    undone.came_to_nothing,
    undecided.is_undecided,
    waiting.is_left_waiting,
    outstanding.is_pursued,
    agenda_next.goes_on_agenda,
)


@pytest.mark.parametrize("words", ["a ", "the weir of the ", "AND THE MILL, LEASE ", "was by then but however ", "A"])
def test_a_sentence_without_an_end_is_none_of_the_forms(words: str) -> None:
    said = (words * 20_000)[:20_000]
    assert not any(form(said) for form in FORMS)
