"""What matters are called: by the words that they keep using, not by those of one meeting or of any matter."""

from __future__ import annotations

from dataclasses import replace

import pytest
from matters_arising.matters.passages import Passage
from matters_arising.matters.threads import Link, Thread
from matters_arising.matters.titles import Titles
from matters_arising.matters.words import stems
from matters_arising.models import Meeting, Participant, Statement
from matters_arising.vocab import MeetingKind, MeetingStatus

MEETING = Meeting(
    id="m",
    body="Elmbrook Parish Council",
    date="2011-01-04",
    kind=MeetingKind.ORDINARY,
    status=MeetingStatus.APPROVED,
    document="a.md",
    start=0,
    end=9,
)


def _passage(title: str, text: str = "") -> Passage:
    said = f"{title} {text}".strip()
    return Passage(MEETING, "", 0, len(said), title, said, words=stems(said))


def _thread(*passages: Passage) -> Thread:
    return Thread(passages, tuple(Link("opens the thread", 1.0) for _ in passages))


def _called(*passages: Passage, beside: tuple[Thread, ...] = ()) -> str:
    return Titles([_thread(*passages), *beside]).of(passages)


def test_words_that_many_matters_have_in_their_headings_do_not_name_one() -> None:
    windmill = [_passage("No update on the windmill"), _passage("No update on the windmill"), _passage("Windmill")]
    others = tuple(_thread(_passage(f"No update on {what}")) for what in ("drains", "kerbs", "swings", "the weir"))
    assert _called(*windmill, beside=others) == "Windmill"


def test_a_heading_of_one_meetings_business_does_not_name_the_whole() -> None:
    plain = [_passage("Weir")] * 3
    assert _called(*plain, _passage("Weir: tenders of three firms opened")) == "Weir"


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("Car park a", "Car park"),
        ("Roof repairs a. Quotes not yet in", "Roof repairs"),
        ("No action asked for. b. Chapel wall", "Chapel wall"),
        ("Plan B", "Plan B"),
        ("Weir repairs The engineer had written again", "Weir repairs"),
        ("Weir repairs . A full report was not ready", "Weir repairs"),
        ("WEIR REPAIRS Deferred to May", "WEIR REPAIRS"),
        ("NRA Weir Scheme", "NRA Weir Scheme"),
        ("Land at The Weir", "Land at The Weir"),
        ("Proposed Footbridge", "Proposed Footbridge"),
        ("Tow path |", "Tow path"),
    ],
)
def test_a_list_or_a_sentence_that_begins_in_a_heading_is_no_part_of_it(printed: str, title: str) -> None:
    assert _called(_passage(printed)) == title


def test_where_no_heading_is_printed_the_first_words_name_it_without_their_number() -> None:
    assert _called(_passage("", "10.6 A letter asks for help.")) == "A letter asks for help"


def test_a_part_of_a_long_item_without_a_heading_is_called_by_the_item() -> None:
    assert _called(replace(_passage("", "The bids were read."), under="Dredging of the mill pond")) == (
        "Dredging of the mill pond"
    )


@pytest.mark.parametrize("cell", ["Complete", "Not complete", "Due", "See link", "Scheduled", "Action"])
def test_how_far_a_thing_is_does_not_name_it(cell: str) -> None:
    assert _called(_passage(cell), _passage("Weir repairs")) == "Weir repairs"
    assert _called(replace(_passage(cell), heading="Weir repairs")) == f"Weir repairs: {cell}"


def test_who_speaks_does_not_name_what_is_spoken_of() -> None:
    there = replace(
        MEETING, participants=(Participant("Peter Tarn"), Participant("Weir Trust"), Participant("Ash Mill"))
    )
    who = replace(_passage("Peter", "asked for help with the ferry."), meeting=there)
    assert _called(who, replace(_passage("Ferry"), meeting=there)) == "Ferry"
    assert _called(replace(_passage("Mill race", "leaks."), meeting=there)) == "Mill race"


@pytest.mark.parametrize("heading", ["Resolved", "Matters arising", "Deferred to May"])
def test_a_heading_that_says_what_any_matter_may_have_names_none(heading: str) -> None:
    assert _called(_passage(heading), _passage("Weir repairs")) == "Weir repairs"
    assert _called(_passage(heading, "The weir leaks.")) == f"{heading} The weir leaks"


def test_a_sentence_names_a_matter_only_behind_the_heading_that_it_stands_under() -> None:
    said = "The clerk had heard nothing more"
    assert _called(replace(_passage(said), heading="Weir repairs"), _passage("")) == f"Weir repairs: {said}"
    assert _called(_passage(said), _passage("Lock gates")) == "Lock gates"
    assert _called(replace(_passage("", "The weir leaks."), heading="Weir")) == "The weir leaks"


def test_who_presents_a_matter_does_not_name_it() -> None:
    there = replace(MEETING, participants=(Participant("Ann Orrin", role="General Counsel"),))
    presented = replace(_passage("General Counsel Ann Orrin", "sued the cooper for a leaking tub."), meeting=there)
    assert "cooper" in _called(presented)
    assert "cooper" in _called(_passage("(Deputy Clerk Vane)", "The cooper mends the tub."))


def test_a_long_order_names_its_matter_and_the_motion_above_it_does_not() -> None:
    order = "Resolved that the lower weir, the lock house and all of its garden be mown by the club while there is one."
    said = Statement("st", "m", "", 0, len(order), 1, order)
    mown = replace(_passage("", order), statements=(said,), under="That we buy a plough")
    assert _called(mown).startswith("The lower weir, the lock house")
    assert "plough" not in _called(replace(mown, statements=()))
