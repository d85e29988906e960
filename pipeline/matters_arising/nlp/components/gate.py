"""Which sentences may report an act or a stance at all: the gate in front of the parser.

It is the linear judge's own: a sentence for which no label is likelier than the gate of its judge is shown neither to
the encoder nor to the parser. A gate of hand-written keywords would lose a third of what is to be found.

Minutes are dense: about half of their words report an act, so that no gate can much more than double the speed of a
parser. This one lets two thirds to four fifths of the words through. Beside `marks` it costs next to nothing, for
both need the same features; in front of a parser alone it costs more than it saves, and is better left out
(`benchmarks/extract.py` tells both).
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Span, SpanGroup

from matters_arising.nlp.components.reading import read, spans_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from matters_arising.nlp.judge import Judge

CANDIDATES = "candidates"


class Gate:
    """Sets `doc.spans["candidates"]`. The judges are read when the first Doc comes."""

    def __init__(self, *, events: str, stances: str) -> None:
        self._events, self._stances = events, stances

    def __call__(self, doc: Doc) -> Doc:
        segmented = read(doc)
        rows = sorted({row for judge in self._judges for row in judge.passing(segmented)})
        places = [(segmented.statements[row].start, segmented.statements[row].end) for row in rows]
        spans = [Span(doc, low, high, label="CANDIDATE") for low, high in spans_of(doc, places)]
        doc.spans[CANDIDATES] = SpanGroup(doc, name=CANDIDATES, spans=spans)
        return doc

    @cached_property
    def _judges(self) -> tuple[Judge, ...]:
        from matters_arising import extract, stance

        return (
            extract.load(Path(self._events) if self._events else None),
            stance.load(Path(self._stances) if self._stances else None),
        )


def make_gate(nlp: Language, name: str, events: str, stances: str) -> Gate:  # noqa: ARG001 - the signature of a factory
    """The factory `minutes_gate`. `events`, `stances`: folders of judges, empty for the shipped ones."""
    return Gate(events=events, stances=stances)


Language.factory(
    "minutes_gate",
    assigns=["doc.spans"],
    default_config={"events": "", "stances": ""},
    func=make_gate,
)
