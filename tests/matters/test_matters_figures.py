"""Numbers, dates, initials, addresses and votes join no two passages, and name no matter."""

from dataclasses import replace

import pytest
from matters_arising.matters import Followed, follow
from matters_arising.models import Participant
from minutes_by_hand import Archive, archive, minutes


def followed(written: Archive) -> Followed:
    return follow(*written.parts())


@pytest.mark.parametrize(
    "same", ["4417.86", "12/06/2029", "www.gilders.example/vane", "info@gilders.example", "17th", "QX0ZV"]
)
def test_a_figure_or_address_joins_nothing(same: str) -> None:
    written = archive(
        minutes("2030-01-08", f"# Correspondence\nBrass oarlocks cleaned, {same}. {{report}}"),
        minutes("2030-02-12", f"# Correspondence\nNettles cut beside hedges, {same}. {{report}}"),
    )
    assert len(followed(written).matters) == 2


@pytest.mark.parametrize("same", ["Lost on a vote: 4 against.", "Carried unanimously, no abstentions, ayes all."])
def test_how_it_was_voted_joins_nothing(same: str) -> None:
    written = archive(
        minutes("2030-01-08", f"# Correspondence\nBrass oarlocks cleaned. {same} {{decision}}"),
        minutes("2030-02-12", f"# Correspondence\nNettles cut beside hedges. {same} {{decision}}"),
    )
    assert len(followed(written).matters) == 2


def test_initials_of_those_who_are_there_join_nothing() -> None:
    first = minutes("2030-01-08", "# Correspondence\nQX polishing brass oarlocks. {report}")
    second = minutes("2030-02-12", "# Correspondence\nQX cutting nettles. {report}")
    both = archive(first, second)
    both.meetings = [replace(one, participants=(Participant("Quilla Xanthe", initials="QX"),)) for one in both.meetings]
    assert len(followed(both).matters) == 2


@pytest.mark.parametrize(
    "put", ["Moved by Quilla Xanthe.", "Motion to approve by Quilla, seconded by Zebedee.", "Quilla Xanthe seconded."]
)
def test_who_puts_two_motions_joins_nothing(put: str) -> None:
    written = archive(
        minutes("2030-01-08", f"# Correspondence\nBrass oarlocks to be cleaned. {put} {{decision}}"),
        minutes("2030-02-12", f"# Correspondence\nNettles to be cut beside hedges. {put} {{decision}}"),
    )
    assert len(followed(written).matters) == 2


def test_a_reference_number_joins_still() -> None:
    written = archive(
        minutes("2030-01-08", "# Correspondence\nBrass oarlocks cleaned under 17/00321/FUL. {report}"),
        minutes("2030-02-12", "# Correspondence\nNettles cut beside hedges under 17/00321/FUL. {report}"),
    )
    assert len(followed(written).matters) == 1


@pytest.mark.parametrize("heading", ["12 June 2029", "17/3", "QX", "www.gilders.example"])
def test_what_names_nothing_is_no_title(heading: str) -> None:
    written = minutes("2030-01-08", f"# {heading}\nThe brass oarlocks of the ferry were polished. {{report}}")
    written.meetings = [
        replace(one, participants=(Participant("Quilla Xanthe", initials="QX"),)) for one in written.meetings
    ]
    (matter,) = followed(written).matters
    assert "oarlocks" in matter.title
