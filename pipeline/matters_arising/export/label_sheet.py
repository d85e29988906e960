"""Statements to be labelled as a sheet for a spreadsheet, for people who use no labelling tool; and files of labels in
whatever form they come back.

A row is a statement: two columns to fill in, what is to be read, and at the end what says where it stands. No cell may
be run as a formula; the model's guess is in no column, for it would sway whoever fills it in.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from matters_arising.errors import UsageError
from matters_arising.export.filled_sheet import read_sheet
from matters_arising.export.review_sheet import openpyxl, printable, safe
from matters_arising.stance.handout import check_free
from matters_arising.stance.labels import LABELS, LabelFile, Labelled
from matters_arising.stance.records import Record
from matters_arising.stance.returns import label_file, read_label_file

SHEETS = ("csv", "xlsx")
COLUMNS = ("label", "annotator", "text", "before", "heading", "body", "date", "document", "id", "start", "end")
_READ = (".csv", ".tsv", ".xlsx", ".xlsm")
_WIDTHS = {"label": 16, "annotator": 14, "text": 70, "before": 50, "heading": 25, "body": 22}


def read_any(path: Path) -> LabelFile:
    """All that a file of labels holds, whichever tool or spreadsheet wrote it. UsageError as `read_label_file`, and for
    a sheet without the columns text and label."""
    if path.suffix.casefold() not in _READ or _is_json(path):
        return read_label_file(path)
    return label_file(path, _records(path), form="plain")


def _is_json(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(64).lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"{", b"[")
    except OSError:
        return False  # why it cannot be read is said where it is read as a sheet


def _records(path: Path) -> Iterator[tuple[int, Record]]:
    for row in read_sheet(path, needed=("text", "label"), columns=COLUMNS, made_by="matters label"):
        yield row.row, {name: row[name] for name in COLUMNS if row[name]}


def write_label_sheet(path: Path, labelled: Sequence[Labelled], *, force: bool = False) -> None:
    """Write statements as .xlsx where `path` is named so, else as CSV in UTF-8 with a mark that says so. A file that is
    there is not replaced unless `force`. Raises UsageError, MattersError where openpyxl is missing."""
    check_free(path, force=force)
    rows = [_cells(one) for one in labelled]
    try:
        if path.suffix.casefold() == ".xlsx":
            _xlsx(path, rows)
        else:
            with path.open("w", encoding="utf-8-sig", newline="") as file:
                csv.writer(file).writerows([COLUMNS, *([safe(cell) for cell in row] for row in rows)])
    except OSError as error:
        raise UsageError(
            f"it cannot be written ({error.strerror})", where=str(path), remedy="choose another file"
        ) from error


def check_sheet(form: str, out: str) -> None:
    """UsageError where a sheet is asked for and no file of that kind is named."""
    if not out.casefold().endswith(f".{form}"):
        raise UsageError(f"a sheet is a file whose name ends in .{form}", remedy=f"say --out statements.{form}")
    if form == "xlsx":
        openpyxl()


def _cells(one: Labelled) -> list[str]:
    told = {name: str(getattr(one, name)) for name in COLUMNS if name != "before"}
    return [printable({**told, "before": "\n".join(one.before)}[name]) for name in COLUMNS]


def _xlsx(path: Path, rows: Iterable[Sequence[str]]) -> None:
    library = openpyxl()
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    book = library.Workbook()
    sheet = book.active
    sheet.title = "statements"
    sheet.append(COLUMNS)
    listed = DataValidation(type="list", formula1=f'"{",".join(LABELS)}"', allow_blank=True, showErrorMessage=True)
    for number, cells in enumerate(rows, start=2):
        for column, cell in enumerate(cells, start=1):
            place = sheet.cell(number, column)
            place.value = cell or None
            place.data_type = "s"  # what begins with a sign of equality is no formula
            place.alignment = Alignment(vertical="top", wrap_text=True)
        listed.add(f"A{number}")
    for column, name in enumerate(COLUMNS, start=1):
        sheet.cell(1, column).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(name, 12)
    sheet.add_data_validation(listed)
    sheet.freeze_panes = "D2"
    book.save(path)
