"""Sentences of minutes in a Doc: they begin where the splitter says, and nowhere else."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from matters_arising.nlp import pipeline  # registers the factories
from matters_arising.nlp.components.reading import read
from spacy.language import Language


@pytest.fixture(scope="module")
def nlp() -> Language:
    return blank()


def blank() -> Language:
    made = spacy.blank("en")
    pipeline.keep_titles_whole(made)
    made.add_pipe("minutes_boundaries")
    return made


def cut(nlp: Language, text: str) -> list[str]:
    return [sentence.text.strip() for sentence in nlp(text).sents]


@pytest.mark.parametrize(
    "whole",
    [
        "The lease of St. Brannoc's Hall at No. 5 Mill Row was approved.",
        "The motion was carried 5-0 with Cllr. Venn abstaining.",
        "Proposed by Cllr P. Hale and seconded by Mrs. J. K. Orme.",
        "Dr. Ivers and the Hon. Treasurer met at 7.30 p.m. in the hall.",
        "Minute no. 14 refers.",
    ],
)
def test_a_full_stop_of_an_abbreviation_ends_nothing(nlp: Language, whole: str) -> None:
    assert cut(nlp, f"{whole} It was noted.") == [whole, "It was noted."]


def test_entries_of_a_list_without_full_stops_are_sentences(nlp: Language) -> None:
    text = "Actions agreed\n\n- repair the gate\n- write to the landowner\n- order two benches"
    assert cut(nlp, text) == ["Actions agreed", "- repair the gate", "- write to the landowner", "- order two benches"]
    assert cut(nlp, "Roof survey\nBus shelter\nHedge in Mill Row") == [
        "Roof survey",
        "Bus shelter",
        "Hedge in Mill Row",
    ]


def test_a_chain_of_clauses_is_cut_at_semicolons(nlp: Language) -> None:
    text = "The gate was repaired last week; the benches are on order; the hedge will be cut in March."
    assert len(cut(nlp, text)) == 3


def test_a_title_with_its_full_stop_is_one_token(nlp: Language) -> None:
    assert [token.text for token in nlp("Cllr. Venn")] == ["Cllr.", "Venn"]


def test_a_statement_is_a_sentence(nlp: Language) -> None:
    doc = nlp("1. Footpaths\n\nThe survey is awaited. It was agreed to wait, and it was agreed to write to the firm.")
    printed = {sentence.text.strip() for sentence in doc.sents}
    assert {doc.text[s.start : s.end] for s in read(doc).statements} <= printed


def test_every_token_has_its_boundary_set_and_an_empty_text_none(nlp: Language) -> None:
    assert nlp("It was agreed. Nothing else.").has_annotation("SENT_START", require_complete=True)
    assert len(nlp("")) == 0


_NLP = blank()


@given(st.text(alphabet="ab. \n;:,AB1-(•\t", max_size=60))
def test_any_text_is_covered_by_its_sentences(text: str) -> None:
    doc = _NLP(text)
    assert "".join(sentence.text_with_ws for sentence in doc.sents) == text if len(doc) else text == ""
