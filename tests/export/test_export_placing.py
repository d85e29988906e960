"""Labels and axes: nothing stands on anything else, and what has no room is left out, the lightest first."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st
from matters_arising.export.axis import axis_over
from matters_arising.export.placing import Wish, levels, placed
from matters_arising.export.svg import text_width

_wishes = st.lists(
    st.builds(
        lambda left, long, widths, weight: Wish(left, left + long, sorted(widths, reverse=True), weight),
        st.floats(0, 480),
        st.floats(0, 20),
        st.lists(st.floats(5, 120), min_size=1, max_size=2),
        st.floats(0, 10),
    ),
    max_size=12,
)


@given(_wishes)
def test_no_two_labels_overlap_and_all_stay_within(wishes: list[Wish]) -> None:
    places = placed(wishes, left=0, right=500, rows=2)
    taken = [
        (place.row, place.x - wish.widths[place.wording] / 2, place.x + wish.widths[place.wording] / 2)
        for wish, place in zip(wishes, places, strict=True)
        if place
    ]
    assert all(left >= -0.01 and right <= 500.01 and row in (0, 1) for row, left, right in taken)
    for (row, left, right), (other, first, last) in combinations(taken, 2):
        assert row != other or right <= first or last <= left
    assert not wishes or places[max(range(len(wishes)), key=lambda at: (wishes[at].weight, -at))]


def test_what_is_heavier_is_placed_first_and_fewer_words_before_another_row() -> None:
    light, heavy = Wish(40, 60, [80, 20], 1), Wish(100, 120, [80, 20], 2)
    first, second = placed([light, heavy], left=0, right=300, rows=2)
    assert first and second
    assert (second.x, second.row, second.wording) == (110, 0, 0)
    assert (first.row, first.wording) == (0, 1)
    assert placed([light, Wish(40, 60, [80], 2)], left=0, right=90, rows=1)[0] is None


@given(st.lists(st.floats(0, 500), max_size=60))
def test_marks_of_one_level_stand_apart(xs: list[float]) -> None:
    xs = sorted(xs)
    found = levels(xs, 12)
    for level in set(found):
        own = [x for x, at in zip(xs, found, strict=True) if at == level]
        assert all(after - before >= 12 for before, after in pairwise(own))


@given(st.dates(date(1750, 1, 1), date(2150, 1, 1)), st.integers(0, 300 * 365))
def test_an_axis_holds_its_days_in_order_and_its_labels_have_room(first: date, days: int) -> None:
    last = min(first + timedelta(days), date(2199, 12, 31))
    axis = axis_over(first, last, left=20, right=540)
    assert 20 <= axis.x(first) <= axis.x(last) <= 540 and axis.holds(first) and axis.holds(last)
    for line in (
        [(tick.x, tick.label) for tick in axis.ticks(room=36) if tick.label],
        axis.years(room=36),
    ):
        for (x, label), (after, _) in pairwise(line):
            assert x + text_width(label, 14) <= after
    years = [label for _, label in axis.years(room=36)] or [tick.label for tick in axis.ticks(room=36)]
    assert any(len(label) == 4 for label in years), "some year is always told"


def test_months_are_written_as_long_as_they_have_room() -> None:
    short = axis_over(date(2021, 3, 2), date(2021, 5, 3), left=20, right=540)
    assert [tick.label for tick in short.ticks(room=36)] == ["Mar", "Apr", "May", "Jun", "Jul", "Aug"]
    assert short.years(room=36) == [(20, "2021")]
    long = axis_over(date(2001, 3, 2), date(2021, 5, 3), left=20, right=540)
    assert [tick.label for tick in long.ticks(room=36)][:4] == ["2002", "", "2004", ""]
    assert long.years(room=36) == []
