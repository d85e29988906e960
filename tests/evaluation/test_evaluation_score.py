from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matters_arising.errors import UsageError
from matters_arising.evaluation.corpus import KINDS
from matters_arising.evaluation.gold import locate, spans_of, tokenise, words
from matters_arising.evaluation.inline import load_inline, unmark
from matters_arising.evaluation.score import Count, count_document, match, overlap


def test_words_are_free_of_case_quotes_and_hyphenation():
    assert words("The Clerk’s re-\nport: £40!") == ["the", "clerks", "report", "£", "40"]


def test_a_token_points_at_its_characters():
    text = "It was post-\nponed."
    token = tokenise(text)[2]
    assert token.text == "postponed"
    assert text[token.start : token.end] == "post-\nponed"


def test_a_quote_is_located_exactly_or_by_its_densest_window():
    document = ["the", "lease", "of", "the", "field", "was", "put", "off", "until", "the", "spring"]
    assert locate(["was", "put", "off"], document) == (5, 8)
    assert locate(["lease", "of", "field", "was", "put", "off"], document) is not None
    assert locate(["nothing", "of", "the", "kind", "here"], document) is None


def test_half_of_the_shorter_is_a_match():
    assert overlap((0, 10), (8, 12)) == 0.5
    assert match([(0, 10)], [(8, 12), (0, 9)]) == [(0, 1)]


def test_procedural_marks_and_further_pieces_count_neither_way():
    counted = count_document([((0, 5), True), ((10, 20), False)], [(0, 5), (10, 14), (14, 20), (30, 35)])
    assert counted == Count(hit=1, false=1, missed=0)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 9)), max_size=8))
def test_a_set_of_spans_matches_itself(pairs: list[tuple[int, int]]):
    spans = [(start, start + size) for start, size in dict(pairs).items()]
    assert len(match(spans, spans)) == len(spans)


def test_inline_marks_come_off_the_text():
    text, gold = unmark(
        "<!-- body: Mill Trust; date: 1994-03-02 -->\n4. Weir\n[[decision!,deferral|Held over.]] Rain fell.",
        document="x/1.md",
    )
    assert text == "4. Weir\nHeld over. Rain fell."
    assert [(mark["type"], mark["procedural"]) for mark in gold.marks] == [("decision", True), ("deferral", False)]
    assert gold.date == "1994-03-02"


def test_a_short_inline_mark_stands_where_it_was_written_and_not_where_its_words_come_first():
    text, gold = unmark("Paint the punt: done in May. The rope: [[report|done]].", document="x/1.md")
    assert spans_of(gold.marks, text) == [("report", (8, 9), gold.marks[0])]


@pytest.mark.parametrize(
    ("before", "quote", "times"),
    [
        ("Held over. Held over. ", "Held over.", 2),
        ("Read. Noted. Read. Noted. Read. ", "Noted. Read.", 2),  # goes over the full stop between sentences
        ("No, no, no. ", "No, no", 2),  # one begins within another
        ("It was re-\n[[decision|opened]] at two. It was ", "opened", 0),  # "reopened" stands before it
        ("The rope was undone. ", "done", 0),
    ],
)
def test_how_often_the_words_of_a_mark_stand_before_it_is_counted(before: str, quote: str, times: int) -> None:
    _, gold = unmark(f"{before}[[report|{quote}]] And so on.", document="x/1.md")
    assert gold.marks[-1]["nth"] == times


def test_marked_texts_are_markdown_or_plain_and_a_folder_is_an_archive(tmp_path: Path):
    for name in ("east/1.md", "west/1.txt", "west/README.md", "west/notes.csv"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(
            "<!-- body: Mill Trust; date: 1994-03-02 -->\n\n4. Weir\n\n[[deferral|The weir was held over.]]\n"
        )
    read = load_inline(tmp_path)
    assert [(marked.archive, marked.gold.document) for marked in read] == [
        ("east", "east/1.md"),
        ("west", "west/1.txt"),
    ]
    assert all(max(row[KINDS.index("deferral")] for row in marked.labels) == 1 for marked in read)


def test_an_unknown_kind_is_named():
    with pytest.raises(UsageError, match="decisoin"):
        unmark("[[decisoin|Held over.]]", document="x/1.md")


def test_an_open_mark_is_an_error():
    with pytest.raises(UsageError, match="not closed"):
        unmark("[[decision|Held over.", document="x/1.md")
