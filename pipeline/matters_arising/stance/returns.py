"""Labels that came back, in files of the labelling tools: JSON Lines, or an array of tasks as Label Studio writes it.

A line `{"read_whole": "DOCUMENT"}` among them, written by hand, says that somebody read that document to its end:
what was handed out of it and came back without an answer has no stance. Sheets are read in `export.label_sheet`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from matters_arising.errors import UsageError
from matters_arising.stance.fields import two_labels
from matters_arising.stance.forms import READERS, form_of
from matters_arising.stance.labels import NONE, LabelFile, Labelled, Skipped
from matters_arising.stance.records import Record, records_of

WHOLE = "read_whole"


def read_labels(path: Path) -> list[Labelled]:
    """The labelled statements of a file, whichever tool wrote it; those without an answer are left out.

    A statement stands there once for each annotator who labelled it. Raises UsageError as `read_label_file`.
    """
    return list(read_label_file(path).labelled)


def read_label_file(path: Path) -> LabelFile:
    """All that a file holds. The form is told from its content.

    Raises UsageError, with file and line, for what cannot be read, for a label that is none of `LABELS`, and for two
    labels on one statement by one annotator.
    """
    return label_file(path, records_of(path))


def label_file(path: Path, records: Iterable[tuple[int, Record]], *, form: str = "") -> LabelFile:
    """What the records of a file say, each with its line, in one of `FORMS`; where none is given it is told from the
    first of them. UsageError as `read_label_file`."""
    labelled: list[Labelled] = []
    skipped: list[Skipped] = []
    whole: set[str] = set()
    first: dict[tuple[str, str], tuple[str, int]] = {}
    for line, record in records:
        where = f"{path}:{line}"
        if WHOLE in record:
            whole.add(_document(record[WHOLE], where))
            continue
        form = form or form_of(record, where)
        for one, why in READERS[form](record, where):
            key = (one.annotator, one.id)
            if why:
                skipped.append(Skipped(one, why))
            elif key not in first:
                first[key] = (one.label, line)
                labelled.append(one)
            elif first[key][0] == one.label:
                skipped.append(Skipped(one, "repeated"))
            else:
                raise two_labels(
                    (first[key][0], one.label), where, f" by one annotator (first in line {first[key][1]})"
                )
    if not (labelled or skipped):
        raise UsageError("the file holds no statements", where=str(path), remedy="export the labels again")
    return LabelFile(form, tuple(labelled), tuple(skipped), frozenset(whole))


def _document(given: object, where: str) -> str:
    if isinstance(given, str) and given:
        return given
    raise UsageError("no document is named as read whole", where=where, remedy=f'write {{"{WHOLE}": "DOCUMENT"}}')


def left_empty(files: Iterable[LabelFile]) -> list[Labelled]:
    """The statements that have no stance because their document was read whole, each once, labelled `none`.

    They are those that came back unanswered in every file; what was ignored or rejected anywhere stays open. Raises
    UsageError for a document of which the files hold no statement.
    """
    read = list(files)
    whole = frozenset().union(*(file.whole for file in read))
    unknown = sorted(whole - {one.document for file in read for one in file.statements()})
    if unknown:
        raise UsageError(
            f"read whole, but no statement of it is here: {unknown[0]}",
            remedy="write the document as `matters label` wrote it, and give the file that was handed out with it",
        )
    decided = {one.id for file in read for one in file.labelled}
    decided |= {one.statement.id for file in read for one in file.skipped if one.why != "unanswered"}
    found = {
        one.statement.id: replace(one.statement, label=NONE)
        for file in read
        for one in file.skipped
        if one.statement.document in whole and one.statement.id not in decided
    }
    return list(found.values())
