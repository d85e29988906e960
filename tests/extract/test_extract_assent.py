import pytest
from matters_arising.extract import extract
from matters_arising.extract.assent import is_assent, is_only_yes
from test_extract_status import judge, minutes


@pytest.mark.parametrize(
    "text",
    [
        "Everyone is on board.",
        "Everybody present supported the plan.",
        "All were in full agreement with the plan for the slip.",
        "All members present were in agreement with this and thanked her.",
        "Ms Orr asked whether to hold a fair - everyone was in agreement.",
        "There was general agreement.",
        "general agreement, though the rope should be longer",
        "consensus is to let the slip",
        "Agreement on having a second boat.",
        "Mr Tuck spoke of the lamp and there was agreement that it should go.",
    ],
)
def test_that_all_agree_settles_something(text: str) -> None:
    assert is_assent(text)


@pytest.mark.parametrize(
    "text",
    [
        "All agreed that the winter had been hard.",
        "Everyone agreed with Ms Orr.",
        "There was no agreement.",
        "If there is agreement, a lamp will be bought.",
        "There is an agreement between the ferry and the mill.",
        "All came by boat.",
        "General agreement with the ferry company",
        "Agreement to be signed in June.",
        "Consent was given to the ferryman by the county.",
    ],
)
def test_what_all_think_settles_nothing(text: str) -> None:
    assert not is_assent(text)


def test_a_bare_yes_is_no_decision_however_sure_a_judge_is() -> None:
    assert is_only_yes("Yes, ok.")
    assert not is_only_yes("Yes, it is agreed.")
    taken = minutes("Yes.\nEveryone is on board.")
    assert [event.quote for event in extract(taken, model=judge(decision=9.0))] == ["Everyone is on board."]
