"""Entries that are decisions or proposals by the line that leads their list."""

import pytest
from matters_arising.extract import extract
from matters_arising.extract.led import led
from matters_arising.vocab import EventType
from test_extract_status import judge, minutes


def entries(*lines: str) -> dict[str, EventType]:
    taken = minutes("\n\n".join(lines))
    found = led(taken).entries
    return {one.text: found[one.id] for one in taken.statements if one.id in found}


@pytest.mark.parametrize(
    "lead",
    ["The board agreed:", "It was resolved that:", "To this end the following was agreed:", "Decided as follows -"],
)
def test_what_a_body_agreed_is_each_act_below_the_line(lead: str) -> None:
    acts = ["1. To buy the roller", "2. The hut would be let to the scouts"]
    assert entries(lead, *acts) == dict.fromkeys(acts, EventType.DECISION)


@pytest.mark.parametrize(
    "lead", ["The following payments were agreed:", "The board talked of:", "What was agreed is known", "They agreed"]
)
def test_the_name_of_a_thing_is_no_act_and_another_line_leads_none(lead: str) -> None:
    assert not entries(lead, "1. Ferry fares £12", "2. Lamp oil £4")


@pytest.mark.parametrize(
    "lead",
    ["Be it resolved:", "RESOLVED:", "The following payments were agreed:", "That we accept these recommendations:"],
)
def test_a_motion_or_a_list_of_things_leads_no_acts(lead: str) -> None:
    assert not entries(lead, "1. That the council does approve the lease", "2. The fee would be £4")


def test_behind_that_every_marked_entry_is_an_act() -> None:
    assert entries("Agreed: That", "a) the Warden get prices", "b) the quay wait") == {
        "a) the Warden get prices": EventType.DECISION,
        "b) the quay wait": EventType.DECISION,
    }


def test_suggestions_are_proposals_where_they_are_marked_as_entries() -> None:
    fair = ["a) A fair at the mill", "b) More trees at the quay"]
    assert entries("Suggestions from the floor included:", *fair) == dict.fromkeys(fair, EventType.PROPOSAL)
    assert not entries("Suggestions box:", "No letters.", "It was empty")


def test_offices_and_names_under_an_election_are_its_result() -> None:
    held = ["Chair.........Ann Bell", "Minute Secretaries: Bo Ash / Kit Orr"]
    assert entries("2. Election of officers:", *held) == dict.fromkeys(held, EventType.DECISION)
    assert entries("Committee elections", *held) == dict.fromkeys(held, EventType.DECISION)
    assert not entries("2. Election of officers:", held[0])
    assert not entries("Elections", "Treasurer: Ann Bell", "Treasurer: Kit Orr", "Secretary: Bo Ash")
    assert not entries("Officers present", *held)


@pytest.mark.parametrize(
    "lead", ["Officers were elected for the new year as follows:", "The following were duly elected:"]
)
def test_a_line_that_says_who_was_elected_leads_them(lead: str) -> None:
    held = ["Vice President Ann Bell", "Clerk: Kit Orr, KX3ORR", "Treasurer Bo Ash Re-elected (absent)"]
    assert entries(lead, *held) == dict.fromkeys(held, EventType.DECISION)


def test_who_is_put_forward_is_not_yet_elected() -> None:
    assert not entries("Election of officers", "President: Ann Bell. | Pro Kit Orr", "Clerk: Bo Ash. | Pro Kit Orr")


def test_the_entries_are_said_in_place_of_the_line() -> None:
    taken = minutes("The board agreed:\n\n1. To buy the roller")
    said = {event.quote: event.type for event in extract(taken, model=judge())}
    assert said == {"1. To buy the roller": EventType.DECISION}
    sure = extract(taken, model=judge(decision=9.0))
    assert [event.quote for event in sure] == ["1. To buy the roller"]
