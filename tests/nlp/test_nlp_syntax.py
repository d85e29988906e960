"""Candidates alone are shown to the pipeline that parses, and what it says comes back to their place."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from matters_arising.nlp.components.gate import CANDIDATES
from matters_arising.nlp.components.syntax import Syntax
from spacy.language import Language
from spacy.tokens import Doc

SEEN: list[list[str]] = []


@Language.component("reader_by_hand")
def reader_by_hand(doc: Doc) -> Doc:
    """Stands in for tagger and parser: everything hangs on the last word of its sentence."""
    SEEN.append([token.text for token in doc])
    for sentence in list(doc.sents):
        for token in sentence:
            token.tag_, token.lemma_, token.dep_ = "SEEN", token.lower_, "dep"
            token.head = sentence[-1]
        sentence[-1].dep_ = "ROOT"
    return doc


@pytest.fixture
def syntax() -> Syntax:
    SEEN.clear()
    inside = spacy.blank("en")
    inside.add_pipe("reader_by_hand")
    return Syntax(inside, only_candidates=True)


def doc_of(syntax: Syntax, *sentences: str, candidates: tuple[int, ...] | None = None) -> Doc:
    words = [sentence.split() for sentence in sentences]
    starts = [at == 0 for sentence in words for at in range(len(sentence))]
    doc = Doc(syntax.nlp.vocab, words=[word for sentence in words for word in sentence], sent_starts=starts)
    if candidates is not None:
        spans = list(doc.sents)
        doc.spans[CANDIDATES] = [spans[place] for place in candidates]
    return doc


def test_only_candidates_are_read(syntax: Syntax) -> None:
    doc = syntax(doc_of(syntax, "Nobody came .", "Lease was deferred .", "Good night", candidates=(1,)))
    assert SEEN == [["Lease", "was", "deferred", "."]]
    assert [token.tag_ for token in doc] == ["", "", "", "SEEN", "SEEN", "SEEN", "SEEN", "", ""]


def test_heads_stay_in_their_sentence_and_sentences_stay(syntax: Syntax) -> None:
    doc = syntax(doc_of(syntax, "A b c", "D e", "F g h", "I", candidates=(0, 2)))
    assert [sentence.text for sentence in doc.sents] == ["A b c", "D e", "F g h", "I"]
    assert [token.head.text for token in doc] == ["c", "c", "c", "D", "e", "h", "h", "h", "I"]
    assert [token.dep_ for token in doc] == ["dep", "dep", "ROOT", "ROOT", "", "dep", "dep", "ROOT", "ROOT"]
    assert [sentence.root.text for sentence in doc.sents] == ["c", "D", "h", "I"]
    again = Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert [sentence.text for sentence in again.sents] == [sentence.text for sentence in doc.sents]


def test_without_a_gate_or_when_told_so_everything_is_read(syntax: Syntax) -> None:
    assert all(token.tag_ for token in syntax(doc_of(syntax, "A b", "C d")))
    syntax.only_candidates = False
    assert all(token.tag_ for token in syntax(doc_of(syntax, "A b", "C d", candidates=(1,))))


def test_nothing_is_read_where_nothing_is_a_candidate(syntax: Syntax) -> None:
    doc = syntax(doc_of(syntax, "A b", "C d", candidates=()))
    assert [token.tag_ for token in doc] == [""] * 4
    assert len(list(doc.sents)) == 2
    assert len(syntax(Doc(syntax.nlp.vocab))) == 0


def test_batches_keep_the_order(syntax: Syntax) -> None:
    docs = [doc_of(syntax, f"n{number} b", "C d", candidates=(number % 2,)) for number in range(7)]
    assert [doc[0].text for doc in syntax.pipe(docs, batch_size=3)] == [f"n{number}" for number in range(7)]
    assert [doc[0].tag_ for doc in docs] == ["SEEN", "", "SEEN", "", "SEEN", "", "SEEN"]


def test_it_is_written_and_read_again(syntax: Syntax, tmp_path: Path) -> None:
    syntax.to_disk(tmp_path / "syntax")
    assert not (tmp_path / "syntax" / "vocab").exists()
    fresh = Syntax(spacy.blank("en"), only_candidates=True)
    for again in (fresh.from_disk(tmp_path / "syntax"), fresh.from_bytes(syntax.to_bytes())):
        assert again.nlp.pipe_names == ["reader_by_hand"]
        assert again(doc_of(again, "A b"))[1].lemma_ == "b"
