import pytest
from matters_arising.extract import putting_off, roles
from matters_arising.models import Statement
from matters_arising.vocab import Outcome, ReasonCode


def statement(text: str, *, owner: str = "", due: str = "") -> Statement:
    return Statement("st-1", "mtg-1", "", 0, len(text), 1, text, owner=owner, due=due)


@pytest.mark.parametrize(
    ("text", "mover", "seconder"),
    [
        ("Proposed by Cllr Oakes, seconded by Cllr Reed, that the tender be accepted.", "Cllr Oakes", "Cllr Reed"),
        ("R2031-027 T. Bailey, D. Yoon: That the by-law be passed.", "T. Bailey", "D. Yoon"),
        ("Motion made by Director Wu and seconded by Director Ortiz.", "Director Wu", "Director Ortiz"),
        ("Ms Tarn suggested that carers be asked first.", "Ms Tarn", ""),
        ("It was suggested that a bench be bought.", "", ""),
    ],
)
def test_mover_and_seconder(text: str, mover: str, seconder: str):
    assert roles.mover_and_seconder(text) == (mover, seconder)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("The motion was lost.", Outcome.REJECTED),
        ("The application was not supported; it was refused.", Outcome.REJECTED),
        ("Cllr Oakes was elected Chair.", Outcome.APPOINTED),
        ("The report was noted.", Outcome.NOTED),
        ("RESOLVED to let the field.", Outcome.ADOPTED),
        ("The policy was adopted as amended.", Outcome.AMENDED),
        ("The budget.", Outcome.OTHER),
    ],
)
def test_outcome(text: str, outcome: Outcome):
    assert roles.outcome(text) is outcome


@pytest.mark.parametrize(
    ("text", "votes"),
    [
        ("Carried 5-2.", "5-2"),
        ("The motion passed by a vote of 4 to 3.", "vote of 4 to 3"),
        ("It was agreed unanimously.", "agreed unanimously"),
        ("The lease was agreed.", ""),
    ],
)
def test_votes(text: str, votes: str):
    assert roles.votes(text) == votes


def test_the_action_column_owns_the_action():
    assert roles.owner(statement("Write to the landlord.", owner="NO")) == "NO"


@pytest.mark.parametrize(
    ("text", "owner", "due"),
    [
        ("The Clerk to write to County Highways by the end of June.", "The Clerk", "by the end of June"),
        ("The Board directed the General Manager to return with costs.", "the General Manager", ""),
        ("Potholes to be reported.", "", ""),
    ],
)
def test_owner_and_due(text: str, owner: str, due: str):
    assert (roles.owner(statement(text)), roles.due(statement(text))) == (owner, due)


def test_target_of_a_referral():
    text = "It was agreed to refer the matter to the Finance Committee for consideration."
    assert roles.target(text) == "the Finance Committee"


@pytest.mark.parametrize(
    ("text", "until", "reason", "code"),
    [
        (
            "The item was deferred to the next meeting because the surveyor was absent.",
            "the next meeting",
            "the surveyor was absent",
            ReasonCode.ABSENCE,
        ),
        ("Crisis review carried over.", "", "", ReasonCode.UNSTATED),
        (
            "Still awaiting the outcome of the bid.",
            "",
            "awaiting the outcome of the bid",
            ReasonCode.DEPENDENCY,
        ),
        ("Held over to September 2031.", "September 2031", "", ReasonCode.UNSTATED),
    ],
)
def test_until_when_and_why(text: str, until: str, reason: str, code: ReasonCode):
    assert putting_off.until(text) == until
    assert putting_off.reason(text) == reason
    assert putting_off.reason_code(reason) is code


def test_a_reason_in_the_next_sentence_counts():
    assert putting_off.stated_beside("", "This was because the plans had not arrived.")


def test_ordinary_news_beside_is_no_reason():
    assert putting_off.stated_beside("Members thanked the warden.", "The gate is green.") == ""


def test_a_long_list_of_names_is_nobodys_errand_and_soon_told():
    names = ", ".join(f"Councillor Ann Bee Cee Dee{chr(97 + i % 26)}" for i in range(60))
    assert roles.owner(statement(f"Present: {names} and the Clerk of the Council of the District Board")) == ""
