"""What tells things of one kind apart: names and numbers in headings, and nothing that is printed twice."""

from __future__ import annotations

import numpy as np
import pytest
from matters_arising.matters import follow
from matters_arising.matters.follow import Perhaps, _perhaps
from matters_arising.matters.likeness import the_rest
from matters_arising.matters.names import movers, names
from matters_arising.matters.threads import Evidence, Near, _near
from minutes_by_hand import archive, minutes

DATES = ("2030-01-08", "2030-02-12", "2030-03-12")
ASKED = "The owner asks for a change of the zoning map so that flats may be built above shops. {proposal}"
HEARD = "The hearing on the change of the zoning map was held, and nobody spoke against it. {report}"


def _said(text: str) -> frozenset[str]:
    return names(minutes(DATES[0], text).statements)


def test_names_are_printed_with_a_capital_wherever_they_stand() -> None:
    found = _said("The bridge in Orchard Lane is shut.\nThe Bridge was shut by Tolland.\nMost of the lane was wet.")
    assert {"orchar", "tollan"} <= found
    assert not {"bridg", "lane"} & found


def test_a_word_that_is_printed_small_elsewhere_is_no_movers_name() -> None:
    said = "Moved by Director Orrin, seconded by Zeb. Agreed to go there directly."
    assert movers(minutes(DATES[0], said).statements, frozenset()) == {"orrin", "zeb"}


def test_sentences_printed_as_headings_tell_no_names() -> None:
    assert _said("Repairs To The Old Bridge. Mrs Orrin Thanked All Who Came.") == frozenset()


@pytest.mark.parametrize(
    ("one", "other", "matters"),
    [
        ("Rezoning of Lime Avenue", "Rezoning of Well Street", 2),
        ("Rezoning of 35 Lime Avenue", "Rezoning of 80 Lime Avenue", 2),
        ("Rezoning of Lime Avenue", "Rezoning of Lime Avenue", 1),
    ],
)
def test_headings_with_names_of_their_own_are_two_matters(one: str, other: str, matters: int) -> None:
    beside = "The trees of Lime Avenue and the wall in Well Street were looked at. {report}"
    written = archive(
        minutes(DATES[0], f"# {one}\n{ASKED}"),
        minutes(DATES[1], f"# {other}\n{HEARD}"),
        minutes(DATES[2], f"# Any other business\n{beside}"),
    )
    found = {m.matter for m in follow(*written.parts()).mentions if "zoning map" in m.quote}
    assert len(found) == matters


def test_number_three_of_a_meeting_is_not_its_number_four() -> None:
    written = minutes(DATES[0], f"# In rem action 3\n{ASKED}\n# In rem action 4\n{ASKED}")
    assert len({m.matter for m in follow(*written.parts()).mentions}) == 2


def test_a_bill_that_is_printed_for_each_step_is_one_matter_through_its_meetings() -> None:
    bill = "# Signals for walkers\nA law about signals for walkers at crossings."
    written = archive(
        *(minutes(date, f"{bill}\nHeld over. {{deferral}}\n{bill}\nAmended. {{proposal}}") for date in DATES)
    )
    [matter] = follow(*written.parts()).matters
    assert (matter.appearances, matter.deferrals) == (3, 3)


def test_threads_that_one_pair_would_join_and_the_rest_would_not_are_told_to_be_near() -> None:
    odds = {(0, 2): 0.4, (1, 2): 0.9, (0, 3): -1.0, (0, 1): 3.0, **{(place, 9): 0.1 * place for place in range(4, 9)}}
    groups = [[0, 1], [2], [3], [4], [5], [6], [7], [8], [9]]
    found = list(_near(groups, Evidence(None, None, {}, odds)))  # type: ignore[arg-type]
    assert [(one.one, one.other) for one in found] == [(1, 2), (8, 9), (7, 9), (6, 9)]  # of the likeliest a few
    assert found[0].score == pytest.approx(0.711, abs=0.001) and found[0].reason


def test_matters_of_which_people_said_that_they_are_two_are_not_told_to_be_near() -> None:
    keys = [("Ousby", "2030-01-08", "a.md", at, at + 9) for at in (0, 10, 20)]
    where = dict(zip(keys, ("mat-a", "mat-b", "mat-c"), strict=True))
    near = [(keys[0], keys[1], Near(0, 1, "words: weir", 0.7)), (keys[2], keys[1], Near(1, 2, "words: pump", 0.6))]
    both = [Perhaps("mat-a", "mat-b", "words: weir", 0.7), Perhaps("mat-b", "mat-c", "words: pump", 0.6)]
    assert list(_perhaps(near, where, set())) == both
    assert list(_perhaps(near, where, {("mat-a", "mat-b")})) == both[1:]


def test_what_is_plainly_the_same_is_no_rival_of_itself() -> None:
    alike = np.array([[0.9, 0.8, 0.3]])
    assert the_rest(alike, axis=1).tolist() == [[0.8, 0.9, 0.9]]
    assert the_rest(alike, axis=1, groups=np.array([7, 7, 2])).tolist() == [[0.3, 0.3, 0.9]]
    assert the_rest(alike.T, axis=0, groups=np.array([1, 1, 1])).tolist() == [[0.0], [0.0], [0.0]]
