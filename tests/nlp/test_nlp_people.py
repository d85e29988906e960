import pytest
from matters_arising.nlp.people import doer, meant_by_pronoun, own_name, subject


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Lodge Manager Ibsen will look.", "Lodge Manager Ibsen"),
        ("Chair of the Weirs Committee to reply", "Chair of the Weirs Committee"),
        ("J.Lorne and M.Teal to meet", "J.Lorne and M.Teal"),
        ("b) the Clerk is waiting", "the Clerk"),
        ("BLF&WN to mend the stile", "BLF&WN"),
        # without "and" a comma joins nothing
        ("Heron Arms, Drovers will mow", "Heron Arms"),
        ("Marsh, Ode and Bell to meet", "Marsh, Ode and Bell"),
    ],
)
def test_who_opens_a_statement(text: str, named: str):
    assert subject(text) == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("A member of the public asked for a seat.", "A member of the public"),
        ("the Clerk is still waiting for a price", "the Clerk"),
        ("Gravel has been ordered.", ""),
        ("The Hut was now being painted.", ""),
        ("If Drovers wants the field, it may ask.", ""),
        # those who live in it, or belong to it, are not it
        ("KBA owners in the hall asked for a list.", ""),
        ("Ms Orr chairs the panel.", "Ms Orr"),
        ("ACTION ITEM Ms Orr read the lease.", "Ms Orr"),
        ("Cllr. Ní Lowe asked for a seat.", "Cllr. Ní Lowe"),
        ("St. Lowe County asked for a seat.", "St. Lowe County"),
    ],
)
def test_the_doer_is_who_does_what_the_verb_says(text: str, named: str):
    assert doer(text) == named


def test_a_heading_that_runs_into_its_sentence_is_no_part_of_a_name():
    assert own_name("Mill Corner TQ") == "TQ"
    assert own_name("Ann Bell MP") == "Ann Bell MP"
    assert own_name("Cllr TQ") == "Cllr TQ"


def test_whoever_spoke_goes_on_speaking():
    before = ["The hall was cold.", "Mr Thorn said that it leaks."]
    assert meant_by_pronoun("Additionally, he wants the roof seen to.", before) == "Mr Thorn"
    assert meant_by_pronoun("Also, would like the gutters cleared.", before) == "Mr Thorn"
    assert meant_by_pronoun("In addition, he suggested a grant.", before) == "Mr Thorn"
    assert meant_by_pronoun("The roof was seen to.", before) == ""
    assert meant_by_pronoun("Additionally, some of the money has been spent.", before) == ""
