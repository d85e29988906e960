"""What the encoder reads: a statement between its heading and its neighbours, as word pieces.

    [CLS] heading, owner, form [SEP] statement before [SEP] THE STATEMENT [SEP] statement after [SEP]

The sentence alone does not say what it does: "No progress" is a putting-off under a matter that was due, and nothing
under a standing heading. A neighbour from another item is not read; a bar stands where one is.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matters_arising.models import AgendaItem, Segmented, Statement

if TYPE_CHECKING:
    from tokenizers import Tokenizer

BEFORE, STATEMENT, AFTER, HEADING, OWNER, FORM = 32, 72, 24, 18, 6, 2  # word pieces read of each part, at most
SHORT = 10  # a statement before of so few pieces says little alone: the one before it is read too
_OPEN, _CLOSE, _UNKNOWN = 101, 102, 100  # [CLS], [SEP], [UNK] of the uncased BERT vocabulary
_COMMA, _STOP, _BAR = 1010, 1012, 1064


@dataclass(frozen=True, slots=True)
class View:
    """The word pieces of one statement in its surroundings; it stands at `start` up to, not including, `end`."""

    ids: tuple[int, ...]
    start: int
    end: int


def views(segmented: Segmented, tokenizer: Tokenizer, rows: Collection[int] | None = None) -> list[View]:
    """The views of a document's statements, in text order; of the statements `rows` alone where they are given."""
    statements = segmented.statements
    items = {item.id: item for item in segmented.items}
    pieces = [
        encoded.ids
        for encoded in tokenizer.encode_batch([statement.text for statement in statements], add_special_tokens=False)
    ]
    chosen = range(len(statements)) if rows is None else sorted(rows)
    return [_view(statements, pieces, i, _head(statements[i], items, tokenizer)) for i in chosen]


def _view(statements: Sequence[Statement], pieces: Sequence[list[int]], i: int, head: list[int]) -> View:
    before, after = _before(statements, pieces, i), _after(statements, pieces, i)
    own = pieces[i] or [_UNKNOWN]
    if len(own) > STATEMENT:
        own = own[: STATEMENT // 2] + own[-STATEMENT // 2 :]
    start = 3 + len(head) + len(before)
    ids = [_OPEN, *head, _CLOSE, *before, _CLOSE, *own, _CLOSE, *after, _CLOSE]
    return View(tuple(ids), start, start + len(own))


def _head(statement: Statement, items: dict[str, AgendaItem], tokenizer: Tokenizer) -> list[int]:
    """The heading with the one above it, who is named beside the statement, and its form where it is no sentence."""
    item = items.get(statement.item)
    title = item.title if item else ""
    if item and item.parent in items:
        title = f"{items[item.parent].title[:40]} : {title}"

    def read(text: str, longest: int) -> list[int]:
        return list(tokenizer.encode(text, add_special_tokens=False).ids[:longest])

    head = read(title, HEADING)
    if statement.owner:
        head += [_COMMA, *read(f"owner {statement.owner}", OWNER)]
    if statement.form != "sentence":
        head += [_COMMA, *read(statement.form, FORM)]
    return head


def _before(statements: Sequence[Statement], pieces: Sequence[list[int]], i: int) -> list[int]:
    if i == 0:
        return []
    if statements[i - 1].item != statements[i].item:
        return [_BAR]
    last = pieces[i - 1]
    if len(last) <= SHORT and i > 1 and statements[i - 2].item == statements[i].item:
        last = [*pieces[i - 2], _STOP, *last]
    return last[-BEFORE:]


def _after(statements: Sequence[Statement], pieces: Sequence[list[int]], i: int) -> list[int]:
    if i + 1 == len(statements):
        return []
    return pieces[i + 1][:AFTER] if statements[i + 1].item == statements[i].item else [_BAR]
