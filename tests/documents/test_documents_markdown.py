"""Markdown as people write it, and as converters leave it."""

from __future__ import annotations

import pytest
from documents_build import cells, flat, kinds, lead, read_text, source, text_of, texts
from hypothesis import given, settings
from hypothesis import strategies as st
from matters_arising.documents import read


def md(text: str):
    return read_text("minutes.md", text)


def test_front_matter_is_metadata_and_no_text():
    document = md(
        '---\ntitle: "Minutes: May"\ndate: 2019-05-07\ntags:\n  - council\n  - draft\n---\n\nThe chair spoke.\n'
    )
    assert texts(document) == ["The chair spoke."]
    assert document.front_matter == {"title": "Minutes: May", "date": "2019-05-07", "tags": "council, draft"}


def test_front_matter_of_other_sites_is_no_text():
    hugo = md('+++\ndate = "2019-06-11T13:46:00-05:00"\ntitle = "May"\ntags = ["a", "b"]\n+++\n* Called to order\n')
    assert hugo.front_matter == {"date": "2019-06-11T13:46:00-05:00", "title": "May", "tags": "a, b"}
    assert hugo.text == "Called to order"
    pelican = md("Title: May\nDate: 2019-06-11 00:00\nCategory: Minutes\n\nPresent: Bea Lowe\n")
    assert pelican.front_matter == {"title": "May", "date": "2019-06-11 00:00", "category": "Minutes"}
    assert pelican.text == "Present: Bea Lowe"
    assert any("not TOML" in note for note in md("+++\ndate = \n+++\nPresent: Bea Lowe\n").notes)


def test_a_form_at_the_head_of_minutes_is_their_text():
    form = md("Meeting: Pond League\nDate: 2019-06-11\nPresent: Bea Lowe\n\nIt was agreed to wait.\n")
    assert form.front_matter == {}
    assert "Pond League" in form.text


def test_broken_front_matter_is_read_line_by_line_and_noted():
    document = md("---\ntitle: Minutes: of May\ndate: 2019-05-07\n---\nText.\n")
    assert document.front_matter["date"] == "2019-05-07"
    assert any("front matter is not YAML" in note for note in document.notes)


def test_front_matter_that_refers_to_itself_is_not_unfolded():
    bomb = "a: &a [x,x,x,x,x,x,x,x]\n" + "".join(
        f"{c}: &{c} [{','.join(['*' + b] * 9)}]\n" for b, c in zip("abcdefg", "bcdefgh", strict=True)
    )
    document = md(f"---\n{bomb}---\nText.\n")
    assert texts(document) == ["Text."]
    assert document.front_matter == {}


def test_minutes_that_stand_in_a_field_of_the_front_matter_are_the_text():
    said = "\n".join(f"  The board agreed to mend slip {number} before the summer." for number in range(1, 6))
    form = f"---\ntitle: May\nplace: |-\n  Quay 1\n  Ashby\nminutes: |-\n  ### Actions\n\n{said}\n---\n"
    document = md(form)
    assert document.front_matter == {"title": "May", "place": "Quay 1\nAshby"}
    assert texts(document)[0] == "Actions" and document.text.count("The board agreed") == 5
    below = md(f"{form}\nThe board met in May.\n")
    assert texts(below) == ["The board met in May."] and "minutes" in below.front_matter


def test_two_rules_around_text_are_no_front_matter():
    assert flat(md("---\nAdopted by the board\n---\nNext.\n")) == ["Adopted by the board", "Next."]


def test_escapes_and_emphasis_become_what_is_printed():
    document = md(
        r"4\. Roads: the *clerk* will write \[again\] about **potholes** &amp; drains, see [the "
        r"map](https://x.example/a_b)."
    )
    assert texts(document) == ["4. Roads: the clerk will write [again] about potholes & drains, see the map."]


@pytest.mark.parametrize(
    ("line", "opening", "bold"),
    [
        ("**Traffic:** the clerk will write.", "Traffic:", False),
        ("7. **Hedges** were cut.", "7. Hedges", False),
        ("**DATE OF NEXT MEETING**", "DATE OF NEXT MEETING", True),
        ("The **whole** of it.", "", False),
        ("<b>Bins.</b> Emptied.", "Bins.", False),
        ("**Gate: **it squeaks", "Gate:", False),
    ],
)
def test_the_bold_run_that_opens_a_block_is_its_lead(line, opening, bold):
    document = md(line)
    assert lead(document, document.blocks[0]) == opening
    assert document.blocks[0].bold is bold


def test_stars_and_underscores_that_mark_nothing_stay():
    assert texts(md("Plot 3 * 4 metres, file plan_a_final, 5 * * hotel")) == [
        "Plot 3 * 4 metres, file plan_a_final, 5 * * hotel"
    ]


def test_headings_of_both_kinds():
    document = md("Ambling Council\n===============\n\nPresent\n-------\n\n### 3. Finance ###\n")
    assert texts(document) == ["Ambling Council", "Present", "3. Finance"]
    assert kinds(document) == [("heading", 1), ("heading", 2), ("heading", 3)]
    assert all(block.bold for block in document.blocks)


def test_lists_lose_bullets_keep_numbers_and_know_their_depth():
    document = md("- Drains\n  - Mill Lane\n    - the grate\n- Verges\n\n1. Accounts\n2) Precept\n")
    assert texts(document) == ["Drains", "Mill Lane", "the grate", "Verges", "1. Accounts", "2) Precept"]
    assert [block.level for block in document.blocks] == [1, 2, 3, 1, 1, 1]
    assert {block.kind for block in document.blocks} == {"list"}


def test_block_quotes_are_quotes_and_their_lists_lists():
    document = md("> That the bench be moved\n> to the green.\n>\n> - at once\n\nCarried.")
    assert flat(document) == ["That the bench be moved to the green.", "at once", "Carried."]
    assert [block.kind for block in document.blocks] == ["quote", "list", "paragraph"]


def test_pipe_tables_are_rows_with_cells_and_header():
    document = md(
        "| Action | By | When |\n|---|:-:|--:|\n| **Write** to \\| the mill | Clerk | May |\n| Ring Ada | | |\n"
    )
    header, first, second = document.blocks
    assert cells(document, first) == ["Write to | the mill", "Clerk", "May"]
    assert cells(document, second) == ["Ring Ada", "", ""]
    assert first.header == second.header == ("Action", "By", "When")
    assert header.bold and header.table == first.table == second.table == 0


def test_a_table_with_a_column_for_what_was_said_is_minutes():
    rows = ["No. | Item | Notes | Who", "---|---|---|---", "1 | Weir | Still down.<br>Put off. | BF", "2 | Close | |"]
    document = md("".join(f"| {row} |\n" for row in rows))
    assert texts(document)[1:] == ["1\tWeir", "Still down.", "Put off.", "2\tClose"]
    assert [(block.kind, block.margin) for block in document.blocks][1:] == [
        ("heading", ""),
        ("paragraph", ""),
        ("paragraph", "BF"),
        ("heading", ""),
    ]


def test_a_table_of_actions_with_notes_stays_a_table():
    document = md("| No. | Action | Notes |\n|---|---|---|\n| 1 | Mend the weir | Still down |\n")
    assert [block.kind for block in document.blocks] == ["row", "row"]


def test_html_tables_inside_are_rows():
    document = md(
        "Before.\n\n<table>\n<tr><th>Item</th><th>Owner</th></tr>\n<tr><td>Fix "
        "gate</td><td>Bo</td></tr>\n</table>\n\nAfter.\n"
    )
    assert [block.kind for block in document.blocks] == ["paragraph", "row", "row", "paragraph"]
    assert cells(document, document.blocks[2]) == ["Fix gate", "Bo"]
    assert document.blocks[2].header == ("Item", "Owner")


def test_page_comments_part_pages_and_page_lines_are_furniture():
    document = md(
        "<!-- Page 1 -->\nThe chair opened the meeting.\n\nPage 1 of 2\n<!-- Page 2 -->\nIt closed at "
        "nine.\n\n**Page 2 of 2**\n"
    )
    assert texts(document) == ["The chair opened the meeting.", "It closed at nine."]
    assert [block.page for block in document.blocks] == [1, 2]
    assert document.furniture == ("Page 1 of 2", "Page 2 of 2")


def test_running_lines_of_converted_pages_are_furniture():
    pages = "".join(
        f"<!-- Page {n} -->\nFernley Water Board, minutes of 4 May 2021\n\nBusiness number {n * 7} of the day "
        f"was settled.\n\n"
        for n in range(1, 6)
    )
    document = md(pages)
    assert len(document.blocks) == 5
    assert document.furniture.count("Fernley Water Board, minutes of 4 May 2021") == 5


def test_a_paragraph_that_a_page_divides_is_one_block():
    document = md("<!-- Page 1 -->\nIt was agreed that the clerk would\n<!-- Page 2 -->\nwrite to the mill.\n")
    assert flat(document) == ["It was agreed that the clerk would write to the mill."]
    assert document.page_at(document.text.index("write")) == 2


def test_comments_and_images_print_nothing():
    assert texts(md("![logo](crest.png)\n\nOne <!-- not\nthis --> two.\n\n![][ref]\n")) == ["One two."]


def test_an_image_that_is_all_words_is_read():
    document = md("![x](https://pics.example/1x1.png?text=It+was+moved+by+Ada+that+the+gate+be+shut)")
    assert texts(document) == ["It was moved by Ada that the gate be shut"]


def test_soft_line_breaks_mean_nothing_in_wrapped_text():
    wrapped = "The clerk reported that the culvert under Mill Lane had been cleared and\nthat Mr Oake would "
    "send the bill. Members thanked him and asked that the\nditch beside it be looked at before the winter, "
    "when it had flooded last.\n"
    assert len(md(wrapped * 1 + "\n" + wrapped + "\n" + wrapped).blocks) == 3


def test_line_ends_of_converted_text_end_paragraphs():
    document = md(
        "Roll Call\nPresent:\nAda Oake, president\nBo Finch, clerk\nThe president opened the meeting at seven "
        "and asked members to stand for the\npledge, which they did.\n"
    )
    assert flat(document) == [
        "Roll Call",
        "Present:",
        "Ada Oake, president",
        "Bo Finch, clerk",
        "The president opened the meeting at seven and asked members to stand for the pledge, which they did.",
    ]


def test_hard_breaks_end_paragraphs():
    assert texts(md("Ada Oake, chair  \nBo Finch, clerk\\\nCy Reed<br>\nDi Lane")) == [
        "Ada Oake, chair",
        "Bo Finch, clerk",
        "Cy Reed",
        "Di Lane",
    ]


def test_wide_spaces_are_tabs():
    assert texts(md("Ada Oake          Chair")) == ["Ada Oake\tChair"]


def test_windows_line_ends_and_a_byte_order_mark():
    assert texts(read(source("a.md", b"\xef\xbb\xbf# Roads\r\n\r\nMended.\r\n"))) == ["Roads", "Mended."]


MARKUP = st.text(alphabet="ab \n\n*_`#|-.>[]()!<\\1&;\t§é\f", max_size=300)


@settings(max_examples=150, deadline=None)
@given(MARKUP)
def test_any_markup_keeps_the_promises(text):
    if text.strip():
        try:
            read_text("any.md", text)
        except Exception as error:
            assert type(error).__name__ == "EmptyFileError"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.text(alphabet="abcdefg ,", min_size=3, max_size=60).filter(lambda t: t.strip(" ,")), min_size=1, max_size=8
    )
)
def test_every_word_of_plain_paragraphs_is_kept(paragraphs):
    document = read_text("words.md", "\n\n".join(paragraphs))
    assert document.text.split() == " ".join(paragraphs).split()


def test_text_of_each_block_is_found_at_its_offsets():
    document = md("# One\n\nTwo **three** four.\n\n| a | b |\n|---|---|\n| c | d |\n")
    for block in document.blocks:
        assert document.text.index(text_of(document, block)) == block.start


def test_blocks_of_html_are_read_as_in_a_web_page():
    html = "<h2>Present</h2>\n<ul>\n<li>Ann Bell</li>\n\n<li>Bob Cole</li>\n</ul>\n<p><strong>1. Bridge</strong></p>\n"
    document = md(html + "<p>It was agreed<br>\nto wait.</p>\nThe clerk wrote.\n")
    assert texts(document) == [
        "Present",
        "Ann Bell",
        "Bob Cole",
        "1. Bridge",
        "It was agreed\nto wait.",
        "The clerk wrote.",
    ]
    assert kinds(document) == [
        ("heading", 2),
        ("list", 1),
        ("list", 1),
        ("list", 1),
        ("paragraph", 0),
        ("paragraph", 0),
    ]
    assert document.blocks[3].bold


def test_a_web_page_and_the_same_in_markdown_have_the_same_blocks():
    html = (
        "<div><h3>Roads</h3><p>The <b>clerk</b> wrote.<br>No reply.</p><ol><li>Ask again</li><li>Wait</li></ol></div>"
        "<table><tr><th>Task</th><th>Who</th></tr><tr><td>Gate</td><td>Ann</td></tr></table>"
    )
    page, text = read_text("minutes.html", f"<html><body>{html}</body></html>"), md(html)
    assert (text.text, text.blocks) == (page.text, page.blocks)


def test_a_written_line_break_ends_a_paragraph_unless_the_sentence_goes_on():
    document = md("**Traffic**<br>The clerk<br/>wrote.<br>Noted.\n\n- Roof<br>It leaks.\n")
    assert texts(document) == ["Traffic", "The clerk\nwrote.", "Noted.", "Roof", "It leaks."]
    assert [block.bold for block in document.blocks] == [True, False, False, False, False]
    assert [kind for kind, _ in kinds(document)] == ["paragraph", "paragraph", "paragraph", "list", "paragraph"]


def test_markdown_within_elements_is_markdown():
    document = md(
        "<details>\n<summary>Old business</summary>\n\n- Roof\n- **Gate** shut\n\n</details>\n<p>See **map**.</p>\n"
    )
    assert texts(document) == ["Old business", "Roof", "Gate shut", "See map."]
    assert document.blocks[0].bold


def test_a_list_in_a_cell_has_its_entries_line_by_line():
    document = md("| Item | Tasks |\n|---|---|\n| Roof | <ul><li>Ann to call</li><li>Bob to pay</li></ul> |\n")
    assert texts(document)[1] == "Roof\tAnn to call\nBob to pay"


def test_what_surrounds_the_content_and_prints_nothing_is_no_text():
    links = "<nav><a href=a>Home</a> <a href=b>About</a> <a href=c>Contact</a></nav>\n"
    document = md(f"{links}\n<style>\np {{ color: red }}\n\nb {{ top: 0 }}\n</style>\n\nThe clerk wrote.\n")
    assert texts(document) == ["The clerk wrote."]
    assert document.furniture == ("Home", "About", "Contact")


def test_elements_that_are_not_closed_end_at_a_blank_line():
    document = md("<ul>\n<li>Roof\n\n**Gate**\n\n# Close\n\n<script>\nalert()\n\nEnd.\n")
    assert texts(document) == ["Roof", "Gate", "Close", "End."]


def test_pages_go_on_within_html():
    rows = (
        "<table>\n<tr><td>Roof</td><td>Ann</td></tr>\n<!-- page 2 -->\n<tr><td>Gate</td><td>Bob</td></tr>\n</table>\n"
    )
    document = md(f"<!-- page 1 -->\n{rows}\nThe clerk wrote.\n")
    assert document.page_at(document.text.index("The clerk")) == 2
