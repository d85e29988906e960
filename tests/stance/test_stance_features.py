"""Cues, and passages as rows of numbers."""

import pytest
from matters_arising.stance.cues import cues, cues_in
from matters_arising.stance.features import Passage, StanceFeatures

BODY = "Saltby Parish Council"


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The Council and the Harbour Authority will draw it up", "subject.joint"),
        ("It was drawn up with the Harbour Authority", "with.other"),
        ("They met and planned it jointly", "joint.word"),
        ("The comments of the tenants were read", "ask.from"),
        ("Tenants were asked", "ask.asked"),
        ("He chose without asking anybody", "alone.without"),
        ("Nobody had been consulted", "alone.unasked"),
        ("The offer was declined", "alone.refuse"),
        ("Mrs Oddy would take this away", "alone.away"),
        ("The Board did it by itself", "alone.self"),
        ("Tenants should be heard", "turn.proposed"),
    ],
)
def test_a_cue_finds_what_it_is_for(text: str, cue: str) -> None:
    assert cue in cues_in(text, BODY)


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The consultant was paid", "ask.consult"),
        ("The Clerk paid the bill", "joint.word"),
        ("The hedge was cut", "alone.without"),
        ("Members were told of the fee", "alone.told"),
    ],
)
def test_a_cue_is_silent_elsewhere(text: str, cue: str) -> None:
    assert cue not in cues_in(text, BODY)


def test_cues_have_names_of_their_own_and_rules_of_the_codebook() -> None:
    names = [cue.name for cue in cues()]
    assert len(names) == len(set(names))
    assert {cue.rule for cue in cues()} <= set(range(1, 9))
    assert all(cue.about for cue in cues())


def test_what_stands_before_counts_apart_from_what_is_said() -> None:
    said = Passage("They met and planned it jointly.", body=BODY)
    before = Passage("It is done.", ("They met and planned it jointly.",), body=BODY)
    features = StanceFeatures(least=1)
    matrix = features.fit_transform([said, before]).toarray()
    names = features.get_feature_names_out().tolist()
    own, earlier = names.index("q:joint.word"), names.index("q:before joint.word")
    assert (matrix[:, own] > 0).tolist() == [True, False]
    assert (matrix[:, earlier] > 0).tolist() == [False, True]


def test_new_passages_have_the_columns_that_were_learned() -> None:
    seen = [Passage(f"The tenants were asked about gate {number}.") for number in ("one", "two", "three")]
    features = StanceFeatures().fit(seen)
    row = features.transform([Passage("A wholly other thing.")])
    assert row.shape == (1, len(features.get_feature_names_out()))
    assert not any("three" in name for name in features.get_feature_names_out())


def test_no_name_is_kept() -> None:
    features = StanceFeatures().fit([Passage("Mr Quillfeather met the Board of Thornwick.")] * 5)
    assert not any("quill" in name.lower() or "thornw" in name.lower() for name in features.get_feature_names_out())
