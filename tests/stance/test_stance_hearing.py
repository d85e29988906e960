import pytest
from matters_arising.stance.hearing import is_routine


@pytest.mark.parametrize(
    "text",
    [
        "The Chair declared the lease of the quay a public hearing and invited the public to speak.",
        "The hearing was closed at 7.40.",
        "There were no comments from the public.",
        "Ms Orr opened the floor for public comment.",
        "After public comment, the Board took up the lease.",
    ],
)
def test_the_floor_is_open_at_any_meeting(text: str) -> None:
    assert is_routine(text)


@pytest.mark.parametrize(
    "text",
    [
        "A hearing on the lease of the quay will be held on 3 May.",
        "The draft will go out for public comment.",
        "The Board called for public comments on the lease.",
        "Views of the growers are sought.",
    ],
)
def test_what_asks_for_views_is_none(text: str) -> None:
    assert not is_routine(text)
