"""Our own stance statements: read as written, and turned into documents of which one statement is judged."""

from pathlib import Path

import pytest
from matters_arising.errors import UsageError
from matters_arising.evaluation.corpus import KINDS
from matters_arising.evaluation.stance_corpus import NONE, as_marked, is_held, load_stances, pairs_of

WRITTEN = """\
=== Saltmarsh Ferry Users' Panel | ie | transport panel | 1998
@ 1a collaborative | holder=the Line | with=the Panel | status=committed | phase=design | miss=
< Winter sailings
< The master had drawn up three timetables.
> The Line and the Panel will choose between them together in October.
@ 1b unilateral | holder=the Line | with= | status=committed | phase=design | miss=
< Winter sailings
< The master had drawn up three timetables.
> The Line will choose between them by itself in October.
@ 2 none | miss=routine
< Any other business
< The kettle had been mended.
> The secretary thanked Mr Roche for the loan of the hall.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ferries.txt").write_text(WRITTEN, encoding="utf-8")
    return tmp_path


def test_entries_keep_what_is_written_of_them(folder: Path) -> None:
    first, second, third = load_stances(folder)
    assert (first.id, first.side, first.label, first.with_whom) == ("ferries:1", "a", "collaborative", "the Panel")
    assert first.before == ("Winter sailings", "The master had drawn up three timetables.")
    assert (first.usage, first.year, first.kind) == ("ie", 1998, "transport panel")
    assert (third.label, third.near_miss, third.status) == (NONE, "routine", "")
    assert pairs_of([first, second, third]) == [(first, second)]


def test_a_body_is_held_back_whole(folder: Path) -> None:
    assert len({is_held(entry) for entry in load_stances(folder)}) == 1


def test_one_statement_is_judged_and_for_stances_alone(folder: Path) -> None:
    _, entry, plain = load_stances(folder)
    marked = as_marked(entry, archive="stance")
    judged = [row for row, labels in enumerate(marked.labels) if max(labels) >= 0]
    assert [marked.segmented.statements[row].text for row in judged] == [entry.text]
    row = dict(zip(KINDS, marked.labels[judged[0]], strict=True))
    assert row["unilateral"] == 1 and row["collaborative"] == 0 and row["deferral"] == -1
    assert 1 not in {label for labels in as_marked(plain, archive="stance").labels for label in labels}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("@ 3 hostile | status=enacted | phase=design", "no such label"),
        ("@ 3 unilateral | status=done | phase=design", "no such status"),
        ("@ 3 none | mood=grim", "no such attribute"),
        ("Somebody said something.", "neither body"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(tmp_path: Path, line: str, said: str) -> None:
    (tmp_path / "bad.txt").write_text(f"{WRITTEN}{line}\n> A statement.\n", encoding="utf-8")
    with pytest.raises(UsageError, match=said) as raised:
        load_stances(tmp_path)
    assert "bad.txt:14" in str(raised.value) or "bad.txt:15" in str(raised.value)


def test_an_entry_without_a_statement_is_named(tmp_path: Path) -> None:
    (tmp_path / "cut.txt").write_text(WRITTEN + "@ 9 none | miss=routine\n< Only context\n", encoding="utf-8")
    with pytest.raises(UsageError, match="no statement"):
        load_stances(tmp_path)


def test_the_corpus_that_is_shipped_can_be_read() -> None:
    entries = load_stances(Path(__file__).parents[2] / "corpus" / "stance")
    assert len(entries) >= 4000
    assert len(pairs_of(entries)) >= 800
