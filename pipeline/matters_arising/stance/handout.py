"""Statements handed out to be labelled: JSON Lines of the usual labelling tools, in one of `forms.FORMS`.

For Label Studio a file named `.json` is written as the array of tasks that it imports. Sheets for people who use no
tool are in `export.label_sheet`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from matters_arising.errors import UsageError
from matters_arising.stance.forms import WRITERS, check_form
from matters_arising.stance.labels import Labelled


def write_labels(path: Path, labelled: Iterable[Labelled], form: str, *, force: bool = False) -> None:
    """Write statements as one of `FORMS`. A file that is there is not replaced unless `force`: it may hold labels.

    Raises UsageError where it is there, or cannot be written.
    """
    lines = list(label_lines(labelled, form))
    if form == "label-studio" and path.suffix == ".json":
        lines = ["[", *(f"{line}," for line in lines[:-1]), *lines[-1:], "]"]
    check_free(path, force=force)
    try:
        with path.open("w" if force else "x", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{line}\n" for line in lines)
    except OSError as error:
        raise UsageError(
            f"it cannot be written ({error.strerror})", where=str(path), remedy="choose another file"
        ) from error


def check_free(path: Path, *, force: bool) -> None:
    """UsageError where a file is there that may hold labels."""
    if path.exists() and not force:
        raise UsageError(
            "the file is there, and may hold labels that would be lost",
            where=str(path),
            remedy="choose another name, or say --force to replace it",
        )


def label_lines(labelled: Iterable[Labelled], form: str) -> Iterator[str]:
    """Statements as lines of JSON in one of `FORMS`."""
    check_form(form)
    for one in labelled:
        yield json.dumps(WRITERS[form](one), ensure_ascii=False)
