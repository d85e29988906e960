"""Gold documents taken apart by the pipeline, with the marks laid on its statements: what a model learns from."""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from matters_arising.errors import ReadError, UsageError
from matters_arising.evaluation.gold import EVENTS, STANCES, GoldDocument, load_gold, spans_of, tokenise
from matters_arising.evaluation.score import TokenSpan, overlap
from matters_arising.models import Segmented, Source

KINDS: tuple[str, ...] = EVENTS + STANCES


@dataclass(frozen=True, slots=True)
class Marked:
    """One gold document as the pipeline sees it.

    `spans` are the statements as stretches of the document's words. `labels[i][k]` says of statement i and
    `KINDS[k]`: 1 the mark stands here, 0 it does not, -1 a further piece of a mark that stands elsewhere
    (neither taught nor counted). `marks` are (kind, words, mark) of the marks found in the text. `routine` are the
    (statement, kind) pairs of procedural marks, which are taught and not counted.
    """

    archive: str
    gold: GoldDocument
    segmented: Segmented
    spans: tuple[TokenSpan, ...]
    labels: tuple[tuple[int, ...], ...]
    marks: tuple[tuple[str, TokenSpan, Mapping[str, Any]], ...]
    routine: frozenset[tuple[int, int]] = frozenset()


def load_marked(gold: Path, archives: Path, *, archive: str = "") -> list[Marked]:
    """Read and take apart every document of a gold folder. `archive` names the fold; default the first folder.

    A document that cannot be read on this machine (a scan where tesseract is missing) is named on standard error.
    """
    from matters_arising.documents import read
    from matters_arising.ids import sha256_of
    from matters_arising.segment import segment

    out = []
    for entry in load_gold(gold):
        path = archives / entry.document
        if not path.is_file():
            raise UsageError(f"the document of a gold file is not there: {entry.document}", where=str(archives))
        data = path.read_bytes()
        try:
            document = read(Source(entry.document, data, sha256_of(data)))
        except ReadError as error:
            print(f"left out of the evaluation: {error}", file=sys.stderr)
            continue
        segmented = segment(document)
        out.append(lay(entry, segmented, archive or entry.document.partition("/")[0]))
    return out


def load_standoff_marked(folder: Path, archives: Path) -> list[Marked]:
    """The documents of stand-off files that are there, taken apart, with their marks; the rest is named, left out."""
    from matters_arising.documents import read
    from matters_arising.evaluation.standoff import load_standoff, rehydrate
    from matters_arising.ids import sha256_of
    from matters_arising.segment import segment

    out = []
    for entry in load_standoff(folder):
        name = str(entry["document"])
        try:
            data = (archives / name).read_bytes()
            document = read(Source(name, data, sha256_of(data)))
            gold, lost = rehydrate(entry, archives, text=document.text)
        except (OSError, ReadError, UsageError) as error:
            print(f"left out of the stand-off marks: {error}", file=sys.stderr)
            continue
        if lost:
            print(f"{name}: {lost} of {len(entry['marks'])} marks could not be read back", file=sys.stderr)
        out.append(lay(gold, segment(document), name.partition("/")[0]))
    return out


def lay(gold: GoldDocument, segmented: Segmented, archive: str) -> Marked:
    """Lay the marks of one document on its statements: each on the one that shares most words with it."""
    spans = word_spans(segmented)
    marks = spans_of(gold.marks, segmented.document.text)
    labels = [[0] * len(KINDS) for _ in spans]
    routine = set()
    for kind, where, mark in marks:
        row = _lay_one(KINDS.index(kind), where, spans, labels)
        if row is not None and mark.get("procedural"):
            routine.add((row, KINDS.index(kind)))
    if gold.judged is not None:
        _forget_unread(gold.judged, spans, labels)
    return Marked(archive, gold, segmented, spans, tuple(map(tuple, labels)), tuple(marks), frozenset(routine))


def word_spans(segmented: Segmented) -> tuple[TokenSpan, ...]:
    """The statements of a document as stretches of its words, as `tokenise` counts them."""
    tokens = tokenise(segmented.document.text)
    starts = [token.start for token in tokens]
    ends = [token.end for token in tokens]
    out = []
    for statement in segmented.statements:
        first = bisect_right(ends, statement.start)
        out.append((first, max(first, bisect_left(starts, statement.end))))
    return tuple(out)


def known_rows(marked: Marked) -> list[int]:
    """The statements of which something is known: all, unless the document was not read whole."""
    return [row for row, labels in enumerate(marked.labels) if marked.gold.judged is None or max(labels) >= 0]


def _forget_unread(judged: Sequence[TokenSpan], spans: Sequence[TokenSpan], labels: list[list[int]]) -> None:
    """Of statements that nobody judged nothing is known."""
    for i, span in enumerate(spans):
        if span[1] <= span[0] or not any(overlap(read, span) >= 0.5 for read in judged):
            labels[i] = [-1] * len(KINDS)


def _lay_one(column: int, where: TokenSpan, spans: Sequence[TokenSpan], labels: list[list[int]]) -> int | None:
    touched = [i for i, span in enumerate(spans) if span[1] > span[0] and overlap(where, span) >= 0.5]
    if not touched:
        return None
    best = max(touched, key=lambda i: (min(where[1], spans[i][1]) - max(where[0], spans[i][0]), -i))
    for i in touched:
        if i == best:
            labels[i][column] = 1
        elif labels[i][column] == 0:
            labels[i][column] = -1
    return best
