"""Which fonts of a PDF are bold, also where the file gives them neither name nor weight."""

from __future__ import annotations

import ctypes
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

_FAKE_BOLD = 2  # text render mode: fill and stroke
_HEAVY, _HEAVIEST = 600, 1000  # font weight; PDFium makes up larger ones for fonts without a description
_WIDER, _WIDEST = 1.02, 1.3  # bold letters to plain ones of the same face and size
_SHARED = 6  # letters of the alphabet that two fonts must both print to be compared


@dataclass
class Fonts:
    """What is known of a document's fonts, page after page.

    `bold` tells whether a text object is bold, and the name of its font where that cannot be told from it alone;
    `nameless_bold` then finds the bold ones among these by the width of their letters.
    """

    letters: Counter[str] = field(default_factory=Counter)
    widths: dict[str, dict[str, float]] = field(default_factory=lambda: defaultdict(dict))
    known: dict[int, tuple[bool, str]] = field(default_factory=dict)

    def turn_page(self) -> None:
        """Forget the text objects of the page before: their addresses are used again."""
        self.known.clear()

    def bold(self, raw: Any, index: int) -> tuple[bool, str]:
        """For the character at `index` of a raw text page: whether it is bold, and its font where that is not sure."""
        import pypdfium2.raw as pdfium

        item = pdfium.FPDFText_GetTextObject(raw, index)
        address = ctypes.cast(item, ctypes.c_void_p).value or 0
        if not address:
            return False, ""
        if address not in self.known:
            self.known[address] = self._told(pdfium, item)
        return self.known[address]

    def _told(self, pdfium: Any, item: Any) -> tuple[bool, str]:
        font = pdfium.FPDFTextObj_GetFont(item)
        if pdfium.FPDFTextObj_GetTextRenderMode(item) == _FAKE_BOLD:
            return True, ""
        if not font:
            return False, ""
        name = _name(pdfium, font)
        if any(word in name.lower() for word in ("bold", "black", "heavy")):
            return True, ""
        weight = pdfium.FPDFFont_GetWeight(font)
        return (_HEAVY <= weight <= _HEAVIEST, "") if weight <= _HEAVIEST else (False, name)

    def note(self, font: str, letter: str, width: float) -> None:
        """Take note of the width of a letter, in type heights, in a font that is not sure."""
        self.letters[font] += 1
        self.widths[font].setdefault(letter, width)

    def nameless_bold(self) -> frozenset[str]:
        """The fonts that print the same letters wider than the font of most of the text does."""
        if len(self.letters) < 2:
            return frozenset()
        main = max(sorted(self.letters), key=lambda font: self.letters[font])
        return frozenset(font for font in self.letters if font != main and self._is_wider(font, main))

    def _is_wider(self, font: str, main: str) -> bool:
        shared = [letter for letter in self.widths[font] if letter.isalpha() and letter in self.widths[main]]
        if len(shared) < _SHARED:
            return False
        wide = sum(self.widths[font][letter] for letter in shared)
        plain = sum(self.widths[main][letter] for letter in shared)
        return _WIDER * plain <= wide <= _WIDEST * plain


def _name(pdfium: Any, font: Any) -> str:
    length = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(max(length, 1))
    if length:
        pdfium.FPDFFont_GetBaseFontName(font, buffer, length)
    return buffer.value.decode("utf-8", "replace")
