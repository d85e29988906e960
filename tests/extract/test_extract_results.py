import pytest
from matters_arising.extract.results import is_count, is_result


@pytest.mark.parametrize(
    "text",
    [
        "Carried.",
        "MOTION CARRIED UNANIMOUSLY",
        "Defeated 2-5",
        "Motion carried; 7:0",
        "Carried (4-1).",
        "That the weir be mended. CARRIED.",
        "Secretary: Ms Ferrow. Mr Tuck nominated, Ms Orr seconded. Carried",
        "Ms Orr to treasurer? Passes with 6 votes.",
        "Keep the old logo? - 3 votes in favour",
        "The weir is to be mended: vote: 5-0 in favour - it is recommended.",
        "Ayes: 4, Noes: 1",
        "Six members were in favour of the weir and two against.",
        "Ferry society, request for a donation - refused",
        "No objections were recorded.",
        "This was approved by all present.",
        "It was overwhelmingly supported by the Executives;",
        "Ms Orr seconded it; it carried with the following roll call vote:",
        "Ms Orr proposed it, seconded by Mr Tuck - agreed",
        "Newsletter of the ferry trust - noted",
        "Letter of the ferryman of 4th May Noted",
        "Duly noted.",
        "MOTION PREVAILED",
        "Buy the punt (Orr, 2nd Tuck) pass 16-0",
        "Move to buy the punt - Orr, 2nd Tuck - vote 6-1",
        "Ayes-9; Nos-0",
        "Nobody having spoken, Ms Orr declared the plan of the weir to be adopted by all.",
    ],
)
def test_the_result_of_a_vote_is_known_by_its_form(text: str):
    assert is_result(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ms Orr said that the motion was carried in May.",
        "Absent: Orr",
        "The keys were lost in the dyke.",
        "The ferry had passed the lock by nine.",
        "Approved: ________",
        "The lamp was carried over the lock.",
        "He asked whether it had been approved by the county",
        "There were two letters for the clerk.",
        "No damage was noted",
        "None Noted",
        "The custom still prevails.",
        "Buy a pass",
        "He read the vote 7-0 in the county, see page 3.",
        "The ferryman declared that the rope was lost.",
    ],
)
def test_what_only_has_such_a_word_is_no_result(text: str):
    assert not is_result(text)


@pytest.mark.parametrize(("title", "counts"), [("Res 12: vote: 5-0 in favour -", True), ("Donation - refused", False)])
def test_a_title_that_counts_votes_is_a_result(title: str, counts: bool):
    assert is_result(title)
    assert is_count(title) is counts
