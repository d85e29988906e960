"""Form lines: what a body prints at every meeting is no putting-off."""

from __future__ import annotations

from matters_arising.matters import Followed, follow
from minutes_by_hand import archive, minutes


def ledger(texts: list[str]) -> Followed:
    parts = [minutes(f"20{30 + at // 12}-{1 + at % 12:02}-07", text) for at, text in enumerate(texts)]
    held = archive(*parts)
    return follow(*held.parts())


def put_off(followed: Followed) -> int:
    return sum(matter.deferrals + matter.deferrals_inferred for matter in followed.matters)


FORM = "# 9 Items for the next meeting\nNo items were added for the meeting of {date} 2030. {{inferred}}"
OTHER = "# 3 Hedges\nThe hedge along Mill Lane was cut. {report}"
MATTER = "# 4 Bus shelter\nThe bus shelter was deferred to the next meeting. {deferral}"


def test_a_line_printed_at_every_meeting_counts_for_nothing() -> None:
    assert put_off(ledger([FORM.format(date=f"{day} May") for day in range(1, 13)])) == 0


def test_a_matter_put_off_five_times_in_the_same_words_counts_five_times() -> None:
    followed = ledger([MATTER] * 5 + [OTHER] * 7)
    assert put_off(followed) == 5


def test_the_same_words_under_other_headings_are_other_lines() -> None:
    texts = [f"# 4 {thing}\nDeferred to the next meeting. {{deferral}}" for thing in THINGS]
    assert put_off(ledger(texts)) == len(THINGS)


def test_a_line_that_comes_back_now_and_then_is_no_form() -> None:
    texts = [MATTER if at % 3 == 0 else OTHER for at in range(24)]
    assert put_off(ledger(texts)) == 8


def test_the_result_of_a_vote_belongs_to_what_it_ends_however_often_it_is_printed() -> None:
    texts = [f"That the {thing.lower()} be painted green. {{proposal}}\nCarried. {{decision}}" for thing in THINGS * 2]
    followed = ledger(texts)
    assert {matter.fate for matter in followed.matters} == {"adopted"}


NOTICE = "# 2 Late papers\nTo consider papers which the chair admits for reasons that the record must then give."


def test_what_is_recited_word_for_word_and_unmarked_is_no_matter() -> None:
    assert not ledger([NOTICE, NOTICE]).matters


def test_what_is_told_once_or_in_other_words_the_next_time_is_one() -> None:
    told = f"{NOTICE} The paper on the weir gates was admitted."
    assert [matter.appearances for matter in ledger([NOTICE]).matters] == [1]
    assert [matter.appearances for matter in ledger([NOTICE, told]).matters] == [2]


def test_an_application_that_is_listed_twice_is_one() -> None:
    listed = "# 7 Planning applications\nTwo dwellings and a garage at land behind the forge, Cold Lane"
    assert [matter.appearances for matter in ledger([listed, listed]).matters] == [2]


def test_what_is_marked_is_a_matter_in_the_same_words_too() -> None:
    assert [matter.appearances for matter in ledger([MATTER, MATTER]).matters] == [2]


THINGS = (
    "Bus shelter",
    "Boiler",
    "Playground",
    "Churchyard wall",
    "Footbridge",
    "Library roof",
    "Street lamps",
    "Pond",
)
