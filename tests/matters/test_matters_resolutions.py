"""Clauses of a resolution printed as paragraphs of their own: one passage, with its outcome, and no other's."""

from __future__ import annotations

from dataclasses import replace

import pytest
from matters_arising.matters.follow import follow
from matters_arising.matters.passages import Passage, cut
from minutes_by_hand import Archive, archive, minutes


def with_forms(written: Archive) -> Archive:
    """Minutes in which lines that say how it ended are read as such."""
    said = [
        replace(one, form="outcome") if one.text in ("Carried.", "Defeated.") else one for one in written.statements
    ]
    return replace(written, statements=said)


def passages(text: str) -> list[Passage]:
    return [one for one in cut(*with_forms(minutes("2031-05-06", text)).parts()) if one.business]


def begun(text: str) -> list[str]:
    return [" ".join(one.text.split()[:3]) for one in passages(text)]


PREAMBLE = """
    WHEREAS herons have nested on the sluice since the thaw;
    AND WHEREAS the county offered a grant for bird hides;
    AND WHEREAS oak planks are cheaper this year.
    NOW THEREFORE BE IT RESOLVED THAT the Council build a hide below the mill; {proposal}
    AND THAT a copy be sent to the angling club.
    Carried. {decision}
"""


def test_a_preamble_its_orders_and_their_outcome_are_one_passage() -> None:
    (one,) = passages(f"R-12/31 Ann Orrin, Bo Vane: {PREAMBLE.strip()}")
    assert [event.type for event in one.events] == ["proposal", "decision"]


@pytest.mark.parametrize("mover", ["R-12/32 Bo Vane, Ann Orrin:", "Moved by Bo Vane, seconded by Ann Orrin"])
def test_a_new_mover_or_number_begins_another(mover: str) -> None:
    text = f"""R-12/31 Ann Orrin, Bo Vane:{PREAMBLE}
        {mover}
        THAT salt be bought for the quay steps. {{proposal}}
        Carried. {{decision}}"""
    first, second = passages(text)
    assert "hide" in first.text
    assert "salt" in second.text
    assert "hide" not in second.text


def test_a_preamble_after_what_was_ordered_begins_another() -> None:
    text = f"""
        {PREAMBLE.replace("Carried. {decision}", "")}
        WHEREAS the quay steps are icy;
        BE IT RESOLVED THAT salt be bought. {{proposal}}
        Carried. {{decision}}
        """
    assert begun(text) == ["WHEREAS herons have", "WHEREAS the quay"]


def test_what_is_resolved_one_after_the_other_is_not_one() -> None:
    text = """
        Resolved that the heron hide be built of oak. {decision}
        Resolved that salt be bought for the quay. {decision}
        The ferryman asked for a lamp. {report}
        """
    assert begun(text) == ["Resolved that the", "Resolved that salt"]


def test_numbered_conditions_below_a_colon_stay_with_it_though_they_are_items_of_their_own() -> None:
    text = """
        # Land
        R-12/31 Ann Orrin, Bo Vane: That the strip at the weir be sold upon:
        ## 1. Valuation of the strip
        An appraiser sets the price; {proposal}
        ## 2. Solicitor
        The deed is drawn up at the buyer's cost. {proposal}
        Carried. {decision}
        """
    written = with_forms(minutes("2031-05-06", text))
    below = [item for item in written.items if item.level == 2]
    led = [replace(one, number=one.number or str(at + 1)) for at, one in enumerate(below)]
    written.items[:] = [item for item in written.items if item.level == 1] + led
    found = [one for one in cut(*written.parts()) if "strip" in one.text or "deed" in one.text]
    assert ["deed" in one.text and "Carried" in one.text for one in found] == [True]


def test_what_somebody_reported_in_clauses_is_no_resolution() -> None:
    text = """
        # Any other business
        Cllr Vane told the meeting
        that the ferry had run aground twice on the shingle;
        of a donkey race planned for the orchard in June;
        that the bakery would close.
        """
    assert not any("ferry" in one.text and "bakery" in one.text for one in passages(text))


def test_no_clause_of_a_resolution_goes_to_another_matter() -> None:
    club = minutes("2031-04-01", "# Angling club\nThe angling club asks for a copy of every bird map. {report}")
    resolved = with_forms(minutes("2031-05-06", f"R-12/31 Ann Orrin, Bo Vane:{PREAMBLE}"))
    found = follow(*archive(club, resolved).parts())
    assert len({one.matter for one in found.mentions if one.date == "2031-05-06"}) == 1


def test_a_resolution_is_called_by_what_it_orders() -> None:
    text = f"R-12/31 Ann Orrin, Bo Vane:{PREAMBLE}"
    (matter,) = follow(*with_forms(minutes("2031-05-06", text)).parts()).matters
    assert (matter.title, matter.fate) == ("Build a hide below the mill", "adopted")


def test_what_its_heading_names_is_not_called_otherwise() -> None:
    text = f"# Heron hide\nAnn Orrin, Bo Vane:{PREAMBLE}"
    (matter,) = follow(*with_forms(minutes("2031-05-06", text)).parts()).matters
    assert matter.title == "Heron hide"
