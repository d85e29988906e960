"""Where an attendance list ends, and the business behind it begins."""

from __future__ import annotations

import pytest
from matters_arising.segment import segment
from segment_build import Build, checked

LIST = "Nora Oakes, Peter Ash, Ann Bell and four residents"


def under(heading: str, *paragraphs: str) -> list[str]:
    """The paragraphs that stand under a heading, as the statements that belong to its item say."""
    build = Build().put("Minutes of the meeting of Ashby Council, 4 May 2021").put(heading, "heading", level=2)
    for paragraph in paragraphs:
        build.put(paragraph)
    found = checked(segment(build.doc()))
    item = next(item for item in found.items if item.title == heading)
    return [statement.text for statement in found.statements if statement.item == item.id and statement.text != heading]


@pytest.mark.parametrize("heading", ["Present", "Apologies for absence"])
def test_what_was_done_stands_under_no_list_of_people(heading: str) -> None:
    decided = "It was agreed to mend the weir and to ask the county for half of the cost."
    assert under(heading, LIST, decided, "The clerk will write.") == [LIST]


@pytest.mark.parametrize(
    "paragraph",
    [
        "It was resolved to accept the apologies and to approve the reasons for absence.",
        "The chair called the meeting to order and noted that a quorum was there.",
        "Proposed by Peter Ash, seconded by Ann Bell and agreed.",
        "Ann Bell arrived late, which the chair noted.",
    ],
)
def test_what_is_said_of_who_was_there_stays_with_the_list(paragraph: str) -> None:
    assert under("Present", LIST, paragraph) == [LIST, paragraph]


def test_a_numbered_item_keeps_its_one_sequel() -> None:
    def kept(*paragraphs: str) -> int:
        build = Build().put("Minutes of Ashby Council, 4 May 2021").put("1. Apologies", "heading", level=2).put(LIST)
        for paragraph in paragraphs:
            build.put(paragraph)
        build.put("2. Weir", "heading", level=2).put("The clerk wrote.")
        found = checked(segment(build.doc()))
        return sum(statement.item == found.items[0].id for statement in found.statements)

    one, other = (
        "It was agreed that these be taken as given by letter.",
        "It was agreed to mend the sluice this spring.",
    )
    assert kept(one) == 3
    assert kept(one, other) == 2
