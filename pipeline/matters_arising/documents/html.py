"""Web pages: the main content without navigation and boilerplate, its headings, lists and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from matters_arising.documents.assemble import Parts, Piece
from matters_arising.documents.clock import Clock
from matters_arising.documents.decode import decode
from matters_arising.models import Source

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_DROPPED = frozenset(
    "script style noscript template svg nav header footer aside form button select iframe object head title".split()
)


def read_html(source: Source, clock: Clock) -> Parts:
    """Read a web page."""
    text, notes = decode(source.data, declared=_stated_encoding(source.data))
    clock.check()
    pieces, meta = html_pieces(text)
    return Parts(pieces, front_matter=meta, notes=list(notes))


def _stated_encoding(data: bytes) -> str:
    match = re.search(rb"<meta[^>]+charset\s*=\s*[\"']?([\w.:-]+)", data[:4096], re.I)
    return match.group(1).decode("ascii") if match else ""


def html_pieces(markup: str) -> tuple[list[Piece], dict[str, str]]:
    """The blocks of the main content, and title and meta elements."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(markup)
    meta = {}
    if title := tree.css_first("title"):
        meta["title"] = _fold(title.text())
    for node in tree.css("meta[content]"):
        name = node.attributes.get("name") or node.attributes.get("property")
        content = node.attributes.get("content")
        if name and content:
            meta.setdefault(name, _fold(content))
    root = tree.css_first("main") or tree.body
    pieces: list[Piece] = []
    if root is not None:
        pieces.extend(_walk(root))
    return pieces, meta


def _fold(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _walk(node: Any, kind: str = "paragraph", level: int = 0) -> Iterator[Piece]:
    run: list[str] = []
    tag = node.tag
    if re.fullmatch(r"h[1-6]", tag or ""):
        kind, level = "heading", int(tag[1])
    elif tag == "li":
        kind, level = "list", level + 1
    elif tag == "blockquote":
        kind = "quote"
    child = node.child
    while child is not None:
        name = child.tag
        if name in _DROPPED or name == "-comment":
            pass
        elif name == "br":
            run.append("\n")
        elif name in _BLOCKS:
            yield from _flush(run, kind, level)
            run = []
            if name == "table":
                rows, header = table_rows(child.html)
                for row in rows:
                    yield Piece(kind="row", table=0, cells=row, header=header)
            else:
                yield from _walk(child, kind, level)
        else:
            run.append(_fold_keep(child.text(deep=True)))
        child = child.next
    yield from _flush(run, kind, level)


def _fold_keep(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _flush(run: list[str], kind: Any, level: int) -> Iterator[Piece]:
    for line in "".join(run).split("\n"):
        if text := _fold(line):
            yield Piece(text, kind, level=level, bold=kind == "heading")


def table_rows(markup: str) -> tuple[list[tuple[str, ...]], tuple[str, ...]]:
    """The rows of the first table in `markup`, and its header row (empty where it has none)."""
    from selectolax.lexbor import LexborHTMLParser

    rows: list[tuple[str, ...]] = []
    header: tuple[str, ...] = ()
    for tr in LexborHTMLParser(markup).css("tr"):
        cells = [cell for cell in tr.css("td, th")]
        row = tuple(_fold(cell.text(separator=" ")) for cell in cells)
        if not rows and cells and all(cell.tag == "th" for cell in cells):
            header = row
        if any(row):
            rows.append(row)
    return rows, header
