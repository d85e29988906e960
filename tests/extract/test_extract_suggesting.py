import pytest
from matters_arising.extract.suggesting import is_suggested


@pytest.mark.parametrize(
    "text",
    [
        "Ms Orr suggests to hold a small meeting in the ferry week.",
        "Ms Orr suggested to ask Mr Tarn for advice on the slip.",
        "It was proposed to appoint a keeper for each weir.",
        "4.2 The Warden recommended that the board write to the mill.",
        "Mr Lund also suggests that the society should see the weir.",
        "He proposed moving the boat to the lower slip.",
    ],
)
def test_a_course_that_somebody_suggests_is_put(text: str):
    assert is_suggested(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ms Orr suggested that the post was too short.",
        "Mr Tarn suggested that any guests with a boat could ask him.",
        "It was not proposed to keep the lower slip.",
        "It was agreed to propose that the slip be let.",
        "The Warden had suggested to ask the mill.",
        "At the last meeting it was suggested to ask the mill.",
        "The mill recommended to us a new winch.",
        "The proposed mooring is by the mill.",
    ],
)
def test_what_is_supposed_or_of_another_time_is_not(text: str):
    assert not is_suggested(text)
