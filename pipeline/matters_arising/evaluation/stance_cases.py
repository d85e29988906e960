"""Labelled statements to learn from or to be measured on: from people's label files, or from our own corpus."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from matters_arising.errors import NothingFoundError
from matters_arising.evaluation.stance_corpus import StanceEntry, is_held, load_stances
from matters_arising.export.label_sheet import read_any
from matters_arising.ids import sha256_of
from matters_arising.stance.features import Passage
from matters_arising.stance.labels import Labelled
from matters_arising.stance.returns import left_empty

LABELS_ORIGIN, OWN_ORIGIN = "label files", "our corpus"
FEW_UNITS = 10  # bodies, or documents, fewer than which no interval can be drawn from


@dataclass(frozen=True, slots=True)
class Case:
    """A statement with its label. `side` is a letter in a minimal pair of ours. `body` is what is left out together:
    the body, or where none is named the document, or the statement alone. `origin` is who labelled it."""

    id: str
    side: str
    label: str
    passage: Passage
    origin: str
    body: str
    document: str = ""


@dataclass(frozen=True, slots=True)
class LabelFiles:
    """What label files hold. `disputed` are ids of statements to which two labels were given; they are no cases.
    `files` are (name, sha256, labels) of each. `empty` of the cases were left
    unlabelled in documents read whole, and so have no stance."""

    cases: tuple[Case, ...]
    disputed: tuple[str, ...]
    files: tuple[tuple[str, str, int], ...]
    empty: int = 0


def read_cases(paths: Sequence[Path]) -> LabelFiles:
    """The cases of label files, each statement once. A statement that two annotators, or two files, label unlike is
    left out: what people do not agree on teaches nothing. What was left unlabelled in documents read whole is `none`.
    UsageError as `read_any` and `left_empty`."""
    read = [read_any(path) for path in paths]
    files = [
        (path.name, sha256_of(path.read_bytes()), len(file.labelled)) for path, file in zip(paths, read, strict=True)
    ]
    empty = left_empty(read)
    labelled = [*(one for file in read for one in file.labelled), *empty]
    given: dict[str, set[str]] = {}
    for one in labelled:
        given.setdefault(one.id, set()).add(one.label)
    disputed = tuple(sorted(name for name, labels in given.items() if len(labels) > 1))
    once = {one.id: one for one in labelled if one.id not in set(disputed)}
    return LabelFiles(tuple(map(_case, once.values())), disputed, tuple(files), len(empty))


def _case(one: Labelled) -> Case:
    passage = Passage(one.text, one.before, one.heading, one.body)
    body = one.body or one.document or one.id
    return Case(one.id, "", one.label, passage, LABELS_ORIGIN, body, one.document)


def own_cases(corpus: Path) -> tuple[list[Case], list[Case]]:
    """Our own statements: those to learn from, and those held back. NothingFoundError where there are none."""
    entries = load_stances(corpus / "stance")
    if not entries:
        raise NothingFoundError(
            "no statements with stances here",
            where=str(corpus / "stance"),
            remedy="name our corpus with --corpus, or learn from label files alone with --no-own",
        )
    return cases_of_entries(e for e in entries if not is_held(e)), cases_of_entries(e for e in entries if is_held(e))


def cases_of_entries(entries: Iterable[StanceEntry]) -> list[Case]:
    """Entries of our corpus as cases. What stands first before them is their heading or a statement."""
    return [
        Case(
            one.id,
            one.side,
            one.label,
            Passage(one.text, one.before[1:], one.before[0], one.body),
            OWN_ORIGIN,
            one.body,
        )
        for one in entries
    ]


def data_of(corpus: Path) -> list[dict[str, Any]]:
    """Name and sha256 of each file of our corpus."""
    return [
        {"name": f"corpus/stance/{path.name}", "sha256": sha256_of(path.read_bytes())}
        for path in sorted((corpus / "stance").glob("*.txt"))
    ]


def in_units(cases: Sequence[Case]) -> tuple[list[Case], str]:
    """The cases with, as body, what an interval may resample, and its name: bodies where there are enough of them, else
    documents, else statements. With two bodies, an interval over bodies would say nothing."""
    for name, keys in (
        ("bodies", [one.body for one in cases]),
        ("documents", [one.document or one.body for one in cases]),
    ):
        if len(set(keys)) >= FEW_UNITS:
            return [replace(one, body=key) for one, key in zip(cases, keys, strict=True)], name
    return [replace(one, body=str(number)) for number, one in enumerate(cases)], "statements"
