"""Pages that are pictures, read by a program for it: words with their places, as in a PDF.

Tesseract is asked where it is installed; it is a program of the system. Else RapidOCR, which comes with the extra
`ocr`, its models included: nothing is fetched when it runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Any, TypeAlias

from matters_arising.documents import rapid, tesseract
from matters_arising.documents.words import Word

NO_OCR = "install tesseract-ocr"
"""How a note on pages that could not be read begins to say what to do."""
OCR_REMEDY = f"{NO_OCR}, or: pip install 'matters-arising[ocr]'"
_FINEST, _COARSEST = 200, 100  # dots per inch: drawn finer than it was scanned, a page is read worse
_BULLETS = frozenset("¢©®«»°§¤")  # what a bullet is read as
_LONGEST = 60.0  # seconds for one page

Read: TypeAlias = tuple[str, list[float]]
"""A word of a picture, and its box in points: left, right, top, bottom."""


class OcrError(Exception):
    """A page could not be read, or not in time."""


def ocr_ready(wanted: bool) -> bool:
    """Whether pages can be read by OCR, and are to be."""
    return wanted and (tesseract.program() is not None or rapid.is_there())


def ocr_words(sheet: Any, *, seconds: float) -> tuple[tuple[Word, ...], int]:
    """The words of a pypdfium2 page, read from a picture of it, and how many specks were left out."""
    dots = _resolution(sheet)
    scale = 72 / dots
    try:
        if tesseract.program() is None:
            return placed(rapid.lines_of(_shades(sheet, dots), scale), type_to_box=rapid.TYPE), 0
        lines, specks = tesseract.lines_of(_shades(sheet, dots), dots, scale, seconds=min(seconds, _LONGEST))
    except (OSError, RuntimeError, ValueError) as error:
        raise OcrError(str(error)) from error
    return placed(lines, type_to_box=tesseract.TYPE), specks


def _resolution(sheet: Any) -> int:
    """Dots per inch at which the page was scanned, kept within what is good to read."""
    import pypdfium2.raw as pdfium

    finest = 0.0
    for item in sheet.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=2):
        left, _, right, _ = item.get_bounds()
        if right - left > 72:
            finest = max(finest, item.get_px_size()[0] / ((right - left) / 72))
    return int(min(_FINEST, max(_COARSEST, finest or _FINEST)))


def _shades(sheet: Any, dots: int) -> Any:
    """The page in shades of grey: an array of bytes, a row for each line of dots."""
    bitmap = sheet.render(scale=dots / 72, grayscale=True)
    try:
        shades = bitmap.to_numpy()
        return (shades[:, :, 0] if shades.ndim == 3 else shades).copy()
    finally:
        bitmap.close()


def placed(lines: Sequence[Sequence[Read]], *, type_to_box: float) -> tuple[Word, ...]:
    """The words of lines that were read, with the size of their type: `type_to_box` times the height of their boxes.

    Words take the height of their line, and lines of nearly the usual height the usual height: a line without a
    "g" is not set in smaller type. A sign that begins a line, as a bullet does, is one.
    """
    printed = [words for words in lines if words]
    heights = [_height(words) for words in printed]
    usual = median(heights) if heights else 0.0
    found: list[Word] = []
    for words, height in zip(printed, heights, strict=True):
        size = usual if 0.6 * usual <= height <= 1.5 * usual else height
        size *= type_to_box
        bottom = median(box[3] for _, box in words)
        for at, (text, box) in enumerate(words):
            said = "\u2022" if at == 0 and text in _BULLETS else text
            found.append(Word(said, box[0], box[1], bottom - size, bottom, size))
    return tuple(found)


def _height(words: Sequence[Read]) -> float:
    """The height of a line without what stands out of it, as a speck or a misread number does."""
    return median(box[3] for _, box in words) - min(median(box[2] for _, box in words), words[-1][1][2])
