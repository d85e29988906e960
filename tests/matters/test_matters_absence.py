from __future__ import annotations

from dataclasses import replace

import pytest
from matters_arising.matters import follow
from matters_arising.models import StatementForm
from minutes_by_hand import Archive, archive, minutes

OTHERS = ("Padlock", "Two loads of compost", "Prizes for marrows", "The hosepipe", "A scarecrow")


def fate_of(title: str, first: str | Archive, later: str = "Seed potatoes came.") -> str:
    """The fate of the matter `title`, left at a first meeting, after five of other things and a sixth."""
    between = [minutes(f"2041-0{n}-03", f"# {what}\n{what} arrived. {{report}}") for n, what in enumerate(OTHERS, 2)]
    last = later if later.startswith("#") else f"# Any other business\n{later} {{report}}"
    opening = first if isinstance(first, Archive) else minutes("2041-01-03", first)
    written = archive(opening, *between, minutes("2041-07-03", last))
    [found] = [one for one in follow(*written.parts()).matters if title in one.title and one.first_date == "2041-01-03"]
    return found.fate


CREST = "# Crest for the gate\nMrs Orrin asked that a heron be carved over the gate. {proposal}"
POSTER = "# Noticeboard\nMr Quill will paint the frame in the spring. {action}"


@pytest.mark.parametrize(("title", "first"), [("Crest", CREST), ("Noticeboard", POSTER)])
def test_what_nothing_later_may_be_of_is_not_found_since(title: str, first: str) -> None:
    assert fate_of(title, first) == "not found since"


@pytest.mark.parametrize(
    ("title", "first", "later"),
    [
        ("Crest", CREST, "Two prices were read for the carving of a heron."),
        ("Crest", CREST, "# Arms for the gate\nThe smith came."),
        ("Noticeboard", POSTER, "The notice board has a new lock."),
        ("Bird table", POSTER.replace("Noticeboard", "Bird table"), "# Birdcage\nA linnet was found."),
    ],
    ids=["its words", "a word of the heading changed", "opened compound", "closed compound"],
)
def test_what_may_be_of_it_later_is_enough_to_say_nothing(title: str, first: str, later: str) -> None:
    assert fate_of(title, first) == "not found since"
    words = "# Table\nThe bird sat there.\n" if title == "Bird table" else ""
    assert fate_of(title, first, f"{words}{later}") == "open"


def test_a_sentence_that_no_heading_names_is_not_said_to_be_gone() -> None:
    said = "# Any other business\nMr Quill asked that a heron be carved over the gate. {proposal}"
    assert fate_of("Mr Quill asked", said) == "open"


@pytest.mark.parametrize("form", ["sentence", "outcome"])
def test_a_line_that_says_how_something_ended_is_not_overlooked(form: StatementForm) -> None:
    cut_off = minutes("2041-01-03", f"{CREST}\n# 12\nForty pounds is the price of it.\nCarried.")
    cut_off.statements[-1] = replace(cut_off.statements[-1], form=form)
    assert fate_of("Crest", cut_off) == ("open" if form == "outcome" else "not found since")


def test_a_motion_right_after_may_settle_it() -> None:
    first = """
    # Any other business
    Heron over the gate - Mrs Orrin had met a carver. {proposal}
    Sparrows in the loft - a ladder was lent. {decision}
    """
    assert fate_of("Heron", first) == "open"
    assert fate_of("Heron", first.replace("{decision}", "{report}")) == "not found since"
