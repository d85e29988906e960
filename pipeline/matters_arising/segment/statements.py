"""Items and statements of one meeting: headings become items, blocks become sentences and clauses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from matters_arising.ids import make_id
from matters_arising.models import AgendaItem, Block, Document, Meeting, Participant, Statement, StatementForm
from matters_arising.segment.forms import form_of, speaker_of, turn_of
from matters_arising.segment.outline import Node
from matters_arising.segment.sections import section_of
from matters_arising.segment.sentences import clauses, sentences
from matters_arising.segment.tables import row_parts

_ENDS = re.compile(r"[.!?:;][”\"'’)\]]*\s*$")


def items_of(meeting: Meeting, nodes: Sequence[Node]) -> tuple[AgendaItem, ...]:
    """The items of a meeting, nested; an item ends where the next of its depth or above begins, or at its own bound."""
    out: list[AgendaItem] = []
    parents: list[AgendaItem] = []
    seen: Counter[tuple[str, str, str]] = Counter()
    for place, node in enumerate(nodes):
        following = next((n.heading.start for n in nodes[place + 1 :] if n.depth <= node.depth), meeting.end)
        del parents[node.depth - 1 :]
        parent = parents[-1].id if parents else ""
        number = node.label.printed if node.label else ""
        key = (parent, number, node.title)
        item = AgendaItem(
            id=make_id("item", meeting.id, meeting.document, *key, seen[key]),
            meeting=meeting.id,
            number=number,
            title=node.title,
            start=node.heading.start,
            end=min(following, node.end),
            section=section_of(node.title),
            parent=parent,
            level=len(parents) + 1,
        )
        seen[key] += 1
        out.append(item)
        parents.append(item)
    return tuple(out)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of text that becomes one statement or is cut into several."""

    start: int
    end: int
    form: StatementForm = "sentence"
    owner: str = ""
    due: str = ""
    block: int = -1  # where its block starts: a turn of dialogue lasts to the block's end


def statements_of(
    document: Document, meeting: Meeting, nodes: Sequence[Node], items: Sequence[AgendaItem]
) -> tuple[Statement, ...]:
    """The statements of a meeting in text order; none overlaps another or crosses the start of an item."""
    text = document.text
    out: list[Statement] = []
    seen: Counter[str] = Counter()
    initials = _initials(meeting.participants)
    place = _innermost(items)
    turn = _Turn()
    for piece in _pieces(document, meeting, nodes, initials):
        reading = reading_text(text[piece.start : piece.end])
        form = piece.form if piece.form != "sentence" else form_of(reading)
        natural = reading.casefold()
        out.append(
            Statement(
                id=make_id("st", meeting.id, meeting.document, natural, seen[natural]),
                meeting=meeting.id,
                item=place(piece.start),
                start=piece.start,
                end=piece.end,
                page=document.page_at(piece.start),
                text=reading,
                form=form,
                speaker=turn.speaker(piece, reading) if form in ("sentence", "motion") else "",
                owner=piece.owner,
                due=piece.due,
            )
        )
        seen[natural] += 1
    return tuple(out)


class _Turn:
    """Whose words a dialogue prints: a turn lasts to its block's end, and over lines that go on with "…"."""

    def __init__(self) -> None:
        self.who, self.block = "", -1

    def speaker(self, piece: _Piece, reading: str) -> str:
        """The speaker of a statement: named in it, or of the turn that it belongs to."""
        if opened := turn_of(reading):
            self.who, self.block = opened, piece.block
        elif reading.startswith(("…", "...")):
            self.block = piece.block
        own = speaker_of(reading)
        return own or (self.who if piece.block == self.block >= 0 else "")


def reading_text(printed: str) -> str:
    """Printed text made readable: hyphenation at line ends undone, white space folded.

    >>> reading_text("the coun-\\ncil  agreed")
    'the council agreed'
    """
    joined = re.sub(r"(?<=[a-z])[-\u00ad\u2010]\n\s*(?=[a-z])", "", printed).replace("\u00ad", "")
    return re.sub(r"\s+", " ", joined).strip()


def _innermost(items: Sequence[AgendaItem]) -> Callable[[int], str]:
    """A look-up from offset to the id of the innermost item, for offsets that only grow."""
    state: list[AgendaItem] = []
    rest = list(items)[::-1]

    def at(offset: int) -> str:
        while rest and rest[-1].start <= offset:
            state.append(rest.pop())
        while state and state[-1].end <= offset:
            state.pop()
        return state[-1].id if state else ""

    return at


def _pieces(document: Document, meeting: Meeting, nodes: Sequence[Node], initials: frozenset[str]) -> Iterator[_Piece]:
    """Heading spans, table rows and the sentences between them, in text order."""
    cuts = {node.heading.start: node.heading for node in nodes}
    starts = sorted(cuts)
    for run in _runs(document, meeting, frozenset(starts)):
        block, low, high = run
        if block.kind == "row" and block.cells:
            yield from _row(document, block, nodes)
            continue
        at = low
        within = [start for start in starts if low <= start < high]
        for start, following in zip(within, [*within, high][1:], strict=True):
            yield from _sentences(document.text, at, start, block, initials, last=False)
            heading = cuts[start]
            titled = heading.title_end > heading.title_start  # else the number belongs to the first sentence
            at = max(start, min(heading.title_end, following)) if titled else start
            if any(c.isalnum() for c in document.text[start:at]):
                yield _Piece(_lstrip(document.text, start, at), _rstrip(document.text, start, at), "heading")
            if titled and document.text.startswith(
                ". ", at, following
            ):  # the stop is the title's: "WEIR. The smith ..."
                at += 1
        yield from _sentences(document.text, at, high, block, initials, last=True)


def _runs(document: Document, meeting: Meeting, starts: frozenset[int]) -> Iterator[tuple[Block, int, int]]:
    """Blocks of the meeting, a paragraph that a page or column broke joined to its rest."""
    held: tuple[Block, int, int] | None = None
    for block in document.blocks:
        low, high = max(block.start, meeting.start), min(block.end, meeting.end)
        if low >= high:
            continue
        if held and block.start not in starts and _goes_on(document.text, held, block):
            held = (held[0], held[1], high)
            continue
        if held:
            yield held
        held = (block, low, high)
    if held:
        yield held


def _goes_on(text: str, held: tuple[Block, int, int], block: Block) -> bool:
    """Whether a block is the rest of a sentence that the one before left open."""
    before = held[0]
    if "row" in (before.kind, block.kind) or before.kind == "heading" or block.kind in ("heading", "list"):
        return False
    if before.margin or before.bold or len(text[held[1] : held[2]].split()) < 4:
        return False
    return text[block.start].islower() and not _ENDS.search(text[held[1] : held[2]])


def _sentences(
    text: str, low: int, high: int, block: Block, initials: frozenset[str], *, last: bool
) -> Iterator[_Piece]:
    spans = [part for s, e in sentences(text, low, high) for part in clauses(text, s, e)]
    owners: dict[int, str] = {}
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        tokens = re.split(r"[/,&\s]+", text[start:end].strip(" ."))
        if kept and initials and all(token in initials for token in tokens if token):
            owners[len(kept) - 1] = text[start:end].strip()
        else:
            kept.append((start, end))
    if last and block.margin and kept:
        owners.setdefault(len(kept) - 1, block.margin)
    for place, (start, end) in enumerate(kept):
        yield _Piece(start, end, owner=owners.get(place, ""), block=block.start)


def _row(document: Document, block: Block, nodes: Sequence[Node]) -> Iterator[_Piece]:
    """A table row: an action row is one statement with owner and due, any other is read cell by cell."""
    text = document.text
    if [text[cell.start : cell.end] for cell in block.cells] == list(block.header):  # it names the columns
        yield _Piece(block.start, block.end, "heading")
        return
    heading = next((n.heading for n in nodes if block.start <= n.heading.start < block.end), None)
    parts = row_parts(text, block)
    if heading:
        yield _Piece(heading.start, _rstrip(text, heading.start, heading.title_end), "heading")
    for part in parts:
        start = max(part.start, heading.title_end) if heading else part.start
        if start >= part.end or not any(c.isalnum() for c in text[start : part.end]):
            continue
        if part.whole:
            yield _Piece(start, part.end, "action" if part.action else "row", part.owner, part.due)
            continue
        for s, e in sentences(text, start, part.end):
            for low, high in clauses(text, s, e):
                yield _Piece(low, high, owner=part.owner, due=part.due)


def _initials(participants: Sequence[Participant]) -> frozenset[str]:
    return frozenset(p.initials for p in participants if p.initials)


def _lstrip(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _rstrip(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
