import pytest
from matters_arising.stance import roles
from matters_arising.vocab import Phase, StanceStatus


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The Trust is committed to co-production.", StanceStatus.ASPIRATION),
        ("No consultation had taken place.", StanceStatus.NEGATED),
        ("Ms Tarn suggested that carers join the panel.", StanceStatus.PROPOSED),
        ("The Trust will carry out the review with carers.", StanceStatus.COMMITTED),
        ("The two councils ran the scheme together.", StanceStatus.ENACTED),
    ],
)
def test_status(text: str, status: StanceStatus):
    assert roles.status(text) is status


def test_the_other_party_is_kept_as_printed():
    assert (
        roles.with_whom("The Council will design it with Carers Voice and residents.") == "Carers Voice and residents"
    )
    assert roles.with_whom("The Trust has begun its own review.") == ""


def test_phase():
    assert roles.phase("The Trust has begun its own review.") is Phase.REVIEW
    assert roles.phase("Volunteers will plant the trees with the school.") is Phase.DELIVER
