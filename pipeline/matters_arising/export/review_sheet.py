"""The review sheet: claims as rows that a person who sees nothing else can judge, with columns to fill in.

The sheet is opened by spreadsheets, so that no cell may be run as a formula, and what cannot be printed is left out.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from matters_arising.errors import MattersError, UsageError
from matters_arising.export.formats import runs
from matters_arising.export.words import count
from matters_arising.matters.terms import bare
from matters_arising.matters.verdicts import CLEARED, VOCABULARY
from matters_arising.store.review import Claim
from matters_arising.vocab import NO_REASON, Outcome, ReasonCode

ASKED = (
    *("verdict", "corrected_until", "corrected_reason", "corrected_reason_code", "corrected_outcome"),
    *("note", "reviewer"),
)
COLUMNS = (
    *("claim_id", "part", "label", "claim", "confidence", "quote", "before", "after", "item", "body", "meeting"),
    *("date", "file", "page", "rests_on_it", *ASKED),
)
RIGHT, WRONG, UNSURE = "right", "wrong", "unsure"
_HIDDEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]"
)
_LONGEST = 32_000  # characters: a spreadsheet's cell takes 32,767
_CLAIMED = {
    "proposal": "Something was proposed at this meeting",
    "decision": "Something was decided at this meeting",
    "deferral": "Something was put off at this meeting",
    "referral": "Something was passed on to others at this meeting",
    "action": "Something was given to somebody to do at this meeting",
    "report": "Something was reported at this meeting",
    "collaborative": "The passage speaks of deciding or doing something together with others",
    "consultative": "The passage speaks of hearing others before deciding",
    "unilateral": "The passage speaks of deciding or doing something alone",
}
_WIDTHS = {
    **{"quote": 60, "claim": 45, "before": 40, "after": 40},
    **{"corrected_reason": 30, "note": 30, "item": 25, "rests_on_it": 25},
}


def claimed(claim: Claim) -> str:
    """What is claimed, in a neutral sentence; what is quoted in it are the words of the minutes."""
    said = [_CLAIMED[claim.label]]
    if claim.label == "deferral" and not claim.missed:
        said += [] if claim.explicit else ["to be inferred"]
        said += [f"until “{bare(claim.until)}”"] if claim.until else ["no time is named"]
        said += [f"for the reason “{claim.reason}” ({claim.reason_code})"] if claim.reason else [NO_REASON]
    said += [f"outcome: {claim.outcome}"] if claim.outcome else []
    said += [claim.status] if claim.status else []
    left_out = " Left out so far, as not likely enough." if claim.missed else ""
    return f"{', '.join(said)}.{left_out}"


def resting(claim: Claim) -> str:
    """What the tool says of the matter because of this claim."""
    told = []
    if claim.counted:
        meetings = f"one of {count(claim.times, 'meeting')}" if claim.times > 1 else "the one meeting"
        told.append(f"{meetings} at which “{claim.title}” is counted as put off")
    if claim.lost:
        told.append(f"“{claim.title}” is said not to be found again after it")
    return "; ".join(told) or (f"part of “{claim.title}”" if claim.title else "")


def values(claim: Claim) -> list[str]:
    """A claim as the cells of its row, those to fill in empty."""
    cells = [
        *(claim.id, claim.part, claim.label, claimed(claim), f"{claim.confidence:.2f}", claim.quote),
        *("\n".join(claim.before), "\n".join(claim.after), claim.item, claim.body, claim.meeting),
        *(claim.date, claim.document, str(claim.page), resting(claim)),
    ]
    return [*map(printable, cells), *("" for _ in ASKED)]


def printable(text: str) -> str:
    """A text as a cell holds it: without what is not seen, and no longer than a cell may be."""
    return _HIDDEN.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))[:_LONGEST]


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula.

    >>> safe("=1+1"), safe(" -2"), safe("2 - 1")
    ("'=1+1", "' -2", '2 - 1')
    """
    return f"'{cell}" if runs(cell) else cell


def write_sheet(path: Path, found: Sequence[Claim], *, force: bool = False) -> None:
    """Write a sheet, as .xlsx where `path` is named so, else as CSV in UTF-8 with a mark that says so. A file that is
    there is not replaced unless `force`: it may be filled in. Raises UsageError, MattersError where openpyxl is
    missing."""
    if path.exists() and not force:
        raise UsageError(
            "the file is there, and may be filled in", where=str(path), remedy="choose another --out, or say --force"
        )
    rows = [values(claim) for claim in found]
    try:
        if path.suffix.casefold() == ".xlsx":
            _xlsx(path, rows, [claim.part for claim in found])
        else:
            with path.open("w", encoding="utf-8-sig", newline="") as file:
                writer = csv.writer(file)
                writer.writerow(COLUMNS)
                writer.writerows([safe(cell) for cell in row] for row in rows)
    except OSError as error:
        raise UsageError(
            f"it cannot be written ({error.strerror})", where=str(path), remedy="choose another --out"
        ) from error


def openpyxl() -> Any:
    """The library for .xlsx files. Raises MattersError that names the extra where it is missing."""
    try:
        import openpyxl as library
    except ImportError as error:
        raise MattersError(
            "an .xlsx file needs openpyxl, which is not installed",
            remedy="pip install 'matters-arising[spreadsheet]', or name a .csv file",
        ) from error
    return library


def _xlsx(path: Path, rows: Iterable[list[str]], parts: Sequence[str]) -> None:
    library = openpyxl()
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    book = library.Workbook()
    sheet = book.active
    sheet.title = "review"
    sheet.append(COLUMNS)
    for number, cells in enumerate(rows, start=2):
        for column, cell in enumerate(cells, start=1):
            place = sheet.cell(number, column)
            place.value = cell or None
            place.data_type = "s"  # what begins with a sign of equality is no formula
            place.quotePrefix = runs(cell)
            place.alignment = Alignment(vertical="top", wrap_text=True)
    for column, name in enumerate(COLUMNS, start=1):
        letter = get_column_letter(column)
        sheet.cell(1, column).font = Font(bold=True)
        sheet.column_dimensions[letter].width = _WIDTHS.get(name, 14)
        if name in ("corrected_until", "corrected_reason"):  # as text, so that "June" stays what it is
            for number in range(2, len(parts) + 2):
                sheet.cell(number, column).number_format = "@"
    choices = {
        **{("verdict", part): (RIGHT, WRONG, UNSURE, *labels) for part, labels in VOCABULARY.items()},
        ("corrected_reason_code", ""): (*ReasonCode, CLEARED),
        ("corrected_outcome", ""): (*Outcome, CLEARED),
    }
    for (name, part), allowed in choices.items():
        listed = DataValidation(type="list", formula1=f'"{",".join(allowed)}"', allow_blank=True, showErrorMessage=True)
        letter = get_column_letter(COLUMNS.index(name) + 1)
        for number, own in enumerate(parts, start=2):
            if part in ("", own):
                listed.add(f"{letter}{number}")
        if listed.sqref:
            sheet.add_data_validation(listed)
    sheet.freeze_panes = "B2"
    book.save(path)
