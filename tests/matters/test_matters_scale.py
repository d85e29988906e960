"""What a cut rests on: it is told whether other weights would cut otherwise, without the minutes."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from matters_arising.matters.others import Kept, recut
from matters_arising.matters.passages import cuts
from matters_arising.matters.scale import Noted, Rests, weight_among
from minutes_by_hand import archive, minutes

WORDS = ("weir", "gate", "stone", "bank", "clock")
COUNTS = st.fixed_dictionaries({word: st.integers(0, 40) for word in WORDS})
ASKED = st.lists(
    st.tuples(
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=5, unique=True),
        st.sets(st.sampled_from(WORDS)),
        st.sampled_from([0.0, 0.08, 0.2, 0.35, 0.5]),
    ),
    max_size=6,
)


def asked_of(scale: Noted, asked: list[tuple[list[str], set[str], float]]) -> list[bool]:
    return [scale.is_less(words, known, share) if share else scale.tells(words) for words, known, share in asked]


@settings(max_examples=300, deadline=None)
@given(ASKED, COUNTS, COUNTS)
def test_comparisons_hold_where_they_would_come_out_the_same(
    asked: list[tuple[list[str], set[str], float]], before: dict[str, int], after: dict[str, int]
) -> None:
    first, then = (Noted(weight_among(60, seen), 0, Counter(seen)) for seen in (before, after))
    outcomes = asked_of(first, asked)
    rests = Rests.unpacked(first.rests().packed())
    assert rests == first.rests()
    assert rests.hold(weight_among(60, before))
    assert rests.hold(weight_among(60, after)) == (asked_of(then, asked) == outcomes)


def test_two_words_of_one_weight_are_half_of_all_whatever_they_weigh() -> None:
    scale = Noted(weight_among(10, {"weir": 3, "gate": 3}), 10, Counter({"weir": 3, "gate": 3}))
    assert not scale.is_less(["weir", "gate"], {"weir"}, 0.5)
    assert scale.rests().hold(weight_among(999, {"weir": 7, "gate": 7}))


FORD = "# Correspondence\nThe mason wrote about the ford stones. The clerk read what the mason wrote of stones."
MILL = (
    "# Correspondence\nThe miller wrote about the sluice. A beam of the sluice is loose.\n# Clock\nThe clock is slow."
)
TEXTS = st.sampled_from([FORD, MILL])


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=5), st.lists(TEXTS, max_size=5))
def test_a_body_is_cut_as_with_all_others_or_said_to_be_cut_otherwise(own: list[str], news: list[str]) -> None:
    ford = archive(*(minutes(f"2030-{at:02}-08", text, body="Ford Trust") for at, text in enumerate(own, 1)))
    mill = archive(*(minutes(f"2030-{at:02}-09", text, body="Mill Trust") for at, text in enumerate(news, 1)))
    alone, whole = cuts(*ford.parts()), cuts(*archive(ford, mill).parts())
    beside = cuts(*mill.parts(), (alone.rests["Ford Trust"],))
    of_ford = [passage for passage in whole.passages if passage.meeting.body == "Ford Trust"]
    assert beside.passages == [passage for passage in whole.passages if passage.meeting.body == "Mill Trust"]
    assert [beside.weight(word) for word in WORDS] == [whole.weight(word) for word in WORDS]
    touched = recut({"Ford Trust": Kept(alone.rests["Ford Trust"])}, beside.weight)
    assert touched or of_ford == alone.passages
