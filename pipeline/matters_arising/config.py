"""What a user may set about an archive: bounds on files, and hints about its documents.

`matters.toml` and `manifest.csv` stand in the archive's own folder; both may be left out.

    usage = "uk"                 # of all documents: "to table" is to hand in (uk) or to set aside (us, ca)
    stances = "../our model"     # a model of `matters train stance` in place of the shipped judge of stances
    overrides = "overrides.jsonl"  # people's corrections of matters; else they stand beside the database
    corrections = "corrections.jsonl"  # people's corrections of claims; else they, too, stand beside the database

    redactions = "redactions.toml"  # what is to be removed from all that is shown; else it stands beside the database

    [limits]
    max_pages = 500

    [[documents]]
    document = "planning/*.pdf"  # a path below the folder, or a pattern
    body = "Ambleton Planning Committee"

A rule for documents may set body, date, kind, status and usage. The manifest has them as columns beside document; a
line of it outranks `matters.toml`.
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from matters_arising.errors import UsageError
from matters_arising.vocab import Jurisdiction, MeetingKind, MeetingStatus

SETTINGS, MANIFEST = "matters.toml", "manifest.csv"
OF_OTHERS = ("nightly", "sources", "alerts", "searches")  # tables of the file that say nothing of how minutes are read
_PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_FIELDS = ("body", "date", "kind", "status", "usage")
_CHOICES = {"kind": MeetingKind, "status": MeetingStatus, "usage": Jurisdiction}


class Limits(BaseModel):
    """Bounds on one file, so that one bad file cannot take the machine.

    Sizes are in bytes, `max_seconds` is wall-clock time, `max_chars` counts the characters of the text that is
    read, `max_parts` the words, lines or elements that it is made of, for each takes memory whatever its length;
    `max_ratio` is unpacked to packed size of a member of a zip file, `max_memory_mb` is what a process that reads
    may hold as its own, models included (they take about 350; mapped files do not count).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    max_bytes: int = Field(default=200_000_000, gt=0)
    max_pages: int = Field(default=2_000, gt=0)
    max_chars: int = Field(default=20_000_000, gt=0)
    max_parts: int = Field(default=1_000_000, gt=0)
    max_unpacked_bytes: int = Field(default=500_000_000, gt=0)
    max_ratio: float = Field(default=200.0, gt=1)
    max_members: int = Field(default=20_000, gt=0)
    max_seconds: float = Field(default=120.0, gt=0)
    max_memory_mb: int = Field(default=1_500, ge=600)


class Hints(BaseModel):
    """What the user knows about one document; empty where it is to be found in the text. Dates may be partial."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    body: str = ""
    date: str = ""
    kind: MeetingKind = MeetingKind.UNKNOWN
    status: MeetingStatus = MeetingStatus.UNKNOWN
    usage: Jurisdiction = Jurisdiction.UNKNOWN

    @field_validator("date")
    @classmethod
    def _is_a_date(cls, value: str) -> str:
        match = _PARTIAL_DATE.fullmatch(value)
        if value and match is None:
            raise ValueError(f"{value!r} is no date: write 2019-05-07, 2019-05 or 2019")
        if match:
            year, month, day = (int(part) if part else 1 for part in match.groups())
            date(year, month, day)
        return value


class Rule(Hints):
    """Hints for the documents whose path is `document`, or fits it as a pattern with `*` and `?`."""

    document: str = Field(min_length=1)

    def fits(self, path: str) -> bool:
        """Whether the rule is meant for the document at `path`."""
        return path == self.document or fnmatchcase(path, self.document)


class Config(BaseModel):
    """All that is set for an archive. `documents` are in the order in which they apply; later ones outrank.

    `overrides` is the file of corrections of links, `corrections` that of claims, `redactions` that of what is to be
    removed, as paths from here; empty where they stand beside the database. `stances` is the folder of a trained model;
    a relative one is written in the file as seen from the archive's folder.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    usage: Jurisdiction = Jurisdiction.UNKNOWN
    overrides: str = ""
    redactions: str = ""
    corrections: str = ""
    limits: Limits = Limits()
    documents: tuple[Rule, ...] = ()
    stances: Path | None = None

    @classmethod
    def load(cls, root: Path, *, manifest: Path | None = None, limits: Sequence[str] = ()) -> Config:
        """The settings of the archive at `root`; `manifest` replaces its own, `limits` are "name=value" pairs.

        Raises UsageError that names file and line where they cannot be understood.
        """
        folder = root if root.is_dir() else root.parent
        settings = _settings(folder / SETTINGS)
        config = _checked(settings, folder / SETTINGS)
        table = manifest or folder / MANIFEST
        if manifest and not manifest.is_file():
            raise UsageError("there is no such manifest", where=str(manifest), remedy="check the path")
        rules = tuple(_manifest_rules(table)) if table.is_file() else ()
        bounds = {**config.limits.model_dump(exclude_unset=True), **dict(map(_bound, limits))}
        try:
            chosen = Limits(**bounds)
        except ValidationError as error:
            raise UsageError(_said(error), remedy=f"the bounds are {', '.join(Limits.model_fields)}") from error
        files = {
            name: str((folder / named).absolute())
            for name in ("overrides", "corrections", "redactions")
            if (named := getattr(config, name))
        }
        stances = folder / config.stances if config.stances else None
        every = config.documents + rules
        return cls(usage=config.usage, limits=chosen, documents=every, stances=stances, **files)

    def hints_for(self, path: str) -> Hints:
        """What the user says about one document: of all documents, and in all rules that fit it."""
        merged: dict[str, Any] = {"usage": self.usage}
        for rule in self.documents:
            if rule.fits(path):
                merged.update({name: value for name in _FIELDS if (value := getattr(rule, name))})
        return Hints(**merged)


def _settings(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig") if path.is_file() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot be read: {error}", where=str(path), remedy="save it as UTF-8") from error


def _checked(text: str, path: Path) -> Config:
    try:
        told = tomllib.loads(text)
        return Config.model_validate({name: told[name] for name in told if name not in OF_OTHERS})
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+)", str(error))
        line = found.group(1) if found else text.count("\n") + 1
        raise UsageError(f"is not TOML: {error}", where=f"{path}, line {line}", remedy="correct that line") from error
    except ValidationError as error:
        where = f"{path}, line {_line_of(text, error)}"
        raise UsageError(_said(error), where=where, remedy="correct or remove it") from error


def _said(error: ValidationError) -> str:
    """The first thing that is wrong, in one line."""
    first = error.errors()[0]
    name = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        return f"there is no setting {name!r}"
    if first["type"] == "enum":
        return f"{name} {first['input']!r}: it is one of {_named(_CHOICES[str(first['loc'][-1])])}"
    return f"{name}: {first['msg'].removeprefix('Value error, ')}"


def _named(choices: type[StrEnum]) -> str:
    """The values that a user may write, in words."""
    return ", ".join(choice.value for choice in choices if choice.value)


def _line_of(text: str, error: ValidationError) -> int:
    """The line, from 1, that sets what is wrong: the key's n-th appearance for the n-th document rule."""
    place = error.errors()[0]["loc"]
    key = next((part for part in reversed(place) if isinstance(part, str)), "")
    skip = next((part for part in place if isinstance(part, int)), 0)
    lines = text.split("\n")
    starts = [number for number, line in enumerate(lines) if line.strip().startswith("[[documents]]")]
    first = starts[skip] if place[0] == "documents" and skip < len(starts) else 0
    for number in range(first, len(lines)):
        if re.match(rf"\s*\[*\s*[\w.\"-]*\b{re.escape(key)}\b", lines[number]):
            return number + 1
    return first + 1


def _manifest_rules(path: Path) -> Iterator[Rule]:
    """One rule a line of the CSV; the heading names the columns."""
    try:
        rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""), strict=True)
        heading = [name.strip().lower() for name in next(rows, [])]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"cannot be read: {error}", where=str(path), remedy="save it as UTF-8 CSV") from error
    known = ["document", *_FIELDS]
    for name in heading:
        if name not in known or heading.count(name) > 1:
            fault = "twice a column" if name in known else "no column of a manifest:"
            raise UsageError(f"{fault} {name!r}", where=f"{path}, line 1", remedy=f"the columns are {', '.join(known)}")
    if "document" not in heading:
        raise UsageError("no column 'document'", where=f"{path}, line 1", remedy="add it, with the paths")
    while True:
        try:
            cells = next(rows, None)
        except csv.Error as error:
            raise UsageError(f"is not CSV: {error}", where=f"{path}, line {rows.line_num}") from error
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield _manifest_rule(heading, cells, f"{path}, line {rows.line_num}")


def _manifest_rule(heading: Sequence[str], cells: Sequence[str], where: str) -> Rule:
    if len(cells) > len(heading):
        raise UsageError(
            f"{len(cells)} cells under {len(heading)} columns", where=where, remedy='quote a cell with a comma: "…"'
        )
    values = {name: cell.strip() for name, cell in zip(heading, cells, strict=False)}
    values |= {name: values.get(name, "").lower() for name in _CHOICES}
    try:
        return Rule.model_validate(values)
    except ValidationError as error:
        raise UsageError(_said(error), where=where, remedy="correct that cell") from error


def _bound(pair: str) -> tuple[str, str]:
    name, equals, value = pair.partition("=")
    if not equals:
        raise UsageError(f"{pair!r} is no bound", remedy="write name=value, as max_pages=500")
    return name.strip(), value.strip()
