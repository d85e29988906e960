"""Items in all the ways bodies number them, and what only looks like one."""

from __future__ import annotations

import pytest
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


def test_speakers_acts_and_refrains_are_no_items() -> None:
    build = Build().put("1. Bridge", "list")
    for name in ("Nora Oakes", "Peter Ash", "Nora Oakes"):
        build.put(f"{name}: I think that we should wait for the engineer.", lead=f"{name}:")
    build.put("RESOLVED: that the bridge be mended.", lead="RESOLVED:")
    build.put("Motion carried: five for, two against.", lead="Motion carried:")
    build.put("2. Close", "list").put(BODY)
    assert [title for _, _, title in outline(build.doc())] == ["Bridge", "Close"]


def test_mover_and_seconder_before_a_motion_are_no_title() -> None:
    document = plain(
        *("M2011-31 N. Oakes, P. Ash: That the clerk write to the mill. Carried.",),
        *("M2011-32 A. Bell, P. Ash: That the gravel be bought from the quarry. Carried.",),
        *("M2011-33 P. Ash, N. Oakes: That the meeting rise. Carried.",),
    )
    titles = [title for _, _, title in outline(document)]
    assert titles[1] == "That the gravel be bought from the quarry"


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


def test_a_word_in_capitals_that_ends_a_sentence_heads_nothing() -> None:
    document = plain("1. Organ", "It was agreed that the matter should come to the July\nPCC.", "2. Wall", BODY)
    assert [title for _, _, title in outline(document)] == ["Organ", "Wall"]


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
