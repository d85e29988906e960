"""A file becomes a Document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matters_arising.config import Limits
from matters_arising.documents.assemble import Piece, assemble
from matters_arising.documents.clock import Clock
from matters_arising.documents.decode import decode
from matters_arising.errors import ReadError
from matters_arising.models import Document, Source


def read(source: Source, *, limits: Limits | None = None, ocr: bool = True) -> Document:
    """Read a file as minutes might be printed in it. Raises a ReadError that says what is wrong with the file."""
    limits = limits or Limits()
    clock = Clock(source.path, seconds=limits.max_seconds)
    suffix = source.path.rsplit(".", 1)[-1].lower()
    front: Mapping[str, str] = {}
    notes: Sequence[str] = ()
    pieces: list[Piece]
    pages = 1
    furniture: Sequence[str] = ()
    if source.data.startswith(b"%PDF"):
        from matters_arising.documents.pdf import layout, pdf_pages

        media = "application/pdf"
        printed = pdf_pages(source.data)
        pieces, furniture = layout(printed)
        pages = len(printed)
    elif suffix in ("html", "htm"):
        from matters_arising.documents.html import html_pieces

        media = "text/html"
        text, notes = decode(source.data)
        pieces, front = html_pieces(text)
    elif suffix in ("md", "markdown"):
        from matters_arising.documents.markdown import front_matter, markdown_pieces

        media = "text/markdown"
        text, notes = decode(source.data)
        front, text, more = front_matter(text)
        notes = (*notes, *more)
        pieces, pages = markdown_pieces(text)
    elif suffix == "txt":
        from matters_arising.documents.plain import plain_pieces

        media = "text/plain"
        text, notes = decode(source.data)
        pieces, pages = plain_pieces(text)
    else:
        raise ReadError("no reader for this kind of file yet", where=source.path)
    made = assemble(pieces, pages=pages)
    return Document(
        path=source.path,
        sha256=source.sha256,
        media_type=media,
        text=made.text,
        pages=made.pages,
        blocks=made.blocks,
        furniture=tuple(furniture),
        front_matter=front,
        notes=tuple(notes),
    )
