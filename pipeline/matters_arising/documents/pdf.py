"""PDF files: opened, read page by page, the pages without text by OCR, and laid out as pieces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from matters_arising.config import Limits
from matters_arising.documents.assemble import Parts
from matters_arising.documents.bounds import check_pages, check_parts
from matters_arising.documents.clock import Clock
from matters_arising.documents.fonts import Fonts
from matters_arising.documents.layout import layout
from matters_arising.documents.ocr import OCR_REMEDY, OcrError, ocr_ready, ocr_words
from matters_arising.documents.pdf_text import page_of
from matters_arising.documents.words import Page
from matters_arising.errors import EncryptedError, FormatError, LimitError, NeedsOcrError
from matters_arising.models import Source

_FEW = 8  # letters: a page image with no more beside it has no text layer
_PATHS = 300  # drawn shapes: a page without text and with so many may have its letters drawn
_GARBLED = 0.3  # share of letters without a meaning, above which a text layer is worth nothing
_END = b"%%EOF"


def read_pdf(source: Source, limits: Limits, clock: Clock, *, ocr: bool) -> Parts:
    """Read a PDF. Raises a ReadError where it is locked, damaged, too long, or has no text at all."""
    reading = _Reading(_opened(source.data, source.path), source.path, limits, clock, ocr)
    try:
        count = reading.count()
        if _END not in source.data[-2048:]:
            reading.notes.append("the file does not end as a PDF does: it may be cut off")
        pages = _emboldened(list(reading.pages()), reading.fonts.nameless_bold())
        properties = _properties(reading.pdf)
    finally:
        reading.pdf.close()
    pieces, furniture = layout(pages)
    return Parts(pieces, count, furniture, properties, reading.notes)


def _opened(data: bytes, path: str) -> Any:
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise EncryptedError(
                "the PDF is locked with a password", where=path, remedy="save it without one"
            ) from error
        raise FormatError("the PDF is damaged or cut off", where=path, remedy="get the file again") from error


@dataclass
class _Reading:
    """A PDF while it is read: the opened file, its bounds, and what is found out on the way."""

    pdf: Any
    path: str
    limits: Limits
    clock: Clock
    ocr: bool
    fonts: Fonts = field(default_factory=Fonts)
    notes: list[str] = field(default_factory=list)

    def count(self) -> int:
        """The number of pages, within bounds."""
        count = len(self.pdf)
        check_pages(count, self.limits, self.path)
        if not count:
            raise FormatError("the PDF has no pages", where=self.path, remedy="get the file again")
        return count

    def pages(self) -> Iterator[Page]:
        """Every page with its words. A page that cannot be read is empty and noted."""
        textless: list[int] = []
        letters = words = 0
        for number in range(1, len(self.pdf) + 1):
            self.clock.check(page=number)
            page, picture = self.page(number, self.limits.max_chars - letters)
            if picture is not None:
                page = self.by_ocr(picture, page)
                if not page.words:
                    textless.append(number)
            letters += sum(len(word.text) for word in page.words)
            words += len(page.words)
            check_parts(words, self.limits, f"{self.path}, page {number}")
            yield page
        self.report(textless, letters)

    def report(self, textless: Sequence[int], letters: int) -> None:
        """Say which pages have no text; where none has, the file cannot be read."""
        ready = ocr_ready(self.ocr)
        if textless and not letters:
            found = "no page has a text layer" + (", and OCR found no words" if ready else "")
            remedy = "check that it is scanned the right way up" if ready else OCR_REMEDY
            raise NeedsOcrError("; ".join([found, *self.notes]), where=self.path, remedy=remedy)
        if textless and not ready:
            which = ", ".join(map(str, textless))
            have = "have" if len(textless) > 1 else "has"
            self.notes.append(f"page {which} {have} no text layer: {OCR_REMEDY}")

    def page(self, number: int, room: int) -> tuple[Page, Any]:
        """A page, and, where what is seen on it is a picture, the pypdfium2 page to take the picture from."""
        import pypdfium2

        try:
            sheet = self.pdf[number - 1]
            page = page_of(sheet, number, self.fonts, most=room)
        except pypdfium2.PdfiumError as error:
            self.notes.append(f"page {number} is damaged and was left out ({error})")
            return Page(number, 0.0, 0.0, ()), None
        except OverflowError:
            raise LimitError(
                f"more than {self.limits.max_chars:,} characters of text",
                where=f"{self.path}, page {number}",
                remedy="split the file, or raise max_chars in matters.toml",
            ) from None
        return page, (sheet if _is_picture(sheet, page) else None)

    def by_ocr(self, sheet: Any, page: Page) -> Page:
        """The page as read by OCR, or as it was where that cannot be had or fails."""
        if not ocr_ready(self.ocr):
            return page
        try:
            words, specks = ocr_words(sheet, seconds=self.clock.left())
        except OcrError as error:
            self.clock.check(page=page.number)
            self.notes.append(f"page {page.number} could not be read by OCR ({error})")
            return page
        left_out = f" ({specks} unreadable marks left out)" if specks else ""
        self.notes.append(f"page {page.number} was read by OCR{left_out}")
        return replace(page, words=words)


def _is_picture(sheet: Any, page: Page) -> bool:
    """Whether what a reader sees on the page is an image (or drawn letters), and not text."""
    import pypdfium2.raw as pdfium

    letters = "".join(word.text for word in page.words)
    meaningless = sum(letter == "\ufffd" or "\ue000" <= letter <= "\uf8ff" for letter in letters)
    if len(letters) > _FEW and meaningless <= _GARBLED * len(letters):
        return False
    paths = 0
    for item in sheet.get_objects(max_depth=2):
        if item.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = item.get_bounds()
            if (right - left) * (top - bottom) > 0.2 * page.width * page.height:
                return True
        paths += item.type == pdfium.FPDF_PAGEOBJ_PATH
        if paths > _PATHS:
            return True
    return len(letters) > _FEW


def _emboldened(pages: Sequence[Page], bold: frozenset[str]) -> list[Page]:
    """The pages with the words of the given fonts made bold."""
    if not bold:
        return list(pages)
    return [
        replace(page, words=tuple(replace(word, bold=True) if word.font in bold else word for word in page.words))
        for page in pages
    ]


def _properties(pdf: Any) -> dict[str, str]:
    """Title, author and the like, by lower-case name, as the file states them."""
    stated = pdf.get_metadata_dict(skip_empty=True)
    return {name.lower(): " ".join(value.replace("\x00", "").split()) for name, value in stated.items()}
