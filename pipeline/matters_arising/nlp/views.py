"""What the encoder reads: a statement between its heading and its neighbours, as word pieces.

    [CLS] usage, section : heading, owner, form [SEP] statements before [SEP] THE STATEMENT [SEP] statements after [SEP]

The sentence alone does not say what it does: "No progress" is a putting-off under a matter that was due, and nothing
under a standing heading; a moved text is decided where a line after it says so. A neighbour from another item is not
read; a bar stands where one is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matters_arising.models import AgendaItem, Segmented, Statement
from matters_arising.nlp.usage import usage_in

if TYPE_CHECKING:
    from tokenizers import Tokenizer

# word pieces read of each part, at most
BEFORE, STATEMENT, AFTER = 72, 80, 40
SECTION, HEADING, OWNER, FORM = 8, 30, 6, 2
_PARENT = 50  # characters of the heading above
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
    usage = usage_in(segmented)
    pieces = [
        encoded.ids
        for encoded in tokenizer.encode_batch([statement.text for statement in statements], add_special_tokens=False)
    ]
    chosen = range(len(statements)) if rows is None else sorted(rows)
    return [_view(statements, pieces, i, _head(statements[i], items, usage, tokenizer)) for i in chosen]


def _view(statements: Sequence[Statement], pieces: Sequence[list[int]], i: int, head: list[int]) -> View:
    before = _neighbours(statements, pieces, i, range(i - 1, -1, -1), BEFORE)
    after = _neighbours(statements, pieces, i, range(i + 1, len(statements)), AFTER)
    own = pieces[i] or [_UNKNOWN]
    if len(own) > STATEMENT:
        own = own[: STATEMENT // 2] + own[-STATEMENT // 2 :]
    start = 3 + len(head) + len(before)
    ids = [_OPEN, *head, _CLOSE, *before, _CLOSE, *own, _CLOSE, *after, _CLOSE]
    return View(tuple(ids), start, start + len(own))


def _head(statement: Statement, items: dict[str, AgendaItem], usage: str, tokenizer: Tokenizer) -> list[int]:
    """Whose English, which part of the meeting, the heading with the one above it; who is named beside the statement;
    its form where it is no sentence."""
    item = items.get(statement.item)
    title = item.title if item else ""
    if item and item.parent in items:
        title = f"{items[item.parent].title[:_PARENT]} : {title}"

    def read(text: str, longest: int) -> list[int]:
        return list(tokenizer.encode(text, add_special_tokens=False).ids[:longest])

    section = item.section.replace("_", " ") if item else ""
    head = [*read(f"{usage} , {section} :", SECTION), *read(title, HEADING)]
    if statement.owner:
        head += [_COMMA, *read(f"owner {statement.owner}", OWNER)]
    if statement.form != "sentence":
        head += [_COMMA, *read(statement.form, FORM)]
    return head


def _neighbours(
    statements: Sequence[Statement], pieces: Sequence[list[int]], i: int, order: Iterable[int], most: int
) -> list[int]:
    """What stands around statement `i` within its item, nearest first in `order`, returned as the minutes print it."""
    back = False
    read: list[list[int]] = []
    size = 0
    for j in order:
        back = j < i
        if size >= most:
            break
        if statements[j].item != statements[i].item:
            read.append([_BAR])
            break
        read.append(pieces[j])
        size += len(pieces[j]) + 1
    parts = read[::-1] if back else read
    joined = [piece for part in parts for piece in (*part, _STOP)][:-1]
    return joined[-most:] if back else joined[:most]
