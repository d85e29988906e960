"""PDF: the text of each page with line geometry, put back into reading order."""

from __future__ import annotations

from matters_arising.documents.assemble import Piece
from matters_arising.documents.clock import Clock
from matters_arising.documents.plain import plain_pieces


def pdf_pieces(data: bytes, clock: Clock) -> tuple[list[Piece], int]:
    """The blocks of a PDF, and its number of pages."""
    import pypdfium2

    pdf = pypdfium2.PdfDocument(data)
    texts = []
    for number in range(len(pdf)):
        clock.check(page=number + 1)
        page = pdf[number]
        texts.append(page.get_textpage().get_text_range().replace("\r\n", "\n").replace("\f", "\n"))
        page.close()
    return plain_pieces("\f".join(texts))
