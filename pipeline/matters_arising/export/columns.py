"""What a column of a table is: its name, what it holds, and what that means in a meeting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Kind = Literal["text", "category", "date", "int", "float", "bool", "list"]

# What a kind is in a pandas frame. A date that may be partial stands there twice: see `matters_arising.api`.
DTYPES: dict[Kind, str] = {
    "text": "string",
    "category": "category",
    "date": "datetime64",
    "int": "Int64",
    "float": "float64",
    "bool": "bool",
    "list": "object",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it is called, what it holds, what it means.

    `date` is ISO 8601 and may be partial or empty. `int` may be empty. `list` is a list of texts. `unit` is what a
    number counts. `words` are the only values of a closed vocabulary; it may be empty besides, unless `required`: then
    there is always a value. `refers` is the table whose key it holds. `least` and `most` bound a number.
    """

    name: str
    kind: Kind
    meaning: str
    unit: str = ""
    words: tuple[str, ...] = ()
    required: bool = False
    refers: str = ""
    least: float | None = None
    most: float | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as its readers see it. `key` is the column that tells its rows apart; empty where none does."""

    name: str
    title: str
    meaning: str
    columns: tuple[Column, ...]
    key: str = ""

    def column(self, name: str) -> Column:
        """The column of that name. Raises KeyError."""
        return {column.name: column for column in self.columns}[name]


def text(name: str, meaning: str, *, required: bool = False, refers: str = "") -> Column:
    """Words as printed, or an id."""
    return Column(name, "text", meaning, required=required, refers=refers)


def one_of(name: str, meaning: str, words: Iterable[StrEnum | str] = (), *, required: bool = False) -> Column:
    """One of few values; of `words` alone, where they are given."""
    return Column(name, "category", meaning, words=tuple(str(word) for word in words if word), required=required)


def day(name: str, meaning: str) -> Column:
    """A date, as full as the minutes print it."""
    return Column(name, "date", meaning)


def count(name: str, meaning: str, unit: str, *, required: bool = False, least: int = 0) -> Column:
    """A number of things, or a place."""
    return Column(name, "int", meaning, unit=unit, required=required, least=least)


def share(name: str, meaning: str) -> Column:
    """A probability or a likeness."""
    return Column(name, "float", meaning, unit="0 to 1", required=True, least=0, most=1)


def flag(name: str, meaning: str) -> Column:
    """Yes or no."""
    return Column(name, "bool", meaning, required=True)


def texts(name: str, meaning: str) -> Column:
    """Several texts."""
    return Column(name, "list", meaning)
