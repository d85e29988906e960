"""What a judge of a statement may look at: its words, what stands around it, and where it stands.

More than half of all deferrals carry no word of putting off; what tells them is the item they stand in, what was
said before, and what follows. So a statement is described together with its neighbours, its heading and its form.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from matters_arising.models import AgendaItem, Block, Segmented, Statement
from matters_arising.nlp.masking import NAME, mask, ngrams
from matters_arising.nlp.rules import event_rules, hits
from matters_arising.nlp.usage import TABLED, usage_in

_CAPITAL_WORD = re.compile(r"\b[A-Z]{4,}\b")
_MODAL = re.compile(r"\b(will|would|shall|should|could|may|might|must|can|to)\b")
_PAST = re.compile(r"\b(had|has|have|was|were)\b")
_LENGTHS = (3, 6, 10, 15, 22, 32, 50)


@dataclass(frozen=True, slots=True)
class Described:
    """One statement as a list of named features. Names are `group:content`; a feature is there or not."""

    statement: Statement
    features: tuple[str, ...]


def describe(segmented: Segmented, ordinary: Collection[str], rows: Collection[int] | None = None) -> list[Described]:
    """The features of every statement of a document, in text order; of the statements `rows` alone where given.

    `ordinary` as in `masking.ordinary_words`.
    """
    statements = segmented.statements
    chosen = range(len(statements)) if rows is None else sorted(rows)
    read = {j for i in chosen for j in range(i - 2, i + 3) if 0 <= j < len(statements)}
    tokens = [mask(statement.text, ordinary) if i in read else [] for i, statement in enumerate(statements)]
    ruled = [
        [rule.name for rule in hits(statement.text, event_rules())] if i in read else []
        for i, statement in enumerate(statements)
    ]
    layout = _Layout(segmented)
    usage = usage_in(segmented)
    out = []
    for i in chosen:
        statement = statements[i]
        features = [
            *(f"w:{gram}" for gram in ngrams(tokens[i], longest=3)),
            *_characters(tokens[i]),
            *_rules(ruled, i),
            *(f"rr:{usage}+{name}" for name in ruled[i] if name == TABLED and usage),
            *_neighbours(statements, tokens, i),
            *_heading(layout.item(statement), layout, ordinary),
            *_form(statement, tokens[i]),
            *_place(statements, i, layout, ordinary),
        ]
        out.append(Described(statement, tuple(dict.fromkeys(features))))
    return out


class _Layout:
    """Items by id and blocks by offset, for one document."""

    def __init__(self, segmented: Segmented) -> None:
        self._items = {item.id: item for item in segmented.items}
        self._blocks = segmented.document.blocks
        self._starts = [block.start for block in self._blocks]
        ends = [meeting.end for meeting in segmented.meetings]
        self.length = max(ends, default=len(segmented.document.text)) or 1

    def item(self, statement: Statement) -> AgendaItem | None:
        return self._items.get(statement.item)

    def parent(self, item: AgendaItem) -> AgendaItem | None:
        return self._items.get(item.parent)

    def block(self, statement: Statement) -> Block | None:
        index = bisect_right(self._starts, statement.start) - 1
        return self._blocks[index] if index >= 0 else None


def _neighbours(statements: Sequence[Statement], tokens: Sequence[Sequence[str]], i: int) -> Iterator[str]:
    """Words of the two statements before and after, told apart by side and by whether the item is the same."""
    for step, group in ((-1, "p"), (1, "n"), (-2, "pp"), (2, "nn")):
        j = i + step
        if not 0 <= j < len(statements):
            yield f"{group}:<edge>"
            continue
        same = statements[j].item == statements[i].item
        side = group if same else f"{group}x"
        yield f"{side}:form={statements[j].form}"
        longest = 2 if abs(step) == 1 else 1
        yield from (f"{side}:{gram}" for gram in ngrams(tokens[j][:40], longest=longest))


def _characters(tokens: Sequence[str]) -> Iterator[str]:
    """Runs of 3 to 5 characters of the masked statement: word forms and slips that word features miss."""
    text = f" {' '.join(tokens)} "
    for size in (3, 4, 5):
        yield from (f"c:{text[i : i + size]}" for i in range(len(text) - size + 1))


def _rules(ruled: Sequence[Sequence[str]], i: int) -> Iterator[str]:
    """Rule hits of the statement, in pairs too (a word of deferral *and* a retelling), and of its neighbours."""
    yield from (f"r:{name}" for name in ruled[i])
    yield from (f"rr:{one}+{other}" for one, other in combinations(ruled[i], 2))
    if i > 0:
        yield from (f"rp:{name}" for name in ruled[i - 1])
    if i + 1 < len(ruled):
        yield from (f"rn:{name}" for name in ruled[i + 1])


def _heading(item: AgendaItem | None, layout: _Layout, ordinary: Collection[str]) -> Iterator[str]:
    if item is None:
        yield "h:<none>"
        return
    yield f"h:section={item.section}"
    yield f"h:level={min(item.level, 3)}"
    yield from (f"h:{gram}" for gram in ngrams(mask(item.title, ordinary)[:12], longest=2))
    parent = layout.parent(item)
    if parent is not None:
        yield f"hh:section={parent.section}"
        yield from (f"hh:{word}" for word in mask(parent.title, ordinary)[:12])


def _form(statement: Statement, tokens: Sequence[str]) -> Iterator[str]:
    text = statement.text
    yield f"s:form={statement.form}"
    yield f"s:length={sum(len(tokens) > bound for bound in _LENGTHS)}"
    yield f"s:ends={text[-1:] if text[-1:] in '.:;?!' else 'bare'}"
    yield f"s:starts={'lower' if text[:1].islower() else 'digit' if text[:1].isdigit() else 'upper'}"
    yield from (
        f"s:{name}"
        for name, there in (
            ("owner", statement.owner),
            ("due", statement.due),
            ("speaker", statement.speaker),
            ("capitals", _CAPITAL_WORD.search(text)),
            ("all-capitals", text.isupper()),
            ("name-first", tokens[:1] == [NAME]),
            ("name", NAME in tokens),
            ("question", text.endswith("?")),
        )
        if there
    )
    modal, past = _MODAL.search(text), _PAST.search(text)
    if modal:
        yield f"s:modal={modal.group(1)}"
    if past:
        yield f"s:past={past.group(1)}"


def _place(statements: Sequence[Statement], i: int, layout: _Layout, ordinary: Collection[str]) -> Iterator[str]:
    """Where the statement stands: in its item, in the meeting, and in what kind of block."""
    statement = statements[i]
    first = i == 0 or statements[i - 1].item != statement.item
    last = i + 1 == len(statements) or statements[i + 1].item != statement.item
    yield f"s:place={'only' if first and last else 'first' if first else 'last' if last else 'middle'}"
    yield f"s:third={min(9, 10 * statement.start // layout.length)}"
    block = layout.block(statement)
    if block is not None:
        yield f"s:block={block.kind}"
        if block.bold:
            yield "s:bold"
        if block.margin:
            yield "s:margin"
        if block.start == statement.start:
            yield "s:opens-block"
        yield from (f"s:column={' '.join(mask(cell, ordinary))}" for cell in block.header if len(cell) < 20)
