"""PDFs: furniture, margins, tables, columns and paragraphs, by where words are printed."""

from __future__ import annotations

from documents_build import (
    HEIGHT,
    TALK,
    cells,
    flat,
    grid,
    kinds,
    lead,
    pdf,
    read_pdf,
    text_of,
    texts,
    typeset,
    wrap,
    write,
)
from matters_arising.documents import reading_text

ONE = " ".join(TALK.split())


def test_running_headers_and_footers_are_furniture(running):
    assert running.furniture.count("Ambling Parish Council: minutes of 4 May 2021") == 4
    assert "Page 3 of 4" in running.furniture
    assert "Ambling" not in running.text and "Page" not in running.text


def test_words_divided_by_a_typesetters_hyphen_are_made_whole():
    read = read_pdf(typeset(["The clerk of the Anglo-Dutch commis-", "sion was asked to write to the owner."]))
    assert "-\nsion" in read.text and "\u2010" not in read.text
    assert reading_text(read.text) == "The clerk of the Anglo-Dutch commission was asked to write to the owner."


def test_a_paragraph_goes_on_over_the_page_end(running):
    assert len(running.blocks) == 1
    assert [running.page_at(page.start) for page in running.pages] == [1, 2, 3, 4]
    assert running.text[running.pages[1].start :].startswith("members be told")
    for joined in ("resolved that members be told", "it was to be heard, and", "Mr Finch, and so to bed."):
        assert joined in reading_text(running.text)


def test_margin_initials_are_taken_out_of_the_text(margin):
    paragraphs = margin.blocks[1:]
    assert [block.margin for block in paragraphs] == ["BF", "", "AO/CR", "DL"]
    assert [" ".join(text_of(margin, block).split()) for block in paragraphs] == [f"{n}. {ONE}" for n in (1, 2, 3, 4)]
    assert "Action" in margin.furniture


def test_the_title_is_a_heading(margin):
    assert (margin.blocks[0].kind, margin.blocks[0].level) == ("heading", 1)


def test_ruled_tables_are_read_by_row(ruled):
    rows = [block for block in ruled.blocks if block.kind == "row"]
    assert [cells(ruled, row) for row in rows] == [
        ["Action", "By whom", "By when"],
        ["Ask the mill whether it would pay for\nthe timber", "Clerk", "July"],
        ["Ring the surveyor", "Mr Finch", ""],
    ]
    assert all(row.header == ("Action", "By whom", "By when") for row in rows)
    assert flat(ruled)[0] == ONE and flat(ruled)[-1] == "The meeting closed at nine."


def test_what_is_to_be_done_stands_in_the_text_with_who_is_to_do_it_beside_it(doings):
    found = [(block.kind, " ".join(text_of(doings, block).split()), block.margin) for block in doings.blocks[1:]]
    assert found[0][:2] == ("heading", "Weir")
    assert [margin for _, _, margin in found[1:-1]] == [""] * len(found[1:-1])
    assert found[-1] == ("list", "Ask and tell", "BF")


def test_minutes_in_a_table_are_running_text_over_pages(narrative):
    found = [(block.kind, " ".join(text_of(narrative, block).split()), block.margin) for block in narrative.blocks]
    assert found == [
        ("row", "No Item Notes Action", ""),
        ("heading", "12/21 To hear about the weir and decide what to do about it", ""),
        ("paragraph", f"{ONE} {ONE}", ""),
        ("paragraph", "Mr Finch proposed that the mill be asked to put its half in writing. Agreed.", "Finch"),
        ("heading", "13/21 Finance", ""),
        ("paragraph", "The accounts were passed, and the clerk was thanked for them.", ""),
        ("list", "Clerk to send to bank", ""),  # told in words, and so part of the text
    ]
    assert narrative.page_at(narrative.text.index("put its half")) == 2


def test_two_columns_are_read_one_after_the_other(columns):
    assert columns.blocks[0].kind == "heading"
    assert reading_text(columns.text[columns.blocks[1].start :]) == (ONE + " ") * 6 + "The end of it all."


def test_tables_without_rulings_are_read_by_row(borderless):
    body = borderless.blocks[1:]
    headings = [" ".join(text_of(borderless, block).split()) for block in body if block.kind == "heading"]
    assert headings == ["1. Apologies for absence", "2. The weir", "3. Finance and accounts"]
    paragraphs = [block for block in body if block.kind == "paragraph"]
    assert [" ".join(text_of(borderless, block).split()) for block in paragraphs] == [f"{ONE} {ONE}"] * 3
    assert [block.margin for block in paragraphs] == ["", "AO", "BF"]


def test_type_makes_headings_and_leads(styled):
    assert kinds(styled) == [
        ("heading", 1),
        ("heading", 2),
        ("paragraph", 0),
        ("paragraph", 0),
        ("list", 1),
        ("list", 1),
        ("paragraph", 0),
    ]
    assert lead(styled, styled.blocks[3]) == "Hedges:"
    assert styled.blocks[1].bold and not styled.blocks[3].bold


def test_divided_words_are_kept_in_the_text_and_mended_for_reading(styled):
    entry = styled.blocks[4]
    assert "com-\nmittee" in text_of(styled, entry)
    assert reading_text(styled.text, entry.start, entry.end).endswith("as the committee had asked.")


def test_raised_letters_belong_to_their_figure(styled):
    assert "on the 23rd of June" in styled.text


def test_short_lines_are_paragraphs_of_their_own():
    names = ["Ada Oake (chair)", "Bo Finch, clerk", "Cy Reed, mill", "Di Lane"]

    def draw(canvas):
        y = write(canvas, 60, 60, names)
        write(canvas, 60, y, wrap(TALK, 460))

    assert flat(read_pdf(pdf(draw))) == [*names, ONE]


def test_a_number_that_ends_a_sentence_begins_no_entry():
    def draw(canvas):
        write(
            canvas,
            60,
            60,
            [
                "The clerk would write to the surveyor about the wall and the weir before the sixth of July,",
                "9. He said so twice.",
            ],
        )
        write(canvas, 60, 120, wrap(TALK * 3, 430))

    assert flat(read_pdf(pdf(draw)))[0].endswith("the sixth of July, 9. He said so twice.")


def test_a_bare_page_number_at_the_foot_is_furniture():
    def draw(number, text):
        def on(canvas):
            write(canvas, 60, 60, wrap(text, 460))
            write(canvas, 300, 800, [str(number)])

        return on

    document = read_pdf(pdf(draw(1, TALK), draw(2, "It closed at nine.")))
    assert document.furniture == ("1", "2")


def test_a_date_that_stands_only_in_a_header_is_kept_in_furniture(running):
    assert any("4 May 2021" in line for line in running.furniture)


def test_what_closes_two_pages_alike_is_text():
    def draw(canvas):
        y = write(canvas, 60, 60, wrap(TALK * 5, 460))
        write(canvas, 60, y + 14, ["Carried."])

    assert texts(read_pdf(pdf(draw, draw))).count("Carried.") == 2


def test_attendance_in_columns_is_read_across():
    def draw(canvas):
        for at, (name, initials, other, more) in enumerate(
            [
                ("Ada Oake", "AO", "Bo Finch", "BF"),
                ("Cyril Reed", "CR", "Di Lane", "DL"),
                ("Edna Moss", "EM", "Flo Dale", "FD"),
            ]
        ):
            for x, text in ((60, name), (200, initials), (300, other), (440, more)):
                write(canvas, x, 60 + 14 * at, [text])
        write(canvas, 60, 120, wrap(TALK, 460))

    document = read_pdf(pdf(draw))
    assert cells(document, document.blocks[1]) == ["Cyril Reed", "CR", "Di Lane", "DL"]


def test_rotated_words_and_landscape_pages_are_read():
    def draw(canvas):
        canvas.saveState()
        canvas.translate(40, 300)
        canvas.rotate(90)
        canvas.drawString(0, 0, "Draft copy")
        canvas.restoreState()
        write(canvas, 80, 360, wrap(TALK, 600))

    document = read_pdf(pdf(draw, size=(842, 595)))
    assert "Draft copy" in document.text.replace("\t", " ")
    assert ONE in " ".join(document.text.split())


def test_properties_are_front_matter():
    def draw(canvas):
        canvas.setTitle("Minutes of May")
        write(canvas, 60, 60, ["Text."])

    assert read_pdf(pdf(draw)).front_matter["title"] == "Minutes of May"


def test_a_watermark_is_furniture_and_cuts_no_line():
    def draw(number):
        def on(canvas):
            write(canvas, 60, 60, wrap(f"Business {number} of the day. {TALK * 8}", 460))
            canvas.saveState()
            canvas.setFont("Helvetica-Bold", 90)
            canvas.translate(150, 500)
            canvas.rotate(45)
            canvas.drawString(0, 0, "DRAFT")
            canvas.restoreState()

        return on

    document = read_pdf(pdf(draw(1), draw(2)))
    assert "DRAFT" in document.furniture
    assert flat(document) == [f"Business {number} of the day. " + " ".join([ONE] * 8) for number in (1, 2)]


def test_large_words_behind_the_text_cut_no_line():
    def draw(canvas):
        write(canvas, 60, 60, wrap(TALK * 6, 460))
        write(canvas, 80, 130, ["DRAFT"], size=100, bold=True)

    document = read_pdf(pdf(draw))
    assert "DRAFT" in texts(document)
    assert ONE in " ".join(document.text.split())


def test_pages_that_are_turned_are_read_as_they_are_seen():
    def draw(canvas):
        canvas.setPageRotation(90)
        canvas.rotate(90)
        canvas.translate(0, -HEIGHT)
        write(canvas, 60, 60, wrap(TALK, 450))
        write(canvas, 60, 160, ["It closed."])

    assert flat(read_pdf(pdf(draw))) == [ONE, "It closed."]


def test_numbers_that_count_lines_are_not_text():
    def draw(canvas):
        for number, line in enumerate(wrap(TALK * 6, 400), start=1):
            write(canvas, 60, 60 + 24 * number, [str(number)])
            write(canvas, 100, 60 + 24 * number, [line])

    assert flat(read_pdf(pdf(draw))) == [" ".join([ONE] * 6)]


def test_numbers_count_lines_where_they_stand_before_blank_ones_too():
    printed = [
        "ASHBY BOARD",
        "",
        "1. ROADS",
        "Cy Reed spoke.",
        "Bo Finch spoke.",
        "",
        "2. WEIR",
        "Put off.",
        "",
        "Closed.",
    ]

    def draw(canvas):
        for index, line in enumerate(printed):
            write(canvas, 40, 60 + 17 * index, [str(index + 1)])
            if line:
                write(canvas, 72, 60 + 17 * index, [line])

    def rest(canvas):
        for index, line in enumerate(["Signed in June.", "Bo Finch, clerk", "Ashby"]):
            write(canvas, 40, 60 + 17 * index, [str(index + 11)])
            write(canvas, 72, 60 + 17 * index, [line])

    words = " ".join(flat(read_pdf(pdf(draw, rest))))
    assert words == " ".join(line for line in [*printed, "Signed in June.", "Bo Finch, clerk", "Ashby"] if line)


def test_a_heading_that_stands_out_does_not_make_a_table_of_two_columns():
    def draw(canvas):
        write(canvas, 60, 40, ["The Ashby Messenger"])
        write(canvas, 480, 40, ["May 2031, page 7"])
        write(canvas, 60, 70, wrap(TALK * 2, 180))
        write(canvas, 310, 70, wrap(TALK * 2, 150))

    document = read_pdf(pdf(draw))
    assert [reading_text(document.text).count(ONE), [b.margin for b in document.blocks if b.margin]] == [4, []]


def test_words_that_run_over_a_ruling_stay_in_their_cell():
    def draw(canvas):
        grid(canvas, [60, 130, 300, 400], [60, 90, 150])
        write(canvas, 65, 75, ["Item"])
        write(canvas, 135, 75, ["Notes"])
        write(canvas, 305, 75, ["Who"])
        write(canvas, 65, 105, ["Weir"])
        write(canvas, 135, 105, wrap("The mill is to be asked what it would give for the timber.", 200))
        write(canvas, 360, 105, ["BF"])

    document = read_pdf(pdf(draw))
    assert flat(document)[-1] == "The mill is to be asked what it would give for the timber."
    assert document.blocks[-1].margin == "BF"


def test_numbers_of_an_agenda_are_text():
    items = [
        "Apologies",
        "Minutes",
        "Roads",
        "Trees",
        "Weir",
        "Mill",
        "School",
        "Hall",
        "Bins",
        "Dogs",
        "Gates",
        "Close",
    ]

    def draw(canvas):
        for number, item in enumerate(items, start=1):
            write(canvas, 60, 60 + 14 * number, [str(number)])
            write(canvas, 100, 60 + 14 * number, [item])

    assert flat(read_pdf(pdf(draw))) == [f"{number} {item}" for number, item in enumerate(items, start=1)]
