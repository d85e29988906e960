"""Things put off in the same words are not one thing: the words of an act, and an agenda's numbers, tie nothing."""

from __future__ import annotations

from matters_arising.matters import follow
from matters_arising.matters.references import identifiers
from minutes_by_hand import archive, minutes

THINGS = [
    "plough hire", "salt shed", "band stand", "library lease", "skating rink", "culvert loan",
    "cemetery gates", "landfill survey",
]  # fmt: skip


def meeting(month: int, thing: str) -> str:
    return f"""
        # 1 That we pay the accounts of month {month}
        That the accounts be paid as listed. {{decision}}
        Item #8 on the Agenda, the {thing}, was deferred pending further information. {{deferral}}
        """


def test_as_many_things_put_off_in_the_same_words_are_as_many_matters() -> None:
    year = archive(*(minutes(f"2031-{at:02}-05", meeting(at, thing)) for at, thing in enumerate(THINGS, start=1)))
    matters = [matter for matter in follow(*year.parts()).matters if matter.deferrals]
    assert len(matters) == len(THINGS)
    assert {matter.deferrals for matter in matters} == {1}


def test_an_item_named_under_the_motion_before_it_is_no_part_of_that_motion() -> None:
    followed = follow(*minutes("2031-01-05", meeting(1, "plough hire")).parts())
    (deferred,) = [matter for matter in followed.matters if matter.deferrals]
    assert "accounts" not in deferred.title and "Plough" in deferred.title


def test_numbers_that_count_the_parts_of_a_meeting_name_nothing() -> None:
    assert not identifiers("Agenda Item Number 6, see Appendix No. 2 on Page No. 4")
    assert identifiers("Policy No. 1010 and Well No. 3") == {"policy 1010", "well 3"}
