"""Words of earlier minutes, and what comes on the agenda: neither is done with the matter itself."""

import pytest
from matters_arising.extract import of_record
from matters_arising.vocab import Section


@pytest.mark.parametrize(
    ("text", "earlier", "section"),
    [
        ("Page 3 should read 'the gilding was deferred'.", [], Section.MINUTES),
        ("Ms Tern asked that item 4 be amended to read “it was agreed to defer the slipway”.", [], Section.MINUTES),
        (
            "The minutes of 4 May were approved after ‘deferred to June’ was changed to ‘deferred to July’.",
            [],
            Section.OTHER,
        ),
        ("It will come back in May.”", ["Under item 4: “The gilding was deferred."], Section.MINUTES),
        ("Item 4: the slipway was put off, not refused.", ["Two corrections were asked for:"], Section.MINUTES),
        ("Page 2, line 9: the gilding was put off.", [], Section.MINUTES),
        ('"The vane is to wait until the gilder is back"', ["The words to be put in are these."], Section.MINUTES),
    ],
)
def test_a_correction_tells_of_another_meeting(text: str, earlier: list[str], section: Section) -> None:
    assert of_record.is_correction(text, earlier, section)


@pytest.mark.parametrize(
    ("lead", "correction"),
    [
        ("With regard to the minutes of 4 May -", True),
        ("Of the previous meeting:", True),
        ("The painter asked what the boards are to say:", False),
    ],
)
def test_words_given_to_earlier_minutes_are_known_by_the_line_that_leads_them(lead: str, *, correction: bool) -> None:
    text = "(ii) to read that ‘it was agreed that the slipway would be deferred to June’."
    assert of_record.is_correction(text, [], Section.OTHER, lead=lead) is correction


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("(At the previous meeting the ferryman offered to paint the hut)", True),
        ("(Two years ago it was agreed to wait.)", True),
        ("(2029: the gilding was put off.)", True),
        ("(As was agreed last year, the ferryman will paint the hut.)", False),
        ("Last year the ferryman offered to paint the hut.", False),
        ("(Last year’s list) The ferryman will paint the hut.", False),
    ],
)
def test_an_aside_on_an_earlier_time_is_no_act_of_now(text: str, *, aside: bool) -> None:
    assert of_record.is_aside(text) is aside


@pytest.mark.parametrize(
    ("text", "earlier", "section"),
    [
        ("The slipway was deferred to May.", [], Section.MINUTES),
        ("The lamp at ‘Ferry Cottage’ was put off until the wires are mended.", ["Lamps."], Section.MINUTES),
        ("The notice is to read 'no boats' and was deferred.", [], Section.OTHER),
        ("Speakers’ time was changed from the five minutes allowed to three.", [], Section.OTHER),
        ("Page 3 of the lease is to be replaced by a new one; deferred.", [], Section.OTHER),
    ],
)
def test_what_is_done_at_this_meeting_is_no_correction(text: str, earlier: list[str], section: Section) -> None:
    assert not of_record.is_correction(text, earlier, section)


@pytest.mark.parametrize(
    ("text", "heading", "of_agenda"),
    [
        ("Ms Tern moved to add the slipway to the agenda.", "", True),
        ("The agenda was approved with item 5 put off.", "", True),
        ("Motion to approve agenda as presented.", "", True),
        ("Motion carried.", "Approval of Agenda", True),
        ("It was agreed to add the slipway to the agenda for the next meeting.", "", False),
        ("The board adopted the gilding agenda of its guild.", "", False),
        ("Motion carried.", "Slipway", False),
        ("The consent agenda was approved.", "Consent agenda", False),
        ("Agenda item 5 was approved.", "", False),
    ],
)
def test_what_is_decided_on_the_agenda(text: str, heading: str, *, of_agenda: bool) -> None:
    assert of_record.is_of_agenda(text, heading) is of_agenda


@pytest.mark.parametrize(
    ("before", "only_if"),
    [
        ("3 If so, to formally pass the following resolution:-", True),
        ("Should there be any, to resolve as follows:", True),
        ("If so, the clerk is to tell the ferryman.", False),
        ("The council agreed to resolve as follows:", False),
        ("Where this was wanted it was agreed to adopt the following:", False),
    ],
)
def test_what_is_to_be_resolved_only_if_something_is_so(before: str, *, only_if: bool) -> None:
    assert of_record.is_only_if(before) is only_if
