"""Tags, morphology, lemmas and dependencies, for candidates only.

A component of spaCy reads the whole Doc or nothing, so a gate cannot stand in front of a parser in the same
pipeline. This one holds a pipeline of its own (`nlp`: tok2vec, tagger, morphologizer, trainable_lemmatizer, parser),
shows it a Doc that is made of the candidates alone, and copies what it says back. A sentence that is no candidate has
no tags, no lemmas, and no dependencies but a root, its first token.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import srsly
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, TAG
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import load_config_from_str, load_model_from_config, load_model_from_path, minibatch

from matters_arising.nlp.components.gate import CANDIDATES

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from spacy.training import Example

ATTRIBUTES = (TAG, POS, MORPH, LEMMA, DEP)


class Syntax:
    """Runs a trained pipeline over the candidates of each Doc, or over all of it where there is no gate.

    `nlp` is that pipeline. It shares the vocabulary of the whole and is a pipeline like any other: `nlp.nlp(text)`
    reads a text ungated.
    """

    def __init__(self, nlp: Language, *, only_candidates: bool) -> None:
        self.nlp = nlp
        self.only_candidates = only_candidates

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 32) -> Iterator[Doc]:
        """The Docs in order; the pipeline inside reads a batch at a time."""
        for batch in minibatch(stream, batch_size):
            chosen = [self._chosen(doc) for doc in batch]
            packed = [_packed(doc, rows) for doc, rows in zip(batch, chosen, strict=True)]
            for doc, rows, read in zip(batch, chosen, self.nlp.pipe(packed, batch_size=batch_size), strict=True):
                _copy(read, doc, rows)
                yield doc

    def _chosen(self, doc: Doc) -> list[tuple[int, int]]:
        """Stretches of tokens that are read, sentences each."""
        if self.only_candidates and CANDIDATES in doc.spans:
            return [(span.start, span.end) for span in doc.spans[CANDIDATES]]
        return [(sentence.start, sentence.end) for sentence in _sentences(doc)]

    def score(self, examples: Iterable[Example], **_: Any) -> dict[str, Any]:
        """What the tagger, morphologizer, lemmatizer and parser score."""
        known = list(examples)
        scores: dict[str, Any] = {}
        for _name, pipe in self.nlp.pipeline:
            if hasattr(pipe, "score"):
                scores |= pipe.score(known)
        return scores

    def to_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> None:  # noqa: ARG002 - spaCy's signature
        """The pipeline inside, as a folder; the vocabulary is kept once, by the whole."""
        self.nlp.to_disk(path, exclude=["vocab"])

    def from_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> Syntax:  # noqa: ARG002
        self.nlp = load_model_from_path(Path(path), vocab=self.nlp.vocab)
        return self

    def to_bytes(self, *, exclude: Sequence[str] = ()) -> bytes:  # noqa: ARG002
        kept = {"config": self.nlp.config.to_str(), "weights": self.nlp.to_bytes(exclude=["vocab"])}
        return bytes(srsly.msgpack_dumps(kept))

    def from_bytes(self, data: bytes, *, exclude: Sequence[str] = ()) -> Syntax:  # noqa: ARG002
        kept = srsly.msgpack_loads(data)
        config = load_config_from_str(kept["config"])
        self.nlp = load_model_from_config(config, vocab=self.nlp.vocab, auto_fill=True)
        self.nlp.from_bytes(kept["weights"], exclude=["vocab"])
        return self


def _sentences(doc: Doc) -> Iterable[Any]:
    return doc.sents if doc.has_annotation("SENT_START") else [doc[:]] if len(doc) else []


def _packed(doc: Doc, rows: Sequence[tuple[int, int]]) -> Doc:
    """A Doc of the chosen sentences alone."""
    words = [doc[i].text for low, high in rows for i in range(low, high)]
    spaces = [bool(doc[i].whitespace_) or i + 1 == high for low, high in rows for i in range(low, high)]
    starts = [i == low for low, high in rows for i in range(low, high)]
    return Doc(doc.vocab, words=words, spaces=spaces, sent_starts=starts)


def _copy(read: Doc, doc: Doc, rows: Sequence[tuple[int, int]]) -> None:
    """Write what was read of the chosen sentences into the Doc. Heads are relative, and none leaves its sentence."""
    import numpy as np

    attributes = [*ATTRIBUTES, HEAD]
    table: npt.NDArray[np.uint64] = np.zeros((len(doc), len(attributes)), dtype=np.uint64)
    # spaCy tells sentences by their roots: one that was not read has its first token for a root, the rest hang on it.
    root = doc.vocab.strings.add("ROOT")
    for sentence in _sentences(doc):
        length = sentence.end - sentence.start
        table[sentence.start : sentence.end, -1] = (-np.arange(length, dtype=np.int64)).astype(np.uint64)
        table[sentence.start, attributes.index(DEP)] = root
    found = read.to_array(attributes)
    at = 0
    for low, high in rows:
        table[low:high] = found[at : at + high - low]
        at += high - low
    doc.from_array(attributes, table)


def make_syntax(nlp: Language, name: str, only_candidates: bool) -> Syntax:  # noqa: ARG001 - spaCy's signature
    """The factory `minutes_syntax`. With `only_candidates` false every sentence is parsed."""
    return Syntax(type(nlp)(vocab=nlp.vocab), only_candidates=only_candidates)


Language.factory(
    "minutes_syntax",
    requires=["token.is_sent_start"],
    assigns=["token.tag", "token.pos", "token.morph", "token.lemma", "token.dep", "token.head"],
    default_config={"only_candidates": True},
    default_score_weights={"tag_acc": 0.25, "lemma_acc": 0.25, "dep_uas": 0.25, "dep_las": 0.25},
    func=make_syntax,
)
