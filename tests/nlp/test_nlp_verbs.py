"""Verbs of minutes: every form, in every case, has its lemma and is a verb."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from matters_arising.nlp.components.verbs import Verbs, inflect, make_verbs
from spacy.language import Language
from spacy.tokens import Doc

ACTS = {
    "deferred": "defer",
    "tabled": "table",
    "seconded": "second",
    "abstained": "abstain",
    "carried": "carry",
    "resolved": "resolve",
    "minuted": "minute",
    "adjourned": "adjourn",
    "postponed": "postpone",
    "moved": "move",
    "proposed": "propose",
    "agreed": "agree",
    "approved": "approve",
    "withdrawn": "withdraw",
    "withdrew": "withdraw",
    "laid": "lay",
    "held": "hold",
    "defers": "defer",
    "remitted": "remit",
    "referred": "refer",
    "ratified": "ratify",
    "rescinded": "rescind",
    "noted": "note",
    "vetoed": "veto",
    "planned": "plan",
    "reconvened": "reconvene",
    "recused": "recuse",
    "cancelled": "cancel",
    "canceled": "cancel",
    "undertook": "undertake",
}


@pytest.fixture(scope="module")
def verbs() -> Verbs:
    made = make_verbs(spacy.blank("en"), "verbs")
    made.learn("plan")
    return made


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.blank("en")


@pytest.mark.parametrize("case", [str.lower, str.upper, str.title])
@pytest.mark.parametrize(("form", "lemma"), ACTS.items())
def test_an_act_is_a_verb_with_its_lemma_in_every_case(
    nlp: Language, verbs: Verbs, case, form: str, lemma: str
) -> None:
    token = verbs(Doc(nlp.vocab, words=[case(form)], pos=["PROPN"], lemmas=["wrong"], tags=["NNP"]))[0]
    assert (token.lemma_, token.pos_, token.tag_[:2]) == (lemma, "VERB", "VB")
    assert token.morph.get("VerbForm")


@pytest.mark.parametrize(
    "form", ["minutes", "table", "motion", "second", "meeting", "hearing", "chair", "notes", "left"]
)
def test_a_noun_stays_a_noun(nlp: Language, verbs: Verbs, form: str) -> None:
    token = verbs(Doc(nlp.vocab, words=[form], pos=["NOUN"], lemmas=["as found"], tags=["NN"]))[0]
    assert (token.lemma_, token.pos_, token.tag_) == ("as found", "NOUN", "NN")


@pytest.mark.parametrize(
    ("form", "lemma"), [("tabling", "table"), ("moves", "move"), ("left", "leave"), ("put", "put")]
)
def test_a_doubtful_form_has_the_lemma_where_it_is_tagged_as_a_verb(nlp, verbs, form: str, lemma: str) -> None:
    assert verbs(Doc(nlp.vocab, words=[form], pos=["VERB"], lemmas=["wrong"]))[0].lemma_ == lemma


def test_a_fitting_tag_is_kept(nlp: Language, verbs: Verbs) -> None:
    doc = verbs(Doc(nlp.vocab, words=["moved", "agree"], pos=["VERB", "VERB"], tags=["VBD", "VBP"]))
    assert [token.tag_ for token in doc] == ["VBD", "VBP"]


@pytest.mark.parametrize(
    ("lemma", "doubled", "past", "ing", "third"),
    [
        ("table", False, "tabled", "tabling", "tables"),
        ("agree", False, "agreed", "agreeing", "agrees"),
        ("defer", True, "deferred", "deferring", "defers"),
        ("pass", False, "passed", "passing", "passes"),
        ("apply", False, "applied", "applying", "applies"),
        ("relay", False, "relayed", "relaying", "relays"),
        ("veto", False, "vetoed", "vetoing", "vetoes"),
    ],
)
def test_forms_are_made_by_rule(lemma: str, doubled: bool, past: str, ing: str, third: str) -> None:
    made = inflect(lemma, doubled=doubled)
    assert (made["VBD"], made["VBG"], made["VBZ"]) == (past, ing, third)


def test_verbs_of_ones_own_travel_with_the_pipeline(nlp: Language, tmp_path: Path) -> None:
    taught = make_verbs(nlp, "verbs")
    taught.learn("gavel", doubling=True)
    taught.to_disk(tmp_path / "verbs")
    again = make_verbs(nlp, "verbs")
    assert again(Doc(nlp.vocab, words=["gavelled"]))[0].lemma_ == ""
    again.from_disk(tmp_path / "verbs")
    assert again(Doc(nlp.vocab, words=["gavelled"]))[0].lemma_ == "gavel"
    assert make_verbs(nlp, "verbs").from_bytes(taught.to_bytes()).data == taught.data
