"""Talk beside practice: what is counted, with what bounds, where a matter turned, and what is never said."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matters_arising.matters.practice import Act, between, course, over_time, practice, stretch
from matters_arising.vocab import StanceLabel, StanceStatus

TOGETHER, HEARD, ALONE = StanceLabel.COLLABORATIVE, StanceLabel.CONSULTATIVE, StanceLabel.UNILATERAL
DONE, PROMISED, ASKED = StanceStatus.ENACTED, StanceStatus.COMMITTED, StanceStatus.PROPOSED
PRAISE, DENIED = StanceStatus.ASPIRATION, StanceStatus.NEGATED


def act(label: StanceLabel, status: StanceStatus, date: str, *, chance: float = 0.9, start: int = 0) -> Act:
    return Act(
        stance=f"st-{label}-{status}-{date}-{start}",
        label=label,
        status=status,
        phase="decide",
        holder="the Trust",
        with_whom="",
        body="Fenwick Liaison Group",
        meeting=f"m-{date}",
        date=date,
        matter="mat-1",
        quote=f"{label} {status}",
        document=f"{date}.md",
        page=1,
        start=start,
        confidence=chance,
    )


def test_talk_promises_and_deeds_are_counted_apart() -> None:
    found = practice(
        [
            act(TOGETHER, PRAISE, "2021-01-04"),
            act(TOGETHER, PROMISED, "2021-02-01"),
            act(HEARD, PROMISED, "2021-02-01", start=9),
            act(ALONE, PROMISED, "2021-02-01", start=20),
            act(TOGETHER, DONE, "2021-03-01"),
            act(HEARD, DONE, "2021-04-12"),
            act(ALONE, DONE, "2021-05-10"),
            act(ALONE, DENIED, "2021-05-10", start=9),
            act(TOGETHER, ASKED, "2021-06-14"),
        ]
    )
    counts = (found.talk, found.promised, found.together, found.heard, found.alone)
    assert [count.number for count in counts] == [1, 2, 1, 1, 1]
    assert found.alone.acts[0].quote == "unilateral enacted"


def test_what_is_less_likely_than_not_is_named_and_not_counted() -> None:
    found = practice([act(ALONE, DONE, "2021-05-10", chance=0.49), act(ALONE, DONE, "2021-06-14", chance=0.5)]).alone
    assert (found.number, len(found.doubtful)) == (1, 1)
    assert (found.low, found.high) == (0, 2)


def test_a_count_of_nothing_is_nothing() -> None:
    found = practice([])
    assert (found.talk.number, found.talk.low, found.talk.high) == (0, 0, 0)


@given(st.lists(st.floats(0, 1), max_size=12))
def test_bounds_hold_the_likeliest_count_and_nothing_impossible(chances: list[float]) -> None:
    low, high = between(chances)
    assert sum(chance == 1 for chance in chances) <= high + 1e-9
    assert 0 <= low <= high <= len(chances)
    assert low <= sum(chances) + 1 and high >= sum(chances) - 1


def test_bounds_hold_nine_times_in_ten() -> None:
    chances = [0.3, 0.6, 0.9, 0.8, 0.45, 0.7]
    low, high = between(chances)
    true = (np.random.default_rng(0).random((4000, len(chances))) < chances).sum(axis=1)
    assert ((true >= low) & (true <= high)).mean() >= 0.9


def test_time_is_told_in_stretches_and_what_has_none_is_left_out() -> None:
    acts = [act(HEARD, DONE, date) for date in ("2022-02-01", "2021-11-09", "2021", "", "2021-10")]
    assert [(one.when, one.heard.number) for one in over_time(acts)] == [("2021", 3), ("2022", 1)]
    assert [(one.when, one.heard.number) for one in over_time(acts, by="quarter")] == [("2021-Q4", 2), ("2022-Q1", 1)]
    assert stretch("2021-11-09", "month") == "2021-11"


def test_a_turn_quotes_both_meetings_and_names_the_later() -> None:
    went = course([act(ALONE, DONE, "2021-05-12"), act(TOGETHER, PROMISED, "2021-02-01")])
    (turn,) = went.turns
    assert turn.sentence == "from collaborative to unilateral at the meeting of 2021-05-12"
    assert (turn.earlier.quote, turn.later.quote) == ("collaborative committed", "unilateral enacted")
    assert went.taken == turn


@pytest.mark.parametrize(
    "acts",
    [
        [act(TOGETHER, ASKED, "2021-02-01"), act(ALONE, DONE, "2021-05-12")],  # only asked for
        [act(TOGETHER, PRAISE, "2021-02-01"), act(ALONE, DONE, "2021-05-12")],  # only praised
        [act(TOGETHER, PROMISED, "2021-02-01"), act(ALONE, PROMISED, "2021-05-12")],  # not done yet
        [act(TOGETHER, PROMISED, "2021-06-01"), act(ALONE, DONE, "2021-05-12")],  # promised afterwards
        [act(TOGETHER, PROMISED, "2021-05-12"), act(ALONE, DONE, "2021-05-12", start=9)],  # one meeting
        [act(TOGETHER, PROMISED, "2021-02-01"), act(ALONE, DONE, "2021-05-12", chance=0.4)],  # doubtful deed
        [act(TOGETHER, PROMISED, "2021-02-01", chance=0.4), act(ALONE, DONE, "2021-05-12")],  # doubtful promise
        [act(TOGETHER, PROMISED, "2021-02"), act(ALONE, DONE, "2021-05-12")],  # no full date
        # kept in between
        [act(HEARD, PROMISED, "2021-02-01"), act(HEARD, DONE, "2021-03-01"), act(ALONE, DONE, "2021-05-12")],
    ],
)
def test_taken_away_is_not_said(acts: list[Act]) -> None:
    assert course(acts).taken is None


def test_a_meeting_that_shows_two_ways_is_no_turn() -> None:
    mixed = [act(TOGETHER, DONE, "2021-03-01"), act(ALONE, DONE, "2021-03-01", start=9)]
    assert course([act(HEARD, DONE, "2021-02-01"), *mixed, act(HEARD, DONE, "2021-04-01")]).turns == ()


def test_the_course_does_not_depend_on_the_order_of_arrival() -> None:
    acts = [act(HEARD, DONE, "2021-02-01"), act(TOGETHER, DONE, "2021-03-01"), act(ALONE, DONE, "2021-04-01")]
    assert course(acts) == course(acts[::-1])
    assert [turn.later.date for turn in course(acts).turns] == ["2021-03-01", "2021-04-01"]


def test_doubtful_acts_are_kept_apart() -> None:
    weak = replace(act(ALONE, DONE, "2021-04-01"), confidence=0.2)
    went = course([act(HEARD, DONE, "2021-02-01"), weak])
    assert went.doubtful == (weak,) and went.turns == ()
