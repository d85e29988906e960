"""A file as text in reading order, with pages, blocks and what was printed around them."""

from __future__ import annotations

from matters_arising.documents.reader import read
from matters_arising.documents.reading import reading_text

__all__ = ["read", "reading_text"]
