from dataclasses import replace

import numpy as np
import pytest
from matters_arising.extract import extract
from matters_arising.extract.detect import read_event
from matters_arising.extract.scenes import scenes_of
from matters_arising.models import AgendaItem, Block, Document, Event, Meeting, Participant, Segmented, Span, Statement
from matters_arising.nlp.judge import Judge
from matters_arising.vocab import EventType, Jurisdiction, MeetingKind, MeetingStatus, Outcome, ReasonCode, Section

LABELS = tuple(EventType)


def judge(**weights: dict[str, float]) -> Judge:
    """A judge that gives a label its evidence: `judge(deferral={"r:deferral.put-off": 9})`."""
    features = tuple(sorted({feature for chosen in weights.values() for feature in chosen}))
    table = np.zeros((len(features), len(LABELS)), dtype=np.float32)
    for label, chosen in weights.items():
        for feature, weight in chosen.items():
            table[features.index(feature), LABELS.index(EventType(label))] = weight
    flat = np.ones(len(LABELS), dtype=np.float32)
    return Judge(
        "events",
        "t",
        LABELS,
        features,
        frozenset({"the", "was", "to"}),
        {"r": 1.0, "w": 1.0},
        table,
        flat * -2,
        slope=flat,
        offset=flat * 0,
        thresholds=flat * 0.5,
    )


def segmented(*sentences: str, section: Section = Section.OTHER, next_meeting: str = "") -> Segmented:
    text, statements, at = "\n".join(sentences), [], 0
    for number, sentence in enumerate(sentences):
        statements.append(Statement(f"st-{number}", "mtg", "it", at, at + len(sentence), 1, sentence))
        at += len(sentence) + 1
    document = Document(
        "a/b.txt", "0" * 64, "text/plain", text, (Span(0, len(text)),), (Block(0, len(text), "paragraph"),)
    )
    meeting = Meeting(
        "mtg",
        "Ambleton Parish Council",
        "2031-05-06",
        MeetingKind.ORDINARY,
        MeetingStatus.UNKNOWN,
        "a/b.txt",
        0,
        len(text),
        next_meeting=next_meeting,
    )
    return Segmented(
        document, (meeting,), (AgendaItem("it", "mtg", "4", "Footpath", 0, len(text), section),), tuple(statements)
    )


PUT_OFF = judge(deferral={"r:deferral.put-off": 9.0})


def test_an_event_quotes_its_statement_exactly():
    taken = segmented("The lease was deferred to the next meeting.", "The sun shone.", next_meeting="2031-06-03")
    (event,) = extract(taken, model=PUT_OFF)
    assert event.type is EventType.DEFERRAL
    assert taken.document.text[event.start : event.end] == event.quote == "The lease was deferred to the next meeting."
    assert event.until == "the next meeting"
    assert event.until_date == "2031-06-03"
    assert event.explicit
    assert event.confidence > 0.9
    assert event.generator == "model:events/t"


def test_no_reason_is_said_to_be_missing_when_the_next_sentence_gives_it():
    taken = segmented("The lease was deferred.", "This was because the plans had not arrived.")
    (event,) = extract(taken, model=PUT_OFF)
    assert event.reason
    assert event.reason_code is not ReasonCode.UNSTATED


def test_a_bare_putting_off_is_unstated():
    (event,) = extract(segmented("The lease was deferred.", "The sun shone."), model=PUT_OFF)
    assert event.reason_code is ReasonCode.UNSTATED
    assert event.reason == ""


def test_the_date_of_a_thing_that_was_is_not_until_when():
    (event,) = extract(segmented("The lease was deferred by the note of 2 April on 2 April 2031."), model=PUT_OFF)
    assert event.until == ""
    (event,) = extract(segmented("The lease was deferred to 2 July 2031."), model=PUT_OFF)
    assert event.until_date == "2031-07-02"


@pytest.mark.parametrize("bare", ["The item was held over.", "The lease was deferred."])
def test_a_heading_is_never_a_reason(bare: str):
    taken = segmented("Tide tables still awaited", bare)
    heading, own = taken.statements
    (event,) = extract(replace(taken, statements=(replace(heading, form="heading"), own)), model=PUT_OFF)
    assert event.reason == ""


def test_a_putting_off_said_in_another_form_of_the_verb_is_not_inferred():
    will = judge(deferral={"w:over": 9.0})
    (event,) = extract(segmented("Agreed that the lease stand over to August."), model=will)
    assert event.explicit


def test_one_statement_can_carry_two_events():
    both = judge(deferral={"r:deferral.put-off": 9.0}, decision={"r:decision.resolved": 9.0})
    events = extract(segmented("It was agreed that the lease be deferred."), model=both)
    assert [event.type for event in events] == [EventType.DECISION, EventType.DEFERRAL]


def test_below_the_threshold_nothing_is_said():
    assert extract(segmented("The sun shone on the fete."), model=PUT_OFF) == ()


@pytest.mark.parametrize("section", [Section.INTERESTS, Section.APOLOGIES, Section.CLOSING])
def test_the_routine_of_any_meeting_is_procedural(section: Section):
    (event,) = extract(segmented("The lease was deferred.", section=section), model=PUT_OFF)
    assert event.procedural


@pytest.mark.parametrize(
    "said",
    ["Approved and signed on 3 May by the chair.", "Signed: the chair", "Confirmed as a true and correct record."],
)
def test_what_the_chair_signs_at_the_end_is_routine_under_whatever_item_it_stands(said: str):
    (event,) = extract(segmented(f"{said} The lease was deferred."), model=PUT_OFF)
    assert event.procedural
    (event,) = extract(segmented("The lease is to be signed and was deferred."), model=PUT_OFF)
    assert not event.procedural


@pytest.mark.parametrize(
    "said",
    [
        "Signed agreement still awaited;",
        "Resolved that the warden keep an accurate record of moorings.",
        "A true record of the tides is wanted, said the chair.",
    ],
)
def test_what_else_is_signed_or_recorded_is_a_matter_like_any_other(said: str):
    (event,) = extract(segmented(f"{said} The lease was deferred."), model=PUT_OFF)
    assert not event.procedural


@pytest.mark.parametrize(
    "said",
    [
        "The minutes of 3 May were agreed as a true record.",
        "Signed ........ Chairman",
        "Signed: J. Orr, Chair",
        "Confirmed as an accurate record and duly signed.",
        "Ms Orr moved that they be taken as a true record.",
    ],
)
def test_the_minutes_signed_as_a_record_are_routine(said: str):
    (event,) = extract(segmented(f"{said} The lease was deferred."), model=PUT_OFF)
    assert event.procedural


def test_a_record_that_ends_a_sentence_is_not_therefore_that_of_the_minutes():
    said = "The lease was deferred and the warden is to keep an accurate record."
    (event,) = extract(segmented(said), model=PUT_OFF)
    assert not event.procedural


def test_a_sum_carried_forward_is_not_put_off():
    will = judge(deferral={"r:deferral.carried-forward": 9.0})
    assert not extract(segmented("The balance carried forward was 310."), model=will)
    assert extract(segmented("The item on the balance was carried forward to May."), model=will)


def test_under_the_minutes_only_what_approves_them_is_routine():
    both = judge(deferral={"r:deferral.put-off": 9.0}, decision={"r:decision.resolved": 9.0})
    events = extract(segmented("It was agreed that the lease be deferred.", section=Section.MINUTES), model=both)
    assert {event.type: event.procedural for event in events} == {EventType.DECISION: True, EventType.DEFERRAL: False}


def test_ids_do_not_depend_on_the_run():
    one, other = (extract(segmented("The lease was deferred."), model=PUT_OFF) for _ in range(2))
    assert [event.id for event in one] == [event.id for event in other]


TABLED = judge(deferral={"r:deferral.tabled": 9.0})


@pytest.mark.parametrize("usage", list(Jurisdiction))
def test_a_tabled_report_is_put_off_only_where_to_table_is_to_set_aside(usage: Jurisdiction):
    taken = replace(segmented("The report was tabled."), usage=usage)
    found = extract(taken, model=TABLED)
    assert len(found) == (usage in (Jurisdiction.US, Jurisdiction.CA))
    assert all(event.type is EventType.DEFERRAL and event.explicit for event in found)


@pytest.mark.parametrize(
    ("sentence", "explicit"),
    [
        ("The lease was tabled until the June meeting.", True),
        ("The report was tabled and the lease deferred.", True),
        ("The report was tabled; the answer is awaited.", False),
        ("There was no report on the table to look at.", False),
    ],
)
def test_what_else_speaks_of_putting_off_counts_in_any_usage(sentence: str, explicit: bool):
    (event,) = extract(replace(segmented(sentence), usage=Jurisdiction.UK), model=TABLED)
    assert event.explicit is explicit


@pytest.mark.parametrize(
    "sentence",
    ["Mill rent – TABLED.", "The ordinance was laid on the table by a vote of 3-2.", "Item 12 was tabled."],
)
def test_what_is_put_off_by_its_form_is_put_off_in_so_many_words(sentence: str):
    found = extract(replace(segmented(sentence), usage=Jurisdiction.US), model=judge())
    (event,) = (event for event in found if event.type is EventType.DEFERRAL)
    assert event.explicit


@pytest.mark.parametrize(
    ("heading", "usage", "puts_off"),
    [
        ("Papers tabled", Jurisdiction.UK, False),
        ("Papers tabled", Jurisdiction.US, True),
        ("Papers deferred", Jurisdiction.UK, True),
    ],
)
def test_what_stands_under_a_heading_of_papers_handed_in_is_not_put_off(
    heading: str, usage: Jurisdiction, puts_off: bool
):
    doubts = judge(deferral={"w:gate": 9.0})
    taken = replace(segmented("The fire certificate for the gate."), usage=usage)
    taken = replace(taken, items=tuple(replace(item, title=heading) for item in taken.items))
    doubts = replace(doubts, ordinary=doubts.ordinary | {"gate"})
    assert bool(extract(taken, model=doubts)) is puts_off


@pytest.mark.parametrize(
    ("sentence", "deferral", "kinds"),
    [
        ("The lease was approved without debate.", 3.0, {EventType.DECISION}),
        ("The lease was approved without debate.", 9.5, {EventType.DECISION, EventType.DEFERRAL}),
        ("The lease was approved, to be signed at the June meeting.", 3.0, {EventType.DECISION, EventType.DEFERRAL}),
        ("The county having deferred its reply, the lease was approved.", 3.0, {EventType.DECISION}),
        ("The lease was approved and the gate deferred.", 3.0, {EventType.DECISION, EventType.DEFERRAL}),
    ],
)
def test_what_the_same_statement_likelier_settles_is_not_put_off(sentence: str, deferral: float, kinds: set[EventType]):
    thinks = judge(decision={"w:lease": 9.0}, deferral={"w:lease": deferral})
    thinks = replace(thinks, ordinary=thinks.ordinary | {"lease"})
    assert {event.type for event in extract(segmented(sentence), model=thinks)} == kinds


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        ("Art. 3d. Voted to raise sixty dollars for the ferry.", Outcome.ADOPTED),
        ("Ordered that the wardens do pay the widow ten shillings.", Outcome.ADOPTED),
        ("Then voted, unanimously, that the lane be laid out.", Outcome.ADOPTED),
        ("Chose Amos Tuck Moderator.", Outcome.APPOINTED),
        ("The following people were elected:", Outcome.APPOINTED),
        ("The following two motions were passed", Outcome.ADOPTED),
        ("The following motions were lost:", Outcome.REJECTED),
        ("Meeting accepts the report on the lamp.", Outcome.ADOPTED),
        ("The trustees appointed Ms Orr.", Outcome.APPOINTED),
        ("The Board directed the Warden to go on.", Outcome.ADOPTED),
        ("Decision was to leave it as a hut.", Outcome.ADOPTED),
        ("ADOPTS the rules of the ferry fund,", Outcome.ADOPTED),
        ("In addition, the Committee took note of the report.", Outcome.NOTED),
        ("On the proposal of Ms Orr, the panel disbanded the working group.", Outcome.ADOPTED),
    ],
)
def test_what_begins_with_enacting_words_is_decided(sentence: str, outcome: Outcome):
    event, *_ = extract(segmented(sentence), model=judge())
    assert (event.type, event.outcome, event.generator) == (EventType.DECISION, outcome, "rule:enacting-words/5")


@pytest.mark.parametrize(
    "sentence",
    [
        "Voted 4-1 last month against the lane.",
        "Ordered two kegs of nails.",
        "Members chose to walk.",
        "If the Board agrees it is put off.",
        "The board approved the fare on 9 May.",
        "The board previously approved the fare.",
        "Trustees elected in May spoke.",
    ],
)
def test_what_was_ordered_or_chosen_otherwise_is_not(sentence: str):
    assert extract(segmented(sentence), model=judge()) == ()


def test_a_putting_off_that_a_correction_quotes_is_none_of_this_meeting():
    taken = segmented("Page 3 should read 'the gilding was deferred'.", section=Section.MINUTES)
    assert extract(taken, model=PUT_OFF) == ()


def test_what_comes_on_the_agenda_is_not_adopted():
    adopts = judge(decision={"r:decision.resolved": 9.0})
    taken = segmented("It was agreed to add the slipway to the agenda.", "It was agreed to mend the slipway.")
    assert [event.procedural for event in extract(taken, model=adopts)] == [True, False]


def test_the_first_word_of_a_sentence_is_no_actor_for_its_capital():
    told = judge(action={"r:action.will": 9.0}, report={"r:report.perfect": 9.0})
    taken = segmented(
        "Quotes will be sought for the quotes needed and the Clerk will ask.", "Overgrown banks have been mown."
    )
    errand, report = extract(taken, model=told)
    assert (errand.owner, errand.actor, report.actor) == ("the Clerk", "the Clerk", "")


def test_a_name_that_opens_its_sentence_is_given_as_printed():
    told = judge(action={"r:action.will": 9.0})
    (errand,) = extract(segmented("The company will write to the mill."), model=told)
    assert errand.owner == "The company"


def proposed(told: Segmented, place: int) -> Event:
    return read_event(EventType.PROPOSAL, scenes_of(told)[place], told)


def test_the_name_before_what_is_moved_moves_it_and_a_heading_does_not():
    moved = "OAKES: That the list be had."
    told = segmented("Kit Oakes came late.", moved, "GRAVEL: That it be bought.", "The gravel is wet.")
    assert [proposed(told, place).actor for place in (1, 2)] == ["OAKES", ""]


def test_the_office_that_somebody_is_named_for_moves_nothing():
    told = segmented("Warden: Bea Reed was nominated.")
    (said,) = told.statements
    assert proposed(replace(told, statements=(replace(said, speaker="Warden"),)), 0).actor == ""


def test_the_line_that_leads_a_list_says_whose_words_its_entries_give():
    taken = segmented("With regard to the minutes of 4 May -", "(i) to read that ‘the lease was deferred to June’.")
    apart = tuple(replace(one, item=one.id) for one in taken.statements)
    assert extract(replace(taken, statements=apart), model=PUT_OFF) == ()
    assert extract(segmented("Leases -", "(i) The lease was deferred to June."), model=PUT_OFF)


def test_an_aside_on_an_earlier_year_puts_nothing_off_now():
    assert extract(segmented("(Last year, when it came up, the lease was deferred)"), model=PUT_OFF) == ()


def test_a_resolution_that_the_agenda_has_ready_is_not_resolved():
    will = judge(decision={"r:decision.resolved": 9.0})
    ready = "RESOLVED - That the hall be shut to the public."
    assert not extract(segmented("If so, to pass the following resolution:-", ready, "There was nothing."), model=will)
    assert extract(segmented("The club then passed the following resolution:-", ready), model=will)


@pytest.mark.parametrize(
    ("before", "after", "procedural"),
    [
        ("The minutes of the last meeting were accepted.", "The hut leaks.", True),
        ("The hut is to be mended.", "The minutes of the last meeting were accepted.", False),
        ("The minutes of the last meeting were accepted.", "That the hut be let.", False),
    ],
)
def test_who_moved_and_seconded_is_of_the_sentence_before(before: str, after: str, *, procedural: bool):
    moved = judge(proposal={"r:proposal.moved": 9.0})
    events = extract(segmented(before, "Proposed by Una Lowe and seconded by Ned Oakes.", after), model=moved)
    (event,) = [one for one in events if one.quote.startswith("Proposed")]
    assert event.procedural is procedural


def test_who_moved_the_agenda_is_routine_whatever_stands_before():
    taken = segmented("To take the hut first.", "Moved by Lowe, seconded by Oakes.")
    taken = replace(taken, items=(replace(taken.items[0], title="Agenda"),))
    events = extract(taken, model=judge(proposal={"r:proposal.moved": 9.0}))
    assert [event.procedural for event in events] == [True]


def test_what_a_table_sets_beside_somebody_and_a_time_is_to_be_done():
    row = segmented("Minutes to the harbour")
    (one,) = row.statements
    given = replace(row, statements=(replace(one, owner="Clerk", due="asap"),))
    (event,) = extract(given, model=judge(deferral={"r:deferral.put-off": 9.0}))
    assert (event.type, event.owner, event.confidence) == (EventType.ACTION, "Clerk", 0.85)
    named = replace(row, statements=(replace(one, owner="Clerk"),))
    assert extract(named, model=judge(deferral={"r:deferral.put-off": 9.0})) == ()


def test_routine_is_said_only_where_it_is_likely():
    sure, unsure = (judge(decision={"w:the": weight}) for weight in (9.0, 2.5))
    text = "Ms Orr sent the apologies."
    assert [event.procedural for event in extract(segmented(text, section=Section.APOLOGIES), model=sure)] == [True]
    assert extract(segmented(text, section=Section.APOLOGIES), model=unsure) == ()
    assert [event.procedural for event in extract(segmented(text), model=unsure)] == [False]


def test_what_is_laid_before_the_meeting_is_not_therefore_approved():
    thinks = judge(decision={"w:lease": 9.0})
    thinks = replace(thinks, ordinary=thinks.ordinary | {"lease"})
    assert extract(segmented("The lease is presented for review and approval."), model=thinks) == ()
    assert extract(segmented("The lease was presented for approval and was approved."), model=thinks)


def test_a_name_of_the_roll_before_a_dash_is_who_proposes() -> None:
    taken = segmented("Una - suggest a new lamp.", "Lock - suggest a new lamp.")
    taken = replace(taken, meetings=(replace(taken.meetings[0], participants=(Participant("Una Pike"),)),))
    scenes = scenes_of(taken)
    assert [read_event(EventType.PROPOSAL, scene, taken).actor for scene in scenes] == ["Una", ""]


@pytest.mark.parametrize(
    ("sentence", "heading", "puts_off"),
    [
        ("There has been no reply from the mill about the gate.", "Weir", False),
        ("There has been no reply from the mill about the gate.", "Old business", True),
        ("The gate was deferred: no reply from the mill.", "Weir", True),
        ("Ms Orr agreed to draft the terms of the gate and bring them to the board.", "Weir", False),
        ("It was agreed to continue the gate hearing to May 4, and that Ms Orr report back.", "Weir", True),
        ("Ms Orr has not spoken to the mill about the gate yet.", "Weir", False),
    ],
)
def test_silence_and_errands_put_nothing_off_unless_the_matter_is_held(sentence: str, heading: str, *, puts_off: bool):
    doubts = judge(deferral={"w:gate": 9.0})
    taken = segmented(sentence)
    taken = replace(taken, items=tuple(replace(item, title=heading) for item in taken.items))
    doubts = replace(doubts, ordinary=doubts.ordinary | {"gate"})
    found = {event.type for event in extract(taken, model=doubts)}
    assert (EventType.DEFERRAL in found) is puts_off


def test_what_is_left_for_now_is_put_off_though_the_judge_doubts():
    found = extract(segmented("It was agreed to wait until the weir was surveyed."), model=judge(proposal={"w:x": 1.0}))
    assert {(event.type, event.generator) for event in found} == {
        (EventType.DEFERRAL, "rule:left-waiting/3"),
        (EventType.DECISION, "rule:enacting-words/5"),
    }


def test_what_is_sent_to_another_body_is_a_referral_though_the_judge_doubts():
    (event,) = extract(
        segmented("The question of berths was referred to the Dredging Committee."), model=judge(proposal={"w:x": 1.0})
    )
    assert (event.type, event.generator) == (EventType.REFERRAL, "rule:referring/1")
    assert event.target == "the Dredging Committee"
