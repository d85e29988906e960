"""A proposal of settings for a new archive: a `matters.toml` that says why, and a `manifest.csv` of what the minutes do
not tell. What is not clear is left to the reader, as a comment or an empty cell."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections import Counter
from collections.abc import Iterator

from matters_arising.config import MANIFEST
from matters_arising.onboarding.choose import day_in
from matters_arising.onboarding.understand import Shown, Understood, UsageShown
from matters_arising.vocab import Jurisdiction

_FULL = len("2021-05-14")
_COLUMNS = ("document", "body", "date", "kind", "status")
MEANING = {
    Jurisdiction.UK: "to table is to hand in or bring forward: “tabled” is not counted as put off",
    Jurisdiction.US: "to table is to set aside: “tabled” is counted as put off",
    Jurisdiction.CA: "to table is to set aside: “tabled” is counted as put off (us and ca are read alike)",
}
"""What the word means in each usage, and what follows."""


def settings(found: Understood) -> str:
    """The proposed `matters.toml`, every line of it with its reason."""
    return "\n".join([*_head(found), "", *_usage(found.usage), "", *_bodies(found)]) + "\n"


def _head(found: Understood) -> Iterator[str]:
    yield f"# Proposed by `matters onboard` from {found.documents} of {found.files} files. Read it, change what is"
    yield f"# wrong, then put it into the folder of the minutes{_beside(found)}. What such files can set:"
    yield "# the usage of the minutes, and body, date, kind, status and usage of documents. How items are numbered"
    yield "# cannot be set; it is told from each document."


def _beside(found: Understood) -> str:
    return f", with {MANIFEST} beside it" if manifest(found) else ""


def _usage(shown: UsageShown) -> Iterator[str]:
    votes = ", ".join(f"{number} {name}" for name, number in shown.votes.items() if number)
    yield f"# Documents by the usage that each tells by itself: {votes or 'none'}."
    for word, number in shown.words:
        yield f"#   {plain(word)} ({number})"
    if shown.sure == "clear":
        yield f"# In this usage {MEANING[shown.usage]}."
        yield f'usage = "{shown.usage}"'
        return
    yield "# That is not clear enough to set it for all. Without it each document is read by what it tells itself, and"
    yield "# “tabled” is not counted as put off where a document tells nothing. If you know it, take a # away:"
    for usage, meaning in MEANING.items():
        yield f'# usage = "{usage}"  # {meaning}'


def _bodies(found: Understood) -> Iterator[str]:
    bodies = Counter(one.body for one in found.shown if one.statements)
    named = [(body, number) for body, number in bodies.most_common() if body]
    yield "# Bodies as the documents name them:"
    for body, number in named or [("none was found", 0)]:
        yield f"#   {plain(body)} ({number})"
    if not bodies[""]:
        yield "# Every document that was read names its body. Should others not, a rule like this one says it:"
    else:
        yield f"# {bodies['']} without a body: give it in {MANIFEST}, or for many files by a rule like this one;"
        yield "# a rule outranks what the minutes say, so keep its pattern narrow:"
    body = plain(named[0][0]) if named else "Ambleton Parish Council"
    yield "# [[documents]]"
    yield f"# document = {_quoted(_pattern(found))}"
    yield f"# body = {_quoted(body)}"


def _pattern(found: Understood) -> str:
    """A pattern as an example: the folder of a document without a body, else of the first."""
    paths = [one.document for one in sorted(found.shown, key=lambda one: bool(one.body))]
    folder, slash, _ = paths[0].rpartition("/") if paths else ("", "", "")
    return f"{plain(folder)}{slash}*" if slash else "committee-*"


def manifest(found: Understood) -> str:
    """The proposed `manifest.csv`: the documents that were read whose body or date the minutes do not tell. A cell is
    filled where the file's name tells the date, or the document the rest. Empty where they tell all of it."""
    once = Counter(one.document for one in found.shown)
    rows = [
        (one.document, plain(one.body), _day(one), one.kind, one.status)
        for one in found.shown
        if once[one.document] == 1 and is_lacking(one)
    ]
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([_COLUMNS, *rows] if rows else [])
    return out.getvalue()


def _day(shown: Shown) -> str:
    return shown.date if len(shown.date) == _FULL else day_in(shown.document) or shown.date


def is_lacking(shown: Shown) -> bool:
    """Whether a document was read as minutes and does not tell its body, or the day."""
    return shown.statements > 0 and (not shown.body or len(shown.date) < _FULL)


def plain(text: str) -> str:
    """A text of the minutes as one line without anything that ends a comment or is not seen."""
    return " ".join("".join(c if unicodedata.category(c)[0] != "C" else " " for c in text).split())


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
