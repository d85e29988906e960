"""Documents built by hand: one call a block, offsets and pages worked out here."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from matters_arising.models import AgendaItem, Block, Document, Segmented, Span
from matters_arising.segment import segment


@dataclass
class Build:
    """Collects blocks; `doc` makes the document of them."""

    blocks: list[dict[str, Any]] = field(default_factory=list)

    def put(self, text: str, kind: str = "paragraph", **fields: Any) -> Build:
        self.blocks.append({"text": text, "kind": kind, **fields})
        return self

    def row(self, *cells: str, header: tuple[str, ...] = (), table: int = 0) -> Build:
        return self.put("\t".join(c for c in cells if c), "row", cells=cells, header=header, table=table)

    def doc(self, path: str = "minutes/x.txt", **fields: Any) -> Document:
        text, blocks, pages = "", [], {1: 0}
        for block in self.blocks:
            given = dict(block)
            printed = given.pop("text")
            start = len(text) + (2 if text else 0)
            text += ("\n\n" if text else "") + printed
            cells, at = [], start
            for cell in given.pop("cells", ()):
                cells.append(Span(at, at + len(cell)))
                at += len(cell) + (1 if cell else 0)
            lead = given.pop("lead", "")
            pages.setdefault(given.get("page", 1), start)
            bold = given.get("bold", given["kind"] == "heading")
            end = start + len(printed)
            given["bold"] = bold
            blocks.append(
                Block(start=start, end=end, lead=end if bold else start + len(lead), cells=tuple(cells), **given)
            )
        return document(text, blocks, pages, path, **fields)


def document(
    text: str, blocks: Iterable[Block], pages: Mapping[int, int], path: str = "minutes/x.txt", **fields: Any
) -> Document:
    starts = [pages[page] for page in sorted(pages)]
    spans = tuple(Span(a, b) for a, b in zip(starts, [*starts[1:], len(text)], strict=True))
    return Document(path, "0" * 64, "text/plain", text, spans, tuple(blocks), **fields)


def plain(*paragraphs: str, path: str = "minutes/x.txt", **fields: Any) -> Document:
    """Paragraphs and nothing else; one that opens with a number is a list entry, as readers make it."""
    build = Build()
    for paragraph in paragraphs:
        build.put(paragraph, "list" if paragraph[:1].isdigit() else "paragraph")
    return build.doc(path, **fields)


def outline(document: Document) -> list[tuple[int, str, str]]:
    """(level, number, title) of every item."""
    return [(item.level, item.number, item.title) for item in segment(document).items]


def numbers(document: Document) -> list[str]:
    return [item.number for item in segment(document).items if item.number]


def item_called(segmented: Segmented, title: str) -> AgendaItem:
    return next(item for item in segmented.items if item.title == title)


def quotes(segmented: Segmented) -> list[str]:
    return [segmented.document.text[s.start : s.end] for s in segmented.statements]


def checked(segmented: Segmented) -> Segmented:
    """What holds for every document taken apart: its parts lie in order and in bounds, and none overlaps another."""
    text, at = segmented.document.text, 0
    items = {item.id: item for item in segmented.items}
    meetings = {meeting.id: meeting for meeting in segmented.meetings}
    for statement in segmented.statements:
        assert at <= statement.start < statement.end <= len(text)
        assert text[statement.start : statement.end].strip()
        assert statement.text == " ".join(statement.text.split())
        at = statement.end
    assert len(items) == len(segmented.items)
    for item in segmented.items:
        assert meetings[item.meeting].start <= item.start < item.end <= meetings[item.meeting].end
    starts = sorted(item.start for item in segmented.items)
    for statement in segmented.statements:
        following = bisect_right(starts, statement.start)
        assert following == len(starts) or starts[following] >= statement.end
        if statement.item:
            assert items[statement.item].start <= statement.start < items[statement.item].end
        else:
            assert not any(item.start <= statement.start < item.end for item in segmented.items)
    assert len({statement.id for statement in segmented.statements}) == len(segmented.statements)
    return segmented
