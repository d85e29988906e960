import pytest
from matters_arising.extract import extract
from matters_arising.extract.elected import is_elected, only_calls
from test_extract_status import judge, minutes


@pytest.mark.parametrize(
    "text",
    [
        "After a ballot Ann Bell was elected as Chair.",
        "Bo Ash stood, and he was duly appointed.",
        "Kit Orr was co-opted onto the board.",
        "Ann Bell is confirmed as a member of the board.",
        "Kit Orr was declared elected.",
        "Kit Orr won by a narrow majority.",
        "Two stood, and Bo Ash was elected by a show of hands.",
        "Elected unanimously (9)",
    ],
)
def test_who_is_chosen_is_a_decision(text: str) -> None:
    assert is_elected(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ann Bell said that she was elected as Treasurer of the league.",
        "Bo Ash was appointed as warden in 1998.",
        "Kit Orr was co-opted at the May meeting.",
        "Ms Orr, who was elected as Chair, spoke.",
        "The following were elected:",
        "Kit Orr won by a length.",
        "Bo Ash won by a majority in 1998.",
        "Bo Ash was elected to one of the open places of the county board.",
        "The tide was confirmed as high.",
    ],
)
def test_who_was_chosen_elsewhere_is_none(text: str) -> None:
    assert not is_elected(text)


@pytest.mark.parametrize(
    ("text", "calls"),
    [
        ("The Chair asked for nominations.", True),
        ("A request was made for volunteers to row.", True),
        ("The Chair asked for nominations: Ash proposed Bell.", False),
        ("The mill is requesting nominations to its board.", False),
    ],
)
def test_a_call_for_names_proposes_nothing(text: str, calls: bool) -> None:
    assert only_calls(text) is calls
    said = [event.quote for event in extract(minutes(text), model=judge(proposal=9.0))]
    assert said == ([] if calls else [text])
