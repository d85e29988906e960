"""Pages that are pictures, read by tesseract where it is installed: words with their places, as in a PDF."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from statistics import median
from typing import Any

from matters_arising.documents.words import Word

OCR_REMEDY = "install tesseract-ocr"
_FINEST, _COARSEST = 200, 100  # dots per inch: drawn finer than it was scanned, a page is read worse
_MODE = "4"  # one column of lines: keeps numbers in the margin; columns are told apart by our own layout
_BULLETS = frozenset("¢©®«»°§¤")  # what a bullet is read as
_UNSURE = 25.0  # per cent of confidence: short words read with less are specks and misread numbers
_TYPE = 1.3  # height of type to what of it is black in most words
_LONGEST = 60.0  # seconds for one page


class OcrError(Exception):
    """Tesseract failed on a page, or took too long."""


def ocr_ready(wanted: bool) -> bool:
    """Whether pages can be read by OCR, and are to be."""
    return wanted and _tesseract() is not None


@lru_cache
def _tesseract() -> str | None:
    return shutil.which("tesseract")


def ocr_words(sheet: Any, *, seconds: float) -> tuple[tuple[Word, ...], int]:
    """The words of a pypdfium2 page, read from a picture of it, and how many specks were left out."""
    dots = _resolution(sheet)
    picture = _picture(sheet, dots)
    command = [_tesseract() or "tesseract", "stdin", "stdout", "--dpi", str(dots), "--psm", _MODE, "-l", "eng", "tsv"]
    try:
        done = subprocess.run(
            command,
            input=picture,
            capture_output=True,
            timeout=max(1.0, min(seconds, _LONGEST)),
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise OcrError("it took too long") from error
    except OSError as error:
        raise OcrError(str(error)) from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise OcrError(said[-1] if said else f"exit {done.returncode}")
    return words_of_tsv(done.stdout.decode("utf-8", "replace"), 72 / dots)


def _resolution(sheet: Any) -> int:
    """Dots per inch at which the page was scanned, kept within what is good to read."""
    import pypdfium2.raw as pdfium

    finest = 0.0
    for item in sheet.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=2):
        left, _, right, _ = item.get_bounds()
        if right - left > 72:
            finest = max(finest, item.get_px_size()[0] / ((right - left) / 72))
    return int(min(_FINEST, max(_COARSEST, finest or _FINEST)))


def _picture(sheet: Any, dots: int) -> bytes:
    """The page in shades of grey, as a portable grey map."""
    bitmap = sheet.render(scale=dots / 72, grayscale=True)
    try:
        shades = bitmap.to_numpy()
        shades = shades[:, :, 0] if shades.ndim == 3 else shades
        height, width = shades.shape
        pixels: bytes = shades.tobytes()
        return b"P5 %d %d 255\n" % (width, height) + pixels
    finally:
        bitmap.close()


def words_of_tsv(table: str, scale: float) -> tuple[tuple[Word, ...], int]:
    """The words of tesseract's table, and how many of them are no words; `scale` is points to a pixel.

    Words take the height of their line, and lines of nearly the usual height the usual height: a line without a
    "g" is not set in smaller type.
    """
    lines: dict[tuple[str, ...], list[tuple[str, list[float]]]] = defaultdict(list)
    specks = 0
    for row in table.splitlines():
        cells = row.split("\t")
        if len(cells) == 12 and cells[0] == "5" and cells[11].strip():
            left, top, width, height = (float(cell) * scale for cell in cells[6:10])
            line = lines[tuple(cells[1:5])]
            text = cells[11].strip()
            if float(cells[10]) < _UNSURE and len(text) <= 4 and not any(map(str.isdigit, text)):
                specks += 1
                continue
            if not line and text in _BULLETS:
                text = "\u2022"
            line.append((text, [left, left + width, top, top + height]))
    printed = [words for words in lines.values() if words]
    heights = [_height(words) for words in printed]
    usual = median(heights) if heights else 0.0
    found: list[Word] = []
    for words, height in zip(printed, heights, strict=True):
        size = usual if 0.6 * usual <= height <= 1.5 * usual else height
        size *= _TYPE
        bottom = median(box[3] for _, box in words)
        found.extend(Word(text, box[0], box[1], bottom - size, bottom, size) for text, box in words)
    return tuple(found), specks


def _height(words: Sequence[tuple[str, list[float]]]) -> float:
    """The height of a line without what stands out of it, as a speck or a misread number does."""
    return median(box[3] for _, box in words) - min(median(box[2] for _, box in words), words[-1][1][2])
