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
        ("Approval of the budget.", Outcome.ADOPTED),
    ],
)
def test_outcome(text: str, outcome: Outcome):
    assert roles.outcome(text) is outcome


@pytest.mark.parametrize(
    ("text", "votes"),
    [
        ("Carried 5-2.", "5-2"),
        ("The motion passed by a vote of 4 to 3.", "vote of 4 to 3"),
        ("It was agreed unanimously.", "unanimously"),
        ("Motion carried; 6:0", "6:0"),
        ("Marsh – aye, Ode – no, and Bell – aye.", "Marsh – aye, Ode – no, and Bell – aye"),
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
        ("The Clerk to write to County Highways by the end of June.", "The Clerk", "the end of June"),
        ("The Board directed the General Manager to return with costs.", "the General Manager", ""),
        ("Potholes to be reported.", "", ""),
    ],
)
def test_owner_and_due(text: str, owner: str, due: str):
    assert (roles.owner(statement(text)), roles.due(statement(text))) == (owner, due)


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Ms Orr told Mr Bell that she would ask the landlord.", "Ms Orr"),
        ("CLERK TO GET A PRICE FOR THE GATE", "CLERK"),
        ("(NO) – order the bulbs.", "NO"),
        ("Chairs to be stacked in the loft by Mr K Thorn.", "Mr K Thorn"),
        ("The company will renew the fence.", "The company"),
        ("We will write again.", "We"),
    ],
)
def test_an_errand_has_its_owner_however_it_is_printed(text: str, owner: str):
    assert roles.owner(statement(text)) == owner


def test_he_is_who_was_last_named():
    errand = statement("He will bring prices.")
    assert roles.owner(errand, ["The hall was cold.", "Mr Thorn had asked two firms."]) == "Mr Thorn"
    assert roles.owner(errand, ["The hall was cold."]) == ""


def test_mover_and_seconder_may_stand_on_the_lines_beside():
    motion = "President Wu moved to adopt the plan."
    assert roles.mover_and_seconder(motion, after="Director Ode seconded the motion.") == (
        "President Wu",
        "Director Ode",
    )
    text = "THAT the road be closed."
    assert roles.mover_and_seconder(text, before="R2031-004 T. Bailey, D. Yoon:") == ("T. Bailey", "D. Yoon")


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("It was left until the Lammas meeting.", "the Lammas meeting"),
        ("Kept on the agenda till the June session.", "the June session"),
        ("Continued to Thursday, October 2, 2031, at 7:30 p.m.", "Thursday, October 2, 2031, at 7:30 p.m"),
        ("Nothing is planned for the time being.", "the time being"),
        ("It came to the meeting too late.", ""),
    ],
)
def test_until_when_is_a_named_time(text: str, until: str):
    assert putting_off.until(text) == until


def test_a_heading_may_say_until_when():
    assert putting_off.until_of_heading("Items for the next agenda") == "the next agenda"


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
            "Still awaiting the outcome of the bid",
            ReasonCode.DEPENDENCY,
        ),
        ("Held over to September 2031.", "September 2031", "", ReasonCode.UNSTATED),
        ("It was decided to discuss this at the May meeting.", "the May meeting", "", ReasonCode.UNSTATED),
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
