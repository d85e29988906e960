"""Whether minutes may speak of a thing: what counts as an echo, and what tells nothing."""

from __future__ import annotations

import pytest
from matters_arising.matters.echoes import Sayings
from matters_arising.models import Statement

# each meeting has its fixed words; the weir and the sluice come up now and then
_SAID = {
    "m1": ["The Clerk read the letters.", "The sluice gate sticks.", "To settle by the next meeting."],
    "m2": ["The Clerk read the letters.", "Mr Sluys asked for a lamp by the weir."],
    "m3": ["The Clerk read the letters.", "The gate of the sluice was oiled."],
    "m4": ["The Clerk read the letters.", "Mr Sluys thanked the cooks of the mid-summer feast."],
    "m5": ["The Clerk read the letters.", "A lamp was lit.", "The summer was dry."],
}


def sayings(*, headings: dict[str, str] | None = None, people: tuple[str, ...] = ("Mr P. Sluys",)) -> Sayings:
    titles = {f"item-{meeting}": title for meeting, title in (headings or {}).items()}
    statements = [
        Statement(f"{meeting}-{place}", meeting, f"item-{meeting}", 100 * place, 100 * place + 90, place + 1, text)
        for meeting, said in _SAID.items()
        for place, text in enumerate(said)
    ]
    return Sayings(statements, titles, people)


def heard(title: str, *meetings: str, said: Sayings | None = None) -> str:
    """The passage that echoes a matter of this title in these meetings, empty where none does."""
    known = said or sayings()
    echo = known.echo(known.names(title, "Put back to May.", "May", ""), meetings)
    return echo.text if echo else ""


def test_the_words_of_a_title_are_found_in_any_order_and_form() -> None:
    assert heard("Sluice gates", "m2", "m3") == "The gate of the sluice was oiled."
    assert heard("Sluice gates", "m2", "m4", "m5") == ""


def test_a_part_of_a_joined_word_is_found() -> None:
    assert heard("Summer fete", "m4").endswith("mid-summer feast.")


def test_one_telling_word_is_enough_in_a_heading() -> None:
    with_heading = sayings(headings={"m5": "Lamps, seats and summer bedding"})
    assert heard("Weir lamp painting", "m5", said=with_heading) == "Lamps, seats and summer bedding"


def test_what_is_at_every_meeting_tells_nothing() -> None:
    assert sayings().names("Letters", "The Clerk read the letters by May.", "May", "") == []


def test_the_name_of_a_person_tells_nothing() -> None:
    assert heard("Sluys", "m4") == ""
    assert heard("Sluys", "m4", said=sayings(people=())) != ""


def test_a_bare_sentence_leans_on_the_one_before() -> None:
    said = sayings()
    names = said.names("Letters", "To settle by the next meeting.", "the next meeting", "m1-2")
    assert [sorted(name.words) for name in names][-1] == ["gat", "sluic"]
    echo = said.echo(names[-1:], ["m2", "m3"])
    assert echo and (echo.meeting, echo.page) == ("m3", 2)


@pytest.mark.parametrize(("text", "same"), [("The sluice leaked", True), ("The weir leaked", False)])
def test_what_came_back_has_to_tell_of_the_same(text: str, same: bool) -> None:
    said = sayings()
    (name, *_) = said.names("Sluice gate", "Put back to May.", "May", "")
    assert said.tells_of(name, text) is same
