"""Word documents, built part by part."""

from __future__ import annotations

import io
import zipfile

import pytest
from documents_build import cells, checked, docx, kinds, lead, p, source, texts, w
from matters_arising.config import Limits
from matters_arising.documents import read
from matters_arising.documents.numbering import numeral
from matters_arising.errors import FormatError, LimitError

STYLES = w(
    "styles",
    """<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
    <w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>
    <w:style w:type="paragraph" w:styleId="Item"><w:name w:val="Agenda item"/><w:basedOn w:val="Numbered"/>
      <w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="Numbered"><w:name w:val="Numbered"/>
      <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:rPr><w:b/></w:rPr></w:style>
    <w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>""",
)
NUMBERING = w(
    "numbering",
    """<w:abstractNum w:abstractNumId="7">
      <w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
      <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1%2)"/></w:lvl>
    </w:abstractNum>
    <w:abstractNum w:abstractNumId="8">
      <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="x"/></w:lvl></w:abstractNum>
    <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
    <w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>
    <w:num w:numId="3"><w:abstractNumId w:val="7"/>
      <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>""",
)


def numbered(text: str, number: int, level: int = 0) -> str:
    return p(text, extra=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def word(body: str, **parts: str):
    return checked(read(source("minutes.docx", docx(body, **parts))))


def test_headings_by_style_outline_and_inheritance():
    document = word(
        p("Ambling Council", style="H1") + p("Roads", style="Item") + p("Mended."), styles=STYLES, numbering=NUMBERING
    )
    assert kinds(document) == [("heading", 1), ("heading", 2), ("paragraph", 0)]
    assert [block.label for block in document.blocks] == ["", "4.", ""]
    assert [block.bold for block in document.blocks] == [True, True, False]


def test_list_numbers_are_counted_as_word_counts_them():
    body = (
        numbered("Roads", 1)
        + numbered("Signs", 1, 1)
        + numbered("Drains", 1, 1)
        + numbered("Trees", 1)
        + numbered("Elms", 1, 1)
        + numbered("Bins", 2)
        + numbered("Anew", 3)
        + numbered("Next", 3)
    )
    document = word(body, styles=STYLES, numbering=NUMBERING)
    assert [block.label for block in document.blocks] == ["4.", "4a)", "4b)", "5.", "5a)", "", "1.", "2."]
    assert kinds(document) == [
        ("list", 1),
        ("list", 2),
        ("list", 2),
        ("list", 1),
        ("list", 2),
        ("list", 1),
        ("list", 1),
        ("list", 1),
    ]
    assert document.text.startswith("Roads")


@pytest.mark.parametrize(
    ("number", "kind", "printed"),
    [
        (9, "lowerRoman", "ix"),
        (14, "upperRoman", "XIV"),
        (27, "lowerLetter", "aa"),
        (3, "upperLetter", "C"),
        (7, "decimalZero", "07"),
        (22, "ordinal", "22nd"),
        (11, "ordinal", "11th"),
        (5, "chicago", "5"),
        (5, "none", ""),
        (0, "upperLetter", "0"),
    ],
)
def test_numerals(number, kind, printed):
    assert numeral(number, kind) == printed


def test_bold_runs_open_a_paragraph():
    run = (
        '<w:p><w:r><w:rPr><w:rStyle w:val="Strong"/></w:rPr><w:t>Hedges:</w:t></w:r>'
        '<w:r><w:t xml:space="preserve"> cut.</w:t></w:r></w:p>'
    )
    off = (
        '<w:p><w:pPr><w:pStyle w:val="Numbered"/></w:pPr>'
        '<w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>Plain</w:t></w:r></w:p>'
    )
    document = word(run + off, styles=STYLES)
    assert lead(document, document.blocks[0]) == "Hedges:"
    assert document.blocks[1].bold is False


def test_tracked_deletions_and_moves_away_are_not_read():
    body = (
        "<w:p><w:r><w:t>The rate is </w:t></w:r><w:del><w:r><w:delText>five</w:delText></w:r></w:del>"
        '<w:ins><w:r><w:t xml:space="preserve"> '
        "six</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom>"
        '<w:moveTo><w:r><w:t xml:space="preserve"> '
        "pence.</w:t></w:r></w:moveTo><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r></w:p>"
    )
    assert texts(word(body)) == ["The rate is six pence."]


def test_tabs_breaks_and_special_characters():
    body = (
        "<w:p><w:r><w:t>4</w:t><w:tab/><w:t>Roads</w:t><w:br/><w:t>Trees and "
        "well</w:t><w:noBreakHyphen/><w:t>kept verges</w:t></w:r>"
        '<w:hyperlink><w:r><w:t xml:space="preserve"> here</w:t></w:r></w:hyperlink>'
        "<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
    )
    assert texts(word(body)) == ["4\tRoads", "Trees and well-kept verges here"]


def test_pages_are_those_of_words_last_layout():
    body = (
        p("One")
        + '<w:p><w:r><w:lastRenderedPageBreak/><w:t>Two</w:t></w:r></w:p><w:p><w:r><w:br w:type="page"/></w:r></w:p>'
        + p("Three")
    )
    document = checked(read(source("a.docx", docx(body))))
    assert len(document.pages) == 3
    assert document.page_at(document.text.index("Three")) == 3


def cell(inside: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def row(*inside: str, properties: str = "") -> str:
    return f"<w:tr>{properties}{''.join(inside)}</w:tr>"


def test_tables_are_rows_with_merged_cells_and_header():
    body = "<w:tbl>" + row(
        cell(p("Action")), cell(p("Owner")), cell(p("When")), properties="<w:trPr><w:tblHeader/></w:trPr>"
    )
    body += row(cell(p("Mend the weir") + p("at once")), cell(p("Bo"), '<w:vMerge w:val="restart"/>'), cell(p("May")))
    body += row(cell(p("Ring the mill")), cell(p("unseen"), "<w:vMerge/>"), cell(p("")))
    body += row(cell(p("Nothing else"), '<w:gridSpan w:val="2"/>'), cell(p("June"))) + "</w:tbl>"
    document = word(body)
    assert [cells(document, block) for block in document.blocks] == [
        ["Action", "Owner", "When"],
        ["Mend the weir\nat once", "Bo", "May"],
        ["Ring the mill", "", ""],
        ["Nothing else", "", "June"],
    ]
    assert document.blocks[1].header == ("Action", "Owner", "When")


def test_minutes_set_out_in_a_table_are_running_text():
    talk = "Members talked for a long while about the weir, which had been down since the flood, and who owned it. " * 4
    body = "<w:tbl>" + row(
        cell(p("1")), cell(p("The weir")), cell(p(talk) + p("Agreed to ask the mill.")), cell(p("BO"))
    )
    body += (
        row(
            cell(p("2")),
            cell(p("Finance")),
            cell(p("The accounts were passed, on the motion of Mr Oake and Mr Finch.")),
            cell(p("")),
        )
        + "</w:tbl>"
    )
    document = word(body)
    assert [(block.kind, block.margin) for block in document.blocks] == [
        ("heading", ""),
        ("paragraph", ""),
        ("paragraph", "BO"),
        ("heading", ""),
        ("paragraph", ""),
    ]
    assert texts(document)[0] == "1\tThe weir"


def test_headers_and_footers_are_furniture_and_properties_front_matter():
    core = (
        '<cp:coreProperties xmlns:cp="a" xmlns:dc="b" xmlns:t="c"><dc:title>May minutes</dc:title>'
        "<dc:creator>A Clerk</dc:creator><t:created>2021-05-05T10:00:00Z</t:created></cp:coreProperties>"
    )
    document = word(
        p("Text."),
        header1=w("hdr", p("Ambling  Council")),
        footer1=w("ftr", p("4 May 2021")),
        footer2=w("ftr", p("4 May 2021")),
        core=core,
    )
    assert document.furniture == ("4 May 2021", "Ambling Council")
    assert document.front_matter == {"title": "May minutes", "creator": "A Clerk", "created": "2021-05-05T10:00:00Z"}


def test_text_boxes_are_read_once():
    box = f"<w:txbxContent>{p('In a box')}</w:txbxContent>"
    body = (
        '<w:p><w:r><w:t>Beside</w:t></w:r><w:r><mc:AlternateContent xmlns:mc="m"><mc:Choice Requires="x">'
        f"<w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        f"</mc:AlternateContent></w:r></w:p>"
    )
    assert texts(word(body)) == ["Beside", "In a box"]


def test_content_controls_and_footnotes():
    body = f"<w:sdt><w:sdtContent>{p('Inside')}</w:sdtContent></w:sdt>"
    notes = w(
        "footnotes", f'<w:footnote w:type="separator">{p("---")}</w:footnote><w:footnote>{p("A note.")}</w:footnote>'
    )
    assert texts(word(body, footnotes=notes)) == ["Inside", "A note."]


def test_entities_are_not_unfolded():
    text = docx(p("x"))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(text)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                data = b'<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/hostname"><!ENTITY f "ffff">]>' + data.replace(
                    b">x<", b">one &e;&f; two<"
                )
            new.writestr(name, data)
    document = read(source("a.docx", out.getvalue()))
    assert "ffff" not in document.text


def test_a_part_that_unpacks_beyond_reason_is_refused():
    bomb = docx(p("a " * 3_000_000))
    with pytest.raises(LimitError, match="zip bomb"):
        read(source("bomb.docx", bomb))
    with pytest.raises(LimitError, match="unpacks to more than"):
        read(source("big.docx", docx(p("abc"))), limits=Limits(max_unpacked_bytes=200))


def test_a_document_that_memory_is_too_short_for_is_not_called_damaged(monkeypatch):
    data = docx(p("Minutes."))

    def open_part(*_given, **_named):
        raise MemoryError

    monkeypatch.setattr(zipfile.ZipFile, "open", open_part)
    with pytest.raises(MemoryError):
        read(source("minutes.docx", data))


def test_damaged_documents_say_so():
    whole = docx(p("Some text of the minutes. " * 40))
    with pytest.raises(FormatError):
        read(source("cut.docx", whole[: len(whole) // 2]))
    broken = whole.replace(b"PK\x01\x02", b"PK\x01\x03", 1)
    with pytest.raises(FormatError):
        read(source("broken.docx", broken))
    with pytest.raises(FormatError, match=r"part word/document\.xml"):
        read(source("xml.docx", docx("<w:p><w:r></w:p>")))
