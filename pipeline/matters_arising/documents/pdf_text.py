"""The words and rulings of a PDF page, as the file says they are printed."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from matters_arising.documents.fonts import Fonts
from matters_arising.documents.words import Page, Ruling, Word

# PDFium marks a hyphen at a line end as U+0002; U+2010 and U+2011 are what typesetters print for the keyboard's sign.
_HYPHENS = {0x02: "-", 0xAD: "-", 0x2010: "-", 0x2011: "-"}
_THIN = 3.0  # points: a filled rectangle no thicker than this is a printed line
_MOST_PATHS = 20_000  # on a page: more is a drawing
_UNSEEN = 0.01  # points: type no higher cannot be seen


Place = tuple[float, float, float, float]  # left, right, top, bottom from the top left of the page as it is seen


@dataclass(frozen=True, slots=True)
class _Frame:
    """The visible part of a page in the file's own coordinates, and by how much it is turned to be seen."""

    left: float
    bottom: float
    right: float
    top: float
    turned: int

    def place(self, left: float, bottom: float, right: float, top: float) -> Place:
        """A box of the file's coordinates as it is seen."""
        if self.turned == 90:
            return bottom - self.bottom, top - self.bottom, left - self.left, right - self.left
        if self.turned == 180:
            return self.right - right, self.right - left, bottom - self.bottom, top - self.bottom
        if self.turned == 270:
            return self.top - top, self.top - bottom, self.right - right, self.right - left
        return left - self.left, right - self.left, self.top - top, self.top - bottom

    def upright(self, angle: float) -> bool:
        """Whether writing at an angle, in radians, runs along the line as it is seen; italics lean a little."""
        return abs(math.sin(angle - math.radians(self.turned))) < 0.5


@dataclass
class _Growing:
    """A word while its characters come in. One that runs up or down the page may hold spaces."""

    letters: list[str] = field(default_factory=list)
    left: float = 0.0
    right: float = 0.0
    top: float = 0.0
    bottom: float = 0.0
    last: Place = (0.0, 0.0, 0.0, 0.0)
    bold: bool = False
    font: str = ""
    upright: bool = True
    spaced: bool = False
    pending: bool = False

    def add(self, letter: str, place: Place) -> None:
        """Take in a character."""
        if self.letters:
            self.left, self.right = min(self.left, place[0]), max(self.right, place[1])
            self.top, self.bottom = min(self.top, place[2]), max(self.bottom, place[3])
            self.letters.extend([" ", letter] if self.pending else [letter])
        else:
            self.left, self.right, self.top, self.bottom = place
            self.letters.append(letter)
        self.last, self.pending = place, False


def page_of(page: Any, number: int, fonts: Fonts, *, most: int) -> Page:
    """Read one pypdfium2 page. Raises OverflowError where it holds more than `most` characters."""
    fonts.turn_page()
    left, bottom, right, top = page.get_cropbox()
    frame = _Frame(left, bottom, right, top, page.get_rotation())
    _, width, _, height = frame.place(left, bottom, right, top)
    textpage = page.get_textpage()
    try:
        if textpage.count_chars() > most:
            raise OverflowError
        words = tuple(_on_page(_words(textpage.raw, frame, fonts), width, height))
    finally:
        textpage.close()
    return Page(number, width, height, words, tuple(_rulings(page, frame)))


def _on_page(words: Iterator[Word], width: float, height: float) -> Iterator[Word]:
    """The words that can be seen: none beyond the edge of the paper or of no size, none printed twice for boldness."""
    seen: set[tuple[str, int, int]] = set()
    for word in words:
        x, y = (word.left + word.right) / 2, word.middle
        place = (word.text, round(word.left / 2), round(word.top / 2))
        if 0 <= x <= width and 0 <= y <= height and word.size > _UNSEEN and place not in seen:
            seen.add(place)
            yield word


def _words(raw: Any, frame: _Frame, fonts: Fonts) -> Iterator[Word]:
    import pypdfium2.raw as pdfium

    box = pdfium.FS_RECTF()
    reference = ctypes.byref(box)
    growing = _Growing()
    for index in range(pdfium.FPDFText_CountChars(raw)):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        letter = _HYPHENS.get(code) or (chr(code) if code < 0x110000 else "\ufffd")
        if letter.isspace() or (code < 0x20 and code not in _HYPHENS):
            printed = not pdfium.FPDFText_IsGenerated(raw, index)
            if growing.upright:
                yield from _finished(growing)
                growing = _Growing(spaced=printed or (growing.spaced and not growing.letters))
            else:
                growing.pending = growing.pending or letter == " "
            continue
        if not pdfium.FPDFText_GetLooseCharBox(raw, index, reference):
            continue
        place = frame.place(box.left, box.bottom, box.right, box.top)
        if growing.letters and _breaks(growing, letter, place):
            yield from _finished(growing)
            growing = _Growing(spaced=place[2] < growing.last[3] and place[3] > growing.last[2])
        if not growing.letters:
            growing.bold, growing.font = fonts.bold(raw, index)
            growing.upright = frame.upright(pdfium.FPDFText_GetCharAngle(raw, index))
        if growing.font:
            fonts.note(growing.font, letter, (place[1] - place[0]) / max(place[3] - place[2], 1.0))
        growing.add(letter, place)
    yield from _finished(growing)


def _breaks(growing: _Growing, letter: str, place: Place) -> bool:
    """Whether a character stands too far from the last one to be of the same word."""
    left, right, top, bottom = growing.last
    if not growing.upright:
        apart = max(place[0] - right, left - place[1], place[2] - bottom, top - place[3])
        return apart > 0.7 * max(right - left, bottom - top, 1.0)
    size = max(bottom - top, place[3] - place[2], 1.0)
    gap = place[0] - right
    if gap > 0.04 * size and growing.letters[-1].isdigit() and letter.isupper():
        return True  # "23/041Apologies": a tab that has hardly any room
    return gap > 0.6 * size or gap < -1.5 * size or place[2] > bottom or place[3] < top


def _finished(growing: _Growing) -> Iterator[Word]:
    if growing.letters:
        yield Word(
            text=_whole("".join(growing.letters)),
            left=growing.left,
            right=growing.right,
            top=growing.top,
            bottom=growing.bottom,
            size=growing.bottom - growing.top if growing.upright else growing.right - growing.left,
            bold=growing.bold,
            upright=growing.upright,
            spaced=growing.spaced,
            font=growing.font,
        )


def _whole(text: str) -> str:
    """The text with characters beyond the first plane, which PDFium gives in halves, made whole."""
    if not any("\ud800" <= letter <= "\udfff" for letter in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _rulings(page: Any, frame: _Frame) -> Iterator[Ruling]:
    import pypdfium2.raw as pdfium

    paths = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=1)
    for item in islice(paths, _MOST_PATHS):
        yield from _sides(*frame.place(*item.get_bounds()))


def _sides(left: float, right: float, top: float, bottom: float) -> Iterator[Ruling]:
    """The printed lines of a path's box: one where it is thin, its four sides where it is a frame."""
    wide, high = right - left, bottom - top
    if high <= _THIN < wide:
        yield Ruling(True, (top + bottom) / 2, left, right)
    elif wide <= _THIN < high:
        yield Ruling(False, (left + right) / 2, top, bottom)
    elif wide > 2 * _THIN and high > 2 * _THIN:
        yield Ruling(True, top, left, right)
        yield Ruling(True, bottom, left, right)
        yield Ruling(False, left, top, bottom)
        yield Ruling(False, right, top, bottom)
