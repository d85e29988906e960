"""The words and rulings of a PDF page, as the file says they are printed."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from matters_arising.documents.words import Page, Ruling, Word

_HYPHENS = {0x02: "-", 0xAD: "-"}  # PDFium marks a hyphen at a line end as U+0002
_THIN = 3.0  # points: a filled rectangle no thicker than this is a printed line
_MOST_PATHS = 20_000  # on a page: more is a drawing
_FAKE_BOLD = 2  # text render mode: fill and stroke


@dataclass
class _Growing:
    """A word while its characters come in."""

    letters: list[str] = field(default_factory=list)
    left: float = 0.0
    right: float = 0.0
    top: float = 0.0
    bottom: float = 0.0
    last: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    bold: bool = False
    upright: bool = True
    spaced: bool = False


def page_of(page: Any, number: int, *, most: int) -> Page:
    """Read one pypdfium2 page. Raises OverflowError where it holds more than `most` characters."""
    width, height = page.get_size()
    left, bottom, _, _ = page.get_mediabox()
    textpage = page.get_textpage()
    try:
        if textpage.count_chars() > most:
            raise OverflowError
        words = tuple(_on_page(_words(textpage.raw, height + bottom, left), width, height))
    finally:
        textpage.close()
    return Page(number, width, height, words, tuple(_rulings(page, height)))


def _on_page(words: Iterator[Word], width: float, height: float) -> Iterator[Word]:
    """The words that can be seen: none beyond the edge of the paper, none printed twice for boldness."""
    seen: set[tuple[str, int, int]] = set()
    for word in words:
        x, y = (word.left + word.right) / 2, word.middle
        place = (word.text, round(word.left / 2), round(word.top / 2))
        if 0 <= x <= width and 0 <= y <= height and place not in seen:
            seen.add(place)
            yield word


def _words(raw: Any, height: float, left: float) -> Iterator[Word]:
    import pypdfium2.raw as pdfium

    box = pdfium.FS_RECTF()
    reference = ctypes.byref(box)
    weights: dict[int, bool] = {}
    growing = _Growing()
    for index in range(pdfium.FPDFText_CountChars(raw)):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        letter = _HYPHENS.get(code) or (chr(code) if code < 0x110000 else "\ufffd")
        if letter.isspace() or (code < 0x20 and code not in _HYPHENS):
            yield from _finished(growing)
            spaced = not pdfium.FPDFText_IsGenerated(raw, index) or (growing.spaced and not growing.letters)
            growing = _Growing(spaced=spaced)
            continue
        if not pdfium.FPDFText_GetLooseCharBox(raw, index, reference):
            continue
        place = (box.left - left, box.right - left, height - box.top, height - box.bottom)
        if growing.letters and _breaks(growing, letter, place):
            yield from _finished(growing)
            growing = _Growing(spaced=place[2] < growing.last[3] and place[3] > growing.last[2])
        if not growing.letters:
            growing.left, growing.right, growing.top, growing.bottom = place
            growing.bold = _is_bold(pdfium, raw, index, weights)
            growing.upright = abs(math.sin(pdfium.FPDFText_GetCharAngle(raw, index))) < 0.8
        else:
            growing.left, growing.right = min(growing.left, place[0]), max(growing.right, place[1])
            growing.top, growing.bottom = min(growing.top, place[2]), max(growing.bottom, place[3])
        growing.letters.append(letter)
        growing.last = place
    yield from _finished(growing)


def _breaks(growing: _Growing, letter: str, place: tuple[float, float, float, float]) -> bool:
    """Whether a character stands too far from the last one to be of the same word."""
    if not growing.upright:
        return False
    _, right, top, bottom = growing.last
    size = max(bottom - top, place[3] - place[2], 1.0)
    gap = place[0] - right
    if gap > 0.04 * size and growing.letters[-1].isdigit() and letter.isupper():
        return True  # "23/041Apologies": a tab that has hardly any room
    return gap > 0.6 * size or gap < -1.5 * size or place[2] > bottom or place[3] < top


def _finished(growing: _Growing) -> Iterator[Word]:
    if growing.letters:
        upright = growing.upright
        size = (growing.bottom - growing.top) if upright else (growing.right - growing.left)
        yield Word(
            _whole("".join(growing.letters)),
            growing.left,
            growing.right,
            growing.top,
            growing.bottom,
            size,
            growing.bold,
            upright,
            growing.spaced,
        )


def _whole(text: str) -> str:
    """The text with characters beyond the first plane, which PDFium gives in halves, made whole."""
    if not any("\ud800" <= letter <= "\udfff" for letter in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _is_bold(pdfium: Any, raw: Any, index: int, known: dict[int, bool]) -> bool:
    """Whether a character's font is bold, by weight or name, or is printed bold by stroking."""
    item = pdfium.FPDFText_GetTextObject(raw, index)
    if not item:
        return False
    address = ctypes.cast(item, ctypes.c_void_p).value or 0
    if address not in known:
        font = pdfium.FPDFTextObj_GetFont(item)
        length = pdfium.FPDFFont_GetBaseFontName(font, None, 0) if font else 0
        buffer = ctypes.create_string_buffer(max(length, 1))
        if length:
            pdfium.FPDFFont_GetBaseFontName(font, buffer, length)
        name = buffer.value.decode("utf-8", "replace").lower()
        weight = pdfium.FPDFFont_GetWeight(font) if font else 400
        stroked = pdfium.FPDFTextObj_GetTextRenderMode(item) == _FAKE_BOLD
        known[address] = stroked or weight >= 600 or any(w in name for w in ("bold", "black", "heavy"))
    return known[address]


def _rulings(page: Any, height: float) -> Iterator[Ruling]:
    import pypdfium2.raw as pdfium

    paths = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=1)
    for item in islice(paths, _MOST_PATHS):
        left, bottom, right, top = item.get_bounds()
        yield from _sides(left, right, height - top, height - bottom)


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
