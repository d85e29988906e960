"""Events and stances of the codebook as spans of a Doc, judged by the shipped judges.

`doc.spans["events"]` and `doc.spans["stances"]`: the label of a span is the type, its id that of the mark in a
database of `matters run`. What else is known of a mark is read through extensions of the span: `span._.confidence`,
`span._.actor`, `span._.reason`, … It is kept in `doc._.marks` by id, for two marks may stand on the same words, and
so travels with `doc.to_bytes()`, `DocBin(store_user_data=True)` and processes. A field that a kind of mark lacks, or
that the minutes do not say, is an empty string; of a span that is no mark, None.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, fields
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc, Span, SpanGroup

from matters_arising.models import Event, Stance
from matters_arising.nlp.components.reading import read, spans_of

if TYPE_CHECKING:
    from spacy.training import Example

    from matters_arising.nlp.judge import Judge

EVENTS, STANCES = "events", "stances"
# told by the span itself, or known only of an archive
_LEFT_OUT = {"id", "type", "label", "document", "start", "end", "quote", "matter"}
FIELDS = tuple(dict.fromkeys(f.name for kind in (Event, Stance) for f in fields(kind) if f.name not in _LEFT_OUT))


def _reader_of(field: str) -> Callable[[Span], Any]:
    def value(span: Span) -> Any:
        mark = (span.doc._.marks or {}).get(span.id_)
        return mark.get(field, "") if mark is not None else None

    return value


if not Doc.has_extension("marks"):
    Doc.set_extension("marks", default=None)
for _field in FIELDS:
    if not Span.has_extension(_field):
        Span.set_extension(_field, getter=_reader_of(_field))


class Marks:
    """Sets `doc.spans["events"]`, `doc.spans["stances"]` and `doc._.marks`. The judges are read at the first Doc."""

    def __init__(self, *, events: str, stances: str) -> None:
        self._events, self._stances = events, stances

    def __call__(self, doc: Doc) -> Doc:
        from matters_arising.extract import extract
        from matters_arising.stance import classify

        segmented = read(doc)
        events, stances = self._judges
        found = extract(segmented, model=events)
        held = classify(segmented, model=stances)
        doc.spans[EVENTS] = _group(doc, EVENTS, found, [str(event.type) for event in found])
        doc.spans[STANCES] = _group(doc, STANCES, held, [str(stance.label) for stance in held])
        marks: list[Event | Stance] = [*found, *held]
        doc._.marks = {mark.id: _fields_of(mark) for mark in marks}
        return doc

    def score(self, examples: Iterable[Example], **_: Any) -> dict[str, Any]:
        """Precision, recall and F1 of `spans["events"]` and `spans["stances"]`, over all and by label."""
        known = list(examples)
        scores: dict[str, Any] = {}
        for key in (EVENTS, STANCES):
            scores |= Scorer.score_spans(
                known,
                f"spans_{key}",
                getter=lambda doc, _, key=key: doc.spans.get(key, []),
                has_annotation=lambda doc, key=key: key in doc.spans,
                allow_overlap=True,
                labeled=True,
            )
        return scores

    @cached_property
    def _judges(self) -> tuple[Judge, Judge]:
        from matters_arising import extract, stance

        return (
            extract.load(Path(self._events) if self._events else None),
            stance.load(Path(self._stances) if self._stances else None),
        )


def _group(doc: Doc, key: str, marks: Sequence[Event | Stance], labels: Sequence[str]) -> SpanGroup:
    places = spans_of(doc, [(mark.start, mark.end) for mark in marks])
    spans = [
        Span(doc, low, high, label=label, span_id=mark.id)
        for (low, high), label, mark in zip(places, labels, marks, strict=True)
    ]
    return SpanGroup(doc, name=key, spans=spans)


def _fields_of(mark: Event | Stance) -> dict[str, Any]:
    """The fields that are no span's own, as values that any file can hold."""
    return {
        name: value if isinstance(value, bool | int | float) else str(value or "")
        for name, value in asdict(mark).items()
        if name not in _LEFT_OUT
    }


def make_marks(nlp: Language, name: str, events: str, stances: str) -> Marks:  # noqa: ARG001 - the signature of a factory
    """The factory `minutes_marks`. `events`, `stances`: folders of judges, empty for the shipped ones."""
    return Marks(events=events, stances=stances)


Language.factory(
    "minutes_marks",
    assigns=["doc.spans", "doc._.marks", *(f"span._.{name}" for name in FIELDS)],
    default_config={"events": "", "stances": ""},
    default_score_weights={"spans_events_f": 0.5, "spans_stances_f": 0.5},
    func=make_marks,
)
