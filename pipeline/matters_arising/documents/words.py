"""Printed words with their place on the page, the common ground of PDF text layers and OCR."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it is printed. Lengths are points (1/72 inch), measured from the top left of the page.

    `size` is the height of the type. `upright` is false for words that run up or down the page. `spaced` says
    that a space is printed before it, be it ever so narrow; without one a raised "th" belongs to its figure. `font`
    names its font where that may yet turn out to be bold.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: bool = False
    upright: bool = True
    spaced: bool = True
    font: str = ""

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight printed line, `flat` (left to right) or not; `at` is its y or x, from `start` to `end`."""

    flat: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its number from 1, its size in points, its words in no promised order, its rulings."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rulings: tuple[Ruling, ...] = ()
