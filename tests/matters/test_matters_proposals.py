"""What became of a proposal: each fate, and each way in which "not found again" would accuse wrongly."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matters_arising.extract.roles import mover_and_seconder
from matters_arising.matters import follow
from matters_arising.matters.answer import FATES
from matters_arising.matters.proposals import Proposal, proposals
from matters_arising.segment.forms import form_of
from matters_arising.vocab import MeetingKind
from minutes_by_hand import Archive, archive, minutes

BODY = "Fallow Mere Commons Board"
PUT = "Mr Quillon proposed that a hurdle of split chestnut be set along the sluice. {proposal}"
MONTHS = (
    "2031-02-04",
    "2031-03-04",
    "2031-04-01",
    "2031-05-06",
    "2031-06-03",
    "2031-07-01",
    "2031-08-05",
    "2031-09-02",
)
FILLING = (
    ("Grazing licences", "The reeve had issued forty licences for ponies. {report}"),
    ("Bracken", "Contractors had rolled the bracken on the northern slope. {report}"),
    ("Ranger", "The ranger had resigned and her van was returned. {report}"),
    ("Byelaws", "A prosecution for camping had been heard by magistrates. {report}"),
    ("Heath fires", "Brigade volunteers had practised with beaters. {report}"),
    ("Footpath map", "The printer had delivered the folded map. {report}"),
    ("Nightjars", "Eleven nightjars were counted at dusk. {report}"),
    ("Insurance", "The broker had renewed the policy for liability. {report}"),
)


def at(date: str, text: str) -> Archive:
    """Minutes with the forms and movers that earlier stages give them."""
    one = minutes(date, text, body=BODY)
    formed = [s if s.form == "heading" else replace(s, form=form_of(s.text)) for s in one.statements]
    movers = [mover_and_seconder(event.quote) for event in one.events]
    put = [replace(e, actor=who, seconder=too) for e, (who, too) in zip(one.events, movers, strict=True)]
    return replace(one, statements=formed, events=put)


def since(number: int = len(MONTHS), **instead: str) -> list[Archive]:
    """Later meetings that deal with other things; `instead` gives the text of some, by place ("m2")."""
    return [
        at(date, instead.get(f"m{place}", f"# {1}. {title}\n{text}"))
        for place, (date, (title, text)) in enumerate(zip(MONTHS, FILLING, strict=True))
        if place < number
    ]


def judged(*parts: Archive) -> list[Proposal]:
    whole = archive(*parts)
    followed = follow(*whole.parts())
    titles = {matter.id: matter.title for matter in followed.matters}
    return proposals(*whole.parts(), followed.mentions, matter_of=followed.matter_of, titles=titles)


def first(text: str, *later: Archive, heading: str = "4. The sluice") -> Proposal:
    """The fate of the first proposal of a meeting in January, with quiet meetings after it unless others are given."""
    found = judged(at("2031-01-07", f"# {heading}\n{text}"), *(later or since()))
    return min(
        (one for one in found if one.said.date == "2031-01-07"), key=lambda one: one.said.mark != _first_mark(text)
    )


def _first_mark(text: str) -> str:
    whole = at("2031-01-07", f"# 4. The sluice\n{text}")
    return next((event.id for event in whole.events if event.type == "proposal"), "")


def test_a_proposal_that_nothing_takes_up_is_not_found_again_and_the_meetings_are_counted() -> None:
    one = first(PUT)
    assert one.fate == "not found again"
    assert one.sentence == "not found in the minutes of the 8 meetings since (2031-02-04 to 2031-09-02)"
    assert one.said.quote.startswith("Mr Quillon proposed") and one.answer is None
    assert 0 < one.confidence <= 1 and len(one.rests_on) == 3


@pytest.mark.parametrize(
    ("fate", "after"),
    [
        ("adopted", "Carried."),
        ("adopted", "Some thought it dear. It was agreed by four votes to one. {decision}"),
        ("adopted", "Approved by unanimous consent. {decision}"),
        ("adopted", "There was general agreement."),
        ("adopted", "It would cost little. Everyone present supported the proposal."),
        ("adopted", "VOTE: 5/1 AYES: ASH, ROOK, TARN, LOWE, MOSS NAYS: DORNE"),
        ("adopted", "Ayes: 5\nNoes: 1"),
        ("amended", "It was agreed with the following changes: larch for chestnut. {amended}"),
        ("rejected", "The motion was lost. {rejected}"),
        ("rejected", "There was no seconder."),
        ("withdrawn", "He withdrew it. {withdrawn}"),
        ("put off", "It was left until the spring. {deferral}"),
        ("put off", "It was agreed that it be left until the spring. {decision}{deferral}"),
        ("put off", "It was agreed to wait until the price of chestnut had fallen. {decision}"),
        ("put off", "The Board decided that the hurdle should wait until the sluice was mended. {decision}"),
        ("referred", "It was passed to the drainage panel. {referral}"),
        ("referred", "It was resolved to refer the matter to the drainage panel. {decision}"),
        ("taken up", "The reeve will ask two hurdle makers. {action}"),
        ("other decision", "It was noted. {noted}"),
    ],
)
def test_what_follows_in_its_motion_settles_it(fate: str, after: str) -> None:
    busy = {"m1": "# 2. The sluice\nThe hurdle of split chestnut at the sluice was looked at."}
    one = first(f"{PUT}\n{after}", *since(**busy))
    assert one.fate == fate
    assert one.since is None


@pytest.mark.parametrize(("fate", "ended"), [("adopted", "decision"), ("rejected", "rejected")])
def test_a_line_that_names_the_mover_and_how_it_ended_is_of_the_motion_above_it(fate: str, ended: str) -> None:
    how = {"decision": "Passed", "rejected": "Lost"}[ended]
    text = "“That a hurdle of split chestnut be set along the sluice.” {proposal}"
    moved = f"{text}\nMoved Quillon, Seconded Ames, {how} {{proposal}}{{{ended}}}"
    found = judged(at("2031-01-07", f"# 4. The sluice\n{moved}"), *since())
    assert [one.fate for one in found if one.said.date == "2031-01-07"] == [fate]


@pytest.mark.parametrize(
    ("fate", "lead"),
    [
        ("adopted", "The following people were elected: {appointed}"),
        ("adopted", "The following were agreed: {decision}"),
        ("rejected", "The following motions were lost: {rejected}"),
    ],
)
def test_a_line_above_a_list_settles_what_is_in_it(fate: str, lead: str) -> None:
    listed = (
        "Reeve: Ann Orr Nominated: Bo Tarn {proposal}\nSeconded: Una Lowe\nClerk: Cy Dell Nominated: Ed Fenn {proposal}"
    )
    found = judged(at("2031-01-07", f"# 4. The sluice\n{lead}\n{listed}"), *since())
    assert [one.fate for one in found if one.said.date == "2031-01-07"] == [fate, fate]


def test_an_office_before_a_name_is_no_speaker_in_a_list_of_those_elected() -> None:
    lead, entry = "The following people were elected: {appointed}", "Reeve: Ann Orr Nominated: Bo Tarn {proposal}"
    one = at("2031-01-07", f"# 4. The sluice\n{lead}\n{entry}")
    said = [replace(s, speaker="Reeve") if s.text.startswith("Reeve") else s for s in one.statements]
    found = judged(replace(one, statements=said), *since())
    assert [one.fate for one in found if one.said.date == "2031-01-07"] == ["adopted"]


@pytest.mark.parametrize("line", ["Cd.", "AGMT CARRIED."])
def test_a_shortened_outcome_and_one_beside_a_margin_end_the_motion_above(line: str) -> None:
    assert first(f"{PUT}\n{line}").fate == "adopted"


def test_what_somebody_puts_below_a_list_is_not_settled_by_the_line_above_it() -> None:
    said = f"The following people were elected: {{appointed}}\nReeve: Ann Orr.\n{PUT}"
    assert first(said).fate in ("pending", "not found again")


@pytest.mark.parametrize(
    "after",
    [
        "Agreed to print the grazing map. {decision}",  # the next entry of a list
        "It was agreed to print the grazing map. {decision}",
        "The grazing map was deferred to June. {deferral}",
        "The ranger will count the nightjars. {action}",
        "Mrs Dorne said the bracken was high. The ranger had gone. A van came back. It was agreed. {decision}",
        "There was some agreement.",
        "Everyone present supported the new hall.",
        "All agreed that the bracken was high.",
        "350 for the hitch of the trailer.",
        "Mrs Dorne withdrew her amendment. {withdrawn}",
        "It was agreed to close the debate. {decision}",
        "Mr Ames moved to close the debate.\nCarried.",
        "Mr Ames was appointed to the drainage panel. {appointed}",
        "TABLED.",  # without a mark it may mean handed in
        "Mr Ames spoke of the amendment.\nAyes: 5\nNoes: 1",
    ],
)
def test_what_bears_on_something_else_answers_nothing(after: str) -> None:
    assert first(f"{PUT}\n{after}").fate == "pending"


@pytest.mark.parametrize(
    ("fate", "after"),
    [
        ("adopted", "Agreed to buy a hurdle. {decision}"),
        ("adopted", "It was agreed to this proposal. {decision}"),
        ("put off", "This was deferred to June. {deferral}"),
        (
            "adopted",
            "Mr Ames moved to close the debate, which was carried. {decision}\nThe motion was carried. {decision}",
        ),
    ],
)
def test_what_has_its_words_or_points_back_answers_it(fate: str, after: str) -> None:
    assert first(f"{PUT}\n{after}").fate == fate


@pytest.mark.parametrize(
    "after",
    [
        "It was agreed that Mrs Dorne count the ponies. {decision}",
        "Mrs Dorne will count the ponies. {action}",
        "It was agreed to mow the mere. {decision}",
        "Mr Quillon withdrew the pony claim of Mrs Dorne. {withdrawn}",
    ],
)
def test_the_names_of_the_body_and_of_those_who_act_at_it_are_no_words_in_common(after: str) -> None:
    put = "Mr Quillon proposed that Mrs Dorne set a hurdle along the mere. {proposal}"
    bracken = "\n# 5. Bracken\nMrs Dorne proposed, seconded by Mr Ames, that the bracken be rolled. {proposal}"
    assert first(f"{put}\n{after}{bracken}").fate == "pending"
    assert first(f"{put}\nIt was agreed that Mrs Dorne get a hurdle. {{decision}}{bracken}").fate == "adopted"


def test_of_several_errands_the_one_that_has_most_of_the_motion_takes_it_up() -> None:
    reeve, ames = "The reeve will buy chestnut. {action}", "Mr Ames will set a hurdle of chestnut. {action}"
    found = [first(f"{PUT}\n{reeve}\n{one}").answer for one in (ames, "The ranger will see to it. {action}")]
    assert [one.quote for one in found if one] == [
        "Mr Ames will set a hurdle of chestnut.",
        "The ranger will see to it.",
    ]


def test_the_case_for_which_a_thing_is_put_is_no_part_of_it() -> None:
    put = "Mr Quillon suggested that if the licence is signed by the reeve, then a hurdle be set. {proposal}"
    assert first(f"{put}\nIt was agreed that the licence be signed in May. {{decision}}").fate == "pending"
    assert first(f"{put}\nIt was agreed to set the hurdle in May. {{decision}}").fate == "adopted"


def test_a_sentence_that_puts_one_thing_and_settles_another_answers_nothing() -> None:
    put = "Mr Quillon suggested a hurdle along the sluice, and it was agreed to"
    assert first(f"{put} print the grazing map. {{proposal}}{{decision}}").fate == "pending"
    assert first(f"{put} set the hurdle in May. {{proposal}}{{decision}}").fate == "adopted"
    assert first(f"{put} write to the sluice keeper. {{proposal}}{{decision}}").fate == "taken up"


def test_a_later_report_carries_it_out() -> None:
    done = {"m3": "# 2. The sluice\nThe hurdle of split chestnut has been erected along the sluice. {report}"}
    one = first(f"{PUT}\nCarried.", *since(**done))
    assert (one.fate, one.answer.date if one.answer else "") == ("carried out", MONTHS[3])
    not_yet = {"m3": "# 2. The sluice\nThe hurdle of split chestnut was still to be erected at the sluice. {report}"}
    assert first(f"{PUT}\nCarried.", *since(**not_yet)).fate == "adopted"


def test_a_later_decision_on_its_matter_settles_what_its_own_meeting_left_open() -> None:
    later = {"m2": "# 2. The sluice\nIt was agreed to set a hurdle of split chestnut along the sluice. {decision}"}
    one = first(PUT, *since(**later))
    assert (one.fate, one.why) == ("adopted", f"at the meeting of {MONTHS[2]}")
    other = {"m2": "# 2. The sluice\nIt was agreed to buy grease for the sluice gate. {decision}"}
    assert first(PUT, *since(**other)).fate == "pending"


def test_a_later_mark_that_is_less_likely_than_not_its_answer_settles_nothing() -> None:
    settled = at(
        MONTHS[2], "# 2. The sluice\nIt was agreed to set a chestnut hurdle before the winter floods. {decision}"
    )
    for confidence, fate in ((0.9, "adopted"), (0.52, "pending")):
        later = replace(settled, events=[replace(e, confidence=confidence) for e in settled.events])
        (one,) = judged(at("2031-01-07", f"# 4. The sluice\n{PUT}"), later, *since()[3:])
        assert one.fate == fate


@pytest.mark.parametrize(
    ("put", "fate"),
    [
        ("Mr Quillon proposed that a hurdle of split chestnut be set along the sluice. {proposal}", "rejected"),
        ("Mr Quillon proposed that the hurdle of split chestnut should not be proceeded with. {proposal}", "adopted"),
    ],
)
def test_a_body_that_decides_not_to_go_ahead_rejects_what_was_proposed_and_carries_its_opposite(
    put: str, fate: str
) -> None:
    assert first(f"{put} It was agreed not to proceed with the hurdle along the sluice. {{decision}}").fate == fate


def test_what_was_put_off_and_comes_back_has_the_later_fate() -> None:
    later = {"m2": "# 2. The sluice\nThe hurdle of split chestnut for the sluice was rejected. {rejected}"}
    assert first(f"{PUT}\nIt was left until the spring. {{deferral}}", *since(**later)).fate == "rejected"


def test_absorbed_is_said_where_the_minutes_say_so() -> None:
    into = "# 2. The sluice\nThe hurdle of split chestnut along the sluice was {} the bank works. {{report}}"
    assert first(PUT, *since(m2=into.format("merged with"))).fate == "absorbed"
    assert first(PUT, *since(m2=into.format("nothing to do with"))).fate == "pending"


def test_a_lost_amendment_leaves_the_main_motion_to_be_carried() -> None:
    text = (
        f"{PUT}\nMrs Dorne moved an amendment to use wire and posts instead. {{proposal}}\n"
        "The amendment was lost. {rejected}\nThe hurdle was put to the vote and agreed. {decision}"
    )
    found = judged(at("2031-01-07", f"# 4. The sluice\n{text}"), *since())
    fates = {("wire" in one.said.quote): one.fate for one in found}
    assert fates == {True: "rejected", False: "adopted"}


def test_a_motion_to_put_off_that_is_lost_puts_off_nothing() -> None:
    put = "Mr Quillon moved to lay the chestnut hurdle over until spring. {proposal}{deferral}"
    assert first(f"{put}\nAyes: one; noes: four.\nThe motion failed. {{rejected}}").fate == "rejected"
    assert first(f"{put}\nThe motion carried. {{decision}}").fate == "put off"


def test_a_line_of_outcome_ends_its_motion_over_a_list_and_past_a_number() -> None:
    whole = "Mr Quillon moved the following days for the drift: {proposal}\nSix ponies in April\nTen in May\nCarried."
    assert first(whole).fate == "adopted"
    text = "# 4. Drift\nMr Quillon moved the drift of ponies. {proposal}\n# Total:\n42 pounds\nDefeated."
    assert [one.fate for one in judged(at("2031-01-07", text), *since())] == ["rejected"]
    said = text.replace("42 pounds", "The pound had been mended.")
    assert [one.fate for one in judged(at("2031-01-07", said), *since())] == ["pending"]


@pytest.mark.parametrize(
    "after",
    [
        "# 5. Mowing of the green\nRESOLVED: To let the mowing. {decision}",
        "# 5. Post van\nThe carrier had put off its choice of a road. {report}\nNOTED. {noted}",
        "# Post van\nNOTED. {noted}",
        "# 5. Licence for a stall\nNew drawings had come. {report} RESOLVED: No objection. {decision}",
    ],
)
def test_the_resolution_of_the_next_item_answers_nothing_of_this(after: str) -> None:
    one = first(f"{PUT}\n{after}")
    assert one.fate in ("not found again", "pending")
    assert one.answer is None


@pytest.mark.parametrize(
    "told",
    [
        "A change by Mrs Dorne to use wire was put. The amendment was lost by one to five. {rejected}\n"
        "The motion was then CARRIED. {decision}",
        "An amendment by Mrs Dorne to use wire was lost by one to five; the motion was carried. {rejected}",
    ],
)
def test_a_lost_amendment_never_rejects_the_motion(told: str) -> None:
    assert first(f"{PUT}\n{told}").fate == "adopted"
    only = first(f"{PUT}\nAn amendment to use wire was lost by one to five. {{rejected}}")
    assert only.fate == "pending"
    assert (
        first(f"{PUT}\nAn amendment was lost. {{rejected}} The motion was lost, too. {{rejected}}").fate == "rejected"
    )


@pytest.mark.parametrize(
    ("told", "fate"),
    [
        (
            "The amendment fell; the first motion was put and defeated, two agreed and five against. {rejected}",
            "rejected",
        ),
        ("The amendment was lost; the proposal was refused as wire had been approved before. {rejected}", "rejected"),
        ("The amendment was lost and the motion, passed by the panel in June, was lost. {rejected}", "rejected"),
        ("The motion to refer it failed; the motion to set the hurdle was negatived. {rejected}", "rejected"),
        ("An amendment to the motion was lost. {rejected}", "pending"),
        ("The amendment was lost; the motion, which had failed in June, was carried. {rejected}", "adopted"),
        ("The motion to refer it was lost; the motion to set the hurdle was carried. {rejected}", "adopted"),
        ("The amendment was lost; the motion was carried; the question of cost was rejected. {rejected}", "pending"),
        ("The amendment was lost; resolved that the hurdle be set. {decision}", "adopted"),
    ],
)
def test_beside_a_lost_amendment_what_is_said_of_the_motion_counts(told: str, fate: str) -> None:
    assert first(f"{PUT}\n{told}").fate == fate


def test_to_ask_for_something_first_is_no_adoption() -> None:
    one = first(f"{PUT}\nIt was resolved to ask the hurdle maker for a price. {{decision}}")
    assert (one.fate, one.why) == ("taken up", "at the same meeting")
    asked = PUT.replace("a hurdle of split chestnut be set", "the hurdle maker be asked for a price")
    assert first(f"{asked}\nIt was resolved to ask the hurdle maker for a price. {{decision}}").fate == "adopted"
    after = "It was resolved to ask the hurdle maker for a price. {decision}"
    later = {"m2": "# 2. The sluice\nIt was agreed to set a hurdle of split chestnut along the sluice. {decision}"}
    assert first(f"{PUT}\n{after}", *since(**later)).fate == "adopted"


@pytest.mark.parametrize(
    ("decided", "fate"),
    [
        ("It was agreed that the smith be asked to set a hurdle of chestnut along the sluice.", "adopted"),
        ("It was resolved to seek a hurdle of split chestnut for the sluice.", "adopted"),
        ("It was resolved to ask the smith for a price to set the chestnut hurdle along the sluice.", "taken up"),
        ("It was agreed that the reeve be asked to look at the sluice.", "taken up"),
        ("It was resolved to investigate a hurdle of split chestnut along the sluice.", "taken up"),
    ],
)
def test_to_ask_for_just_what_was_proposed_is_its_adoption(decided: str, fate: str) -> None:
    assert first(f"{PUT}\n{decided} {{decision}}").fate == fate


def test_to_find_a_thing_good_is_no_adoption() -> None:
    one = first(f"{PUT}\nThere was general support for the idea. {{decision}}")
    assert one.fate == "pending"
    assert one.answer is not None and one.answer.quote == "There was general support for the idea."


def test_what_may_be_the_answer_is_quoted_and_who_seconded_is_none() -> None:
    one = first(f"{PUT} Mrs Dorne seconded it. The reeve thought that larch would last.")
    assert one.fate == "pending"
    assert one.answer is not None and one.answer.quote == "The reeve thought that larch would last."


def test_the_end_of_the_meeting_settles_nothing_and_hides_nothing() -> None:
    one = first(f"{PUT}\nThe meeting closed at 9.10 pm. {{procedural}}")
    assert (one.fate, one.answer) == ("not found again", None)


@pytest.mark.parametrize(
    "said",
    [
        "The meeting adjourned the letting of the sluice to spring.",
        "The commons meeting concluded that chestnut would last.",
        "The site meeting closed the matter of the bank.",
        "No other business had answered.",
        "There was no further business levy; the sluice was left as it is.",
    ],
)
def test_business_of_a_meeting_is_not_its_end(said: str) -> None:
    one = first(f"{PUT}\n{said}")
    assert one.fate == "pending"
    assert one.answer is not None and one.answer.quote == said


def test_the_clauses_of_one_motion_are_one_proposal() -> None:
    text = (
        "Moved by Mr Quillon: that the hurdle be mended; {proposal}\nand that the bank be turfed; {proposal}\nCarried."
    )
    found = judged(at("2031-01-07", f"# 4. The sluice\n{text}"), *since())
    assert [one.fate for one in found] == ["adopted"]


def test_what_is_far_off_or_of_another_thing_answers_nothing() -> None:
    assert first(f"{PUT}\nThe reeve will turf the bank. {{action}}").fate == "pending"
    talk = "\n".join(f"Mrs Dorne spoke of ponies, number {place}." for place in range(8))
    assert first(f"{PUT}\n{talk}\nA gift of turf was accepted. {{decision}}").fate == "pending"


def test_each_of_several_proposals_has_the_decision_that_has_its_words() -> None:
    text = (
        "# 4. Repairs\nMr Quillon proposed a hurdle of split chestnut. {proposal}\n"
        "Mrs Dorne proposed a lantern for the ford. {proposal}\nThe chestnut hurdle was agreed. {decision}"
    )
    found = judged(at("2031-01-07", text), *since())
    fates = {("lantern" in one.said.quote): one.fate for one in found}
    assert fates == {True: "pending", False: "adopted"}


def test_an_election_settles_its_nominations() -> None:
    text = (
        "# 1. Reeve\nMr Quillon was nominated by Mrs Dorne. {proposal}\n"
        "Ms Averill was nominated by Mr Stope. {proposal}\nMs Averill was elected. {appointed}"
    )
    found = judged(at("2031-01-07", text), *since())
    assert {one.said.quote.split()[1]: one.fate for one in found} == {"Quillon": "other decision", "Averill": "adopted"}


def test_a_motion_printed_twice_is_one_proposal() -> None:
    again = "That a hurdle of split chestnut be set along the sluice: proposed Mr Quillon. {proposal}\nCarried."
    found = judged(
        at("2031-01-07", f"# 4. The sluice\n{PUT}\nIt was discussed.\n# 9. List of motions\n{again}"), *since()
    )
    assert [one.fate for one in found] == ["adopted"]
    mover = judged(at("2031-01-07", f"# 4. The sluice\n{PUT}\nSeconded by Mrs Dorne. {{proposal}}\nCarried."), *since())
    assert [one.fate for one in mover] == ["adopted"]


def test_a_decision_printed_before_its_movers_is_its_own() -> None:
    movers = "Proposed by Mr Quillon, seconded by Mrs Dorne. {proposal}"
    assert first(f"It was resolved to fence the sluice with chestnut. {{decision}}\n{movers}").fate == "adopted"


def test_what_is_agreed_with_an_errand_and_never_mentioned_again_is_found() -> None:
    one = first(f"{PUT}\nIt was agreed and the reeve will order it. {{decision}}{{action}}")
    assert one.fate == "agreed, not found again"
    assert one.sentence.startswith("adopted at the same meeting; not found in the minutes of the 8 meetings since")
    assert one.answer is not None and one.answer.quote.startswith("It was agreed")
    assert first(f"{PUT}\nCarried.").fate == "adopted", "nothing was left for anybody to do"


@pytest.mark.parametrize(
    ("why", "m4"),
    [
        ("under another heading", "# 2. Any other business\nThe chestnut hurdle at the sluice was agreed. {decision}"),
        ("put again", f"# 2. Any other business\n{PUT}"),
        ("in passing", "# 2. Ponies\nA pony had broken the chestnut hurdle. {report}"),
        ("over two sentences", "# 2. Ponies\nThe hurdle was looked at. It was of chestnut, by the sluice."),
        ("by its heading", "# 2. Chestnut hurdle\nNo news."),
        ("by a heading with one of its words", "# 2. Sluice\nNo news."),
    ],
)
def test_any_later_passage_that_may_be_of_it_forbids_to_say_so(why: str, m4: str) -> None:
    one = first(PUT, *since(m4=m4))
    assert one.fate != "not found again", why


def test_a_proposal_put_again_and_adopted_leaves_no_first_one_unanswered() -> None:
    found = judged(
        at("2031-01-07", f"# 4. The sluice\n{PUT}"), *since(m0=f"# 4. The sluice\n{PUT}\nCarried. {{decision}}")
    )
    assert [one.fate for one in found] == ["adopted", "adopted"]


@pytest.mark.parametrize(
    "after",
    [
        "Mrs Dorne thought that the ponies would eat it.",
        "It was resolved. {procedural}",
        "The reeve had tried that in the year of the flood. {report}",
    ],
)
def test_whatever_follows_in_its_item_may_have_answered_it(after: str) -> None:
    assert first(f"{PUT}\n{after}").fate not in ("not found again", "agreed, not found again")


@pytest.mark.parametrize("end", [" - refused.", "; noted.", " was carried.", " passed 3-2."])
def test_the_end_of_its_own_statement_may_say_how_it_ended(end: str) -> None:
    assert first(PUT.replace(". {", f"{end} {{")).fate == "pending"


def test_a_list_is_taken_up_where_one_of_its_things_is() -> None:
    put = "Mr Quillon asked for news of the sluice, the chestnut hurdles by the ford, and drift dates. {proposal}"
    heading = "Requests"
    assert first(put, heading=heading).fate == "not found again"
    assert first(put, *since(m3="# 2. Sundries\nThe sluice was oiled."), heading=heading).fate == "pending"


def test_an_unlikely_answer_still_forbids_to_say_that_there_was_none() -> None:
    put = at("2031-01-07", f"# 4. The sluice\n{PUT}\nCarts passed. {{decision}}")
    doubtful = [replace(e, confidence=0.3) if e.type == "decision" else e for e in put.events]
    (one,) = judged(replace(put, events=doubtful), *since())
    assert one.fate == "pending"


def test_another_place_of_the_same_minutes_may_have_answered_it() -> None:
    put = at(
        "2031-01-07",
        f"# 4. The sluice\n{PUT}\n# 5. Works\nThe chestnut hurdle along the sluice was agreed. {{decision}}",
    )
    (one,) = judged(put, *since())
    assert one.fate not in ("not found again", "agreed, not found again")


@pytest.mark.parametrize("number", [0, 1, 3])
def test_too_few_later_meetings_leave_it_pending(number: int) -> None:
    assert judged(at("2031-01-07", f"# 4. The sluice\n{PUT}"), *since(number))[0].fate == "pending"


def test_minutes_that_are_missing_after_it_leave_it_pending() -> None:
    put = at("2031-01-07", f"# 4. The sluice\n{PUT}")
    far = [replace(m, meetings=[replace(m.meetings[0], date="2034" + m.meetings[0].date[4:])]) for m in since()]
    (one,) = judged(put, *far)
    assert (one.fate, "may be missing" in one.why) == ("pending", True)
    named = [replace(m, meetings=[replace(m.meetings[0], next_meeting=f"{m.meetings[0].date[:8]}19")]) for m in since()]
    (one,) = judged(put, *named)
    assert (one.fate, "not in the archive" in one.why) == ("pending", True)


def test_a_few_missing_meetings_are_told_beside_the_number() -> None:
    put = at("2031-01-07", f"# 4. The sluice\n{PUT}")
    whole = since()
    whole[3] = replace(whole[3], meetings=[replace(whole[3].meetings[0], next_meeting="2031-05-20")])
    (one,) = judged(put, *whole)
    assert one.sentence.endswith("(2031-02-04 to 2031-09-02); 1 more that they name is not in the archive")


def test_a_body_that_stopped_meeting_is_not_accused() -> None:
    (one,) = judged(*(replace_year(m) for m in since()), at("2031-01-07", f"# 4. The sluice\n{PUT}"))
    assert one.fate == "pending"


def replace_year(one: Archive) -> Archive:
    meeting = one.meetings[0]
    return replace(one, meetings=[replace(meeting, date=f"2030{meeting.date[4:]}")])


def test_minutes_that_deal_with_nothing_and_special_meetings_are_not_counted() -> None:
    put = at("2031-01-07", f"# 4. The sluice\n{PUT}")
    empty = [replace(m, meetings=[replace(m.meetings[0], notes=("called off: snow",))]) for m in since()]
    assert judged(put, *empty)[0].fate == "pending"
    special = [replace(m, meetings=[replace(m.meetings[0], kind=MeetingKind.SPECIAL)]) for m in since()]
    assert judged(put, *special)[0].fate == "pending"


def test_what_has_no_date_or_no_words_of_its_own_is_pending() -> None:
    put = at("2031-01-07", f"# 4. The sluice\n{PUT}")
    undated = replace(put, meetings=[replace(put.meetings[0], date="2031")])
    assert judged(undated, *since())[0].fate == "pending"
    assert first("It was proposed that it be agreed. {proposal}", heading="4. Motions").fate == "pending"


def test_what_is_less_likely_than_not_or_routine_is_no_proposal() -> None:
    put = at("2031-01-07", f"# 4. The sluice\n{PUT}")
    assert not judged(replace(put, events=[replace(e, confidence=0.49) for e in put.events]), *since())
    assert not judged(replace(put, events=[replace(e, procedural=True) for e in put.events]), *since())


def test_the_order_of_arrival_does_not_matter() -> None:
    parts = [at("2031-01-07", f"# 4. The sluice\n{PUT}"), *since(m4=f"# 2. Ponies\n{PUT}\nCarried.")]
    expected = judged(*parts)
    for seed in range(3):
        random.Random(seed).shuffle(parts)
        assert judged(*parts) == expected
    assert [FATES.index(one.fate) for one in expected] == sorted(FATES.index(one.fate) for one in expected)


@settings(max_examples=25, deadline=None)
@given(
    place=st.integers(0, len(MONTHS) - 1),
    words=st.lists(st.sampled_from(["hurdle", "split", "chestnut", "sluice"]), min_size=3, max_size=4, unique=True),
    frame=st.sampled_from(["The {} was spoken of.", "Ponies and the {} were seen.", "No news of the {}. {{report}}"]),
)
def test_later_minutes_that_mention_it_never_leave_it_not_found(place: int, words: list[str], frame: str) -> None:
    said = f"# 7. Sundries\n{frame.format(' '.join(words))}"
    assert first(PUT, *since(**{f"m{place}": said})).fate != "not found again"


@pytest.mark.parametrize(
    ("fate", "put"),
    [
        ("pending", "Mr Ames suggested that all should watch the sluice at night. {proposal}{action}"),
        ("pending", "A watch at the sluice would be of use. {proposal}{action}"),
        (
            "agreed, not found again",
            "Mr Ames suggested a watch at the sluice; Mrs Dorne will draw up a list. {proposal}{action}",
        ),
        (
            "agreed, not found again",
            "Mr Ames asked for a watch at the sluice and agreed to draw up a list. {proposal}{action}",
        ),
    ],
)
def test_what_only_puts_a_thing_does_not_take_it_up(fate: str, put: str) -> None:
    assert first(put).fate == fate


@pytest.mark.parametrize(
    ("fate", "after"),
    [
        (
            "pending",
            "The ranger wonders whether ragwort, thistles and docks by the sluice could be pulled up. {action}",
        ),
        ("agreed, not found again", "The ranger will ask about it. {action}"),
        ("pending", "Ragwort spread along the meadow from which a hurdle was removed. {report}"),
        ("carried out", "A hurdle of split chestnut was delivered and erected. {report}"),
        ("carried out", "It has been erected. {report}"),
    ],
)
def test_an_errand_or_report_of_another_thing_is_no_answer(fate: str, after: str) -> None:
    assert first(f"{PUT}\n{after}").fate == fate
