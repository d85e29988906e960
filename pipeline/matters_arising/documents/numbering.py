"""The numbers that a list prints, and Word's way of counting them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LEVELS = 9


def numeral(number: int, kind: str) -> str:
    """`number` in Word's number format `kind`; formats that are not in English use are printed as figures.

    >>> numeral(4, "lowerRoman"), numeral(28, "upperLetter"), numeral(3, "decimalZero")
    ('iv', 'BB', '03')
    """
    if kind in ("none", "bullet"):
        return ""
    if kind in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        return _roman(number) if kind == "lowerRoman" else _roman(number).upper()
    if kind in ("lowerLetter", "upperLetter") and 0 < number < 1000:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if kind == "lowerLetter" else letter.upper()
    if kind == "ordinal":
        return f"{number}{_ending(number)}"
    return f"{number:02d}" if kind == "decimalZero" else str(number)


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        while number >= value:
            text += letters
            number -= value
    return text


def _ending(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a numbered list: first number, number format, text with `%1` for the first level's number and so on.

    `restart` is the level, from 1, after which it starts again (0: never; -1: after any level above).
    """

    start: int = 1
    kind: str = "decimal"
    text: str = ""
    restart: int = -1
    legal: bool = False


@dataclass
class Numbering:
    """The lists of a document. `lists` gives for a list its definition and where its levels start anew."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, tuple[str, dict[int, int]]] = field(default_factory=dict)
    counts: dict[str, list[int | None]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def next_label(self, ident: str, level: int) -> tuple[str, bool]:
        """The label that the next entry of list `ident` prints at `level` (from 0), and whether it is an entry."""
        if ident not in self.lists or not 0 <= level < _LEVELS:
            return "", False
        definition, anew = self.lists[ident]
        levels = self.levels.get(definition, {})
        counts = self.counts.setdefault(definition, [None] * _LEVELS)
        if ident not in self.begun:
            self.begun.add(ident)
            for at, start in anew.items():
                counts[at] = start - 1
        own = levels.get(level, Level())
        before = counts[level]
        counts[level] = own.start if before is None else before + 1
        for deeper in range(level + 1, _LEVELS):
            restart = levels.get(deeper, Level()).restart
            if restart != 0 and (restart < 0 or level < restart):
                counts[deeper] = None
        return self._printed(levels, counts, own), True

    def _printed(self, levels: dict[int, Level], counts: list[int | None], own: Level) -> str:
        if own.kind in ("bullet", "none"):
            return ""

        def number(match: re.Match[str]) -> str:
            at = int(match.group(1)) - 1
            level = levels.get(at, Level())
            count = counts[at]
            return numeral(level.start if count is None else count, "decimal" if own.legal else level.kind)

        return re.sub(r"%([1-9])", number, own.text).strip()
