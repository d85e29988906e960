"""What a sentence says about its acts: which words say it, by which rule, and how far they reach."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from matters_arising.nlp import pipeline  # noqa: F401 - registers the factories
from matters_arising.nlp.components.modifiers import FILE, Modifiers
from matters_arising.nlp.rules import read_rules
from spacy.language import Language
from spacy.tokens import Doc


def made() -> Language:
    nlp = spacy.blank("en")
    for name in ("boundaries", "people", "modifiers"):
        nlp.add_pipe(f"minutes_{name}")
    return nlp


NLP = made()


def found(text: str) -> list[tuple[str, str, str]]:
    """(category, words, scope) of every modifier."""
    doc = NLP(text)
    return [(one.label_, one.text, one._.scope.text.strip()) for one in doc.spans["modifiers"]]


def reaches(text: str, category: str, word: str) -> bool:
    """Whether a modifier of the category reaches a word."""
    doc = NLP(text)
    token = next(token for token in doc if token.text == word)
    return category in {one.label_ for one in doc[token.i : token.i + 1]._.modified_by}


@pytest.mark.parametrize(
    ("category", "text", "inside", "outside"),
    [
        ("negated", "The Board did not approve the lease, but the Clerk will write.", "approve", "write"),
        ("negated", "No quotations were received; the work will start in May.", "received", "start"),
        ("historical", "The Chair said that the fence had been deferred, but it is now agreed.", "deferred", "agreed"),
        ("hypothetical", "If the grant is awarded, the Clerk will order the seats.", "awarded", "order"),
        ("reported", "The county council has postponed the works, but members agreed to write.", "postponed", "agreed"),
        ("lost", "The motion to sell was defeated; the Clerk reported a leak.", "sell", "leak"),
        ("proposed", "It was suggested that a rota be drawn up; it was agreed to wait.", "drawn", "wait"),
    ],
)
def test_a_scope_ends_with_its_clause(category: str, text: str, inside: str, outside: str) -> None:
    assert reaches(text, category, inside)
    assert not reaches(text, category, outside)


@pytest.mark.parametrize(
    "text", ["See minute no. 14 of the survey.", "Not only the hall was let.", "Ayes: 4, Noes: 0.", "Votes No: 2"]
)
def test_words_that_only_look_like_a_denial_deny_nothing(text: str) -> None:
    assert [one for one in found(text) if one[0] == "negated"] == []


def test_what_was_provided_is_no_condition() -> None:
    assert not any(category == "hypothetical" for category, _, _ in found("The Clerk provided the figures."))
    assert reaches("The lease is agreed, provided that the rent is paid.", "hypothetical", "rent")


def test_initials_of_the_attendance_list_deny_nothing() -> None:
    there = "Present: Nell Orme (NO), Kit Dale (KD)\n\n1. Hall\n\nNO to write to the firm."
    assert [one for one in found(there) if one[0] == "negated"] == []
    assert [one for one in found("NO objection was raised.") if one[0] == "negated"] != []


def test_something_fell_that_was_no_motion() -> None:
    assert not any(category == "lost" for category, _, _ in found("A wall fell in the lane."))


def test_a_hit_is_explained_by_its_rule() -> None:
    doc = NLP("The Board did not approve the lease, but it will write.")
    (hit,) = doc.spans["modifiers"]
    (scope,) = doc.spans["scopes"]
    told = doc._.modifiers[hit.id_]
    assert (hit.text, hit._.rule, told["direction"], told["ended_by"]) == (
        "not",
        "negated.word",
        "forward",
        "clause.but",
    )
    assert (scope.text, scope.id_, scope.label_) == ("approve the lease", hit.id_, "negated")


def test_a_body_is_no_other_body_in_its_own_minutes() -> None:
    text = "Minutes of Orme District Council\n\n1. Roads\n\nThe district council has approved the scheme."
    assert not any(category == "reported" for category, _, _ in found(text))


def test_a_modifier_that_reaches_nothing_is_none() -> None:
    assert [one for one in found("The members thought not") if one[0] == "negated"] == []


WORDS = st.sampled_from(
    [
        *(
            "if",
            "the motion",
            "was not",
            "carried",
            ";",
            ",",
            ".",
            "but",
            "had been",
            "deferred",
            "no",
            "because",
            "\n",
        ),
        *("Council", "should", "Cllr Orme", "that", "the county council", "has", "fell"),
    ]
)


@given(st.lists(WORDS, max_size=40))
def test_no_modifier_and_no_scope_leaves_its_sentence(words: list[str]) -> None:
    doc = NLP(" ".join(words))
    for hit in doc.spans["modifiers"]:
        scope = hit._.scope
        assert hit.sent.start <= scope.start < scope.end <= hit.sent.end
        assert hit.end <= hit.sent.end


def test_rules_travel_with_the_pipeline(tmp_path: Path) -> None:
    own = {**read_rules(FILE), "rules": [{"name": "own.maybe", "category": "doubted", "pattern": r"\bmaybe\b"}]}
    Modifiers(own).to_disk(tmp_path / "modifiers")
    doc = Modifiers(read_rules(FILE)).from_disk(tmp_path / "modifiers")(_sentence("Maybe the roof"))
    assert [one.label_ for one in doc.spans["modifiers"]] == ["doubted"]
    assert Modifiers(read_rules(FILE)).from_bytes(Modifiers(own).to_bytes()).data == own


def test_every_rule_of_the_file_is_whole() -> None:
    data = read_rules(FILE)
    names = [entry["name"] for entry in data["rules"]]
    assert len(names) == len(set(names))
    assert all(("pattern" in entry) != ("same_as" in entry) for entry in data["rules"])


def _sentence(text: str) -> Doc:
    doc = NLP.make_doc(text)
    doc[0].is_sent_start = True
    for token in doc[1:]:
        token.is_sent_start = False
    return doc
