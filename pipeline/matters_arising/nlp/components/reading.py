"""A spaCy Doc read as minutes: its meetings, items and statements, found once however many components ask."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc

from matters_arising.documents.plain import is_wrapped
from matters_arising.ids import sha256_of
from matters_arising.models import Block, Document, Segmented, Span
from matters_arising.segment import segment

if TYPE_CHECKING:
    from pydantic import TypeAdapter
    from spacy.language import Language

_PARAGRAPH = re.compile(r"\S(?:.*?\S)??(?=\s*?\n[^\S\n]*\n|\s*\Z)", re.DOTALL)
_LINE = re.compile(r"\S.*")
_LISTED = re.compile(r"\d|[•●▪◦‣*–-]\s")

if not Doc.has_extension("layout"):
    Doc.set_extension("layout", default="")


def read(doc: Doc) -> Segmented:
    """The minutes that a Doc prints. Offsets are those of `doc.text`."""
    return _read(doc.text, doc._.layout)


def doc_of(nlp: Language, document: Document) -> Doc:
    """A Doc of a document as our readers read it, which remembers tables, margins, bold print and pages.

    `nlp(doc_of(nlp, document))` then finds what `matters run` finds; from text alone, blocks are told by their lines.
    """
    doc = nlp.make_doc(document.text)
    doc._.layout = _documents().dump_json(replace(document, text="")).decode()
    return doc


def spans_of(doc: Doc, offsets: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches of characters as stretches of tokens: every token that they touch. None of them may be empty."""
    from bisect import bisect_left, bisect_right

    starts = [token.idx for token in doc]
    return [(max(0, bisect_right(starts, low) - 1), bisect_left(starts, high)) for low, high in offsets]


@lru_cache(maxsize=4)  # components ask for one document after the other
def _read(text: str, layout: str) -> Segmented:
    if layout:
        return segment(replace(_documents().validate_json(layout), text=text))
    whole = (Span(0, len(text)),)
    blocks = tuple(_blocks(text))
    return segment(Document("", sha256_of(text.encode()), "text/plain", text, whole, blocks))


def _blocks(text: str) -> Iterator[Block]:
    """Paragraphs between blank lines; single lines, where lines are not broken at a margin."""
    pattern = _PARAGRAPH if is_wrapped(text.split("\n")) else _LINE
    for match in pattern.finditer(text):
        kind = "list" if _LISTED.match(match.group()) else "paragraph"
        start = match.start()
        yield Block(start, start + len(match.group().rstrip()), "list" if kind == "list" else "paragraph", lead=start)


@cache
def _documents() -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(Document)
