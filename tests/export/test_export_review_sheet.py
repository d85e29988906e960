"""The review sheet, there and back: nothing in it runs, and whatever a spreadsheet makes of it is understood."""

from __future__ import annotations

import builtins
import csv
import io
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matters_arising.errors import MattersError, UsageError
from matters_arising.export.filled_sheet import Answer, Filled, read_sheet, verdicts_of
from matters_arising.export.review_sheet import ASKED, COLUMNS, claimed, resting, safe, write_sheet
from matters_arising.store.review import Claim, Named

TEXT = "The weir was put off.\nThe gate was mended."
KNOWN = {
    "ev-1": Named("ev-1", "event", "deferral", "a.txt", "00", 0, 21, "Forum", "2031-05-06"),
    "st-2": Named("st-2", "", "", "a.txt", "00", 22, 42, "Forum", "2031-05-06"),
    "stance-3": Named("stance-3", "stance", "unilateral", "a.txt", "00", 22, 42, "Forum", "2031-05-06"),
}


def claim(**given: Any) -> Claim:
    about = {"id": "ev-1", "part": "event", "label": "deferral", "confidence": 0.512, "quote": "It was put off."}
    place = {
        "item": "4 Weir",
        "body": "Forum",
        "meeting": "mtg-1",
        "date": "2031-05-06",
        "document": "a.txt",
        "page": 2,
    }
    return Claim(**{**about, "before": ("One.", "Two."), "after": ("Three.",), **place, **given})


def answered(*rows: dict[str, str]) -> Filled:
    answers = [Answer(line, row) for line, row in enumerate(rows, start=2)]
    return verdicts_of(answers, KNOWN, {"a.txt": TEXT}, by="quill")


def row(verdict: str, mark: str = "ev-1", **cells: str) -> dict[str, str]:
    return {"claim_id": mark, "verdict": verdict, **cells}


def filled_in(path: Path, changes: dict[str, str], *, separator: str = ",", encoding: str = "utf-8-sig") -> None:
    """As a spreadsheet saves it: columns turned round, blank rows, its own separator."""
    [one] = csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline=""))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, [*reversed(COLUMNS), "my own"], delimiter=separator)
    writer.writeheader()
    text.write(separator * len(COLUMNS) + "\r\n\r\n")
    writer.writerow({**one, **changes})
    path.write_bytes(text.getvalue().encode(encoding))


def test_a_row_says_all_that_is_needed_to_judge_it(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    write_sheet(path, [claim(counted=True, times=3, title="Weir", lost=True, explicit=False, until="June")])
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    [one] = csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline=""))
    assert one["claim"] == "Something was put off at this meeting, to be inferred, until “June”, no reason found."
    assert (one["before"], one["after"], one["confidence"], one["page"]) == ("One.\nTwo.", "Three.", "0.51", "2")
    assert one["rests_on_it"].startswith("one of 3 meetings at which “Weir” is counted as put off; ")
    assert [one[name] for name in ASKED] == [""] * len(ASKED)
    with pytest.raises(UsageError, match="may be filled in"):
        write_sheet(path, [])
    write_sheet(path, [], force=True)


def test_what_was_missed_is_told_apart() -> None:
    assert claimed(claim(missed=True)) == (
        "Something was put off at this meeting. Left out so far, as not likely enough."
    )
    assert resting(claim()) == "" and resting(claim(title="Weir", counted=True, times=1)).startswith("the one meeting")


@given(st.text())
def test_no_cell_runs_and_every_cell_comes_back(text: str) -> None:
    cell = safe(text)
    assert not cell.lstrip().startswith(("=", "+", "-", "@"))
    assert cell in (text, f"'{text}")


HOSTILE = '=HYPERLINK("http://x")\x00\u202e<script>alert(1)</script>,;\t\r\n"\'' + "w" * 40_000


@pytest.mark.parametrize(
    ("separator", "encoding"), [(",", "utf-8-sig"), (";", "cp1252"), ("\t", "utf-16"), (";", "utf-8")]
)
def test_a_sheet_comes_back_whatever_the_spreadsheet_does(tmp_path: Path, separator: str, encoding: str) -> None:
    path = tmp_path / "sheet.csv"
    hostile = HOSTILE if encoding != "cp1252" else HOSTILE.replace("\u202e", "")
    write_sheet(path, [claim(quote=hostile, item=hostile, title=hostile)])
    assert "\x00" not in path.read_text("utf-8-sig") and ",=" not in path.read_text("utf-8-sig")
    filled_in(path, {"verdict": " Right. ", "note": "'-1, as said"}, separator=separator, encoding=encoding)
    [answer] = read_sheet(path)
    assert answer.row == 4 and answer["note"] == "-1, as said" and answer["claim_id"] == "ev-1"
    [(line, verdict)] = verdicts_of([answer], KNOWN, {"a.txt": TEXT}, by="quill").verdicts
    assert (line, verdict.said, verdict.by, verdict.words.quote) == (4, "deferral", "quill", "The weir was put off.")


def test_a_sheet_with_a_line_that_names_its_separator(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    path.write_text('sep=;\nVerdict;Claim ID;Note\nwrong;ev-1;"two\nlines"\n;;\nright;ev-1;\n')
    assert [(a.row, a["verdict"]) for a in read_sheet(path)] == [(2, "wrong"), (4, "right")], "as a spreadsheet counts"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "no column 'claim_id'"),
        (b"claim_id,label\nev-1,deferral\n", "no column 'verdict'"),
        (b"claim_id,verdict,verdict\n", "two columns 'verdict'"),
        (b"PK\x03\x04rest", "name it .xlsx"),
    ],
)
def test_what_is_no_sheet_is_told(tmp_path: Path, content: bytes, why: str) -> None:
    (tmp_path / "sheet.csv").write_bytes(content)
    with pytest.raises(UsageError) as told:
        read_sheet(tmp_path / "sheet.csv")
    assert why in str(told.value)
    with pytest.raises(UsageError, match="cannot be read"):
        read_sheet(tmp_path / "none.csv")


def test_what_rows_say() -> None:
    found = answered(
        row("wrong"), row("Decision"), row("unsure"), row(""), row("", note="hm"), row("right", label="report")
    )
    assert [(v.claimed, v.said) for _, v in found.verdicts] == [
        ("deferral", ""),
        ("deferral", "decision"),
        ("report", "report"),
    ]
    assert (found.unsure, found.unanswered, found.faults) == (1, 2, ())
    found = answered(row("collaborative", "stance-3"), row("deferral", "st-2"), row("unilateral", "st-2"))
    assert [(v.part, v.claimed, v.said) for _, v in found.verdicts] == [
        ("stance", "unilateral", "collaborative"),
        ("event", "deferral", "deferral"),
        ("stance", "unilateral", "unilateral"),
    ]


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        (row("maybe"), "'maybe' is no verdict on it"),
        (row("collaborative"), "'collaborative' is no verdict on it"),
        (row("right", "ev-9"), "there is no claim ev-9 here"),
        (row("right", ""), "there is no claim without an id"),
        (row("right", "st-2"), "the label '' cannot have been claimed"),
        (row("right", label="unilateral"), "cannot have been claimed"),
        (row("", corrected_until="June"), "there is no verdict"),
        (row("wrong", corrected_until="June"), "only a deferral"),
        (row("decision", corrected_reason_code="funding"), "only a deferral"),
        (row("right", corrected_reason_code="whim"), "is no reason code"),
        (row("right", corrected_reason="the tide was out"), "is not in these minutes"),
        (row("wrong", corrected_reason="put off"), "only a deferral"),
        (row("decision", corrected_outcome="whim"), "is no outcome"),
        (row("right", corrected_outcome="adopted"), "only a decision"),
        (row("", corrected_outcome="adopted"), "there is no verdict"),
        (row("right", corrected_until="05/06/2031"), "write 2031-06-05 or 2031-05-06"),
        (row("right", corrected_until="45/16/2031"), "there is no date"),
    ],
)
def test_a_row_that_cannot_be_understood_is_named(cells: dict[str, str], why: str) -> None:
    found = answered(row("right"), cells)
    assert len(found.verdicts) == 1 and [fault.line for fault in found.faults] == [3]
    assert why in found.faults[0].why


def test_a_row_that_cannot_be_understood_is_found_by_its_words() -> None:
    found = answered(row("maybe", quote="The weir\nwas put off."))
    assert found.faults[0].why.startswith("“The weir was put off.”: 'maybe' is no verdict")


def test_a_reason_is_taken_in_the_words_of_the_minutes() -> None:
    text = "It was put off, the keeper’s\npunt having sunk."
    known = {"ev-1": Named("ev-1", "event", "deferral", "a.txt", "00", 0, 15, "Forum", "2031-05-06")}
    cells = row("right", corrected_reason="“The keeper's punt having sunk.”", corrected_reason_code="capacity")
    [(_, verdict)] = verdicts_of([Answer(2, cells)], known, {"a.txt": text}, by="quill").verdicts
    assert (verdict.reason, verdict.reason_code) == ("the keeper’s punt having sunk", "capacity")
    assert [v.reason for _, v in answered(row("right", corrected_reason="None")).verdicts] == ["none"]
    assert [v.outcome for _, v in answered(row("decision", corrected_outcome="Noted")).verdicts] == ["noted"]


@pytest.mark.parametrize(
    ("cell", "until"),
    [
        ("13/06/2031", "2031-06-13"), ("6.6.2031", "2031-06-06"), ("2031-06-13 00:00:00", "2031-06-13"),
        ("the next meeting", "the next meeting"), ("NONE", "none"), ("13-06-31", "2031-06-13"),
    ],
)  # fmt: skip
def test_a_date_that_a_spreadsheet_wrote_is_the_date(cell: str, until: str) -> None:
    [(_, verdict)] = answered(row("right", corrected_until=cell)).verdicts
    assert verdict.until == until


def test_an_xlsx_has_choices_runs_nothing_and_comes_back(tmp_path: Path) -> None:
    library = pytest.importorskip("openpyxl")
    path = tmp_path / "sheet.xlsx"
    write_sheet(path, [claim(quote=HOSTILE), claim(id="stance-3", part="stance", label="unilateral")])
    book = library.load_workbook(path)
    sheet = book.active
    quote, verdict = COLUMNS.index("quote") + 1, COLUMNS.index("verdict") + 1
    assert sheet.cell(2, quote).data_type == "s" and sheet.cell(2, quote).value.startswith("=HYPERLINK")
    listed = {str(v.sqref): v.formula1 for v in sheet.data_validations.dataValidation}
    assert any("deferral" in choices for choices in listed.values())
    assert all(len(choices) <= 255 for choices in listed.values())
    sheet.cell(2, verdict).value = "Right"
    sheet.cell(2, verdict + 1).value = datetime(2031, 6, 5)
    book.save(path)
    first, second = read_sheet(path)
    assert (first.row, first["verdict"], first["corrected_until"]) == (2, "Right", "2031-06-05")
    assert second["claim_id"] == "stance-3"
    path.write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(UsageError, match="no spreadsheet"):
        read_sheet(path)


def test_without_openpyxl_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ordinary = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name.startswith("openpyxl"):
            raise ImportError(name)
        return ordinary(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    for use in (lambda: write_sheet(tmp_path / "a.xlsx", [claim()]), lambda: read_sheet(tmp_path / "a.xlsx")):
        with pytest.raises(MattersError) as told:
            use()
        assert "matters-arising[spreadsheet]" in str(told.value)


@given(st.lists(st.lists(st.text(max_size=8), max_size=6), max_size=6))
def test_any_cells_are_rows_or_a_told_fault(
    tmp_path_factory: pytest.TempPathFactory, cells: Sequence[list[str]]
) -> None:
    path = tmp_path_factory.mktemp("sheets") / "sheet.csv"
    text = io.StringIO(newline="")
    csv.writer(text).writerows([["claim_id", "verdict", "note"], *cells])
    path.write_bytes(text.getvalue().encode("utf-8", "replace"))
    found = verdicts_of(read_sheet(path), KNOWN, {"a.txt": TEXT}, by="")
    assert all(fault.line > 1 and fault.why for fault in found.faults)
