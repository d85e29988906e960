from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matters_arising.matters.passages import cut
from matters_arising.matters.words import stems
from matters_arising.models import Participant
from matters_arising.vocab import Section
from minutes_by_hand import Archive, archive, minutes

TOPICS = ("pump", "bridge", "hall roof", "signposts", "orchard", "ferry")
SAYINGS = (
    "The {} had been looked at by a builder from Ostham.",
    "Cllr Tarn asked again about the {}.",
    "Nothing new on the {}.",
    "Agreed.",
    "The Clerk will write to the county about the {}. {{action}}",
)
HEADINGS = ("Matters arising", "Finance", "Correspondence", "The {}", "Any other business")


@st.composite
def one_meeting(draw: st.DrawFn, date: str = "2031-03-04") -> Archive:
    lines = ["Minutes of a meeting"]
    for _ in range(draw(st.integers(0, 5))):
        topic = draw(st.sampled_from(TOPICS))
        lines.append("# " + draw(st.sampled_from(HEADINGS)).format(topic))
        lines += [
            draw(st.sampled_from(SAYINGS)).format(draw(st.sampled_from(TOPICS))) for _ in range(draw(st.integers(0, 4)))
        ]
    return minutes(date, "\n".join(lines))


@settings(max_examples=60, deadline=None)
@given(one_meeting())
def test_every_statement_lies_in_exactly_one_passage(written: Archive) -> None:
    found = [statement.id for passage in cut(*written.parts()) for statement in passage.statements]
    assert sorted(found) == sorted(statement.id for statement in written.statements)


@settings(max_examples=60, deadline=None)
@given(one_meeting())
def test_passages_follow_each_other_and_hold_the_events_that_begin_in_them(written: Archive) -> None:
    found = cut(*written.parts())
    assert all(one.end <= other.start for one, other in pairwise(found))
    held = [event.id for passage in found for event in passage.events]
    assert sorted(held) == sorted(event.id for event in written.events)


def titles(written: Archive) -> list[str]:
    return [passage.title for passage in cut(*written.parts()) if passage.business]


def test_an_item_about_one_thing_is_one_passage() -> None:
    written = minutes(
        "2030-01-08",
        """
        # 1 Footbridge at Low Mill
        Three firms had been asked for prices.
        Mrs Orrin had looked at the timbers herself. She thought them sound.
        It was agreed to wait for the spring. {decision}
        """,
    )
    [passage] = [p for p in cut(*written.parts()) if p.business]
    assert passage.title == "Footbridge at Low Mill"
    assert "wait for the spring" in passage.text


def test_the_line_that_says_when_the_meeting_opened_heads_nothing() -> None:
    written = minutes(
        "2030-01-08",
        """
        # 1 Observer
        Meeting opened at 10.45am
        The boat club asked for the use of the slip in August. It was agreed to ask for a fee. {decision}
        """,
    )
    [passage] = [p for p in cut(*written.parts()) if p.business]
    assert "opened" not in passage.title and "opened" not in passage.text


@pytest.mark.parametrize(
    "form",
    [
        "Opened: 19:50",
        "Closed: 9.10 pm",
        "Notes submitted by Ann Orrin, Secretary",
        "The next meeting is scheduled for 5 February, at the mill.",
        "Motion for adjournment was moved by Ann, seconded by Ned, at 8 pm.",
        "The closing prayer was said by Ann.",
        "The minutes of the last meeting were read by Ned and approved.",
    ],
)
def test_what_a_form_says_of_the_meeting_is_no_business(form: str) -> None:
    written = minutes("2030-01-08", f"# Observer\nThe boat club asked for the use of the slip in August.\n{form}")
    assert [form in p.text for p in cut(*written.parts()) if p.business] == [False]


def test_the_first_point_below_a_bare_heading_does_not_take_its_place() -> None:
    written = minutes(
        "2030-01-08", "# 4 Pancake race\nTuesday of the fair\nAnn will bring the pans and the flour at nine."
    )
    assert titles(written) == ["Pancake race"]


def test_lines_that_head_several_parts_of_an_item_are_titles() -> None:
    said = "Three firms had been asked for prices of the work by the Clerk."
    written = minutes("2030-01-08", f"# 4 Repairs\nWeir gates\n{said}\nHall roof\n{said}")
    assert titles(written) == ["Weir gates", "Hall roof"]


def test_a_line_in_small_letters_heads_nothing() -> None:
    said = "Ann will bring the pans and the flour at nine."
    written = minutes("2030-01-08", f"# 4 Pancake race\nThe pans are borrowed.\nrunners in two teams\n{said}")
    assert titles(written) == ["Pancake race"]


def test_a_line_that_names_a_stage_of_the_debate_is_no_heading() -> None:
    things = ("Lamp oil", "Weathercock")
    written = minutes(
        "2030-01-08", "\n".join(f"# {thing}\nDiscussion:\nMrs Orrin spoke at some length." for thing in things)
    )
    assert titles(written) == list(things)


@pytest.mark.parametrize("said", ["The next meeting will decide on the slip.", "The opening prayer book was lent out."])
def test_what_is_said_of_a_thing_in_words_of_a_meeting_is_business(said: str) -> None:
    written = minutes("2030-01-08", f"# Observer\nThe boat club asked for the use of the slip in August. {said}")
    assert any(said in passage.text for passage in cut(*written.parts()) if passage.business)


def test_a_roll_without_a_heading_is_no_business() -> None:
    people = ("Ann Orrin", "Ned Tarn", "Bea Lowe", "Cy Reed", "Dot Vane")
    roll = f"Directors present {', '.join(people)}"
    written = minutes("2030-01-08", f"{roll}\nThe slip is to be let in August to a club from Ostham.")
    written.meetings[:] = [
        replace(meeting, participants=tuple(map(Participant, people))) for meeting in written.meetings
    ]
    assert [passage.business for passage in cut(*written.parts())] == [False, True]


def test_each_task_of_a_list_is_a_passage_of_its_own() -> None:
    written = minutes(
        "2030-01-08", "# Tasks\nDC will mail the rota round.\nSM - Slip.\nSM will mail the bell fund round."
    )
    found = [[name for name in ("rota", "Slip", "bell") if name in passage.text] for passage in cut(*written.parts())]
    assert [names for names in found if names] == [["rota"], ["Slip"], ["bell"]]


def test_what_stands_under_a_stage_of_the_debate_is_no_list_of_tasks() -> None:
    written = minutes("2030-01-08", "# Discussion\nThe rota of the ferry is due.\nThe rota of the ferry wants hands.")
    assert not any(passage.task for passage in cut(*written.parts()))


@pytest.mark.parametrize("label", ["Action", "## Action", "## Mr Orrin says", "## To do"])
def test_what_is_to_be_done_of_a_thing_stands_under_the_heading_of_the_thing(label: str) -> None:
    things = ("Lamp oil", "Weathercock")
    lines = (
        "# {}",
        "Mrs Orrin spoke of it at some length.",
        label,
        "The sexton to ask the smith for a price. {{action}}",
    )
    written = minutes("2030-01-08", "\n".join(line.format(thing) for thing in things for line in lines))
    found = [passage for passage in cut(*written.parts()) if passage.business]
    assert [(passage.title, len(passage.events)) for passage in found] == [(thing, 1) for thing in things]


def test_errands_under_a_heading_that_names_no_thing_are_of_several() -> None:
    tasks = "# Tasks\nNew: The sexton to oil the lamps. {action}\nNew: Mrs Orrin to order a weathercock. {action}"
    found = [passage for passage in cut(*minutes("2030-01-08", tasks).parts()) if passage.business]
    assert [(passage.title, passage.heading, len(passage.events)) for passage in found] == [("", "", 1)] * 2


def test_under_a_standing_heading_each_paragraph_is_a_passage() -> None:
    written = minutes(
        "2030-01-08",
        """
        # 1 Correspondence
        The Ramblers wrote about the stile at Gallows Lane.
        A circus asked to use the green in August.
        """,
    )
    texts = [p.text for p in cut(*written.parts()) if p.business]
    assert any("stile" in text and "circus" not in text for text in texts)
    assert any("circus" in text and "stile" not in text for text in texts)


def test_run_in_headings_are_titles() -> None:
    written = minutes(
        "2030-01-08",
        """
        # Matters arising
        a) The pump - still broken, the Clerk to chase the makers. {action}
        b) Gallows Lane stile - mended by the Ramblers. {report}
        """,
    )
    assert {"The pump", "Gallows Lane stile"} <= set(titles(written))


def test_a_paragraph_that_turns_to_something_else_is_cut_under_a_standing_heading() -> None:
    written = minutes(
        "2030-01-08",
        """
        # Any other business
        Mr Quill asked after the churchyard wall. He had tripped on it. Mrs Orrin saw a swan's nest at the sluice.
        """,
    )
    found = [p.text for p in cut(*written.parts()) if p.business]
    assert any("churchyard" in text and "tripped" in text and "swan" not in text for text in found)


def test_each_entry_of_a_list_that_runs_on_in_a_paragraph_is_a_passage_of_its_own() -> None:
    written = minutes(
        "2030-01-08",
        "# 14 Grounds\n(i) A price for the yew hedge is awaited. (ii) Four moles were caught by the sluice. "
        "(iii) The contract for the mowing of the green runs out in May.",
    )
    found = [passage.text.removeprefix("Grounds ") for passage in cut(*written.parts()) if passage.business]
    assert found[1:2] == ["(ii) Four moles were caught by the sluice."]


@pytest.mark.parametrize("heading", ["Matters arising", "Dog bin"])
def test_each_entry_of_a_list_is_a_passage_of_its_own(heading: str) -> None:
    written = minutes(
        "2030-01-08",
        f"""
        # {heading}
        Dog bin - the licence is awaited. It may take a month.
        Surgery roof - Mrs Orrin will ask for a price.
        Lime trees - they are to be cut in March.
        Chairman: he thanked all.
        """,
    )
    found = [passage.text.removeprefix(f"{heading} ") for passage in cut(*written.parts()) if passage.business]
    wanted = [
        "Dog bin - the licence is awaited. It may take a month.",
        "Surgery roof - Mrs Orrin will ask for a price.",
    ]
    assert found[:2] == wanted
    assert "Chairman" not in "".join(p.title for p in cut(*written.parts()))


def test_what_is_numbered_below_an_item_and_has_a_title_is_a_passage_of_its_own() -> None:
    written = minutes(
        "2030-01-08",
        """
        # 8 Churchyard
        8.1 Yew hedge. Two prices have come. It was agreed to wait for the third. {deferral}
        8.2 Lychgate. The smith has mended the upper hinge and painted it.
        8.3 Bier house roof. Mr Orrin has ordered forty slates from the quarry.
        """,
    )
    found = {p.title: p for p in cut(*written.parts()) if p.business}
    assert {"Yew hedge", "Lychgate", "Bier house roof"} <= found.keys()
    assert "third" in found["Yew hedge"].text
    assert all("third" not in p.text and not p.events for title, p in found.items() if title != "Yew hedge")
    assert {p.under for p in found.values()} <= {"Churchyard", ""}


def test_numbered_paragraphs_of_one_thing_stay_together() -> None:
    written = minutes(
        "2030-01-08",
        """
        # 4 Bier house roof
        4.1 Mr Orrin had been up the ladder.
        4.2 Discussion. Members feared for the slates.
        4.3 Mr Orrin. He would go up again.
        4.4 It was agreed to order slates. {decision}
        """,
    )
    [passage] = [p for p in cut(*written.parts()) if p.business]
    assert passage.title == "Bier house roof"


def test_a_colon_in_an_item_about_one_thing_parts_nothing() -> None:
    written = minutes(
        "2030-01-08",
        """
        # Footbridge at Low Mill
        Three firms had been asked for prices: none has answered.
        Timbers: oak was thought best.
        AGREED: to wait for the spring.
        """,
    )
    assert [p.title for p in cut(*written.parts()) if p.business] == ["Footbridge at Low Mill"]


def test_a_heading_that_recurs_with_ever_other_things_under_it_is_no_matter() -> None:
    things = ["bench oak repair", "kerb stones Brick Lane", "culvert screens", "beacon basket", "war memorial railings"]
    written = archive(
        *(
            minutes(
                f"203{year}-05-01",
                "# Highways\n"
                + "\n".join(
                    f"Something about {thing} {n} and {year} was said at length by members present."
                    for n, thing in enumerate(things)
                ),
            )
            for year in range(4)
        )
    )
    assert not any(passage.title == "Highways" for passage in cut(*written.parts()))


def test_the_form_of_a_meeting_is_no_business() -> None:
    written = minutes(
        "2030-01-08",
        """
        Minutes of the January meeting
        # Apologies
        Apologies came from Mr Quill.
        # Minutes
        The minutes were approved. {procedural}
        # Pump
        The pump was mended. {report}
        # Date of next meeting
        5 February in the hall.
        """,
    )
    assert [p.title for p in cut(*written.parts()) if p.business] == ["Pump"]


def test_the_heading_of_a_part_of_any_agenda_names_nothing_and_weighs_nothing() -> None:
    written = minutes(
        "2030-01-08",
        """
        # 4. Matters arising: The swan was released. The culvert screens are still blocked.
        # Footbridge: the planks are rotten.
        """,
    )
    arising, bridge = written.items
    written.items[:] = [
        replace(arising, title="Matters arising", section=Section.MATTERS_ARISING),
        replace(bridge, title="Footbridge"),
    ]
    swan, planks = cut(*written.parts())
    assert (swan.title, set(stems("matters arising")) & set(swan.words)) == ("", set())
    assert planks.title == "Footbridge"


@pytest.mark.parametrize("heading", ["New Business", "Comments from the Clerk or Treasurer", "Review of duties"])
def test_a_heading_of_nothing_but_words_of_meetings_that_recurs_names_nothing_and_weighs_nothing(heading: str) -> None:
    things = ["The beacon basket rusts.", "A swan nests on the weir.", "Two kerbs came loose in Brick Lane."]
    written = archive(*(minutes(f"2030-0{at}-05", f"# {heading}: {said}") for at, said in enumerate(things, 1)))
    written.items[:] = [replace(item, title=heading) for item in written.items]
    found = cut(*written.parts())
    assert [(p.title, p.heading) for p in found] == [("", heading)] * 3
    assert not any(set(stems(heading)) & set(p.words) for p in found)


def test_a_heading_that_names_a_thing_beside_words_of_meetings_names_it() -> None:
    written = archive(*(minutes(f"2030-0{at}-05", f"# New pump\nPrice {at} was read out.") for at in range(1, 4)))
    assert {passage.title for passage in cut(*written.parts())} == {"New pump"}


@pytest.mark.parametrize(("meetings", "title"), [(3, "Works on the river"), (5, "")])
def test_four_paragraphs_are_many_under_a_heading_that_comes_often(meetings: int, title: str) -> None:
    said = "\n".join(
        f"{name} asked at some length about the {thing} and was given an answer to it."
        for name, thing in [("Ann", "swan"), ("Bert", "weir gates"), ("Cy", "towpath lamps"), ("Dot", "ferry bell")]
    )
    written = archive(*(minutes(f"2030-0{at}-05", f"# Works on the river\n{said}") for at in range(1, meetings + 1)))
    assert {passage.title for passage in cut(*written.parts()) if passage.business} == {title}


def test_what_says_of_itself_that_it_is_of_the_last_item_goes_on_with_it_under_a_standing_heading() -> None:
    written = minutes(
        "2030-01-08",
        """
        # Correspondence
        The Ramblers wrote about a broken stile at Gallows Lane.

        This item was postponed to the May gathering for want of a surveyor. {deferral}

        A circus from Brantholme asked to use the green in August.
        """,
    )
    written.items[:] = [replace(item, section=Section.CORRESPONDENCE) for item in written.items]
    ends = [passage.text.split()[-1] for passage in cut(*written.parts()) if passage.business]
    assert ends == ["surveyor.", "August."]


def test_a_sentence_that_only_says_that_something_was_put_off_gives_no_words_to_know_it_by() -> None:
    written = minutes(
        "2030-01-08",
        """
        # Slipway
        This item was dropped from the running order - no vote was held. {deferral}
        # Any other business
        No survey was made until the otters leave. {deferral}
        """,
    )
    slipway, survey = (one for one in cut(*written.parts()) if one.business)
    assert not {"drop", "vote", "held"} & set(slipway.words)
    assert set(stems("slipway")) <= set(slipway.words)
    assert (set(stems("survey made")) & set(survey.words), "otter" in survey.words) == (set(), True)


def test_how_a_vote_went_is_no_entry_of_a_list_and_heads_nothing() -> None:
    written = minutes(
        "2030-01-08",
        """
        # Any other business
        Motion by Cllr Tarn to hire a cooper, second by Cllr Vane. {proposal}
        Final vote: Motion Carried {decision}
        Yes: Tarn and Vane and Orrin voted so.
        Motion by Cllr Orrin to sell the cooper's bench, second by Cllr Vane. {proposal}
        Final vote: Motion Carried {decision}
        """,
    )
    forms = {"Final": "outcome", "Yes:": "vote", "Motion": "motion"}
    written.statements[:] = [replace(s, form=forms.get(s.text.split()[0], s.form)) for s in written.statements]
    first, second = (one for one in cut(*written.parts()) if one.business)
    assert ("hire" in first.text, "Yes" in first.text, first.title) == (True, True, "")
    assert "bench" in second.text


def test_who_presents_a_thing_heads_nothing() -> None:
    written = minutes(
        "2030-01-08",
        "# Salt shed\nThe shed leaks.\n(Acting Mill Manager Orrin)\nThe bidders want the slates paid for. {report}",
    )
    assert titles(written) == ["Salt shed"]


def test_the_next_lettered_act_below_a_vote_is_another() -> None:
    written = minutes(
        "2030-01-08",
        """
        # Any other business
        Action: A. Lease of the weir and the lock house to the angling club. {proposal}
        Carried. {decision}
        Action: B. Lease of the lock house garden to the angling club. {proposal}
        """,
    )
    forms = {"Carried.": "outcome"}
    written.statements[:] = [replace(s, form=forms.get(s.text, s.form)) for s in written.statements]
    assert ["garden" in one.text for one in cut(*written.parts()) if one.business] == [False, True]
