"""People, bodies and roles of a document, tied to its attendance list."""

from __future__ import annotations

import pytest
import spacy
from matters_arising.nlp import pipeline  # noqa: F401 - registers the factories
from spacy.language import Language

LIST = (
    "Minutes of Orme Parish Council\n\nPresent: Cllr Nell Orme (NO) (Chair), Cllr Kit Dale (KD), Cllr P. Venn, "
    "Ann Venn\n\nIn attendance: Mrs T. Hale (Clerk)\n\n1. Hall\n\n"
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    made = spacy.blank("en")
    made.add_pipe("minutes_boundaries")
    made.add_pipe("minutes_people")
    return made


def named(nlp: Language, text: str) -> list[tuple[str, str, str]]:
    """(words, label, name on the list) of what stands below the list."""
    doc = nlp(LIST + text)
    return [(one.text, one.label_, one.id_) for one in doc.spans["people"] if one.start_char >= len(LIST)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cllr Dale reported a leak.", ("Cllr Dale", "PERSON", "Cllr Kit Dale")),
        ("Kit Dale reported a leak.", ("Kit Dale", "PERSON", "Cllr Kit Dale")),
        ("NO to write to the firm.", ("NO", "PERSON", "Cllr Nell Orme")),
        ("Action by KD.", ("KD", "PERSON", "Cllr Kit Dale")),
        ("Mr Quill asked about parking.", ("Mr Quill", "PERSON", "")),
        ("Dr A. Ferris spoke.", ("Dr A. Ferris", "PERSON", "")),
        ("Director Okoro moved the item.", ("Director Okoro", "PERSON", "")),
        ("Cllr P. Venn left.", ("Cllr P. Venn", "PERSON", "Cllr P. Venn")),
        ("Cllr Venn left.", ("Cllr Venn", "PERSON", "")),
        ("The Clerk will reply.", ("Clerk", "ROLE", "")),
        ("The Chair closed the item.", ("Chair", "ROLE", "")),
        ("The CAO will reply.", ("CAO", "ROLE", "")),
        ("It went to the Parks and Trees Committee.", ("Parks and Trees Committee", "ORG", "")),
        ("The Council agreed.", ("Council", "ORG", "")),
    ],
)
def test_who_is_named(nlp: Language, text: str, expected: tuple[str, str, str]) -> None:
    assert named(nlp, text) == [expected]


@pytest.mark.parametrize("text", ["Votes: Yes: 3, NO: 2.", "NO ACTION WAS TAKEN BY KD.", "IT was discussed."])
def test_capitals_are_no_initials_where_they_say_something_else(nlp: Language, text: str) -> None:
    assert [one for one in named(nlp, text) if one[1] == "PERSON"] == []


def test_initials_mean_nobody_where_no_list_prints_them(nlp: Language) -> None:
    doc = nlp("Present: Nell Orme, Kit Dale\n\n1. Hall\n\nNO to write to KD.")
    assert {one.text for one in doc.spans["people"]} == {"Nell Orme", "Kit Dale"}


def test_a_person_has_the_entry_of_the_list(nlp: Language) -> None:
    doc = nlp(LIST + "KD to write.")
    entry = doc.spans["people"][-1]._.person
    assert (entry["name"], entry["initials"], entry["attendance"]) == ("Cllr Kit Dale", "KD", "present")
    assert doc._.participants.keys() >= {"Cllr Nell Orme", "Mrs T. Hale"}


def test_entities_are_the_same(nlp: Language) -> None:
    doc = nlp(LIST + "Cllr Dale asked the Planning Committee and the Clerk.")
    assert [(e.start, e.end, e.label_) for e in doc.ents] == [
        (one.start, one.end, one.label_) for one in doc.spans["people"]
    ]
