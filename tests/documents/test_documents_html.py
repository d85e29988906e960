"""Web pages: content, what surrounds it, lists and tables of all sorts."""

from __future__ import annotations

from documents_build import cells, kinds, lead, read_text, source, texts
from hypothesis import given, settings
from hypothesis import strategies as st
from matters_arising.documents import read

MINUTES = """<h1>Minutes of 4 May 2021</h1><p>The chair opened the meeting at seven and welcomed the new clerk, who had
come by the early bus and was soaked.</p><p>It was resolved that the weir be mended before the salmon came back.</p>"""


def html(text: str):
    return read_text("page.html", text)


def page(content: str, head: str = "") -> str:
    return f"""<!DOCTYPE html><html><head><title>Minutes - Ambling</title>{head}</head><body>
    <a class="skip-link" href="#main">Skip to content</a>
    <header><a href="/">Ambling Parish Council</a></header>
    <nav><ul><li><a href="/a">Home</a></li><li><a href="/b">News</a></li><li><a href="/c">Minutes</a></li></ul></nav>
    <div class="breadcrumbs"><a href="/">Home</a> &gt; <a href="/m">Minutes</a></div>
    <main>{content}</main>
    <aside><h3>Weather</h3>Sunny</aside><script>var x = "Resolved";</script>
    <footer>Published 9 June 2021</footer></body></html>"""


def test_content_is_read_and_what_surrounds_it_is_furniture():
    document = html(page(MINUTES))
    assert [text.split("\n")[0][:20] for text in texts(document)] == [
        "Minutes of 4 May 202",
        "The chair opened the",
        "It was resolved that",
    ]
    for line in ("Ambling Parish Council", "News", "Published 9 June 2021", "Sunny", "Skip to content"):
        assert line in document.furniture
    assert document.front_matter["title"] == "Minutes - Ambling"


def test_meta_elements_are_front_matter():
    document = html(page(MINUTES, '<meta name="dc.date" content="2021-05-04"><meta property="og:title" content="May">'))
    assert document.front_matter["dc.date"] == "2021-05-04"
    assert document.front_matter["og:title"] == "May"


def test_minutes_inside_a_so_called_sidebar_are_not_lost():
    document = html(f'<html><body><div class="sidebar-menu widget">{MINUTES}</div></body></html>')
    assert len(document.blocks) == 3


def test_a_page_laid_out_with_tables_is_read_as_text():
    links = "".join(f'<a href="{n}.html">Page {n}</a><br>' for n in range(9))
    document = html(
        f"<html><body><table><tr><td colspan=2><font size=5>Ambling "
        f"Web</font></td></tr><tr><td>{links}</td><td>{MINUTES}</td></tr></table></body></html>"
    )
    assert "Page 3" in document.furniture
    assert {block.table for block in document.blocks} == {-1}
    assert texts(document)[-1] == "It was resolved that the weir be mended before the salmon came back."


def test_data_tables_are_rows_with_header_and_empty_cells():
    document = html(
        page(
            MINUTES
            + """<table><tr><th>Action</th><th>Owner</th><th>When</th></tr>
      <tr><td>Mend the weir</td><td rowspan="2">Bo</td><td>May</td></tr>
      <tr><td>Ring the mill</td><td></td></tr><tr><td colspan="2">Nothing else</td><td>June</td></tr></table>"""
        )
    )
    rows = [block for block in document.blocks if block.kind == "row"]
    assert [cells(document, row) for row in rows] == [
        ["Action", "Owner", "When"],
        ["Mend the weir", "Bo", "May"],
        ["Ring the mill", "", ""],
        ["Nothing else", "", "June"],
    ]
    assert rows[0].bold and all(row.header == ("Action", "Owner", "When") for row in rows)


def test_a_table_that_holds_the_minutes_is_running_text_with_margins():
    talk = (
        "Members talked for a long while about the weir, which had been down since the flood, and about who owned it. "
    )
    document = html(
        page(f"""<h1>Minutes</h1><table><tr><th>No</th><th>Item</th><th>Discussion</th><th>Action</th></tr>
      <tr><td>12/21</td><td>The weir</td><td><p>{talk * 3}</p><p>It was agreed to ask the mill.</p></td><td>BO</td></tr>
      <tr><td>13/21</td><td>Finance</td>
      <td>Nothing to report, as the clerk was new to the books this time.</td><td></td></tr>
    </table>""")
    )
    found = [(block.kind, document.text[block.start : block.end][:20], block.margin) for block in document.blocks[1:]]
    assert found == [
        ("row", "No\tItem\tDiscussion\tA", ""),
        ("heading", "12/21\tThe weir", ""),
        ("paragraph", "Members talked for a", ""),
        ("paragraph", "It was agreed to ask", "BO"),
        ("heading", "13/21\tFinance", ""),
        ("paragraph", "Nothing to report, a", ""),
    ]


def test_what_is_to_be_done_stands_in_the_text_with_who_is_to_do_it_beside_it():
    talk = "Members talked for a long while about the weir, which had been down since the flood, and whose it was. "
    document = html(
        page(f"""<h1>Minutes</h1><table><tr><th>Item</th><th>Discussion</th><th>Action</th><th>Who</th></tr>
      <tr><td>The weir</td><td>{talk * 3}</td><td>Ask and tell</td><td>BO</td></tr>
      <tr><td>Finance</td><td>{talk * 3}</td><td></td><td>All members</td></tr>
    </table>""")
    )
    found = [(block.kind, document.text[block.start : block.end][:12], block.margin) for block in document.blocks[2:]]
    assert found == [
        ("heading", "The weir", ""),
        ("paragraph", "Members talk", ""),
        ("list", "Ask and tell", "BO"),
        ("heading", "Finance", ""),
        ("paragraph", "Members talk", "All members"),
    ]


def test_numbers_that_the_browser_prints_are_labels():
    document = html(
        page(
            MINUTES + '<ol start="3"><li>Roads<ol type="a"><li>Signs</li><li>Drains</li></ol></li><li '
            'value="9">Trees</li></ol><ul><li>Bins</li></ul>'
        )
    )
    entries = document.blocks[3:]
    assert [(block.label, block.level) for block in entries] == [("3.", 1), ("a.", 2), ("b.", 2), ("9.", 1), ("", 1)]
    assert texts(document)[3:] == ["Roads", "Signs", "Drains", "Trees", "Bins"]


def test_line_breaks_end_paragraphs_unless_the_sentence_goes_on():
    document = html(
        page(
            "<p>R21-07 Oake, Finch: That we mend<br>the weir. Carried.<br>R21-08 Reed, Lane: That we stop. "
            "Carried.<br><br>Closed.</p>" + MINUTES
        )
    )
    assert texts(document)[:3] == [
        "R21-07 Oake, Finch: That we mend\nthe weir. Carried.",
        "R21-08 Reed, Lane: That we stop. Carried.",
        "Closed.",
    ]


def test_bold_openings_headings_and_levels():
    document = html(
        page(
            "<h2>Roads</h2><p><b>Signs:</b> two were "
            "down.</p><p><strong>RESOLVED</strong></p><dl><dt>Chair</dt><dd>Ada</dd></dl>" + MINUTES
        )
    )
    assert kinds(document)[:2] == [("heading", 2), ("paragraph", 0)]
    assert lead(document, document.blocks[1]) == "Signs:"
    assert [block.bold for block in document.blocks[:5]] == [True, False, True, True, False]


def test_hidden_struck_and_scripted_text_is_not_read():
    document = html(
        page(
            MINUTES + '<p style="display:none">Ghost</p><p hidden>Ghost</p><p>Five <del>six</del> '
            "members<sup>1</sup>.</p><noscript>Ghost</noscript>"
        )
    )
    assert "Ghost" not in document.text
    assert texts(document)[-1] == "Five members1."


def test_preformatted_minutes_keep_their_paragraphs():
    document = html("<html><body><pre>MINUTES\n\nThe chair opened\nthe meeting.\n\nIt closed.</pre></body></html>")
    assert texts(document) == ["MINUTES", "The chair opened\nthe meeting.", "It closed."]


def test_the_encoding_that_a_page_states_is_used():
    data = '<html><head><meta charset="iso-8859-2"></head><body><p>Łódź paid.</p><p>a</p></body></html>'.encode(
        "iso-8859-2"
    )
    assert "Łódź paid." in read(source("a.html", data)).text


def test_page_lines_of_pasted_minutes_are_furniture():
    document = html(page("<p>One.</p><p>Minutes – 4 May 2021 – Page 2</p><p>Two.</p>" + MINUTES))
    assert texts(document)[:2] == ["One.", "Two."]
    assert "Minutes – 4 May 2021 – Page 2" in document.furniture


def test_elements_nested_beyond_reason_are_refused_or_read():
    deep = "<div>" * 5000 + "x" + "</div>" * 5000
    try:
        html(f"<html><body>{deep}</body></html>")
    except Exception as error:
        assert type(error).__name__ == "FormatError"


def test_a_table_whose_cells_open_with_a_bold_title_is_minutes():
    rows = "".join(
        f"<tr><td>QS/31/{number}</td><td><b>{title}</b><br>{said}</td><td>{owner}</td></tr>"
        for number, title, said, owner in [
            ("04", "Otter survey", "Put back, as the river is in flood.", "TW"),
            ("05", "Hide", "RK will paint it.<br>Noted.", "RK"),
        ]
    )
    document = html(f"<table><tr><th>Ref</th><th>Item</th><th>Action</th></tr>{rows}</table>")
    assert texts(document)[1:] == [
        "QS/31/04\tOtter survey",
        "Put back, as the river is in flood.",
        "QS/31/05\tHide",
        "RK will paint it.",
        "Noted.",
    ]
    assert [block.margin for block in document.blocks if block.margin] == ["TW", "RK"]


TAGS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<br>",
        "<b>",
        "</b>",
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "<ul>",
        "<li>",
        "<h2>",
        "<ol>",
        "</ol>",
        "<td colspan=3>",
        "<td rowspan=2>",
        "&amp;",
        "<!--",
        "-->",
        "<nav>",
    ]
)
WORDS = st.text(alphabet="ab C1.\n\t", max_size=12)


@settings(max_examples=120, deadline=None)
@given(st.lists(st.one_of(TAGS, WORDS), max_size=40))
def test_any_soup_keeps_the_promises(parts):
    try:
        read_text("soup.html", "<html><body>" + "".join(parts))
    except Exception as error:
        assert type(error).__name__ == "EmptyFileError"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet="abcdef ", min_size=1, max_size=40).filter(str.strip), min_size=1, max_size=10))
def test_every_word_of_paragraphs_is_kept(paragraphs):
    document = html("<html><body>" + "".join(f"<p>{text}</p>" for text in paragraphs) + "</body></html>")
    assert document.text.split() == " ".join(paragraphs).split()
