"""Sentences, clauses and their forms: where they begin and end, who speaks, who is to act."""

from __future__ import annotations

import pytest
from matters_arising.segment import segment
from matters_arising.segment.sentences import clauses, sentences
from matters_arising.segment.statements import reading_text
from segment_build import Build, item_called, plain, quotes


def cut(text: str) -> list[str]:
    return [text[low:high] for start, end in sentences(text, 0, len(text)) for low, high in clauses(text, start, end)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Cllr. B. Ash spoke for St. Ann's Church against the bypass.",
        "Item No. 5 and application No. B/38/2019 were taken together.",
        "It was carried 5-0 at 7.30 p.m. on the second vote.",
        "The cost, approx. £4.50 a head, was met by Marsh & Co. in full.",
        "Mr. J. R. Hartley and Dr. N. Oakes were thanked.",
        "Payments (incl. VAT) to Ashby Ltd. and others were passed.",
        "Did anyone object? nobody did.",
        "Moved by Ald. Ferns, seconded by Coun. Oakes, and spoken to by Supt. Lowe.",
        "Moved Bro. Oakes sec. Sis. Lowe that the levy be paid.",
        "Motion by Br. Tam Oakes, seconded by Br. Reed, to pay the levy.",
        "Item 6. The crane was oiled.",
        "ii. The crane was oiled.",
        "It was agreed (i) to mend the crane, and (ii) to oil it.",
        "It was carried at 7. 30 pm by all who were there.",
        "As corrected by the clerk at the wish of (Mr.\nOakes left before nine and asked for it to be said.)",
    ],
)
def test_a_full_stop_that_ends_no_sentence(sentence: str) -> None:
    assert cut(sentence) == [sentence]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("The roof leaks. It was agreed to mend it.", ["The roof leaks.", "It was agreed to mend it."]),
        ("The meeting opened at 7 p.m. The chair spoke.", ["The meeting opened at 7 p.m.", "The chair spoke."]),
        (
            "GROUNDS i. A price is awaited. Clerk to ask. ii. Four moles were caught. iii. The lane is wet.",
            [
                "GROUNDS",
                "i. A price is awaited.",
                "Clerk to ask.",
                "ii. Four moles were caught.",
                "iii. The lane is wet.",
            ],
        ),
        (
            "Reports\n(i) The ford is low.\n(ii) The lane is wet.",
            ["Reports", "(i) The ford is low.", "(ii) The lane is wet."],
        ),
        ("Is it safe? The engineer thinks so!  Good.", ["Is it safe?", "The engineer thinks so!", "Good."]),
        (
            "The clerk to write to the county; Cllr Ash to speak to the owner.",
            ["The clerk to write to the county;", "Cllr Ash to speak to the owner."],
        ),
        (
            "The tenders were opened and it was agreed that the lowest be accepted.",
            ["The tenders were opened and", "it was agreed that the lowest be accepted."],
        ),
        (
            "The lease was read out at length RESOLVED: that it be signed.",
            ["The lease was read out at length", "RESOLVED: that it be signed."],
        ),
        (
            "That the bench be moved to the green. Proposed by Cllr Ash, seconded by Cllr Bell. Carried.",
            ["That the bench be moved to the green.", "Proposed by Cllr Ash, seconded by Cllr Bell.", "Carried."],
        ),
        (
            "The change was lost by 1 vote to 5. The motion was carried.",
            ["The change was lost by 1 vote to 5.", "The motion was carried."],
        ),
        (
            "They met on dock 4. It rained. 4. The crane was oiled.",
            ["They met on dock 4.", "It rained.", "4. The crane was oiled."],
        ),
        ("Grass cutting\n• The green\n• The playing field", ["Grass cutting", "The green", "The playing field"]),
        ("Ayes: Ash, Bell\nNoes: Cole\nAbsent: None", ["Ayes: Ash, Bell", "Noes: Cole", "Absent: None"]),
    ],
)
def test_where_sentences_and_clauses_part(text: str, parts: list[str]) -> None:
    assert cut(text) == parts


@pytest.mark.parametrize(
    "whole",
    [
        "Since the wall belongs to the parish, it was agreed to add it to the register.",
        "Director Ash moved to approve the lease; Director Bell seconded.",
        "The county will pay half of the price of the new bridge, which the council\nhad asked for in spring.",
        "Cllr Ash reported on the meeting of the liaison group that she had attended for the\nCouncil in June.",
    ],
)
def test_what_belongs_together_stays_together(whole: str) -> None:
    assert cut(whole) == [whole]


def test_a_title_that_this_document_cuts_short_ends_no_sentence() -> None:
    names = "Present: Warden Ferns, Tam Oakes, Bea Lowe."
    moved = "It was moved by Wdn. Ferns and seconded by Wdn. Oakes that the hide be let."
    assert cut(f"{names} {moved}") == [names, moved]
    # a name that ends sentences is no title
    ended = ["It was moved by Ferns.", "Lowe asked for a vote.", "It was seconded by Ferns.", "Oakes left."]
    assert cut(" ".join([names, *ended])) == [names, *ended]


def test_a_word_that_may_be_a_title_ends_a_sentence_where_it_is_none() -> None:
    assert cut("She is the union rep. The others came late.") == ["She is the union rep.", "The others came late."]


def test_reading_text_undoes_hyphenation_and_folds_space() -> None:
    assert reading_text("the coun-\ncil  had\nagreed to\u00ad day") == "the council had agreed to day"


def test_a_page_break_in_a_sentence_does_not_part_it() -> None:
    build = Build().put("1. Bridge", "list").put("The engineer had looked at the north pier and", page=1)
    build.put("would send his report before the summer.", page=2).put("2. Close", "list", page=2).put(
        "Done at nine.", page=2
    )
    statements = segment(build.doc()).statements
    whole = next(s for s in statements if "north pier" in s.text)
    assert whole.text == "The engineer had looked at the north pier and would send his report before the summer."
    assert whole.page == 1


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Cllr Ash proposed and Cllr Bell seconded that the bench be moved.", "motion"),
        ("It was moved by Mr Cole, seconded by Mrs Dunn, to accept the bid.", "motion"),
        ("Ayes: Ash, Bell, Cole", "vote"),
        ("Five votes for, two against", "vote"),
        ("Motion carried unanimously.", "outcome"),
        ("Carried.", "outcome"),
        ("TABLED.", "outcome"),
        ("Not carried.", "outcome"),
        ("Cd.", "outcome"),
        ("CD", "sentence"),
        ("Tabled papers were read.", "sentence"),
        ("ACTION: Clerk to write to the county", "action"),
        ("The roof had leaked since the winter.", "sentence"),
    ],
)
def test_forms(text: str, form: str) -> None:
    segmented = segment(plain("1. Bench", f"It was a long talk. {text}", "2. Close", "Nothing more was said."))
    assert next(s for s in segmented.statements if s.text == text).form == form


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Cllr Ash asked whether the bench could be moved.", "Cllr Ash"),
        ("The Clerk reported that the county had written.", "The Clerk"),
        ("Mr Hartley: we cannot wait for the engineer again.", "Mr Hartley"),
        ("NO agreed to look into it before the next meeting.", "NO"),
        ("The bridge was reported to be unsafe by a walker.", ""),
        ("It was proposed to wait for the engineer.", ""),
        ("Lamp (Minute 12 b) K Moss had found two wicks.", "K Moss"),
    ],
)
def test_speakers(text: str, speaker: str) -> None:
    segmented = segment(plain("1. Bench", f"It was a long talk. {text}", "2. Close", "Nothing more was said."))
    assert next(s for s in segmented.statements if s.text == text).speaker == speaker


def test_a_turn_of_dialogue_lasts_to_the_end_of_its_paragraph() -> None:
    document = plain(
        *("1. Bridge", "Nora Oakes: I looked at it. The pier is cracked.", "… and the rail is gone"),
        *("Nobody could say more.", "2. Close", "At nine."),
    )
    speakers = {s.text: s.speaker for s in segment(document).statements if s.form == "sentence"}
    assert speakers["The pier is cracked."] == speakers["… and the rail is gone"] == "Nora Oakes"
    assert speakers["Nobody could say more."] == ""


def test_headings_are_statements_and_a_statement_keeps_to_its_item() -> None:
    segmented = segment(
        plain("1. Deferred items: Culvert, Mill Lane", "2. Bench", "It will be moved.", "3. Close", "At nine.")
    )
    first = segmented.statements[0]
    assert (first.form, first.text) == ("heading", "1. Deferred items: Culvert, Mill Lane")
    assert first.item == segmented.items[0].id
    bench = next(s for s in segmented.statements if s.text == "It will be moved.")
    assert bench.item == item_called(segmented, "Bench").id


def test_a_numbered_paragraph_without_a_title_is_no_heading() -> None:
    document = plain(
        *("1. The minutes of the last meeting were taken as read and signed.",),
        *("2. It was reported that the bridge had been closed to carts by the county.",),
        *("3. The clerk was asked to write to the owner of the mill about the weir.",),
    )
    assert [s.form for s in segment(document).statements] == ["sentence"] * 3


def test_the_margin_names_the_owner() -> None:
    build = Build().put("1. Bridge", "list").put("The pier is cracked. The county will be asked to look.", margin="NO")
    build.put("2. Close", "list").put("At nine.")
    owners = {s.text: s.owner for s in segment(build.doc()).statements}
    assert owners["The county will be asked to look."] == "NO"
    assert owners["The pier is cracked."] == ""


def test_initials_left_at_the_end_of_a_paragraph_name_the_owner() -> None:
    document = plain(
        *("Present: Nora Oakes, Peter Ash", "1. Bridge", "The county will be asked to look at it. NO"),
        *("2. Hall", "The roof is to be mended. PA/NO", "3. Close", "At nine."),
    )
    segmented = segment(document)
    owners = {s.text: s.owner for s in segmented.statements if s.owner}
    assert owners == {"The county will be asked to look at it.": "NO", "The roof is to be mended.": "PA/NO"}
    assert "NO" not in quotes(segmented)


def test_rows_of_an_action_table_carry_owner_and_due() -> None:
    header = ("Action", "By whom", "By when")
    build = Build().put("1. Bridge", "list").put("The engineer spoke of the pier.").put("2. Actions", "list")
    build.row(*header, header=header)
    build.row("Write to the county about the pier", "Clerk", "3 June", header=header)
    build.row("Ask the school for its views", "N Oakes", "", header=header)
    actions = [s for s in segment(build.doc()).statements if s.form == "action"]
    assert [(s.owner, s.due) for s in actions[-2:]] == [("Clerk", "3 June"), ("N Oakes", "")]
    assert actions[-2].text.startswith("Write to the county about the pier")


def test_the_action_column_of_a_minutes_table_names_the_owner() -> None:
    header = ("Item", "Notes", "Action")
    notes = "It was reported that the pier is cracked and that the county will have to be asked to look at it soon."
    build = Build()
    build.row("01/22 Bridge", notes, "Clerk", header=header).row("02/22 Hall", notes, "NO", header=header)
    owners = [s.owner for s in segment(build.doc()).statements if s.text == notes]
    assert owners == ["Clerk", "NO"]


@pytest.mark.parametrize("name", ["Action", "Agreed action", "Decision/Action", "Action required", "Action by"])
@pytest.mark.parametrize("rest", [(), ("The wall was looked at by the engineer, who sent his report a week ago.",)])
def test_an_action_column_that_tells_what_is_to_be_done_is_read(name: str, rest: tuple[str, ...]) -> None:
    header = ("Topic", *["Notes" for _ in rest], name)
    long = "The clerk will write to the county and ask it once more to pay for half of the wall. Nothing else was said."
    short = "To write to the county"
    build = Build().row(*header, header=header)
    build.row("Wall", *rest, long, header=header).row("Hall", *rest, short, header=header)
    segmented = segment(build.doc())
    read = " ".join(s.text for s in segmented.statements)
    assert long in read
    assert short in read or short in {s.owner for s in segmented.statements}
    assert all(word in read for word in ("Wall", "Hall", *rest))


def test_the_cells_beside_an_action_its_owner_and_its_date_are_read() -> None:
    header = ("Ref", "Item", "Description", "Action", "Owner", "Due", "State")
    build = Build().row(*header, header=header)
    build.row("4/2", "Pier", "It is cracked", "Ask the county", "Clerk", "3 June", "Letter sent", header=header)
    statements = segment(build.doc()).statements
    read = {s.text for s in statements}
    assert {"Pier", "Ask the county", "It is cracked", "Letter sent"} <= read
    assert [(s.text, s.owner, s.due) for s in statements if s.form == "action"] == [
        ("Ask the county", "Clerk", "3 June")
    ]


def test_what_is_to_be_done_stands_before_by_whom_and_by_when() -> None:
    header = ("Item", "", "By whom", "By when")
    build = Build().row(*header, header=header)
    build.row("27b/31", "Lamp to the harbour", "Clerk", "asap", header=header)
    statements = segment(build.doc()).statements
    assert [(s.text, s.owner, s.due) for s in statements if s.form == "action"] == [
        ("Lamp to the harbour", "Clerk", "asap")
    ]
    assert "27b/31" not in {s.text for s in statements}, "the number of an entry says nothing"


def test_a_table_of_who_leads_what_gives_nothing_to_do() -> None:
    header = ("Subject", "Lead", "Date")
    build = Build().row(*header, header=header).row("Ropes", "Orrin", "3 June", header=header)
    assert not [s for s in segment(build.doc()).statements if s.form == "action"]


def test_by_beside_who_is_by_when() -> None:
    header = ("No.", "What", "Who", "By")
    build = Build().row(*header, header=header).row("1", "Ask the county", "NO", "1 February", header=header)
    (action,) = (s for s in segment(build.doc()).statements if s.form == "action")
    assert (action.text, action.owner, action.due) == ("Ask the county", "NO", "1 February")


def test_minutes_of_which_most_stands_in_no_statement_say_so() -> None:
    header = ("Notes", "By whom", "By when")
    build = Build().put("Minutes of the Pier Trust").put("1. Pier", "list")
    notes = "It is to be put up as soon as it can be so."
    people = "caretaker harbourmaster superintendent stonemasons shopkeepers ferrymen fishermen"
    build.row(notes, people, "whenever everybody concerned agrees, preferably beforehand", header=header)
    (note,) = segment(build.doc()).notes
    assert note.startswith("only ")
    assert segment(plain("Minutes of the Pier Trust", "1. Pier", "It was agreed to mend it.")).notes == ()


def test_ids_are_stable_under_edits_elsewhere() -> None:
    before = plain("1. Bridge", "The pier is cracked.", "2. Hall", "The roof leaks.", "3. Close", "At nine.")
    after = plain("1. Bridge", "The pier was mended.", "2. Hall", "The roof leaks.", "3. Close", "At nine.")
    one, other = ({s.text: s.id for s in segment(document).statements} for document in (before, after))
    assert one["The roof leaks."] == other["The roof leaks."]
    assert "The pier is cracked." not in other


def test_the_same_words_twice_have_two_ids() -> None:
    segmented = segment(plain("1. Bridge", "Noted.", "2. Hall", "Noted.", "3. Close", "Noted."))
    assert len({s.id for s in segmented.statements}) == len(segmented.statements)
