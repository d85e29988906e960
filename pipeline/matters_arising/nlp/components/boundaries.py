"""Where sentences begin, set before any parser: by the splitter that the whole of the project cuts statements with.

A sentence is a statement: a sentence of running text, a clause that reports a further act, an entry of a list, a
heading, a cell of a table. So every event and stance is exactly one sentence of the Doc.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.scorer import Scorer

from matters_arising.models import Segmented
from matters_arising.nlp.components.reading import read
from matters_arising.segment.sentences import sentences

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.training import Example

_PARAGRAPHS = re.compile(r"\n\s*\n")
_INITIAL = re.compile(r"\b[A-Z]\.[ \t]+$")  # "Cllr P. Wray": a lone capital is never a sentence's last word


_BULLET = re.compile(r"(?<!\S)[•●▪◦‣·⁃∙\uf0b7\uf0a7*–—-][ \t]*$")  # belongs to the entry that it opens


class Boundaries:
    """Sets `token.is_sent_start` for every token."""

    def __call__(self, doc: Doc) -> Doc:
        """Raises spaCy's ValueError where the Doc is parsed already: a parse has boundaries of its own."""
        offsets = [token.idx for token in doc]
        starts = {max(0, bisect_right(offsets, start) - 1) for start in starts_of(read(doc))}
        for token in doc:
            token.is_sent_start = token.i == 0 or token.i in starts
        return doc

    def score(self, examples: Iterable[Example], **_: Any) -> dict[str, Any]:
        """`sents_p`, `sents_r`, `sents_f`."""
        found: dict[str, Any] = Scorer.score_spans(examples, "sents")
        del found["sents_per_type"]
        return found


def starts_of(segmented: Segmented) -> Iterator[int]:
    """The offsets at which sentences begin, in text order: statements, and what is printed between them."""
    text = segmented.document.text
    at = 0
    for statement in segmented.statements:
        yield from _between(text, at, statement.start)
        before = text[max(at, statement.start - 8) : statement.start]
        if not _INITIAL.search(text[max(0, statement.start - 8) : statement.start]):
            bullet = _BULLET.search(before)
            yield statement.start - (len(before) - bullet.start() if bullet else 0)
        at = statement.end
    yield from _between(text, at, len(text))


def _between(text: str, start: int, end: int) -> Iterator[int]:
    """Sentences of what is no statement: annexes, columns of owners and dates."""
    here = start
    for match in _PARAGRAPHS.finditer(text, start, end):
        yield from (low for low, _ in sentences(text, here, match.start()))
        here = match.end()
    yield from (low for low, _ in sentences(text, here, end))


def make_boundaries(nlp: Language, name: str) -> Boundaries:  # noqa: ARG001 - the signature of a factory
    """The factory `minutes_boundaries`."""
    return Boundaries()


Language.factory(
    "minutes_boundaries",
    assigns=["token.is_sent_start", "doc.sents"],
    default_score_weights={"sents_f": 1.0, "sents_p": 0.0, "sents_r": 0.0},
    func=make_boundaries,
)
