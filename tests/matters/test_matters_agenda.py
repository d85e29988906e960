"""What is asked of the agenda is said of the item that it names, and once."""

import pytest
from matters_arising.matters import Followed, follow
from minutes_by_hand import minutes

SAID = "The members heard how the gilder had measured the vane and what gold leaf costs by the book."


def followed(text: str) -> Followed:
    return follow(*minutes("2030-01-08", text).parts())


def put_off(result: Followed) -> dict[str, int]:
    return {matter.title: matter.deferrals for matter in result.matters if matter.deferrals}


@pytest.mark.parametrize(
    "asked",
    [
        "Ms Tern asked that item 3 be put off. {deferral}",
        "Ms Tern asked that the gilding of the vane be put off. {deferral}",
        "Item 3 was withdrawn from the agenda. {withdrawn} {deferral}",
    ],
)
@pytest.mark.parametrize("told", ["This item was put off. {deferral}", "Not taken.", SAID])
def test_a_request_under_the_agenda_is_said_of_its_item_and_counted_once(asked: str, told: str) -> None:
    result = followed(f"# 1 Approval of the agenda\n{asked}\n# 2 Slipway\n{SAID}\n# 3 Gilding of the vane\n{told}")
    assert put_off(result) == {"Gilding of the vane": 1}


def test_what_was_dealt_with_after_all_was_not_put_off() -> None:
    result = followed(
        "# 1 Approval of the agenda\nMs Tern asked that item 3 be put off. {deferral}\n# 2 Slipway\n"
        f"{SAID}\n# 3 Gilding of the vane\n{SAID} It was agreed to gild it. {{decision}}"
    )
    assert put_off(result) == {}


def test_an_item_that_is_not_printed_makes_no_matter_of_the_agenda() -> None:
    result = followed(
        f"# 1 Approval of the agenda\nMs Tern asked that item 9 be put off. {{deferral}}\n# 2 Slipway\n{SAID}"
    )
    assert not any("agenda" in matter.title.casefold() for matter in result.matters)
    assert put_off(result) == {}


def test_a_thing_that_is_named_by_its_words_alone_is_a_matter_of_that_name() -> None:
    result = followed(
        "# 1 Approval of the agenda\nThe boathouse key is put off to the spring, for nobody has found it. {deferral}\n"
        f"# 2 Slipway\n{SAID}"
    )
    (title,) = put_off(result)
    assert title.startswith("The boathouse key")


def test_what_leaves_the_agenda_under_another_heading_is_said_of_its_item_too() -> None:
    result = followed(
        "# 1 Welcome\nThe chair greeted all. Item 3 was removed from the agenda until May. {deferral}\n"
        f"# 2 Slipway\n{SAID}\n# 3 Gilding of the vane\nNot taken."
    )
    assert put_off(result) == {"Gilding of the vane": 1}
