"""Which words of a heading are held against those of others."""

from __future__ import annotations

import pytest
from matters_arising.matters.passages import Passage
from matters_arising.matters.space import weigh
from matters_arising.matters.words import stems
from matters_arising.models import Meeting
from matters_arising.vocab import MeetingKind, MeetingStatus

MEETING = Meeting("m", "Elmbrook Club", "2031-01-04", MeetingKind.ORDINARY, MeetingStatus.APPROVED, "a.md", 0, 9)


def passage(title: str, said: str) -> Passage:
    return Passage(MEETING, "", 0, len(said), title, said, words=stems(said))


@pytest.mark.parametrize(("title", "weighs"), [("Complete", 0), ("See link", 0), ("Due: May", 0), ("Link road", 2)])
def test_a_heading_that_only_says_how_far_a_thing_is_joins_nothing(title: str, weighs: int) -> None:
    space = weigh([passage(title, "Ned will paint the gate."), passage("Weir", "The weir leaks.")], [[0], [1]])
    assert space.headings[0].nnz == weighs


def test_a_month_cut_short_joins_nothing() -> None:
    space = weigh([passage("", "Ned asked for the Feb figures."), passage("", "The Sept gale took it.")], [[0], [1]])
    assert {"feb", "sept"}.isdisjoint(space.weight)
