"""Sheets of statements: written for a spreadsheet, read whatever it made of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from matters_arising.errors import UsageError
from matters_arising.export.label_sheet import COLUMNS, read_any, write_label_sheet
from matters_arising.stance.handout import write_labels
from matters_arising.stance.labels import Labelled

ONE = Labelled(
    "st-1",
    '=The weir, "as it is", will be kept by the Guild alone',
    before=("The mill asked first.", "- Nobody answered."),
    heading="Weir",
    body="Osier Guild",
    date="2031-05-03",
    document="may.pdf",
    start=40,
    end=94,
    label="unilateral",
    annotator="ada",
)


@pytest.mark.parametrize("name", ["sheet.csv", "sheet.xlsx"])
def test_whatever_goes_out_comes_back_and_nothing_runs(name: str, tmp_path: Path) -> None:
    write_label_sheet(tmp_path / name, [ONE])
    assert read_any(tmp_path / name).labelled == (ONE,)
    if name.endswith("csv"):
        assert "\"'=The weir" in (tmp_path / name).read_text("utf-8-sig")


def test_a_sheet_that_went_through_another_spreadsheet_is_read(tmp_path: Path) -> None:
    path = tmp_path / "back.csv"
    rows = ["Text;Label;Annotator;Note", "Caf\xe9 first;None;bo;", ";;;", "Then the quay;;;hm"]
    path.write_bytes("\r\n".join(rows).encode("cp1252"))
    found = read_any(path)
    assert [(one.text, one.label, one.annotator) for one in found.labelled] == [("Caf\xe9 first", "none", "bo")]
    assert [one.why for one in found.skipped] == ["unanswered"]


def test_what_cannot_be_read_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("text,label\nIt is so.,none\nIt was so.,friendly\n")
    with pytest.raises(UsageError, match=r"x\.csv:3: no such label: 'friendly'"):
        read_any(path)
    path.write_text("text\nIt is so.\n")
    with pytest.raises(UsageError, match=r"no column 'label'.*matters label"):
        read_any(path)
    path.write_text(",".join(COLUMNS))
    with pytest.raises(UsageError, match="holds no statements"):
        read_any(path)
    with pytest.raises(UsageError, match="cannot be read"):
        read_any(tmp_path / "none.csv")


def test_lines_of_json_are_read_whatever_their_file_is_called(tmp_path: Path) -> None:
    write_labels(tmp_path / "x.csv", [ONE], "plain")
    assert read_any(tmp_path / "x.csv").labelled == (ONE,)
