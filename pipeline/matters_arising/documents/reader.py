"""A file becomes a Document, whatever kind of file it is."""

from __future__ import annotations

from dataclasses import replace

from matters_arising.config import Limits
from matters_arising.documents.assemble import Parts, assemble
from matters_arising.documents.clock import Clock
from matters_arising.documents.furniture import is_page_line
from matters_arising.errors import EmptyFileError, FormatError, LimitError
from matters_arising.models import Document, Source
from matters_arising.sources.media import DOCX, HTML, MARKDOWN, PDF, PLAIN, claimed, extension, media_of

_DEFAULT = Limits()


def read(source: Source, *, limits: Limits = _DEFAULT, ocr: bool = True) -> Document:
    """Read a file. `ocr` says whether pages without text may be read by OCR, where tesseract is installed.

    Raises a ReadError that says what is wrong with the file: EmptyFileError, EncryptedError, FormatError,
    LimitError or NeedsOcrError.
    """
    if not source.data.strip():
        raise EmptyFileError("the file is empty", where=source.path, remedy="get it again")
    if len(source.data) > limits.max_bytes:
        raise LimitError(
            f"{len(source.data):,} bytes, more than {limits.max_bytes:,}",
            where=source.path,
            remedy="split the file, or raise max_bytes in matters.toml",
        )
    media = media_of(source.path, source.data)
    parts = _parts(source, media, limits, ocr=ocr)
    if media != PDF:  # where on a page a line stands says more than its words
        parts = _without_page_lines(parts)
    made = assemble(parts.pieces, pages=parts.pages)
    if len(made.text) > limits.max_chars:
        raise LimitError(
            f"more than {limits.max_chars:,} characters of text",
            where=source.path,
            remedy="split the file, or raise max_chars in matters.toml",
        )
    if not made.text and not parts.furniture:
        raise EmptyFileError("there is no text in the file", where=source.path, remedy="check that it is the right one")
    return Document(
        path=source.path,
        sha256=source.sha256,
        media_type=media,
        text=made.text,
        pages=made.pages,
        blocks=made.blocks,
        furniture=tuple(parts.furniture),
        front_matter=parts.front_matter,
        notes=(*_misnamed(source.path, media), *parts.notes),
    )


def _parts(source: Source, media: str, limits: Limits, *, ocr: bool) -> Parts:
    clock = Clock(source.path, seconds=limits.max_seconds)
    if media == PDF:
        from matters_arising.documents.pdf import read_pdf

        return read_pdf(source, limits, clock, ocr=ocr)
    if media == DOCX:
        from matters_arising.documents.docx import read_docx

        return read_docx(source, limits, clock)
    if media == HTML:
        from matters_arising.documents.html import read_html

        return read_html(source, limits, clock)
    if media == MARKDOWN:
        from matters_arising.documents.markdown import read_markdown

        return read_markdown(source, limits, clock)
    if media == PLAIN:
        from matters_arising.documents.plain import read_plain

        return read_plain(source, limits, clock)
    raise FormatError(
        f"there is no reader for {media}", where=source.path, remedy="convert it to PDF, DOCX, HTML or text"
    )


def _without_page_lines(parts: Parts) -> Parts:
    """The parts with lines such as "Page 2 of 5" set aside, as they stand in text that was copied from pages."""
    named = [piece.table < 0 and is_page_line(piece.text) for piece in parts.pieces]
    return replace(
        parts,
        pieces=[piece for piece, page in zip(parts.pieces, named, strict=True) if not page],
        furniture=[*parts.furniture, *(piece.text for piece, page in zip(parts.pieces, named, strict=True) if page)],
    )


def _misnamed(path: str, media: str) -> tuple[str, ...]:
    """A note where the name says another kind of file than the bytes do."""
    claim = claimed(path)
    if not claim or claim == media or {claim, media} <= {PLAIN, MARKDOWN}:
        return ()
    return (f"the name says .{extension(path)}, the file is {media}, and is read as that",)
