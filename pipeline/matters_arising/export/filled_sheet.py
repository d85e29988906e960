"""A review sheet that came back: what people filled in, whatever their spreadsheet did to the rest.

Columns are known by their names, in any order; a sheet may have gone through another separator, another encoding, and
dates written as the spreadsheet's country writes them. What cannot be understood is named with its row.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from matters_arising.dates import parse
from matters_arising.errors import UsageError
from matters_arising.export.formats import runs
from matters_arising.export.review_sheet import ASKED, COLUMNS, RIGHT, UNSURE, WRONG, openpyxl
from matters_arising.export.words import shortened
from matters_arising.matters.book import Fault
from matters_arising.matters.overrides import anchor
from matters_arising.matters.verdicts import CLEARED, VOCABULARY, Verdict
from matters_arising.store.review import Named
from matters_arising.vocab import Outcome, ReasonCode

_NEEDED = ("claim_id", "verdict")
_SEPARATORS = (",", ";", "\t")
_NUMERIC = re.compile(r"\s*\d{1,2}\s*[./-]\s*\d{1,2}\s*[./-]\s*\d{2,4}\s*")
_LONGEST = 131_072
_SHOWN = 50  # characters of a quote, in an error
_CORRECTED = tuple(name for name in ASKED if name.startswith("corrected_"))
_APOSTROPHES, _DASHES = "'’‘`", "-–—"
_ANOTHER = f"verdicts are {RIGHT}, {WRONG}, {UNSURE}, or another label"


@dataclass(frozen=True, slots=True)
class Answer:
    """A row of the sheet that was filled in, with its number as a spreadsheet shows it: that of the headings is 1."""

    row: int
    cells: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.cells.get(name, "")

    def fault(self, why: str) -> Fault:
        """That the row cannot be understood, with the words that it is about, by which a person finds it."""
        words = shortened(" ".join(self["quote"].split()), _SHOWN)
        return Fault(self.row, f"“{words}”: {why}" if words else why)


@dataclass(frozen=True, slots=True)
class Filled:
    """What a sheet says: verdicts with their rows, how many rows were left unsure or open, and what is wrong."""

    verdicts: tuple[tuple[int, Verdict], ...]
    unsure: int
    unanswered: int
    faults: tuple[Fault, ...]


def read_sheet(
    path: Path,
    *,
    needed: Sequence[str] = _NEEDED,
    columns: Sequence[str] = COLUMNS,
    made_by: str = "matters review",
) -> list[Answer]:
    """The rows of a sheet, blank ones left out. Raises UsageError where it cannot be read, or is not such a sheet as
    `made_by` makes: with all columns that are `needed`, and none of its `columns` twice."""
    rows = _xlsx_rows(path) if path.suffix.casefold() in (".xlsx", ".xlsm") else _csv_rows(path)
    at, heading = next(rows, (1, []))
    names = [re.sub(r"[\W_]+", "_", cell.strip().casefold()).strip("_") for cell in heading]
    missing = [name for name in needed if name not in names]
    twice = sorted({name for name in names if name in columns and names.count(name) > 1})
    if missing or twice:
        what = f"no column {missing[0]!r}" if missing else f"two columns {twice[0]!r}"
        raise UsageError(
            what, where=f"{path}, row {at}", remedy=f"keep the headings of {made_by}; their order does not matter"
        )
    return [
        Answer(row, {name: _unmarked(cell) for name, cell in zip(names, cells, strict=False)})
        for row, cells in rows
        if any(cell.strip() for cell in cells)
    ]


def _unmarked(cell: str) -> str:
    """A cell without the sign that kept it from being run."""
    cell = cell.strip()
    return cell[1:].strip() if cell.startswith("'") and runs(cell[1:]) else cell


def _csv_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    text = _decoded(path)
    lines = text.split("\n", 1)
    if lines[0].strip().casefold().startswith("sep="):  # as some spreadsheets write it
        skipped, text = 1, lines[1] if len(lines) > 1 else ""
    else:
        skipped = 0
    first = next((line for line in text.split("\n") if line.strip()), "")
    separator = max(_SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for row, cells in enumerate(reader, start=1):
            if any(cell.strip() for cell in cells):
                yield row, cells
    except csv.Error as error:
        raise UsageError(
            f"it is not CSV ({error})", where=f"{path}, line {reader.line_num + skipped}", remedy="save it as CSV again"
        ) from error


def _decoded(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(
            f"the sheet cannot be read ({error.strerror})", where=str(path), remedy="check the name of the file"
        ) from error
    if data.startswith(b"PK\x03\x04"):
        raise UsageError("it is no CSV but a packed file", where=str(path), remedy="name it .xlsx, or save it as CSV")
    csv.field_size_limit(max(_LONGEST, len(data)))
    for encoding in ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding).replace("\x00", " ")
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1").replace("\x00", " ")


def _xlsx_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    library = openpyxl()
    try:
        book = library.load_workbook(path, read_only=True, data_only=True)
        rows = list(book.worksheets[0].iter_rows(values_only=True))
        book.close()
    except OSError as error:
        raise UsageError(f"the sheet cannot be read ({error})", where=str(path), remedy="check the file") from error
    except Exception as error:
        raise UsageError(
            f"it is no spreadsheet that can be read ({type(error).__name__})", where=str(path), remedy="save it as CSV"
        ) from error
    for row, cells in enumerate(rows, start=1):
        if any(cell is not None and str(cell).strip() for cell in cells):
            yield row, [_text(cell) for cell in cells]


def _text(cell: object) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else str(cell)


# ---- what the rows say -------------------------------------------------------------------------------------------


class _UnclearError(Exception):
    """A row that cannot be understood, and why."""


def verdicts_of(answers: Sequence[Answer], known: Mapping[str, Named], texts: Mapping[str, str], *, by: str) -> Filled:
    """What the rows say of the claims that are `known` by their ids. `by` is who says so where no reviewer is named."""
    said: list[tuple[int, Verdict]] = []
    faults: list[Fault] = []
    unsure = unanswered = 0
    for answer in answers:
        word = answer["verdict"].casefold().strip(" .!")
        try:
            if not word and not any(answer[name] for name in _CORRECTED):
                unanswered += 1
            elif word == UNSURE:
                unsure += 1
            else:
                said.append((answer.row, _verdict(answer, word, known, texts, by)))
        except _UnclearError as why:
            faults.append(answer.fault(str(why)))
    return Filled(tuple(said), unsure, unanswered, tuple(faults))


def _verdict(answer: Answer, word: str, known: Mapping[str, Named], texts: Mapping[str, str], by: str) -> Verdict:
    if not word:
        raise _UnclearError(f"something is corrected, but there is no verdict; {_ANOTHER}")
    claim = known.get(answer["claim_id"])
    if claim is None:
        name = answer["claim_id"][:40] or "without an id"
        raise _UnclearError(f"there is no claim {name} here any more: make the sheet again with matters review")
    label = answer["label"].casefold() or claim.label
    part = claim.part or next((p for p, labels in VOCABULARY.items() if (label or word) in labels), "")
    labels = VOCABULARY.get(part, ())
    if word not in (RIGHT, WRONG, *labels):
        others = ", ".join(labels or [each for known_labels in VOCABULARY.values() for each in known_labels])
        raise _UnclearError(f"{answer['verdict'][:40]!r} is no verdict on it; {_ANOTHER}: {others}")
    if not label and word in labels:
        label = word
    if label not in labels:
        raise _UnclearError(f"the label {answer['label'][:40]!r} cannot have been claimed; leave it as it was")
    said = _said(word, label)
    text = texts[claim.document]
    until, code = _until(answer["corrected_until"], claim.date), _code(answer["corrected_reason_code"])
    reason, outcome = _reason(answer["corrected_reason"], text), _outcome(answer["corrected_outcome"])
    if (until or reason or code) and said != "deferral":
        raise _UnclearError("only a deferral has a time until when and a reason")
    if outcome and said != "decision":
        raise _UnclearError("only a decision has an outcome")
    return Verdict(
        id="new",
        anchor=anchor(text, claim.document, claim.sha256, claim.start, claim.end),
        part="stance" if part == "stance" else "event",
        claimed=label,
        said=said,
        until=until,
        reason=reason,
        reason_code=code,
        outcome=outcome,
        body=claim.body,
        date=claim.date,
        by=answer["reviewer"] or by,
        note=answer["note"],
    )


def _said(word: str, label: str) -> str:
    """The label that a verdict gives instead of `label`: itself where it is right, none where it is wrong."""
    return "" if word == WRONG else label if word == RIGHT else word


@dataclass(frozen=True, slots=True)
class Judged:
    """Which claims of a sheet are right, by claim id, part and label; how many rows were left unsure or open, and the
    rows that cannot be understood."""

    right: Mapping[tuple[str, str, str], bool]
    unsure: int
    unanswered: int
    faults: tuple[Fault, ...]


def judged(answers: Sequence[Answer], asked: Collection[tuple[str, str, str]]) -> Judged:
    """What a sheet says of the claims that were `asked`, by claim id, part and label. A claim is right where its own
    label is given."""
    right: dict[tuple[str, str, str], bool] = {}
    faults: list[Fault] = []
    unsure = unanswered = 0
    for answer in answers:
        word = answer["verdict"].casefold().strip(" .!")
        claim = (answer["claim_id"], answer["part"].casefold(), answer["label"].casefold())
        if claim not in asked:
            faults.append(answer.fault("it is not of this draw"))
        elif word in ("", UNSURE):
            unsure += word == UNSURE
            unanswered += not word
        elif word not in (RIGHT, WRONG, *VOCABULARY[claim[1]]):
            faults.append(answer.fault(f"{answer['verdict'][:40]!r} is no verdict on it; {_ANOTHER}"))
        else:
            right[claim] = _said(word, claim[2]) == claim[2]
    return Judged(right, unsure, unanswered, tuple(faults))


def _until(cell: str, base: str) -> str:
    """A time as the minutes would print it; a date that a spreadsheet turned round is given back in ISO form."""
    if cell.casefold() == CLEARED:
        return CLEARED
    cell = re.sub(r"[T ]00:00(:00(\.0+)?)?$", "", cell)
    if not _NUMERIC.fullmatch(cell):
        return cell
    day, month = (parse(cell, order=order, base=base) for order in ("dmy", "mdy"))
    if day != month:
        raise _UnclearError(f"the date {cell} may be read in two ways: write {day} or {month}")
    if not day:
        raise _UnclearError(f"there is no date {cell}: write it as year-month-day")
    return day


def _code(cell: str) -> str:
    code = cell.casefold()
    if code and code not in (CLEARED, *ReasonCode):
        raise _UnclearError(f"{cell[:40]!r} is no reason code; they are {', '.join(ReasonCode)}, {CLEARED}")
    return code


def _reason(cell: str, text: str) -> str:
    """A reason as the minutes print it: it is published as their words, so that they must hold it."""
    if not cell or cell.casefold() == CLEARED:
        return cell.casefold()
    found = re.search(r"\s+".join(map(_alike, cell.strip(' “”".').split())), text, re.IGNORECASE)
    if not found:
        raise _UnclearError(
            f"the reason {cell[:40]!r} is not in these minutes: give their own words, or only corrected_reason_code"
        )
    return " ".join(found.group().split())


def _alike(word: str) -> str:
    """A pattern of a word, whichever apostrophes and dashes a spreadsheet made of those that are printed."""
    alike = {char: f"[{marks}]" for marks in (_APOSTROPHES, _DASHES) for char in marks}
    return "".join(alike.get(char, re.escape(char)) for char in word)


def _outcome(cell: str) -> str:
    outcome = cell.casefold()
    if outcome and outcome not in (CLEARED, *Outcome):
        raise _UnclearError(f"{cell[:40]!r} is no outcome; they are {', '.join(Outcome)}, {CLEARED}")
    return outcome
