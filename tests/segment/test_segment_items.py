"""Items in all the ways bodies number them, and what only looks like one."""

from __future__ import annotations

import pytest
from matters_arising.documents import read
from matters_arising.models import Source
from matters_arising.segment import segment
from matters_arising.vocab import Section
from segment_build import Build, item_called, numbers, outline, plain

BODY = "The clerk had written to the owner and would bring an answer to the next meeting in good time."


def styled(*labels: str) -> list[str]:
    """Paragraph after paragraph: a label with a title, then a text."""
    topics = ["Apologies", "Bridge over the brook", "Bus shelter", "Village green", "Play area", "Close"]
    return [line for label, topic in zip(labels, topics, strict=False) for line in (f"{label} {topic}", BODY)]


@pytest.mark.parametrize(
    "labels",
    [
        ("1.", "2.", "3.", "4."),
        ("1)", "2)", "3)", "4)"),
        ("(1)", "(2)", "(3)", "(4)"),
        ("1", "2", "3", "4"),
        ("56/19", "57/19", "58/19", "59/19"),
        ("19/056", "19/057", "19/058", "19/059"),
        ("02.23.05", "02.23.06", "02.23.07", "02.23.08"),
        ("R2024-017", "R2024-018", "R2024-019", "R2024-020"),
        ("FGB 104/2122", "FGB 105/2122", "FGB 106/2122", "FGB 107/2122"),
        ("I.", "II.", "III.", "IV."),
        ("A.", "B.", "C.", "D."),
        ("ITEM 1", "ITEM 2", "ITEM 3", "ITEM 4"),
        ("Agenda Item 7:", "Agenda Item 8:", "Agenda Item 9:", "Agenda Item 10:"),
        ("G-1", "G-2", "G-3", "G-4"),
    ],
)
def test_every_way_of_numbering(labels: tuple[str, ...]) -> None:
    document = plain("Ashby Parish Council", *styled(*labels))
    found = [(level, number.rstrip(":"), title) for level, number, title in outline(document)]
    assert [number for _, number, _ in found] == [label.rstrip(":") for label in labels]
    assert [level for level, _, _ in found] == [1] * len(labels)
    assert found[1][2] == "Bridge over the brook"


def test_numbers_kept_apart_by_the_format_count_too() -> None:
    build = Build().put("Minutes of the meeting")
    for place, title in enumerate(("Apologies", "Bus shelter", "Village green"), start=1):
        build.put(title, "list", label=f"{place}.").put(BODY)
    assert numbers(build.doc()) == ["1.", "2.", "3."]


def test_decimals_and_letters_nest() -> None:
    document = plain(
        *("1. Apologies", BODY, "2. Highways", BODY, "2.1 Potholes", BODY, "2.2 Drains", BODY),
        *("3. Finance", BODY, "a) Grant to the hall", BODY, "b) Mower", BODY, "4. Close", BODY),
    )
    levels = {title: level for level, _, title in outline(document)}
    assert levels["Potholes"] == levels["Drains"] == levels["Mower"] == 2
    assert levels["Highways"] == levels["Close"] == 1
    segmented = segment(document)
    assert item_called(segmented, "Mower").parent == item_called(segmented, "Finance").id


def test_roman_chapters_hold_arabic_items_that_begin_again() -> None:
    lines: list[str] = []
    for roman, topics in (("I.", ("Bridge", "Bus shelter")), ("II.", ("Green", "Pond")), ("III.", ("Hall", "Roof"))):
        lines += [f"{roman} BUSINESS {roman}"]
        lines += [line for place, topic in enumerate(topics, start=1) for line in (f"{place}. {topic}", BODY)]
    levels = [level for level, _, _ in outline(plain(*lines))]
    assert levels == [1, 2, 2] * 3


def test_codes_in_brackets_at_the_end_of_the_line() -> None:
    lines = [
        line
        for title in ("Opening (A)", "Last Minutes (B)", "Works Update (C-1)", "Donations (C-2)")
        for line in (title, BODY)
    ]
    assert numbers(plain(*lines)) == ["(A)", "(B)", "(C-1)", "(C-2)"]


def test_numbers_run_through_a_document_without_paragraphs() -> None:
    flat = " ".join(
        f"{number}/20 To Consider {topic} The chairman explained the matter at some length. {BODY} {BODY} {BODY}"
        for number, topic in ((204, "Benches"), (205, "Bins"), (206, "Banners"), (207, "Bollards"), (208, "Bonfires"))
    )
    document = plain(f"ASHBY PARISH COUNCIL Minutes {flat} As noted at item 204/20 nothing more was said.")
    assert numbers(document) == ["204/20", "205/20", "206/20", "207/20", "208/20"]
    assert item_called(segment(document), "To Consider Bins").number == "205/20"


def test_unnumbered_capitals_bold_and_short_lines() -> None:
    capitals = plain(*[line for title in ("BRIDGE", "BUS SHELTER", "GREEN") for line in (title, BODY)])
    assert [title for _, _, title in outline(capitals)] == ["BRIDGE", "BUS SHELTER", "GREEN"]
    bold = Build()
    for title in ("Bridge over the brook", "Bus shelter", "Village green"):
        bold.put(title, bold=True).put(BODY)
    assert [title for _, _, title in outline(bold.doc())] == ["Bridge over the brook", "Bus shelter", "Village green"]


def test_run_in_headings_bold_with_colon_or_dash() -> None:
    build = Build().put("Highways: The clerk reported that the hole in Mill Lane had been filled by the county.")
    build.put("Bridge – the engineer had not replied to either of the letters that were sent to him.")
    build.put("Bus shelter. The roof leaks and a quotation had been asked for.", lead="Bus shelter.")
    assert [title for _, _, title in outline(build.doc())] == ["Highways", "Bridge", "Bus shelter"]


@pytest.mark.parametrize(
    "done",
    [
        "Deferred to the July meeting: only one price had come in.",
        "Held over: the tide tables are not out.",
        "Agreed to mend it – £40 at most.",
    ],
)
def test_what_is_done_to_a_matter_is_no_title_of_its_own(done: str) -> None:
    build = Build().put("3. Slipway", "heading").put(done).put("4. Deferred items: the lamp", "heading").put(BODY)
    assert [title for _, _, title in outline(build.doc())] == ["Slipway", "Deferred items: the lamp"]


def test_headings_of_a_format_nest_by_their_level() -> None:
    build = Build()
    for level, title in ((2, "Reports"), (3, "Treasurer"), (3, "Footpath warden"), (2, "Any other business")):
        build.put(title, "heading", level=level).put(BODY)
    assert [(level, title) for level, _, title in outline(build.doc())] == [
        (1, "Reports"),
        (2, "Treasurer"),
        (2, "Footpath warden"),
        (1, "Any other business"),
    ]


def test_an_agenda_printed_before_the_minutes_is_no_item() -> None:
    topics = ("Apologies", "Bridge over the brook", "Bus shelter", "Village green", "Close")
    agenda = [f"{place}. {topic}" for place, topic in enumerate(topics, start=1)]
    body = [line for heading in agenda for line in (heading, BODY)]
    document = plain("Agenda", *agenda, "The chair called the meeting to order at seven.", *body)
    segmented = segment(document)
    assert [item.title for item in segmented.items] == list(topics)
    assert segmented.items[0].start > document.text.index("called the meeting to order")


def test_a_list_of_sentences_within_an_item_is_no_item() -> None:
    document = plain(
        *("1. Apologies", BODY, "2. Consent for the barn", "It was agreed subject to conditions:"),
        "1. The access must be widened before any stone is laid on the site.",
        "2. The trees shall be kept and must be fenced while the work is done.",
        "3. A copy of the plan has to be sent to the neighbours who asked for it.",
        *("3. Village green", BODY, "4. Close", BODY),
    )
    assert [title for _, _, title in outline(document)] == [
        "Apologies",
        "Consent for the barn",
        "Village green",
        "Close",
    ]


@pytest.mark.parametrize(
    "stray",
    [
        "12 High Street was discussed with its owner, who will cut the hedge.",
        "3 June was thought too early for the fair and another day will be found.",
        "7.30 pm was thought too late by some of those who have to drive home.",
        "2021 had been a hard year for the hall and its bookings.",
    ],
)
def test_a_number_outside_any_run_is_no_item(stray: str) -> None:
    document = plain("4. Apologies", BODY, stray, "5. Bus shelter", BODY, "6. Close", BODY)
    assert numbers(document) == ["4.", "5.", "6."]


@pytest.mark.parametrize(
    "printed",
    [
        ("1.", "2.", "3.", "13.", "5.", "6."),  # mistyped
        ("1.", "2.", "3.", "3.", "4.", "5."),  # printed twice
        ("1.", "2.", "3.", "4.", "5.", "25."),  # goes on elsewhere
        ("504.", "505.", "506.", "507.", "507.", "508."),
        ("2021/114", "2021/115", "2021/116", "2021/116", "2021/118", "2021/131"),
    ],
)
def test_a_number_out_of_the_chain_is_an_item_where_its_line_stands_like_the_others(printed: tuple[str, ...]) -> None:
    document = plain("Ashby Parish Council", *styled(*printed))
    assert [number for _, number, _ in outline(document)] == list(printed)
    assert {level for level, _, _ in outline(document)} == {1}


@pytest.mark.parametrize(
    "stray",
    [
        "1. Mill Lane",
        "14. The owner said that he had cut the hedge and would do so again.",
        "12 High Street",
        "Minute 14. Old weir",
        "20/0143 Land at the mill",
    ],
)
def test_a_number_that_stands_otherwise_is_no_item(stray: str) -> None:
    document = plain("3. Apologies", BODY, "4. Weir", BODY, "5. Hall", BODY, stray, BODY, "7. Bus shelter", BODY)
    assert numbers(document) == ["3.", "4.", "5.", "7."]


def test_entries_that_are_each_numbered_one_are_items() -> None:
    build = Build().put("Ashby Club")
    for topic in ("Apologies", "Weir", "Reed Cutting"):
        build.put(f"1. {topic}", "list", level=1).put(BODY)
        build.put("1. The lock leaks and was shut.", "list", level=2).put("1. It will be mended.", "list", level=2)
    assert [title for _, _, title in outline(build.doc())] == ["Apologies", "Weir", "Reed Cutting"]
    sentences = [f"1. The clerk said that the {thing} was mended." for thing in ("weir", "lock", "hall")]
    assert numbers(plain(*sentences)) == []


def test_lists_within_lists_are_numbered_each_for_itself() -> None:
    build = Build().put("Ashby Club")
    for number, (topic, parts) in enumerate(
        [("Reports", ("Treasurer", "Boats", "Hall")), ("Weir", ("Lock gate", "Signs")), ("Close", ())], start=1
    ):
        build.put(f"{number}. {topic}", "list", level=1)
        for place, part in enumerate(parts, start=1):
            build.put(f"{place}. {part}", "list", level=2).put(BODY, "list", level=3)
    levels = [(level, title) for level, _, title in outline(build.doc())]
    assert [title for level, title in levels if level == 1] == ["Reports", "Weir", "Close"]
    assert [title for level, title in levels if level == 2] == ["Treasurer", "Boats", "Hall", "Lock gate", "Signs"]


def test_a_list_within_an_item_does_not_go_on_with_the_items_numbers() -> None:
    build = Build().put("Ashby Club")
    for number, topic in enumerate(("Apologies", "Boats", "Weir"), start=1):
        build.put(f"{number}. {topic}", "list", level=1).put("All of it was told.", "list", level=2)
    for number, topic in enumerate(("Oars", "Ropes", "Sails", "Masts", "Keels", "Locks"), start=1):
        build.put(f"{number}. {topic}", "list", level=3)
    build.put("4. Close", "list", level=1).put(BODY)
    found = outline(build.doc())
    assert [title for level, _, title in found if level == 1] == ["Apologies", "Boats", "Weir", "Close"]


def test_two_lists_within_items_do_not_make_one_agenda() -> None:
    build = Build().put("Ashby Club")
    lists = ((), (), ("Oars", "Ropes", "Sails"), (), ("Hut", "Pier", "Weir", "Lock", "Gate", "Sluice"))
    for number, parts in enumerate(lists, start=1):
        build.put(f"{number}. Business", "list", level=1).put("All of it was told.", "list", level=2)
        for place, part in enumerate(parts, start=1):
            build.put(f"{place}. {part}", "list", level=3)
    assert [number for level, number, _ in outline(build.doc()) if level == 1] == ["1.", "2.", "3.", "4.", "5."]


def test_numbers_of_four_figures_are_no_years() -> None:
    topics = ("Apologies", "Weir", "Hall", "Roof", "Close")
    lines = [line for place, topic in enumerate(topics) for line in (f"{1043 + place} {topic}", BODY)]
    assert numbers(plain(*lines)) == ["1043", "1044", "1045", "1046", "1047"]
    years = [line for place, topic in enumerate(topics) for line in (f"{2019 + place} {topic}", BODY)]
    assert numbers(plain(*years)) == []


def test_a_heading_of_the_format_is_an_item_whatever_its_number() -> None:
    build = Build().put("Ashby Club", "heading", level=1)
    for number, topic in ((1, "Apologies"), (2, "Weir"), (3, "Hall")):
        build.put(f"{number}. {topic}", "heading", level=2).put(BODY)
        if number == 2:
            build.put("2.4 Lock gate", "heading", level=3).put(BODY)
    assert (2, "2.4", "Lock gate") in outline(build.doc())
    build.put("Section 12 notices", "heading", level=2).put(BODY)
    assert "notices" not in [title for _, _, title in outline(build.doc())]


def test_speakers_acts_and_refrains_are_no_items() -> None:
    build = Build().put("1. Bridge", "list")
    for name in ("Nora Oakes", "Peter Ash", "Nora Oakes"):
        build.put(f"{name}: I think that we should wait for the engineer.", lead=f"{name}:")
    build.put("RESOLVED: that the bridge be mended.", lead="RESOLVED:")
    build.put("Motion carried: five for, two against.", lead="Motion carried:")
    build.put("2. Close", "list").put(BODY)
    assert [title for _, _, title in outline(build.doc())] == ["Bridge", "Close"]


@pytest.mark.parametrize("outcome", ["TABLED.", "WITHDRAWN", "Postponed.", "NOT CARRIED.", "BYLAW CARRIED."])
def test_a_line_that_is_nothing_but_an_outcome_heads_nothing(outcome: str) -> None:
    document = plain("BRIDGE", "That the bridge be mended.", outcome, "CLOSE", BODY)
    assert [title for _, _, title in outline(document)] == ["BRIDGE", "CLOSE"]


def test_the_word_that_opens_a_motion_heads_nothing() -> None:
    build = Build().put("1. Fees", "list").put("Move:", bold=True).put("“That the fee be two pounds.”")
    build.put("2. Close", "list").put(BODY)
    assert [title for _, _, title in outline(build.doc())] == ["Fees", "Close"]


def test_mover_and_seconder_before_a_motion_are_no_title() -> None:
    document = plain(
        *("M2011-31 N. Oakes, P. Ash: That the clerk write to the mill. Carried.",),
        *("M2011-32 A. Bell, P. Ash: That the gravel be bought from the quarry. Carried.",),
        *("M2011-33 P. Ash, N. Oakes: That the meeting rise. Carried.",),
    )
    titles = [title for _, _, title in outline(document)]
    assert titles[1] == "That the gravel be bought from the quarry"


@pytest.mark.parametrize("title", ["Pontoon Check", "Reed Cutting", "Board Comments", "Councillors’ Report"])
def test_a_title_that_looks_like_a_name_gives_way_to_nobody(title: str) -> None:
    for document in (
        plain("1. Apologies", BODY, f"2. {title}\n{BODY}", f"3. Weir\n{BODY}"),
        plain("1. Apologies", BODY, f"2. {title}", BODY, f"3. Weir: {BODY}"),
        plain("1. Apologies", BODY, f"2. {title}: {BODY}", f"3. Weir: {BODY}"),
        Build().put("1. Apologies").put(f"2. {title} {BODY}", lead=f"2. {title}").put(f"3. Weir\n{BODY}").doc(),
        Build().put("1. Apologies").put(f"2. {title}", bold=True).put(BODY).put(f"3. Weir\n{BODY}").doc(),
    ):
        assert [name for _, _, name in outline(document)] == ["Apologies", title, "Weir"]


@pytest.mark.parametrize(
    "mover", ["Mrs Oakes:", "N. Oakes:", "Nora Oakes, Peter Ash:", "Nora Oakes:", "Trustee Ash:", "Bea Lowe: moved"]
)
def test_behind_a_number_people_are_people_where_something_shows_it(mover: str) -> None:
    head = ("Ashby Trust", "Present: Nora Oakes, Peter Ash")
    document = plain(*head, "7. Weir", BODY, f"8. {mover} that the weir lock be mended.", "9. Close", BODY)
    assert not outline(document)[-2][2].startswith(mover.split(":", maxsplit=1)[0])


def test_numbered_names_one_below_the_other_are_a_list_of_people() -> None:
    names = ["1. Jane Dace", "2. Abel Zander", "3. Carol Tench"]
    document = plain("4. Public comment", *names, "5. Weir", BODY, "6. Close", BODY)
    assert numbers(document) == ["4.", "5.", "6."]


def test_what_is_to_be_done_with_a_title_does_not_end_it() -> None:
    document = plain(
        f"1. To Discuss: Reed Cutting The clerk said so. {BODY}",
        f"2. To Appoint One Councillor There was a vacancy. {BODY}",
        f"3. To Consider Bins The clerk said so. {BODY}",
    )
    titles = [title for _, _, title in outline(document)]
    assert titles == ["To Discuss: Reed Cutting", "To Appoint One Councillor", "To Consider Bins"]


def test_a_heading_of_three_capital_words_is_a_title_and_no_name() -> None:
    build = Build().put("19/36 Marsh Hide Framework", "heading", level=2).put("Moved Cr Oakes:").put("That it be let.")
    build.put("19/37 Gull Fees", "heading", level=2).put("Cr Oakes asked for a report.")
    assert [item.title for item in segment(build.doc()).items] == ["Marsh Hide Framework", "Gull Fees"]


def test_a_list_of_those_present_numbers_no_items() -> None:
    build = Build().put("The following members were present:")
    for number, name in enumerate(["Tam Oakes, chair", "Bea Lowe", "Cy Reed, clerk"], start=1):
        build.put(f"{number}. {name}", "list", level=1)
    for number, topic in enumerate(["Weir", "Green"], start=1):
        build.put(f"{number}. {topic}", "list", level=1).put(BODY)
        if number == 1:
            build.put("The chair spoke.")
    assert numbers(build.doc()) == ["1.", "2."]
    assert [title for _, _, title in outline(build.doc())] == ["Weir", "Green"]


def test_bullets_that_head_deeper_bullets_are_items() -> None:
    build = Build().put("Present: Tam (chair), Bea, Lou")
    for topic, said in [("Weir", "Lou: no news."), ("Green", "[D] Mow it."), ("Hall", "[A] Bea to ring the mill.")]:
        build.put(topic, "list", level=1).put(said, "list", level=2)
    assert outline(build.doc()) == [(1, "", "Weir"), (1, "", "Green"), (1, "", "Hall")]


def test_short_paragraphs_over_bullets_are_items_where_nothing_else_makes_items() -> None:
    build = Build().put("Minutes", "heading", level=1).put("Roll Call: Tam (chair), Bea, Lou")
    for topic, said in [("Weir", "Lou: no news."), ("Green rota:", "Bea will print it"), ("Hall", "mill to be rung")]:
        build.put(topic).put(said, "list", level=1)
    found = [title for depth, _, title in outline(build.doc()) if depth == 1]
    assert found == ["Weir", "Green rota", "Hall"]


def test_short_paragraphs_over_bullets_under_numbered_items_are_none() -> None:
    build = Build().put("1. Repairs")
    for topic in ("Weir", "Green", "Hall"):
        build.put(topic).put("Bea has looked at it.", "list", level=1)
    build.put("2. Fees").put(BODY)
    assert [title for _, _, title in outline(build.doc())] == ["Repairs", "Fees"]


def test_what_was_done_over_numbered_entries_is_no_item() -> None:
    build = Build()
    for number, done in enumerate(("Support", "No comments", "Support"), start=1):
        build.put(f"{number}. Shed at {number} Mill Lane", "list", level=1).put(done)
    build.put("4. Barn at 9 Mill Lane", "list", level=1)
    assert not {"Support", "No comments"} & {title for _, _, title in outline(build.doc())}


def test_a_word_in_capitals_that_ends_a_sentence_heads_nothing() -> None:
    document = plain("1. Organ", "It was agreed that the matter should come to the July\nPCC.", "2. Wall", BODY)
    assert [title for _, _, title in outline(document)] == ["Organ", "Wall"]


def test_the_last_line_of_a_wrapped_paragraph_heads_nothing() -> None:
    wrapped = "Improvements to the lanes and footpaths, in partnership with the Town and Parish\nCouncils:"
    document = plain("1. Organ", wrapped, BODY, "2. Wall", BODY)
    assert [title for _, _, title in outline(document)] == ["Organ", "Wall"]


def test_an_item_taken_out_of_its_turn_holds_none_of_the_others() -> None:
    build = Build().put("C. Consent", "heading", level=2).put(BODY).put("D. Business", "heading", level=2)
    for number, topic in [(3, "Survey"), (1, "Weir"), (2, "Green")]:
        build.put(f"D-{number} {topic}", "heading", level=3).put(BODY)
    build.put("E. Close", "heading", level=2).put(BODY)
    assert [entry for entry in outline(build.doc()) if entry[1].startswith("D-")] == [
        (2, "D-3", "Survey"),
        (2, "D-1", "Weir"),
        (2, "D-2", "Green"),
    ]


def test_a_line_that_was_broken_off_on_purpose_may_head_what_follows() -> None:
    document = plain("1. Organ", f"{BODY}\nVILLAGE GREEN\n{BODY}", "2. Wall", BODY)
    assert [title for _, _, title in outline(document)] == ["Organ", "VILLAGE GREEN", "Wall"]


def test_the_words_that_name_the_columns_of_a_table_are_a_heading() -> None:
    header = ("Item", "Discussion / Decision")
    build = Build().row(*header, header=header).row("Weir", "It is put off.", header=header)
    assert [s.form for s in segment(build.doc()).statements] == ["heading", "row"]


def test_chapters_hold_paragraphs_that_are_numbered_through() -> None:
    build = Build()
    for chapter, said in [("I. Weir", (1, 2)), ("II. Green", (3, 4, 5)), ("III. Hall", (6,))]:
        build.put(chapter, "list", level=1)
        for number in said:
            build.put(f"{number}. The clerk said that nothing had been heard of it since the spring.", "list", level=1)
    assert outline(build.doc()) == [(1, "I.", "Weir"), (1, "II.", "Green"), (1, "III.", "Hall")]


def test_a_letter_alone_under_its_chapter_is_an_item_where_other_chapters_have_several() -> None:
    build = Build()
    for chapter, topics in [("I. Old business", ["Weir"]), ("II. New business", ["Green", "Hall"])]:
        build.put(chapter, bold=True)
        for letter, topic in zip("AB", topics, strict=False):
            build.put(f"{letter}. {topic}\n{BODY}", "list", level=1)
    assert [title for _, _, title in outline(build.doc())] == ["Old business", "Weir", "New business", "Green", "Hall"]


def test_a_title_in_capitals_goes_on_behind_its_colon() -> None:
    document = plain("1. PUBLIC HEARING: WEIR LOCK EXPANSION\nThe clerk spoke of it.", f"2. SIGNS\n{BODY}")
    assert [title for _, _, title in outline(document)] == ["PUBLIC HEARING: WEIR LOCK EXPANSION", "SIGNS"]


def test_titles_that_end_in_a_stop_where_most_paragraphs_open_with_one() -> None:
    said = "Bea said that nothing had been heard and that she would ask again before the winter."
    document = plain(f"Weir. {said}", f"Hall hire. {said}", f"Noted. {said}", f"Boats. {said}", f"Mr. Lowe. {said}")
    assert [title for _, _, title in outline(document)] == ["Weir", "Hall hire", "Boats"]


def test_a_title_in_capitals_that_ends_in_a_stop_may_be_long_and_have_a_comma() -> None:
    said = "Bea said that nothing had been heard and that she would ask again before the winter."
    titles = ["WEIR", "SLIPWAY, LOWER MILL", "OLD PUNT AT THE STAITHE", "BOATS"]
    document = plain(*(f"{title}. {said}" for title in titles))
    assert [title for _, _, title in outline(document)] == titles
    assert [one.text for one in segment(document).statements if one.form == "sentence"] == [said] * 4


def test_a_heading_that_always_stands_below_an_items_title_is_a_label() -> None:
    build = Build()
    for topic in ("Weir", "Green", "Hall"):
        build.put(topic, "heading", level=4).put("Minutes:", "heading", level=5).put(BODY)
    assert [title for _, _, title in outline(build.doc())] == ["Weir", "Green", "Hall"]


def test_two_words_in_capitals_are_a_title_where_they_head_text_and_nobody_has_that_name() -> None:
    build = Build().put("Present: Mr. Reed, P. Oakes")
    build.put(f"OTTER SURVEY\n{BODY}").put(f"CYRIL REED\n{BODY}").put("WEIR LOCK").put("BEA LOWE")
    assert [title for _, _, title in outline(build.doc()) if title.isupper()] == ["OTTER SURVEY"]


def test_a_number_in_a_title_does_not_end_it() -> None:
    document = plain(f"1. Vacancy at No. 8\n{BODY}", f"2. Rents\n{BODY}")
    assert [title for _, _, title in outline(document)] == ["Vacancy at No. 8", "Rents"]


def test_a_line_alone_that_ends_in_a_stop_is_a_title_where_it_names_a_standing_part() -> None:
    document = plain(
        "Apologies.", "Bea Lowe had sent hers.", "Correspondence.", "No letters.", "A letter from the mill."
    )
    assert [title for _, _, title in outline(document)] == ["Apologies", "Correspondence"]


def test_a_line_with_a_stop_that_answers_a_title_is_none() -> None:
    document = plain("Apologies: None.", "Bea was in the chair.", "Clerk’s report None.", BODY, "Bea Lowe.", BODY)
    assert [title for _, _, title in outline(document)] == ["Apologies"]


def test_a_date_alone_is_no_item() -> None:
    build = Build().put("Minutes of 2 May 2023").put("1. Weir").put(BODY).put("2. Date of next meeting").put("3. Close")
    build.put("Monday 28 June 2023 at 18.30", bold=True).put(BODY)
    assert numbers(build.doc()) == ["1.", "2.", "3."]
    assert len(outline(build.doc())) == 3


def test_a_heading_over_the_list_of_actions_is_an_item_and_a_label_below_each_title_is_none() -> None:
    build = Build()
    for topic in ("Weir", "Green", "Hall"):
        build.put(topic, "heading", level=2).put(BODY).put("Actions", "heading", level=3).put("Bea to ring the mill.")
    assert [title for _, _, title in outline(build.doc())] == ["Weir", "Green", "Hall"]
    build = Build().put("Weir", "heading", level=2).put(BODY).put("Actions", "heading", level=2).put("Bea to ring.")
    assert [title for _, _, title in outline(build.doc())] == ["Weir", "Actions"]


def test_a_title_of_another_day_is_an_item_and_the_own_title_printed_again_is_none() -> None:
    document = plain(
        *("ASHBY BOAT CLUB", "MINUTES OF 2 MAY 2023", "APOLOGIES", BODY, "MINUTES OF 4 APRIL 2023", BODY),
        *("REGATTA 12 JULY", BODY, "MINUTES OF 2 MAY 2023", BODY, "MINUTES OF ASHBY PARISH COUNCIL 9 MAY", BODY),
    )
    segmented = segment(document)
    assert [item.title for item in segmented.items] == ["APOLOGIES", "MINUTES OF 4 APRIL 2023", "REGATTA 12 JULY"]
    assert segmented.items[1].section == Section.MINUTES


def test_title_lines_are_no_items() -> None:
    document = plain(
        *("ASHBY PARISH COUNCIL", "DRAFT MINUTES", "TUESDAY 4 JULY 2023", "BRIDGE", BODY, "BUS SHELTER", BODY)
    )
    assert [title for _, _, title in outline(document)] == ["BRIDGE", "BUS SHELTER"]


def test_chapters_without_numbers_hold_numbered_items() -> None:
    build = Build()
    for chapter, topics in (("CONSENT ITEMS", ("Fees", "Hire")), ("REPORTS", ("Roof", "Drains"))):
        build.put(chapter)
        for place, topic in enumerate(topics, start=1):
            build.put(f"{place}. {topic}", "list").put(BODY)
    found = outline(build.doc())
    assert [(level, title) for level, _, title in found if level == 1] == [(1, "CONSENT ITEMS"), (1, "REPORTS")]
    assert len(found) == 6


def test_rows_of_a_minutes_table_are_items() -> None:
    build = Build().put("Minutes of the governors' meeting")
    header = ("Item", "Subject", "Notes", "Action")
    for place, topic in enumerate(("Apologies", "Roof", "Budget"), start=1):
        build.row(f"0{place}/22", topic, f"It was reported that {BODY}", "NO", header=header)
    segmented = segment(build.doc())
    assert [(item.number, item.title) for item in segmented.items] == [
        ("01/22", "Apologies"),
        ("02/22", "Roof"),
        ("03/22", "Budget"),
    ]


@pytest.mark.parametrize(
    ("title", "section"),
    [
        ("To receive apologies for absence", Section.APOLOGIES),
        ("Absentees:", Section.APOLOGIES),
        ("Declarations of Interest", Section.INTERESTS),
        ("Minutes of the last meeting", Section.MINUTES),
        ("Matters arising", Section.MATTERS_ARISING),
        ("PUBLIC COMMENT", Section.PUBLIC),
        ("Consent Calendar", Section.CONSENT),
        ("Date of next meeting", Section.NEXT_MEETING),
        ("Any Other Business", Section.OTHER_BUSINESS),
        ("Treasurer's report", Section.FINANCE),
        ("Bridge over the brook", Section.OTHER),
    ],
)
def test_standing_sections_are_recognised(title: str, section: Section) -> None:
    document = plain("1. Opening", BODY, f"2. {title}", BODY, "3. Something else entirely", BODY)
    assert segment(document).items[1].section == section


def test_items_lie_in_order_and_children_within_parents() -> None:
    document = plain(*("1. Highways", BODY, "1.1 Potholes", BODY, "1.2 Signs", BODY, "2. Close", BODY))
    items = segment(document).items
    by_id = {item.id: item for item in items}
    assert [item.start for item in items] == sorted(item.start for item in items)
    for item in items:
        if item.parent:
            parent = by_id[item.parent]
            assert parent.start < item.start < item.end <= parent.end
    assert len(by_id) == len(items)


SAID = "the members talked it over at some length and the secretary was thanked for her pains."


def test_a_run_in_heading_does_not_own_the_paragraphs_after_its_own() -> None:
    document = plain(
        f"Treasurer's report: there was £40 in hand and {SAID}",
        "Olive Tern wanted the weather vane gilded. It was put off until the gilder is back.",
        f"Slipway - the chain had rusted and {SAID}",
        "The kettle was shared out among those who had asked for one.",
        f"Boathouse key - nobody knew where it hung and {SAID}",
    )
    segmented = segment(document)
    at = {item.title: document.text[item.start : item.end] for item in segmented.items}
    assert list(at) == ["Treasurer's report", "Slipway", "Boathouse key"]
    assert "vane" not in at["Treasurer's report"]
    assert "kettle" not in at["Slipway"]
    vane = next(statement for statement in segmented.statements if "vane" in statement.text)
    assert vane.item == ""


def test_a_run_in_heading_owns_what_is_nested_and_what_goes_on() -> None:
    build = Build().put(f"Slipway: the chain had rusted and {SAID}")
    build.put("The smith asks £9 for a new one.", "list", level=1).put("He can come in Lent.")
    build.put("All in favour.").put("The slipway is to be shut on Mondays.").put("Nobody had fed the swans.")
    segmented = segment(build.doc())
    slipway = item_called(segmented, "Slipway")
    beside = [statement.text for statement in segmented.statements if statement.item != slipway.id]
    assert beside == ["Nobody had fed the swans."]


def test_run_in_headings_that_all_have_several_paragraphs_own_them() -> None:
    build = Build()
    for title in ("Slipway", "Boathouse key", "Swans", "Weather vane"):
        build.put(f"{title}: there was no news, and {SAID}").put("Olive Tern was thanked.").put("Nothing was spent.")
    segmented = segment(build.doc())
    assert all(statement.item for statement in segmented.statements)


def test_a_run_in_heading_holds_no_entry_with_a_head_of_its_own() -> None:
    build = Build().put(f"Treasurer's report: there was £40 in hand and {SAID}")
    build.put(f"Slipway - the chain had rusted and {SAID}").put(f"Swans - they had not been fed and {SAID}")
    assert {level for level, _, _ in outline(build.doc())} == {1}


def test_the_labels_of_a_form_head_no_item() -> None:
    head = ("Venue: Oak Room, Low Street", "Contact: Una Pike, 01234 567890", "Observer:")
    business = ("Bridge: It was agreed to wait for the spring.", "Orchard: The pruning was put off until May.")
    titles = [title for _, _, title in outline(plain("Minutes of Ashby Parish Council, 4 July 2023", *head, *business))]
    assert titles == ["Bridge", "Orchard"]
    agenda = plain("Minutes", "1. Apologies", "None.", "2. Venue", "It was agreed to meet at the mill.")
    assert numbers(agenda) == ["1.", "2."]


def test_the_form_at_the_head_of_a_page_is_no_business() -> None:
    form = (
        "Agenda and minutes",
        "Venue: Old Mill, Ashby. View directions",
        "Contact: the clerk, 01234 567890",
        "No. Item",
    )
    business = ("1. Roof", "It was agreed to mend it.", "2. Green", "It was agreed to mow it.")
    assert [title for _, _, title in outline(plain(*form, *business))] == ["Roof", "Green"]
    told = ("Agenda and minutes", "Roof: The clerk said that it was mended, and that the price had been paid in May.")
    assert next(title for _, _, title in outline(plain(*told, *business[2:], "3. Pond", "It is dry."))) == "Roof"


@pytest.mark.parametrize(("there", "below"), [("Members Present", True), ("Weir", False)])
def test_a_heading_that_names_only_a_part_ends_the_list_of_who_was_there(there: str, below: bool) -> None:
    text = (
        f"# Minutes of the Ferry Board, 4 May 2031\n\n## {there}\n\n* Ann Oakes\n* Bea Lowe\n\n## Notes\n\n"
        "The weir was talked over. It was agreed to mend it.\n"
    )
    taken = segment(read(Source("minutes.md", text.encode(), "0" * 64)))
    assert ("Notes" in [item.title for item in taken.items]) is below
